"""Desks to test with: one over the example pages, one over a story in which every text is hostile."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from starlette.testclient import TestClient
from tests.cli.command import isnad

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    Claim,
    DateCandidate,
    Entity,
    EntityLink,
    Evidence,
    Extraction,
    Furniture,
    Links,
    Mention,
    Origin,
    Page,
    Piece,
    Span,
    Stance,
    Storyline,
)
from isnad.pipeline import Analysed
from isnad.store.file import open_story
from isnad.store.links import write_links
from isnad.store.load import load
from isnad.store.rows import rows_of
from isnad.web.app import create_app
from isnad.web.desk import desk_for

ROOT = Path(__file__).parents[2]
BASE = "http://127.0.0.1:8420"
PAGE = {"accept": "text/html"}
DATA = {"accept": "application/json"}

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TURN = chr(0x202E)
HOSTILE = f"{SCRIPT}\"'{TURN}قال{chr(7)}{chr(0)}{chr(0x9B)}javascript:"
HUGE = "اسم" * 350_000


@cache
def examples() -> Path:
    """A story of the example pages, built once; copy it before a test changes it."""
    path = Path(mkdtemp(prefix="isnad-desk-")) / "story.db"
    assert isnad("build", ROOT / "examples", "-o", path).code == 0
    return path


def copy_of(story: Path, folder: Path) -> Path:
    """A story of one's own."""
    out = folder / "story.db"
    shutil.copy(story, out)
    return out


def client(story: Path, host: str = "127.0.0.1", token: str | None = None, base: str = BASE) -> TestClient:
    """A browser at the desk; it follows no redirect by itself."""
    return TestClient(create_app(desk_for(story, host, token)), base_url=base, follow_redirects=False)


def mark_of(page: str) -> str:
    """The mark of a page's forms."""
    found = re.search(r'name="mark" value="(\w+)"', page)
    assert found, "the page has no form"
    return found[1]


def first_id(desk: TestClient, path: str, key: str, at: int = 0) -> str:
    """The id of a row of a list."""
    return str(desk.get(path, headers=DATA).json()[key][at]["id"])


def hostile(folder: Path) -> Path:
    """A story whose every text tries to break out of the page."""
    text = HOSTILE * 2
    article = Article(
        "bad.0", "bad", f"../../etc/{HOSTILE}", 0, HOSTILE, text, (Span(0, len(text)),), (Piece(0, 0, len(text)),),
        outlet=HOSTILE, byline=HOSTILE, credit=HOSTILE, url=f"javascript:{HOSTILE}",
        published=DateCandidate("2025-01-02", "stated", HOSTILE, "x#y", HOSTILE),
    )  # fmt: skip
    said = Attribution("bad.0.s", Span(0, 3), Span(3, 9), (Span(9, 40),), "direct", "deny", "e1", ("e2",), ("x#y",))
    names = Entity("e1", HOSTILE, "person", HOSTILE, (HOSTILE,)), Entity("e2", HUGE, "org", mentions=(HUGE,))
    mention = Mention(Span(3, 9), text[3:9], "person", "e1", "x#y")
    found = Annotations(article.id, (), (mention,), names, (said,))
    visible = f"{text}\n{HOSTILE}"
    page = Page("bad", article.source, "html", f"<body onload=x>{HOSTILE}</body>", "utf-8")
    extraction = Extraction("bad", visible, (article,), (Furniture(len(text) + 1, len(visible), "menu", "x#y"),))
    evidence = Evidence("bad.0", Span(3, 9), HOSTILE, HOSTILE)
    origin = Origin("ent-1", HOSTILE, True, ("bad.0",), (evidence,))
    claim = Claim("claim-bad", HOSTILE, (), ("bad.0.s",), (), (origin,), 0, 1, ())
    entities = (
        EntityLink(Entity("ent-1", HOSTILE, "person", mentions=(HOSTILE, HUGE)), (("bad.0", "e1"),)),
        EntityLink(Entity("ent-2", HUGE, "org"), (("bad.0", "e2"),)),
    )
    story = Storyline("story-bad", HOSTILE, ("bad.0",), "2025-01-02", "2025-01-02", ("claim-bad",))
    path = folder / "hostile.db"
    with open_story(path, write=True) as db:
        list(load(db, rows_of(Analysed(page, extraction, (found,))), "v1"))
        write_links(db, Links(entities=entities, claims=(claim,), storylines=(story,)), "v1")
    return path


