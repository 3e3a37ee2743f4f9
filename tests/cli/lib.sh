# What tests of the command line share: a home of their own, and checks that speak TAP.
# SPDX-License-Identifier: MIT

callmark=$builddir/src/callmark
helpers=$builddir/tests/cli
sample=$srcdir/data/sample/sample-call.opus
folder=$(mktemp -d /tmp/callmark-cli-XXXXXX) || exit 1
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
mkdir "$HOME" "$folder/calls"
export HOME
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME CALLMARK_DB LANGUAGE
n_checks=0

# Everything that follows checks the last run.
run() {
	"$callmark" "$@" >"$folder/out" 2>"$folder/err" </dev/null
	status=$?
}

tell() {
	n_checks=$((n_checks + 1))
	if [ "$1" = yes ]; then
		echo "ok $n_checks - $2"
		return
	fi
	echo "not ok $n_checks - $2"
	sed 's/^/# out: /' "$folder/out"
	sed 's/^/# err: /' "$folder/err"
	echo "# status: $status"
}

# Usage: check DESCRIPTION COMMAND...
check() {
	description=$1
	shift
	if "$@"; then tell yes "$description"; else tell no "$description"; fi
}

ends_with() { check "$1" [ "$status" -eq "$2" ]; }
says() { check "$1" grep -qF -e "$2" "$folder/out"; }
complains() { check "$1" grep -qF -e "$2" "$folder/err"; }
is_silent() { check "$1" [ ! -s "$folder/out" ]; }
is_content() { check "$1" [ ! -s "$folder/err" ]; }

# The number of lines that hold a text.
count() { grep -cF -e "$2" "$folder/$1"; }

# Seconds of silence as mu-law without a header.
make_silence() {
	head -c $(($2 * 8000)) /dev/zero | tr '\0' '\377' >"$folder/calls/$1"
}

# The same with a WAV header that promises more seconds than there are.
make_cut_short() {
	printf 'RIFF\0\0\1\0WAVEfmt \20\0\0\0\7\0\1\0\100\37\0\0\100\37\0\0\1\0\10\0data\0\0\1\0' \
		>"$folder/calls/$1"
	head -c $(($2 * 8000)) /dev/zero | tr '\0' '\377' >>"$folder/calls/$1"
}

finish() { echo "1..$n_checks"; }
