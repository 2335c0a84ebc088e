#!/bin/sh
# .ci/setup.sh run|dev: make .venv with the packages of requirements.lock, or of requirements-dev.lock beside them,
# and harvest itself. What is there already is left alone: .venv/made holds the sum of all that it was made from.
# PYTHON=/path/to/python chooses the interpreter; otherwise the first of the list below that is 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
kind=$1
PYTHONS="python3.13 python3.12 python3.11 python3 /usr/bin/python3"

say() { printf '%s\n' "$*" >&2; }

# Two runs of make at once: the second waits, then finds everything made.
if command -v flock >/dev/null; then
    exec 9<"$0"
    flock 9
fi

sum_of() { { pwd && cat "$@" pyproject.toml; } | cksum; }
run_sum=$(sum_of requirements.lock)
dev_sum=$(sum_of requirements.lock requirements-dev.lock)
made=$(cat .venv/made 2>/dev/null || true)
case $made in
    "$dev_sum") exit 0 ;; # the larger of the two serves both
    "$run_sum") [ "$kind" = dev ] || exit 0 ;;
esac

find_python() {
    for python in ${PYTHON:-$PYTHONS}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$python"
            return
        fi
    done
    say "harvest needs Python 3.11 or newer; on Debian: apt-get install python3 python3-venv"
    exit 1
}

# Debian parts `venv` from Python, so a Python alone can't make the environment.
with_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$1" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')
    say "Python's venv is missing; installing Debian's $package"
    .ci/debian.sh "$package" || {
        say "harvest needs Python's venv module; on Debian: apt-get install $package"
        exit 1
    }
}

# The user's own index, proxy and certificates hold; settings that would put packages elsewhere or set other
# versions do not (an empty value would leave a configuration file's in force, so each is given one).
pip_install() {
    env -u PIP_TARGET -u PIP_PREFIX -u PIP_ROOT -u PYTHONPATH -u PYTHONHOME \
        PIP_CONSTRAINT=/dev/null PIP_USER=0 PIP_NO_DEPS=1 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        .venv/bin/python -m pip install -qq "$@"
}

python=$(find_python)
if [ "$made" != "$run_sum" ]; then
    with_venv "$python"
    say "Making .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv
    pip_install --require-hashes -r requirements.lock
fi
if [ "$kind" = dev ]; then
    say "Installing the packages that the tests need ..."
    pip_install --require-hashes -r requirements-dev.lock
fi
pip_install --no-build-isolation --editable .
.venv/bin/python -m compileall -q harvester # what pip does for a package, though not for an editable one
if [ "$kind" = dev ]; then made=$dev_sum; else made=$run_sum; fi
printf '%s\n' "$made" >.venv/made
