/* The foot pedals that the system knows, by the names of its input devices. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "pedal/find.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define MAX_DEVICES 1024

static int event_number(const char *name)
{
	char *end;
	if (!str_starts(name, "event") || name[5] < '0' || name[5] > '9')
		return -1;
	long number = strtol(name + 5, &end, 10);
	return *end || number >= MAX_DEVICES ? -1 : (int)number;
}

/* The line of a file that the system keeps of a device; "" if there is none. */
static void read_fact(
	const struct pedal_places *places, int number, const char *fact, char *text, size_t n_text)
{
	char path[256];
	text[0] = '\0';
	snprintf(path, sizeof path, "%s/event%d/device/%s", places->classes, number, fact);
	FILE *file = fopen(path, "re");
	if (!file)
		return;
	if (!fgets(text, (int)n_text, file))
		text[0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	fclose(file);
}

static unsigned read_id(const struct pedal_places *places, int number, const char *fact)
{
	char text[16];
	read_fact(places, number, fact, text, sizeof text);
	return (unsigned)strtoul(text, NULL, 16) & 0xffff;
}

/* The VEC Infinity is what most transcribers have; the others say in their name what they are. */
static bool is_pedal(const struct pedal_found *found)
{
	return (found->vendor == 0x05f3 && found->product == 0x00ff) ||
	       str_has_nocase(found->name, "foot") || str_has_nocase(found->name, "pedal");
}

static bool is_wanted(const struct pedal_found *found, const char *wanted)
{
	return strcmp(wanted, PEDAL_AUTO) == 0 ? is_pedal(found) : str_has_nocase(found->name, wanted);
}

static struct pedal_found look_at(const struct pedal_places *places, int number)
{
	struct pedal_found found;
	snprintf(found.path, sizeof found.path, "%s/event%d", places->devices, number);
	read_fact(places, number, "name", found.name, sizeof found.name);
	found.vendor = read_id(places, number, "id/vendor");
	found.product = read_id(places, number, "id/product");
	return found;
}

size_t pedal_find(const struct pedal_places *places, const char *wanted, struct pedal_found *found,
	size_t n_max)
{
	bool there[MAX_DEVICES] = {false};
	DIR *folder = opendir(places->devices);
	size_t n = 0;
	if (!folder)
		return 0;
	for (struct dirent *entry; (entry = readdir(folder));)
		if (event_number(entry->d_name) >= 0)
			there[event_number(entry->d_name)] = true;
	closedir(folder);
	for (int i = 0; i < MAX_DEVICES && n < n_max; i++) {
		if (!there[i])
			continue;
		found[n] = look_at(places, i);
		n += is_wanted(&found[n], wanted);
	}
	return n;
}

struct pedal_found pedal_look_up(const struct pedal_places *places, const char *path)
{
	struct pedal_found found = {.name = ""};
	char *real = realpath(path, NULL);
	const char *slash = real ? strrchr(real, '/') : NULL;
	int number = slash ? event_number(slash + 1) : -1;
	if (number >= 0)
		found = look_at(places, number);
	str_copy(found.path, sizeof found.path, path);
	free(real);
	return found;
}
