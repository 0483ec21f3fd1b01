# `make serve` runs Stet; `make test` runs every check. Neither needs anything but Python and make.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; exit; }; done; echo python3)
RUN := .venv/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
COMPILE := .venv/lock/bin/python -m piptools compile --quiet --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header

# What is set for serving is not for the checks; the database is, so that they run on any.
OWN := env -u ALLOWED_HOSTS -u DJANGO_SETTINGS_MODULE -u PORT -u SECRET_KEY -u STET_DB_PREPARE -u STET_DEMO \
	-u STET_HOST -u STET_HTTPS -u STET_PUBLIC_URL -u STET_RATE_LIMIT \
	-u STET_REQUIRED_APPROVALS -u STET_SECOND_FACTOR -u STET_TRUSTED_PROXIES \
	-u STET_WEBHOOK_DAYS -u STET_WEBHOOK_FAILURES -u STET_WEBHOOK_PORTS -u STET_WEBHOOK_PRIVATE
CHECK := $(OWN) STET_DATA_DIR=.stet/test STET_DB_DURABLE=0 STET_RATE_LIMIT=none $(RUN)
BENCH := $(OWN) STET_DATA_DIR=.stet/bench STET_RATE_LIMIT=none $(RUN)

.PHONY: serve test bench format lock
.DELETE_ON_ERROR:

serve: .venv/installed
	@exec $(RUN) manage.py serve --with-parent $$PPID

test: .venv/installed-dev
	$(CHECK) -m ruff format --check .
	$(CHECK) -m ruff check .
	$(CHECK) -m mypy config sources claims
	$(CHECK) -c 'from importlinter.cli import lint_imports_command as run; run()'
	$(CHECK) manage.py makemigrations --check --dry-run
	$(CHECK) manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(CHECK) -m pytest -n 2 --dist worksteal

bench: .venv/installed-dev
	$(BENCH) -m pytest tests/benchmarks -s -o python_files="bench_*.py"

format: .venv/installed-dev
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

lock: .venv/lock/installed
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt --output-file requirements-dev.txt pyproject.toml

# The checkout may have been moved, or its Python removed: then the environment is made again.
.venv/made:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Stet needs Python 3.11 or later: install it, or say where it is: make PYTHON=/path/to/python3' >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python lacks its module venv: install it (Debian, Ubuntu: apt-get install python3-venv).' >&2; \
		exit 1; }
	@echo 'Making the virtual environment .venv ...'
	@"$(PYTHON)" -m venv --clear .venv
	@touch $@

.venv/installed: requirements.txt | .venv/made
	@echo 'Installing what requirements.txt names ...'
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt | .venv/made
	@echo 'Installing what requirements-dev.txt names ...'
	@$(INSTALL) -r requirements-dev.txt
	@touch .venv/installed $@

.venv/lock/installed: | .venv/made
	@"$(PYTHON)" -m venv .venv/lock
	@.venv/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	@touch $@

# A moved checkout, or a Python that is gone, leaves an environment that does not run.
ifneq ($(wildcard .venv/made),)
ifneq ($(shell $(RUN) -m pip --version >/dev/null 2>&1 && echo runs),runs)
$(shell rm -f .venv/made .venv/installed .venv/installed-dev)
endif
endif
