#!/bin/sh
# callmark card import: tables that are right, in other characters, and wrong.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

printf 'section,title,met,na\nGreeting,Says who it is,10,\nGreeting,Asks,5,yes\n' \
	>"$folder/Our Sheet.csv"
run card import "$folder/Our Sheet.csv"
ends_with "a table becomes a card" 0
is_content "nothing is to be said of it"
says "its id is guessed from the name of the file" "card: our-sheet"
says "its title is the name of the file" 'title: "Our Sheet"'
cp "$folder/out" "$folder/made.yaml"
run card check "$folder/made.yaml"
ends_with "what was printed is a card" 0
says "it has what the table has" "2 items, 15 points"

run card import --id=mine --title "Mine, all" --out "$folder/mine.yaml" "$folder/Our Sheet.csv"
ends_with "a card is written to a file" 0
says "the file is told" "written to $folder/mine.yaml"
check "the id and title given are taken" grep -q '^card: mine$' "$folder/mine.yaml"
check "nothing is left beside it" [ ! -e "$folder/mine.yaml.part" ]

run card import --add "$folder/Our Sheet.csv"
ends_with "a card is filed among one's own" 0
check "it is there" [ -s "$HOME/.config/callmark/cards/our-sheet.yaml" ]
run card list
says "it is listed" "our-sheet"
run card import --add "$folder/Our Sheet.csv"
ends_with "a card of one's own is not overwritten" 1
complains "the card that is there is named" "our-sheet.yaml' is there already"

printf 'title,met,na\nOne,5,\nTwo,many,\nThree,5,maybe\n' >"$folder/faults.csv"
run card import --out "$folder/faults.yaml" "$folder/faults.csv"
ends_with "a wrong table fails" 4
says "the first fault is told by its cell" "faults.csv:3:2: 'met'"
says "the second is told too" "faults.csv:4:3: 'na'"
check "no card is written" [ ! -e "$folder/faults.yaml" ]
printf 'title,mett\nOne,5\n' >"$folder/heads.csv"
run card import "$folder/heads.csv"
ends_with "an unknown heading fails" 4
says "the heading is told by its place" "heads.csv:1:2: unknown column 'mett'"
printf '' >"$folder/empty.csv"
run card import "$folder/empty.csv"
ends_with "an empty table fails" 4
says "an empty table is said to be empty" "empty"

chinese='大项,项目,分值\n服务用语,开头语,5分\n'
printf "$chinese" | iconv -f UTF-8 -t GB18030 >"$folder/gb.csv"
run card import "$folder/gb.csv"
ends_with "a table in GB18030 becomes a card" 0
says "its characters are right" '开头语'
complains "what it was read as is told" "read as GB18030"
printf "\\357\\273\\277$chinese" | iconv -f UTF-8 -t UTF-16LE >"$folder/le.csv"
run card import "$folder/le.csv"
says "a table in UTF-16 with its mark is read" '开头语'
printf "$chinese" | iconv -f UTF-8 -t UTF-16BE >"$folder/be.csv"
run card import "$folder/be.csv"
says "a table in UTF-16 without its mark is read" '开头语'
printf 'title,met\nCaf\377\377,5\n' >"$folder/none.csv"
run card import "$folder/none.csv"
ends_with "bytes that are no characters fail" 1
complains "what to do is told" "save it as 'CSV UTF-8'"

run card import "$folder/gone.csv"
ends_with "a table that is not there is nothing found" 3
run card import "$folder"
ends_with "a folder is no table" 1
run card import
ends_with "a table has to be named" 2
complains "the usage is told" "callmark card import FILE.csv"
run card import --id 'A B' "$folder/heads.csv"
ends_with "an id is checked" 2
run card import --as xlsx "$folder/heads.csv"
ends_with "options of other verbs are refused" 2
complains "the option is named" "--as"
run card import --add --out x "$folder/heads.csv"
ends_with "a card goes to one place" 2
run card
ends_with "a verb is needed" 2
complains "the verbs are told" "import"

finish
