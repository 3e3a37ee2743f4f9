/* What the device's callback does. It takes no lock, allocates nothing and logs nothing. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/mixer.h"

#define FADE_MS 8
#define RAMP_MS 5
#define RING_MS 500
#define START_MS 200

static int step_of(int ms, int rate_hz)
{
	int n_frames = rate_hz * ms / 1000;
	return (MIXER_FULL + n_frames - 1) / n_frames;
}

static int load(const atomic_int *number)
{
	return atomic_load_explicit(number, memory_order_relaxed);
}

static struct balance_aim aim_of(const struct mixer *mixer)
{
	return (struct balance_aim){(enum wire_leg)load(&mixer->leg),
		100 + load(&mixer->gain_percent),
		{100 + load(&mixer->level_percent[0]), 100 + load(&mixer->level_percent[1])}};
}

void mixer_reset(struct mixer *mixer, int rate_hz, int n_in_channels, int n_out_channels,
	int64_t usual_delay_ns)
{
	mixer_release(mixer);
	mixer->rate_hz = rate_hz;
	mixer->channels = n_in_channels;
	mixer->usual_delay_ns = usual_delay_ns;
	mixer->pause_step = step_of(RAMP_MS, rate_hz);
	mixer->fade_step = step_of(FADE_MS, rate_hz);
	for (int i = 0; i < 2; i++)
		ring_init(&mixer->rings[i], (size_t)rate_hz * RING_MS / 1000, n_in_channels);
	atomic_store(&mixer->offered, -1);
	atomic_store(&mixer->fading, -1);
	atomic_store(&mixer->n_taken, 0);
	atomic_store(&mixer->delay_ns, 0);
	atomic_store(&mixer->n_underruns, 0);
	atomic_store(&mixer->n_noted, 0);
	atomic_store(&mixer->n_heard, 0);
	mixer->filling = 1;
	mixer->handed = false;
	mixer->active = 0;
	mixer->gain = mixer->old_gain = 0;
	mixer->playing = false;
	pace_reset(&mixer->pace);
	struct balance_aim aim = aim_of(mixer);
	balance_reset(&mixer->balance, rate_hz, n_in_channels, n_out_channels, &aim);
	limiter_reset(&mixer->limiter, rate_hz);
	mixer->tone.n_frames = 0;
	mixer->run.kind = mixer->last.kind = NOTE_NONE;
}

void mixer_release(struct mixer *mixer)
{
	for (int i = 0; i < 2; i++)
		ring_release(&mixer->rings[i]);
}

void mixer_want(struct mixer *mixer, uint32_t epoch, bool playing)
{
	++mixer->n_commands;
	atomic_store(&mixer->want,
		(uint64_t)epoch << 32 | mixer_get_command(mixer) << 1 | playing);
}

uint32_t mixer_get_command(const struct mixer *mixer)
{
	return mixer->n_commands & 0x7fffffff;
}

void mixer_balance(struct mixer *mixer, enum wire_leg leg, int volume_percent)
{
	atomic_store(&mixer->leg, (int)leg);
	atomic_store(&mixer->gain_percent, volume_percent - 100);
}

void mixer_set_levels(struct mixer *mixer, const struct wire_levels *levels)
{
	for (int i = 0; i < 2; i++)
		atomic_store(&mixer->level_percent[i], levels->percent[i] - 100);
}

void mixer_start_tone(struct mixer *mixer, const struct wire_tone *tone)
{
	atomic_store(&mixer->tone_want, (uint32_t)tone->duration_ms << 16 | tone->hz);
}

struct ring *mixer_take_idle(struct mixer *mixer)
{
	int filling = mixer->filling;
	if (mixer->handed && !atomic_compare_exchange_strong(&mixer->offered, &filling, -1)) {
		int other = 1 - mixer->filling;
		if (atomic_load(&mixer->fading) == other)
			return NULL;
		mixer->filling = other;
	}
	mixer->handed = false;
	return &mixer->rings[mixer->filling];
}

struct ring *mixer_get_other(struct mixer *mixer)
{
	return &mixer->rings[1 - mixer->filling];
}

void mixer_offer(struct mixer *mixer)
{
	mixer->handed = true;
	atomic_store(&mixer->offered, mixer->filling);
}

bool mixer_next_note(struct mixer *mixer, struct note *note)
{
	unsigned n_heard = atomic_load(&mixer->n_heard);
	if (n_heard == atomic_load(&mixer->n_noted))
		return false;
	*note = mixer->notes[n_heard % N_NOTES];
	atomic_store(&mixer->n_heard, n_heard + 1);
	return true;
}

/* Ends the current run and notes it: each stretch that moves, each change, each command. */
static void note_run(struct mixer *mixer)
{
	const struct note *run = &mixer->run;
	const struct note *last = &mixer->last;
	bool changed = run->kind != last->kind || run->epoch != last->epoch ||
		       run->command != last->command || run->speed_percent != last->speed_percent;
	unsigned n_noted = atomic_load_explicit(&mixer->n_noted, memory_order_relaxed);
	bool is_full = n_noted - atomic_load(&mixer->n_heard) == N_NOTES;
	if (run->kind == NOTE_NONE || is_full || (run->kind != NOTE_MOVES && !changed))
		return;
	mixer->notes[n_noted % N_NOTES] = *run;
	atomic_store(&mixer->n_noted, n_noted + 1);
	mixer->last = *run;
	if (changed)
		mixer->wake_main(mixer->context);
}

