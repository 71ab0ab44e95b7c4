# One command each; `make help` lists them. Everything is set up on the way, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test test-shops test-channels test-faults test-orders bench lock clean

# The set-up runs on any Python; the environment's own starts faster once it is there.
PYTHON ?= $(shell .venv/bin/python -I -S -c '' 2>/dev/null && echo .venv/bin/python || echo python3)
SETUP := $(PYTHON) -m scripts.setup
BIN := .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## build the environments, nothing else
	@$(SETUP)

run: ## set up, start everything and open the conversation (at a terminal)
	@$(SETUP)
	@if [ -t 0 ]; then exec $(BIN)/comptoir run --chat; else exec $(BIN)/comptoir run; fi

PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal
SHOPS := tests/contract/test_shop_contract.py tests/contract/test_shop_contract_orders.py \
	tests/contract/test_tryton_rpc.py tests/contract/test_tryton_server.py \
	tests/scenarios/test_real_history.py
FAULTS := tests/faults
ORDERS := tests/faults/test_killed_while_ordering.py
CHANNELS := tests/channels/test_platform_stories.py

test: ## set up, then check format, lint, types, import rules, and run the tests
	@$(SETUP) --development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy bot shop_client scripts tests
	$(BIN)/lint-imports
	$(PYTEST) $(patsubst %,--ignore %,$(SHOPS) $(FAULTS) $(CHANNELS))

test-shops: ## set up, then hold each shop engine to the contract
	@$(SETUP) --development
	$(PYTEST) $(SHOPS)

test-channels: ## set up, then play every story on Slack, on Telegram, on both, and on the web
	@$(SETUP) --development
	$(PYTEST) $(CHANNELS)

test-faults: ## set up, then kill processes in the middle of their work
	@$(SETUP) --development
	$(PYTEST) $(FAULTS) --ignore $(ORDERS)

test-orders: ## set up, then place thousands of orders in a failing shop while processes are killed
	@$(SETUP) --development
	$(BIN)/python -m pytest $(ORDERS)

bench: ## set up, then measure turns, acknowledgements, memory and start; BENCH=--quick is shorter
	@$(SETUP) --development
	$(BIN)/python -m tests.bench $(BENCH)

COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --universal \
	--custom-compile-command 'make lock'
lock: ## pin the newest allowed version of every requirement, with hashes
	@$(SETUP) --development
	$(COMPILE) --upgrade --python-version 3.11 requirements/uv.in -o requirements/uv.txt
	$(COMPILE) --upgrade --python-version 3.11 requirements/build.in -o requirements/build.txt
	$(COMPILE) --upgrade --python-version 3.11 requirements/dev.in -o requirements/dev.txt
	$(COMPILE) --python-version 3.11 requirements/bot.in -c requirements/dev.txt -o requirements/bot.txt
	$(COMPILE) --upgrade --python-version 3.11 shop_client/tryton_server/requirements.in \
		-o shop_client/tryton_server/requirements.txt
	$(COMPILE) --upgrade --python-version 3.10 nlu_data/requirements.in -o nlu_data/requirements.txt

clean: ## remove the environments, caches and logs; data in var/ stays
	rm -rf .venv .venv-nlu .venv-shop build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache var/log
