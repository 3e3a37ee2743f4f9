/* What a recording is known by, whatever its name: size, time and SHA-256. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/media.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "media/file.h"

#define HASH_BLOCK_BYTES (128 * 1024)

static bool is_cancelled(const bool *cancel)
{
	return cancel && __atomic_load_n(cancel, __ATOMIC_RELAXED);
}

/* The number of bytes of the next block; 0 at the end, -1 with *err. */
static int64_t read_block(int fd, const char *path, uint8_t *block, int64_t offset,
	const bool *cancel, struct err *err)
{
	char why[128], name[FILE_SHOWN_SIZE];
	if (is_cancelled(cancel)) {
		err_set(err, ERR_CANCELLED, _("stopped reading '%s'"), file_shown(path, name));
		return -1;
	}
	int64_t n = file_read_at(fd, block, HASH_BLOCK_BYTES, offset);
	if (n < 0)
		err_set(err, ERR_IO, _("cannot read '%s': %s"), file_shown(path, name),
			err_strerror(errno, why, sizeof why));
	return n;
}

bool media_hash(const char *path, uint8_t hash[HASH_SIZE], const bool *cancel, struct err *err)
{
	struct stat st;
	struct sha256_ctx sha;
	int fd = file_open_regular(path, &st, err);
	if (fd < 0)
		return false;
	sha256_init(&sha);
	uint8_t *block = mem_alloc(HASH_BLOCK_BYTES);
	int64_t n, offset = 0;
	while ((n = read_block(fd, path, block, offset, cancel, err)) > 0) {
		sha256_update(&sha, (size_t)n, block);
		offset += n;
	}
	if (n == 0)
		sha256_digest(&sha, HASH_SIZE, hash);
	free(block);
	close(fd);
	return n == 0;
}

bool media_stat(struct call_leg *leg, struct err *err)
{
	struct stat st;
	if (!file_stat_regular(leg->path, &st, err))
		return false;
	leg->n_bytes = st.st_size;
#ifdef HAVE_STRUCT_STAT_ST_MTIM
	struct timespec changed = st.st_mtim;
#else
	struct timespec changed = st.st_mtimespec;
#endif
	leg->mtime_ns = (int64_t)changed.tv_sec * 1000000000 + changed.tv_nsec;
	return true;
}
