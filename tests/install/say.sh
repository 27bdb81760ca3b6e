# shellcheck shell=bash
# Sourced by the tests of the installation. PREFIX is where Setu is installed, WORK a folder of the test's own outside the source tree.
set -euo pipefail
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
PREFIX=$1
SETU=$PREFIX/bin/setu
[ -x "$SETU" ] || fail "no $SETU"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
# setu as somebody has it who knows nothing of the source tree.
setu() { (cd "$WORK" && env -i "$SETU" "$@"); }
