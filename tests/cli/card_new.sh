#!/bin/sh
# callmark card new: the commented starter, and copies of other cards.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

cards=$HOME/.config/callmark/cards
run card new mine
ends_with "a card is begun" 0
says "it is told where" "written to $cards/mine.yaml"
says "it is told how to check it" "callmark card check $cards/mine.yaml"
says "it is told how to use it" "callmark --card mine"
sed 's/^card: mine /card: starter/' "$cards/mine.yaml" >"$folder/back.yaml"
check "it is the starter, but for its id" \
	[ "$(diff "$folder/back.yaml" "$CALLMARK_DATADIR/starter/card.yaml" | grep -c '^<')" -le 1 ]
run card check "$cards/mine.yaml"
ends_with "it is right as it is" 0
run card list
says "it is listed" "mine "

echo changed >>"$cards/mine.yaml"
run card new mine
ends_with "a card that is there is not overwritten" 1
complains "it is named" "mine.yaml' is there already"
check "it is as it was" [ "$(tail -n 1 "$cards/mine.yaml")" = changed ]

run card new copy --from tenets
ends_with "a card is copied" 0
diff "$CALLMARK_DATADIR/cards/tenets.yaml" "$cards/copy.yaml" >"$folder/changes"
check "two lines are others: id and version" [ "$(grep -c '^>' "$folder/changes")" -eq 2 ]
check "its id is the new one" grep -q '^> card: copy$' "$folder/changes"
check "its version is 1" grep -q '^> version: 1$' "$folder/changes"
printf 'card: "x" # the name\r\nversion: 7\t# up\r\ntitle: T\r\nsections: [{section: a, title: A, items: [{item: 1, title: I, met: 1}]}]\r\n' \
	>"$folder/dos.yaml"
run card new dos --from "$folder/dos.yaml"
ends_with "a file is copied" 0
check "remarks and line ends stay" [ "$(head -n 2 "$cards/dos.yaml" | od -An -c | tr -d ' \n')" = \
	'card:dos#thename\r\nversion:1\t#up\r\n' ]
echo '{card: x, version: 7, title: T, sections: [{section: a, title: A, items: [{item: 1, title: I, met: 1}]}]}' \
	>"$folder/flow.yaml"
run card new flow --from "$folder/flow.yaml"
ends_with "a card whose id is in no line of its own is refused" 1
check "nothing is written" [ ! -e "$cards/flow.yaml" ]

for name in tenets 'A B' ../up mine.yaml '' 0123456789012345678901234567890a; do
	run card new "$name"
	check "the name '$name' is refused" [ "$status" -ne 0 ]
done
run card new other --from nosuch
ends_with "a card that is not there cannot be copied" 3
run card new
ends_with "a name is needed" 2

finish
