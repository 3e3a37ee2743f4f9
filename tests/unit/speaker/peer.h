/* The player's end of a speaker that runs in this process, for tests. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PEER_H
#define TESTS_PEER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "speaker/fault_device.h"
#include "speaker/speaker.h"
#include "wire/wire.h"

struct peer {
	int fd, speaker_fd;
	struct fault_device device;
	struct speaker_times times;
	pthread_t thread;
	bool ok; /* of speaker_run, once joined */
	struct err err;
	struct wire_parser parser;
	uint32_t epoch;
};

/* Starts a speaker on a thread; greets it if that is wanted. */
struct peer *peer_new(struct fault_plan plan, int close_after_ms);
struct peer *peer_new_with(struct fault_plan plan, struct speaker_times times);
void peer_greet(struct peer *peer, bool silent);
/* Hangs up, waits for the speaker, and says whether it was content. */
bool peer_free(struct peer *peer, struct err *err);

void peer_send(struct peer *peer, const struct wire_message *message);
void peer_send_bytes(struct peer *peer, const void *bytes, size_t n_bytes);
void peer_command(struct peer *peer, enum wire_type type);
/* Content 1, with all its samples (a saw of period 1000). */
void peer_open(struct peer *peer, int rate_hz, int channels, int64_t n_frames);
void peer_data(struct peer *peer, int channels, int64_t start_frame, int64_t n_frames);
void peer_seek(struct peer *peer, int64_t frame, bool playing);

/* The next message; fails the test if none comes. */
struct wire_message peer_next(struct peer *peer);
/* The next message of a type; all others before it are dropped. Fails the test if none comes. */
struct wire_message peer_wait(struct peer *peer, enum wire_type type);
/* The next DEVICE of that state. */
struct wire_device peer_wait_device(struct peer *peer, enum wire_device_state state);
/* True if the speaker has hung up. */
bool peer_is_over(struct peer *peer);

#endif
