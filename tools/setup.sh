#!/usr/bin/env bash
# A Python of 3.11 or later in, .venv with everything pinned in requirements-dev.lock out.
#
#     tools/setup.sh [LOCK]      another lock than requirements-dev.lock: requirements-bench.lock adds the benches' peers
set -euo pipefail
cd "$(dirname "$0")/.."

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    echo "isnad needs Python 3.11 or later; none was found on PATH. Name one: make PYTHON=/path/to/python3" >&2
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"; else return 1; fi
}

# Debian ships Python without ensurepip, so `venv` alone may fail; each way below ends in a .venv that has pip,
# or in one that a pip outside it can fill.
make_venv() {
    local python=$1
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    echo "this Python makes no virtual environment by itself (no ensurepip); trying other ways" >&2
    "$python" -m virtualenv -q .venv >/dev/null 2>&1 && return
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --without-pip .venv && return
    fi
    if command -v uv >/dev/null 2>&1; then
        uv venv -q --seed --python "$python" .venv && return
    fi
    if command -v apt-get >/dev/null 2>&1; then
        as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv >/dev/null && "$python" -m venv .venv && return
    fi
    echo "no virtual environment could be made. Install your system's python3-venv package, then run make again" >&2
    return 1
}

install() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install -qq --disable-pip-version-check "$@"
    else
        "$python" -m pip --python .venv/bin/python install -qq --disable-pip-version-check "$@"
    fi
}

lock=${1:-requirements-dev.lock}
python=$(find_python)
if ! .venv/bin/python -c '' >/dev/null 2>&1; then
    rm -rf .venv
    make_venv "$python"
fi
echo "setting up .venv with what $lock pins" >&2
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation -e .
