"""Rule files in, their patterns as lists of items out, parts written in: what the grammar compiles.

A pattern is a list of items: a class (`month`), a word in its match form (`منذ`), a part of `timex/parts.toml`
(`<amount>`), each with `?`, `*` or `+` after it where it may miss or recur, brackets and `|` for choices, and `name:`
before what the finding needs. `<-x` looks back at one item. `t:` marks the time expression itself where the pattern
reads more than it.
"""

from __future__ import annotations

import re
from functools import cache

from isnad.model import IsnadError
from isnad.rules.load import Rule, load_rules

FILES = tuple(f"timex/{name}" for name in ("never", "dates", "relative", "clock", "durations", "sets", "spans"))
"""Rule files in order: of two matches of one length the earlier rule's is taken."""

_ITEM = re.compile(r"\s*(<-|[a-z]+:|[a-z][a-z0-9]*|[ء-ي]+|[()|?*+])")
_PART = re.compile(r"<([a-z][a-z0-9-]*)>")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every time rule, in order."""
    return tuple(rule for name in FILES for rule in load_rules(name))


@cache
def items(rule: Rule) -> tuple[str, ...]:
    """The items of a rule's pattern. Raises `IsnadError` that names the rule and the place."""
    text = rule.pattern.rstrip()
    while _PART.search(text):
        text = _PART.sub(lambda m: f"({_part(rule, m.group(1))})", text)
    out, at = [], 0
    while at < len(text):
        m = _ITEM.match(text, at)
        if m is None:
            raise IsnadError(f"rule {rule.id}: cannot read the pattern at {text[at : at + 20]!r}")
        out.append(m.group(1))
        at = m.end()
    return tuple(out)


def is_word(item: str) -> bool:
    """Whether an item is an Arabic word rather than a class or a mark of the pattern language."""
    return "ء" <= item[0] <= "ي"


@cache
def literals() -> frozenset[str]:
    """Every Arabic word that patterns name."""
    return frozenset(item for rule in all_rules() for item in items(rule) if is_word(item))


@cache
def _parts() -> dict[str, str]:
    return {rule.id.partition("#")[2]: rule.pattern for rule in load_rules("timex/parts")}


def _part(rule: Rule, name: str) -> str:
    if name not in _parts():
        raise IsnadError(f"rule {rule.id}: no part <{name}> in timex/parts.toml")
    return _parts()[name]
