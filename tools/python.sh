#!/bin/sh
# Makes .venv hold exactly what the lock file says, and the package `bruggen` itself, editable: python.sh [PYTHON]
set -eu
python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Bruggen needs Python 3.11 or newer; $python is not (make PYTHON=/path/to/python3 takes another one)." >&2
    exit 2
fi
if [ ! -x .venv/bin/uv ]; then
    echo "Installing the Python environment (the first time this takes a minute)"
    "$python" -m venv .venv
    .venv/bin/pip install -qq --disable-pip-version-check --require-hashes --requirement tools/build.lock
fi
# Compiled now, or the first start would do it - and every start, where writing it down is not allowed.
.venv/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes requirements.lock
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --build-constraint tools/build.lock --editable .
