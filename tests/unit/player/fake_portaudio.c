/* Stands in for the PortAudio library in a speaker of the tests: goes wrong as it is told to. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <portaudio.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PERIOD_NS 5000000
#define MAX_RATE_HZ 48000

/* CALLMARK_TEST_FAULTS names a file of letters; each start of the library takes the next one, also
 * in the next process:
 * a it aborts, h it hangs, f it fails, n there is no device,
 * u what it plays on is pulled out after 200 ms, s takes nothing more after 200 ms,
 * r takes frames without end; any other, or none left: all is well. */
static char fault; /* static because the library's functions have no context */

struct stream {
	PaStreamCallback *callback;
	void *context;
	double rate_hz;
	int channels;
	pthread_t thread;
	bool started;
	atomic_bool leaving, stopped;
};

static char take_fault(void)
{
	const char *path = getenv("CALLMARK_TEST_FAULTS");
	char faults[64];
	int fd = path ? open(path, O_RDWR) : -1;
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, faults, sizeof faults);
	if (n > 0 && (pwrite(fd, faults + 1, (size_t)n - 1, 0) != n - 1 || ftruncate(fd, n - 1)))
		abort();
	close(fd);
	return n > 0 ? faults[0] : 0;
}

PaError Pa_Initialize(void)
{
	fault = take_fault();
	for (int i = 0; i < 100; i++)
		fprintf(stderr, "ALSA lib confmisc.c:767: cannot find card '%d'\n", i);
	if (fault == 'a')
		abort();
	while (fault == 'h')
		pause();
	return fault == 'f' ? paInternalError : paNoError;
}

PaError Pa_Terminate(void)
{
	return paNoError;
}

PaDeviceIndex Pa_GetDeviceCount(void)
{
	return fault == 'n' ? 0 : 2;
}

PaDeviceIndex Pa_GetDefaultOutputDevice(void)
{
	return fault == 'n' ? paNoDevice : 0;
}

const PaDeviceInfo *Pa_GetDeviceInfo(PaDeviceIndex device)
{
	static const PaDeviceInfo infos[] = {
		{.name = "fake card", .maxOutputChannels = 2, .defaultSampleRate = 48000},
		{.name = "fake headset", .maxOutputChannels = 1, .defaultSampleRate = 44100},
	};
	return &infos[device];
}

const PaHostApiInfo *Pa_GetHostApiInfo(PaHostApiIndex system)
{
	static const PaHostApiInfo info = {.name = "fake system"};
	(void)system;
	return &info;
}

const char *Pa_GetErrorText(PaError code)
{
	return code == paNoError ? "all is well" : "all is not well";
}

const PaHostErrorInfo *Pa_GetLastHostErrorInfo(void)
{
	return NULL;
}

PaError Pa_OpenStream(PaStream **stream, const PaStreamParameters *in,
	const PaStreamParameters *out, double rate_hz, unsigned long n_frames, PaStreamFlags flags,
	PaStreamCallback *callback, void *context)
{
	(void)in;
	(void)n_frames;
	(void)flags;
	if (rate_hz > MAX_RATE_HZ)
		return paInvalidSampleRate;
	struct stream *made = calloc(1, sizeof *made);
	if (!made)
		abort();
	made->callback = callback;
	made->context = context;
	made->rate_hz = rate_hz;
	made->channels = out->channelCount;
	*stream = made;
	return paNoError;
}

const PaStreamInfo *Pa_GetStreamInfo(PaStream *stream)
{
	static const PaStreamInfo info = {.outputLatency = 0.02};
	(void)stream;
	return &info;
}

static void sleep_until(struct timespec *when, long more_ns)
{
	when->tv_nsec += more_ns;
	if (when->tv_nsec >= 1000000000) {
		when->tv_nsec -= 1000000000;
		when->tv_sec++;
	}
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, when, NULL) == EINTR)
		;
}

static void *run_stream(void *context)
{
	struct stream *stream = context;
	int16_t frames[2 * MAX_RATE_HZ / 200];
	const PaStreamCallbackTimeInfo times = {0, 5, 5.02};
	unsigned long n = (unsigned long)stream->rate_hz / 200;
	struct timespec wake;
	clock_gettime(CLOCK_MONOTONIC, &wake);
	for (int i = 0; !atomic_load(&stream->leaving); i++) {
		sleep_until(&wake, fault == 'r' ? 0 : PERIOD_NS);
		if (fault == 'u' && i >= 40)
			break;
		if (fault != 's' || i < 40)
			stream->callback(NULL, frames, n, &times, 0, stream->context);
	}
	atomic_store(&stream->stopped, true);
	return NULL;
}

PaError Pa_StartStream(PaStream *stream)
{
	struct stream *started = stream;
	started->started = pthread_create(&started->thread, NULL, run_stream, started) == 0;
	return started->started ? paNoError : paInternalError;
}

PaError Pa_IsStreamActive(PaStream *stream)
{
	return !atomic_load(&((struct stream *)stream)->stopped);
}

PaError Pa_AbortStream(PaStream *stream)
{
	struct stream *aborted = stream;
	atomic_store(&aborted->leaving, true);
	if (aborted->started)
		pthread_join(aborted->thread, NULL);
	aborted->started = false;
	return paNoError;
}

PaError Pa_CloseStream(PaStream *stream)
{
	free(stream);
	return paNoError;
}
