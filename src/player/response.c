/* How long it takes from a command until it is heard: so that the playhead need not wait for word. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/response.h"

#define ALIKE_NS 30000000

void response_init(struct response *response)
{
	*response = (struct response){0};
	median_init(&response->delays, RESPONSE_N);
}

void response_send(struct response *response, int64_t now_ns)
{
	response->sent_ns = now_ns;
}

int64_t response_get_ns(const struct response *response)
{
	bool alike = median_get_spread(&response->delays) < ALIKE_NS;
	return response->delays.n_added > 0 && alike ? median_get(&response->delays) : 0;
}

void response_heed(struct response *response, int64_t at_ns)
{
	if (response->sent_ns && at_ns > response->sent_ns)
		median_add(&response->delays, at_ns - response->sent_ns);
	response->sent_ns = 0;
}

void response_forget(struct response *response)
{
	response->sent_ns = 0;
}
