/* The program with a screen: opens everything, runs the loop, closes everything. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/cards.h"
#include "command/command.h"
#include "command/database.h"
#include "config/keys_file.h"
#include "config/paths.h"
#include "ui/app_parts.h"
#include "ui/signals.h"

#define TICK_NS 100000000 /* the playhead's tenths */
#define MAX_FDS 8

void app_say(struct app *app, enum snapshot_tone tone, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(app->message, sizeof app->message, fmt, ap);
	va_end(ap);
	utf8_cut(app->message);
	app->tone = tone;
}

void app_clear_message(struct app *app)
{
	app->message[0] = '\0';
	app->awaits_devices = false;
}

static void save_place(struct app *app)
{
	if (app->review && app->review_started)
		review_save_place(app->review);
}

void app_suspend(struct app *app)
{
	if (app->review)
		review_do(app->review, ACTION_PAUSE);
	save_place(app);
	term_suspend(app->term);
	signals_stop();
	term_resume(app->term);
}

/* ---- one turn of the loop ---- */

static bool is_playing(struct app *app)
{
	struct player_state state;
	if (!app->review_started)
		return false;
	player_get_state(app->player, clock_mono_ns(), &state);
	return state.playing;
}

static int64_t earlier(int64_t a_ns, int64_t b_ns)
{
	return a_ns < b_ns ? a_ns : b_ns;
}

static int64_t next_deadline_ns(struct app *app, int64_t drawn_ns)
{
	int64_t due_ns = earlier(
		term_get_deadline_ns(app->term), player_get_deadline_ns(app->player));
	if (app->review)
		due_ns = earlier(due_ns, review_get_deadline_ns(app->review));
	else
		due_ns = earlier(due_ns, store_get_deadline_ns(app->store));
	due_ns = earlier(due_ns, app->pedal_due_ns);
	if (app->screen == SCREEN_CALLS && calls_is_busy(app->calls))
		due_ns = 0;
	if (is_playing(app))
		due_ns = earlier(due_ns, drawn_ns + TICK_NS);
	return due_ns;
}

static int poll_ms(int64_t due_ns)
{
	if (due_ns == CLOCK_NEVER)
		return -1;
	int64_t wait_ns = due_ns - clock_mono_ns();
	return wait_ns <= 0 ? 0 : (int)earlier((wait_ns + 999999) / 1000000, 60000);
}

/* Waits for anything to happen; false if the terminal is gone. */
static bool wait_for_news(struct app *app, int64_t due_ns, bool *keys, bool *found)
{
	struct pollfd fds[MAX_FDS] = {
		{.fd = term_get_fd(app->term), .events = POLLIN},
		{.fd = signals_get_fd(), .events = POLLIN},
		{.fd = scan_get_fd(app->scan), .events = POLLIN},
	};
	size_t n = 3 + player_get_fds(app->player, fds + 3, MAX_FDS - 3);
	*keys = *found = false;
	if (poll(fds, n, poll_ms(due_ns)) < 0)
		return errno == EINTR;
	*keys = fds[0].revents != 0;
	*found = fds[2].revents != 0;
	return true;
}

/* What signals ask for; true if the screen is to be drawn. */
static bool take_signals(struct app *app)
{
	unsigned came = signals_take();
	if (came & (SIGNAL_HUNG_UP | SIGNAL_TERMINATE))
		app->quit = true;
	if (came & SIGNAL_SUSPEND)
		app_suspend(app);
	if (came & SIGNAL_CONTINUED)
		term_resume(app->term);
	if (came & SIGNAL_RESIZED)
		term_resize(app->term);
	return came != 0;
}

static bool take_keys(struct app *app, bool readable)
{
	struct key key;
	bool any = false;
	if (readable && !term_read(app->term)) {
		app->quit = true;
		return false;
	}
	app->pressed_ns = clock_mono_ns();
	while (!app->quit && term_next_key(app->term, clock_mono_ns(), &key)) {
		app_take_key(app, key);
		any = true;
	}
	return any;
}

/* After a submitted review the next call that is still to be judged opens by itself; true if it did, or the
 * list came back. A call that was opened alone stays, and one about which a text is being written until that is done. */
