/* Tests of reading a pedal: a pipe with the kernel's events in it stands for the device. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "fixture.h"
#include "pedal/input.h"
#include "pedal/reader.h"

#define S INT64_C(1000000000)
#define KEYS "f7=back f8=play f9=forward 256=back 257=play 258=forward"

struct bench {
	char *folder, *path; /* of the pedal */
	int fd;              /* its other end */
	struct pedal_reader reader;
	int64_t now_ns;
	char told[400]; /* "S1 H1 H0" */
	char name[64], said_path[128];
};

static void note_state(void *context, enum pedal_state state, const char *name, const char *path)
{
	struct bench *bench = context;
	size_t n = strlen(bench->told);
	snprintf(bench->told + n, sizeof bench->told - n, "S%d ", (int)state);
	snprintf(bench->name, sizeof bench->name, "%s", name);
	snprintf(bench->said_path, sizeof bench->said_path, "%s", path);
}

static void note_hold(void *context, unsigned roles, int64_t at_ns)
{
	struct bench *bench = context;
	size_t n = strlen(bench->told);
	snprintf(bench->told + n, sizeof bench->told - n, "H%u ", roles);
	assert_int_equal(at_ns, bench->now_ns);
}

static int set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	bench->folder = fixture_folder();
	bench->path = fixture_path(bench->folder, "event3");
	bench->fd = -1;
	bench->now_ns = 1000 * S;
	bench->reader.places = (struct pedal_places){bench->folder, bench->folder};
	bench->reader.say = note_state;
	bench->reader.hold = note_hold;
	bench->reader.context = bench;
	pedal_reader_init(&bench->reader);
	*state = bench;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *bench = *state;
	pedal_reader_release(&bench->reader);
	if (bench->fd >= 0)
		close(bench->fd);
	fixture_remove(bench->folder);
	free(bench->path);
	free(bench);
	return 0;
}

static void want(struct bench *bench, const char *device)
{
	const struct pedal_wish wish = {device, KEYS, true};
	pedal_reader_want(&bench->reader, &wish, bench->now_ns);
}

static void plug_in(struct bench *bench)
{
	bench->fd = input_plug_in(bench->path);
}

static void unplug(struct bench *bench)
{
	close(bench->fd);
	bench->fd = -1;
	unlink(bench->path);
}

/* What it has told since the last time. */
static void expect(struct bench *bench, const char *told)
{
	pedal_reader_service(&bench->reader, bench->now_ns);
	assert_string_equal(bench->told, told);
	bench->told[0] = '\0';
}

static struct bench *start(void **state)
{
	struct bench *bench = *state;
	plug_in(bench);
	want(bench, bench->path);
	expect(bench, "S1 ");
	assert_string_equal(bench->said_path, bench->path);
	return bench;
}

static void press_and_release_are_told(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, BTN_1, 1);
	expect(bench, "H1 ");
	expect(bench, "");
	input_key(bench->fd, BTN_1, 0);
	expect(bench, "H0 ");
	input_key(bench->fd, KEY_F7, 1);
	input_key(bench->fd, KEY_F9, 1);
	expect(bench, "H2 H6 ");
	input_key(bench->fd, KEY_F7, 0);
	input_key(bench->fd, KEY_F9, 0);
	expect(bench, "H4 H0 ");
}

static void a_tap_is_not_lost(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	input_key(bench->fd, KEY_F8, 0);
	expect(bench, "H1 H0 ");
}

static void a_key_that_repeats_is_told_once(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	for (int i = 0; i < 30; i++)
		input_key(bench->fd, KEY_F8, 2);
	expect(bench, "H1 ");
	input_key(bench->fd, KEY_F8, 0);
	expect(bench, "H0 ");
}

static void other_keys_are_nobodys_business(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_A, 1);
	input_key(bench->fd, KEY_A, 0);
	expect(bench, "");
}

static void two_keys_of_one_role_are_one(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	input_key(bench->fd, BTN_1, 1);
	input_key(bench->fd, KEY_F8, 0);
	expect(bench, "H1 ");
	input_key(bench->fd, BTN_1, 0);
	expect(bench, "H0 ");
}

static void events_come_in_pieces(void **state)
{
	struct bench *bench = start(state);
	const struct input_event events[] = {
		{.type = EV_KEY, .code = KEY_F8, .value = 1}, {.type = EV_SYN, .code = SYN_REPORT}};
	const char *bytes = (const char *)events;
	for (size_t i = 0; i < sizeof events; i++) {
		assert_int_equal(write(bench->fd, bytes + i, 1), 1);
		expect(bench, i + 1 < sizeof events ? "" : "H1 ");
	}
}

