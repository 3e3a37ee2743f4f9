#!/bin/sh
# Checks the include graph against layers.txt: calls go down only, each library has one home.
# SPDX-License-Identifier: MIT
cd "${srcdir:-.}" || exit 1
awk '
function bad(text) { print "# " text; n_bad++ }
FILENAME == "tests/layers.txt" {
	if ($0 ~ /^#/ || $0 == "") next
	if ($2 == "=") { for (i = 3; i <= NF; i++) home[$1] = home[$1] " " $i; next }
	folder = $1; sub(":", "", folder)
	for (i = 2; i <= NF; i++) may[folder, $i] = 1
	may[folder, folder] = 1; known[folder] = 1
	next
}
FNR == 1 { n_files++; here = FILENAME; sub("^src/", "", here); sub("/.*", "", here) }
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
	what = $0; sub(/^[^<"]*[<"]/, "", what); sub(/[>"].*/, "", what)
	if (what in home) {
		n = split(home[what], place, " "); ok = 0
		for (i = 1; i <= n; i++) if (index(FILENAME, place[i]) == 1) ok = 1
		if (!ok) bad(FILENAME " includes " what)
	}
	if (FILENAME == "src/main.c" || what !~ /\//) next
	there = what; sub("/.*", "", there)
	if ((there in known) && !((here, there) in may)) bad(FILENAME " includes " what)
}
END {
	if (n_files < 10) bad("found only " n_files " files")
	print "1..1"
	print (n_bad ? "not ok" : "ok") " 1 - includes of " n_files " files go down only"
	exit n_bad > 0
}' tests/layers.txt $(find src ui -name '*.[ch]' | LC_ALL=C sort)
