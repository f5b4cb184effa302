# One verb each. `setup` and all that need it work from a fresh clone with Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint bench lock clean

help: ## Show the verbs
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Huoshui needs Python 3.11 or later: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.dev ## Make .venv with everything that development needs

demo: $(VENV)/.runtime ## Load the five reports, answer, draw a map
	$(BIN)/huoshui demo

serve: $(VENV)/.runtime ## Serve the web app on 127.0.0.1:8000
	$(BIN)/huoshui serve

test: $(VENV)/.dev ## Run all tests, on both engines
	$(BIN)/pytest -n 2 --dist loadgroup

lint: $(VENV)/.dev ## Check format, types, imports and generated pages; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m app.documents --check

bench: $(VENV)/.dev ## Print measured ratios
	$(BIN)/python -m bench

lock: $(VENV)/.dev ## Resolve the lock files anew
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock

clean: ## Stop the local engine and delete what was made here
	-test ! -x $(BIN)/huoshui || $(BIN)/huoshui down
	rm -rf $(VENV) .huoshui build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
