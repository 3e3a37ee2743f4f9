#!/bin/sh
# Plays through the real speaker into a sound server without hardware, and compares what it recorded.
# SPDX-License-Identifier: MIT
# Step by step, so that a machine which does not keep up with the sound is no fault of ours: a step that
# was held up is played again, as long as there is time, and one that is wrong although nothing held it up
# is wrong each time. With the argument "long": 500 jumps in one go, and more: every speed, and a tone in
# which clicks are heard. It takes a quarter of an hour, and wants a machine with nothing else to do.
here=${builddir:-.}/tests/sound
. "${srcdir:-.}/tests/sound/server.sh"
CALLMARK_SPEAKER=${CALLMARK_SPEAKER:-${builddir:-.}/src/callmark-speaker}
export CALLMARK_SPEAKER
long=
[ "${1-}" = long ] && long=yes
for program in pulseaudio pactl parec mkfifo; do
	if ! command -v $program >/dev/null; then
		echo "Bail out! $program is missing: ./bootstrap check installs what the tests need"
		exit 1
	fi
done
choose_priority $long
dir=$(mktemp -d) || exit 1
server= recorder= failed=0 n_tests=0

stop() {
	for pid in $recorder $server; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	server= recorder=
}
trap 'stop; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

# $1: rate of the device and of the recording, $2: the option audio-rate, $3: what is played, $4: how much
# of it. Leaves a recording, the driver's log, and the speaker's.
play() {
	rm -rf "${dir:?}/$1"
	start_server "$dir/$1" "$1"
	start_recorder "$dir/$1" "$1"
	WATCHED="$server $recorder" $nice "$here/driver" "$3" "$2" "$4" "$dir/$1/speaker.log" \
		>"$dir/$1/script.log" 2>"$dir/$1/driver.log"
	status=$?
	stop
	exec 9>&-
	return $status
}

# $1: ok or not ok, $2: what
tell() {
	n_tests=$((n_tests + 1))
	echo "$1 $n_tests - $2"
	[ "$1" = ok ] || failed=1
}

# ---- step by step ----

most_wrongs=3 # of a step that nothing held up
most_s=100    # for all steps at a rate

name_of() {
	case $1 in
	1) echo "a pause" ;;
	3) echo "a loop" ;;
	5) echo "a jump while it is paused" ;;
	7) echo "a gap left out" ;;
	8) echo "the end" ;;
	*) echo "a jump" ;;
	esac
}

# $1: rate, $2: step, $3: all verdicts on it so far; says what has come of it, nothing as long as that is
# open.
settle() {
	wrongs=$(echo "$3" | grep -c wrong)
	if echo "$3" | grep -q right; then
		tell ok "$(name_of "$2") at $1 Hz, step $2"
	elif [ "$wrongs" -ge $most_wrongs ] || { [ $is_late ] && [ "$wrongs" -gt 0 ]; }; then
		tell "not ok" "$(name_of "$2") at $1 Hz, step $2"
	elif [ $is_late ]; then
		tell ok "$(name_of "$2") at $1 Hz, step $2: not judged, the machine held it up each time"
	else
		return 1
	fi
}

# $1: rate, $2: the option audio-rate
run_steps() {
	todo="0 1 2 3 4 5 6 7 8" is_late=
	: >"$dir/verdicts"
	end_s=$(($(date +%s) + most_s))
	while [ "$todo" ]; do
		play "$1" "$2" steps "$todo"
		"$here/compare" "$1" "$dir/$1/recording" "$dir/$1/script.log" >"$dir/result" 2>&1
		grep '^step\|^heard' "$dir/result" >>"$dir/verdicts"
		grep -q '^step.*wrong' "$dir/result" && sed 's/^/# /' "$dir/result"
		[ "$(date +%s)" -ge $end_s ] && is_late=yes
		left=
		for step in $todo; do
			settle "$1" $step "$(grep "^step $step " "$dir/verdicts")" ||
				left="$left${left:+ }$step"
		done
		todo=$left
	done
	echo "# $(grep -c right "$dir/verdicts") right, $(grep -c wrong "$dir/verdicts") wrong," \
		"$(grep -c held "$dir/verdicts") held up"
	# However busy the machine is: some of it is heard.
	if grep -q '^heard [1-9]' "$dir/verdicts"; then
		tell ok "plays at $1 Hz"
	else
		sed 's/^/# /' "$dir/$1/driver.log" "$dir/$1/speaker.log"
		tell "not ok" "plays at $1 Hz"
	fi
}

# ---- in one go ----

# $1: rate, $2: the option audio-rate, $3: what, $4: how many jumps
run_long() {
	if ! play "$1" "$2" "$3" "$4"; then
		sed 's/^/# /' "$dir/$1/driver.log" "$dir/$1/speaker.log"
		tell "not ok" "plays at $1 Hz"
		return
	fi
	case $3 in
	noise) "$here/compare" "$1" "$dir/$1/recording" "$dir/$1/script.log" ;;
	*) "$here/listen" "$3" "$1" "$dir/$1/recording" "$dir/$1/script.log" ;;
	esac >"$dir/result" || failed=1
	cat "$dir/result"
	n_tests=$((n_tests + $(grep -c '^ok\|^not ok' "$dir/result")))
}

if [ $long ]; then
	n_jumps=${2-500}
	run_long 8000 8000 noise $n_jumps
	run_long 48000 0 noise $n_jumps
	run_long 8000 8000 bursts $((n_jumps / 10 < 16 ? 16 : n_jumps / 10))
	run_long 48000 0 bursts $((n_jumps / 10 < 16 ? 16 : n_jumps / 10))
	run_long 8000 8000 tone $((n_jumps / 2))
	run_long 48000 0 tone $((n_jumps / 2))
else
	run_steps 8000 8000
	run_steps 48000 0
fi
echo 1..$n_tests
exit $failed
