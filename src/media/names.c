/* What file names tell: formats, files without a header, and whose leg of a call it is. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/names.h"

#include <string.h>

#include <sndfile.h>

#include "base/i18n.h"
#include "base/str.h"
#include "media/media.h"

static const struct media_format_row formats[] = {
	{"wav wave", N_("WAV: PCM, float, mu-law, A-law, GSM 6.10, ADPCM, MP3")},
	{"rf64 w64", N_("RF64 and Wave64: long WAV")},
	{"flac", "FLAC"},
	{"ogg oga", "Ogg Vorbis"},
	{"opus", "Ogg Opus"},
	{"mp3 mp2", "MPEG audio"},
	{"aiff aif aifc", "AIFF"},
	{"au snd", N_("Sun AU: PCM, mu-law, A-law, G.721, G.723")},
	{"caf", N_("Core Audio (CAF)")},
	{"voc", "Creative VOC"},
	{"sph nist", "NIST SPHERE"},
	{"ulaw ul", N_("mu-law without a header")},
	{"alaw al", N_("A-law without a header")},
	{"gsm", N_("GSM 6.10 without a header")},
	{"sln raw", N_("16-bit PCM without a header")},
	{NULL, NULL},
};

/* Sound that call recorders and telephones write and callmark does not read. */
static const char foreign_endings[] =
	"aac ac3 amr ape ds2 dss g722 g723 g729 m4a m4b mka mp4 nmf ra vox webm wma wv";

static const struct raw_ending {
	const char *ending;
	int format;
} raw_endings[] = {
	{"ulaw", SF_FORMAT_ULAW},
	{"ul", SF_FORMAT_ULAW},
	{"alaw", SF_FORMAT_ALAW},
	{"al", SF_FORMAT_ALAW},
	{"gsm", SF_FORMAT_GSM610},
	{"sln", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE},
	{"raw", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE},
};

/* Whole words of file names, in ASCII lower case. */
static const struct leg_word {
	const char *word;
	enum leg_role role;
} leg_words[] = {
	{"agent", LEG_AGENT},
	{"agt", LEG_AGENT},
	{"operator", LEG_AGENT},
	{"rep", LEG_AGENT},
	{"csr", LEG_AGENT},
	{"坐席", LEG_AGENT},
	{"座席", LEG_AGENT},
	{"客服", LEG_AGENT},
	{"customer", LEG_CUSTOMER},
	{"cust", LEG_CUSTOMER},
	{"client", LEG_CUSTOMER},
	{"caller", LEG_CUSTOMER},
	{"客户", LEG_CUSTOMER},
	{"顾客", LEG_CUSTOMER},
};

static const char word_ends[] = "-_. ";

const struct media_format_row *media_get_formats(void)
{
	return formats;
}

/* The ending of a name without its dot; "" if it has none. */
static const char *ending_of(const char *name)
{
	const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
	const char *dot = strrchr(base, '.');
	return dot && dot > base ? dot + 1 : "";
}

/* Whether a list of words set apart by spaces holds word. */
static bool list_holds(const char *list, const char *word)
{
	size_t n = strlen(word);
	while (n && *list) {
		size_t n_item = strcspn(list, " ");
		if (n_item == n && str_same_nocase(list, word, n))
			return true;
		list += n_item + (list[n_item] == ' ');
	}
	return false;
}

bool media_is_recording_name(const char *name)
{
	const char *ending = ending_of(name);
	for (const struct media_format_row *row = formats; row->endings; row++)
		if (list_holds(row->endings, ending))
			return true;
	return false;
}

bool media_is_foreign_name(const char *name)
{
	return list_holds(foreign_endings, ending_of(name));
}

int names_raw_format(const char *name)
{
	const char *ending = ending_of(name);
	for (size_t i = 0; i < sizeof raw_endings / sizeof *raw_endings; i++)
		if (list_holds(raw_endings[i].ending, ending))
			return raw_endings[i].format;
	return 0;
}

static enum leg_role role_of_word(const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof leg_words / sizeof *leg_words; i++)
		if (strlen(leg_words[i].word) == n && str_same_nocase(word, leg_words[i].word, n))
			return leg_words[i].role;
	return LEG_MIXED;
}

/* The name without n bytes at word and the mark that set them apart. */
static char *cut_word(const char *name, const char *word, size_t n)
{
	struct str stem = {0};
	const char *rest = word + n;
	size_t n_before = (size_t)(word - name);
	if (n_before > 0)
		n_before--;
	else if (*rest && *rest != '.')
		rest++;
	str_addn(&stem, name, n_before);
	str_add(&stem, rest);
	return str_take(&stem);
}

enum leg_role media_leg_of_name(const char *name, char **stem)
{
	enum leg_role role = LEG_MIXED;
	const char *found = NULL;
	size_t n_found = 0;
	*stem = NULL;
	for (const char *word = name; *word;) {
		size_t n = strcspn(word, word_ends);
		enum leg_role here = role_of_word(word, n);
		if (here != LEG_MIXED && role != LEG_MIXED && here != role)
			return LEG_MIXED; /* names both parties: not the file of one */
		if (here != LEG_MIXED && !found) {
			role = here;
			found = word;
			n_found = n;
		}
		word += n + (word[n] != '\0');
	}
	if (found)
		*stem = cut_word(name, found, n_found);
	return role;
}

const char *media_library(void)
{
	return sf_version_string();
}
