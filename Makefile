# Kentongan: `make run` shows it, `make test` proves it. Needs any Python ≥ 3.11 and make; the rest is
# installed below, once, and again only when a pinned list changes.

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, 1 + (os.cpu_count() or 1)))')

# Dozens of processes start from the same source, here and in the tests: each module is compiled once.
unexport PYTHONDONTWRITEBYTECODE

INSTALLED := $(VENV)/.installed
FRONTEND := backoffice/node_modules/.installed
CHROMIUM := $(VENV)/.chromium

.DEFAULT_GOAL := help
.PHONY: help run test check coverage bench soak lock format clean setup voice

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(INSTALLED) $(FRONTEND)  ## start everything on this machine and print the addresses
	@$(VENV)/bin/kentongan run

test: $(INSTALLED) $(FRONTEND) $(CHROMIUM)  ## every test, browser included
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal -m "not soak and not bench"

check: $(INSTALLED) $(FRONTEND)  ## format, lint, types, layers, templates, migrations, fast tests
	@$(PY) -m deploy.tools.check

coverage: $(INSTALLED) $(FRONTEND) $(CHROMIUM)  ## every test, and core's branches: fails below 95 %
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal -m "not soak and not bench" --cov=core --cov-branch \
		--cov-report=term:skip-covered --cov-fail-under=95

bench: $(INSTALLED) $(FRONTEND)  ## measure, and print the table (BENCH=quick: two minutes)
	@$(PY) -m bench $(if $(filter quick,$(BENCH)),--quick)

soak: $(INSTALLED) $(FRONTEND)  ## the long fault and endurance tests
	@$(PY) -m pytest -m soak --timeout 3600

setup: $(INSTALLED) $(FRONTEND)  ## install, start nothing

voice: $(INSTALLED)  ## install the offline recogniser for voice notes (docs/voice.md), some 470 MB
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --compile-bytecode --require-hashes \
		-r requirements-voice.lock || $(PIP) --require-hashes -r requirements-voice.lock

lock: $(INSTALLED)  ## pin the newest allowed versions, with hashes and without addresses
	@$(VENV)/bin/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 requirements.in -o requirements.lock
	@$(VENV)/bin/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 -c requirements.lock requirements-voice.in -o requirements-voice.lock
	@$(PY) -m deploy.setup lock-frontend

format: $(INSTALLED)  ## let the tools lay out the code
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

clean:  ## remove what set-up and runs made (asks nothing; .local/ holds the demo data)
	rm -rf $(VENV) backoffice/node_modules .local .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Kentongan needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)."; exit 1; }
	@test -x $(PY) || { echo "Making $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the pinned packages"
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.lock
	@$(PIP) --require-hashes -r $(VENV)/uv.lock
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --compile-bytecode --require-hashes -r requirements.lock \
		|| { echo "uv could not (your own package index?); with pip it takes longer"; \
		$(PIP) --require-hashes -r requirements.lock; }
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(FRONTEND): backoffice/package-lock.json $(INSTALLED)
	@$(PY) -m deploy.setup frontend
	@touch $@

$(CHROMIUM): $(INSTALLED)
	@$(PY) -m deploy.setup chromium
	@touch $@
