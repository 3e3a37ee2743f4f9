# A sound server of our own without hardware, and what records it, for scripts that read this in.
# SPDX-License-Identifier: MIT

# Sets $nice: where it is allowed, sound goes before what else the machine does; with an argument, before
# everything.
choose_priority() {
	nice=
	nice -n -11 true 2>/dev/null && nice='nice -n -11'
	[ "${1-}" ] && chrt -f 10 true 2>/dev/null && nice='chrt -f 10'
	:
}

# $1: its folder, which is made, $2: the rate of its device, which throws the sound away in real time.
# Sets $server, and the environment by which programs find it. norewinds: else the idle device works 2 s
# ahead and the first sound waits for it.
start_server() {
	mkdir -p "$1"
	cat >"$1/pulse.pa" <<-X
		load-module module-native-protocol-unix socket=$1/native auth-anonymous=1
		load-module module-null-sink sink_name=cm rate=$2 channels=1 format=s16le norewinds=1
		set-default-sink cm
	X
	cat >"$1/asound.conf" <<-X
		pcm.!default { type pulse server "unix:$1/native" }
		ctl.!default { type pulse server "unix:$1/native" }
	X
	PULSE_SERVER=unix:$1/native PULSE_COOKIE=$1/cookie
	PULSE_RUNTIME_PATH=$1/run PULSE_STATE_PATH=$1/state
	ALSA_CONFIG_PATH=$1/asound.conf JACK_NO_START_SERVER=1
	export PULSE_SERVER PULSE_COOKIE PULSE_RUNTIME_PATH PULSE_STATE_PATH ALSA_CONFIG_PATH
	export JACK_NO_START_SERVER
	env -u PULSE_SERVER HOME="$1" XDG_RUNTIME_DIR="$1" $nice pulseaudio -n -F "$1/pulse.pa" \
		--daemonize=no --use-pid-file=no --exit-idle-time=-1 --disable-shm=yes \
		--realtime=no --high-priority=no --log-target=stderr >"$1/log" 2>&1 &
	server=$!
	n_looks=0
	until pactl info >/dev/null 2>&1; do
		n_looks=$((n_looks + 1))
		if [ $n_looks -gt 1200 ] || ! kill -0 $server 2>/dev/null; then
			sed 's/^/# /' "$1/log"
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

# Into the file "recording" of the folder $1, at the rate $2; what it says is read from descriptor 9. Sets
# $recorder.
start_recorder() {
	mkfifo "$1/says"
	exec 9<>"$1/says"
	$nice parec --verbose -d cm.monitor --raw --format=s16le --rate="$2" --channels=1 \
		--latency-msec=20 >"$1/recording" 2>&9 &
	recorder=$!
}
