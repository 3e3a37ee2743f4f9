/* Texts of other programs, in whatever characters they were saved, as UTF-8. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/plain_text.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/utf8.h"

static bool read_all(int fd, const char *path, size_t n_most, struct str *text, struct err *err)
{
	char block[16384], why[128];
	ssize_t n;
	while ((n = read(fd, block, sizeof block)) > 0 && text->n_bytes <= n_most)
		str_addn(text, block, (size_t)n);
	if (n < 0)
		return err_set(err, ERR_IO, _("cannot read '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	if (text->n_bytes > n_most)
		return err_set(err, ERR_FORMAT, _("'%s' is too large: more than %zu MB"), path,
			n_most >> 20);
	return true;
}

bool plain_text_load(const char *path, size_t n_most, struct str *text, struct err *err)
{
	char why[128];
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
			_("cannot open '%s': %s"), path, err_strerror(errno, why, sizeof why));
	bool read = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	if (!read)
		err_set(err, ERR_UNSUPPORTED, _("'%s' is not a file"), path);
	read = read && read_all(fd, path, n_most, text, err);
	close(fd);
	return read;
}

/* Its name for iconv, NULL where it is UTF-8. */
static const char *guess(const char *bytes, size_t n_bytes)
{
	if (n_bytes >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return "UTF-16LE";
	if (n_bytes >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return "UTF-16BE";
	size_t n_zeros[2] = {0};
	for (size_t i = 0; i < n_bytes; i++)
		n_zeros[i % 2] += bytes[i] == '\0';
	if (n_zeros[0] || n_zeros[1]) /* of separators and line ends */
		return n_zeros[0] > n_zeros[1] ? "UTF-16BE" : "UTF-16LE";
	return utf8_is_valid(bytes, n_bytes) ? NULL : "GB18030";
}

static bool convert(iconv_t converter, struct str *text, struct str *out)
{
	char block[4096];
	char *from = text->text;
	size_t n_from = text->n_bytes;
	while (n_from > 0) {
		char *to = block;
		size_t n_to = sizeof block;
		if (iconv(converter, &from, &n_from, &to, &n_to) == (size_t)-1 && errno != E2BIG)
			return false;
		str_addn(out, block, sizeof block - n_to);
	}
	return true;
}

bool plain_text_decode(struct str *text, const char **from, struct err *err)
{
	struct str out = {0};
	*from = guess(str_get(text), text->n_bytes);
	if (!*from)
		return true;
	iconv_t converter = iconv_open("UTF-8", *from);
	if (converter == (iconv_t)-1)
		return err_set(err, ERR_UNSUPPORTED,
			_("it is not UTF-8, and this system cannot read %s; save it as UTF-8"), *from);
	bool converted = convert(converter, text, &out);
	iconv_close(converter);
	if (converted) {
		str_release(text);
		*text = out;
		return true;
	}
	str_release(&out);
	return err_set(err, ERR_FORMAT, _("it is neither UTF-8 nor %s; save it as 'CSV UTF-8'"),
		*from);
}
