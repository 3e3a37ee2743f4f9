/* What is known here of the foot pedal at the speaker's side: what was held down, in order. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/pedals.h"

#include <string.h>

void pedals_add(struct pedals *pedals, unsigned roles, int64_t at_ns)
{
	if (roles == pedals->roles)
		return;
	pedals->roles = roles;
	if (pedals->n_presses == PEDALS_MAX)
		pedals->n_presses--;
	pedals->presses[pedals->n_presses++] = (struct player_press){roles, at_ns};
}

bool pedals_take(struct pedals *pedals, struct player_press *press)
{
	if (pedals->n_presses == 0)
		return false;
	*press = pedals->presses[0];
	pedals->n_presses--;
	memmove(pedals->presses, pedals->presses + 1, pedals->n_presses * sizeof *pedals->presses);
	return true;
}

void pedals_lose(struct pedals *pedals, int64_t now_ns)
{
	pedals_add(pedals, 0, now_ns);
	pedals->pedal = (struct player_pedal){.state = PEDAL_OFF};
}
