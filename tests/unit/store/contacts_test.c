/* Tests of imported calls and of the list of all calls. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "desk.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static char path_a[] = "/calls/a.wav", path_b[] = "/calls/b.wav";
static const uint8_t hash_a[1][HASH_SIZE] = {{1}}, hash_b[1][HASH_SIZE] = {{2}};
static const struct call_leg leg_a = {path_a, LEG_MIXED, 500, 9}, leg_b = {path_b, LEG_MIXED, 600, 9};

static void know(struct contact *contact, enum contact_fact fact, const char *value)
{
	struct err err;
	assert_true(contact_set(contact, fact, value, &err));
}

static struct store_import import_of(
	const char *name, const struct call_leg *leg, const struct contact *contact)
{
	return (struct store_import){.name = name, .legs = leg, .n_legs = 1,
		.hash = leg == &leg_a ? hash_a : hash_b, .contact = contact};
}

static void assert_fact(struct desk *desk, const char *id, enum contact_fact fact, const char *value)
{
	struct contact contact;
	struct err err;
	assert_true(store_get_contact(desk->store, id, &contact, &err));
	assert_string_equal(contact_get(&contact, fact), value);
	contact_release(&contact);
}

static void an_imported_call_is_there_with_what_is_known(void **state)
{
	DESK;
	char id[ID_SIZE];
	struct err err = {0};
	struct contact contact = {0};
	know(&contact, CONTACT_AGENT, "Li Na");
	know(&contact, CONTACT_DATE, "2026-11-03");
	struct store_import import = import_of("a", &leg_a, &contact);
	assert_true(store_import(desk->store, &import, 1, &err));
	assert_true(store_find_call(desk->store, &leg_a, 1, id, &err));
	assert_string_equal(id, import.call_id);
	assert_true(store_find_content(desk->store, 1, hash_a, id, &err));
	assert_string_equal(id, import.call_id);
	assert_fact(desk, id, CONTACT_AGENT, "Li Na");
	assert_fact(desk, id, CONTACT_QUEUE, "");
	desk_assert_sound(desk);
	contact_release(&contact);
}

static void a_later_import_replaces_what_it_knows(void **state)
{
	DESK;
	struct err err = {0};
	struct contact first = {0}, second = {0};
	know(&first, CONTACT_AGENT, "Li");
	know(&first, CONTACT_QUEUE, "Tech");
	know(&second, CONTACT_AGENT, "Wang");
	struct store_import import = import_of("a", &leg_a, &first);
	assert_true(store_import(desk->store, &import, 1, &err));
	import.contact = &second;
	assert_true(store_import(desk->store, &import, 1, &err));
	assert_fact(desk, import.call_id, CONTACT_AGENT, "Wang");
	assert_fact(desk, import.call_id, CONTACT_QUEUE, "Tech");
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM call WHERE name = 'a'"), 1);
	contact_release(&first);
	contact_release(&second);
}

static void what_cannot_be_written_leaves_nothing(void **state)
{
	DESK;
	struct err err = {0};
	struct contact contact = {0};
	struct store_import imports[2] = {
		import_of("a", &leg_a, &contact), import_of("b", &leg_b, &contact)};
	strcpy(imports[1].call_id, "00000000000000000000000000"); /* there is no such call */
	assert_false(store_import(desk->store, imports, 2, &err));
	assert_string_equal(imports[0].call_id, "");
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM call WHERE name = 'a'"), 0);
}

static void a_call_that_is_forgotten_takes_it_along(void **state)
{
	DESK;
	struct err err = {0};
	struct contact contact = {0};
	know(&contact, CONTACT_AGENT, "Li");
	struct store_import import = import_of("a", &leg_a, &contact);
	assert_true(store_import(desk->store, &import, 1, &err));
	assert_true(store_forget_call(desk->store, import.call_id, &err));
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM contact"), 0);
	contact_release(&contact);
}

static void calls_are_listed_by_date(void **state)
{
	DESK;
	struct err err = {0};
	struct contact early = {0}, late = {0};
	struct store_call *calls;
	size_t n_calls;
	know(&early, CONTACT_DATE, "2026-11-03");
	know(&late, CONTACT_DATE, "2026-11-04");
	struct store_import imports[2] = {
		import_of("later", &leg_a, &late), import_of("sooner", &leg_b, &early)};
	assert_true(store_import(desk->store, imports, 2, &err));
	assert_true(store_get_calls(desk->store, &calls, &n_calls, &err));
	assert_int_equal(n_calls, 3);
	assert_string_equal(calls[0].name, "sooner");
	assert_string_equal(calls[0].paths[0], path_b);
	assert_null(calls[0].paths[1]);
	assert_int_equal(calls[0].review.state, REVIEW_NONE);
	assert_string_equal(calls[1].name, "later");
	/* that of the desk, of which no date is known */
	assert_string_equal(calls[2].id, desk->call_id);
	assert_int_equal(calls[2].review.state, REVIEW_DRAFT);
	store_free_calls(calls, n_calls);
	contact_release(&early);
	contact_release(&late);
}

static void an_older_database_learns_it(void **state)
{
	DESK;
	static const char *const sql[] = {DB_STATEMENTS};
	struct err err = {0};
	struct db db;
	struct contact contact = {0};
	assert_true(file_create(desk->path, &err));
	assert_true(db_open(&db, desk->path, 0, sql, 3, &err));
	assert_true(migrate_run(&db, schema_steps, 4, &err));
	db_close(&db);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 4);
	desk_open(desk);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), schema_n_steps);
	know(&contact, CONTACT_AGENT, "Li");
	struct store_import import = import_of("a", &leg_a, &contact);
	assert_true(store_import(desk->store, &import, 1, &err));
	assert_fact(desk, import.call_id, CONTACT_AGENT, "Li");
	desk_assert_sound(desk);
	contact_release(&contact);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(an_imported_call_is_there_with_what_is_known),
		desk_test(a_later_import_replaces_what_it_knows),
		desk_test(what_cannot_be_written_leaves_nothing),
		desk_test(a_call_that_is_forgotten_takes_it_along),
		desk_test(calls_are_listed_by_date),
		cmocka_unit_test_setup_teardown(
			an_older_database_learns_it, desk_setup_folder, desk_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
