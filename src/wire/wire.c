/* The speaker's protocol: one table of fields writes, reads and checks its messages. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "wire/wire.h"

#include <string.h>

#include "base/i18n.h"

enum field_kind {
	FIELD_NONE, /* ends a list */
	FIELD_FLAG, /* u8, a bool */
	FIELD_ENUM, /* u8, an enum */
	FIELD_U16,
	FIELD_U32,
	FIELD_I64,
	FIELD_TEXT, /* u16 bytes, then as many, without NUL; max is the room with it */
	FIELD_DATA, /* the samples, to the end of the body */
	FIELD_SPANS, /* so many spans of frames, to the end of the body */
};

struct field {
	enum field_kind kind;
	size_t offset; /* into struct wire_message */
	int64_t min, max;
	const char *name;
};

/* clang-format off */
#define AT(member) offsetof(struct wire_message, member)
#define FLAG(member) {FIELD_FLAG, AT(member), 0, 1, #member}
#define ENUM(member, last) {FIELD_ENUM, AT(member), 0, last, #member}
#define U16(member, min, max) {FIELD_U16, AT(member), min, max, #member}
#define U32(member, min, max) {FIELD_U32, AT(member), min, max, #member}
#define ANY32(member) {FIELD_U32, AT(member), 0, UINT32_MAX, #member}
#define I64(member, min, max) {FIELD_I64, AT(member), min, max, #member}
#define FRAME(member) {FIELD_I64, AT(member), 0, WIRE_MAX_FRAME, #member}
#define TIME(member) {FIELD_I64, AT(member), 0, INT64_MAX, #member}
#define TEXT(member) {FIELD_TEXT, AT(member), 0, sizeof((struct wire_message *)0)->member, #member}
#define MAX_FIELDS 10

static const struct layout {
	enum wire_type type;
	struct field fields[MAX_FIELDS];
} layouts[] = {
	{WIRE_HELLO, {U32(hello.magic, WIRE_MAGIC, WIRE_MAGIC), U16(hello.version_min, 1, UINT16_MAX),
			U16(hello.version_max, 1, UINT16_MAX)}},
	{WIRE_SETUP, {FLAG(setup.silent), U32(setup.rate_hz, 0, 768000), U32(setup.latency_ms, 10, 500),
			TEXT(setup.device)}},
	{WIRE_OPEN, {U32(open.epoch, 1, UINT32_MAX), U32(open.content, 1, UINT32_MAX),
			U32(open.rate_hz, 1000, 768000), U16(open.channels, 1, 2),
			FRAME(open.n_frames)}},
	{WIRE_LENGTH, {U32(length.content, 1, UINT32_MAX), FRAME(length.n_frames)}},
	{WIRE_DATA, {U32(data.content, 1, UINT32_MAX), FRAME(data.start_frame), U16(data.channels, 1, 2),
			ENUM(data.encoding, WIRE_OPUS), U32(data.n_frames, 0, WIRE_MAX_DATA_SAMPLES),
			{FIELD_DATA, AT(data), 0, 0, "data.samples"}}},
	{WIRE_PLAY, {{0}}},
	{WIRE_PAUSE, {{0}}},
	{WIRE_SEEK, {U32(seek.epoch, 1, UINT32_MAX), FRAME(seek.frame), FLAG(seek.playing)}},
	{WIRE_CLOSE, {{0}}},
	{WIRE_QUIT, {{0}}},
	{WIRE_PING, {I64(ping.token, INT64_MIN, INT64_MAX)}},
	{WIRE_BALANCE, {U16(balance.volume_percent, 0, 200), ENUM(balance.leg, WIRE_LEG_SECOND)}},
	{WIRE_SPEED, {U16(speed.percent, WIRE_MIN_SPEED, WIRE_MAX_SPEED)}},
	{WIRE_LEVELS, {U16(levels.percent[0], 0, WIRE_MAX_LEVEL), U16(levels.percent[1], 0, WIRE_MAX_LEVEL)}},
	{WIRE_SKIPS, {U32(skips.content, 1, UINT32_MAX), U32(skips.n_spans, 0, WIRE_MAX_SPANS),
			{FIELD_SPANS, AT(skips), 0, 0, "skips.spans"}}},
	{WIRE_LOOP, {U32(loop.content, 1, UINT32_MAX), FRAME(loop.in_frame), FRAME(loop.out_frame)}},
	{WIRE_STOP_AT, {U32(stop_at.epoch, 1, UINT32_MAX), FRAME(stop_at.frame)}},
	{WIRE_LIST_DEVICES, {{0}}},
	{WIRE_TONE, {U16(tone.duration_ms, 1, 10000), U16(tone.hz, 50, 4000)}},
	{WIRE_PEDALS, {FLAG(pedals.grab), TEXT(pedals.device), TEXT(pedals.keys)}},
	{WIRE_NOTICE, {ENUM(notice.kind, WIRE_NOTICE_VERSION)}},
	{WIRE_DEVICE, {ENUM(device.state, WIRE_DEVICE_CLOSED), ENUM(device.problem, WIRE_PROBLEM_STALLED),
			U32(device.rate_hz, 0, 768000), U32(device.latency_us, 0, 60000000),
			TEXT(device.name), TEXT(device.detail)}},
	{WIRE_RUN, {ANY32(run.epoch), FRAME(run.frame), TIME(run.at_ns), TIME(run.now_ns),
			ANY32(run.slope_mhz), ANY32(run.n_valid)}},
	{WIRE_STOPPED, {ANY32(stopped.epoch), FRAME(stopped.frame), TIME(stopped.at_ns),
			TIME(stopped.now_ns)}},
	{WIRE_ENDED, {ANY32(stopped.epoch), FRAME(stopped.frame), TIME(stopped.at_ns),
			TIME(stopped.now_ns)}},
	{WIRE_STATUS, {ANY32(status.epoch), ANY32(status.content), TIME(status.now_ns),
			FRAME(status.want_frame), ANY32(status.n_want), ANY32(status.n_ahead),
			I64(status.n_taken_bytes, 0, INT64_MAX), ANY32(status.n_underruns)}},
	{WIRE_PONG, {I64(pong.token, INT64_MIN, INT64_MAX), TIME(pong.now_ns)}},
	{WIRE_LEAP, {ANY32(leap.epoch), ANY32(leap.number), FRAME(leap.from_frame), FRAME(leap.to_frame),
			FRAME(leap.frame), TIME(leap.at_ns), TIME(leap.now_ns), ANY32(leap.slope_mhz),
			ANY32(leap.n_valid)}},
	{WIRE_FOUND, {U16(found.number, 0, UINT16_MAX), U16(found.n_devices, 0, UINT16_MAX),
			FLAG(found.is_default), U16(found.channels, 0, UINT16_MAX), ANY32(found.rate_hz),
			TEXT(found.name), TEXT(found.system)}},
	{WIRE_CODECS, {U16(codecs.encodings, 0, UINT16_MAX)}},
	{WIRE_PEDAL, {ENUM(pedal.state, PEDAL_UNAVAILABLE), TEXT(pedal.name), TEXT(pedal.path)}},
	{WIRE_HELD, {U32(held.roles, 0, PEDAL_ROLES), TIME(held.at_ns), TIME(held.now_ns)}},
};
/* clang-format on */

