# Each target is a thin call; the work is done in operations/ and by pytest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# The system's Python 3.11, only used to make .venv; name another with PYTHON=...
PYTHON ?= $(shell for each in python3.11 /usr/bin/python3.11 /usr/local/bin/python3.11 python3; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo "$$each" && break; done)
KANAF := .venv/bin/python -m operations

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: ## the virtual environment alone
	@test -n "$(PYTHON)" || { echo "✗ Python 3.11 was not found"; \
		echo "  remedy: apt-get install python3.11 python3.11-venv   (or: make up PYTHON=/path/to/python3.11)"; exit 1; }
	@"$(PYTHON)" -m operations.bootstrap

.PHONY: up
up: install ## set up everything, start the whole system, wait until it is ready
	@$(KANAF) up

.PHONY: down
down: ## stop the system, keep its data
	@if [ -x .venv/bin/python ]; then $(KANAF) down; else echo "  nothing to stop: never started"; fi

.PHONY: clean
clean: ## stop the system, drop its data (.local), keep .venv
	@if [ -x .venv/bin/python ]; then $(KANAF) clean; else rm -rf .local; fi

.PHONY: demo
demo: install ## one day at a centre, through the gateway (needs make up)
	@$(KANAF) demo

.PHONY: test
test: install ## every tier but the long ones, on a system of its own
	@$(KANAF) test

.PHONY: faults
faults: install ## kill, stop and cut under load: lost = 0, done twice = 0 (long)
	@$(KANAF) test --faults

.PHONY: walk
walk: install ## every e-service to every end it can come to, on a clock that is moved (long)
	@$(KANAF) test --walk

.PHONY: bench
bench: install ## load and comparison figures (long)
	@.venv/bin/python -m bench

.PHONY: lint
lint: install ## ruff, mypy --strict, import contracts
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

.PHONY: compose-test
compose-test: install ## build the containers, run the demo against them, take them down (long)
	@deploy/compose-test

.PHONY: lock
lock: install ## renew the lock files from pyproject.toml (needs uv)
	@.venv/bin/python -m operations.lock
