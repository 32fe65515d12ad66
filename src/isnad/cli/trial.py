"""A sound rule file in, what its examples do among our rules out: a process of its own, for rules are loaded once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from isnad.rules.check import check_file, with_ours
from isnad.rules.load import Example, Row, Rule, load_rows, load_rules, try_text

_FIRING = (
    "attribution/governed", "attribution/hedges", "attribution/nouns", "attribution/phrases", "attribution/verbs",
    "names/bodies", "names/ministries", "names/outlets", "names/people", "names/places", "names/states",
    "timex/clock", "timex/dates", "timex/durations", "timex/relative", "timex/sets", "timex/spans",
)  # fmt: skip
"""Files each entry of which fires under its own id in its own example; tests hold our entries to it."""
_READ = (
    "dates/months", "dates/weekdays", "outlets/agencies", "outlets/agency_forms", "outlets/outlets", "furniture/lines",
    "published/forms", "events/verbs",
)  # fmt: skip
"""Files whose findings carry no id of an entry, but whose examples must be read as a date, an event, an agency …"""
REFERENCE = "2024-06-17"
"""Day on which an example without one of its own is read."""


def can_run(name: str) -> bool:
    """Whether examples of a file are run here; those of the others are run by `make test` alone."""
    return name in _FIRING or name in _READ


def failing(name: str, entries: tuple[Rule | Row, ...], never: tuple[Example, ...]) -> list[tuple[str, str, str]]:
    """Ids of entries with an example in which they are silent, or with one in which they fire and must not."""
    out: list[tuple[str, str, str]] = []
    for entry in entries:
        yes, no = (entry.yes, entry.no) if isinstance(entry, Rule) else ((Example(entry.example),), ())
        out += [(entry.id, e.text, "silent") for e in yes if not _does(name, entry, e.text)]
        if name in _FIRING:
            out += [(entry.id, e.text, "fires") for e in (*no, *never) if entry.id in _fired(e.text)]
    return out


def _does(name: str, entry: Rule | Row, text: str) -> bool:
    return entry.id in _fired(text) if name in _FIRING else _is_read(name, entry, text)


def _fired(text: str) -> frozenset[str]:
    """Ids of all rules that found something in a text, details of an entry left off."""
    from isnad.pipeline import annotate_text

    found = annotate_text(text, REFERENCE).annotations
    ids = {t.rule for t in found.timexes} | {m.rule for m in found.mentions} | {e.rule for e in found.events}
    ids |= {rule for a in found.attributions for rule in a.rules}
    return frozenset("#".join(id.split("#")[:2]) for id in ids)


def _is_read(name: str, entry: Rule | Row, text: str) -> bool:
    from isnad.extract.byline import credits_of
    from isnad.extract.dates import written_dates
    from isnad.extract.furniture import cuts_in, label_of
    from isnad.extract.lines import line_of
    from isnad.pipeline import annotate_text
    from isnad.text.fold import fold

    if name == "published/forms":
        return any(date.rule == entry.id for date in written_dates(fold(text)))
    if name == "furniture/lines":
        line = line_of(text, 0, len(text))
        label = label_of(line) if line else None
        return line is not None and entry.id in {label.rule if label else "", *(cut.rule for cut in cuts_in(line))}
    if name.startswith("outlets/"):
        found = credits_of(text)
        if name == "outlets/outlets":
            return found.outlet is not None
        return bool(found.agencies) or (entry.get("named") not in (None, "yes") and found.unnamed)
    if name == "events/verbs":
        return bool(annotate_text(text, REFERENCE).annotations.events)
    form = entry.get("form") or ""
    if name == "dates/months":  # many names are months beside a day alone, and an example may do without
        text = f"عاد الوفد في 5 {form} {1440 if entry.get('calendar') == 'hijri' else 2020}."
    return any(fold(form) in fold(timex.text) for timex in annotate_text(text, REFERENCE).annotations.timexes)


def main() -> None:
    """`python -m isnad.cli.trial FILE`: a JSON list of [id, example, "silent" or "fires"] on stdout."""
    path = Path(sys.argv[1])
    checked = check_file(path)
    assert checked.name
    merged = with_ours(checked, path.read_text("utf-8-sig"))
    load_rows.cache_clear()
    load_rules.cache_clear()
    try_text(checked.name + path.suffix, merged)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    json.dump(failing(checked.name, checked.entries, checked.never), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
