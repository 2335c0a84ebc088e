#!/bin/sh
# The whole flow on the example page, live, without any service: a stand-in on this machine answers as the services do.
# Everything is written into a folder of its own, which is named at the end; nothing of yours is read or changed.
set -eu
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
harvest=$PWD/.venv/bin/harvest

folder=$(mktemp -d "${TMPDIR:-/tmp}/harvest-demo.XXXXXX")
cp -R examples/site/. "$folder"
# begin with nothing: no list, no library, no memory
rm -rf "$folder/publications.md" "$folder/publications.bib" "$folder/_harvest"
export XDG_CACHE_HOME="$folder/.cache" XDG_DATA_HOME="$folder/.data"

"$python" tests/services/serve.py >"$folder/.services" &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
# the stand-in prints where it plays each service, as lines for the shell
until grep -q '^export HARVEST_[A-Z]*_URL=' "$folder/.services"; do
    kill -0 "$server" 2>/dev/null || { echo "the stand-in for the services did not start" >&2; exit 1; }
    sleep 0.1
done
sleep 0.2
. "$folder/.services"

show() {
    printf '\n$ %s\n' "$*"
    "$@"
}
cd "$folder"
echo "The services are played by this machine. Authors named Standin and DOIs that end in 9999999 are made up."
PATH=$(dirname "$harvest"):$PATH
show grep -n 'https://' about.md
show harvest --list
show harvest
show cat publications.bib
show cat publications.md
printf '\nAgain, with nothing new to ask:\n'
show harvest
printf '\nA page with marks, where all around them is yours:\n'
show harvest about.md --markdown research.md
show cat research.md
printf '\nAll of it is in %s\n' "$folder"
