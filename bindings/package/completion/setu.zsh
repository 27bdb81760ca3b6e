#compdef setu
# Completion of setu in zsh. The program knows its commands, options and what is shipped (setu complete WORD…).
_setu() {
  local line word files folders
  local -a before written named
  before=("${(@)words[2,CURRENT-1]}")
  written=("${words[CURRENT]}")
  if [[ $PREFIX == --*=* ]]; then
    written=("${PREFIX%%=*}" = "${PREFIX#*=}")
    compset -P 1 '*='
  fi
  for line in "${(@f)$(${~words[1]} complete "${before[@]}" "${written[@]}" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :files) files=1 ;;
      :folders) folders=1 ;;
      *$'\t'*) named+=("${line%%$'\t'*}:${line#*$'\t'}") ;;
      *) named+=("$line") ;;
    esac
  done
  (( $#named )) && _describe setu named
  [[ -n $files ]] && _files
  [[ -n $folders ]] && _files -/
}
_setu "$@"
