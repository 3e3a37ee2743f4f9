/* The program callmark-speaker: started by callmark with a socket as its standard input. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "speaker/speaker.h"

#define PRIORITY (-11) /* as sound servers have it */

static bool is_socket(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
}

/* The sound system's threads do not block signals: they must not be the ones to get them. SIGTERM
 * still ends the process. */
static void block_signals(void)
{
	sigset_t blocked;
	sigfillset(&blocked);
	sigdelset(&blocked, SIGTERM);
	pthread_sigmask(SIG_SETMASK, &blocked, NULL);
}

/* Where no memory is to be left by a crash, none is handed to a program that collects crashes. */
static void leave_no_trace(void)
{
#ifdef __linux__
	struct rlimit core;
	if (getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0)
		prctl(PR_SET_DUMPABLE, 0);
#endif
}

int main(void)
{
	if (!is_socket(STDIN_FILENO)) {
		fprintf(stderr, "%s\n",
			_("callmark-speaker plays sound for callmark, which starts it by itself"));
		return 2;
	}
	block_signals();
	leave_no_trace();
	setpriority(PRIO_PROCESS, 0, PRIORITY); /* where that is allowed */
#ifdef __linux__
	/* Should callmark be killed while the sound system hangs, nobody else would end this. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	const struct speaker_times times = SPEAKER_TIMES_DEFAULT;
	struct device *device = device_portaudio_new();
	struct err err;
	bool ok = speaker_run(STDIN_FILENO, device, &times, &err);
	if (!ok)
		fprintf(stderr, "callmark-speaker: %s\n", err.text);
	device->free(device);
	return ok ? 0 : 1;
}
