# Every target does its own set-up; what is made already is left alone. `make` alone lists the targets.
# PYTHON=python3.12 chooses the interpreter; the first set-up takes the newest of 3.11 to 3.13 that is found.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test demo lint bench outputs lock setup clean

# Package tools and caches want a home; without one, everything stays in this folder.
ifeq ($(strip $(HOME)),)
export HOME := $(CURDIR)/.cache/home
endif

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## /  make \1	/p' Makefile

run:  ## write the outputs that sources.yaml names
	@.ci/setup.sh run
	@.venv/bin/harvest --deadline 12

test:  ## style, types and tests; the last line says what was not tested
	@.ci/setup.sh dev
	@.ci/test.sh

demo:  ## the whole flow on the example page, with services played by this machine
	@.ci/setup.sh run
	@examples/demo.sh

lint:  ## style and types alone
	@.ci/setup.sh dev
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

bench:  ## how fast harvest starts
	@.ci/setup.sh run
	@.venv/bin/python bench/startup.py

outputs:  ## write anew, without a network, all outputs that are committed (after a change of a writer)
	@.ci/setup.sh run
	@.venv/bin/harvest --offline
	@cd examples/site && ../../.venv/bin/harvest --offline
	@cd examples/site && ../../.venv/bin/harvest --offline about.md --markdown research.md

lock:  ## pin the packages anew after a change of pyproject.toml (UPGRADE=--upgrade: take newer releases)
	@.ci/lock.sh

setup:  ## all that development needs, in .venv
	@.ci/setup.sh dev

clean:  ## delete what was made, .venv included
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis dist examples/site/_site examples/site/.jekyll-cache
	find harvester tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
