/* Picks the subcommand, or opens the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "command/arguments.h"
#include "command/command.h"
#include "config/paths.h"
#include "config/settings.h"
#include "ui/app.h"
#include "ui/term_facts.h"

/* gettext takes LANGUAGE only where the locale is not C; C.UTF-8 is always installed. */
static void use_language(const char *language)
{
	if (!*language)
		return;
	setenv("LANGUAGE", language, 1);
	const char *messages = setlocale(LC_MESSAGES, NULL);
	if (strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_ALL, "C.UTF-8");
}

static bool read_config(struct config *config, struct err *err)
{
	char *path = paths_user(FOLDER_CONFIG, "callmark.conf");
	bool read = config_read_file(config, path, err);
	free(path);
	return read;
}

static int run_command(struct config *config, const struct arguments *arguments)
{
	const struct command_context context = {
		config, arguments->output, arguments->values, arguments->given, arguments->n_given,
		term_facts_find};
	if (arguments->command)
		return arguments->command->run(
			&context, arguments->n_words - 1, arguments->words + 1);
	return app_run(config, (const char *const *)arguments->words, (size_t)arguments->n_words);
}

int main(int argc, char **argv)
{
	struct config config;
	struct arguments arguments;
	struct err err;
	int status = EXIT_DONE;
	setlocale(LC_ALL, "");
	bindtextdomain("callmark", paths_locale());
	textdomain("callmark");
	config_init(&config);
	if (!read_config(&config, &err) || !arguments_read(argc, argv, &config, &arguments, &err)) {
		command_complain("%s", err.text);
		config_release(&config);
		return EXIT_USAGE;
	}
	use_language(config.language);
	bind_textdomain_codeset("callmark", "UTF-8");
	if (arguments.help)
		arguments_print_help();
	else if (arguments.version)
		puts(PACKAGE_STRING);
	else
		status = run_command(&config, &arguments);
	config_release(&config);
	if (fflush(stdout) != 0 && status == EXIT_DONE) {
		command_complain("%s", _("cannot write the output"));
		status = EXIT_FAILED;
	}
	return status;
}
