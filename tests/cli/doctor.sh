#!/bin/sh
# callmark doctor: what it finds here, and what it says where something is wrong.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

run --no-audio doctor
ends_with "a machine without faults is status 0" 0
for word in program locale terminal settings database cards sound pedal; do
	check "it looks at $word" grep -q "^[ -] $word" "$folder/out"
done
is_content "it complains about nothing"
says "it names the libraries it runs with" "SQLite 3."
says "sound that is not wanted is no fault" "off, by the option audio"

run --no-audio --json doctor
ends_with "the same as JSON" 0
check "every line is one object with a state" \
	[ "$(count out '"state":"')" -eq "$(grep -c '' "$folder/out")" ]
says "names and values are for programs" '"check":"cards","name":"shipped"'

SSH_CONNECTION="10.0.0.1 5000 10.0.0.2 22" run doctor
ends_with "over ssh nothing is wrong" 0
says "over ssh the device of the server is left alone" "logged in over ssh"

CALLMARK_SPEAKER=$folder/no-such-program run doctor --tone
ends_with "a speaker that does not start is a failed check" 4
check "which is the sound's" grep -q "^! sound" "$folder/out"
says "a tone that cannot be played says so" "no tone can be played"

mkdir -p "$HOME/.config/callmark/cards"
printf 'id: broken\n' >"$HOME/.config/callmark/cards/broken.yaml"
run --no-audio doctor
ends_with "a broken scorecard is a failed check" 4
check "which is the cards'" grep -q "^! cards" "$folder/out"
rm "$HOME/.config/callmark/cards/broken.yaml"

printf 'no database' >"$folder/wrong.db"
run --no-audio --db "$folder/wrong.db" doctor
ends_with "a file that is no database is a failed check" 4
check "which is the database's" grep -q "^! database" "$folder/out"
check "and is left as it is" grep -qx "no database" "$folder/wrong.db"

run --no-audio -o pedal=off doctor
says "a pedal that is not wanted is no fault" "off, by the option pedal"
ends_with "and no failed check" 0
mkfifo "$folder/pedal"
run --no-audio -o pedal="$folder/pedal" doctor
says "a pedal that can be read is named" "$folder/pedal: it can be read"
chmod 0 "$folder/pedal"
chmod 755 "$folder/home"
as_somebody=
[ "$(id -u)" -ne 0 ] || as_somebody="setpriv --bounding-set=-dac_override,-dac_read_search"
$as_somebody "$callmark" --no-audio -o pedal="$folder/pedal" doctor >"$folder/out" 2>"$folder/err"
status=$?
ends_with "one that may not be read is a failed check" 4
says "which names the rule that is wanting" 'TAG+="uaccess"'
run --no-audio -o pedal="$folder/wrong.db" doctor
ends_with "a file instead of a pedal is a failed check" 4
says "which is named" "wrong.db is no input device"
run --no-audio -o pedal=no-such-pedal doctor
ends_with "one that is not plugged in is none" 0
says "but is told" "'no-such-pedal', the option pedal, is not plugged in"
SSH_CONNECTION="10.0.0.1 5000 10.0.0.2 22" run doctor
says "over ssh it lies elsewhere" "read where the speaker is"

LC_ALL=C run --no-audio doctor
says "without UTF-8 it says what to do" "LANG=C.UTF-8"

run doctor everything
ends_with "doctor with arguments is a usage error" 2
run doctor --tone=loud
ends_with "a value for --tone is a usage error" 2
complains "which is named" "'--tone'"

finish
