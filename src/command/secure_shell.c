/* The ssh command lines of callmark connect and callmark speaker. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/secure_shell.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* The letters of ssh(1) that take a value. */
static const char valued[] = "BbcDEeFIiJLlmOoPpQRSWw";

void line_words_add(struct line_words *words, const char *word)
{
	MEM_GROW(words->argv, words->n_words, words->n_room);
	words->argv[words->n_words++] = mem_dup(word);
	MEM_GROW(words->argv, words->n_words, words->n_room);
	words->argv[words->n_words] = NULL;
}

void line_words_release(struct line_words *words)
{
	for (size_t i = 0; i < words->n_words; i++)
		free(words->argv[i]);
	free(words->argv);
	*words = (struct line_words){0};
}

/* Whether the value of the last letter is the next word. */
static bool takes_next(const char *option)
{
	for (const char *letter = option + 1; *letter; letter++)
		if (strchr(valued, *letter))
			return !letter[1];
	return false;
}

bool destination_read(struct destination *destination, int n_arguments, char **arguments,
	const char *command, struct err *err)
{
	int i = 0;
	while (i < n_arguments && arguments[i][0] == '-' && strcmp(arguments[i], "--") != 0)
		i += takes_next(arguments[i]) ? 2 : 1;
	int n_options = i < n_arguments ? i : n_arguments;
	if (i < n_arguments && strcmp(arguments[i], "--") == 0)
		i++;
	if (i >= n_arguments || !arguments[i][0] || arguments[i][0] == '-')
		return err_set(err, ERR_USAGE,
			_("to which host? callmark %s [ssh options] HOST ..."), command);
	*destination = (struct destination){.host = arguments[i],
		.options = arguments,
		.n_options = n_options,
		.rest = arguments + i + 1,
		.n_rest = n_arguments - i - 1};
	return true;
}

void secure_shell_add_plain(struct line_words *words)
{
	static const char *const options[] = {"-T", "-a", "-x", "-o", "ClearAllForwardings=yes",
		"-o", "RemoteCommand=none", "-o", "ServerAliveInterval=5", "-o",
		"ServerAliveCountMax=3", "-o", "IPQoS=af21"};
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		line_words_add(words, options[i]);
}

void secure_shell_add_shared(struct line_words *words, const char *control)
{
	struct str path = {0};
	str_addf(&path, "ControlPath=%s", control);
	line_words_add(words, "-o");
	line_words_add(words, str_get(&path));
	line_words_add(words, "-o");
	line_words_add(words, "ControlMaster=no");
	/* Without the shared login ssh would log in anew, and ask for a password. */
	line_words_add(words, "-o");
	line_words_add(words, "ProxyCommand=false");
	line_words_add(words, "-o");
	line_words_add(words, "RemoteCommand=none");
	str_release(&path);
}

void secure_shell_quote(struct str *command, const char *word)
{
	str_addc(command, '\'');
	for (; *word; word++)
		if (*word == '\'')
			str_add(command, "'\\''");
		else
			str_addc(command, *word);
	str_addc(command, '\'');
}
