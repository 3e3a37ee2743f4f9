#!/bin/sh
# callmark gaps: what is printed of good and bad files, and how it ends.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

fields() { "$helpers/fields" "$@" <"$folder/out"; }
is_json() { fields "$@" >"$folder/fields"; }

# ---- one call ----
run gaps "$sample"
ends_with "a good file is done" 0
is_content "a good file gives no complaint"
says "a gap is listed with its class" "over 60 s"
says "the sums are listed" "hold: 1"
run gaps --json "$sample"
check "JSON is valid, with its fields" is_json file duration_s sample_rate channels events talk \
	overtalk tones events.0.start_s events.0.end_s events.0.kind events.0.subtype \
	events.0.class events.0.place events.0.confidence events.0.level_db events.0.before \
	events.0.after
n_all=$(fields "events.#")
check "a hold asks to be announced" [ "$(fields events.2.check_points.0.kind)" = '"announce"' ]
run gaps --csv "$sample"
n_lines=$(grep -c '' "$folder/out")
check "CSV has a heading and a line each gap" [ "$n_lines" -eq 4 ]
check "CSV lists fewer gaps than JSON, which begins at 2 s" [ "$n_all" -ge $((n_lines - 1)) ]
run gaps --csv --min 60 "$sample"
check "--min leaves the short gaps out" [ "$(grep -c '' "$folder/out")" -eq 2 ]
run gaps --csv --min=0.6 "$sample"
check "--min brings shorter gaps in" [ "$(grep -c '' "$folder/out")" -gt "$n_lines" ]
run gaps --csv -o gap-thresholds=2,10,45 "$sample"
says "classes are named after the limits" "over45"

