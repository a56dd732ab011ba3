# Included by the top Makefile. Each target prints its figures with the machine, the versions and the commit, and keeps
# them in benchmarks/results; QUICK=1 only shows that it runs. Nothing else should run on the machine meanwhile.

##@ Measure

BENCH := .venv/bin/python -m benchmarks
BENCH_FLAGS := $(if $(QUICK),--quick)

bench-ceiling: $(PYTHON_READY) ## Pages per second against a bare ASGI hello, at 20,000 and 200,000 offers
	@tools/need.sh wrk
	@$(BENCH).ceiling --offers 20000 $(BENCH_FLAGS)
	@$(if $(QUICK),true,$(BENCH).ceiling --offers 200000)

bench-search: $(PYTHON_READY) ## Latency of ranked search with filters and facets at 200,000, while offers change
	@$(BENCH).search $(BENCH_FLAGS)

bench-search-all: $(PYTHON_READY) ## Latency of the one search box over 200,000 offers and 5,000 items of expertise
	@$(BENCH).search_all $(BENCH_FLAGS)

bench-peers: $(PYTHON_READY) ## The same page by Django REST Framework and Datasette
	@tools/need.sh wrk
	@$(BENCH).peers $(BENCH_FLAGS)

bench-rebuild: $(PYTHON_READY) ## Rebuild of the index, and start until the first page
	@$(BENCH).rebuild $(BENCH_FLAGS)

bench-paint: $(PYTHON_READY) $(SPA) ## First results painted in Chromium with a CPU slowed four times
	@tools/need.sh chromium
	@$(BENCH).paint $(BENCH_FLAGS)

bench-access: $(PYTHON_READY) ## What authorisation adds to a read
	@$(BENCH).access $(BENCH_FLAGS)

bench-sign-in: $(PYTHON_READY) ## Whether the time of a refused sign-in tells that an account exists
	@$(BENCH).sign_in $(BENCH_FLAGS)

bench-cases: $(PYTHON_READY) ## The table of cases at 50,000 cases, on SQLite and behind PostgreSQL's wall
	@tools/need.sh postgresql
	@$(BENCH).cases $(BENCH_FLAGS)
	@$(BENCH).cases --postgresql $(BENCH_FLAGS)

bench-case-paint: $(PYTHON_READY) $(SPA) ## From a click to painted rows in the table of cases, in Chromium
	@tools/need.sh chromium
	@$(BENCH).case_paint $(BENCH_FLAGS)

bench-network-picture: $(PYTHON_READY) $(SPA) ## The picture of 300 networks and 2,000 organizations painted in Chromium
	@tools/need.sh chromium
	@$(BENCH).network_picture $(BENCH_FLAGS)

bench: bench-ceiling bench-search bench-search-all bench-peers bench-rebuild bench-paint bench-access bench-sign-in bench-cases bench-case-paint bench-network-picture ## All of them, one after the other

bench-peers-lock: $(PYTHON_READY) ## Renew benchmarks/peers/requirements.txt
	@uv pip compile $(LOCK_FLAGS) benchmarks/peers/requirements.in --output-file benchmarks/peers/requirements.txt

.PHONY: bench bench-ceiling bench-search bench-search-all bench-peers bench-rebuild bench-paint bench-access bench-sign-in bench-cases bench-case-paint bench-network-picture bench-peers-lock
