#!/bin/sh
# Sound over ssh, recorded from a sound server without hardware and compared with what was played.
# SPDX-License-Identifier: MIT
# far.sh DELAY-MS JITTER-MS KBIT STALL-EVERY-MS STALL-MS [JUMPS], from the build folder after `make bench`.
# Delay and jitter are those of one way. Asks for sshd, pulseaudio and parec. KEEP=FOLDER keeps what it
# recorded there; APART=1 gives screen and speaker a login each instead of one for both. CONNECT=1: with
# `callmark connect`, the real program, keys and a file: what is heard is compared, not what is drawn.
if [ $# -lt 5 ]; then
	sed -n 's/^# far.sh/usage: far.sh/p' "$0" >&2
	exit 2
fi
top=$(cd "${builddir:-.}" && pwd)
srcdir=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd)
n_jumps=${6-24}
way_ms=$((2 * $1))
dir=$(mktemp -d) || exit 1
server= recorder= gate= speaker=
. "$srcdir/tests/sound/server.sh"
choose_priority strictly

stop() {
	for pid in $speaker $recorder $server $gate; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	speaker= recorder= server= gate=
}
trap 'stop; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

# An sshd of our own, that forwards nothing.
start_gate() {
	mkdir -m 700 "$dir/there" "$dir/here" "$dir/tmp"
	ssh-keygen -q -t ed25519 -N '' -f "$dir/host" && ssh-keygen -q -t ed25519 -N '' -f "$dir/user"
	port=$((20000 + $$ % 20000))
	cat >"$dir/sshd" <<-X
		Port $port
		ListenAddress 127.0.0.1
		HostKey $dir/host
		PidFile none
		AuthorizedKeysFile $dir/user.pub
		StrictModes no
		UsePAM no
		AllowTcpForwarding no
		AllowStreamLocalForwarding no
		SetEnv TMPDIR=$dir/tmp
	X
	cat >"$dir/ssh" <<-X
		Host far
			HostName 127.0.0.1
			ProxyCommand $nice $top/tests/bench/slow_line $port $1 $2 $3 $4 $5
			IdentityFile $dir/user
			UserKnownHostsFile $dir/known
			StrictHostKeyChecking no
			LogLevel ERROR
			BatchMode yes
	X
	[ "${APART-}${CONNECT-}" ] || cat >>"$dir/ssh" <<-X
			ControlMaster auto
			ControlPath $dir/control
			ControlPersist 5
	X
	$nice "$(command -v sshd || echo /usr/sbin/sshd)" -D -f "$dir/sshd" -E "$dir/sshd.log" &
	gate=$!
}

connect() {
	"$top/tests/bench/far" file "$dir/call.wav"
	cat >"$dir/callmark" <<-X
		#!/bin/sh
		export HOME=$dir/there LC_ALL=C.UTF-8 CALLMARK_DATADIR=$srcdir/data
		exec $top/src/callmark "\$@"
	X
	chmod +x "$dir/callmark"
	$nice "$top/tests/bench/far" keys "$n_jumps" $way_ms "$top/src/callmark" -o audio-rate=8000 \
		-o remote-program="$dir/callmark" connect -F "$dir/ssh" far \
		-o autoplay=no -o resume-back=0 "$dir/call.wav" >"$dir/script.log" 2>"$dir/hands"
}

both_ends() {
	(
		# The screen is there before the speaker comes.
		sleep 1
		[ "${APART-}" ] || until [ -S "$dir/control" ]; do sleep 0.1; done
		exec $nice "$top/src/callmark" -o audio-rate=8000 \
			-o remote-program="$top/src/callmark" speaker -F "$dir/ssh" far
	) >"$dir/speaker" 2>&1 9>&- &
	speaker=$!
	$nice "$top/tests/bench/far" hands "$n_jumps" $way_ms ssh -F "$dir/ssh" far \
		"$top/tests/bench/far" screen >"$dir/script.log" 2>"$dir/hands"
}

start_gate "$@"
start_server "$dir/sound" 8000
start_recorder "$dir/sound" 8000
export CALLMARK_SPEAKER="$top/src/callmark-speaker" CALLMARK_DATADIR="$srcdir/data" LC_ALL=C.UTF-8
export HOME="$dir/here" XDG_RUNTIME_DIR="$dir/here"
touch "$dir/speaker"
if [ "${CONNECT-}" ]; then connect; else both_ends; fi
status=$?
stop
cat "$dir/hands"
[ $status -eq 0 ] || sed 's/^/# /' "$dir/speaker"
[ -z "${KEEP-}" ] || { mkdir -p "$KEEP" && cp "$dir/sound/recording" "$dir/script.log" "$KEEP"; }
"$top/tests/sound/compare" 8000 "$dir/sound/recording" "$dir/script.log" | grep -v '^# says'
uptime | sed 's/.*load/# load/'
