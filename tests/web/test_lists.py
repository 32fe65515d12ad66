"""Lists are derived when links are written: they say what going through every record and claim says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.desks import copy_of, examples

from isnad.model import Claim, Record, Span
from isnad.store import query
from isnad.store.file import Story, open_story
from isnad.store.listed import list_links
from isnad.store.query.copies import copy_groups
from isnad.store.query.days import Bucket, buckets, calendar, events_at, spread
from isnad.store.query.lists import (
    CLAIM_KINDS,
    claim_rows,
    count_claims,
    count_relays,
    count_speakers,
    relays,
    speakers,
    tally,
)
from isnad.store.query.newest import article_leaf, published_at, storyline_leaf, storyline_rows
from isnad.store.query.voices import count_said, said_by, said_of
from isnad.text.fold import fold
from isnad.text.whole import whole_words

pytestmark = pytest.mark.xdist_group("web")


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    with open_story(examples()) as db:
        yield db


@pytest.fixture(scope="module")
def records(story: Story) -> dict[str, Record]:
    return {r.article.id: r for r in query.records(story)}


@pytest.fixture(scope="module")
def entity_of(story: Story) -> dict[tuple[str, str], str]:
    return {member: link.entity.id for link in query.entity_links(story) for member in link.members}


def size(c: Claim) -> int:
    return len(c.attributions) + len(c.contested_by) + len(c.unverified)


def test_claims_are_listed_by_kind_and_order(story: Story) -> None:
    claims = query.claims(story)
    kinds = {
        "told": [c for c in claims if size(c) > 1],
        "contested": [c for c in claims if c.contested_by],
        "unverified": [c for c in claims if c.unverified],
        "hidden": [c for c in claims if c.at_least < c.at_most],
        "drift": [c for c in claims if c.drift],
        "single": [c for c in claims if size(c) == 1],
        "all": list(claims),
    }
    assert kinds.keys() == CLAIM_KINDS.keys()
    for kind, expected in kinds.items():
        rows = claim_rows(story, kind, limit=-1)
        assert {r.id for r in rows} == {c.id for c in expected}, kind
        assert count_claims(story, kind) == len(expected), kind
        weights = [(r.denying > 0, r.vouching + r.denying + r.unverified) for r in rows]
        assert weights == sorted(weights, reverse=True), kind
    origins = [(r.at_least, r.at_most) for r in claim_rows(story, "all", order="origins", limit=-1)]
    assert origins == sorted(origins, reverse=True)
    assert claim_rows(story, "all", limit=5, offset=5) == claim_rows(story, "all", limit=10)[5:]


def test_a_claim_of_a_list_counts_its_pages(story: Story, records: dict[str, Record]) -> None:
    where = {a.id: r.article for r in records.values() for a in r.annotations.attributions}
    rows = {r.id: r for r in claim_rows(story, "all", limit=-1)}
    for c in query.claims(story):
        articles = [where[id] for id in (*c.attributions, *c.contested_by, *c.unverified)]
        days = [a.published.value[:10] for a in articles if a.published]
        assert (rows[c.id].pages, rows[c.id].published) == (len({a.page for a in articles}), min(days, default=None))
        assert rows[c.id].drift == len(c.drift)


def test_a_claim_begins_with_a_whole_word(story: Story, records: dict[str, Record]) -> None:
    whole = {
        a.id: " … ".join(whole_words(r.article.text, s) for s in a.content)
        for r in records.values()
        for a in r.annotations.attributions
    }
    told = [(c.text, {whole[id] for id in (*c.attributions, *c.contested_by)}) for c in query.claims(story)]
    assert all(text in wordings for text, wordings in told if wordings)
    assert any(text.startswith("إنه ") for text, _ in told), "some example says «إنه»"


def test_speakers_are_counted(story: Story, records: dict[str, Record], entity_of: dict[tuple[str, str], str]) -> None:
    said: Counter[str] = Counter()
    relayed: Counter[str] = Counter()
    for id, r in records.items():
        for a in r.annotations.attributions:
            said.update(entity_of[id, s] for s in ([a.speaker] if a.speaker else []))
            relayed.update(entity_of[id, via] for via in a.via)
    rows = speakers(story)
    assert {s.id: (s.said, s.relayed) for s in rows} == {e: (said[e], relayed[e]) for e in said.keys() | relayed.keys()}
    assert [s.said for s in rows] == sorted(said[s.id] for s in rows)[::-1]
    assert tally(story, "speakers") == count_speakers(story) == len(rows)
    words = fold(rows[0].name).split()[0]
    assert [s.id for s in speakers(story, words)] == [
        s.id for s in rows if words in fold(f"{s.name} {s.name_en or ''}")
    ]
    assert count_speakers(story, words) == len(speakers(story, words))


def test_what_one_said_and_others_say_of_it(
    story: Story, records: dict[str, Record], entity_of: dict[tuple[str, str], str]
) -> None:
    said: dict[str, set[str]] = {}
    about: dict[str, set[str]] = {}
    for id, r in records.items():
        for a in r.annotations.attributions:
            for name in filter(None, (a.speaker, *a.co_speakers)):
                said.setdefault(entity_of[id, name], set()).add(a.id)
            for m in r.annotations.mentions:
                if m.entity != a.speaker and any(s.start <= m.span.start and m.span.end <= s.end for s in a.content):
                    about.setdefault(entity_of[id, m.entity], set()).add(a.id)
    for entity in said.keys() | about.keys():
        own = said_by(story, entity, -1)
        assert {s.id for s in own} == said.get(entity, set())
        assert sum(n for _, n in count_said(story, entity)) == len(own)
        days = [s.published or "9" for s in own]
        assert days == sorted(days), "the earliest first, undated ones last"
        assert {s.id for s in said_of(story, entity, -1)} == about.get(entity, set())


def test_claims_of_a_speaker_and_of_a_storyline(story: Story) -> None:
    line = storyline_rows(story)[0]
    told = next(s for s in query.storylines(story) if s.id == line.id)
    assert {r.id for r in claim_rows(story, "all", storyline=line.id, limit=-1)} == set(told.claims)
    assert (line.articles, line.claims) == (len(told.articles), len(told.claims))
    assert [a.id for a in storyline_leaf(story, line.id, 100)] == list(told.articles)
    speaker = speakers(story)[0].id
    own = {s.id for s in said_by(story, speaker, -1)}
    expected = {c.id for c in query.claims(story) if own & {*c.attributions, *c.contested_by, *c.unverified}}
    assert {r.id for r in claim_rows(story, "all", speaker=speaker, limit=-1)} == expected
    assert count_claims(story, "all", speaker=speaker, storyline=line.id) == len(expected & set(told.claims))


def test_ties_and_copies_are_listed_the_strongest_first(story: Story) -> None:
    for outlet in (False, True):
        ties = relays(story, outlet=outlet)
        assert [t.times for t in ties] == sorted((t.times for t in ties), reverse=True)
        assert count_relays(story, outlet=outlet) == len(ties)
        assert all(t.times >= 2 for t in relays(story, outlet=outlet, least=2))
    assert {g.id for g in copy_groups(story, -1)} == {g.id for g in query.duplicates(story)}


def test_articles_stand_in_order_of_time_leaf_by_leaf(story: Story) -> None:
    every = query.articles(story)
    by_leaf = [row for at in range(0, len(every) + 4, 4) for row in article_leaf(story, limit=4, offset=at)]
    assert [a.id for a in by_leaf] == [a.id for a in every]


def test_a_search_is_narrowed_by_what_holds_of_its_articles(
    story: Story, records: dict[str, Record], entity_of: dict[tuple[str, str], str]
) -> None:
    every = {h.article: h for h in query.search(story, "قال", limit=-1)}
    assert len(every) > 3
    day = sorted(h.published for h in every.values() if h.published)[1]
    outlet = next(h.outlet for h in every.values() if h.outlet)
    speaker = speakers(story)[0].id

    def found(**filters: str) -> set[str]:
        return {h.article for h in query.search(story, "قال", limit=-1, **filters)}

    assert found(outlet=outlet) == {id for id, h in every.items() if h.outlet == outlet}
    assert found(since=day) == {id for id, h in every.items() if (h.published or "") >= day}
    assert found(until=day) == {id for id, h in every.items() if h.published and h.published[:10] <= day[:10]}
    said = {id: records[id].annotations.attributions for id in every}
    assert found(stance="deny") == {id for id in every if any(a.stance == "deny" for a in said[id])}
    assert found(speaker=speaker) == {
        id for id in every if any(a.speaker and entity_of[id, a.speaker] == speaker for a in said[id])
    }


def test_a_stretch_is_shown_at_even_distances(story: Story) -> None:
    days = calendar(story)
    assert sum(b.articles for b in buckets(days.published, "year")) == sum(b.articles for b in days.published)
    whole = published_at(story, spread(days.published, "", 10_000))
    assert [a.published for a in whole] == sorted(a.published for a in query.articles(story) if a.published)
    some = published_at(story, spread(days.published, "", 3))
    assert len(some) == 3
    assert some[0] == whole[0]
    assert len(events_at(story, spread(days.events, "", 10_000))) == sum(day.articles for day in days.events)


def test_a_page_that_gives_a_month_alone_has_a_place_of_its_own() -> None:
    assert spread((Bucket("2025-10", 1), Bucket("2025-10-06", 1)), "2025", 9) == (("2025-10", 0), ("2025-10-06", 0))


def test_half_an_index_of_a_word_is_the_whole_word() -> None:
    text = "قال إنّها وصلت"
    assert whole_words(text, Span(text.index("ها"), len(text))) == "إنّها وصلت"
    assert whole_words(text, Span(0, 3)) == "قال"
    assert whole_words(text, Span(3, 3)) == ""


def test_deriving_again_changes_nothing(tmp_path: Path) -> None:
    with open_story(copy_of(examples(), tmp_path), write=True) as db:
        tables = ("listed_claim", "said", "about", "listed_speaker", "relay", "listed_storyline", "tally")
        before = {t: db.execute(f"SELECT * FROM {t}").fetchall() for t in tables}
        assert all(before.values())
        list_links(db)
        assert {t: db.execute(f"SELECT * FROM {t}").fetchall() for t in tables} == before
