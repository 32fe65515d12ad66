# Everything runs in .venv, which the first target that needs it makes; nothing is installed by hand.
PY := .venv/bin/python
WORKERS ?= 2
READY := .venv/.ready
RUNS := .venv/.runs

.PHONY: demo test lint gold floors bench profile dist lock clean

demo: $(RUNS)  ## the main job on examples/: a store, what it holds, a report to open
	@mkdir -p out
	@rm -f out/story.db out/story.db-wal out/story.db-shm out/report.html
	.venv/bin/isnad build examples -o out/story.db
	.venv/bin/isnad show out/story.db
	.venv/bin/isnad report out/story.db -o out/report.html
	@echo
	@echo "The report is one page: open it in any browser, no network needed."
	@echo "    file://$(CURDIR)/out/report.html"

test: $(READY)  ## the tests, on two processes
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup --durations=10

lint: $(READY)  ## style, types and import contracts alone
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

gold: $(RUNS)  ## scores on the annotated pages beside this checkout
	$(PY) -m tests.gold.tables

floors: $(RUNS)  ## raise the floors to the scores reached; it never lowers one
	$(PY) -m tests.gold.tables --raise-floors

bench: $(READY)  ## one script a question, each a ratio against a named peer in the same run
	@tools/setup.sh requirements-bench.lock
	$(PY) bench/all.py

profile: $(READY)  ## where a page's time goes, by stage and by function
	@if [ -d ../shared ]; then $(PY) bench/stages.py; else echo "no articles to profile on (../shared is not here)"; fi

dist: $(READY)  ## a wheel and a source archive, each installed into a fresh environment and tried
	tools/dist.sh

lock: $(READY)  ## pin what development installs, after a dependency changed
	tools/lock.sh

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNS): requirements.lock pyproject.toml tools/setup.sh
	tools/setup.sh requirements.lock
	@touch $@

$(READY): requirements-dev.lock pyproject.toml tools/setup.sh
	tools/setup.sh
	@touch $@
