"""Every bench that takes minutes at most, one after another, each printing its own table.

python bench/all.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
BENCHES: tuple[tuple[str, ...], ...] = (
    ("startup.py",),
    ("annotate.py", str(SHARED)),
    ("length.py", str(SHARED / "data")),
    ("timex_spec.py",),
    ("timex_speed.py", str(SHARED / "data")),
    ("resolve_gold.py",),
    ("ner.py",),
    ("variants.py",),
    ("events.py",),
    ("page_shapes.py",),
    ("extraction.py",),
    ("text_pages.py",),
    ("archives.py",),
    ("claims.py", str(SHARED / "data")),
    ("seed_claims.py", str(SHARED)),
    ("storylines.py", str(SHARED / "data")),
    ("ans.py", str(SHARED / "data")),
    ("reprints.py", str(SHARED / "data")),
)


def main() -> int:
    if not SHARED.is_dir():
        print(f"the data the benches measure on is not here ({SHARED}); docs/benchmarks.md holds the last figures")
        return 0
    failed = 0
    for script, *arguments in BENCHES:
        print(f"\n== bench/{script}", flush=True)
        failed += subprocess.run([sys.executable, str(HERE / script), *arguments], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
