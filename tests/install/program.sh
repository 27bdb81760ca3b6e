#!/usr/bin/env bash
# program.sh PREFIX: the installed program runs from any folder with an empty environment, through a link, and where it is moved to.
# shellcheck source=tests/install/say.sh
. "$(dirname "$0")/say.sh" "$@"

setu list >"$WORK/list.txt"
grep -q only_here "$WORK/list.txt" || fail "the program does not use the files beside it"
setu run no_shock >"$WORK/run.txt" || fail "run no_shock"
manifest=$WORK/results/no_shock/manifest.json
grep -q '"status": "certified"' "$manifest" || fail "no_shock is not certified"
grep -q '"scenario_file": "no_shock"' "$manifest" || fail "the manifest does not name the shipped scenario by its name"
# Paths stand in run.log.json alone.
for path in "$SOURCE" "$PREFIX" "$WORK"; do
  if grep -rlF --exclude=run.log.json -e "$path" "$WORK/results"; then fail "results name the folder $path"; fi
done
setu audit indo-pacific-2022 --out "$WORK/audit.txt" || fail "audit"

ln -s "$SETU" "$WORK/link"
(cd / && env -i "$WORK/link" complete run only) | grep -q only_here || fail "a link to the program does not find its files"
mkdir "$WORK/moved"
cp -r "$PREFIX/bin" "$PREFIX/share" "$WORK/moved"
(cd / && env -i "$WORK/moved/bin/setu" complete run only) | grep -q only_here || fail "a moved installation does not find its files"

# Without its files it says so, unless the environment names them.
rm -r "$WORK/moved/share/setu"
if (cd / && env -i "$WORK/moved/bin/setu" run no_shock 2>"$WORK/message.txt"); then fail "it ran without its files"; fi
grep -q SETU_DATA "$WORK/message.txt" || fail "missing files: $(cat "$WORK/message.txt")"
for variable in SETU_DATA SETU_HOME; do
  (cd / && env -i "$variable=$PREFIX/share/setu" "$WORK/moved/bin/setu" complete run only) | grep -q only_here || fail "$variable"
done
