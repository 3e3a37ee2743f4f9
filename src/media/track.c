/* One recording file: opened by its contents or its ending, read forward, placed exactly. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/track.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "media/decoder.h"
#include "media/file.h"
#include "media/gsm.h"
#include "media/mpeg.h"
#include "media/names.h"
#include "media/wav.h"
#include "media/window.h"

#define MAX_CHANNELS 64
#define MIN_RATE_HZ 1000
#define MAX_RATE_HZ 768000
#define RAW_RATE_HZ 8000
/* A GSM 6.10 decoder forgets what came before, in speech within half a second, in a steady tone
 * slowly: it is started twice as early, in another state, until the last frames come out the same.
 */
#define GSM_PREROLL_FRAMES 8000
#define GSM_TAIL_FRAMES 3200
#define GSM_MAX_BLOCK_BYTES GSM_PAIR_BYTES

/* How an exact place is reached. All but the first open the decoder anew and decode up to it. */
enum seek_way {
	SEEK_DIRECT,  /* libsndfile goes there, exactly */
	SEEK_EARLIER, /* libsndfile goes there, but a decoder has to settle first */
	SEEK_GSM,     /* libsndfile cannot; blocks can be counted */
	SEEK_MPEG,    /* by the frame headers */
	SEEK_RESTART, /* from the start */
};

struct track {
	char *path;
	int fd;
	struct window window;
	struct decoder decoder;
	struct track_info info;
	enum seek_way way;
	int raw_format; /* 0 unless the file has no header */
	int raw_rate_hz;
	int pick[2]; /* channels of the file */
	int64_t preroll_frames;
	struct {
		struct stretch data;
		int64_t at; /* of the blocks, in the window */
		int block_bytes;
		int block_frames;
	} gsm;
	struct mpeg mpeg;
	int64_t position; /* of the next frame */
	bool has_read;    /* something, since the last seek */
};

static bool refuse(const struct track *track, enum err_code code, const char *fmt, struct err *err)
{
	char name[FILE_SHOWN_SIZE];
	return err_set(err, code, fmt, file_shown(track->path, name));
}

static bool fail_read(const struct track *track, struct err *err)
{
	char name[FILE_SHOWN_SIZE], why[128];
	return err_set(err, ERR_IO, _("cannot read '%s': %s"), file_shown(track->path, name),
		err_strerror(track->window.errnum, why, sizeof why));
}

/* Why libsndfile did not open it. */
static bool fail_open(const struct track *track, int sf_error_number_of_open, struct err *err)
{
	uint8_t magic[4] = {0};
	char name[FILE_SHOWN_SIZE];
	bool wav = str_ends_nocase(track->path, ".wav") || str_ends_nocase(track->path, ".wave");
	if (track->window.errnum)
		return fail_read(track, err);
	file_read_at(track->fd, magic, sizeof magic, 0);
	if (wav && memcmp(magic, "RIF", 3) != 0 && memcmp(magic, "RF64", 4) != 0)
		return refuse(track, ERR_FORMAT,
			_("'%s' has no WAV header; if it holds bare samples, give it the ending "
			  ".ulaw, "
			  ".alaw, .gsm or .sln"),
			err);
	if (sf_error_number_of_open == SF_ERR_UNRECOGNISED_FORMAT)
		return refuse(track, ERR_UNSUPPORTED,
			_("'%s' is in no format that callmark reads; convert it to WAV or FLAC "
			  "first"),
			err);
	return err_set(err, ERR_FORMAT,
		_("'%s' is damaged or in no format that callmark reads (%s)"),
		file_shown(track->path, name), sf_error_number(sf_error_number_of_open));
}

/* Files with a raw ending that begin as one of these are what they begin as. */
static bool has_known_magic(int fd)
{
	static const char magics[][5] = {
		"RIFF", "RIFX", "RF64", "FORM", "OggS", "fLaC", ".snd", "caff"};
	char magic[4] = "";
	if (file_read_at(fd, magic, sizeof magic, 0) != (int64_t)sizeof magic)
		return false;
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (memcmp(magic, magics[i], sizeof magic) == 0)
			return true;
	return false;
}

