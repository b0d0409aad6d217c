# `make demo` shows what Reportedly does, `make test` checks it. Both need only Python ≥ 3.11 with venv, git and make.
PYTHON ?= python3
BIN := .venv/bin
AXE := $(if $(shell command -v npm),tests/browser/node_modules/.package-lock.json)

.PHONY: demo test browser check screenshots pictures lock clean

demo: .venv/ready  ## read the sample stories and show the ledger
	@$(BIN)/reportedly demo

test: check $(AXE)  ## every check and every test, on all cores
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

browser: .venv/ready-dev $(AXE)  ## the tests in a real browser alone
	$(BIN)/python -m pytest tests/browser

check: .venv/ready-dev  ## style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Reportedly needs Python 3.11 or newer; say which with: make PYTHON=python3.12 …")'
	@echo "Setting up .venv; this takes about half a minute …"
	@$(PYTHON) -m venv .venv

.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

screenshots: .venv/ready-dev  ## every page, wide and narrow, light and dark, into screenshots/
	PYTHONPATH=tests $(BIN)/python tests/browser/screenshots.py screenshots

pictures: .venv/ready-dev  ## the three of the README
	PYTHONPATH=tests $(BIN)/python tests/browser/screenshots.py --pictures docs/pictures

# For the browser tests. Where it cannot be had, they skip and say so.
tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	-npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error

lock:  ## pin every dependency anew, for Python 3.11 to 3.14
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache build dist screenshots tests/browser/node_modules
