#!/bin/sh
# Help, wrong command lines, and the screen where there is no terminal.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

run --help
ends_with "--help is no failure" 0
is_content "--help complains about nothing"
for word in gaps show card check doctor --tone --db --json --shard --labels; do
	says "--help names $word" "$word"
done
run gaps --help
says "--help after a command is the same" "--shard"
run --version
says "--version says the version" "callmark 0."

run --no-such-option
ends_with "an unknown option is a usage error" 2
complains "an unknown option is named" "'--no-such-option'"
run --lang fr list
ends_with "an unknown language is a usage error" 2
complains "the known ones are told" "'fr' is none of en, zh_CN"
run raport
ends_with "a word that is neither command nor file is a usage error" 2
complains "it is told" "no command, file or folder 'raport'"
run gaps
ends_with "gaps without files is a usage error" 2
run show
ends_with "show without files is a usage error" 2
run check everything
ends_with "check with arguments is a usage error" 2
run card
ends_with "card without arguments is a usage error" 2
run -o card
ends_with "-o without a value is a usage error" 2
run -o no-such-option=1 gaps "$sample"
ends_with "an unknown setting is a usage error" 2
complains "an unknown setting is named" "'no-such-option'"

for wanted in "--lang=zh_CN --no-such-option" "--no-such-option --lang zh_CN" "show --lang zh_CN --tone"; do
	# shellcheck disable=SC2086
	run $wanted
	ends_with "'$wanted' is a usage error" 2
	complains "... told in Chinese" "选项"
done
LC_ALL=zh_CN.UTF-8
run --no-such-option
complains "a locale that is not installed still says the language" "没有选项"
run --lang en --no-such-option
complains "--lang goes before it" "there is no option"
mkdir -p "$HOME/.config/callmark"
echo 'lang = en' >"$HOME/.config/callmark/callmark.conf"
run --no-such-option
complains "so does the configuration file" "there is no option"
rm "$HOME/.config/callmark/callmark.conf"
LC_ALL=C.UTF-8

printf '# a remark\naudio-latency = soon\n' >"$HOME/.config/callmark/callmark.conf"
run gaps "$sample"
ends_with "a wrong configuration file is a usage error" 2
complains "a wrong configuration file is told with its line" "callmark.conf:2:"
rm "$HOME/.config/callmark/callmark.conf"

# Usage: lists INPUT ARGUMENT...
lists() {
	input=$1
	shift
	printf '%b' "$input" | "$callmark" "$@" >"$folder/out" 2>"$folder/err"
	status=$?
}
make_silence 'two words.ulaw' 5
make_silence "$(printf 'a\nb.ulaw')" 6
lists "$folder/calls/two words.ulaw\r\n\n$sample\n" gaps --csv --summary -
ends_with "a list of names is read from stdin" 0
check "its lines are names" [ "$(wc -l <"$folder/out")" -eq 3 ]
lists "$folder/calls/a\nb.ulaw\0$sample\0" gaps --csv --summary -
check "with a NUL behind each they may have line feeds" [ "$(wc -l <"$folder/out")" -eq 3 ]
lists '\n' show -
ends_with "an empty list is nothing found" 3
complains "it is told" "the list on stdin names nothing"

for wanted in --help "card show tenets" "card list" doctor; do
	# shellcheck disable=SC2086
	"$callmark" $wanted >/dev/full 2>"$folder/err"
	status=$?
	check "'$wanted' fails where nothing can be written" [ "$status" -ne 0 ]
	complains "... and says so" "cannot write the output: No space left on device"
	"$callmark" $wanted >&- 2>"$folder/err"
	complains "... also where stdout is closed" "cannot write the output"
done
"$callmark" --help 2>"$folder/err" | head -n 1 >"$folder/out"
is_content "a reader that leaves is not complained about"
CALLMARK_DB=$folder/new.db "$callmark" import "$sample" >&- 2>&- <&-
CALLMARK_DB=$folder/new.db run check
ends_with "without standard streams nothing is written into the database" 0

run "$sample"
ends_with "the screen needs a terminal" 2
complains "without a terminal the commands without a screen are named" "gaps, show, score, card, check, doctor, connect, speaker, relay"
check "that is one line" [ "$(grep -c '' "$folder/err")" -eq 1 ]
is_silent "without a terminal nothing is printed"

finish