static void use_gsm(
	struct track *track, int64_t from, int64_t to, int block_bytes, int block_frames)
{
	track->way = SEEK_GSM;
	track->preroll_frames = GSM_PREROLL_FRAMES;
	track->gsm.data = (struct stretch){from, to};
	track->gsm.at = from;
	track->gsm.block_bytes = block_bytes;
	track->gsm.block_frames = block_frames;
}

static void warn_of_sizes(struct track *track, const struct wav *wav)
{
	if (wav->sizes == WAV_SIZES_UNWRITTEN)
		track->info.warning = _("the header gives no length; read to the end of the file");
	if (wav->sizes == WAV_SIZES_TOO_BIG)
		track->info.warning = _("the file ends before its header says");
}

/* Shows the decoder the file, mended where its header is known to mislead. */
static bool show_wav(struct track *track, const struct wav *wav, struct err *err)
{
	warn_of_sizes(track, wav);
	if (!wav->patch)
		return true;
	uint8_t *head = wav_make_head(track->fd, wav);
	if (!head)
		return refuse(
			track, ERR_IO, _("cannot read '%s': it changed while it was opened"), err);
	struct stretch data = {wav->data_from, wav->data_to};
	window_show(&track->window, head, (size_t)wav->data_from, &data, 1);
	free(head);
	return true;
}

/* Finds out what kind of file it is, and shows it to the decoder accordingly. */
static bool probe(
	struct track *track, const struct media_options *options, int64_t n_file, struct err *err)
{
	struct wav wav;
	struct stretch all = {0, n_file}, mpeg = all;
	window_show(&track->window, NULL, 0, &all, 1);
	track->raw_format = has_known_magic(track->fd) ? 0 : names_raw_format(track->path);
	track->raw_rate_hz = options->raw_rate_hz ? options->raw_rate_hz : RAW_RATE_HZ;
	if (track->raw_format == SF_FORMAT_GSM610)
		use_gsm(track, 0, n_file, GSM_BARE_BYTES, GSM_FRAME_SAMPLES);
	if (track->raw_format)
		return true;
	bool is_wav = wav_probe(track->fd, n_file, &wav);
	if (is_wav && !show_wav(track, &wav, err))
		return false;
	if (is_wav && wav.tag == WAV_TAG_GSM && wav.block_bytes == GSM_PAIR_BYTES)
		use_gsm(track, wav.data_from, wav.data_to, GSM_PAIR_BYTES, 2 * GSM_FRAME_SAMPLES);
	if (is_wav)
		mpeg = (struct stretch){wav.data_from, wav.data_to};
	if (is_wav ? wav.tag == WAV_TAG_MP3 : !has_known_magic(track->fd)) {
		if (mpeg_scan(track->fd, mpeg.from, mpeg.to, &track->mpeg)) {
			track->way = SEEK_MPEG;
			track->preroll_frames = 32 * track->mpeg.frame_samples;
		}
	}
	return true;
}

/* How to seek in what the decoder found, where the file itself did not tell. */
static void choose_way(struct track *track)
{
	const SF_INFO *sf = &track->decoder.sf;
	int encoding = sf->format & SF_FORMAT_SUBMASK;
	if (track->way != SEEK_DIRECT)
		return;
	/* libsndfile 1.2.0 misses the place in Vorbis, by up to some thousand frames, and in 20-bit
	 * ALAC. */
	if (!sf->seekable || encoding == SF_FORMAT_VORBIS || encoding == SF_FORMAT_ALAC_20)
		track->way = SEEK_RESTART;
	else if (encoding == SF_FORMAT_OPUS || encoding == SF_FORMAT_MPEG_LAYER_I ||
		 encoding == SF_FORMAT_MPEG_LAYER_II || encoding == SF_FORMAT_MPEG_LAYER_III) {
		track->way = SEEK_EARLIER;
		track->preroll_frames = 2 * (int64_t)sf->samplerate;
	}
}

