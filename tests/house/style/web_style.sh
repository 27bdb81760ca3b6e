#!/usr/bin/env bash
# web_style.sh SOURCE WORK PAGES: ESLint and Prettier over the pages and their tests in SOURCE; WORK is a folder for the tools, PAGES the one
# where the pages are built, whose packages the types come from. Returns 77, skipped, where npm or the network is missing.
set -euo pipefail
source=$1 work=$2 pages=$3
here=$source/tests/house/style
skip() {
  echo "SKIPPED, THE STYLE OF TYPESCRIPT WAS NOT CHECKED: $1"
  exit 77
}
command -v node >/dev/null || skip "node is not installed (Debian: nodejs)."
command -v npm >/dev/null || skip "npm is not installed (Debian: npm)."
[ -d "$pages/node_modules" ] || skip "the pages are not built (SETU_WEB)."
mkdir -p "$work"
cp "$here"/package.json "$here"/package-lock.json "$work"
cd "$work"
if ! cmp -s package-lock.json installed.json; then
  npm ci --no-audit --no-fund >npm.log 2>&1 || skip "npm cannot install ESLint and Prettier; its messages: $work/npm.log"
  cp package-lock.json installed.json
fi
rm -rf web browser style
mkdir -p web browser style
cp -r "$source"/experiments/web/{src,tsconfig.json,vite.config.ts,licences.mjs,package.json} web
ln -s "$pages/node_modules" web/node_modules
cp "$source"/tests/browser/{*.mjs,package.json} browser
cp "$here"/{eslint.config.mjs,package.json} style
cp "$here"/eslint.config.mjs "$source"/.prettierrc.json "$source"/.prettierignore .
failed=0
node_modules/.bin/eslint --max-warnings 0 web/src web/*.ts web/*.mjs browser/*.mjs || failed=1
node_modules/.bin/prettier --check "web/src/**/*.{ts,css}" "web/*.{ts,mjs,json}" "browser/*.{mjs,json}" "style/*.{mjs,json}" || failed=1
exit $failed
