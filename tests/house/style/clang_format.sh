#!/usr/bin/env bash
# clang_format.sh SOURCE: whether all C++ of SOURCE stands as clang-format writes it. Returns 77, skipped, where clang-format is missing
# or another version, which writes some things otherwise.
set -euo pipefail
cd "$1"
skip() {
  echo "SKIPPED, THE FORMAT OF C++ WAS NOT CHECKED: $1"
  exit 77
}
tool=$(command -v clang-format-14 || command -v clang-format || true)
[ -n "$tool" ] || skip "clang-format is not installed (Debian: clang-format)."
"$tool" --version | grep -q 'version 14\.' || skip "$("$tool" --version), but .clang-format is for version 14 (Debian 12)."
find . -name '.?*' -prune -o -path ./build -prune -o -name '*.[ch]pp' -print0 |
  xargs -0 -r -n 50 -P "$(nproc)" "$tool" --dry-run -Werror