static bool check_header(const struct track *track, struct err *err)
{
	const SF_INFO *sf = &track->decoder.sf;
	char name[FILE_SHOWN_SIZE];
	file_shown(track->path, name);
	if (sf->channels < 1 || sf->channels > MAX_CHANNELS)
		return err_set(err, ERR_UNSUPPORTED,
			_("'%s' says that it has %d channels; callmark reads up to %d"), name,
			sf->channels, MAX_CHANNELS);
	if (sf->samplerate < MIN_RATE_HZ || sf->samplerate > MAX_RATE_HZ)
		return err_set(err, ERR_UNSUPPORTED,
			_("'%s' says that its sample rate is %d Hz; callmark reads %d to %d Hz"),
			name, sf->samplerate, MIN_RATE_HZ, MAX_RATE_HZ);
	if (track->info.n_frames <= 0)
		return err_set(err, ERR_FORMAT, _("'%s' holds no sound"), name);
	return true;
}

static bool choose_channels(
	struct track *track, const struct media_options *options, struct err *err)
{
	char name[FILE_SHOWN_SIZE];
	int n = track->decoder.sf.channels, a = options->pick[0], b = options->pick[1];
	memcpy(track->pick, track->decoder.pick, sizeof track->pick);
	if (n <= 2 || (a == -1 && b == -1))
		return true;
	for (int i = 0; i < 2; i++)
		if (options->pick[i] < 0 || options->pick[i] >= n)
			return err_set(err, ERR_USAGE,
				_("'%s' has the channels 0 to %d; there is no channel %d"),
				file_shown(track->path, name), n - 1, options->pick[i]);
	memcpy(track->pick, options->pick, sizeof track->pick);
	decoder_pick(&track->decoder, a, b);
	return true;
}

/* The length of a stream that was written to a pipe: libsndfile does not know it. */
static int64_t count_frames(struct track *track)
{
	int64_t n = decoder_discard(&track->decoder, INT64_MAX);
	return decoder_seek(&track->decoder, 0) ? n : 0;
}

/* The length is counted here: what libsndfile reads behind it is padding, not sound. */
static bool is_counted(const struct track *track)
{
	return track->way == SEEK_MPEG || track->way == SEEK_GSM;
}

static void fill_info(struct track *track)
{
	const SF_INFO *sf = &track->decoder.sf;
	track->info.rate_hz = sf->samplerate;
	track->info.file_channels = sf->channels;
	track->info.n_frames = sf->frames == SF_COUNT_MAX ? count_frames(track) : sf->frames;
	if (track->way == SEEK_MPEG)
		track->info.n_frames = mpeg_count_samples(&track->mpeg);
	if (track->way == SEEK_GSM)
		track->info.n_frames = (track->gsm.data.to - track->gsm.data.from) /
				       track->gsm.block_bytes * track->gsm.block_frames;
	track->info.exact =
		is_counted(track) || (sf->format & SF_FORMAT_TYPEMASK) != SF_FORMAT_MPEG;
	track->info.container = decoder_container(&track->decoder);
	track->info.encoding = decoder_encoding(&track->decoder);
}

/* Opens the decoder on what the window shows; *sf_error is 0 when it went well. */
static bool start_decoder(struct track *track, int *sf_error)
{
	decoder_close(&track->decoder);
	if (!decoder_open(&track->decoder, &track->window, track->raw_format, track->raw_rate_hz, sf_error))
		return false;
	if (track->way == SEEK_GSM)
		decoder_use_gsm(&track->decoder, track->gsm.at, track->gsm.block_bytes);
	return true;
}

/* Begins anew at the start of what the window shows, and decodes n frames. A file that was written
 * over meanwhile may have more channels than there is room for. */
