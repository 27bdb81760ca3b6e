#!/usr/bin/env bash
# completion.sh PREFIX: the shells complete commands, options and names of shipped files by the installed scripts.
# shellcheck source=tests/install/say.sh
. "$(dirname "$0")/say.sh" "$@"
export PATH=$PREFIX/bin:$PATH
cd "$WORK"
mkdir indo-folder
touch cepa_mine.toml

# expect SHELL LINE WORD…: that completing LINE offers these words.
expect() {
  local shell=$1 line=$2 offered word
  shift 2
  offered=$("in_$shell" "$line") || fail "$shell: $line"
  for word in "$@"; do
    grep -qE "^$word/?( |$)" <<<"${offered//$'\t'/ }" || fail "$shell offers for '$line' no $word but: $offered"
  done
}

# The words as bash gives them to a completion function: split at '=' too.
in_bash() {
  bash --norc --noprofile -c '
    . "$1"
    line=${2//=/ = }
    read -ra COMP_WORDS <<<"$line"
    case $line in *" ") COMP_WORDS+=("") ;; esac
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    [ "$(complete -p setu)" = "complete -F _setu setu" ] || exit 1
    _setu setu
    printf "%s\n" "${COMPREPLY[@]}"' bash "$PREFIX/share/bash-completion/completions/setu" "$1"
}
# shellcheck disable=SC2016
in_fish() {
  HOME=$WORK fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$PREFIX/share/fish/vendor_completions.d/setu.fish" "$1"
}

for shell in bash fish; do
  command -v $shell >/dev/null || continue
  expect $shell "setu " run sweep help
  expect $shell "setu run " package only_here no_shock
  expect $shell "setu run cep" cepa_review cepa_mine.toml
  expect $shell "setu run package --database " indo-pacific-2022 indo-folder
  expect $shell "setu run package --so" --solver
  expect $shell "setu optimise fund_" fund_windows
done
expect bash "setu run --solver=n" newton
! in_bash "setu run pack" | grep -q cepa || fail "bash offers words that do not fit"
if command -v fish >/dev/null; then expect fish "setu run --solver=n" --solver=newton; fi

# zsh: in an interactive shell of its own.
command -v zsh >/dev/null || exit 0
cat >"$WORK/in.zsh" <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
typeset text all
zpty -w z "PS1=; unsetopt zle_bracketed_paste; stty cols 200; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' menu no; print rea''dy"
while zpty -r z text; do [[ $text == *ready* ]] && break; done
zpty -w -n z "$2"$'\t'
repeat 300; do
  while zpty -r -t z text; do all+=${text//$'\a'}; done
  [[ $all == *$3* ]] && exit 0
  sleep 0.1
done
print -r -- "$all"
exit 1
END
zsh -f "$WORK/in.zsh" "$PREFIX/share/zsh/site-functions" "setu run cepa_r" cepa_review || fail "zsh: setu run cepa_r"
zsh -f "$WORK/in.zsh" "$PREFIX/share/zsh/site-functions" "setu run --solver=newt" newton || fail "zsh: setu run --solver=newt"
