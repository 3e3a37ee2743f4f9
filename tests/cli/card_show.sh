#!/bin/sh
# callmark card show: cards as tables and as JSON.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

run card show tenets
ends_with "a card is shown" 0
says "its title, id and version come first" "Tenets  tenets v"
says "a section is shown" "1  Answer the customer's question"
says "an item has its points" "  3.1         Warmth and tone                         7 / 10"
says "red flags are shown" "Contact broken off"
check "no line is wider than a wide terminal" [ "$(wc -L <"$folder/out")" -le 120 ]
run --lang zh_CN card show tenets
says "in Chinese it is Chinese" "服务准则"
run card show deductions-100
says "what each fault takes off is shown" "-0.5 each"
says "what a section can lose is shown" "30 points"
run card show "$CALLMARK_DATADIR/starter/card.yaml"
ends_with "a file is shown" 0
says "its pass mark is shown" "total 100, passes from 60"
says "its bands are shown" "Good                from 85"
says "its fields are shown" "Order number"
says "what a flag does is shown" "the review fails with 0, comment"
says "a condition is shown" "if 1.2 is yes"
says "weights are shown" "weight 60"

run card show --json "$CALLMARK_DATADIR/starter/card.yaml"
ends_with "a card is an object" 0
check "it is one, and right" [ "$(wc -l <"$folder/out")" -eq 1 ]
"$helpers/fields" card version pass sections.0.items.0.levels.2.points sections.1.items.0.off \
	fields.3.options.1.key flags.0.effect sections.0.items.0.reasons.0.points \
	<"$folder/out" >"$folder/fields"
check "its fields are what the card says" [ "$(tr '\t' ' ' <"$folder/fields")" = \
	'"starter" 1 60.0 12.0 0.5 "aftersales" "zero" 4.0' ]

run card show nosuch
ends_with "a card has to be there" 3
run card show
ends_with "a card has to be named" 2

finish