static void more_comes_than_is_read_at_once(void **state)
{
	struct bench *bench = start(state);
	for (int i = 0; i < 100; i++)
		input_key(bench->fd, KEY_F8, 2);
	input_key(bench->fd, KEY_F8, 1);
	for (int i = 0; i < 10 && !bench->told[0]; i++)
		pedal_reader_service(&bench->reader, bench->now_ns);
	expect(bench, "H1 ");
}

/* The kernel's buffer ran over: the release may be among what was lost. */
static void after_a_loss_nothing_is_held(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
	const struct input_event loss[] = {{.type = EV_SYN, .code = SYN_DROPPED},
		{.type = EV_KEY, .code = KEY_F7, .value = 1}};
	input_write(bench->fd, loss, 2);
	expect(bench, "");
	const struct input_event report = {.type = EV_SYN, .code = SYN_REPORT};
	input_write(bench->fd, &report, 1);
	expect(bench, "H0 ");
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
}

static void one_that_vanishes_holds_nothing(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
	unplug(bench);
	expect(bench, "H0 S2 ");
	assert_int_equal(pedal_reader_get_fd(&bench->reader), -1);
	assert_int_equal(pedal_reader_get_deadline_ns(&bench->reader), bench->now_ns + S);
}

static void the_last_events_of_one_that_vanishes_count(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	input_key(bench->fd, KEY_F8, 0);
	unplug(bench);
	for (int i = 0; i < 3 && pedal_reader_get_fd(&bench->reader) >= 0; i++)
		pedal_reader_service(&bench->reader, bench->now_ns);
	expect(bench, "H1 H0 S2 ");
}

static void one_that_is_plugged_in_again_is_read(void **state)
{
	struct bench *bench = start(state);
	unplug(bench);
	expect(bench, "S2 ");
	plug_in(bench);
	expect(bench, "");
	bench->now_ns += S;
	expect(bench, "S1 ");
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
	assert_int_equal(pedal_reader_get_deadline_ns(&bench->reader), CLOCK_NEVER);
}

static void one_that_comes_later_is_read_then(void **state)
{
	struct bench *bench = *state;
	want(bench, bench->path);
	expect(bench, "S2 ");
	bench->now_ns += S;
	expect(bench, "");
	plug_in(bench);
	bench->now_ns += S;
	expect(bench, "S1 ");
}

static void another_wish_lets_go(void **state)
{
	struct bench *bench = start(state);
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
	want(bench, "off");
	expect(bench, "H0 S0 ");
	assert_int_equal(pedal_reader_get_fd(&bench->reader), -1);
	assert_int_equal(pedal_reader_get_deadline_ns(&bench->reader), CLOCK_NEVER);
	want(bench, "");
	expect(bench, "S0 ");
}

static void keys_that_make_no_sense_are_none(void **state)
{
	struct bench *bench = *state;
	const struct pedal_wish wish = {bench->path, "f8=jump", true};
	plug_in(bench);
	pedal_reader_want(&bench->reader, &wish, bench->now_ns);
	expect(bench, "S5 ");
}

static void a_file_is_no_pedal(void **state)
{
	struct bench *bench = *state;
	fixture_write(bench->path, "", 0);
	want(bench, bench->path);
	expect(bench, "S5 ");
	want(bench, "/dev/null");
	expect(bench, "S5 ");
	want(bench, bench->folder);
	expect(bench, "S5 ");
}

/* Root may read anything: the test becomes somebody else for a moment. */
static void one_that_may_not_be_read_is_told(void **state)
{
	struct bench *bench = *state;
	uid_t former = geteuid();
	plug_in(bench);
	assert_int_equal(chmod(bench->path, 0), 0);
	assert_int_equal(chmod(bench->folder, 0755), 0);
	if (former == 0)
		assert_int_equal(seteuid(65534), 0);
	want(bench, bench->path);
	if (former == 0)
		assert_int_equal(seteuid(former), 0);
	expect(bench, "S3 ");
	assert_int_equal(chmod(bench->path, 0600), 0);
	bench->now_ns += S;
	expect(bench, "S1 ");
}

/* ---- by name ---- */

static void write_fact(struct bench *bench, int number, const char *fact, const char *text)
{
	char name[80];
	snprintf(name, sizeof name, "event%d", number);
	char *event = fixture_path(bench->folder, name), *device = fixture_path(event, "device");
	char *id = fixture_path(device, "id"), *path = fixture_path(device, fact);
	mkdir(event, 0700);
	mkdir(device, 0700);
	mkdir(id, 0700);
	fixture_write(path, text, strlen(text));
	free(path);
	free(id);
	free(device);
	free(event);
}

