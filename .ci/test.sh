#!/bin/sh
# Everything that `make test` checks: style, types, then the tests, with the real tools that read what harvest writes.
# The last line says what was not tested. HARVEST_NO_SKIP=1 makes a test fail that would be skipped.
set -eu
cd "$(dirname "$0")/.."
# the command that a test looks for, and the Debian package that has it
TOOLS="bibtex:texlive-binaries,texlive-base biber:biber pandoc:pandoc jekyll:jekyll chromium:chromium"

missing=
for row in $TOOLS; do
    command -v "${row%%:*}" >/dev/null || missing="$missing $(printf '%s' "${row#*:}" | tr ',' ' ')"
done
if [ -n "$missing" ]; then
    echo "Installing what the tests' real tools need:$missing"
    # shellcheck disable=SC2086  # a list of packages
    .ci/debian.sh $missing || echo "Without them the tests that need them are skipped."
fi

.venv/bin/ruff check
.venv/bin/ruff format --check
.venv/bin/mypy
exec .venv/bin/pytest -n auto --maxprocesses 4 "$@"
