"""An assistant's question in, its answer out: one method a question, each answered from one moment of the story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from isnad.export.report_tree import Branch, Statement
from isnad.export.report_view import card_of, lines_of
from isnad.mcp import answers as give
from isnad.mcp.telling import change_of, claim_lines, head_of, head_of_row, proof_of, told_by_id, told_in, wording
from isnad.model import Claim, IsnadError, Links, Span, Stance
from isnad.store import query
from isnad.store.decided import StoredRecords, entities_of, rests_on
from isnad.store.file import Story
from isnad.store.query.lists import claim_rows, claims_of_article, count_claims, speakers, speakers_by_id, tally
from isnad.store.query.log import heir, log_about
from isnad.store.query.newest import StorylineRow, storyline_leaf, storyline_row, storyline_rows
from isnad.store.query.voices import count_said, entities_called, said_by, said_of
from isnad.store.readers import Readers
from isnad.text.fold import fold

LEAF = 12
PART = 6_000
"""Code points of an article's text in one answer."""
WIDEST = 60
"""Statements of one side of a claim in one answer."""

Leaf = Annotated[int, Field(ge=1, le=10_000)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="ISO day, or empty")]
Words = Annotated[str, Field(max_length=400)]
Id = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Questions:
    """What may be asked of a story. Raises `IsnadError` where it holds nothing of the kind."""

    story: Path
    readers: Readers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "readers", Readers(self.story))

    def search(
        self,
        words: Words,
        stance: Stance | None = None,
        speaker: Annotated[str, Field(description="id of a speaker, or empty")] = "",
        outlet: str = "",
        since: Day = "",
        until: Day = "",
        leaf: Leaf = 1,
    ) -> give.SearchAnswer:
        """Articles that hold all the words, best first. Spelling is folded and clitics are allowed for; words in
        quotation marks are a phrase."""
        with self._reading() as db:
            hits = query.search(
                db, words, speaker=speaker or None, stance=stance, outlet=outlet or None, since=since or None,
                until=until or None, limit=LEAF + 1, offset=(leaf - 1) * LEAF,
            )  # fmt: skip
            heads = {id: head_of_row(row) for id, row in query.articles_by_id(db, [h.article for h in hits]).items()}
        found = []
        for hit in hits[:LEAF]:
            whole = give.Passage(hit.snippet, hit.article, hit.start, hit.start + len(hit.snippet))
            words_found = tuple(
                give.Passage(s.of(hit.snippet), hit.article, hit.start + s.start, hit.start + s.end) for s in hit.found
            )
            found.append(give.Found(heads[hit.article], whole, words_found))
        return give.SearchAnswer(tuple(found), len(hits) > LEAF)

    def claims(
        self,
        kind: Annotated[
            Literal["told", "contested", "unverified", "hidden", "drift", "single", "all"],
            Field(description="told more than once, contested, not verified, with hidden origins, changed on the way"),
        ] = "told",
        order: Literal["weight", "origins", "time"] = "weight",
        speaker: str = "",
        storyline: str = "",
        leaf: Leaf = 1,
    ) -> give.ClaimsAnswer:
        """Claims of the record with the first statements of each side; only those of a speaker or a storyline (by id)
        where it is given."""
        of = {"speaker": speaker or None, "storyline": storyline or None}
        with self._reading() as db:
            total = count_claims(db, kind, **of)
            rows = claim_rows(db, kind, order=order, limit=LEAF, offset=(leaf - 1) * LEAF, **of)
            return give.ClaimsAnswer(total, leaf, -(-total // LEAF), claim_lines(db, rows))

    def claim(self, id: Id) -> give.ClaimAnswer:
        """One claim: who asserts it, who denies it, who could not verify it, in which words; its independent origins
        with their proof; what changed between tellings; what people decided on it."""
        with self._reading() as db:
            c = self._claim(db, id)
            sides = tuple(ids[:WIDEST] for ids in (c.attributions, c.contested_by, c.unverified))
            known = told_by_id(db, (s for ids in sides for s in ids))
            text = wording(c.text)
            log = [(r.decision, r.stands) for r in log_about(db, c.id)]
        vouches, denies, unverified = (tuple(known[s] for s in ids if s in known) for ids in sides)
        size = len(c.attributions) + len(c.contested_by) + len(c.unverified)
        return give.ClaimAnswer(
            c.id, text, c.at_least, c.at_most,
            tuple(
                give.OriginLine(give.short(o.name), o.hidden, o.articles[:WIDEST], tuple(map(proof_of, o.evidence)))
                for o in c.origins
            ),
            vouches, denies, unverified, size - len(vouches) - len(denies) - len(unverified),
            tuple(map(change_of, c.drift)),
            tuple(give.DecisionLine(d.kind, d.by, d.at, d.note, stands) for d, stands in log),
        )  # fmt: skip

    def article(self, id: Id, start: Annotated[int, Field(ge=0)] = 0) -> give.ArticleAnswer:
        """One article: a part of its text from the code point `start`, with the statements and time expressions that
        stand in it, and the evidence for its date."""
        with self._reading() as db:
            record = next(StoredRecords(db).named([id]), None)
            if record is None:
                raise IsnadError(f"the story holds no article {id}; `search` finds them")
            told = told_in(db, record)
            claims = claims_of_article(db, id)
        a = record.article
        part = Span(min(start, len(a.text)), min(start + PART, len(a.text)))
        here = tuple(t for t in told if any(p.start < part.end and part.start < p.end for p in (*t.content, t.cue)))
        times = (t for t in record.annotations.timexes if t.span.meets(part))
        return give.ArticleAnswer(
            head_of(a), a.url,
            give.Passage(part.of(a.text), id, part.start, part.end),
            part.end if part.end < len(a.text) else None,
            here, {t.id: claims[t.id] for t in here if t.id in claims},
            tuple(give.Time(give.passage(id, a.text, t.span), t.value) for t in times),
            tuple(give.DateEvidence(d.value, d.words[:600], d.origin, d == a.published) for d in a.dates[:20]),
        )  # fmt: skip

    def speaker(self, id_or_name: Words, leaf: Leaf = 1) -> give.SpeakerAnswer:
        """What one person or body said, in order of time, and what others say of it. A name that fits several gives
        those it may be."""
        with self._reading() as db:
            link = query.entity_link(db, id_or_name, 0) or query.entity_link(db, heir(db, id_or_name) or "", 0)
            if link is None:
                may_be = self._named(db, id_or_name)
                if len(may_be) != 1:
                    return give.SpeakerAnswer(None, (), {}, (), 0, (), may_be)
                link = query.entity_link(db, may_be[0].id or "", 0)
            assert link is not None
            id = link.entity.id
            stances = dict(count_said(db, id))
            said = [s.id for s in said_by(db, id, LEAF, (leaf - 1) * LEAF)]
            of = [s.id for s in said_of(db, id, LEAF)]
            known = told_by_id(db, [*said, *of])
        e = link.entity
        return give.SpeakerAnswer(
            give.Person(e.id, give.short(e.name), e.kind), tuple(give.short(m) for m in e.mentions[:40]), stances,
            tuple(known[s] for s in said), -(-sum(stances.values()) // LEAF), tuple(known[s] for s in of), (),
        )  # fmt: skip

    def storylines(self, leaf: Leaf = 1) -> give.StorylinesAnswer:
        """The unfolding stories of the pile, the widest first."""
        with self._reading() as db:
            total = tally(db, "storylines")
            rows = storyline_rows(db, LEAF, (leaf - 1) * LEAF)
        return give.StorylinesAnswer(total, leaf, -(-total // LEAF), tuple(map(_storyline, rows)))

    def storyline(self, id: Id, leaf: Leaf = 1) -> give.StorylineAnswer:
        """One storyline: its articles in order of time, and the claims most told in it with their words."""
        with self._reading() as db:
            row = storyline_row(db, id)
            if row is None:
                raise IsnadError(f"the story holds no storyline {id}; `storylines` lists them")
            rows = storyline_leaf(db, id, LEAF, (leaf - 1) * LEAF)
            claims = claim_lines(db, claim_rows(db, "told", storyline=id, limit=8))
        return give.StorylineAnswer(_storyline(row), tuple(map(head_of_row, rows)), -(-row.articles // LEAF), claims)

    def chain(self, id: Annotated[str, Field(description="id of a claim or of a statement")]) -> give.ChainsAnswer:
        """The source chain: through whom words came to the reader, from their origin to the page, every link with the
        words that prove it."""
        with self._reading() as db:
            said = query.statements_by_id(db, [id]).get(id)
            if said is not None:
                record = next(StoredRecords(db).named([said.article]))
                lines = lines_of(record, Links(entities=entities_of(db, (record,))))
                at = next(n for n, a in enumerate(record.annotations.attributions) if a.id == id)
                return give.ChainsAnswer(id, None, None, (_chain_of("said", lines[at]),))
            c = self._claim(db, id)
            sides = (c.attributions[:WIDEST], c.contested_by[:WIDEST], c.unverified[:WIDEST])
            part = replace(c, attributions=sides[0], contested_by=sides[1], unverified=sides[2])
            card = card_of(*rests_on(db, part), part)
        chains = [chain for branch in card.tree for chain in _chains(branch, ())]
        for role, tellings in (("denies", card.denies), ("unverified", card.unverified)):
            chains += [_chain_of(role, s) for telling in tellings for s in telling.statements]
        return give.ChainsAnswer(c.id, c.at_least, c.at_most, tuple(chains))

    def _reading(self) -> AbstractContextManager[Story]:
        return self.readers.lent()

    @staticmethod
    def _claim(db: Story, id: str) -> Claim:
        found = query.claim(db, id) or query.claim(db, heir(db, id) or "")
        if found is None:
            raise IsnadError(f"the story holds no claim or statement {id}; `claims` lists them")
        return found

    def _named(self, db: Story, name: str) -> tuple[give.Person, ...]:
        """Speakers of a name, the most heard first: those called exactly so, else those whose name holds it."""
        wanted = fold(name).strip()
        if not wanted:
            return ()
        holding = speakers(db, wanted)
        exact = [s for s in holding if fold(s.name) == wanted]
        called = speakers_by_id(db, sorted(entities_called(db, name.strip()) - {s.id for s in exact}))
        exact = sorted((*exact, *called.values()), key=lambda s: -s.said)
        return tuple(give.Person(s.id, give.short(s.name), s.kind) for s in (exact or holding)[:LEAF])


def _storyline(row: StorylineRow) -> give.StorylineLine:
    return give.StorylineLine(row.id, row.title[:600], row.begin, row.end, row.articles, row.claims)


def _chains(branch: Branch, above: tuple[give.Link, ...]) -> Iterator[give.Chain]:
    """One chain a page, from the origin down."""
    own = tuple(_proof(s) for s in branch.statements[:8])
    proof = tuple(proof_of(e).passage for e in branch.evidence[:8]) or own
    links = (*above, give.Link(branch.kind, give.short(branch.name), proof))
    if branch.kind == "page":
        yield give.Chain("vouches", links, tuple(s.anchor[2:] for s in branch.statements))
    for child in branch.children:
        yield from _chains(child, links)


def _chain_of(role: str, line: Statement) -> give.Chain:
    proof = (_proof(line),)
    name = line.speaker.name if line.speaker else line.source or ""
    links = [give.Link("origin" if line.speaker else "hidden", give.short(name), proof)]
    links += [give.Link("relay", give.short(relay.name), proof) for relay in reversed(line.via)]
    page = give.Link("page", give.short(line.article.outlet or ""), proof)
    return give.Chain(role, (*links, page), (line.anchor[2:],))


def _proof(s: Statement) -> give.Passage:
    return give.passage(s.article.id, s.article.text, s.proof)
