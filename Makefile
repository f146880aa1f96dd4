# `make run` opens the questionnaire, `make help` says what else there is.
# Another Python: make run PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TESTS ?= --numprocesses auto

# Many containers forbid Python to keep what it has compiled; each of the hundreds of programs that
# tests start would then compile all modules anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test prove lint format documents bench wheel lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/ready-to-run ## open the questionnaire
	@$(BIN)/lgq

test: $(VENV)/ready-to-develop ## all tests
	@$(BIN)/pytest $(TESTS)

prove: $(VENV)/ready-to-develop ## the long form of every proof in docs/reliability.md: hours
	@$(BIN)/pytest $(TESTS) --prove tests/proofs

lint: $(VENV)/ready-to-develop ## format, style, types, layers, and files made from others
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/check-jsonschema --check-metaschema schema.json lgq_tui/core/definition.schema.json
	@$(BIN)/check-jsonschema --schemafile lgq_tui/core/definition.schema.json questionnaire.yaml
	@$(BIN)/lgq lint questionnaire.yaml
	@mkdir -p build && $(BIN)/lgq schema -o build/schema.json
	@cmp build/schema.json schema.json || \
	  { echo "schema.json is stale; make it anew with: lgq schema -o schema.json" >&2; exit 1; }

format: $(VENV)/ready-to-develop ## put the code in its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

documents: $(VENV)/ready-to-develop ## how much of each returned form is found
	@$(BIN)/python -m tests.returned

bench: $(VENV)/ready-to-develop ## every benchmark
	@for name in start ask next keystroke keystrokes saving journal export desk desk_screen \
	  merging diff memory idle; do \
	  echo "== $$name"; $(BIN)/python "benchmarks/$$name.py" || exit 1; done

wheel: $(VENV)/ready-to-develop ## the package, in dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist .

lock: ## newest versions into requirements/; needs uv
	uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
	  pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
	  --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

clean: ## everything away that can be made again
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A half-made environment (Debian without python3-venv) must not pass for a whole one.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "lgq needs Python 3.11 or newer; name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/ready-to-run: pyproject.toml requirements/run.txt | $(BIN)/python
	@echo "Installing (once) ..."
	@$(PIP) install -r requirements/run.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/ready-to-develop: pyproject.toml requirements/dev.txt | $(BIN)/python
	@echo "Installing what tests and linters need (once) ..."
	@$(PIP) install -r requirements/dev.txt
	@$(PIP) install --no-deps --editable .
	@touch $@ $(VENV)/ready-to-run
