#!/bin/sh
# Builds the front end into frontend/build, with exactly the packages of its lock file.
set -eu
cd frontend
npm ci --silent
npm run --silent build -- --logLevel warn >/dev/null