static const struct layout *layout_of(unsigned type)
{
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
		if (layouts[i].type == type)
			return &layouts[i];
	return NULL;
}

static const char *kind_name(enum field_kind kind)
{
	switch (kind) {
	case FIELD_FLAG:
	case FIELD_ENUM:
		return "u8";
	case FIELD_U16:
		return "u16";
	case FIELD_U32:
		return "u32";
	case FIELD_I64:
		return "i64";
	case FIELD_TEXT:
		return "text";
	case FIELD_SPANS:
		return "i64 pairs";
	case FIELD_NONE:
	case FIELD_DATA:
		break;
	}
	return "bytes";
}

size_t wire_describe(unsigned type, struct wire_field *fields, size_t n_max)
{
	const struct layout *layout = layout_of(type);
	size_t n = 0;
	if (!layout)
		return SIZE_MAX;
	for (const struct field *f = layout->fields; f->kind != FIELD_NONE && n < n_max; f++)
		fields[n++] = (struct wire_field){f->name, kind_name(f->kind)};
	return n;
}

static size_t data_bytes(const struct wire_data *data)
{
	if (data->encoding == WIRE_OPUS)
		return data->n_bytes;
	return (size_t)data->n_frames * data->channels * (data->encoding == WIRE_S16 ? 2 : 1);
}

static size_t number_bytes(enum field_kind kind)
{
	switch (kind) {
	case FIELD_FLAG:
	case FIELD_ENUM:
		return 1;
	case FIELD_U16:
	case FIELD_TEXT:
		return 2;
	case FIELD_U32:
		return 4;
	case FIELD_I64:
		return 8;
	case FIELD_NONE:
	case FIELD_DATA:
	case FIELD_SPANS:
		break;
	}
	return 0;
}

static void put_number(struct str *out, uint64_t value, size_t n_bytes)
{
	for (size_t i = 0; i < n_bytes; i++)
		str_addc(out, (char)(value >> (8 * i) & 0xff));
}

static uint64_t get_number(const uint8_t *bytes, size_t n_bytes)
{
	uint64_t value = 0;
	for (size_t i = 0; i < n_bytes; i++)
		value |= (uint64_t)bytes[i] << (8 * i);
	return value;
}

