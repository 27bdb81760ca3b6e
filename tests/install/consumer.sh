#!/usr/bin/env bash
# consumer.sh PREFIX: a project elsewhere finds the CMake package, builds on it and solves.
# shellcheck source=tests/install/say.sh
. "$(dirname "$0")/say.sh" "$@"
cp -r "$(dirname "$0")/consumer" "$WORK/source"
build() {
  "$CMAKE" -S "$WORK/source" -B "$WORK/build" -DCMAKE_PREFIX_PATH="$PREFIX" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 &&
    "$CMAKE" --build "$WORK/build"
}
if ! build >"$WORK/log" 2>&1; then
  cat "$WORK/log"
  fail "the consumer does not build"
fi
(cd "$WORK/build" && "${CMAKE%cmake}ctest" --output-on-failure) || fail "the consumer does not solve"
for header in $(cd "$PREFIX/include" && grep -rhoE '#include "[^"]+"' setu | sort -u | cut -d'"' -f2); do
  [ -f "$PREFIX/include/$header" ] || fail "a public header includes $header, which is not installed"
done