/* Time went on while the ring was filled: what has been played since is left out. */
static void catch_up(struct ring *ring, struct ring *old)
{
	if (!ring->joins || ring->epoch != old->epoch)
		return;
	int64_t played_q8 = ring_position_q8(old);
	while (ring_level(ring) > 0 && ring_position_q8(ring) < played_q8)
		ring_skip(ring);
}

/* Shows the limiter the frame that will sound so many frames from now. */
static void look_ahead(struct mixer *mixer, int n)
{
	const int16_t *frame = ring_peek_ahead(&mixer->rings[mixer->active], (size_t)n);
	if (frame)
		limiter_see(&mixer->limiter, balance_peak(&mixer->balance, frame), n + 1);
}

/* Other sound, or at other gains: what comes at once has not been looked at. */
static void look_again(struct mixer *mixer)
{
	if (!mixer->balance.is_loud)
		limiter_let_go(&mixer->limiter);
	for (int n = 0; mixer->balance.is_loud && n < mixer->limiter.n_ahead; n++)
		look_ahead(mixer, n);
}

/* Changes to the ring that is offered, unless the last change still fades. The fading one is named
 * before the offer is taken, so that the producer never sees it free. */
static void take_offer(struct mixer *mixer)
{
	int offered = atomic_load(&mixer->offered);
	if (offered < 0 || atomic_load(&mixer->fading) >= 0)
		return;
	if (mixer->gain > 0)
		atomic_store(&mixer->fading, mixer->active);
	if (atomic_compare_exchange_strong(&mixer->offered, &offered, -1)) {
		catch_up(&mixer->rings[offered], &mixer->rings[mixer->active]);
		mixer->active = offered;
		mixer->old_gain = mixer->gain;
		mixer->gain = 0;
		look_again(mixer);
	} else {
		atomic_store(&mixer->fading, -1);
	}
	mixer->wake_producer(mixer->context);
}

/* Rounded when all is added: two rings that hold the same make the same. */
static void add_frame(const struct mixer *mixer, int64_t *sums, const int16_t *frame, int gain)
{
	for (int c = 0; c < mixer->channels; c++)
		sums[c] += (int64_t)frame[c] * gain;
}

static void mix_fading(struct mixer *mixer, int64_t *sums)
{
	int fading = atomic_load_explicit(&mixer->fading, memory_order_relaxed);
	if (fading < 0)
		return;
	struct ring *ring = &mixer->rings[fading];
	int level = (int)ring_level(ring), step = mixer->fade_step;
	if (level > 0 && mixer->old_gain > level * step)
		step = mixer->old_gain / level + 1; /* it is silent before it runs dry */
	mixer->old_gain -= step;
	if (mixer->old_gain > 0 && level > 0) {
		add_frame(mixer, sums, ring_peek(ring), mixer->old_gain);
		ring_skip(ring);
		return;
	}
	atomic_store(&mixer->fading, -1);
	mixer->wake_producer(mixer->context);
}

/* The gain goes to full or to silence in steps; before the ring runs dry it goes down with it. */
static void step_gain(struct mixer *mixer, size_t level, bool finished)
{
	int step = mixer->pause_step;
	if (atomic_load_explicit(&mixer->fading, memory_order_relaxed) >= 0)
		step = mixer->fade_step;
	int target = mixer->playing ? MIXER_FULL : 0;
	if (!finished && level < (size_t)(target / step))
		target = (int)level * step;
	if (mixer->gain > target)
		mixer->gain = mixer->gain - step > target ? mixer->gain - step : target;
	else
		mixer->gain = mixer->gain + step < target ? mixer->gain + step : target;
}