/* The number in a member of the message, as the wire holds it. */
static uint64_t load_member(const void *member, enum field_kind kind)
{
	switch (kind) {
	case FIELD_FLAG:
		return *(const bool *)member;
	case FIELD_ENUM:
		return *(const unsigned *)member;
	case FIELD_U16:
		return *(const uint16_t *)member;
	case FIELD_U32:
		return *(const uint32_t *)member;
	case FIELD_I64:
		return (uint64_t) * (const int64_t *)member;
	case FIELD_NONE:
	case FIELD_TEXT:
	case FIELD_DATA:
	case FIELD_SPANS:
		break;
	}
	return 0;
}

static void store_member(void *member, enum field_kind kind, uint64_t value)
{
	switch (kind) {
	case FIELD_FLAG:
		*(bool *)member = value;
		break;
	case FIELD_ENUM:
		*(unsigned *)member = (unsigned)value;
		break;
	case FIELD_U16:
		*(uint16_t *)member = (uint16_t)value;
		break;
	case FIELD_U32:
		*(uint32_t *)member = (uint32_t)value;
		break;
	case FIELD_I64:
		*(int64_t *)member = (int64_t)value;
		break;
	case FIELD_NONE:
	case FIELD_TEXT:
	case FIELD_DATA:
	case FIELD_SPANS:
		break;
	}
}

static void put_text(struct str *out, const char *text, size_t n_room)
{
	size_t n_bytes = strnlen(text, n_room - 1);
	put_number(out, n_bytes, 2);
	str_addn(out, text, n_bytes);
}

void wire_encode(struct str *out, const struct wire_message *message)
{
	const struct layout *layout = layout_of(message->type);
	size_t start = out->n_bytes;
	put_number(out, 0, 4);
	put_number(out, message->type, 2);
	for (const struct field *f = layout->fields; f->kind != FIELD_NONE; f++) {
		const void *member = (const char *)message + f->offset;
		if (f->kind == FIELD_TEXT)
			put_text(out, member, (size_t)f->max);
		else if (f->kind == FIELD_DATA)
			str_addn(
				out, (const char *)message->data.bytes, data_bytes(&message->data));
		else if (f->kind == FIELD_SPANS)
			str_addn(out, (const char *)message->skips.bytes,
				(size_t)message->skips.n_spans * WIRE_SPAN_BYTES);
		else
			put_number(out, load_member(member, f->kind), number_bytes(f->kind));
	}
	size_t n_body = out->n_bytes - start - WIRE_HEADER_BYTES;
	for (size_t i = 0; i < 4; i++)
		out->text[start + i] = (char)(n_body >> (8 * i) & 0xff);
}

size_t wire_measure(const void *bytes, size_t n_bytes, unsigned *type)
{
	if (n_bytes < WIRE_HEADER_BYTES)
		return 0;
	size_t n_body = (size_t)get_number(bytes, 4);
	*type = (unsigned)get_number((const uint8_t *)bytes + 4, 2);
	if (n_body > WIRE_MAX_BODY)
		return SIZE_MAX;
	return n_bytes - WIRE_HEADER_BYTES < n_body ? 0 : WIRE_HEADER_BYTES + n_body;
}

#define HELLO_START (WIRE_HEADER_BYTES + 4) /* up to its magic all are alike */

size_t wire_find_hello(const void *bytes, size_t n_bytes)
{
	const struct wire_message hello = {WIRE_HELLO, .hello = {.magic = WIRE_MAGIC}};
	struct str start = {0};
	size_t at = 0;
	wire_encode(&start, &hello);
	for (; at < n_bytes; at++) {
		size_t n_left = n_bytes - at;
		if (memcmp((const char *)bytes + at, start.text,
			    n_left < HELLO_START ? n_left : HELLO_START) == 0)
			break;
	}
	str_release(&start);
	return at;
}

/* What is left of a body. */
struct rest {
	const uint8_t *bytes;
	size_t n_bytes;
};

static bool take_number(struct rest *rest, size_t n_bytes, uint64_t *value)
{
	if (rest->n_bytes < n_bytes)
		return false;
	*value = get_number(rest->bytes, n_bytes);
	rest->bytes += n_bytes;
	rest->n_bytes -= n_bytes;
	return true;
}

static bool take_text(struct rest *rest, char *text, size_t n_room)
{
	uint64_t n_bytes;
	if (!take_number(rest, 2, &n_bytes) || n_bytes >= n_room || n_bytes > rest->n_bytes)
		return false;
	if (memchr(rest->bytes, '\0', n_bytes))
		return false;
	memcpy(text, rest->bytes, n_bytes);
	text[n_bytes] = '\0';
	rest->bytes += n_bytes;
	rest->n_bytes -= n_bytes;
	return true;
}

