# county-reports: `make` sets up .venv from requirements.lock and runs the whole main job.
# Needs Python 3.11-3.13 with venv, make and git; nothing else. Safe to repeat and to interrupt.

PYTHON ?= python3
# more words for the commands: make run ARGS="--help", make test PYTEST_ARGS="-k layers -x"
ARGS ?=
PYTEST_ARGS ?=
# test processes; a test file is never split between them, and files that run notebooks come first
TEST_JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
# Two stamps, each written last, each holding what it was made from. Contents count, never times:
# a checkout that only touches files installs nothing, an interrupted setup is never trusted.
LOCK_STAMP := $(VENV)/lock.stamp
PROJECT_STAMP := $(VENV)/project.stamp

# the job, its kernels and its tests see this environment only
unexport PYTHONPATH
unexport PYTHONHOME
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_RETRIES := 10
# jieba comes as source: build it the same way under every pip
export PIP_USE_PEP517 := 1

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
# one job after the other, also under make -j: all of them begin with setup
.NOTPARALLEL:
.PHONY: all setup run analysis test lint quality format lab lock clean distclean help

all: setup run analysis  ## set up, then run the whole main job (the default)

setup:  ## make .venv from requirements.lock; does nothing when it is up to date
	@set -eu; \
	command -v '$(PYTHON)' >/dev/null 2>&1 || { \
	  echo "make: no '$(PYTHON)' here. Install Python 3.11, 3.12 or 3.13 (Debian: apt install python3 python3-venv) or name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }; \
	version=$$('$(PYTHON)' -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])'); \
	case "$$version" in 3.11.*|3.12.*|3.13.*) ;; *) \
	  echo "make: '$(PYTHON)' is Python $$version; this project needs 3.11, 3.12 or 3.13. Name one: make PYTHON=/path/to/python3.11" >&2; exit 1;; esac; \
	hash_of() { '$(PYTHON)' -c 'import hashlib, sys; print(hashlib.sha256(b"".join(open(f, "rb").read() for f in sys.argv[1:])).hexdigest())' "$$@"; }; \
	lock="$$(hash_of requirements.lock) python $$version in $(CURDIR)"; \
	project="$$(hash_of pyproject.toml)"; \
	if [ ! -x $(BIN)/python ] || [ "$$(cat $(LOCK_STAMP) 2>/dev/null || true)" != "$$lock" ]; then \
	  '$(PYTHON)' -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "make: this Python cannot make virtual environments. Install its venv module (Debian: apt install python3-venv)" >&2; exit 1; }; \
	  echo "setup: making $(VENV) (Python $$version) from requirements.lock: one to three minutes, about 1 GB"; \
	  rm -rf $(VENV); \
	  '$(PYTHON)' -m venv $(VENV); \
	  if [ -t 1 ]; then quiet=; else quiet=-q; fi; \
	  $(BIN)/python -m pip install $$quiet --require-hashes -r requirements.lock; \
	  : "Python 3.11 puts an old setuptools into a new environment; it is not in the lock"; \
	  $(BIN)/python -m pip uninstall -q -y setuptools 2>/dev/null; \
	  echo "$$lock" > $(LOCK_STAMP).new; \
	  mv $(LOCK_STAMP).new $(LOCK_STAMP); \
	fi; \
	if [ "$$(cat $(PROJECT_STAMP) 2>/dev/null || true)" != "$$project" ]; then \
	  $(BIN)/python -m pip install -q --no-build-isolation --no-deps -e .; \
	  echo "$$project" > $(PROJECT_STAMP).new; \
	  mv $(PROJECT_STAMP).new $(PROJECT_STAMP); \
	  echo "setup: $(VENV) is ready"; \
	else \
	  echo "setup: $(VENV) is up to date"; \
	fi

run: setup  ## read the reports, make every table and figure, run every notebook (only what changed)
	@$(BIN)/county-reports run $(ARGS)

analysis: setup  ## build the written analyses of analysis/ as pages, PDF and Word
	@$(BIN)/county-reports write

test: lint  ## all checks and all tests
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

lint: setup  ## ruff, mypy --strict, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: setup  ## scores on the annotated reports; every error with its words in build/quality/
	@$(BIN)/python tests/gold/test_gate.py --report $(ARGS)

format: setup  ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lab: setup  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS)

# uv resolves for all systems and Python versions at once and writes no address of any index. It
# lives in an environment of its own and is needed for nothing else. Versions move only where
# pyproject.toml asks for it; `make lock ARGS=--upgrade` moves all.
lock:  ## write requirements.lock anew from pyproject.toml
	@set -eu; \
	tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	'$(PYTHON)' -m venv "$$tools/uv"; \
	"$$tools/uv/bin/python" -m pip install -q uv; \
	cp requirements.lock "$$tools/pins.txt"; \
	"$$tools/uv/bin/uv" pip compile pyproject.toml --all-extras --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --quiet $(ARGS) --output-file "$$tools/pins.txt"; \
	{ echo "# Every package of this project, pinned, with hashes. Made by \`make lock\` from pyproject.toml:"; \
	  echo "# do not edit by hand. Install with: pip install --require-hashes -r requirements.lock"; \
	  cat "$$tools/pins.txt"; } > "$$tools/requirements.lock"; \
	if grep -n '://' "$$tools/requirements.lock"; then echo "make: the lock names an address" >&2; exit 1; fi; \
	cp "$$tools/requirements.lock" requirements.lock; \
	echo "lock: $$(grep -c '^[a-z0-9]' requirements.lock) packages"

clean:  ## remove all that can be built again, but not .venv
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name $(VENV) -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

distclean: clean  ## remove .venv too
	rm -rf $(VENV)

help:  ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18
