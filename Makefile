# What a newcomer needs: make run, make demo, make test, make check, make bench.
# PORT and DATA may be given to any of them: make run PORT=8123 DATA=/some/folder

PYTHON ?= python3
PORT ?= 8000
# The demo keeps to a folder of its own unless one is named.
ifeq ($(origin DATA),undefined)
DATA := data
DEMO_DATA := data-demo
else
DEMO_DATA := $(DATA)
endif
VENV := .venv
BIN := $(VENV)/bin
export BESIDE_DATA = $(abspath $(DATA))
export BESIDE_PORT = $(PORT)
# Ready-made packages only, so that nothing is compiled; http-ece (for web push) is plain Python and comes as source.
PIP = $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check \
	--require-hashes --only-binary :all: --no-binary http-ece

.PHONY: run demo test test-postgres test-browser check bench bench-triage format lock clean

run: $(VENV)/.run
	@exec $(BIN)/python -m beside run

demo: export BESIDE_DATA = $(abspath $(DEMO_DATA))
demo: $(VENV)/.run
	@exec $(BIN)/python -m beside demo

test: $(VENV)/.dev
	@BIN=$(BIN) tools/bring chromium
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-postgres: $(VENV)/.dev
	@BIN=$(BIN) tools/bring chromium postgresql redis
	BESIDE_TEST_SERVICES=postgresql,redis $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m beside check
	$(BIN)/python -m pytest -q tests/architecture

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(ARGS)

bench-triage: $(VENV)/.dev
	$(BIN)/python -m bench.triage

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Rewrites the hash-pinned locks; needs uv on the PATH. Nobody who only runs or changes Beside does.
lock:
	for set in run dev; do uv pip compile --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-header --no-annotate --upgrade \
		requirements/$$set.in -o requirements/$$set.txt || exit 1; done

clean:
	rm -rf $(VENV)

# Debian may ship python3 without ensurepip, so the environment is made without pip and filled from outside.
$(BIN)/python:
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.run: requirements/run.txt | $(BIN)/python
	@echo "Installing what Beside runs on (once) …"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what tests and checks need (once) …"
	@$(PIP) -r requirements/dev.txt
	@touch $@
