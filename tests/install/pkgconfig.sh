#!/usr/bin/env bash
# pkgconfig.sh PREFIX: the same program by the pkg-config file.
# shellcheck source=tests/install/say.sh
. "$(dirname "$0")/say.sh" "$@"
PKG_CONFIG_PATH=$(dirname "$(find "$PREFIX" -name setu.pc)")
export PKG_CONFIG_PATH
read -ra compile < <(pkg-config --cflags setu)
read -ra link < <(pkg-config --libs setu)
${CMAKE_CXX_COMPILER_LAUNCHER:-} "$CXX" -std=c++20 -O0 "${compile[@]}" -c "$(dirname "$0")/consumer/main.cpp" -o "$WORK/main.o" || fail "compile"
"$CXX" "$WORK/main.o" "${link[@]}" -o "$WORK/consumer" || fail "link"
"$WORK/consumer" "$(pkg-config --variable=datadir setu)" || fail "run"
