/* Where things live: the XDG folders, and what callmark was installed with. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "config/paths.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

static const char *env_or(const char *name, const char *otherwise)
{
	const char *value = getenv(name);
	return value && *value ? value : otherwise;
}

static const char *home_folder(void)
{
	const char *home = env_or("HOME", NULL);
	if (home)
		return home;
	const struct passwd *entry = getpwuid(getuid());
	return entry && entry->pw_dir ? entry->pw_dir : "/";
}

char *paths_user(enum paths_folder folder, const char *name)
{
	static const struct {
		const char *variable, *below_home;
	} bases[] = {
		[FOLDER_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
		[FOLDER_DATA] = {"XDG_DATA_HOME", "/.local/share"},
		[FOLDER_CACHE] = {"XDG_CACHE_HOME", "/.cache"},
		[FOLDER_STATE] = {"XDG_STATE_HOME", "/.local/state"},
	};
	struct str path = {0};
	const char *base = env_or(bases[folder].variable, NULL);
	if (base && *base == '/') /* relative values are to be ignored, says the standard */
		str_add(&path, base);
	else
		str_addf(&path, "%s%s", home_folder(), bases[folder].below_home);
	str_add(&path, "/callmark");
	if (name)
		str_addf(&path, "/%s", name);
	return str_take(&path);
}

char *paths_shipped(const char *name)
{
	struct str path = {0};
	str_addf(&path, "%s/%s", env_or("CALLMARK_DATADIR", PKGDATADIR), name);
	return str_take(&path);
}

const char *paths_speaker(void)
{
	return env_or("CALLMARK_SPEAKER", SPEAKER_PATH);
}

const char *paths_locale(void)
{
	return env_or("CALLMARK_LOCALEDIR", LOCALEDIR);
}

bool paths_make_parent(const char *path, struct err *err)
{
	char why[128];
	char *folder = mem_dup(path);
	bool made = true;
	for (char *slash = strchr(folder + 1, '/'); slash && made; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			made = err_set(err, ERR_IO, _("cannot make the folder '%s': %s"), folder,
				err_strerror(errno, why, sizeof why));
		*slash = '/';
	}
	free(folder);
	return made;
}

const char *paths_login(void)
{
	const struct passwd *entry = getpwuid(getuid());
	return entry && entry->pw_name ? entry->pw_name : env_or("USER", "nobody");
}
