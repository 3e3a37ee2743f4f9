#!/bin/sh
# callmark card: cards that are right, broken, and no cards at all.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

run card list
ends_with "the cards are listed" 0
says "a card that came with callmark is listed" "tenets"
for card in action-review deductions-100 dial-test presales short tenets; do
	says "$card came with callmark" "$card "
done
run card check "$CALLMARK_DATADIR"/cards/*.yaml
ends_with "every card that came with callmark passes" 0
run card check "$CALLMARK_DATADIR/cards/short.yaml"
ends_with "a good card passes" 0
says "a good card is named" "short"

cat >"$folder/broken.yaml" <<'CARD'
card: broken
version: one
sections:
  - section: a
    title: A
    items:
      - item: 1
        title: Greeting
        met: 10
        na: maybe
CARD
run card check "$folder/broken.yaml"
ends_with "a broken card fails its check" 4
says "the first fault is told by file, line and column" "broken.yaml:2:"
says "a later fault is told too" "broken.yaml:10:"
is_content "faults are the check's output"

run card check "$folder/broken.yaml" "$CALLMARK_DATADIR/cards/short.yaml"
ends_with "one broken card of two fails the check" 4
says "the good one is checked all the same" "short"

run card check short
ends_with "a card is checked by its name too" 0
says "it is the one of that name" "short"
run card check nosuch
ends_with "a name without a card is no card" 4
run --json card check "$folder/broken.yaml" short
ends_with "for programs a broken card is told too" 4
"$helpers/fields" card problems.# <"$folder/out" | tr '\t' ' ' >"$folder/fields"
check "with its problems" grep -qE '^null [1-9]' "$folder/fields"
check "beside one that is whole" grep -qxF '"short" 0' "$folder/fields"
run --json card list
"$helpers/fields" card items points problems.# <"$folder/out" | tr '\t' ' ' >"$folder/fields"
check "the list is printed for programs" grep -qxF '"tenets" 13 100.0 0' "$folder/fields"
run card check "$folder/gone.yaml"
ends_with "a card that is not there fails the check" 4
says "a card that is not there is named" "gone.yaml"
run card check "$folder"
ends_with "a folder is no card" 4
mkfifo "$folder/pipe.yaml"
run card check "$folder/pipe.yaml"
ends_with "a pipe is no card, and is not waited for" 4
head -c 2000000 /dev/zero >"$folder/large.yaml"
run card check "$folder/large.yaml"
ends_with "a file too large is no card" 4
: >"$folder/empty.yaml"
run card check "$folder/empty.yaml"
ends_with "an empty file is no card" 4
says "an empty file is named" "empty.yaml"

finish
