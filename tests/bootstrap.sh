#!/bin/sh
# Checks that bootstrap says at once where no build is possible.
# SPDX-License-Identifier: MIT
echo 1..2
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT

# $1 number, $2 name of a folder.
refuses() {
	mkdir "$place/$2" && cp "${srcdir:-.}/bootstrap" "$place/$2" || return
	said=$(sh "$place/$2/bootstrap" build 2>&1)
	status=$?
	case $status:$said in
	1:*"cannot build in '"*"move the folder"*) echo "ok $1 - refuses the folder '$2'" ;;
	*) echo "not ok $1 - refuses the folder '$2' (status $status: $said)" | tr '\n' ' '; echo ;;
	esac
}

refuses 1 'with a space'
refuses 2 "with'quote"
