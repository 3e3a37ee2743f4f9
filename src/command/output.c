/* Writing whole texts: to stdout at once, or a file in the place of an older one. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

static bool write_all(int fd, const char *text, size_t n_bytes)
{
	while (n_bytes > 0) {
		ssize_t n = write(fd, text, n_bytes);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			n_bytes -= (size_t)n;
		}
	}
	return true;
}

bool output_print(const char *text, size_t n_bytes, struct err *err)
{
	char why[128];
	if (fflush(stdout) == 0 && write_all(STDOUT_FILENO, text, n_bytes))
		return true;
	return err_set(err, ERR_IO, _("cannot write the output: %s"),
		err_strerror(errno, why, sizeof why));
}

/* The file that a path leads to; NULL, with *err, if what is there is none. The caller frees it. */
static char *find_target(const char *path, struct err *err)
{
	struct stat st;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		err_set(err, ERR_USAGE, _("'%s' is there and is not a file; choose another name"), path);
		return NULL;
	}
	char *real = realpath(path, NULL);
	return real ? real : mem_dup(path);
}

/* Signals that end the program wait until the file is whole and in its place. */
static void hold_signals(sigset_t *old)
{
	sigset_t ending;
	sigemptyset(&ending);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigaddset(&ending, SIGQUIT);
	sigprocmask(SIG_BLOCK, &ending, old);
}

bool output_replace_by(const char *path, output_writer *write, const void *context, struct err *err)
{
	char buf[OUTPUT_WHY_SIZE];
	struct str part = {0};
	sigset_t old;
	char *target = find_target(path, err);
	if (!target)
		return false;
	str_addf(&part, "%s.part", target);
	hold_signals(&old);
	const char *why = write(context, str_get(&part), buf);
	if (!why && rename(str_get(&part), target) != 0)
		why = err_strerror(errno, buf, sizeof buf);
	if (why) {
		err_set(err, ERR_IO, _("cannot write '%s': %s"), path, why);
		unlink(str_get(&part));
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	str_release(&part);
	free(target);
	return !why;
}

struct whole_text {
	const char *text;
	size_t n_bytes;
};

static const char *write_text(const void *context, const char *part, char buf[OUTPUT_WHY_SIZE])
{
	const struct whole_text *whole = context;
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool written = fd >= 0 && write_all(fd, whole->text, whole->n_bytes);
	int errnum = errno;
	if (fd >= 0 && close(fd) != 0 && written) {
		errnum = errno;
		written = false;
	}
	return written ? NULL : err_strerror(errnum, buf, OUTPUT_WHY_SIZE);
}

bool output_replace(const char *path, const char *text, size_t n_bytes, struct err *err)
{
	struct whole_text whole = {text, n_bytes};
	return output_replace_by(path, write_text, &whole, err);
}
