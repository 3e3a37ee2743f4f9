#!/bin/sh
# Plays through the real speaker into a sound server without hardware, and compares what it recorded.
# SPDX-License-Identifier: MIT
# With the argument "long": 500 jumps instead of 8, one attempt only, and more: every speed, and a tone
# in which clicks are heard. It takes a quarter of an hour, and wants a machine with nothing else to do.
here=${builddir:-.}/tests/sound
CALLMARK_SPEAKER=${CALLMARK_SPEAKER:-${builddir:-.}/src/callmark-speaker}
export CALLMARK_SPEAKER
n_seeks=8 n_attempts=6 long=
[ "${1-}" = long ] && n_seeks=${2-500} n_attempts=1 long=yes
for program in pulseaudio pactl parec mkfifo; do
	if ! command -v $program >/dev/null; then
		echo "Bail out! $program is missing: ./bootstrap check installs what the tests need"
		exit 1
	fi
done
# Where it is allowed, all of this goes before what else the machine does, as sound should.
nice=
nice -n -11 true 2>/dev/null && nice='nice -n -11'
[ $long ] && chrt -f 10 true 2>/dev/null && nice='chrt -f 10'
dir=$(mktemp -d) || exit 1
server= recorder= failed=0

stop() {
	for pid in $recorder $server; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	server= recorder=
}
trap 'stop; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

# A server of our own, whose device throws the sound away in real time. norewinds: else the idle
# device works 2 s ahead and the first sound waits for it.
start_server() {
	mkdir -p "$dir/$1"
	cat >"$dir/$1/pulse.pa" <<-X
		load-module module-native-protocol-unix socket=$dir/$1/native auth-anonymous=1
		load-module module-null-sink sink_name=cm rate=$1 channels=1 format=s16le norewinds=1
		set-default-sink cm
	X
	cat >"$dir/$1/asound.conf" <<-X
		pcm.!default { type pulse server "unix:$dir/$1/native" }
		ctl.!default { type pulse server "unix:$dir/$1/native" }
	X
	PULSE_SERVER=unix:$dir/$1/native PULSE_COOKIE=$dir/$1/cookie
	PULSE_RUNTIME_PATH=$dir/$1/run PULSE_STATE_PATH=$dir/$1/state
	ALSA_CONFIG_PATH=$dir/$1/asound.conf JACK_NO_START_SERVER=1
	export PULSE_SERVER PULSE_COOKIE PULSE_RUNTIME_PATH PULSE_STATE_PATH ALSA_CONFIG_PATH
	export JACK_NO_START_SERVER
	env -u PULSE_SERVER HOME="$dir/$1" XDG_RUNTIME_DIR="$dir/$1" $nice pulseaudio -n \
		-F "$dir/$1/pulse.pa" --daemonize=no --use-pid-file=no --exit-idle-time=-1 \
		--disable-shm=yes --realtime=no --high-priority=no --log-target=stderr \
		>"$dir/$1/log" 2>&1 &
	server=$!
	n=0
	until pactl info >/dev/null 2>&1; do
		n=$((n + 1))
		if [ $n -gt 200 ] || ! kill -0 $server 2>/dev/null; then
			sed 's/^/# /' "$dir/$1/log"
			echo "Bail out! the sound server does not start"
			exit 1
		fi
		sleep 0.05
	done
	# It begins by giving up what it was given.
	case $nice in
	chrt*) chrt -a -f -p 10 $server ;;
	nice*) renice -n -11 -p $(ls /proc/$server/task) ;;
	esac >/dev/null 2>&1
}

# $1: rate of the device and of the recording, $2: the option audio-rate, $3: what is played
play() {
	start_server "$1"
	mkfifo "$dir/$1/says"
	exec 9<>"$dir/$1/says"
	$nice parec --verbose -d cm.monitor --raw --format=s16le --rate="$1" --channels=1 \
		--latency-msec=20 >"$dir/$1/recording" 2>&9 &
	recorder=$!
	$nice "$here/driver" "$3" "$2" $n_seeks "$dir/$1/speaker.log" >"$dir/$1/script.log"
	status=$?
	stop
	exec 9>&-
	if [ $status -ne 0 ]; then
		echo "not ok - plays at $1 Hz"
		sed 's/^/# /' "$dir/$1/speaker.log"
		return 1
	fi
	case $3 in
	noise) "$here/compare" "$1" "$dir/$1/recording" "$dir/$1/script.log" ;;
	*) "$here/listen" "$3" "$1" "$dir/$1/recording" "$dir/$1/script.log" ;;
	esac
}

# Sound that comes too late on a busy machine is lost before we are asked: then it is played again.
# A fault of ours is there each time.
run() {
	attempt=1
	until play "$1" "$2" "$3" >"$dir/result"; do
		[ $attempt -ge $n_attempts ] && failed=1 && break
		attempt=$((attempt + 1))
		sed 's/^not ok/# failed/; s/^ok/# passed/' "$dir/result"
		echo "# again"
		rm -rf "${dir:?}/$1"
	done
	cat "$dir/result"
	rm -rf "${dir:?}/$1"
}

run 8000 8000 noise
run 48000 0 noise
[ $long ] || { echo 1..10; exit $failed; }
n_all=$n_seeks n_seeks=$((n_seeks / 10 < 16 ? 16 : n_seeks / 10))
run 8000 8000 bursts
run 48000 0 bursts
n_seeks=$((n_all / 2))
run 8000 8000 tone
run 48000 0 tone
echo 1..20
exit $failed