# ---- other limits: of what was found before ----
run gaps --csv --thresholds 2,10,45 "$sample"
says "other thresholds name other classes" "over45"
cp "$folder/out" "$folder/other"
run gaps --csv -o cache=no -o gap-thresholds=2,10,45 "$sample"
check "the same as of an analysis anew" cmp -s "$folder/out" "$folder/other"
cp "$sample" "$folder/calls/known.opus"
touch -d "2026-01-02 03:04:05" "$folder/calls/known.opus"
run gaps --csv "$folder/calls/known.opus"
n_bytes=$(wc -c <"$folder/calls/known.opus")
head -c "$n_bytes" /dev/zero >"$folder/calls/known.opus"
touch -d "2026-01-02 03:04:05" "$folder/calls/known.opus"
run gaps --csv --thresholds 2,10,45 "$folder/calls/known.opus"
sed 's/^"[^"]*"//' "$folder/out" >"$folder/known"
check "other limits decode nothing: nothing is left to decode" \
	[ "$(sed 's/^"[^"]*"//' "$folder/other")" = "$(cat "$folder/known")" ]
rm "$folder/calls/known.opus"
run gaps --csv --thresholds 15,10,45 "$sample"
ends_with "limits that do not ascend are refused" 2

# ---- figures ----
run gaps --json --summary "$sample"
check "a summary has the figures" is_json summary.silence.count summary.hold.longest_s \
	summary.agent.percent summary.customer.turns summary.response.median_s \
	summary.overtalk.grace_s summary.rings summary.answer_s
check "and no list" sh -c '! grep -q "\"events\"" "$1"' sh "$folder/out"
check "holds are counted" [ "$(fields summary.hold.count)" = 1 ]
run gaps --json --summary --grace 0.25 "$sample"
check "the grace is an option" [ "$(fields summary.overtalk.grace_s)" = 0.25 ]
run gaps --json --summary -o overtalk-grace=2000 "$sample"
check "and a setting" [ "$(fields summary.overtalk.grace_s)" = 2.0 ]
run gaps --summary "$sample"
says "the table has the parties" "customer: talks"
run gaps --csv --summary "$sample"
check "CSV has a line a call" [ "$(grep -c '' "$folder/out")" -eq 2 ]
check "and a column a figure" [ "$(sed 's/[^,]//g' "$folder/out" | uniq | grep -c '')" -eq 1 ]
make_silence mono.ulaw 5
run gaps --csv --summary "$folder/calls/mono.ulaw"
check "also of one channel" [ "$(sed 's/[^,]//g' "$folder/out" | uniq | grep -c '')" -eq 1 ]
rm "$folder/calls/mono.ulaw"
run gaps --summary --labels srt "$sample"
ends_with "a summary has no labels" 2

# ---- how it is heard ----
run gaps --json --summary "$sample"
agent=$(fields summary.agent.talk_s) customer=$(fields summary.customer.talk_s)
run gaps --json --summary --agent-channel right "$sample"
check "the agent is where he is said to be" \
	[ "$(fields summary.agent.talk_s)/$(fields summary.customer.talk_s)" = "$customer/$agent" ]
run gaps --json --summary --agent-channel middle "$sample"
ends_with "a channel that there is not is a usage error" 2
run gaps --json --summary -o silence-floor=-1 "$sample"
check "below a fixed level all is silence" [ "$(fields summary.talk_s)" = 0.0 ]
run gaps --json --summary "$sample"
check "what was kept of it is not taken for the other" [ "$(fields summary.agent.talk_s)" = "$agent" ]

# ---- times ----
head -c 12345 /dev/zero | tr '\0' '\377' >"$folder/calls/odd.sln"
run gaps --json --min 0.5 "$folder/calls/odd.sln"
check "no gap ends after the call" [ "$(fields duration_s)" = "$(fields events.0.end_s)" ]
rm "$folder/calls/odd.sln"

# ---- a file each party ----
mkdir "$folder/calls/one" "$folder/calls/two"
for name in one/A_agent.ulaw one/A_caller.ulaw two/A_agent.ulaw two/A_caller.ulaw; do make_silence "$name" 5; done
run gaps --json "$folder/calls"
check "calls of one name are told apart" [ "$(fields file files.0 files.1 | sed "s#\"$folder/calls/##g; s/\"//g")" = \
	"$(printf 'one/A\tone/A_agent.ulaw\tone/A_caller.ulaw\ntwo/A\ttwo/A_agent.ulaw\ttwo/A_caller.ulaw')" ]
rm -r "$folder/calls/one" "$folder/calls/two"

# ---- names ----
hostile=$(printf 'a"b,c\033]0;x\007\n=d.ulaw')
make_silence "$hostile" 5
make_silence "=1+1.ulaw" 5
run gaps --csv "$folder/calls/$hostile"
ends_with "a hostile name is a name" 0
check "its line is one line" [ "$(grep -c '' "$folder/out")" -eq 2 ]
says "its quotation mark is doubled, its escapes are shown" 'a""b,c^[]0;x^G =d.ulaw"'
check "no escape character gets out" sh -c '! grep -q "$(printf "\033")" "$1"' sh "$folder/out"
run gaps "$folder/calls/$hostile"
check "nor in the table" sh -c '! grep -q "$(printf "\033")" "$1"' sh "$folder/out"
run gaps --json "$folder/calls/$hostile"
check "JSON escapes it" is_json file
rm "$folder/calls/$hostile"
cd "$folder/calls" || exit 1
run gaps --csv "=1+1.ulaw"
ends_with "a name like a formula is a name" 0
cd "$folder" || exit 1
rm "$folder/calls/=1+1.ulaw"
not_utf8=$(printf 'latin\351.ulaw')
make_silence "$not_utf8" 5
run gaps --json "$folder/calls/$not_utf8"
check "a name that is not UTF-8 is still valid JSON" is_json file
rm "$folder/calls/$not_utf8"

# ---- many calls, good and bad ----
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do make_silence "call$i.ulaw" $((4 + i % 5 * 3)); done
: >"$folder/calls/call3.wav"
echo "no sound at all" >"$folder/calls/call5.flac"
make_cut_short call7.wav 6
mkfifo "$folder/calls/pipe.wav"
printf '\0\0\0\040ftypM4A ' >"$folder/calls/call13.m4a"
run gaps --json --jobs 4 "$folder/calls"
ends_with "bad files in a folder are a failure" 1
complains "an empty file is named" "call3.wav"
complains "a file that is no recording is named" "call5.flac"
complains "a file that was cut short is named" "call7.wav"
complains "a recording in a format that is not read is named" "call13.m4a"
check "all the others are printed" [ "$(count out '"file"')" -eq 13 ]
fields file | sed 's/.*call//; s/\..*//' >"$folder/order"
sort -n "$folder/order" >"$folder/sorted"
check "each has a number" [ "$(grep -c '^[0-9]' "$folder/order")" -eq 13 ]
check "in the natural order of their names" cmp -s "$folder/order" "$folder/sorted"
cp "$folder/out" "$folder/first"
cp "$folder/err" "$folder/first-err"
run gaps --json --jobs 1 "$folder/calls"
check "a second run, from the cache, prints the same" cmp -s "$folder/out" "$folder/first"
check "and complains about the same" cmp -s "$folder/err" "$folder/first-err"
run gaps --json -o cache=no --jobs 3 "$folder/calls"
check "a run without the cache prints the same" cmp -s "$folder/out" "$folder/first"
make_silence call2.ulaw 30
run gaps --json "$folder/calls/call2.ulaw"
check "a file that changed is analysed again" [ "$(fields duration_s)" = 30.0 ]

make_silence named.raw 5
run gaps --json "$folder/calls/named.raw"
mv "$folder/calls/named.raw" "$folder/calls/named.ulaw"
run gaps --json "$folder/calls/named.ulaw"
check "a headerless file under another ending is analysed again" [ "$(fields duration_s)" = 5.0 ]
rm "$folder/calls/named.ulaw"

: >"$folder/dealt"
for i in 1 2 3; do
	run gaps --json --shard "$i/3" "$folder/calls"
	cat "$folder/out" >>"$folder/dealt"
done
"$helpers/fields" file <"$folder/dealt" | sort >"$folder/dealt-files"
"$helpers/fields" file <"$folder/first" | sort >"$folder/all-files"
check "no call is dealt out twice" [ "$(uniq "$folder/dealt-files" | grep -c '')" -eq 13 ]
check "the shards together are the whole" cmp -s "$folder/dealt-files" "$folder/all-files"

# ---- what is no recording ----
run gaps "$folder/calls/gone.wav"
ends_with "a missing file is a failure" 1
complains "a missing file is named" "gone.wav"
run gaps "$folder/calls/gone.wav" "$folder/calls/call1.ulaw"
ends_with "a missing file among others is a failure" 1
says "the others are printed" "call1.ulaw"
run gaps "$folder/calls/pipe.wav"
ends_with "a pipe is a failure, and is not waited for" 1
run gaps "$folder/calls/call3.wav"
ends_with "an empty file is a failure" 1
run gaps "$folder/calls/call7.wav"
ends_with "a file cut short is done" 0
complains "with a warning" "call7.wav"
mkdir "$folder/none"
run gaps "$folder/none"
ends_with "an empty folder is nothing found" 3
complains "an empty folder is named" "none"
is_silent "an empty folder prints nothing"

# ---- where it cannot write ----
"$callmark" gaps --json "$sample" >/dev/full 2>"$folder/err"
status=$?
ends_with "output that cannot be written is a failure" 1
complains "and is told" "cannot write"
mkdir -p "$folder/other-home"
: >"$folder/other-home/.cache"
HOME=$folder/other-home run gaps --json "$folder/calls/call1.ulaw"
ends_with "a cache that cannot be made is no failure" 0
mkdir -p "$HOME/.cache/callmark"
echo "no cache" >"$HOME/.cache/callmark/analysis.db"
run gaps --json "$folder/calls"
check "a damaged cache is made anew" cmp -s "$folder/err" "$folder/first-err"

finish