FIRST = "قال وزير المياه نادر العطار إن السد خضع للصيانة في الربيع الماضي. وذكرت وكالة الأفق أن العمل يكتمل في أيلول."
SECOND = "نفت بلدية الواحة أن السد خضع للصيانة في الربيع الماضي. ولم يصدر تعليق من الوزارة حتى مساء الثلاثاء."


def fixed(folder: Path) -> Path:
    """A story written by hand: whatever the rules find one day, its pages look the same."""
    path = folder / "fixed.db"
    content = "السد خضع للصيانة في الربيع الماضي"
    said = _said("aaa.0", FIRST, "قال", "وزير المياه نادر العطار", content, "assert", "m1")
    more = _said("aaa.0", FIRST, "ذكرت", "وكالة الأفق", "العمل يكتمل في أيلول", "assert", "m2")
    denied = _said("bbb.0", SECOND, "نفت", "بلدية الواحة", content, "deny", "m3")
    names = {
        "m1": Entity("m1", "نادر العطار", "person", mentions=("نادر العطار",)),
        "m2": Entity("m2", "وكالة الأفق", "org", mentions=("وكالة الأفق",)),
        "m3": Entity("m3", "بلدية الواحة", "org", mentions=("بلدية الواحة",)),
    }
    spoken = Evidence("aaa.0", said.source or Span(0, 1), "وزير المياه نادر العطار", "chain end")
    origin = Origin("ent-m1", "نادر العطار", False, ("aaa.0",), (spoken,))
    claim = Claim("claim-dam", content, (said.id,), (denied.id,), (), (origin,), 1, 1, ())
    linked = [("m1", "aaa.0"), ("m2", "aaa.0"), ("m3", "bbb.0")]
    entities = tuple(EntityLink(replace(names[id], id=f"ent-{id}"), ((article, id),)) for id, article in linked)
    story = Storyline("story-dam", "صيانة السد", ("aaa.0", "bbb.0"), "2025-10-06", "2025-10-07", ("claim-dam",))
    with open_story(path, write=True) as db:
        for article, text, outlet, title, day, found in (
            ("aaa.0", FIRST, "نافذة الخبر", "الوزير: السد خضع للصيانة", "2025-10-06", (said, more)),
            ("bbb.0", SECOND, "صدى الواحة", "البلدية تنفي صيانة السد", "2025-10-07", (denied,)),
        ):
            page = Page(article[:3], f"pages/{article}.html", "html", text, "utf-8")
            date = DateCandidate(day, "stated", day, "x#y", "chosen")
            own = Article(
                article, page.id, page.source, 0, title, text, (Span(0, len(text)),), (Piece(0, 0, len(text)),),
                outlet=outlet, published=date, dates=(date,),
            )  # fmt: skip
            people = tuple(names[id] for id in dict.fromkeys(a.speaker for a in found if a.speaker))
            annotations = Annotations(article, (), (), people, found)
            extraction = Extraction(page.id, text, (own,), ())
            list(load(db, rows_of(Analysed(page, extraction, (annotations,))), "v1"))
        write_links(db, Links(entities=entities, claims=(claim,), storylines=(story,)), "v1")
    return path


def _said(article: str, text: str, cue: str, source: str, content: str, stance: Stance, speaker: str) -> Attribution:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    id = f"{article}.{speaker}"
    return Attribution(id, at(cue), at(source), (at(content),), "indirect", stance, speaker, (), ("x#y",))
