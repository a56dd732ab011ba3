# Everything a developer or an operator types. `make` alone explains it.
#
# All tools live in .venv, Node too, so that a machine needs nothing but Python, make and git. What is up to date is not
# made again: stamp files remember what the lock files and sources looked like.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
PYTHON ?= python3
TESTS ?= tests
export PATH := $(CURDIR)/.venv/bin:$(PATH)

PYTHON_READY := .venv/ready
NODE_READY := frontend/node_modules/ready
SPA := frontend/build/200.html
SPA_SOURCES := $(shell find frontend -type f \
	-not -path '*/node_modules/*' -not -path '*/build/*' -not -path '*/.svelte-kit/*' \
	-not -path '*/paraglide/*' -not -path 'frontend/tests/*' -not -name '*.md')

##@ Use

help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(PYTHON_READY) $(NODE_READY) ## Install all that Bruggen is made with into .venv and frontend/node_modules

start: port-is-free $(PYTHON_READY) $(SPA) ## Serve Bruggen on http://127.0.0.1:8000 (PORT=8123 for another port)
	@mkdir -p var
	@exec env BRUGGEN_DEMO=true bruggen serve --prepare --port $(PORT)

##@ Check

test: test-backend test-frontend test-e2e ## Run all tests

test-backend: $(PYTHON_READY) ## Test the back end on SQLite and PostgreSQL (TESTS=tests/rules for a part)
	@tools/need.sh postgresql
	@pytest --numprocesses auto --ignore tests/e2e $(TESTS)

test-frontend: $(SPA) ## Test the front end's units and components, and its size
	@cd frontend && npm run --silent test
	@cd frontend && npm run --silent size

test-e2e: $(PYTHON_READY) $(SPA) ## Test the whole in a real headless Chromium
	@tools/need.sh chromium
	@pytest tests/e2e --reruns 1 -rR

lint: $(PYTHON_READY) $(NODE_READY) ## Check style, types, imports, safety and the API document
	@wrong=0; \
	check() { if said=$$("$$@" 2>&1); then echo "ok    $$*"; else printf 'WRONG %s\n%s\n' "$$*" "$$said"; wrong=1; fi; }; \
	check ruff check; \
	check ruff format --check; \
	check mypy; \
	check lint-imports --no-logo; \
	check bandit --quiet --configfile pyproject.toml --recursive backend; \
	check tools/scan.sh; \
	check hadolint Dockerfile; \
	check bruggen openapi --check; \
	cd frontend; \
	check npm run --silent lint; \
	check npm run --silent check; \
	exit $$wrong

drill-fuzz: $(PYTHON_READY) ## Send thousands of odd requests as every caller (SEED=7 CASES=50: which, and how many of each operation)
	@tools/need.sh postgresql
	@SEED=$(SEED) CASES=$(CASES) pytest --capture=no tests/fuzz/drill.py

drill-registrations: $(PYTHON_READY) ## Let two hundred people register for twenty places at once (SEED=7: who changes their mind)
	@tools/need.sh postgresql
	@SEED=$(SEED) pytest --capture=no tests/registrations/drill.py

drill-crash: $(PYTHON_READY) ## Kill the product a thousand times in the middle of writing (SEED=7 KILLS=500: which, and how often on each database)
	@tools/need.sh postgresql
	@SEED=$(SEED) KILLS=$(KILLS) pytest --capture=no tests/crash/drill.py

prove-image: $(PYTHON_READY) ## Run the steps of the Dockerfile in a clean folder and try the result (no container engine needed)
	@tools/prove_image.py

##@ Maintain

format: $(PYTHON_READY) ## Bring the Python files into the house style
	@ruff check --fix-only --quiet
	@ruff format --quiet

openapi: $(PYTHON_READY) ## Write anew what is made from the code: openapi/, the tables in docs/access.md, the path in docs/case-path.md
	@bruggen openapi
	@python -m tools.access_table
	@python -m tools.case_path

lock: $(PYTHON_READY) ## Renew the Python lock files after a change of pyproject.toml (UPGRADE=1 takes the newest of everything)
	@uv pip compile $(LOCK_FLAGS) --group dev pyproject.toml --output-file requirements.lock
	@uv pip compile $(LOCK_FLAGS) tools/build.in --output-file tools/build.lock
	@uv pip compile $(LOCK_FLAGS) tools/scan.in --output-file tools/scan.lock

LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

clean: ## Remove all that was made, except the data in var/
	@rm -rf .venv frontend/node_modules frontend/build frontend/.svelte-kit
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

-include benchmarks/bench.mk

# --- how things are made -------------------------------------------------------------------------------------------

$(PYTHON_READY): requirements.lock tools/build.lock pyproject.toml tools/python.sh
	@tools/python.sh $(PYTHON)
	@mkdir -p var
	@touch $@

$(NODE_READY): frontend/package.json frontend/package-lock.json | $(PYTHON_READY)
	@echo "Installing the front end's packages"
	@cd frontend && npm ci --silent
	@touch $@

$(SPA): $(NODE_READY) $(SPA_SOURCES)
	@echo "Building the front end"
	@cd frontend && npm run --silent build -- --logLevel warn >/dev/null
	@touch $@

port-is-free:
	@tools/port_is_free.py $(PORT)

.PHONY: help setup start test test-backend test-frontend test-e2e lint drill-fuzz drill-registrations drill-crash prove-image format openapi lock clean port-is-free
