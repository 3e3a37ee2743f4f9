#!/bin/sh
# callmark import and list: calls with what other systems know of them.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

CALLMARK_DB=$folder/reviews.db
export CALLMARK_DB
calls=$folder/calls
make_silence 20261103-102205_li_Returns.ulaw 10
make_silence 20261104_wang_Tech.ulaw 11
make_silence x_agent.ulaw 12
make_silence x_customer.ulaw 13
make_silence plain.ulaw 14
pattern='--pattern={date}_{agent}_{queue}'

# Fields of every object, a line each, blanks between.
fields() { "$helpers/fields" "$@" <"$folder/out" | tr '\t' ' ' >"$folder/fields"; }
is_line() { check "$1" grep -qxF -e "$2" "$folder/fields"; }

run import "$calls" "$pattern" --dry-run
ends_with "a dry run is no failure" 0
says "it says what would be done" "4 calls, new: 4, with contact data: 2"
says "it says that nothing was" "nothing was changed"
complains "names that are not like the pattern are counted" "2 names are not like the pattern"
check "it makes no database" [ ! -e "$CALLMARK_DB" ]
run list
ends_with "without a database there is no list" 3

run import "$calls" "$pattern"
ends_with "recordings are imported" 0
says "they are counted" "4 calls, new: 4, with contact data: 2"
run --json list
ends_with "they are listed" 0
fields call state contact.agent contact.queue contact.date contact.reason
is_line "with what the name tells" \
	'"20261103-102205_li_Returns" "new" "li" "Returns" "2026-11-03 10:22:05" null'
is_line "two legs are a call" '"x" "new" null null null null'

echo '{"Agent Name": "Zhao \u001b[31m", "call_id": 77, "direction": "呼入", "more": {"agent": 1}}' >"$calls/x.json"
printf 'agent;skill;caller\n;Sales;C-9\n' >"$calls/plain.ulaw.csv"
printf 'File Name,Agent,Reason for contact\nplain.wav,Chen,refund\nother/x_agent.ulaw,wrong,\n"a,b.wav",nobody,\n' \
	>"$folder/table.csv"
run import "$calls" --table "$folder/table.csv"
ends_with "they are imported again" 0
says "none of them is new" "4 calls, new: 0, with contact data: 2"
complains "lines that are of no use are told" "table.csv:3: 2 lines, from this on,"
run --json list
fields call contact.agent contact.queue contact.customer contact.reason contact.direction contact.contact
is_line "the table goes before the sidecar" '"plain" "Chen" "Sales" "C-9" "refund" null null'
is_line "a sidecar is read" '"x" "Zhao \u001B[31m" null null null "in" "77"'
is_line "what is not told stays" '"20261103-102205_li_Returns" "li" "Returns" null null null null'
run list
says "what is shown is clean" "Zhao ^[[31m"
run --csv list state=new "agent=C*"
check "a list is chosen from" [ "$(wc -l <"$folder/out")" -eq 2 ]
says "as a table for programs" '"plain"'
run list --files state=new "agent=zhao*"
check "so are files" [ "$(cat "$folder/out")" = "$calls/x_agent.ulaw
$calls/x_customer.ulaw" ]
run list agent=nobody
ends_with "nothing that fits is nothing found" 3
run list colour=red
ends_with "what calls do not have is a usage error" 2
complains "what they have is told" "state contact agent queue"

mv "$calls/plain.ulaw" "$folder/moved.ulaw"
cp "$folder/moved.ulaw" "$folder/copy.ulaw"
run import "$folder/moved.ulaw" "$folder/copy.ulaw"
says "a moved recording is known by its content" "2 calls, new: 0"
make_silence twin1.ulaw 15
cp "$calls/twin1.ulaw" "$calls/twin2.ulaw"
run import "$calls"
says "two files of one content are one call" "new: 1"

run score "$folder/moved.ulaw" --card short --set 1=2
run show "$folder/moved.ulaw"
says "a review says what was imported" "Agent                   Chen"
run --json show "$folder/moved.ulaw"
fields contact.agent contact.reason
is_line "for programs too" '"Chen" "refund"'
run check
ends_with "the database is whole" 0
run -q check
is_silent "with -q what is in order is not said"
run --quiet import "$folder/moved.ulaw"
ends_with "an import is no failure then" 0
is_silent "nor is it counted"

printf 'file,agent,date\nplain.wav,Li,2026-11-03\nx_agent.wav,Li,soon\n' >"$folder/table.csv"
run import "$calls" --table "$folder/table.csv"
ends_with "a wrong line is a failure" 1
complains "it is told with its line" "table.csv:3: date: 'soon' is no date"
says "the others are imported" "calls, new: 0"
check "what is wrong takes one line" [ "$(count err 'is no date')" -eq 1 ]

# Usage: refused DESCRIPTION TABLE TEXT
refused() {
	printf '%b' "$2" >"$folder/table.csv"
	run import "$calls" --table "$folder/table.csv"
	ends_with "$1 is a failure" 1
	complains "$1 is told" "$3"
}
refused "an empty table" '' "is empty"
refused "a table that names no recording" 'agent,queue\nli,a\n' "table.csv:1: no column says which recording"
refused "a table that tells nothing" 'file,colour\na,b\n' "table.csv:1: no column tells anything"
refused "an open quote" 'file,agent\n"a,b\n' "table.csv:2: a quote opens here"
printf '{"agent": \n' >"$calls/x.json"
run import "$calls"
ends_with "a broken sidecar is a failure" 1
complains "it is told with its line" "x.json:2:"
printf '[1]' >"$calls/x.json"
run import "$calls"
complains "one that is no object is told" "x.json:1: expected an object"
printf '{"agent": [1]}' >"$calls/x.json"
run import "$calls"
complains "one with a list is told" "'agent': expected a text or a whole number"
rm "$calls/x.json"
mkfifo "$calls/x.csv"
run import "$calls"
complains "a sidecar that is a pipe is not waited for" "x.csv' is not a file"
rm "$calls/x.csv"
printf 'file,agent\nmoved.wav,\325\305\310\375\n' >"$folder/table.csv"
run import "$folder/moved.ulaw" --table "$folder/table.csv"
complains "that a table was not UTF-8 is told" "table.csv' is not UTF-8; it was read as GB18030"
run list
says "a table in GB18030 is read" "张三"
mkdir "$folder/twice"
for name in one two three; do cp "$calls/plain.ulaw" "$folder/twice/$name.ulaw"; done
printf '\200' >>"$folder/twice/three.ulaw"
printf '\200' >>"$folder/twice/two.ulaw"
printf '\200' >>"$folder/twice/one.ulaw"
run import "$folder/twice" --dry-run
says "a dry run counts the same content once" "3 calls, new: 1,"
CALLMARK_DB=$folder/none.db run import "$folder/twice" --dry-run
says "also without a database" "3 calls, new: 1,"
run import "$folder/twice"
says "as an import does" "3 calls, new: 1,"
run import "$calls" --table "$folder/missing.csv"
ends_with "a table that is not there is nothing found" 3
run --lang zh_CN import "$calls" --pattern '{agnt}_'
complains "in Chinese what is wrong with what is joined as there" "“{agnt}_”：没有"
run import
ends_with "import wants recordings" 2
run import "$calls" --pattern '{agnt}'
ends_with "a wrong pattern is a usage error" 2
complains "what is possible is told" "{agent}"
run import "$folder/home"
ends_with "a folder without recordings is nothing found" 3

finish
