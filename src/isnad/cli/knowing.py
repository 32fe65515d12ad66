"""`isnad rules`: everything isnad knows of the language, with the sentences that prove it, and what fires on yours."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from isnad.cli.screen import Screen, clip

if TYPE_CHECKING:
    from isnad.model import Record
    from isnad.rules.catalogue import Entry


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--check", is_flag=True, help="Each NAME is a rule file of yours: say what keeps it from loading.")
@click.option("--try", "text", metavar="TEXT", help="Show what fires on a sentence; - reads it from stdin.")
@click.option("--published", metavar="DAY", help="With --try: the day the sentence was published, in ISO form.")
@click.pass_obj
def rules(lang: str, names: tuple[str, ...], check: bool, text: str | None, published: str | None) -> None:
    """List rules and lexicon rows with their reasons and examples.

    NAME is the beginning of an id, such as timex or dates/months; without one, the files are listed. With --check it is
    a file: `isnad rules --check verbs.tsv` holds its rows to the law of rule files and runs their examples among ours.
    """
    screen = Screen(lang)
    if check:
        from isnad.cli.checking import check_files

        sys.exit(check_files(names))
    if text is not None:
        _try(screen, sys.stdin.read() if text == "-" else text, published)
        return
    from isnad.rules.catalogue import entries, rule_files

    if not names:
        for name, ending in rule_files():
            count = sum(e.file == name for e in entries())
            screen.line(f"{name}.{ending}\t{count} {screen.word('entries')}")
        return
    chosen = [e for e in entries() if e.id.startswith(names)]
    if not chosen:
        raise click.UsageError(f"no rule begins with {' or '.join(names)}; `isnad rules` lists the files")
    for one in chosen:
        _entry(screen, one)


def _entry(screen: Screen, e: Entry) -> None:
    screen.line(click.style(e.id, bold=True))
    screen.line(f"{screen.word('why')}: {e.why}", indent=2)
    screen.line(f"{screen.word('words')}: {e.pattern}", indent=2)
    if e.gives:
        screen.line(", ".join(f"{k} = {v}" for k, v in e.gives), indent=2)
    for example in e.yes:
        expected = "".join(f"  {k} = {v}" for k, v in example.expect)
        screen.line(f"{screen.word('examples')}: {example.text}{expected}", indent=2)
    for example in e.no:
        screen.line(f"{screen.word('not')}: {example.text}", indent=2)


def _try(screen: Screen, text: str, published: str | None) -> None:
    """What is found in a text: kind, words, what they mean, and the rules."""
    from isnad.pipeline import annotate_text

    rows = _rows(annotate_text(text.strip(), published))
    if not rows:
        click.echo("nothing fires on this text", err=True)
    screen.table(("id", "words", "content", "rule"), rows, arabic=(1, 2))


def _rows(record: Record) -> list[tuple[str, str, str, str]]:
    text, found = record.article.text, record.annotations
    names = {e.id: e.name for e in found.entities}
    rows = [("timex", t.text, f"{t.type} {t.value or '?'}", t.rule) for t in found.timexes]
    rows += [("mention", m.text, f"{m.kind} {names.get(m.entity, m.entity)}", m.rule) for m in found.mentions]
    for a in found.attributions:
        speaker = names.get(a.speaker or "", a.speaker or "?")
        via = "".join(f" via {names.get(v, v)}" for v in a.via)
        content = clip(" … ".join(s.of(text) for s in a.content), 80)
        rows.append(("statement", a.cue.of(text), f"{speaker}{via} {a.stance} {a.form}: {content}", " ".join(a.rules)))
    rows += [
        ("event", e.span.of(text), f"{e.type} {e.actor or '?'} → {e.recipient or '?'}", e.rule) for e in found.events
    ]
    return rows
