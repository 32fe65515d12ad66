"""Desks to test with: one over the example pages, one over a story in which every text is hostile."""

from __future__ import annotations

import re
import shutil
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
