#!/bin/sh
# Installs what is missing of the Debian packages the tests use: need.sh postgresql chromium
# Silent and instant when everything is there; one clear line when it cannot help.
set -eu

is_there() {
    case "$1" in
        postgresql) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null ;;
        chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

missing=""
for package in "$@"; do
    is_there "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install this with the package manager of your system." >&2
    exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "The tests need:$missing. Install it first: sudo apt-get install$missing" >&2
    exit 2
fi

echo "Installing$missing (Debian packages)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # $missing is a list of words
if ! { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Debian could not install:$missing" >&2
    exit 2
fi
