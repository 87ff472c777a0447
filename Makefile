# `make run` and `make test` need nothing but Python ≥ 3.11 and make.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.set-up
# Node comes with the packages where the machine has none; built sources are not built again
EXPLORER := $(BIN)/python viz/explorer/build.py
# Compiled modules are kept, whatever the shell says: the processes of the tests would each compile all that they import
unexport PYTHONDONTWRITEBYTECODE
# Tests run side by side: the threads of each would only wait for those of the others
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

.PHONY: run test test-fast setup check style mypy pyright contracts explorer-check tables docs bench neo4j lock clean
run: $(STAMP)
	@$(EXPLORER) || echo "Sojae goes on without the explorer: / shows the stand-alone page."
	$(BIN)/sojae load daegu
	$(BIN)/sojae serve

test: $(STAMP)
	$(EXPLORER)
	$(BIN)/python -m tests.engines
	$(PYTEST) --durations=25 --durations-min=3

# No Neo4j, no browser, nothing that takes more than a few seconds
test-fast: $(STAMP)
	$(PYTEST) -m "not neo4j and not browser and not slow"

setup: $(STAMP)
	$(EXPLORER)

$(STAMP): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Sojae needs Python 3.11 or newer: install it, or name one with make PYTHON=…"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock
	SOJAE_SKIP_EXPLORER=1 $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

check: $(STAMP)
	@$(MAKE) --no-print-directory --jobs 2 pyright mypy explorer-check style contracts tables

style: $(STAMP)
	$(BIN)/ruff format --check graph ingest queries api viz sojae tests bench docs
	$(BIN)/ruff check graph ingest queries api viz sojae tests bench docs

mypy pyright: $(STAMP)
	$(BIN)/$@

contracts: $(STAMP)
	$(BIN)/lint-imports

explorer-check: $(STAMP)
	$(EXPLORER) check

tables: $(STAMP)
	$(BIN)/python -m docs.tables --check

docs: $(STAMP)
	$(BIN)/python -m docs.site docs/_build/html

bench: $(STAMP)
	$(BIN)/python -m bench

neo4j: $(STAMP)
	$(BIN)/python tests/engines/neo4j_server.py

lock: $(STAMP)
	$(BIN)/uv pip compile --universal --generate-hashes --extra all --group dev --group docs pyproject.toml -o requirements.lock --python-version 3.11 --custom-compile-command "make lock"

clean:
	rm -rf viz/static viz/explorer/node_modules .venv .mypy_cache .ruff_cache .pytest_cache docs/_build dist
