#!/bin/sh
# callmark card diff: what is other in a card.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

cat >"$folder/a.yaml" <<'CARD'
card: a
version: 1
title: A
pass: 10
sections:
  - section: 1
    title: One
    items:
      - item: 1.1
        title: Greets
        met: 10
        reasons: {N1: No name, N2: No greeting}
      - item: 1.2
        title: Asks
        met: 5
      - item: 1.3
        title: Listens
        met: 5
        guideline: Does not talk over the customer.
  - section: 2
    title: Two
    items:
      - item: 2.1
        title: Ends
        met: 5
CARD
cat >"$folder/b.yaml" <<'CARD'
card: a
version: 2
title: A
sections:
  - section: 1
    title: One
    items:
      - item: 1.3
        title: Listens
        met: 5
      - item: 1.1
        title: Greets well
        met: 8.5
        reasons: {N1: No name, N3: Late}
  - section: 2
    title: Two
    items:
      - item: 1.2
        title: Asks
        met: 5
      - item: 2.1
        title: Ends
        met: 5
      - item: 2.2
        title: Thanks
        met: 5
CARD
run card diff "$folder/a.yaml" "$folder/b.yaml"
ends_with "two cards are compared" 0
says "which they are is told" "a v1 -> a v2"
says "points are told" "met: 10 -> 8.5"
says "titles are told" "title: Greets -> Greets well"
says "a guideline that is gone is told" "guideline: Does not talk over the customer. -> -"
says "a rule of the card is told" "pass: 10 -> -"
says "an item more is told" "2.2           added: Thanks"
says "a reason less is told" "1.1 N2        removed: No greeting"
says "a reason more is told" "1.1 N3        added: Late"
says "an item in another section is told" "1.2           moved from section 1 to 2"
check "one item of two that changed places is told" [ "$(count out ' moved')" -eq 2 ]
check "without a database there are no past scores" [ "$(count out Reviews)" -eq 0 ]

run --json card diff "$folder/a.yaml" "$folder/b.yaml"
"$helpers/fields" old.version new.card changes.0.change changes.0.name changes.0.old past \
	<"$folder/out" >"$folder/fields"
check "as an object it is the same" [ "$(tr '\t' ' ' <"$folder/fields")" = \
	'1 "a" "removed" "1.1 N2" "No greeting" null' ]

run card diff tenets tenets
says "a card is the same as itself" "the same"
run card diff tenets@1 tenets
ends_with "a version has to be in the database" 3
complains "that there is none is told" "there is no database"
run card diff tenets nosuch
ends_with "a card has to be there" 3
run card diff tenets
ends_with "two cards are needed" 2

finish
