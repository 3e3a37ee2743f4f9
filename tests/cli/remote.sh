#!/bin/sh
# connect, speaker and relay: what they ask of ssh, and what they say where something is wrong.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

XDG_RUNTIME_DIR=$folder/runtime
TMPDIR=$folder/tmp
export XDG_RUNTIME_DIR TMPDIR
mkdir -m 700 "$XDG_RUNTIME_DIR" "$TMPDIR" "$folder/bin"
PATH=$folder/bin:$PATH
# An ssh that notes its words, one call a line, and does as it is told.
cat >"$folder/bin/ssh" <<X
#!/bin/sh
echo "\$*" >>"$folder/words"
for word; do command=\$word; done
case " \$* " in
*" -fNM "*)
	[ ! -e "$folder/interrupt" ] || kill -INT \$PPID \$\$
	exit \$(cat "$folder/login")
	;;
*" -O exit "*) exit 0 ;;
*" -t "*)
	echo "screen: \$command"
	# Until the sound has ended, and waits to be asked why.
	until cat /proc/[0-9]*/stat 2>/dev/null | grep -q " Z \$PPID "; do sleep 0.05; done
	exit 5
	;;
esac
. "$folder/act"
X
chmod 700 "$folder/bin/ssh"
act() { echo "$1" >"$folder/act"; }
asked() { check "$1" grep -qF -e "$2" "$folder/words"; }

run speaker
ends_with "a speaker for no host is a usage error" 2
complains "it says what is missing" "to which host?"
run speaker -p 22
ends_with "options alone name no host" 2
run speaker qa7 another
ends_with "a word behind the host is a usage error" 2
complains "it is named" "'another'"

act 'exit 255'
run speaker -J jump qa7 -p 2222
ends_with "where ssh fails there is no speaker" 1
complains "that is said" "no speaker was attached to qa7"
asked "options before and behind the host come first" "-J jump -p 2222 -T"
asked "nothing is forwarded" "ClearAllForwardings=yes"
asked "the relay is what runs there" "qa7 callmark relay"

act 'exit 127'
run -o remote-program=/opt/callmark speaker qa7
ends_with "without callmark there is no speaker" 1
complains "that is said, and what to do" "remote-program"
asked "another program can be named" "qa7 /opt/callmark relay"

act 'echo Welcome; cat'
run speaker qa7
ends_with "what only gives back our words is a failure" 1
complains "it is told from a relay" "not callmark relay"

act 'echo This account is closed; exit 1'
run speaker qa7
ends_with "a shell that only talks is a failure" 1
complains "it is told from a relay" "not callmark relay"

act "exec $callmark relay extra"
run speaker qa7
ends_with "a relay that refuses is a failure" 1
complains "it says why" "not for people"

run relay
ends_with "a line that ends at once ends the relay" 0
printf 'Is anybody there?' | "$callmark" relay >"$folder/out" 2>"$folder/err"
status=$?
ends_with "what is no speaker is refused" 1
complains "that is said" "this is not a speaker"

mkdir -m 755 "$XDG_RUNTIME_DIR/callmark"
act "exec $callmark relay"
run speaker qa7
ends_with "a folder that others can open is a failure" 1
complains "it is named" "$XDG_RUNTIME_DIR/callmark"
rmdir "$XDG_RUNTIME_DIR/callmark"

run connect
ends_with "a connection to no host is a usage error" 2
echo 255 >"$folder/login"
run connect qa7
ends_with "where the login fails there is no screen" 1
complains "another way is named" "ssh -t qa7 callmark"

touch "$folder/interrupt"
run connect qa7
ends_with "so it is where ^C ends the login" 1
check "nothing is left of that" [ -z "$(ls "$XDG_RUNTIME_DIR")" ]
rm "$folder/interrupt"

echo 0 >"$folder/login"
act 'exit 255'
: >"$folder/words"
run connect -p 2222 qa7 'a b.wav' "it's"
ends_with "the exit status is the screen's" 5
says "the screen gets its arguments" "screen: callmark 'a b.wav' 'it'\\''s'"
complains "that there was no sound is told" "there was no sound"
asked "the login has the person's options" "-p 2222 -T"
check "all use one login" [ "$(grep -c "ControlPath=$XDG_RUNTIME_DIR/callmark-" "$folder/words")" -eq 4 ]
check "nothing is left of it" [ -z "$(ls "$XDG_RUNTIME_DIR")" ]

finish
