#!/usr/bin/env bash
# prefix.sh CMAKE BUILD PREFIX: installs what was built; what is installed names nothing of the source tree.
set -euo pipefail
cmake=$1 build=$2 prefix=$3
rm -rf "$prefix"
"$cmake" --install "$build" --prefix "$prefix" >"$build/install.log"
for file in bin/setu lib share/man/man1/setu.1 share/setu/data/indo-pacific-2022/sets.csv share/setu/experiments/scenarios/package.toml \
  share/setu/experiments/sensitivity share/setu/experiments/batteries share/doc/setu/README.md share/doc/setu/docs/scenarios.md include/setu/base/error.hpp; do
  [ -e "$prefix/$file" ] || { echo "FAILED: $file is not installed" >&2; exit 1; }
done
if found=$(grep -rlF -e "$SOURCE" "$prefix"); then
  printf 'FAILED: these name the source tree:\n%s\n' "$found" >&2
  exit 1
fi
if found=$(find "$prefix/share/setu/experiments" -type f ! -name '*.toml' | grep .); then
  printf 'FAILED: these are no scenarios:\n%s\n' "$found" >&2
  exit 1
fi
# A scenario that only the installation has shows which files its program uses.
printf 'name = "only_here"\ntitle = "Only here"\ndatabase = "indo-pacific-2022"\n' >"$prefix/share/setu/experiments/scenarios/only_here.toml"
