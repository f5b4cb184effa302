# One verb each. `setup` and all that need it work from a fresh clone with Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Workers have the cores: threads of polars would only wait for each other (a fifth of a small load's time).
PYTEST := POLARS_MAX_THREADS=1 $(BIN)/pytest -n 3 --dist loadscope --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-fast test-neo4j long lint format docs bench lock audit wheel clean

help: ## Show the verbs
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Huoshui needs Python 3.11 or later: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps -e .
	@touch $@

# Half a gigabyte of packages: uv, itself from the lock, is much faster than pip; where it finds no index, pip does it.
$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	awk '/^uv==/ {found = 1} found; found && !/\\$$/ {exit}' requirements-dev.lock > $(VENV)/uv.lock
	$(PIP) install --quiet --require-hashes -r $(VENV)/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock \
	    || $(PIP) install --quiet --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $(VENV)/.runtime $@

setup: $(VENV)/.dev ## Make .venv with everything that development needs

demo: $(VENV)/.runtime ## Load the five reports, answer, draw a map
	$(BIN)/huoshui demo

serve: $(VENV)/.runtime ## Serve the web app on 127.0.0.1:8000
	$(BIN)/huoshui serve

test: $(VENV)/.dev ## Run all tests, on both engines
	$(PYTEST)

test-fast: $(VENV)/.dev ## Run what needs no engine, and a sample of the rest on one
	$(PYTEST) -m "(sample or not engine) and not neo4j"

NEO4J_LOCK = .huoshui/neo4j-$(VERSION).lock
test-neo4j: $(VENV)/.dev ## Run the engine tests on another Neo4j: make test-neo4j VERSION=2026.08.1
	@test -n "$(VERSION)" || { echo "Which? make test-neo4j VERSION=2026.08.1"; exit 2; }
	test -s $(NEO4J_LOCK) || $(BIN)/python -m graph.engines.neo4j_jars $(VERSION) $(NEO4J_LOCK)
	NEO4J_TEST_LOCK=$(CURDIR)/$(NEO4J_LOCK) $(BIN)/pytest -m neo4j tests/cypher tests/graph tests/loaders

long: $(VENV)/.dev ## Run at full size what `make test` runs small, and print the figures
	$(BIN)/pytest -m long --long

lint: $(VENV)/.dev ## Check format, types, imports, generated pages, secrets; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m app.documents --check
	$(BIN)/python -m tests.secrets_scan

format: $(VENV)/.dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.dev ## Write the generated pages, and the API's examples
	$(BIN)/python -m app.documents
	$(BIN)/python -m tests.app.web.examples

bench: $(VENV)/.dev ## Print measured ratios, and write docs/performance.md
	$(BIN)/python -m bench
	$(BIN)/python -m bench.performance --page

lock: $(VENV)/.dev ## Resolve the lock files anew
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock

audit: $(VENV)/.dev ## Ask whether a locked package has a known vulnerability; what can't be looked up is a failure
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.lock -r requirements-dev.lock

wheel: $(VENV)/.dev ## Build the wheel, and beside it the list of all that it needs (CycloneDX)
	$(BIN)/python -m build --wheel --no-isolation --outdir dist
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o dist/huoshui.cdx.json requirements.lock

clean: ## Stop the local engine and delete what was made here
	-test ! -x $(BIN)/huoshui || $(BIN)/huoshui down
	rm -rf $(VENV) .huoshui build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
