# Python 3.11 or later, make and a package index are all it takes; what is installed is the lock.
# Another interpreter: make clean chat PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Written last by a set-up that went through; see `install`.
TO_RUN := $(VENV)/.ready-to-run
TO_DEVELOP := $(VENV)/.ready-to-develop

# Or pyright asks the network at every start whether there is a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# pytest counts branches and lines together, where many lines can hide a few branches.
define BRANCHES_COVERED
import json, sys
share = json.load(open(".coverage.json"))["totals"]["percent_branches_covered"]
sys.exit(0 if share >= 95 else f"Tests take {share:.1f} % of the branches of bot and scheduler, and must take 95 %.")
endef
export BRANCHES_COVERED

.PHONY: help chat test check format bench crash words transcripts lock upgrade clean

help:  ## show this
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

chat: $(TO_RUN)  ## talk to Afterview in this terminal
	@$(BIN)/afterview chat

test: $(TO_DEVELOP)  ## every test, in parallel and random order, with coverage
	$(BIN)/pytest --cov --cov-report=term --cov-report=json:.coverage.json
	@$(BIN)/python -c "$$BRANCHES_COVERED"

check: $(TO_DEVELOP)  ## format, lint, types, the import contract, the lock
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/pip check

format: $(TO_DEVELOP)  ## lay the code out and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(TO_DEVELOP)  ## every benchmark; each file in benchmarks/ also runs alone
	@set -e; for file in benchmarks/[a-z]*.py; do echo "== $(BIN)/python $$file"; $(BIN)/python "$$file"; done

crash: $(TO_DEVELOP)  ## kill processes that deliver 10,000 nudges 200 times, and let 2,000 go over a bad network; prints what became of them
	$(BIN)/python -m tests.crash.harness

words: $(TO_DEVELOP)  ## write down anew which sentences the core asks for, from the English ones
	$(BIN)/python -c 'from pathlib import Path; from bot.catalogue import write_contract; \
		Path("bot/content/words.toml").write_text(write_contract(), "utf-8")'

transcripts: $(TO_DEVELOP)  ## play every script, write down what is said and how it is drawn; read the change before you keep it
	@set -e; for file in tests/transcripts/*.play; do \
		said=$$($(BIN)/afterview play "$$file"); printf '%s\n' "$$said" | sed '1{/^$$/d}' > "$${file%.play}.txt"; done
	@$(BIN)/python -m tests.adapters.slack.goldens
	@$(BIN)/python -m tests.adapters.discord.goldens

lock: $(TO_DEVELOP)  ## bring the lock in line with pyproject.toml, moving as little as can be
	$(BIN)/uv pip compile --quiet $(UPGRADE) pyproject.toml --group build --output-file requirements.txt
	$(BIN)/uv pip compile --quiet $(UPGRADE) pyproject.toml --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt
	@! grep -nE '://|^-' requirements*.txt || { echo "The lock must not name where packages come from." >&2; exit 1; }

upgrade: UPGRADE := --upgrade
upgrade: lock  ## move the whole lock to the newest releases

clean:  ## remove what make and the tools made
	rm -rf $(VENV) .coverage* .hypothesis .import_linter_cache .pytest_cache .ruff_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Set-up ---------------------------------------------------------------------------------------

$(TO_RUN): requirements.txt pyproject.toml
	$(call install,$<)
	@touch $@

# The developer's lock holds the other one, so this makes both ready.
$(TO_DEVELOP): requirements-dev.txt requirements.txt pyproject.toml
	$(call install,$<)
	@touch $(TO_RUN) $@

# A set-up that was interrupted may leave a package that pip takes for whole. So the marks are taken
# away before installing and written after it, and an environment without any is made anew.
#
# Hashes hold for files of the index, not for our own folder: that is linked in a second step, by the
# hatchling of the lock (`--no-build-isolation`), or pip would fetch one that nobody has looked at.
define install
@test -e $(TO_RUN) || test -e $(TO_DEVELOP) || { $(require_python) && $(PYTHON) -m venv --clear $(VENV); }
@rm -f $(TO_RUN) $(TO_DEVELOP)
@echo "Setting up $(VENV) from $(1), once; this takes a minute or less ..." >&2
@$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r $(1)
@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
endef

define require_python
{ command -v $(PYTHON) >/dev/null \
	|| { echo "Afterview needs Python 3.11 or later, and there is no $(PYTHON) here." >&2; exit 1; }; } \
&& { $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Afterview needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) -V 2>&1)." \
		"If you have another one, name it: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }; } \
&& { $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "Afterview needs Python's venv module, which $(PYTHON) lacks." \
		"On Debian and Ubuntu it comes with the package python3-venv." >&2; exit 1; }; }
endef
