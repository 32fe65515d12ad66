"""Installed packages in, `docs/licences.md` out: everything isnad ships or brings, and under which licence.

python tools/licences.py
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
EXTRAS = ("", "export", "frames", "web", "mcp", "spacy", "cluster", "docs")
"""The base install, and the extras of users; those of developers bring nothing to a user."""

SHIPPED = (
    ("rules and lexicons", "src/isnad/rules", "Apache-2.0, written for this project"),
    ("Cytoscape.js", "src/isnad/web/static/vendor/cytoscape", "MIT"),
    ("Apache ECharts", "src/isnad/web/static/vendor/echarts", "Apache-2.0; its d3 parts BSD-3-Clause"),
    ("Noto Naskh Arabic, Noto Sans Arabic", "src/isnad/web/static/vendor/noto", "OFL-1.1"),
)
"""What lies in the wheel itself, where, and its licence."""

HEAD = """# Licences

isnad is [Apache-2.0](../LICENSE). Made by `python tools/licences.py` from what is installed; a test holds it to that.
Nothing here binds the code or the findings of who uses isnad: no package below is under the GPL, the AGPL or the LGPL.
What is under the MPL-2.0 (file by file: changes to those files are to be shared, and nothing else) is used as it comes.

## In the wheel itself

| what | where | licence |
|---|---|---|
"""

SHORT = {
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0", "http://www.apache.org/licenses/LICENSE-2.0": "Apache-2.0",
    "MIT License": "MIT", "BSD License": "BSD", "BSD-3-Clause License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
    "Apache License Version 2.0": "Apache-2.0", "The MIT License (MIT)": "MIT", "ISC License (ISCL)": "ISC",
}  # fmt: skip
BINDING = re.compile(r"\b(A?GPL|LGPL|GNU)\b", re.IGNORECASE)


def licence_of(name: str) -> str:
    """A package's licence as its metadata has it, in short."""
    told = distribution(name).metadata
    expression = told.get("License-Expression")
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    named = [c for c in classifiers if c != "OSI Approved"]
    plain = (told.get("License") or "").strip().splitlines()
    found = [expression] if expression else named or plain[:1] or ["?"]
    return ", ".join(dict.fromkeys(SHORT.get(f, f) for f in found))


def brought(extra: str) -> set[str]:
    """Every package an extra brings, those that its packages bring included. Raises where one is not installed."""
    met: set[str] = set()
    todo = [("isnad", extra)]
    while todo:
        name, wanted = todo.pop()
        for line in distribution(name).requires or ():
            needed = Requirement(line)
            key = needed.name.lower().replace("_", "-")
            if needed.marker and not needed.marker.evaluate({"extra": wanted}):
                continue
            if (
                not (name == "isnad" and wanted and not (needed.marker and "extra" in str(needed.marker)))
                and key not in met
            ):
                met.add(key)
                todo += [(key, e) for e in ("", *needed.extras)]
    return met


def page() -> str:
    """The whole page."""
    parts = [HEAD + "".join(f"| {what} | `{where}` | {licence} |\n" for what, where, licence in SHIPPED)]
    met: set[str] = set()
    for extra in EXTRAS:
        try:
            found = sorted(brought(extra) - met)
        except PackageNotFoundError as missing:
            raise SystemExit(
                f"{missing.name} is not installed: pip install -e '.[{extra}]', then run this again"
            ) from None
        met |= set(found)
        title = f"More, with `isnad[{extra}]`" if extra else "Brought by `pip install isnad`"
        rows = "".join(f"| {name} | {licence_of(name)} |\n" for name in found)
        parts.append(f"## {title}\n\n| package | licence |\n|---|---|\n{rows}")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
