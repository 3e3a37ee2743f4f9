/* Picks the subcommand, or opens the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/arguments.h"
#include "command/command.h"
#include "config/paths.h"
#include "config/settings.h"
#include "ui/app.h"
#include "ui/term_facts.h"

/* gettext takes LANGUAGE only where the locale is not C; C.UTF-8 is always installed. Naming the codeset
 * anew makes gettext forget what it has looked up in another language. */
static void use_language(const char *language)
{
	if (!*language)
		return;
	setenv("LANGUAGE", language, 1);
	const char *messages = setlocale(LC_MESSAGES, NULL);
	if (strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_ALL, "C.UTF-8");
	bind_textdomain_codeset("callmark", "UTF-8");
}

/* The locale that the environment names. Where it is one in UTF-8 that is not installed, as on a small
 * server, its language is used all the same. */
static void use_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *locale = "", *wanted = getenv("LANGUAGE");
	if (setlocale(LC_ALL, ""))
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names && !*locale; i++)
		locale = getenv(names[i]) ? getenv(names[i]) : "";
	if (!str_ends_nocase(locale, ".UTF-8") && !str_ends_nocase(locale, ".UTF8"))
		return;
	setlocale(LC_ALL, "C.UTF-8");
	if (!wanted || !*wanted) {
		char *language = mem_dupn(locale, strcspn(locale, "."));
		setenv("LANGUAGE", language, 1);
		free(language);
	}
}

static bool read_config(struct config *config, struct err *err)
{
	char *path = paths_user(FOLDER_CONFIG, "callmark.conf");
	bool read = config_read_file(config, path, err);
	free(path);
	return read;
}

/* The language first, so that it is also that of what is wrong with the rest. */
static bool read_everything(int argc, char **argv, struct config *config,
	struct arguments *arguments, struct err *err)
{
	const char *language = arguments_find_language(argc, argv);
	use_language(language);
	if (!read_config(config, err))
		return false;
	if (!*language)
		use_language(config->language);
	return arguments_read(argc, argv, config, arguments, err);
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
	use_locale();
	bindtextdomain("callmark", paths_locale());
	bind_textdomain_codeset("callmark", "UTF-8");
	textdomain("callmark");
	config_init(&config);
	if (!read_everything(argc, argv, &config, &arguments, &err)) {
		command_complain("%s", err.text);
		config_release(&config);
		return EXIT_USAGE;
	}
	use_language(config.language);
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