static bool restart(struct track *track, int64_t n_before, struct err *err)
{
	int sf_error = 0;
	if (!start_decoder(track, &sf_error))
		return fail_open(track, sf_error, err);
	const SF_INFO *sf = &track->decoder.sf;
	if (sf->channels != track->info.file_channels || sf->samplerate != track->info.rate_hz)
		return refuse(track, ERR_FORMAT,
			_("cannot read '%s': it changed while it was opened"), err);
	decoder_pick(&track->decoder, track->pick[0], track->pick[1]);
	decoder_discard(&track->decoder, n_before);
	return !track->window.errnum || fail_read(track, err);
}

/* Shows the blocks of GSM that begin at or before a frame, and in front of them, if shaken, one of
 * noise, so that the decoder comes to them in another state. Returns the frame it begins with. */
static int64_t show_gsm(struct track *track, int64_t frame, bool shaken)
{
	int64_t block = frame > 0 ? frame / track->gsm.block_frames : 0;
	struct stretch data = track->gsm.data;
	size_t n_noise = shaken ? (size_t)track->gsm.block_bytes : 0;
	size_t n_head = track->raw_format ? 0 : WAV_GSM_HEAD_BYTES;
	uint8_t head[WAV_GSM_HEAD_BYTES + GSM_MAX_BLOCK_BYTES];
	data.from += block * track->gsm.block_bytes;
	wav_make_gsm_head(
		head, (uint32_t)track->info.rate_hz, data.to - data.from + (int64_t)n_noise);
	for (size_t i = 0; i < n_noise; i++)
		head[n_head + i] = (uint8_t)(i * 167 + 0xd5); /* a bare block begins with 0xd. */
	window_show(&track->window, head, n_head + n_noise, &data, 1);
	track->gsm.at = (int64_t)n_head;
	return (block - shaken) * track->gsm.block_frames;
}

static bool restart_gsm(struct track *track, int64_t frame, struct err *err)
{
	int16_t tail[2][GSM_TAIL_FRAMES] = {{0}};
	int64_t n_tail = frame < GSM_TAIL_FRAMES ? frame : GSM_TAIL_FRAMES, start = 1;
	bool shaken = false;
	for (int64_t preroll = GSM_PREROLL_FRAMES; start != 0; preroll *= 2) {
		start = show_gsm(track, frame - preroll, shaken && frame > preroll);
		if (!restart(track, frame - n_tail - start, err))
			return false;
		decoder_read(&track->decoder, tail[1], n_tail);
		if (memcmp(tail[0], tail[1], sizeof *tail) == 0 && preroll > GSM_PREROLL_FRAMES)
			break;
		memcpy(tail[0], tail[1], sizeof *tail);
		shaken = !shaken;
	}
	return !track->window.errnum || fail_read(track, err);
}

/* Begins anew where that can be done, and decodes up to frame. */
static bool restart_before(struct track *track, int64_t frame, struct err *err)
{
	switch (track->way) {
	case SEEK_GSM:
		return restart_gsm(track, frame, err);
	case SEEK_MPEG:
		return restart(track, mpeg_show(&track->mpeg, &track->window, frame), err);
	case SEEK_DIRECT:
	case SEEK_EARLIER:
	case SEEK_RESTART:
		break;
	}
	return restart(track, frame, err);
}

static bool seek_earlier(struct track *track, int64_t frame, struct err *err)
{
	int64_t from = frame > track->preroll_frames ? frame - track->preroll_frames : 0;
	if (!decoder_seek(&track->decoder, from))
		return restart_before(track, frame, err);
	decoder_discard(&track->decoder, frame - from);
	return !track->window.errnum || fail_read(track, err);
}

