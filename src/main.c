/* Picks the subcommand, or opens the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/name_list.h"
#include "config/paths.h"
#include "config/settings.h"
#include "player/player.h"
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

/* Where one of the standard streams is closed, a file opened later would take its number, and what is
 * printed would go into it. In its place is put what cannot be read from, or written to. */
static void hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
}

/* What was printed has to have got there. */
static int finish_output(int status)
{
	char why[128];
	errno = 0;
	bool is_out = fflush(stdout) == 0 && !ferror(stdout);
	if (!is_out && errno)
		command_complain(_("cannot write the output: %s"),
			err_strerror(errno, why, sizeof why));
	else if (!is_out)
		command_complain("%s", _("cannot write the output"));
	return is_out || status != EXIT_DONE ? status : EXIT_FAILED;
}

static void print_version(void)
{
	const char *opus = player_get_opus();
	if (opus)
		printf(_("%s, with %s for sound over thin lines\n"), PACKAGE_STRING, opus);
	else
		printf(_("%s, without Opus\n"), PACKAGE_STRING);
}

/* A word that is no file looks like a command; with a slash or an ending it looks like a file. */
static bool is_mistyped(const char *word)
{
	return *word && !strpbrk(word, "./") && access(word, F_OK) != 0 && errno == ENOENT;
}

static int run_words(struct config *config, const struct arguments *arguments, char **words, int n_words)
{
	const struct command_context context = {
		config, arguments->output, arguments->quiet, arguments->values, arguments->given, arguments->n_given,
		term_facts_find};
	if (arguments->command)
		return arguments->command->run(&context, n_words, words);
	if (n_words == 1 && is_mistyped(words[0])) {
		command_complain(_("there is no command, file or folder '%s' (callmark --help lists the commands)"),
			words[0]);
		return EXIT_USAGE;
	}
	return app_run(config, (const char *const *)words, (size_t)n_words);
}

static int run_command(struct config *config, const struct arguments *arguments)
{
	struct err err;
	struct name_list list = {0};
	const struct command_row *command = arguments->command;
	char **words = arguments->words + (command ? 1 : 0);
	int status, n_words = arguments->n_words - (command ? 1 : 0);
	if (!command_check_output(command, arguments->output, &err)) {
		command_complain("%s", err.text);
		return EXIT_USAGE;
	}
	if (command && !command->takes_list)
		return run_words(config, arguments, words, n_words);
	if (name_list_read(&list, words, (size_t)n_words, &err)) {
		status = run_words(config, arguments, list.names, (int)list.n_names);
	} else {
		command_complain("%s", err.text);
		status = err.code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	}
	name_list_release(&list);
	return status;
}

int main(int argc, char **argv)
{
	struct config config;
	struct arguments arguments;
	struct err err;
	int status = EXIT_DONE;
	hold_standard_streams();
	use_locale();
	/* A point in numbers, whatever the language: other programs read what is printed, and workbooks are
	 * written with printf. */
	setlocale(LC_NUMERIC, "C");
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
		print_version();
	else
		status = run_command(&config, &arguments);
	config_release(&config);
	return finish_output(status);
}