static bool go_on_after_submit(struct app *app)
{
	if (!app->review || !app->from_list || !review_is_submitted(app->review) ||
		app->line != LINE_NONE)
		return false;
	app->has_submitted = true;
	app->call_submitted = app->call;
	for (size_t i = app_find_due_call(app, app->call + 1); i < calls_count(app->calls);
		i = app_find_due_call(app, i + 1))
		if (app_open_call(app, i, true)) {
			app_say(app, TONE_GOOD, _("Submitted; this is the next call"));
			return true;
		}
	app_close_review(app);
	app->screen = SCREEN_CALLS;
	app_say(app, TONE_GOOD, _("Submitted; that was the last call of the list"));
	return true;
}

/* Marks of a call that was left before they could be saved. */
static bool take_late_acks(struct app *app)
{
	struct store_ack ack;
	bool any = false;
	while (store_next_ack(app->store, &ack)) {
		if (!ack.saved)
			app_say(app, TONE_ERROR, _("Not saved: %s"),
				review_unsaved_reason(&ack.err));
		any = true;
	}
	if (any && app->calls)
		calls_refresh_all(app->calls);
	return any;
}

static bool service(struct app *app, bool found)
{
	int64_t now_ns = clock_mono_ns();
	bool news = player_service(app->player, now_ns);
	if (news)
		app_take_devices(app);
	news = app_take_pedal(app) || news;
	if (found)
		scan_drain(app->scan);
	if (app->calls && (found || app->screen == SCREEN_CALLS))
		news = calls_service(app->calls) || news;
	if (app->review) {
		news = review_service(app->review, now_ns) || news;
	} else {
		store_service(app->store, now_ns);
		news = take_late_acks(app) || news;
	}
	return go_on_after_submit(app) || news;
}

static void run(struct app *app)
{
	bool draw = true, keys, found;
	int64_t drawn_ns = 0;
	while (!app->quit) {
		bool tick = is_playing(app) && clock_mono_ns() - drawn_ns >= TICK_NS;
		if (draw || tick || term_fit_canvas(app->term, &app->canvas)) {
			drawn_ns = clock_mono_ns();
			app_draw(app);
		}
		app_start_work(app);
		if (!wait_for_news(app, next_deadline_ns(app, drawn_ns), &keys, &found))
			break;
		draw = take_signals(app);
		draw = take_keys(app, keys) || draw;
		draw = service(app, found) || draw;
	}
}

/* ---- opening and closing ---- */

static bool open_data(struct app *app, struct err *err)
{
	app->language = cards_language();
	app->database = database_path(app->config);
	app->card = cards_load(app->config->card, err);
	if (!app->card)
		return false;
	app->store = database_open(app->config, err);
	if (!app->store)
		return false;
	long n_cores = sysconf(_SC_NPROCESSORS_ONLN);
	app->scan = scan_new(n_cores < 1 ? 1 : n_cores > 8 ? 8 : (int)n_cores, err);
	return app->scan != NULL;
}

static void open_player(struct app *app, const char *log_path)
{
	const struct player_options options = {
		.speaker_path = paths_speaker(),
		.silent = !app->config->audio,
		.remote = config_is_remote(app->config),
		.remote_sound = app_remote_sound(app->config),
		.audio_rate_hz = app->config->audio_rate_hz,
		.latency_ms = app->config->audio_latency_ms,
		.device = app->config->audio_device,
		.pedal = app->config->pedal,
		.pedal_keys = app->config->pedal_keys,
		.pedal_grab = app->config->pedal_grab,
		.log_path = log_path,
	};
	app->player = player_new(&options);
}

/* The names of the subcommands. */
static void add_commands(struct str *names)
{
	for (const struct command_row *row = command_get_rows(); row->name; row++)
		str_addf(names, "%s%s", names->n_bytes ? ", " : "", row->name);
}

