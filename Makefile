# make up: the items API on this machine.  make test: everything that is tested.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCK := requirements/dev.txt

.PHONY: venv up test unit check bench docs lock clean

venv: $(STAMP)

$(STAMP): requirements/uv.txt $(LOCK) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $(LOCK)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

up: venv
	$(BIN)/strat up blueprints/items_api

test: venv
	$(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder

unit: venv
	$(BIN)/pytest -n auto --dist loadscope -m "not synth and not local"

check: venv
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

bench: venv
	for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

docs: venv
	$(BIN)/python docs/replacement.py
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/pictures.py

# Pins every package with its hashes. No address of a registry is recorded.
lock: venv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --extra dev --no-emit-package stratiform --output-file $(LOCK) pyproject.toml

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
