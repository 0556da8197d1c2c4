# Everything starts from a bare Python 3.11+ with venv, make and git; the environment lives in .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check setup clean

run: $(READY)
	@$(BIN)/python -m bot

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

setup: $(READY)

# QUICK=1 takes a short look.
.PHONY: bench
bench: $(READY)
	@$(BIN)/python -m tests.benchmarks $(if $(QUICK),--quick)

# The process is killed ROUNDS times while people talk to it; SEED decides what they do.
.PHONY: torture
torture: $(READY)
	@$(BIN)/python -m tests.torture $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SEED),--seed $(SEED))

# The process works for MINUTES at RATE messages a second while things go wrong; nothing of it may be left over.
.PHONY: soak
soak: $(READY)
	@$(BIN)/python -m tests.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(RATE),--rate $(RATE)) $(if $(SEED),--seed $(SEED))

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

$(READY): uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed: install it, or name it with 'make PYTHON=python3.12 $(MAKECMDGOALS)'." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing: install the package python3-venv (Debian, Ubuntu), then try again." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"
	@$(BIN)/uv sync --frozen --quiet
	@touch $(READY)
