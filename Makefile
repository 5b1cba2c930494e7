# Each target works as the first command in a clean clone: it makes .venv when it is not there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
HEADLESS ?= false
OUT ?= out
CORES := -n auto --maxprocesses 4
# Markers of tests that show the tracer of coverage next to nothing new; pyproject.toml says what they are.
UNTRACED := accuracy or heavy or browser

.DEFAULT_GOAL := help
.PHONY: help app check test bench requirements clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

app: $(VENV)/.installed ## set up and open the dashboard on the sample articles (PORT=8501 HEADLESS=true)
	@$(BIN)/python -m compileall -q factcheck # so that the first page need not wait for it
	$(BIN)/python -m factcheck app --port=$(PORT) $(if $(filter true,$(HEADLESS)),--headless)

check: $(VENV)/.installed ## check the sample articles on the command line (OUT=out)
	@$(BIN)/python -m factcheck check samples --out $(OUT); code=$$?; \
	  if [ $$code -gt 1 ]; then exit $$code; fi

test: $(VENV)/.installed-dev ## lint, types, layers and tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q $(CORES) --dist loadfile -m "not ($(UNTRACED))" --cov --cov-report=term:skip-covered
	$(BIN)/python -m pytest -q $(CORES) --dist worksteal -m "$(UNTRACED)"

bench: $(VENV)/.installed-dev ## measure speed and accuracy
	PYTHONPATH=. $(BIN)/python benchmarks/bench.py
	PYTHONPATH=. $(BIN)/python benchmarks/bench_compare.py
	PYTHONPATH=. $(BIN)/python benchmarks/bench_batch.py
	PYTHONPATH=. $(BIN)/python benchmarks/reference_scale.py

requirements: $(VENV)/.installed ## pin requirements.in and requirements-dev.in again
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --quiet --no-header \
	  --no-annotate --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --quiet --no-header \
	  --no-annotate --no-emit-index-url requirements-dev.in -o requirements-dev.txt

clean: ## remove .venv, caches and out
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
