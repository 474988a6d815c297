# Each target sets up what it needs; nothing has to be installed by hand but Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := graph data queries explorer cli.py

.PHONY: help setup web browser demo test check format wheel docs bench clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/  /'

setup: $(VENV)/.ready
	@$(BIN)/python -m compileall -q $(CODE)

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

web: setup       ## builds the explorer's page; brings Node.js itself where there is none
	@$(BIN)/python explorer/web/build.py

demo: setup web  ## sets up, then answers the question that Verbund was built for
	$(BIN)/verbund partners "Vernetzung Süd-Ost-Europa, Roma"

browser:         ## installs Debian's Chromium for the tests of the pages, where it is missing and may be installed
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null; \
	else echo "no Chromium found: the tests of the pages will be skipped; on Debian and Ubuntu: sudo apt-get install chromium"; fi

test: setup web browser ## sets up, then runs every test
	$(BIN)/python explorer/web/build.py check
	$(BIN)/python -m pytest -q

check: setup     ## format, lint, types, and which folder may import which
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup    ## lets ruff format and mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup      ## writes what is generated: docs/cli.md and data/records.schema.json
	$(BIN)/python -m docs.generate

wheel: setup     ## builds the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

bench: setup     ## measures and prints; takes minutes
	$(BIN)/python -m benchmarks

clean:           ## removes what the targets made
	rm -rf $(VENV) dist build explorer/built explorer/web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
