#!/usr/bin/env bash
# manual.sh PREFIX: a page for setu and for every command, with each of its options, that man formats without a complaint.
# shellcheck source=tests/install/say.sh
. "$(dirname "$0")/say.sh" "$@"

pages=$PREFIX/share/man/man1
count=0
for command in $(setu --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  count=$((count + 1))
  page=$pages/setu-$command.1
  [ -f "$page" ] || fail "no page of setu $command"
  for option in $(setu "$command" --help | grep -oE '^  (-[a-z] \[ )?--[a-z][a-z-]*' | grep -oE '\-\-[a-z-]+'); do
    sed 's/\\-/-/g' "$page" | grep -F -e "fB$option" >/dev/null || fail "the page of setu $command does not name $option"
  done
done
[ "$count" -ge 20 ] || fail "only $count commands in the help"
[ "$(find "$pages" -name 'setu-*.1' | wc -l)" = "$count" ] || fail "pages of commands that do not exist"
command -v man >/dev/null || exit 0
said=$(cd "$PREFIX/share/man" && MANPAGER="cat" man --warnings -l "$pages"/*.1 2>&1 >/dev/null) || fail "man cannot read the pages"
[ -z "$said" ] || fail "man complains: $said"
MANPATH=$PREFIX/share/man man -w setu >/dev/null || fail "man setu"
