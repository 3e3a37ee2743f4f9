#!/bin/sh
# What is printed for other programs is the same in every locale.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

print_all() {
	run gaps --csv "$sample"
	cp "$folder/out" "$folder/$1.csv"
	run gaps --json --summary "$sample"
	cp "$folder/out" "$folder/$1.json"
	run gaps --summary "$sample"
	cp "$folder/out" "$folder/$1.txt"
	run card export tenets --out "$folder/$1.xlsx"
	"$helpers/workbook" "$folder/$1.xlsx" xl/worksheets/sheet1.xml >"$folder/$1.xml"
}

print_all point
mkdir "$folder/locales"
"$helpers/comma" "$folder/locales/comma.UTF-8"
unset LC_ALL
LOCPATH=$folder/locales LANG=C.UTF-8 LC_NUMERIC=comma.UTF-8
export LOCPATH LANG LC_NUMERIC
check "a locale with a decimal comma is there" [ "$(/usr/bin/printf %.1f .5)" = 0,5 ]
print_all comma
for kind in csv json txt xml; do
	check "its $kind is the same" cmp -s "$folder/point.$kind" "$folder/comma.$kind"
	check "and not empty" [ -s "$folder/comma.$kind" ]
done

finish
