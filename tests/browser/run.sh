#!/usr/bin/env bash
# run.sh SETU WORK TEST.mjs: runs a browser test on the program SETU; WORK is a folder for node_modules. Returns 77, skipped, where
# node, npm, Chromium or the network for the first installation is missing.
set -euo pipefail
setu=$1 work=$2 test=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
chromium=$(command -v chromium || command -v chromium-browser || true)
skip() {
  echo "SKIPPED, NOTHING WAS TESTED IN A BROWSER: $1"
  exit 77
}
command -v node >/dev/null || skip "node is not installed (Debian: nodejs)."
command -v npm >/dev/null || skip "npm is not installed (Debian: npm)."
[ -n "$chromium" ] || skip "Chromium is not installed (Debian: chromium)."
mkdir -p "$work"
cp "$here"/package.json "$here"/package-lock.json "$here"/*.mjs "$work"
cd "$work"
if ! cmp -s package-lock.json installed.json; then
  npm ci --no-audit --no-fund >npm.log 2>&1 || skip "npm cannot install playwright-core; its messages: $work/npm.log"
  cp package-lock.json installed.json
fi
SETU=$setu CHROMIUM=$chromium DATA=$here/../../data exec node --test --test-reporter=spec "$test"
