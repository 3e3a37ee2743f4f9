/* callmark speaker: sound here for a callmark that runs on another host. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/remote.h"

#include "base/i18n.h"
#include "command/attend.h"
#include "command/process.h"
#include "command/secure_shell.h"

/* ssh [options] ... HOST callmark relay; options of ssh may stand behind the host, too. */
static void fill_ssh(
	struct line_words *ssh, const struct destination *to, const struct config *config)
{
	struct str command = {0};
	line_words_add(ssh, "ssh");
	for (int i = 0; i < to->n_options; i++)
		line_words_add(ssh, to->options[i]);
	for (int i = 0; i < to->n_rest; i++)
		line_words_add(ssh, to->rest[i]);
	secure_shell_add_plain(ssh);
	str_addf(&command, "%s relay", config->remote_program);
	line_words_add(ssh, to->host);
	line_words_add(ssh, str_get(&command));
	str_release(&command);
}

static bool check_rest(const struct destination *to, struct err *err)
{
	if (to->n_rest == 0 || to->rest[0][0] == '-')
		return true;
	return err_set(
		err, ERR_USAGE, _("'%s': only options of ssh may follow the host"), to->rest[0]);
}

int command_speaker(const struct command_context *context, int n_arguments, char **arguments)
{
	struct destination to;
	struct line_words ssh = {0};
	struct err err;
	if (!destination_read(&to, n_arguments, arguments, "speaker", &err) ||
		!check_rest(&to, &err)) {
		command_complain("%s", err.text);
		return EXIT_USAGE;
	}
	fill_ssh(&ssh, &to, context->config);
	const struct attend_options options = {.config = context->config,
		.host = to.host,
		.ssh = ssh.argv,
		.stop_fd = process_catch_stop()};
	bool done = attend_run(&options, &err);
	if (!done)
		command_complain("%s", err.text);
	line_words_release(&ssh);
	return done ? EXIT_DONE : EXIT_FAILED;
}
