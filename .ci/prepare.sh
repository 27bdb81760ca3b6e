# shellcheck shell=bash
# Sourced by ./run and ./test, which set pipefail: installs what is missing and builds. All messages go to stderr.

packages=(
  g++ cmake ninja-build pkg-config ccache
  coinor-libipopt-dev libsuitesparse-dev libopenblas-dev libeigen3-dev
  libboost-program-options-dev libtomlplusplus-dev nlohmann-json3-dev libfmt-dev libcsv-dev zlib1g-dev libzip-dev libpugixml-dev libxlsxwriter-dev libssl-dev libjemalloc-dev libboost-dev
  libgtest-dev libbenchmark-dev python3-openpyxl python3-jsonschema
  libopenmpi-dev openmpi-bin
)

# The web pages need npm; Debian's, where there is none of another source.
command -v npm >/dev/null || packages+=(nodejs npm)

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || printf '%s\n' "$package"
  done
}

# as_root COMMAND…: runs it as root, by sudo where needed. `missing` names the packages for the message.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "These packages are missing: ${missing[*]}."
    say "Run this once as root, or install sudo: apt-get install ${missing[*]}"
    exit 2
  fi
}

install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is not a Debian or Ubuntu system, so nothing is installed. Needed, by their Debian names: ${packages[*]}"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  if ! { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "${missing[@]}"; } >&2; then
    say "apt-get could not install these packages: ${missing[*]}. See its messages above; is the network reachable?"
    exit 2
  fi
}

# show_progress LOG: puts what ninja says, of which each step begins with "[done/all]", into the log; a line on stderr says every tenth
# part of the way.
show_progress() {
  local line status shown=0 part
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    status="${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
    part=$((10 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    if [ "$part" -gt "$shown" ] && [ "${BASH_REMATCH[2]}" -ge 20 ]; then
      shown=$part
      say "Building: $status"
    fi
  done
}

# build PRESET [TARGET…]: configures where needed and builds; where stderr is no terminal, its log is shown only when it fails, and
# a line now and then how far it is.
build() {
  local preset=$1 log=build/$1.log
  shift
  mkdir -p build
  if [ ! -f "build/$preset/build.ninja" ]; then
    say "Configuring the $preset build (log: $log) …"
    if ! cmake --preset "$preset" >"$log" 2>&1; then
      cat "$log" >&2
      say "The configuration of the $preset build failed; its log stands above and in $log."
      exit 2
    fi
    say "Building …"
  fi
  if [ -t 2 ]; then
    cmake --build --preset "$preset" ${1:+--target "$@"} >&2 || exit 2
  elif ! NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" ${1:+--target "$@"} 2>&1 | show_progress "$log"; then
    tail -n 60 "$log" >&2
    say "The $preset build failed; the end of its log stands above, all of it in $log."
    exit 2
  fi
}
