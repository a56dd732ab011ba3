#!/bin/sh
# Holds the code against the house's own rules (tools/scan.yml): scan.sh [FOLDER ...]. Asks nobody: no rules, no versions, no metrics from elsewhere.
set -eu
if ! [ .venv/scan/ready -nt tools/scan.lock ]; then
    .venv/bin/uv venv --quiet --allow-existing .venv/scan
    .venv/bin/uv pip sync --quiet --python .venv/scan/bin/python --require-hashes tools/scan.lock
    touch .venv/scan/ready
fi
[ $# -gt 0 ] || set -- backend frontend/src
PATH="$PWD/.venv/scan/bin:$PATH" exec .venv/scan/bin/semgrep scan --config tools/scan.yml --metrics off --disable-version-check \
    --error --quiet "$@"
