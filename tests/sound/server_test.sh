#!/bin/sh
# What becomes of playback when the sound server dies, hangs, or gets another default device.
# SPDX-License-Identifier: MIT
# Not a part of make check: it says times, and a person reads them. The faults themselves are tested in
# tests/unit/player/broken_sound_test.c. Wants build/tests/sound/driver, run from the build folder.
here=${builddir:-.}/tests/sound
CALLMARK_SPEAKER=${CALLMARK_SPEAKER:-${builddir:-.}/src/callmark-speaker}
export CALLMARK_SPEAKER
dir=$(mktemp -d) || exit 1
server= driver=
cat >"$dir/pulse.pa" <<X
load-module module-native-protocol-unix socket=$dir/native auth-anonymous=1
load-module module-null-sink sink_name=first rate=48000 channels=1 format=s16le norewinds=1
load-module module-null-sink sink_name=second rate=48000 channels=1 format=s16le norewinds=1
set-default-sink first
X
cat >"$dir/asound.conf" <<X
pcm.!default { type pulse server "unix:$dir/native" }
ctl.!default { type pulse server "unix:$dir/native" }
X
PULSE_SERVER=unix:$dir/native PULSE_COOKIE=$dir/cookie PULSE_RUNTIME_PATH=$dir/run
PULSE_STATE_PATH=$dir/state ALSA_CONFIG_PATH=$dir/asound.conf JACK_NO_START_SERVER=1
export PULSE_SERVER PULSE_COOKIE PULSE_RUNTIME_PATH PULSE_STATE_PATH ALSA_CONFIG_PATH
export JACK_NO_START_SERVER

start_server() {
	rm -rf "$dir/native" "$dir/run"
	env -u PULSE_SERVER HOME="$dir" XDG_RUNTIME_DIR="$dir" pulseaudio -n -F "$dir/pulse.pa" \
		--daemonize=no --use-pid-file=no --exit-idle-time=-1 --disable-shm=yes \
		--realtime=no --high-priority=no --log-target=stderr >>"$dir/log" 2>&1 &
	server=$!
	until pactl info >/dev/null 2>&1; do sleep 0.05; done
}

say() {
	echo "- $(($(cut -d' ' -f1 /proc/uptime | tr -d .) * 10)) $*" >>"$dir/watched"
}

trap 'kill -CONT $server 2>/dev/null; kill $driver $server 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
start_server
"$here/driver" watch 0 36 "$dir/speaker.log" >"$dir/said" 9</dev/null &
driver=$!
sleep 5
say "another default device"
pactl set-default-sink second
sleep 1
say "playing: $(pactl list short sinks | grep RUNNING | cut -f2)"
sleep 2
say "the server is killed"
kill -9 $server
sleep 1
start_server
say "a new server is there"
sleep 5
say "the server is stopped"
kill -STOP $server
sleep 7
kill -CONT $server
say "the server goes on"
sleep 8
say "the server is killed for good"
kill -9 $server
wait $driver
grep '^S' "$dir/said" | sort -n -k2 - "$dir/watched"
echo "# lines on the speaker's standard error, all in its log: $(wc -l <"$dir/speaker.log")"
