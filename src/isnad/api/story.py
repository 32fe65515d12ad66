"""A story file in, its claims, articles, statements and tables out; each call opens the file and closes it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.api.views import ArticleView, ClaimView, RecordView, view_of
from isnad.export.whole import Day, Said, Whole, whole_of
from isnad.model import Claim, Decision, IsnadError, Links, Record, Rejected, Storyline

if TYPE_CHECKING:
    import pandas
    import polars

    from isnad.store.query import Hit


@dataclass(frozen=True, slots=True)
class Story:
    """A story file. All its answers are values: nothing stays open, and a story may be read while another build writes.

    Every method raises `IsnadError` where the file has gone, is damaged, or was made by another version.
    """

    path: Path

    def claims(self, *, limit: int = -1) -> tuple[ClaimView, ...]:
        """What is claimed: contested claims and those of most statements first. `limit` -1 gives all."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            found = query.claims(db, widest=True, limit=limit)
            said = self._said(db, found)
        return tuple(_claim(c, said) for c in found)

    def claim(self, id: str) -> ClaimView:
        """One claim by its id. Raises `IsnadError` where the story has none of it."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            found = query.claim(db, id)
            if found is None:
                raise IsnadError(f"{self.path} holds no claim {id}; `isnad show {self.path} --claims` lists them")
            return _claim(found, self._said(db, (found,)))

    def articles(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None, limit: int = -1
    ) -> tuple[ArticleView, ...]:
        """Articles in order of time, the undated ones last; `since` and `until` are ISO days, both included."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            rows = query.articles(db, outlet=outlet, since=since, until=until, limit=limit)
        return tuple(
            ArticleView(
                r.id,
                r.title,
                r.outlet,
                _day(r.published, r.origin, r.first_day, r.last_day),
                r.url,
                r.source,
                r.statements,
            )
            for r in rows
        )

    def article(self, id: str) -> RecordView:
        """One article with everything found in it. Raises `IsnadError` where the story has none of this id."""
        from isnad.store import query
        from isnad.store.decided import StoredRecords
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            record = next(StoredRecords(db).named([id]), None)
            if record is None:
                raise IsnadError(f"{self.path} holds no article {id}; `isnad show {self.path} --timeline` lists them")
            told = {c for a in record.annotations.attributions for c, _ in query.claims_of_statement(db, a.id)}
            claims = [c for id in sorted(told) if (c := query.claim(db, id)) is not None]
            return view_of(record, _links_of(db, (record,), claims))

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Articles that hold the words, best first; spelling is folded, and words in quotes are a phrase."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            return query.search(db, words, limit=limit)

    def storylines(self) -> tuple[Storyline, ...]:
        """The stories that the pile falls into."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            return query.storylines(db)

    def rejected(self) -> tuple[Rejected, ...]:
        """What gave no article, and why."""
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            return query.rejected(db)

    def decisions(self) -> tuple[Decision, ...]:
        """What persons decided, in order."""
        from isnad.store.decisions import decisions
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            return decisions(db)

    def pandas(self, table: str) -> pandas.DataFrame:
        """A table as a pandas frame: `articles`, `statements`, `claims`, `origins`, `entities`, `mentions`, `timexes`,
        `events`, `storylines`, `copies` or `decisions`. Unknown cells are `<NA>`. Raises `IsnadError` where pandas is
        missing or there is no such table."""
        from isnad.export.frames import pandas_frame

        with self._whole() as whole:
            frame: pandas.DataFrame = pandas_frame(whole, table)
        return frame

    def polars(self, table: str) -> polars.DataFrame:
        """A table as a polars frame; tables and errors as for `pandas`."""
        from isnad.export.frames import polars_frame

        with self._whole() as whole:
            frame: polars.DataFrame = polars_frame(whole, table)
        return frame

    def export(self, format: str, path: str | Path) -> None:
        """Write the story in a format of `docs/export.md`, decisions of persons included. Raises `IsnadError` for a
        format there is none of, a missing library, or a place that cannot be written."""
        from isnad.export.formats import write

        if Path(path).resolve() == self.path.resolve():
            raise IsnadError(f"{path} is the story file itself, which the export would replace; name another file")
        with self._whole() as whole:
            write(whole, format, Path(path))

    @contextmanager
    def _whole(self) -> Iterator[Whole]:
        """Everything, as it stands at this moment."""
        from isnad.store import query
        from isnad.store.decided import StoredRecords
        from isnad.store.decisions import decisions, standing
        from isnad.store.file import open_story
        from isnad.store.query.snapshot import snapshot

        with open_story(self.path) as db, snapshot(db):
            decided = decisions(db)
            yield whole_of(StoredRecords(db), query.links(db), decided, standing(decided), self.path.stem)

    def _said(self, db: Any, claims: Iterable[Claim]) -> dict[str, Said]:
        """The statements of some claims, from their articles alone."""
        from isnad.store import query
        from isnad.store.decided import StoredRecords

        wanted = {id for c in claims for id in (*c.attributions, *c.contested_by, *c.unverified)}
        articles = sorted({s.article for s in query.statements_by_id(db, sorted(wanted)).values()})
        records = tuple(StoredRecords(db).named(articles))
        whole = _links_of(db, records, claims)
        return {s.id: s for s in whole.every_said() if s.id in wanted}

    def _repr_html_(self) -> str:
        from isnad.export.cards import story_html
        from isnad.store import query
        from isnad.store.file import open_story

        with open_story(self.path) as db:
            c = query.counts(db)
        return story_html(self.path.name, c.articles, c.statements, c.claims)


def _links_of(db: Any, records: tuple[Record, ...], claims: Iterable[Claim]) -> Whole:
    """Some records with their people as the pile knows them, and the claims they speak of."""
    from isnad.model import Entity, EntityLink
    from isnad.store import query

    wanted = [(r.article.id, e.id) for r in records for e in r.annotations.entities]
    found = query.names_of(db, wanted)
    links = tuple(EntityLink(Entity(n.id, n.name, n.kind, n.name_en), (member,)) for member, n in found.items())
    return whole_of(records, Links(entities=links, claims=tuple(claims), datings=query.datings(db)))


def _claim(claim: Claim, said: dict[str, Said]) -> ClaimView:
    parts = (claim.attributions, claim.contested_by, claim.unverified)
    return ClaimView(claim, *(tuple(said[id] for id in ids if id in said) for ids in parts))


def _day(published: str | None, origin: str | None, first: str | None, last: str | None) -> Day | None:
    if published:
        return Day(published, published, origin or "stated")
    return Day(first, last or first, "inferred") if first else None