static bool place(struct track *track, int64_t frame, struct err *err)
{
	int64_t n_ahead = frame - track->position;
	/* A short way forward costs less than starting anew, and is exact in all formats. */
	if (track->way != SEEK_DIRECT && track->decoder.snd && n_ahead >= 0 &&
		(n_ahead <= track->preroll_frames || track->way == SEEK_RESTART)) {
		decoder_discard(&track->decoder, n_ahead);
		return !track->window.errnum || fail_read(track, err);
	}
	if (track->way == SEEK_DIRECT && track->decoder.snd && decoder_seek(&track->decoder, frame))
		return true;
	if (track->way == SEEK_EARLIER && track->decoder.snd)
		return seek_earlier(track, frame, err);
	return restart_before(track, frame, err);
}

bool track_seek(struct track *track, int64_t frame, struct err *err)
{
	frame = frame < 0 ? 0 : frame;
	frame = frame > track->info.n_frames ? track->info.n_frames : frame;
	if (frame == track->position && track->decoder.snd)
		return true;
	track->has_read = false;
	if (!place(track, frame, err)) {
		decoder_close(&track->decoder); /* nobody knows where it stands */
		return false;
	}
	track->position = frame;
	return true;
}

/* There is nothing more, whatever the header said. */
static int64_t end_here(struct track *track, struct err *err)
{
	if (track->window.errnum) {
		fail_read(track, err);
		return -1;
	}
	if (!track->has_read && track->position > 0)
		return 0; /* a seek may have gone beyond the end of a file that was cut meanwhile */
	if (track->position < track->info.n_frames && !track->info.warning)
		track->info.warning = _("the file ends before its header says");
	track->info.n_frames = track->position;
	track->info.exact = true;
	return 0;
}

int64_t track_read(struct track *track, int16_t *frames, int64_t n, struct err *err)
{
	if (!track->decoder.snd) {
		refuse(track, ERR_IO, _("cannot read '%s': it could not be opened again"), err);
		return -1;
	}
	int64_t n_left = track->info.n_frames - track->position;
	if (is_counted(track) && n > n_left)
		n = n_left;
	int64_t got = n > 0 ? decoder_read(&track->decoder, frames, n) : 0;
	if (got <= 0)
		return end_here(track, err);
	track->position += got;
	track->has_read = true;
	return got;
}

static bool open_track(struct track *track, const struct media_options *options, struct err *err)
{
	struct stat st;
	int sf_error = 0;
	track->fd = file_open_regular(track->path, &st, err);
	if (track->fd < 0)
		return false;
	window_init(&track->window, track->fd);
	if (st.st_size == 0)
		return refuse(track, ERR_FORMAT, _("'%s' is empty"), err);
	if (!probe(track, options, st.st_size, err))
		return false;
	int64_t n_before = 0;
	if (track->way == SEEK_MPEG)
		n_before = mpeg_show(&track->mpeg, &track->window, 0);
	if (!start_decoder(track, &sf_error))
		return fail_open(track, sf_error, err);
	fill_info(track);
	choose_way(track);
	track->info.quick_seek = track->way != SEEK_RESTART;
	track->info.quick_read = decoder_is_quick(&track->decoder);
	if (!check_header(track, err) || !choose_channels(track, options, err))
		return false;
	track->info.channels = track->decoder.channels;
	decoder_discard(&track->decoder, n_before);
	return true;
}

struct track *track_open(const char *path, const struct media_options *options, struct err *err)
{
	struct track *track = mem_zalloc(1, sizeof *track);
	track->path = mem_dup(path);
	if (open_track(track, options, err))
		return track;
	track_free(track);
	return NULL;
}

void track_free(struct track *track)
{
	if (!track)
		return;
	decoder_close(&track->decoder);
	window_release(&track->window);
	mpeg_release(&track->mpeg);
	if (track->fd >= 0)
		close(track->fd);
	free(track->path);
	free(track);
}

const struct track_info *track_get_info(const struct track *track)
{
	return &track->info;
}

bool track_seeks_slowly(const struct track *track)
{
	return track->way == SEEK_RESTART;
}
