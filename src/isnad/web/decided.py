"""The story and what people decided in, records and statements as they stand after that out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from isnad.model import Record
from isnad.store import query
from isnad.store.corrected import corrected, fix_of, rejected_ids
from isnad.store.decisions import decisions, standing
from isnad.store.file import Story
from isnad.store.query import Name, Statement


def decided_records(db: Story, articles: Iterable[str]) -> Iterator[Record]:
    """Named articles with what people corrected in them."""
    stands = standing(decisions(db))
    for id in articles:
        found = query.record(db, id)
        if found is not None:
            yield corrected(found, stands)


def statements_decided(db: Story, said: dict[str, Statement]) -> dict[str, Statement]:
    """Statements with the stance and the speaker people gave them."""
    fixes = {d.target: fix_of(d) for d in standing(decisions(db)) if d.kind == "fix" and d.target in said}
    out = dict(said)
    for id, fix in fixes.items():
        speaker = out[id].speaker
        if fix.speaker is not None and (speaker is None or speaker.name != fix.speaker):
            speaker = Name(fix.speaker, fix.speaker, None, "group") if fix.speaker else None
        out[id] = replace(out[id], stance=fix.stance or out[id].stance, speaker=speaker, confidence=1.0)
    return out


def rejected_in(db: Story) -> frozenset[str]:
    """Everything people took out of the record."""
    return rejected_ids(standing(decisions(db)))