static bool take_data(struct rest *rest, struct wire_data *data)
{
	data->bytes = rest->bytes;
	data->n_bytes = rest->n_bytes;
	if ((uint64_t)data->n_frames * data->channels > WIRE_MAX_DATA_SAMPLES ||
		rest->n_bytes != data_bytes(data))
		return false;
	rest->n_bytes = 0;
	return true;
}

static struct route_span span_at(const uint8_t *bytes)
{
	return (struct route_span){
		(int64_t)get_number(bytes, 8), (int64_t)get_number(bytes + 8, 8)};
}

static bool take_spans(struct rest *rest, struct wire_skips *skips)
{
	int64_t last_end = -1;
	if (rest->n_bytes != (size_t)skips->n_spans * WIRE_SPAN_BYTES)
		return false;
	for (size_t i = 0; i < skips->n_spans; i++) {
		struct route_span span = span_at(rest->bytes + i * WIRE_SPAN_BYTES);
		if (span.start_frame <= last_end || span.end_frame <= span.start_frame ||
			span.end_frame > WIRE_MAX_FRAME)
			return false;
		last_end = span.end_frame;
	}
	skips->bytes = rest->bytes;
	rest->n_bytes = 0;
	return true;
}

void wire_unpack_spans(struct route_span *spans, const struct wire_skips *skips)
{
	for (size_t i = 0; i < skips->n_spans; i++)
		spans[i] = span_at(skips->bytes + i * WIRE_SPAN_BYTES);
}

void wire_pack_spans(uint8_t *bytes, const struct route_span *spans, size_t n_spans)
{
	for (size_t i = 0; i < n_spans; i++, bytes += WIRE_SPAN_BYTES)
		for (int b = 0; b < 8; b++) {
			bytes[b] = (uint8_t)((uint64_t)spans[i].start_frame >> (8 * b));
			bytes[8 + b] = (uint8_t)((uint64_t)spans[i].end_frame >> (8 * b));
		}
}

static bool take_field(struct rest *rest, const struct field *f, struct wire_message *message)
{
	void *member = (char *)message + f->offset;
	if (f->kind == FIELD_TEXT)
		return take_text(rest, member, (size_t)f->max);
	if (f->kind == FIELD_DATA)
		return take_data(rest, &message->data);
	if (f->kind == FIELD_SPANS)
		return take_spans(rest, &message->skips);
	uint64_t value;
	if (!take_number(rest, number_bytes(f->kind), &value))
		return false;
	if ((int64_t)value < f->min || (int64_t)value > f->max)
		return false;
	store_member(member, f->kind, value);
	return true;
}

static bool decode_body(const struct layout *layout, struct rest rest, struct wire_message *message)
{
	memset(message, 0, sizeof *message);
	message->type = layout->type;
	for (const struct field *f = layout->fields; f->kind != FIELD_NONE; f++)
		if (!take_field(&rest, f, message))
			return false;
	if (message->type == WIRE_HELLO && message->hello.version_min > message->hello.version_max)
		return false;
	return rest.n_bytes == 0;
}

void wire_parser_add(struct wire_parser *parser, const void *bytes, size_t n_bytes)
{
	struct str *held = &parser->bytes;
	if (parser->n_done > 0) {
		held->n_bytes -= parser->n_done;
		memmove(held->text, held->text + parser->n_done, held->n_bytes);
		parser->n_done = 0;
	}
	if (!parser->broken)
		str_addn_wiping(held, bytes, n_bytes);
}

static enum wire_result broken(struct wire_parser *parser, struct err *err, unsigned type)
{
	parser->broken = true;
	err_set(err, ERR_FORMAT, _("malformed message of type %u between callmark and its speaker"),
		type);
	return WIRE_BROKEN;
}

enum wire_result wire_parser_next(
	struct wire_parser *parser, struct wire_message *message, struct err *err)
{
	for (;;) {
		size_t n_bytes = parser->bytes.n_bytes - parser->n_done;
		if (parser->broken)
			return broken(parser, err, 0);
		if (n_bytes < WIRE_HEADER_BYTES)
			return WIRE_MORE;
		const uint8_t *bytes = (const uint8_t *)parser->bytes.text + parser->n_done;
		unsigned type;
		size_t n_message = wire_measure(bytes, n_bytes, &type);
		if (n_message == SIZE_MAX)
			return broken(parser, err, type);
		if (!n_message)
			return WIRE_MORE;
		size_t n_body = n_message - WIRE_HEADER_BYTES;
		parser->n_done += n_message;
		const struct layout *layout = layout_of(type);
		if (!layout)
			continue;
		if (decode_body(layout, (struct rest){bytes + WIRE_HEADER_BYTES, n_body}, message))
			return WIRE_MESSAGE;
		return broken(parser, err, type);
	}
}

void wire_parser_release(struct wire_parser *parser)
{
	str_release(&parser->bytes);
	*parser = (struct wire_parser){0};
}
