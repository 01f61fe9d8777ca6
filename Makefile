# One sentence a target: `make` alone prints this list.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export UV_SYSTEM_CERTS = 1
export UV_PYTHON_DOWNLOADS = never

PYTHON ?= python3
UV_VERSION = 0.13.9
BIN = .venv/bin
PORT ?= 8000
SIZE ?= story
ROUNDS ?= 200
LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml

# An environment without pip of its own is made faster; plain pip is the way out where uv cannot be had.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Påfyll trenger Python 3.11 eller nyere. Installer det og prøv igjen, eller: make PYTHON=/sti/til/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv || { echo "Kan ikke lage et virtuelt miljø. Installer: apt-get install -y python3-venv"; exit 1; }
	@test -x $(BIN)/uv || $(PYTHON) -m pip --version > /dev/null 2>&1 || { echo "Fant ikke pip. Installer: apt-get install -y python3-pip"; exit 1; }
	@test -x $(BIN)/uv || $(PYTHON) -m pip --python $(BIN)/python install -q uv==$(UV_VERSION) || echo "Fikk ikke tak i uv; bruker pip, som er langsommere."
	@echo "Henter bibliotekene i $(1) …"
	@{ test -x $(BIN)/uv && $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1); } \
	  || $(PYTHON) -m pip --python $(BIN)/python install -q --require-hashes -r $(1)
	@{ test -x $(BIN)/uv && $(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; } \
	  || $(PYTHON) -m pip --python $(BIN)/python install -q --no-deps --no-build-isolation -e .
	@touch $@
endef

help: ## Prints this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.demo: requirements.txt package-lock.json pyproject.toml hatch_build.py
	$(call install,requirements.txt)

.venv/.test: requirements-dev.txt package-lock.json pyproject.toml hatch_build.py
	$(call install,requirements-dev.txt)
	@touch .venv/.demo

.venv/.bench: requirements-bench.txt package-lock.json pyproject.toml hatch_build.py
	$(call install,requirements-bench.txt)
	@touch .venv/.demo .venv/.test

demo: .venv/.demo ## Sets everything up, fills SQLite with the story world and serves it on http://127.0.0.1:8000
	@$(BIN)/python hatch_build.py
	@$(BIN)/python manage.py demo --port $(PORT)

test: .venv/.test ## Sets everything up and runs the whole suite on SQLite and PostgreSQL, with browser journeys
	@$(BIN)/python hatch_build.py
	@$(BIN)/python -m tests.run

check: .venv/.test ## Formatting, lint, types, import contracts and migrations
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports && $(BIN)/mypy src && $(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/.test ## Formats the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

seed: .venv/.demo ## Fills the database anew: SIZE=story or SIZE=nation
	@$(BIN)/python manage.py seed --size $(SIZE) --replace

bench: .venv/.bench ## Speed and memory as ratios against peers, floors and bounds in the same run
	@$(BIN)/python -m benchmarks

test-long: .venv/.test ## The slow programmes: 10 000 examples a property, every small instance against brute force
	@PAFYLL_LONG=1 $(BIN)/python -m tests.run --long

attack: .venv/.test ## Attacks every public number of a whole nation over ten years: nothing may be recovered
	@PAFYLL_LONG=1 $(BIN)/python -m pytest -q -n 0 tests/apps/statistics/test_intruder.py

messages: .venv/.test ## Gathers the texts for translation and compiles them (needs gettext)
	@$(BIN)/python manage.py messages

audit: .venv/.demo ## Asks whether anything that we depend on has a known weakness (needs a network to the advisories)
	@$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes -r requirements.txt
	@npm audit --omit=dev --audit-level=moderate

lock: .venv/.demo ## Renews the hash-locked requirement files
	$(BIN)/$(LOCK) --group build -o requirements.txt
	$(BIN)/$(LOCK) --group build --group dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/$(LOCK) --group build --group dev --group bench -c requirements-dev.txt -o requirements-bench.txt

looks: .venv/.test ## Opens every page in every language, width and colours: axe finds nothing, nothing is too wide
	@PAFYLL_LONG=1 $(BIN)/python -m pytest -q -n 0 tests/web/test_looks_everywhere.py

install-drill: .venv/.demo ## Carries out docs/howto/install.md in an empty Debian (needs root, debootstrap and a network)
	@$(BIN)/python -m tests.operations.install_drill

siege: .venv/.test ## Kills and cuts off web, worker and PostgreSQL processes, ROUNDS=200: nothing acknowledged may be lost (root)
	@$(BIN)/python -m tests.siege --rounds $(ROUNDS) --broken

.PHONY: help demo test check format seed bench test-long attack looks siege install-drill messages audit lock
