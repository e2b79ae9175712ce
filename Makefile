# `make run` and `make test` are all that a newcomer needs; both install what is missing.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --compile-bytecode
UV_VERSION := 0.13.9

# torch==…+cpu is not on PyPI. Where pip is told of a folder of wheels it is taken from there; elsewhere uv asks
# PyTorch's own index of CPU builds.
TORCH_SOURCE := $(if $(PIP_FIND_LINKS),--find-links "$(PIP_FIND_LINKS)",--torch-backend cpu)

# What runs on PostgreSQL and Redis once more: whatever uses the database. tests/config knows if one lacks.
ON_SERVICE := $(addprefix tests/,cli console conversations editing learning stops trials)

.PHONY: run demo test bench install browser servers clean
.DEFAULT_GOAL := run

run: install
	@PYTHONWARNINGS=ignore $(BIN)/python -m bot serve

demo: install
	@PYTHONWARNINGS=ignore $(BIN)/python -m bot demo $(if $(RESET),--reset)

test: install browser servers
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/bandit --quiet --severity-level medium --recursive bot actions stand_ins
	@$(BIN)/mypy
	@$(BIN)/python -m bot prepare
	@$(BIN)/python -m pytest
	@$(BIN)/python -m pytest -p tests.on_service -m "django_db and not system" $(ON_SERVICE)

# Half an hour on a quiet machine; what is measured is in benchmarks/README.md, what came of it in benchmarks/report.
bench: install
	@$(BIN)/python -m bot prepare
	@$(BIN)/python -W ignore -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml stand_ins/tensorflow/pyproject.toml Makefile
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 est nécessaire : installez-le (Debian : apt-get install python3.11 python3.11-venv), ou donnez son nom : make PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || { echo "Création de l’environnement $(VENV)…"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@echo "Installation des paquets (une à cinq minutes la première fois)…"
	@$(UV) $(TORCH_SOURCE) -r requirements.lock
	@$(UV) ./stand_ins/tensorflow
	@$(UV) --editable .
	@touch $@

# What the browser tests need. As root on Debian it is installed; elsewhere it is named.
browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installation de Chromium pour les tests…"; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	  else echo "Les tests ont besoin de Chromium : installez le paquet « chromium »."; exit 1; fi; }

# What the tests of the service profile need; they start servers of their own. As root on Debian they are installed.
servers:
	@{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 \
	  && command -v redis-server >/dev/null && command -v pg_dump >/dev/null && command -v systemd-analyze >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installation de PostgreSQL, de Redis et de systemd-analyze pour les tests…"; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql redis-server systemd >/dev/null; \
	  else echo "Les tests ont besoin de PostgreSQL, de Redis et de systemd-analyze : installez les paquets « postgresql », « redis-server » et « systemd »."; exit 1; fi; }

clean:
	rm -rf $(VENV) models var build
