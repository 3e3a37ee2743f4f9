/* callmark connect: one login for the terminal program on another host and for its sound. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/remote.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "command/attend.h"
#include "command/process.h"
#include "command/secure_shell.h"

struct connection {
	const struct config *config;
	struct destination to;
	char *folder;  /* 0700, for the control socket */
	char *control; /* in it */
	int words_fd;  /* the sound's last words come here */
	pid_t sound_pid, screen_pid;
};

static const char *folder_for_sockets(void)
{
	static const char *const variables[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (value && *value == '/' && access(value, W_OK) == 0)
			return value;
	}
	return "/tmp";
}

static bool make_folder(struct connection *connection, struct err *err)
{
	char why[128];
	struct str path = {0};
	str_addf(&path, "%s/callmark-XXXXXX", folder_for_sockets());
	connection->folder = str_take(&path);
	if (!mkdtemp(connection->folder))
		return err_set(err, ERR_IO, _("cannot make the folder '%s': %s"),
			connection->folder, err_strerror(errno, why, sizeof why));
	str_addf(&path, "%s/line", connection->folder);
	connection->control = str_take(&path);
	return true;
}

/* ---- the login that both share ---- */

/* ^C is for the program, which may be asking for a password: this has to tidy up behind it. */
static int run_to_end(const struct line_words *words, bool quiet, struct err *err)
{
	pid_t pid;
	struct sigaction former[2], ignore = {.sa_handler = SIG_IGN};
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &former[0]);
	sigaction(SIGQUIT, &ignore, &former[1]);
	int status = process_start(words->argv, -1, quiet, &pid, err) ? process_await(pid) : -1;
	sigaction(SIGINT, &former[0], NULL);
	sigaction(SIGQUIT, &former[1], NULL);
	return status;
}

/* It asks what it has to ask, and stays in the background. */
static bool log_in(struct connection *connection, struct err *err)
{
	struct line_words ssh = {0};
	struct str control = {0};
	str_addf(&control, "ControlPath=%s", connection->control);
	line_words_add(&ssh, "ssh");
	line_words_add(&ssh, "-fNM");
	line_words_add(&ssh, "-o");
	line_words_add(&ssh, str_get(&control));
	line_words_add(&ssh, "-o");
	line_words_add(&ssh, "ControlPersist=no");
	for (int i = 0; i < connection->to.n_options; i++)
		line_words_add(&ssh, connection->to.options[i]);
	secure_shell_add_plain(&ssh);
	line_words_add(&ssh, connection->to.host);
	int status = run_to_end(&ssh, false, err);
	line_words_release(&ssh);
	str_release(&control);
	return status == 0 ||
	       (status > 0 &&
		       err_set(err, ERR_IO,
			       _("the login on %s has failed; if only one for screen and sound "
				 "together is refused there, use two: 'ssh -t %s callmark', and "
				 "'callmark speaker %s' beside it"),
			       connection->to.host, connection->to.host, connection->to.host));
}

static void log_out(struct connection *connection)
{
	struct line_words ssh = {0};
	struct err ignored;
	line_words_add(&ssh, "ssh");
	line_words_add(&ssh, "-O");
	line_words_add(&ssh, "exit");
	secure_shell_add_shared(&ssh, connection->control);
	line_words_add(&ssh, connection->to.host);
	run_to_end(&ssh, true, &ignored);
	line_words_release(&ssh);
	unlink(connection->control); /* mostly ssh has done so */
	rmdir(connection->folder);
}

/* ---- the sound ---- */

static void fill_sound(const struct connection *connection, struct line_words *ssh)
{
	struct str command = {0};
	str_addf(&command, "%s relay", connection->config->remote_program);
	line_words_add(ssh, "ssh");
	secure_shell_add_shared(ssh, connection->control);
	secure_shell_add_plain(ssh);
	line_words_add(ssh, connection->to.host);
	line_words_add(ssh, str_get(&command));
	str_release(&command);
}

