#!/bin/sh
# callmark score: marks from scripts; and what another card would have made of them.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

make_silence call.ulaw 20
make_silence other.ulaw 21
call=$folder/calls/call.ulaw
CALLMARK_DB=$folder/reviews.db
export CALLMARK_DB
cat >"$folder/one.yaml" <<'CARD'
card: mine
version: 1
title: Mine
pass: 15
fields: [{field: order, title: Order, required: yes}]
flags: [{flag: rude, title: Rude, effect: fail, comment-required: yes}]
sections:
  - section: a
    title: A
    points: 10
    items:
      - {item: 1.1, title: Greets, met: 5, exceeded: 6, na: yes, reasons: {N1: No name, N2: Late, E1: Warm}}
      - {item: 1.2, title: Asks, met: 5, comment-required-when: not-met}
      - {item: 1.3, title: Fillers, scale: occurrence, off: 1}
      - {item: 1.4, title: Why, scale: yes-no, yes: 0, no: 0, required: no, when: {item: 1.2, is: not-met}}
CARD
sed 's/version: 1/version: 2/; s/met: 5, exceeded: 6, na: yes/met: 3/; s/, N2: Late, E1: Warm//; s/^pass: 15/pass: 5/' \
	"$folder/one.yaml" >"$folder/two.yaml"
card=--card=$folder/one.yaml

run "$card" score "$call" --set 1.1=1@0:04.5 --reason 1.1=N1,N2 --set 1.2=met --set 1.3=+@0:05 \
	--set 1.3=+@0:06 --comment '1.1=said nothing' --field order=77
ends_with "marks are made" 0
check "a line is printed for each" [ "$(wc -l <"$folder/out")" -eq 7 ]
says "an answer has its item, word and time" "1.1  Greets: not met  0:04.5"
says "what is counted is told" "1.3  Fillers: 2 times"
run show "$call"
says "they are there" "  1.1     Greets                            not met     0:04.5"
says "reasons are" "N2  Late"
says "comments are" "said nothing"
says "fields are" "Order                   77"
says "the score is" "score 13 of 21, fails"
run check
ends_with "the history holds them all" 0

run score "$call" --set 1.1=3
says "the review there is goes on with its own card" "1.1  Greets: exceeds"
run show "$call"
check "reasons that do not go with the new answer are gone" [ "$(count out Late)" -eq 0 ]
says "so the score is another" "score 19"
run score "$call" --set 1.3=-
says "what was counted is taken back" "Fillers: 1 time"
run score "$call" --set 1.1=n/a
says "what may be n/a is" "Greets: n/a"
run score "$call" --set 1.1=none --set 1.1=2
ends_with "an answer is emptied and given again" 0

for wrong in 1.9=1 1.2=3 1.2=na 1.1=many 1.1 1.4=yes 1.1=1@9:99 1.1=1@0:30 1.3=2 1.3=+ =1 rude=2; do
	run score "$call" --set 1.2=met --set "$wrong"
	ends_with "'$wrong' is refused" 2
	is_silent "... and nothing else is saved"
done
run score "$call" --set 1.2=3
complains "what is possible is told" "1 not met, 2 met"
run score "$call" --set 1.9=1
complains "the items of the card are told" "it has 1.1 1.2 1.3 1.4 rude"
run score "$call" --set 1.4=yes
complains "a condition is told" "only if 1.2 is not met"
run score "$call" --set 1.1=1@0:30
complains "the end of the recording is told" "0:20"
run score "$call" --reason 1.1=N1
ends_with "reasons have to go with the answer" 2
run score "$call" --set 1.1=1 --reason 1.1=N1,N7
complains "reasons have to be known" "possible: N1 N2"
run score "$call" --field nosuch=1
ends_with "fields have to be known" 2

run --lang zh_CN score "$call" --set rude=触发
ends_with "a flag is raised by the word that is shown" 0
run score "$call" --set 1.2=1 --set rude=raised --submit
ends_with "what is incomplete is not submitted" 4
says "an item without its comment is told" "1.2  a comment is required"
says "a flag without its comment is told" "rude  a comment is required"
run score "$call" --comment 1.2=why --comment rude=how --submit
ends_with "what is complete is submitted" 0
says "it is told" "submitted  14"
run score "$call" --set 1.1=1
ends_with "what is submitted is not changed" 1
complains "what to do is told" "submitted"
run --json show "$call"
"$helpers/fields" state score outcome cause flags.0.flag <"$folder/out" >"$folder/fields"
check "it is final" [ "$(tr '\t' ' ' <"$folder/fields")" = '"final" 14.0 "fail" "rude" "rude"' ]

run "$card" score "$folder/calls/other.ulaw" --set 1.1=n/a --set 1.2=2
cp "$CALLMARK_DB" "$folder/before.db"
run card diff mine@1 "$folder/two.yaml"
ends_with "another version is compared with the stored one" 0
says "past reviews are counted" "Reviews made with mine v1: 2, of these drafts: 1"
says "the change of their scores is told" "another score: 2, mean change"
says "an answer without a place is told" "1.1 na                  in 1 review"
says "nothing is changed" "nothing is changed"
run --json card diff mine@1 "$folder/two.yaml"
"$helpers/fields" past.reviews past.drafts past.changed past.homeless.0.answer <"$folder/out" \
	>"$folder/fields"
check "as an object it is the same" [ "$(tr '\t' ' ' <"$folder/fields")" = '2 1 2 "1.1 na"' ]
check "the database is as it was" cmp -s "$CALLMARK_DB" "$folder/before.db"
run card diff mine@9 "$folder/two.yaml"
ends_with "a version that is not stored is nothing found" 3

run score "$folder/calls/gone.ulaw" --set 1.1=1
ends_with "a recording has to be there" 1
run score "$folder/calls" --set 1.1=1
ends_with "one recording at a time" 2
run score "$call"
ends_with "something has to be asked for" 2

finish
