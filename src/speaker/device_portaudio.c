/* Sound through PortAudio. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <portaudio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "speaker/device.h"

struct pa_device {
	struct device device;
	struct device_wish wish;
	PaStream *stream;
	bool initialized;
};

static bool fail(struct err *err, const char *call, PaError code)
{
	const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo();
	if (code == paUnanticipatedHostError && host && host->errorText)
		return err_set(
			err, ERR_IO, "%s: %s: %s", call, Pa_GetErrorText(code), host->errorText);
	return err_set(err, ERR_IO, "%s: %s", call, Pa_GetErrorText(code));
}

static bool pa_init(struct device *device, struct err *err)
{
	struct pa_device *pa = (struct pa_device *)device;
	if (pa->initialized)
		return true;
	PaError code = Pa_Initialize();
	if (code != paNoError)
		return fail(err, "Pa_Initialize", code);
	pa->initialized = true;
	return true;
}

/* The back ends' clocks differ (some count from the epoch, some stand at 0): only the difference of
 * the two times of one callback means something. */
static int pull(const void *input, void *output, unsigned long n_frames,
	const PaStreamCallbackTimeInfo *times, PaStreamCallbackFlags flags, void *context)
{
	(void)input;
	const struct pa_device *pa = context;
	double delay_s = times->outputBufferDacTime - times->currentTime;
	int64_t delay_ns = DEVICE_DELAY_UNKNOWN;
	if (delay_s > 0 && delay_s < 10)
		delay_ns = (int64_t)(delay_s * 1e9);
	pa->wish.pull(pa->wish.context, output, n_frames, delay_ns, flags & paOutputUnderflow);
	return paContinue;
}

static PaDeviceIndex find_device(const char *part)
{
	if (!*part)
		return Pa_GetDefaultOutputDevice();
	for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount(); i++) {
		const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
		if (info->maxOutputChannels > 0 && str_has_nocase(info->name, part))
			return i;
	}
	return paNoDevice;
}

static size_t pa_list(struct device *device, struct device_info *infos, size_t n_max)
{
	(void)device;
	size_t n = 0;
	for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount() && n < n_max; i++) {
		const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
		const PaHostApiInfo *system = Pa_GetHostApiInfo(info->hostApi);
		if (info->maxOutputChannels <= 0)
			continue;
		infos[n] = (struct device_info){.channels = info->maxOutputChannels,
			.rate_hz = (int)info->defaultSampleRate,
			.is_default = i == Pa_GetDefaultOutputDevice()};
		str_copy(infos[n].name, sizeof infos[n].name, info->name);
		str_copy(infos[n].system, sizeof infos[n].system, system ? system->name : "");
		n++;
	}
	return n;
}

static bool pa_open(struct device *device, const struct device_wish *wish, struct device_got *got,
	enum wire_problem *problem, struct err *err)
{
	struct pa_device *pa = (struct pa_device *)device;
	PaDeviceIndex index = find_device(wish->name);
	*problem = *wish->name ? WIRE_PROBLEM_NO_SUCH : WIRE_PROBLEM_NO_DEVICE;
	if (index == paNoDevice)
		return err_set(err, ERR_NOT_FOUND, "no output device");
	*problem = WIRE_PROBLEM_OPEN;
	pa->wish = *wish;
	PaStreamParameters out = {.device = index,
		.channelCount = wish->channels,
		.sampleFormat = paInt16,
		.suggestedLatency = wish->latency_ms / 1000.0};
	PaError code = Pa_OpenStream(&pa->stream, NULL, &out, wish->rate_hz,
		paFramesPerBufferUnspecified, paClipOff | paDitherOff, pull, pa);
	if (code != paNoError) {
		pa->stream = NULL;
		return fail(err, "Pa_OpenStream", code);
	}
	str_copy(got->name, sizeof got->name, Pa_GetDeviceInfo(index)->name);
	got->latency_ns = (int64_t)(Pa_GetStreamInfo(pa->stream)->outputLatency * 1e9);
	return true;
}

/* Abort, not stop: stopping waits for what is not heard yet, for ever if the server hangs. */
static void pa_close(struct device *device)
{
	struct pa_device *pa = (struct pa_device *)device;
	if (!pa->stream)
		return;
	Pa_AbortStream(pa->stream);
	Pa_CloseStream(pa->stream);
	pa->stream = NULL;
}

static bool pa_start(struct device *device, struct err *err)
{
	struct pa_device *pa = (struct pa_device *)device;
	PaError code = Pa_StartStream(pa->stream);
	if (code == paNoError)
		return true;
	fail(err, "Pa_StartStream", code);
	pa_close(device);
	return false;
}

static bool pa_is_running(struct device *device)
{
	struct pa_device *pa = (struct pa_device *)device;
	return pa->stream && Pa_IsStreamActive(pa->stream) == 1;
}

static void pa_quit(struct device *device)
{
	struct pa_device *pa = (struct pa_device *)device;
	pa_close(device);
	if (pa->initialized)
		Pa_Terminate();
	pa->initialized = false;
}

static void pa_free(struct device *device)
{
	pa_quit(device);
	free(device);
}

struct device *device_portaudio_new(void)
{
	struct pa_device *pa = mem_zalloc(1, sizeof *pa);
	pa->device = (struct device){
		pa_init, pa_list, pa_open, pa_start, pa_is_running, pa_close, pa_quit, pa_free};
	return &pa->device;
}
