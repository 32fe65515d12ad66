#!/usr/bin/env bash
# Nothing in, the path of a Chromium that the browser tests can drive out; installed with apt-get where root may.
set -euo pipefail
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
find_chromium && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
find_chromium || { echo "no Chromium: install your system's chromium package" >&2; exit 1; }