static void describe(struct bench *bench, int number, const char *name, const char *ids[2])
{
	write_fact(bench, number, "name", name);
	write_fact(bench, number, "id/vendor", ids[0]);
	write_fact(bench, number, "id/product", ids[1]);
}

static void pedals_are_known_by_name_and_number(void **state)
{
	struct bench *bench = *state;
	struct pedal_found found[4];
	const char *other[2] = {"046d\n", "c31c\n"}, *vec[2] = {"05f3\n", "00ff\n"};
	describe(bench, 12, "Acme FootSwitch\n", other);
	describe(bench, 3, "Keyboard\n", other);
	describe(bench, 5, "P.I. Engineering\n", vec);
	describe(bench, 9, "Piano PEDAL", other);
	assert_int_equal(pedal_find(&bench->reader.places, "auto", found, 4), 3);
	assert_string_equal(found[0].name, "P.I. Engineering");
	assert_int_equal(found[0].vendor, 0x05f3);
	assert_int_equal(found[0].product, 0x00ff);
	assert_string_equal(found[1].name, "Piano PEDAL");
	assert_non_null(strstr(found[2].path, "/event12"));
	assert_int_equal(pedal_find(&bench->reader.places, "auto", found, 2), 2);
	assert_int_equal(pedal_find(&bench->reader.places, "key", found, 4), 1);
	assert_string_equal(found[0].name, "Keyboard");
	assert_int_equal(pedal_find(&bench->reader.places, "harp", found, 4), 0);
	char *path = fixture_path(bench->folder, "by-id"), *real = found[2].path;
	assert_int_equal(pedal_find(&bench->reader.places, "auto", found, 4), 3);
	assert_int_equal(symlink(real, path), 0);
	struct pedal_found known = pedal_look_up(&bench->reader.places, path);
	assert_string_equal(known.name, "Acme FootSwitch");
	assert_int_equal(known.vendor, 0x046d);
	assert_string_equal(known.path, path);
	known = pedal_look_up(&bench->reader.places, "/no/such/event12");
	assert_string_equal(known.name, "");
	free(path);
	const struct pedal_places nowhere = {"/no/such/folder", "/no/such/folder"};
	assert_int_equal(pedal_find(&nowhere, "auto", found, 4), 0);
}

/* Folders of their own, as on a real system. */
static struct bench *start_named(void **state, const char *device)
{
	struct bench *bench = *state;
	char *classes = fixture_path(bench->folder, "classes"), *whole = bench->folder;
	const char *ids[2] = {"0001\n", "0002\n"};
	mkdir(classes, 0700);
	bench->folder = classes;
	describe(bench, 2, "USB Footpedal\n", ids);
	describe(bench, 3, "USB Footpedal\n", ids);
	bench->folder = whole;
	bench->reader.places.classes = classes;
	char *first = fixture_path(bench->folder, "event2");
	fixture_write(first, "", 0); /* of no use: the next one of the name counts */
	plug_in(bench);
	want(bench, device);
	expect(bench, "S1 ");
	assert_string_equal(bench->name, "USB Footpedal");
	assert_string_equal(bench->said_path, bench->path);
	bench->reader.places.classes = "";
	free(first);
	free(classes);
	return bench;
}

static void a_named_one_is_found(void **state)
{
	struct bench *bench = start_named(state, "usb foot");
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "H1 ");
}

/* What it types reaches the terminal as well. */
static void one_that_was_not_named_counts_by_its_buttons_only(void **state)
{
	struct bench *bench = start_named(state, "auto");
	input_key(bench->fd, KEY_F8, 1);
	expect(bench, "");
	input_key(bench->fd, BTN_1, 1);
	expect(bench, "H1 ");
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(press_and_release_are_told),
		BENCH(a_tap_is_not_lost),
		BENCH(a_key_that_repeats_is_told_once),
		BENCH(other_keys_are_nobodys_business),
		BENCH(two_keys_of_one_role_are_one),
		BENCH(events_come_in_pieces),
		BENCH(more_comes_than_is_read_at_once),
		BENCH(after_a_loss_nothing_is_held),
		BENCH(one_that_vanishes_holds_nothing),
		BENCH(the_last_events_of_one_that_vanishes_count),
		BENCH(one_that_is_plugged_in_again_is_read),
		BENCH(one_that_comes_later_is_read_then),
		BENCH(another_wish_lets_go),
		BENCH(keys_that_make_no_sense_are_none),
		BENCH(a_file_is_no_pedal),
		BENCH(one_that_may_not_be_read_is_told),
		BENCH(pedals_are_known_by_name_and_number),
		BENCH(a_named_one_is_found),
		BENCH(one_that_was_not_named_counts_by_its_buttons_only),
	};
	return cmocka_run_group_tests_name("pedal_reader", tests, NULL, NULL);
}
