#!/usr/bin/env bash
# pyproject.toml in, locks out, every package pinned with its hashes: requirements.lock is what isnad needs to run,
# requirements-dev.lock what the tests need, requirements-bench.lock what the benches compare with.
# The cluster extra is left out: it takes 800 MB, and its tests skip where it is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
[ -x "$uv" ] || .venv/bin/python -m pip install --quiet uv
lock() {
    local file=$1
    shift
    "$uv" pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file "$file"
}

lock requirements-dev.lock --extra dev --extra web --extra export --extra frames --extra mcp --extra readers --extra spacy
lock requirements.lock --extra build --extra web --constraint requirements-dev.lock
lock requirements-bench.lock --extra dev --extra bench --constraint requirements-dev.lock
