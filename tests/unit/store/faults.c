/* A disk that fails when a test says so: stands between SQLite and the files. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "faults.h"

#include <stddef.h>

#include <sqlite3.h>

/* SQLite calls the methods without a context of the test's own, hence the statics. */
static struct {
	enum fault fault;
	int n_left; /* calls until the failure; 0: it has come; -1: none is planned */
	bool failed;
} plan = {.n_left = -1};

static sqlite3_vfs *real_vfs;

struct faulty_file {
	sqlite3_file base;
	sqlite3_file real; /* followed by the rest of it */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
	return &((struct faulty_file *)file)->real;
}

#define REAL(file) (real_of(file)->pMethods)

/* Whether this call is the one, or comes after it on a disk that stays full. */
static bool is_failing(void)
{
	if (plan.n_left < 0 || (plan.n_left == 0 && plan.fault != FAULT_FULL))
		return false;
	if (plan.n_left > 0 && --plan.n_left > 0)
		return false;
	plan.failed = true;
	return true;
}

static int faulty_write(sqlite3_file *file, const void *bytes, int n_bytes, sqlite3_int64 offset)
{
	bool failing = is_failing();
	if (failing && plan.fault != FAULT_LIE)
		return plan.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
	int rc = REAL(file)->xWrite(real_of(file), bytes, n_bytes, offset);
	return failing ? SQLITE_IOERR_WRITE : rc;
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 n_bytes)
{
	bool failing = is_failing() && plan.fault != FAULT_FULL;
	if (failing && plan.fault != FAULT_LIE)
		return SQLITE_IOERR_TRUNCATE;
	int rc = REAL(file)->xTruncate(real_of(file), n_bytes);
	return failing ? SQLITE_IOERR_TRUNCATE : rc;
}

static int faulty_sync(sqlite3_file *file, int flags)
{
	bool failing = is_failing() && plan.fault != FAULT_FULL;
	if (failing && plan.fault != FAULT_LIE)
		return SQLITE_IOERR_FSYNC;
	int rc = REAL(file)->xSync(real_of(file), flags);
	return failing ? SQLITE_IOERR_FSYNC : rc;
}

static int pass_close(sqlite3_file *file)
{
	return REAL(file)->xClose(real_of(file));
}

static int pass_read(sqlite3_file *file, void *bytes, int n_bytes, sqlite3_int64 offset)
{
	return REAL(file)->xRead(real_of(file), bytes, n_bytes, offset);
}

static int pass_size(sqlite3_file *file, sqlite3_int64 *n_bytes)
{
	return REAL(file)->xFileSize(real_of(file), n_bytes);
}

static int pass_lock(sqlite3_file *file, int level)
{
	return REAL(file)->xLock(real_of(file), level);
}

static int pass_unlock(sqlite3_file *file, int level)
{
	return REAL(file)->xUnlock(real_of(file), level);
}

static int pass_check(sqlite3_file *file, int *result)
{
	return REAL(file)->xCheckReservedLock(real_of(file), result);
}

static int pass_control(sqlite3_file *file, int what, void *value)
{
	return REAL(file)->xFileControl(real_of(file), what, value);
}

static int pass_sector(sqlite3_file *file)
{
	return REAL(file)->xSectorSize(real_of(file));
}

static int pass_traits(sqlite3_file *file)
{
	return REAL(file)->xDeviceCharacteristics(real_of(file));
}

static int pass_shm_map(
	sqlite3_file *file, int page, int n_bytes, int extend, void volatile **memory)
{
	return REAL(file)->xShmMap(real_of(file), page, n_bytes, extend, memory);
}

static int pass_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return REAL(file)->xShmLock(real_of(file), offset, n, flags);
}

static void pass_shm_barrier(sqlite3_file *file)
{
	REAL(file)->xShmBarrier(real_of(file));
}

static int pass_shm_unmap(sqlite3_file *file, int delete)
{
	return REAL(file)->xShmUnmap(real_of(file), delete);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = pass_close,
	.xRead = pass_read,
	.xWrite = faulty_write,
	.xTruncate = faulty_truncate,
	.xSync = faulty_sync,
	.xFileSize = pass_size,
	.xLock = pass_lock,
	.xUnlock = pass_unlock,
	.xCheckReservedLock = pass_check,
	.xFileControl = pass_control,
	.xSectorSize = pass_sector,
	.xDeviceCharacteristics = pass_traits,
	.xShmMap = pass_shm_map,
	.xShmLock = pass_shm_lock,
	.xShmBarrier = pass_shm_barrier,
	.xShmUnmap = pass_shm_unmap,
};

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	(void)vfs;
	int rc = real_vfs->xOpen(real_vfs, name, real_of(file), flags, out);
	file->pMethods = REAL(file) ? &methods : NULL;
	return rc;
}

void faults_install(void)
{
	static sqlite3_vfs vfs; /* SQLite keeps it */
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "faulty";
	vfs.szOsFile = (int)offsetof(struct faulty_file, real) + real_vfs->szOsFile;
	vfs.xOpen = faulty_open;
	sqlite3_vfs_register(&vfs, 1);
}

void faults_start(enum fault fault, int n)
{
	plan.fault = fault;
	plan.n_left = n;
	plan.failed = false;
}

bool faults_stop(void)
{
	plan.n_left = -1;
	return plan.failed;
}