/* One frame of the active ring, if it sounds. Says what the place in the content does. */
static enum note_kind mix_active(struct mixer *mixer, int64_t *sums)
{
	struct ring *ring = &mixer->rings[mixer->active];
	bool finished = atomic_load(&ring->finished);
	size_t level = ring_level(ring);
	if (level == 0)
		mixer->gain = 0;
	if (!mixer->playing && mixer->gain == 0)
		return NOTE_STOPS;
	if (level == 0)
		return finished ? NOTE_ENDS : NOTE_WAITS;
	step_gain(mixer, level, finished && !atomic_load(&ring->is_cut));
	if (!mixer->playing && mixer->gain == 0)
		return NOTE_STOPS;
	add_frame(mixer, sums, ring_peek(ring), mixer->gain);
	return NOTE_MOVES;
}

/* What main wants holds for the ring of its epoch; a pause at once. */
static void take_command(struct mixer *mixer)
{
	uint64_t want = atomic_load(&mixer->want);
	bool playing = want & 1;
	mixer->command = (uint32_t)want >> 1;
	if (!playing || mixer->rings[mixer->active].epoch == (uint32_t)(want >> 32))
		mixer->playing = playing;
}

static void take_tone(struct mixer *mixer)
{
	uint32_t want = atomic_exchange(&mixer->tone_want, 0);
	if (want)
		tone_start(&mixer->tone, mixer->rate_hz, (int)(want >> 16), (int)(want & 0xffff));
}

static void start_run(struct mixer *mixer, enum note_kind kind, int64_t at_ns, int64_t n_before)
{
	struct ring *ring = &mixer->rings[mixer->active];
	mixer->run = (struct note){kind, ring->epoch, mixer->command, mixer->active, n_before, 0,
		ring_position_q8(ring), at_ns, ring->speed_percent};
}

/* Says when the first frame of this call is heard. */
static int64_t take_time(struct mixer *mixer, int64_t now_ns, int64_t delay_ns, bool underflow)
{
	if (delay_ns < 0)
		delay_ns = mixer->usual_delay_ns;
	atomic_store(&mixer->delay_ns, delay_ns);
	if (underflow)
		atomic_fetch_add(&mixer->n_underruns, 1);
	int64_t n_taken = atomic_load_explicit(&mixer->n_taken, memory_order_relaxed);
	/* While it starts, a device's times jump about: each counts for itself. */
	if (underflow || n_taken < (int64_t)mixer->rate_hz * START_MS / 1000)
		pace_reset(&mixer->pace);
	return pace_add(&mixer->pace, n_taken, mixer->rate_hz, now_ns + delay_ns);
}

void mixer_pull(struct mixer *mixer, int16_t *out, size_t n_frames, int64_t now_ns,
	int64_t delay_ns, bool underflow)
{
	int64_t heard_ns = take_time(mixer, now_ns, delay_ns, underflow);
	int64_t n_before = atomic_load_explicit(&mixer->n_taken, memory_order_relaxed);
	take_offer(mixer);
	take_command(mixer);
	take_tone(mixer);
	struct balance_aim aim = aim_of(mixer);
	if (balance_set(&mixer->balance, &aim))
		look_again(mixer);
	mixer->run.kind = NOTE_NONE;
	for (size_t i = 0; i < n_frames; i++) {
		int64_t sums[2] = {MIXER_FULL / 2, MIXER_FULL / 2};
		enum note_kind kind = mix_active(mixer, sums);
		if (kind != mixer->run.kind) {
			note_run(mixer);
			int64_t offset_ns = (int64_t)i * 1000000000 / mixer->rate_hz;
			start_run(mixer, kind, heard_ns + offset_ns, n_before + (int64_t)i);
		}
		if (mixer->balance.is_loud)
			look_ahead(mixer, mixer->limiter.n_ahead);
		if (kind == NOTE_MOVES) {
			ring_skip(&mixer->rings[mixer->active]);
			mixer->run.n_out++;
		}
		mix_fading(mixer, sums);
		const int32_t mixed[2] = {(int32_t)(sums[0] >> 15), (int32_t)(sums[1] >> 15)};
		balance_frame(&mixer->balance, mixed, limiter_step(&mixer->limiter), out);
		tone_add(&mixer->tone, out, mixer->balance.n_out);
		out += mixer->balance.n_out;
	}
	note_run(mixer);
	atomic_store(&mixer->n_taken, n_before + (int64_t)n_frames);
	mixer->wake_producer(mixer->context);
}
