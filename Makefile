# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
SCORE ?= ../shared/score/score.py

.PHONY: demo test check browser screenshots bench sweep train clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('onrecord needs Python 3.11 or newer; call: make PYTHON=python3.11 ...') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## read the articles that come with onrecord and show the records
	$(BIN)/onrecord demo --into out/demo

test: $(VENV)/.installed  ## the whole suite
	$(BIN)/python -m pytest

check: $(VENV)/.installed  ## what CI runs besides the tests: ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/.installed  ## the tests in a real Chromium (Debian: apt-get install chromium chromium-driver)
	$(BIN)/python -m pytest -m browser -ra

screenshots: $(VENV)/.installed  ## the pictures of docs/images, taken in Chromium over the demo's ledger
	$(BIN)/python scripts/screenshots.py

sweep: $(VENV)/.installed  ## the slow tests: long property tests, the memory of a cold start
	$(BIN)/python -m pytest -m slow

bench: $(VENV)/.installed  ## all benchmarks on GOLD, and the table of docs/benchmarks.md
	$(BIN)/python -m benchmarks.run $(GOLD) $(SCORE) docs/benchmarks.md

train: $(VENV)/.installed  ## train the coder anew from training/ (TRAIN_PYTHON has training/requirements.txt), into out/coder
	mkdir -p out
	PYTHONPATH=.:training $(BIN)/python training/evidence.py > out/evidence.jsonl
	PYTHONPATH=src:training $(or $(TRAIN_PYTHON),$(PYTHON)) training/train.py --seeds 4 --epochs 3

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache
