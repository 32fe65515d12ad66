"""Processes in, what starting them costs out: `import isnad` and `isnad --help`, as ratios to a bare Python.

python bench/startup.py [--times 15]

Each kind of process is started in turn, round after round, so that all of them meet the same load; the figure is the
median of the rounds' ratios, the milliseconds are medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

KINDS = {
    "python -c pass": ["-c", "pass"],
    "import isnad": ["-c", "import isnad"],
    "isnad --help": ["-m", "isnad", "--help"],
    "isnad export --help": ["-m", "isnad", "export", "--help"],
    "import pandas": ["-c", "import pandas"],
}


def seconds(arguments: list[str]) -> float | None:
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    return time.perf_counter() - start if done.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    rounds = [{name: seconds(arguments) for name, arguments in KINDS.items()} for _ in range(times)]
    print("| process | median, ms | ratio to `python -c pass` | median more than it, ms |\n|---|---|---|---|")
    for name in KINDS:
        pairs = [(r[name], r["python -c pass"]) for r in rounds]
        both = [(mine, bare) for mine, bare in pairs if mine is not None and bare is not None]
        if not both:
            print(f"| {name} | not installed | | |")
            continue
        took = 1000 * statistics.median(mine for mine, _ in both)
        ratio = statistics.median(mine / bare for mine, bare in both)
        more = 1000 * statistics.median(mine - bare for mine, bare in both)
        print(f"| {name} | {took:.0f} | {ratio:.2f} | {more:.0f} |")


if __name__ == "__main__":
    main()
