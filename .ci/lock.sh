#!/bin/sh
# Pin every package with its hashes, for every platform and every Python that pyproject.toml admits:
# requirements.lock is what `harvest` needs to run (and hatchling, which builds it), requirements-dev.lock adds the
# tools that test it. Newer releases are taken on `make lock UPGRADE=--upgrade` only.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-uv}
command -v "$UV" >/dev/null || {
    echo "make lock needs uv; install it (for example with pipx install uv), or say where it is: make lock UV=/path/to/uv" >&2
    exit 1
}

# No address of an index stands in the locks: whoever installs uses the index of their own settings.
# shellcheck disable=SC2086  # UPGRADE is empty or a list of options
compile() {
    "$UV" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-emit-package pip \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" ${UPGRADE:-} "$@"
}

python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' |
    compile pyproject.toml - --output-file requirements.lock
compile pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
