/* Whether a device takes sound as time goes by. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/watchdog.h"

#include <stdbool.h>

#define SECOND_NS INT64_C(1000000000)
#define AWAY_NS (SECOND_NS / 2) /* nobody looked for so long */

void watchdog_start(struct watchdog *watchdog, int64_t now_ns)
{
	*watchdog = (struct watchdog){
		.start_ns = now_ns, .window_ns = now_ns, .checked_ns = now_ns};
}

static bool has_second_underrun(struct watchdog *watchdog, int64_t now_ns, uint32_t n_underruns)
{
	uint32_t n_new = n_underruns - watchdog->n_underruns;
	watchdog->n_underruns = n_underruns;
	if (n_new == 0 || now_ns - watchdog->start_ns < SECOND_NS)
		return false;
	bool second = n_new > 1 ||
		      (watchdog->underrun_ns && now_ns - watchdog->underrun_ns < 10 * SECOND_NS);
	watchdog->underrun_ns = now_ns;
	return second;
}

static void begin_window(struct watchdog *watchdog, int64_t now_ns, int64_t n_taken)
{
	watchdog->window_ns = now_ns;
	watchdog->n_window_taken = n_taken;
}

enum watchdog_verdict watchdog_check(struct watchdog *watchdog, int64_t now_ns, int64_t n_taken,
	int rate_hz, uint32_t n_underruns)
{
	int64_t passed_ms = (now_ns - watchdog->start_ns) / 1000000;
	bool was_away = now_ns - watchdog->checked_ns > AWAY_NS;
	watchdog->checked_ns = now_ns;
	if (n_taken > (passed_ms * 3 / 2 + 1000) * rate_hz / 1000)
		return WATCHDOG_FREE_RUNNING;
	if (was_away) {
		begin_window(watchdog, now_ns, n_taken);
		watchdog->n_underruns = n_underruns;
		return WATCHDOG_FINE;
	}
	if (has_second_underrun(watchdog, now_ns, n_underruns))
		return WATCHDOG_UNDERRUNS;
	int64_t window_ms = (now_ns - watchdog->window_ns) / 1000000;
	if (window_ms < 1000)
		return WATCHDOG_FINE;
	int64_t n_window = n_taken - watchdog->n_window_taken;
	begin_window(watchdog, now_ns, n_taken);
	return n_window < window_ms * rate_hz / 2000 ? WATCHDOG_STALLED : WATCHDOG_FINE;
}
