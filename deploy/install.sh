#!/bin/sh
# Installs the product for production into ./env, in two steps so that a change of the code alone is quick to build:
#   install.sh dependencies   the packages of the lock file that the product needs at run time, none of the tools
#   install.sh package        the product itself
set -eu
export PIP_ROOT_USER_ACTION=ignore

case "$1" in
    dependencies)
        python -m pip install -qq --no-cache-dir --disable-pip-version-check --require-hashes --requirement tools/build.lock
        python -m uv venv --quiet --python "$(command -v python)" env
        # The lock as a constraint: its versions and hashes, but only what pyproject.toml asks for.
        python -m uv pip install --quiet --no-cache --python env/bin/python --compile-bytecode \
            --require-hashes --requirement pyproject.toml --constraint requirements.lock
        ;;
    package)
        python -m uv pip install --quiet --no-cache --python env/bin/python --compile-bytecode \
            --no-deps --build-constraint tools/build.lock .
        ;;
    *)
        echo "install.sh: dependencies or package" >&2
        exit 2
        ;;
esac
