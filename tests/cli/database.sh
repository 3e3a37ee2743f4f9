#!/bin/sh
# callmark show and check on databases in every state.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

make_silence call.ulaw 5
make_silence other.ulaw 6
recording=$folder/calls/call.ulaw
db=$folder/reviews.db

run --db "$db" show "$recording"
ends_with "without a database there is nothing to show" 3
complains "a database that is not there is named" "reviews.db"
check "showing makes no database" [ ! -e "$db" ]
run --db "$db" check
ends_with "without a database there is nothing to check" 3

"$helpers/database" make "$db" "$recording" "$(id -un)" || exit 1
run --db "$db" show "$recording"
ends_with "a review is shown" 0
says "its card is shown" "two v1  draft"
says "its score is shown" "score 13 of 20, fails"
says "what was answered is counted" "not met 2, met 1, exceeds 0, n/a 0"
says "how much was heard is shown" "heard 0:00 of 0:05"
says "a section has its points" "a  Talk  13/20"
says "a mark has its title, word and time" "  1       Greets                            met         1:01.5"
says "reasons are shown in words" "N3  Too little"
says "what is counted is shown with its times" "2 times     0:02.5  0:03.5"
says "a contact field is shown by its title" "Queue                   returns"
says "a note is shown" "0:04.0    asks^[[2J twice"
says "an incident is shown by its title" "Class A: Bad attitude"
says "what belongs to it is shown" "Diagnosis:  calm first"
says "an escape sequence in a comment is shown, not sent" "greets^[[31m well"
run --db "$db" --json show "$recording"
"$helpers/fields" card state score raw outcome fields.queue items.0.answer items.1.reasons.1 \
	items.2.occurrences.1.start_s incidents.0.diagnosis notes.0.at_s <"$folder/out" >"$folder/fields"
check "as an object it is the same" [ "$(tr '\t' ' ' <"$folder/fields")" = \
	'"two" "draft" 13.0 13.0 "fail" "returns" "met" "N3" 3.5 "calm first" 4.0' ]
run --db "$db" check
ends_with "a whole database passes" 0
says "a whole database is said to be whole" "whole"
cp "$recording" "$folder/renamed.ulaw"
run --db "$db" show "$folder/renamed.ulaw"
ends_with "a recording under another name keeps its review" 0
CALLMARK_DB=$db
export CALLMARK_DB
run check
ends_with "the environment names the database too" 0
unset CALLMARK_DB

run --db "$db" show "$folder/calls/other.ulaw"
ends_with "a recording without a review is nothing found" 3
run --db "$db" show "$folder/calls/gone.ulaw"
ends_with "a recording that is not there is a failure" 1
complains "a recording that is not there is named" "gone.ulaw"
run --db "$db" show "$recording" "$folder/calls/other.ulaw"
ends_with "one review of two is nothing found" 3
says "the one that there is is shown" "two v1"

# As root everything can be written, so root gives up its rights, and needs a program it can reach.
reader=$(id -un)
[ "$(id -u)" -eq 0 ] && reader=$(id -un 65534)
mkdir "$folder/shelf" "$folder/bin"
cp "$builddir/src/callmark" "$helpers/database" "$folder/bin"
"$helpers/database" make "$folder/shelf/reviews.db" "$recording" "$reader" || exit 1
chmod 644 "$folder/shelf/reviews.db" "$recording"
chmod 555 "$folder/shelf"
full=$callmark
callmark=$folder/bin/database
run without-rights "$folder/bin/callmark" --db "$folder/shelf/reviews.db" show "$recording"
ends_with "a database that can only be read is shown" 0
says "what it holds is shown" "two v1"
run without-rights "$folder/bin/callmark" --db "$folder/shelf/reviews.db" check
ends_with "a database that can only be read is checked" 0
chmod 000 "$folder/shelf/reviews.db"
run without-rights "$folder/bin/callmark" --db "$folder/shelf/reviews.db" check
ends_with "a database that cannot be read is a failure" 1
complains "a database that cannot be read is named" "shelf/reviews.db"
chmod 755 "$folder/shelf"

run locked "$db" "$full" --db "$db" check
ends_with "a locked database is a failure" 1
complains "a locked database is said to be locked" "locked"
callmark=$full
run --db "$db" check
ends_with "it is whole when the lock is gone" 0

cp "$db" "$folder/newer.db"
"$helpers/database" run "$folder/newer.db" "PRAGMA user_version = 999" || exit 1
cp "$folder/newer.db" "$folder/before.db"
run --db "$folder/newer.db" check
ends_with "a newer database is a failure" 1
complains "a newer database is said to be newer" "newer"
check "a newer database is left as it was" cmp -s "$folder/newer.db" "$folder/before.db"
run --db "$folder/newer.db" show "$recording"
ends_with "a newer database is not shown" 1

echo "not a database, but a text" >"$folder/text.db"
run --db "$folder/text.db" check
ends_with "a file that is no database is a failure" 1
complains "a file that is no database is named" "text.db"
check "it is left as it was" [ "$(cat "$folder/text.db")" = "not a database, but a text" ]
run --db "$folder" check
ends_with "a folder is no database" 1
mkfifo "$folder/pipe.db"
run --db "$folder/pipe.db" check
ends_with "a pipe is no database, and is not waited for" 1

cp "$db" "$folder/changed.db"
"$helpers/database" run "$folder/changed.db" "DROP TRIGGER mark_bu;
	UPDATE mark SET comment = 'greets badly'
	WHERE comment LIKE 'greets%'" || exit 1
run --db "$folder/changed.db" check
ends_with "a mark changed behind callmark's back fails the check" 4
check "what is wrong is told" [ -s "$folder/out" ]

# ---- one of an older callmark, before it had contacts ----
cp "$db" "$folder/old.db"
"$helpers/database" run "$folder/old.db" \
	"DROP TABLE contact; DROP TABLE contact_fact; PRAGMA user_version = 4"
run --db "$folder/old.db" card diff tenets short
ends_with "what only reads does not bring an older one up to date" 1
complains "it says what does" "older callmark; 'callmark check' brings it up to date"
run --db "$folder/old.db" check
ends_with "that does" 0
check "with a copy beside it" [ -s "$folder/old.db.v4.bak" ]
run --db "$folder/old.db" card diff tenets short
ends_with "then it is read" 0

finish
