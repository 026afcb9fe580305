# Every command a person types. Each installs what it needs, when the locked requirements have changed.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# A file of tests is run by one process, so that what its tests share is made once; those of the browser begin.
PYTEST = $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade

# Named by the content of the locks: an unchanged lock installs nothing, whatever git did to the files' dates.
INSTALLED := $(VENV)/installed-$(shell cat requirements.txt | cksum | cut -d' ' -f1)
INSTALLED_DEV := $(VENV)/installed-dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)

# What was compiled once is not compiled again at every start, of which tests make many.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run dev test check lint types lock browser

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Asking the database takes longer than starting the server, so a database file in its usual place is taken as answer.
run: $(INSTALLED)  ## Publish the data if nothing is published yet, then serve it on 127.0.0.1:8501 (or PORT=...)
	@{ test -z "$$DATABASE_URL" && test -s var/shiji.db; } || $(BIN)/python -m etl current >/dev/null 2>&1 \
	  || $(BIN)/python -m etl publish --by "$$(id -un)" --reason "First start"
	@exec $(BIN)/python -m pages.parts.serve --server.port $(PORT)

dev: $(INSTALLED)  ## Publish the data as it stands, if nothing in it asks for a reason, and serve, reloading when the code changes
	@$(BIN)/python -m etl publish --by "$$(id -un)" --reason "Work in progress" --revision "Work in progress" \
	  || echo 'What was published before is served.'
	@exec $(BIN)/python -m pages.parts.serve --server.port $(PORT) --server.fileWatcherType auto --server.runOnSave true

test: lint types browser  ## Everything: format, lint, types, and unit, page and browser tests
	$(PYTEST)

check: lint types  ## The quick part of it: no browser
	$(PYTEST) -m "not browser"

lint: $(INSTALLED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(INSTALLED_DEV)
	$(BIN)/mypy

browser:
	@sh tests/browser/install.sh

lock: $(INSTALLED_DEV)  ## Lock the newest releases that requirements.in and requirements-dev.in allow
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

$(INSTALLED): | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@rm -f $(VENV)/installed-* && touch $@

$(INSTALLED_DEV): | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@rm -f $(VENV)/installed-* && touch $@ $(INSTALLED)

# pip is what a half-made environment lacks, so its presence tells a whole one.
$(BIN)/pip:
	@for python in python3 python3.13 python3.12 python3.11 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo 'Python 3.11 or newer is needed and none was found on the path: see https://www.python.org/downloads/' >&2; exit 1
