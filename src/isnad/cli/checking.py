"""`isnad rules --check FILE...`: rule files in, a line for each fault on stderr and one for each file on stdout out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click

from isnad.model import IsnadError
from isnad.rules.check import Checked, Fault, check_file, line_of_entry


def check_files(names: tuple[str, ...]) -> int:
    """Check one file after another; 0 where all are sound, 3 where any has a fault."""
    if not names:
        raise click.UsageError("--check wants files: `isnad rules --check verbs.tsv`")
    return max(_check(Path(name)) for name in names)


def _check(path: Path) -> int:
    checked = check_file(path)
    faults = [*checked.faults, *_faults_on_trial(path, checked)]
    for fault in faults:
        click.echo(f"isnad: {fault}", err=True)
    count = len(checked.entries)
    entries = f"{count} {'entry' if count == 1 else 'entries'}"
    adds = f", adding to {checked.name}{path.suffix}" if checked.name else ""
    if faults:
        click.echo(f"{path}: {len(faults)} to mend; {entries} without a fault of form{adds}")
        return 3
    click.echo(f"{path}: sound, {entries}{adds}{_not_run(checked)}")
    return 0


def _not_run(checked: Checked) -> str:
    from isnad.cli.trial import can_run

    if checked.name is None:
        return "; no file of ours has this name or these columns, so its examples were not run"
    return "" if can_run(checked.name) else "; `make test` in a checkout runs its examples"


def _faults_on_trial(path: Path, checked: Checked) -> list[Fault]:
    """Run the examples of sound entries among our rules, in a process of its own."""
    from isnad.cli.trial import can_run

    if not checked.entries or checked.name is None or not can_run(checked.name):
        return []
    call = [sys.executable, "-m", "isnad.cli.trial", str(path)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no word").splitlines()[-1]
        raise IsnadError(f"{path}: our rules do not run together with it ({last}); docs/rules.md shows the format")
    return [_fault(path, *told) for told in json.loads(done.stdout)]


def _fault(path: Path, id: str, text: str, what: str) -> Fault:
    entry = id.partition("#")[2]
    line = line_of_entry(path, entry)
    if what == "fires":
        return Fault(str(path), line, entry, f"it fires on «{text}», where it must not", "narrow its pattern")
    says = f"nothing is read by it in its own example «{text}»"
    return Fault(str(path), line, entry, says, "write a sentence in which it is read, or mend the entry")
