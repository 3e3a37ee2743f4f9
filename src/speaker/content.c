/* The content as it comes: DATA to frames for the cache. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "speaker/session.h"
#include "wire/opus.h"

void session_say_codecs(struct session *session)
{
	unsigned encodings = 1u << WIRE_S16 | 1u << WIRE_ULAW;
	if (wire_opus_name())
		encodings |= 1u << WIRE_OPUS;
	link_send(&session->link,
		&(struct wire_message){WIRE_CODECS, .codecs = {(uint16_t)encodings}});
}

void session_forget_sound(struct session *session)
{
	wire_opus_decoder_free(session->decoder);
	session->decoder = NULL;
}

static bool unpack(
	struct session *session, const struct wire_data *data, int16_t *frames, struct err *err)
{
	if (data->encoding != WIRE_OPUS) {
		wire_unpack_samples(frames, data);
		return true;
	}
	if (!session->decoder)
		session->decoder = wire_opus_decoder_new(session->format, err);
	return session->decoder && wire_opus_decode(session->decoder, data, frames, err);
}

/* In place of what is damaged there could be silence; but that would be taken for a gap of the call. */
bool session_take_data(struct session *session, const struct wire_data *data, struct err *err)
{
	session->n_taken_bytes += (int64_t)data->n_bytes;
	if (data->content != session->content || data->channels != session->format.channels ||
		data->n_frames == 0)
		return true;
	size_t n_bytes = (size_t)data->n_frames * data->channels * sizeof(int16_t);
	int16_t *frames = mem_alloc(n_bytes);
	bool ok = unpack(session, data, frames, err);
	if (ok)
		producer_put(&session->producer, data->start_frame, frames, data->n_frames);
	mem_wipe(frames, n_bytes);
	free(frames);
	if (ok && data->start_frame + data->n_frames >= session->said_goal)
		session_say_status_of_jump(session, data->start_frame + data->n_frames);
	return ok;
}
