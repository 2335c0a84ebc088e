#!/bin/sh
# .ci/debian.sh PACKAGE...: install Debian packages as root or by a sudo that asks no password.
# Fails, saying why, where neither is to be had; never asks anything.
set -eu
command -v apt-get >/dev/null || {
    echo "no apt-get here: install by hand what these Debian packages hold: $*" >&2
    exit 1
}
if [ "$(id -u)" -eq 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    echo "neither root nor sudo without a password; as root: apt-get install $*" >&2
    exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null; }

# A list that can't be renewed may still be good enough, so only the installation decides.
apt update || echo "apt-get update failed; trying with the lists that are there" >&2
apt install -y --no-install-recommends "$@" || {
    tail -n 5 "$log" >&2
    exit 1
}
