# Everything that one does here. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help install run test test-core test-long test-postgresql check lint lock bench soak sizes screenshots translations dist clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

install: .venv/.runtime ## set up .venv with what the site needs

run: .venv/.runtime ## set up all that is missing, then serve http://127.0.0.1:8000 (PORT= moves it)
	@$(BIN)/newsapp init --demo
	@exec $(BIN)/newsapp serve --port $(PORT)

test: .venv/.dev ## set up, then run the tests, but for the long proofs
	@$(BIN)/pytest --numprocesses auto --dist loadfile -m "not long"

CORE := accounts admin articles categories media public site visitors web
test-core: .venv/.dev ## run the core's tests on a site without any part
	@NEWSAPP_TESTS_WITHOUT_PARTS=1 $(BIN)/pytest --numprocesses auto --dist loadfile \
	  -m "not parts and not browser and not server and not long" $(addprefix tests/,$(CORE))

test-long: .venv/.dev ## the long proofs: kills, upgrades, load, an installation on a bare Debian
	@$(BIN)/pytest -m long

check: .venv/.dev lint test ## lint, types and the tests: what CI runs

lint: .venv/.dev
	@echo "Checking style and types"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test-postgresql: .venv/.dev ## run the tests that ask a database on PostgreSQL: the one that is given, or a private one
	@NEWSAPP_TESTS_ON=postgresql $(BIN)/python -m tests.postgresql $(BIN)/pytest --numprocesses auto --dist loadfile -m "not browser and not long"

bench: .venv/.dev ## measure typing, then speed and memory against other servers, as ratios
	@$(BIN)/python -m tests.bench.typing
	@$(BIN)/python -m tests.bench

soak: .venv/.dev ## readers, editors and uploads at once (SECONDS= says how long)
	@SECONDS=$(or $(SECONDS),300) $(BIN)/python -m tests.bench.soak

sizes: .venv/.dev ## print how large the code is, room by room
	@$(BIN)/python -m tests.sizes

screenshots: .venv/.dev ## take the README's screenshots with Chromium
	@$(BIN)/python -m tests.journeys.screenshots

TEXTS := newsapp/translations
translations: .venv/.runtime ## extract the texts, update the catalogues, compile them
	@template=$$(mktemp) && trap 'rm -f "$$template"' EXIT && \
	  $(BIN)/pybabel -q extract -F $(TEXTS)/extraction.cfg -k _l -k lazy_pgettext:1c,2 --no-location --sort-output -o "$$template" newsapp && \
	  $(BIN)/pybabel -q update -i "$$template" -d $(TEXTS) --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date && \
	  $(BIN)/pybabel -q compile -d $(TEXTS)

dist: .venv/.runtime ## build dist/newsapp-VERSION.tar.gz, a release with its wheels, and its checksum
	@$(BIN)/python deploy/build_archive.py dist

# Of django-prose-editor only the static files are used: Django, which it asks for, stays out.
UNUSED := django django-js-asset asgiref sqlparse

lock: .venv/.dev ## write the lock files anew from requirements*.in
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links \
	    $(addprefix --no-emit-package ,$(UNUSED)) $$name.in -o $$name.txt; done

clean: ## remove .venv and caches; instance/ stays
	rm -rf .venv *.egg-info .mypy_cache .pytest_cache .ruff_cache .coverage

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Python is missing. On Debian or Ubuntu: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv --clear .venv

.venv/.runtime: requirements.txt setup.cfg pyproject.toml | .venv/bin/python
	@echo "Installing the packages of requirements.txt"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@echo "Installing the packages of requirements-dev.txt"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
