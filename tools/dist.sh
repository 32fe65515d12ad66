#!/usr/bin/env bash
# The checkout in, dist/ with a wheel and a source archive out, both installed into fresh environments and tried: what
# the install takes in seconds and megabytes is printed.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
rm -rf dist
.venv/bin/python -m hatchling build
for archive in dist/*.whl dist/*.tar.gz; do
    place=$(mktemp -d)
    "$python" -m venv "$place/env" 2>/dev/null || .venv/bin/uv venv -q --seed --python "$python" "$place/env"
    start=$(date +%s)
    "$place/env/bin/python" -m pip install -q --disable-pip-version-check "$archive"
    took=$(($(date +%s) - start))
    (cd "$place" && env/bin/isnad build "$OLDPWD/examples" -o story.db -j 2 && env/bin/isnad export story.db jsonl -o story.jsonl)
    size=$(du -sm "$place/env" | cut -f1)
    echo "$archive: installed in $took s, $size MB with its environment, $(wc -l <"$place/story.jsonl") lines exported"
    rm -rf "$place"
done