static bool open_screen(struct app *app, int log_fd, struct err *err)
{
	struct str screenless = {0};
	add_commands(&screenless);
	const struct term_options options = {
		.color = (enum config_color)app->config->color,
		.graph = (enum config_graph)app->config->graph,
		.ambiguous = (enum config_ambiguous)app->config->ambiguous,
		.log_fd = log_fd,
		.screenless = str_get(&screenless),
	};
	app->term = signals_open(err) ? term_open(&options, err) : NULL;
	str_release(&screenless);
	if (!app->term)
		return false;
	canvas_init(&app->canvas, 24, 80);
	term_fit_canvas(app->term, &app->canvas);
	term_set_mouse(app->term, app->config->mouse);
	return true;
}

static bool open_paths(struct app *app, const char *const *paths, size_t n_paths, struct err *err)
{
	if (n_paths == 0) {
		app->from_first = !app_list_known(app, err);
		app->screen = app->from_first ? SCREEN_FIRST : SCREEN_CALLS;
		app->from_list = !app->from_first;
		return !app->from_first || err->code == ERR_NOT_FOUND;
	}
	if (!app_list(app, paths, n_paths, err))
		return false;
	if (calls_count(app->calls) > 1) {
		app->screen = SCREEN_CALLS;
		return true;
	}
	if (app_open_call(app, 0, true))
		return true;
	return err_set(err, ERR_IO, "%s", app->message);
}

static void close_all(struct app *app)
{
	if (app->review)
		app_close_review(app);
	term_close(app->term);
	calls_free(app->calls);
	if (app->player)
		player_free(app->player);
	if (app->scan)
		scan_free(app->scan);
	store_close(app->store);
	card_free(app->card);
	card_free(app->sample_card);
	if (app->canvas.cells)
		canvas_release(&app->canvas);
	free(app->database);
	recall_release(&app->commands);
	recall_release(&app->searches);
	recall_release(&app->canned);
	incidents_free(app->catalogue);
	free(app->comments_folder);
}

/* Marks that the database has not confirmed by the end are named on the way out. */
static void tell_unsaved(struct app *app)
{
	struct err err;
	size_t n = app->store ? store_count_pending(app->store, &err) : 0;
	if (n == 0)
		return;
	command_complain(
		ngettext("%zu mark was not saved: %s", "%zu marks were not saved: %s", n), n,
		err.text);
	app->status = EXIT_FAILED;
}

/* Standard error of the libraries and of the speaker goes here, never onto the screen. */
static int open_log(char **path)
{
	struct err ignored; /* without a log nothing is lost but the log */
	*path = paths_user(FOLDER_STATE, "callmark.log");
	if (!paths_make_parent(*path, &ignored))
		return -1;
	return open(*path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static bool read_keys(struct err *err)
{
	char *path = paths_user(FOLDER_CONFIG, "keys.conf");
	bool ok = keys_read_file(path, err);
	free(path);
	return ok;
}

/* Everything up to the first picture; on failure the exit status that says why. */
static int open_all(struct app *app, const char *const *paths, size_t n_paths, int log_fd,
	const char *log_path, struct err *err)
{
	if (!read_keys(err))
		return EXIT_USAGE;
	if (!open_data(app, err))
		return err->code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	open_player(app, log_fd < 0 ? NULL : log_path);
	if (!open_paths(app, paths, n_paths, err))
		return err->code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	return open_screen(app, log_fd, err) ? EXIT_DONE : EXIT_USAGE;
}

int app_run(struct config *config, const char *const *paths, size_t n_paths)
{
	struct app app = {.config = config,
		.pedal_due_ns = CLOCK_NEVER,
		.comments_folder = paths_user(FOLDER_CONFIG, "comments")};
	struct err err;
	char *log_path;
	int log_fd = open_log(&log_path);
	char *history_path = paths_user(FOLDER_STATE, "history");
	recall_read(&app.commands, history_path);
	app.status = open_all(&app, paths, n_paths, log_fd, log_path, &err);
	bool opened = app.status == EXIT_DONE;
	if (opened) {
		run(&app);
		save_place(&app);
		store_flush(app.store);
	}
	term_close(app.term);
	app.term = NULL;
	if (!opened)
		command_complain("%s", err.text);
	tell_unsaved(&app);
	recall_write(&app.commands, history_path);
	free(history_path);
	close_all(&app);
	signals_close();
	free(log_path);
	if (log_fd >= 0)
		close(log_fd);
	return app.status;
}