/* In a process of its own: what it would say is told at the end. */
static void attend(const struct connection *connection, int words_fd)
{
	struct line_words ssh = {0};
	struct err err;
	fill_sound(connection, &ssh);
	const struct attend_options options = {.config = connection->config,
		.host = connection->to.host,
		.ssh = ssh.argv,
		.quiet = true,
		.stop_fd = process_catch_stop()};
	bool done = attend_run(&options, &err);
	ssize_t n = done ? 0 : write(words_fd, err.text, strlen(err.text));
	line_words_release(&ssh);
	_exit(n < 0 || !done ? EXIT_FAILED : EXIT_DONE);
}

static bool start_sound(struct connection *connection, struct err *err)
{
	char why[128];
	int words_fds[2] = {-1, -1};
	bool is_open = pipe(words_fds) == 0;
	/* Whoever else held the end that is written to would keep end_sound waiting. */
	for (int i = 0; is_open && i < 2; i++)
		fcntl(words_fds[i], F_SETFD, FD_CLOEXEC);
	if (!is_open || (connection->sound_pid = fork()) < 0)
		return err_set(err, ERR_IO, _("cannot start the sound: %s"),
			err_strerror(errno, why, sizeof why));
	if (connection->sound_pid == 0) {
		close(words_fds[0]);
		attend(connection, words_fds[1]);
	}
	close(words_fds[1]);
	connection->words_fd = words_fds[0];
	return true;
}

/* Why there was none, if so. */
static void end_sound(struct connection *connection)
{
	struct err err;
	if (connection->sound_pid <= 0)
		return;
	kill(connection->sound_pid, SIGTERM);
	int status = process_await(connection->sound_pid);
	ssize_t n = read(connection->words_fd, err.text, sizeof err.text - 1);
	close(connection->words_fd);
	if (status == EXIT_DONE || n <= 0)
		return;
	err.text[n] = '\0';
	command_complain(_("there was no sound: %s"), err.text);
}

/* ---- the screen ---- */

static bool start_screen(struct connection *connection, struct err *err)
{
	struct line_words ssh = {0};
	struct str command = {0};
	str_add(&command, connection->config->remote_program);
	for (int i = 0; i < connection->to.n_rest; i++) {
		str_addc(&command, ' ');
		secure_shell_quote(&command, connection->to.rest[i]);
	}
	line_words_add(&ssh, "ssh");
	secure_shell_add_shared(&ssh, connection->control);
	line_words_add(&ssh, "-t");
	line_words_add(&ssh, connection->to.host);
	line_words_add(&ssh, str_get(&command));
	bool started = process_start(ssh.argv, -1, false, &connection->screen_pid, err);
	line_words_release(&ssh);
	str_release(&command);
	return started;
}

/* Signals that would end this end the screen; it saves and leaves. */
static int await_screen(const struct connection *connection, const sigset_t *signals)
{
	int number, status;
	while (waitpid(connection->screen_pid, &status, WNOHANG) == 0)
		if (sigwait(signals, &number) == 0 && number != SIGCHLD && number != SIGINT)
			kill(connection->screen_pid, number);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILED;
}

static int run_both(struct connection *connection, struct err *err)
{
	sigset_t signals, former;
	int status = EXIT_FAILED;
	if (!start_sound(connection, err))
		command_complain("%s", err->text);
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, &former);
	if (start_screen(connection, err))
		status = await_screen(connection, &signals);
	else
		command_complain("%s", err->text);
	sigprocmask(SIG_SETMASK, &former, NULL);
	end_sound(connection);
	return status;
}

int command_connect(const struct command_context *context, int n_arguments, char **arguments)
{
	struct connection connection = {.config = context->config};
	struct err err;
	int status = EXIT_FAILED;
	if (!destination_read(&connection.to, n_arguments, arguments, "connect", &err)) {
		command_complain("%s", err.text);
		return EXIT_USAGE;
	}
	if (make_folder(&connection, &err) && log_in(&connection, &err)) {
		status = run_both(&connection, &err);
		log_out(&connection);
	} else {
		command_complain("%s", err.text);
		rmdir(connection.folder);
	}
	free(connection.folder);
	free(connection.control);
	return status;
}
