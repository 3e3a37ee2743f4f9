#!/bin/sh
# callmark gaps --labels: where label files go.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

make_silence a.ulaw 5
make_silence b.ulaw 4
make_silence b.alaw 4
mkdir "$folder/calls/more"
make_silence more/a.ulaw 6

run gaps --labels audacity "$folder/calls/a.ulaw"
ends_with "the labels of one call are done" 0
check "they go to stdout" [ "$(cat "$folder/out")" = "$(printf '0.000\t5.000\tsilence over3')" ]
check "and into no file" [ ! -e "$folder/calls/a.ulaw.gaps.txt" ]

echo "a transcript" >"$folder/calls/a.srt"
run gaps --labels srt "$folder/calls"
ends_with "the labels of a folder are done" 0
is_silent "they do not go to stdout"
for name in a.ulaw b.ulaw b.alaw more/a.ulaw; do
	check "$name has a file" grep -qF -e "-->" "$folder/calls/$name.gaps.srt"
done
check "a file of the same name is left alone" [ "$(cat "$folder/calls/a.srt")" = "a transcript" ]

run gaps --labels textgrid --out "$folder/labels" "$folder/calls/a.ulaw" "$folder/calls/b.ulaw"
ends_with "labels go to a folder, which is made" 0
check "the files are there" [ -s "$folder/labels/a.ulaw.gaps.TextGrid" ]
check "nothing else is" [ "$(ls "$folder/labels" | grep -c '')" -eq 2 ]
run gaps --labels rttm --out "$folder/labels" "$folder/calls"
ends_with "two calls with one file are a usage error" 2
complains "both are named" "more/a.ulaw"
check "nothing was written" [ "$(ls "$folder/labels" | grep -c rttm)" -eq 0 ]

run gaps --labels srt --out "$folder/calls/a.srt" "$folder/calls/a.ulaw"
ends_with "a file is no folder for labels" 1
complains "it is named" "a.srt"
run gaps --labels srt --json "$folder/calls/a.ulaw"
ends_with "labels and JSON exclude each other" 2
run gaps --labels lrc "$folder/calls/a.ulaw"
ends_with "an unknown format is a usage error" 2
complains "the known ones are named" "textgrid"

finish
