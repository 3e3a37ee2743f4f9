#!/bin/sh
# callmark card export: tables that come back as the card they were, and workbooks.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

for card in action-review deductions-100 dial-test presales short tenets; do
	run card export "$card" --out "$folder/$card.csv"
	ends_with "$card becomes a table" 0
	run card import "$folder/$card.csv" --out "$folder/$card.yaml"
	ends_with "$card comes back from it" 0
	run card export "$folder/$card.yaml" --as csv
	check "$card lost nothing on the way" cmp -s "$folder/out" "$folder/$card.csv"
done
check "a table begins with the mark that Excel needs" \
	[ "$(head -c 3 "$folder/short.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ]
run card export short --as yaml
check "as YAML it is the file itself" cmp -s "$folder/out" "$CALLMARK_DATADIR/cards/short.yaml"

run card export tenets --out "$folder/tenets.xlsx"
ends_with "a card becomes a workbook" 0
for part in worksheets/sheet1 sharedStrings styles; do
	"$helpers/workbook" "$folder/tenets.xlsx" "xl/$part.xml" >"$folder/${part##*/}.xml"
	check "$part of the workbook can be read" [ $? -eq 0 ]
done
check "its head stays in sight" grep -q '<pane ySplit="1"' "$folder/sheet1.xml"
check "its head is bold" grep -q '<b/>' "$folder/styles.xml"
check "texts are wrapped" grep -q 'wrapText="1"' "$folder/styles.xml"
check "columns have a width" grep -q '<col min="1"' "$folder/sheet1.xml"
check "points are numbers" grep -q '<c [^>]*s="3"><v>10</v>' "$folder/sheet1.xml"
check "keys are texts" grep -q '<t>2\.2</t>' "$folder/sharedStrings.xml"
check "Chinese texts are there" grep -q '服务准则' "$folder/sharedStrings.xml"
check "nothing is left beside it" [ ! -e "$folder/tenets.xlsx.part" ]

run card export tenets --as xlsx
ends_with "a workbook is not for a terminal" 2
complains "what to do is told" "--out FILE.xlsx"
run card export tenets --out "$folder/none/tenets.xlsx"
ends_with "a workbook that cannot be written is a failure" 1
complains "it is named" "none/tenets.xlsx"
check "in one line" [ "$(wc -l <"$folder/err")" -eq 1 ]
run card export tenets --out "$folder/none/tenets.csv"
ends_with "a table that cannot be written is a failure" 1
mkfifo "$folder/pipe"
for format in csv xlsx yaml; do
	run card export tenets --as $format --out "$folder/pipe"
	ends_with "a pipe is not replaced by a $format" 2
	complains "it is named" "pipe' is there and is not a file"
done
check "it is still a pipe" [ -p "$folder/pipe" ]
ln -s tenets.csv "$folder/link.csv"
run card export short --as csv --out "$folder/link.csv"
check "a link stays a link" [ -L "$folder/link.csv" ]
check "to the file that was written" cmp -s "$folder/tenets.csv" "$folder/short.csv"
run card export tenets
ends_with "a format is needed" 2
run card export tenets --as pdf
ends_with "a format has to be known" 2
complains "the formats are told" "csv"
run card export nosuch --as csv
ends_with "a card has to be there" 3

finish
