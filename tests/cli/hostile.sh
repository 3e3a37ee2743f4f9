#!/bin/sh
# What comes from outside, on all that is printed: no control character gets to the terminal.
# SPDX-License-Identifier: MIT
. "$srcdir/tests/cli/lib.sh"

c1=$(printf '\302\233') override=$(printf '\342\200\256')
evil=$(printf 'x\033]0;owned\007\302\2332J\342\200\256\177z')
shown='x^[]0;owned^G'

# No byte below a blank but line ends, no DEL, no C1 control, no override of directions.
is_harmless() {
	! tr -d '\n' <"$folder/$1" | LC_ALL=C grep -q '[[:cntrl:]]' &&
		! grep -qF -e "$c1" -e "$override" "$folder/$1"
}

# Usage: tries DESCRIPTION ARGUMENT...
tries() {
	description=$1
	shift
	run "$@"
	check "$description: what is printed" is_harmless out
	check "$description: what is complained of" is_harmless err
}

# It is told, as it may be shown.
refuses() {
	tries "$@"
	complains "$1: it is named" "$shown"
}

make_silence "$evil.ulaw" 20
call=$folder/calls/$evil.ulaw
echo nonsense >"$folder/calls/$evil.wav"
CALLMARK_DB=$folder/reviews.db
export CALLMARK_DB
cat >"$folder/card.yaml" <<'CARD'
card: mine
version: 1
title: "T\u202e"
fields: [{field: order, title: "O\u202e"}]
sections: [{section: a, title: "A\u202e", items: [{item: 1, title: "I\u202e", guideline: "G\u202e",
  met: 5, reasons: {N1: "N\u202e"}}]}]
CARD
card=$folder/card.yaml

# ---- words of a command line ----
refuses "a file that is not there" "$evil"
refuses "an option that there is not" "--$evil"
refuses "a letter that there is not" "-$evil"
refuses "a value" --color "$evil" list
refuses "a setting" -o "$evil=1" list
refuses "a database" --db "$folder/$evil" show "$call"
refuses "a file that is no database" --db "$call" check
refuses "a length" gaps --min "$evil" "$call"
refuses "limits" gaps --thresholds "$evil" "$call"
refuses "a format" gaps --labels "$evil" "$call"
refuses "a part" gaps --shard "$evil" "$call"
refuses "a number" gaps --jobs "$evil" "$call"
refuses "a file to analyse" gaps "$evil"
refuses "a table" import --table "$evil" "$call"
refuses "a pattern" import --pattern "$evil" "$call"
refuses "what to list" list "$evil=1"
refuses "a card" --card "$evil" score "$call" --set 1=met
refuses "the name of a card" card new "$evil"
refuses "the card of a copy" card new mine --from "$evil"
refuses "an item" --card "$card" score "$call" --set "$evil=met"
refuses "an answer" --card "$card" score "$call" --set "1=$evil"
refuses "a field" --card "$card" score "$call" --field "$evil=1"

# ---- names of files ----
tries "a name in a table" gaps "$call"
says "it is shown" "$shown"
tries "a name over figures" gaps --summary "$call"
says "it is shown there" "$shown"
refuses "a file that is no recording" gaps "$folder/calls/$evil.wav"
tries "a folder" gaps "$folder/calls"

# ---- contact data, comments, fields ----
printf 'file,agent,queue\n"%s","%s","%s"\n' "$call" "$evil" "$evil" >"$folder/table.csv"
tries "contact data" import --table "$folder/table.csv" "$call"
ends_with "it is taken" 0
tries "a list" list
says "it shows them" "$shown"
tries "marks" --card "$card" score "$call" --set 1=not-met --reason 1=N1 --comment "1=$evil" \
	--field "order=$evil"
ends_with "they are taken" 0
tries "a review" show "$call"
says "it shows the comment" "$shown"
tries "the history" check
mkdir -p "$HOME/.config/callmark/incidents"
mkfifo "$HOME/.config/callmark/incidents/incidents.yaml"
tries "a review with a pipe for the catalogue of incidents" show "$call"
ends_with "it is not waited for" 0
rm "$HOME/.config/callmark/incidents/incidents.yaml"

# ---- cards ----
tries "a card's problems" card check "$card"
tries "a card's table" card show "$card"
says "its items are there" "I"
tries "the list of cards" card list
sed 's/version: 1/version: 2/; s/met: 5/met: 6/' "$card" >"$folder/two.yaml"
tries "what differs between cards" card diff "$card" "$folder/two.yaml"
printf 'card: a\033]0;owned\n' >"$folder/$evil.yaml"
tries "a file that is no card" card check "$folder/$evil.yaml"
says "its name is shown" "$shown"
printf 'item,%s,points\n' "$evil" >"$folder/card.csv"
tries "a table that is no card" card import "$folder/card.csv"
printf 'met-colour: %s\n%s\n' "$evil" "$(cat "$card")" >"$folder/key.yaml"
tries "a key that there is not" card check "$folder/key.yaml"

# ---- the surroundings ----
tries "a name of a reviewer" --reviewer "$evil" doctor
TERM=$evil tries "a terminal" doctor
mkdir -p "$HOME/.config/callmark"
printf 'reviewer = %s\nno-such = %s\n' "$evil" "$evil" >"$HOME/.config/callmark/callmark.conf"
tries "a file of options" list
check "is refused" [ "$status" -ne 0 ]

finish
