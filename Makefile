# Two commands matter: `make demo` and `make test`. Both set up everything they need in .venv
# with only Python 3.11, git and make on the machine.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
DEMO   ?= demo-data
FUZZ_SECONDS ?= 600
SEARCH ?= 0 200
# Many a container says that nothing is to be compiled for the next start; the tests start hundreds.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench fuzz search docs lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(VENV)/demo.stamp ## check real reports, fill an office with two years of work, serve both (PORT=8000)
	$(BIN)/gongkai showcase tests/corpus/reports --out demo-output
	$(BIN)/gongkai serve --demo --data $(DEMO) --samples demo-output --reports tests/corpus/reports --port $(PORT)

test: $(VENV)/test.stamp ## run every test, the office on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -q -n 2 --dist worksteal
	GONGKAI_TEST_DATABASE=postgres $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/office

lint: $(VENV)/test.stamp ## format check, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test.stamp ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp ## run the performance claims side by side with the alternatives
	@for claim in benchmarks/*.py; do echo "== $$claim"; PYTHONPATH=. $(BIN)/python $$claim || exit 1; done

fuzz: $(VENV)/test.stamp ## break files of every kind for ten minutes a reader (FUZZ_SECONDS=600)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@for kind in $$($(BIN)/python -m tests.fuzz --list); do echo "== $$kind"; \
		$(BIN)/python -m tests.fuzz $$kind --seconds $(FUZZ_SECONDS) || exit 1; done

search: $(VENV)/test.stamp ## print reports with faults of layout, read them back, look for wrong figures (SEARCH="0 200")
	$(BIN)/python -m tests.search $(SEARCH)

docs: $(VENV)/test.stamp ## regenerate the pages of docs/ that come from the code
	$(BIN)/python -m gongkai.report.rules.document

lock: ## renew the hash locks from pyproject.toml (needs uv)
	requirements/lock

clean: ## remove what the commands above made
	rm -rf $(VENV) demo-output demo-data demo-data.key .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "gongkai needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: $(VENV)/bin/python requirements/build.txt requirements/demo.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/demo.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/demo.stamp requirements/test.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
