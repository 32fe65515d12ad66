"""Watching: what is new is stored, what changed is told, in words, in a feed of its own, and to a webhook."""

from __future__ import annotations

import json
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.cli.command import NEWS, isnad, write_news

from isnad.export.feed import ATOM, Entry, add_entries
from isnad.model import IsnadError

FIRST = NEWS["الأولى.txt"]


def watch(tmp_path: Path, *more: str) -> str:
    done = isnad("--lang", "en", "watch", tmp_path / "news", "-o", tmp_path / "story.db", "--once", *more)
    assert done.code == 0, done.err
    return done.out


def test_what_is_new_is_stored_and_is_no_news_of_change(tmp_path: Path) -> None:
    write_news(tmp_path)
    assert watch(tmp_path) == ""
    assert "2023-05-14" in isnad("show", tmp_path / "story.db", "--timeline").out
    assert watch(tmp_path) == ""


def test_an_edited_article_is_told_with_the_sentences_that_changed(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    watch(tmp_path)
    (news / "الأولى.txt").write_text(FIRST.replace("مليون دينار", "ثلاثة ملايين دينار"), "utf-8")
    told = watch(tmp_path, "--feed", str(tmp_path / "news.atom"))
    assert "the article was edited" in told
    assert "− وأضاف أن الكلفة بلغت مليون دينار." in told
    assert "+ وأضاف أن الكلفة بلغت ثلاثة ملايين دينار." in told
    assert isnad("show", tmp_path / "story.db", "--timeline").out.count("وزير النقل يفتتح") == 2, "both are kept"
    entries = ET.parse(tmp_path / "news.atom").getroot().findall(f"{{{ATOM}}}entry")
    assert len([e for e in entries if "edited" in (e.findtext(f"{{{ATOM}}}title") or "")]) == 1


def test_an_independent_origin_and_a_denial_are_told(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    said = "أعلن {} أن الشركة الوطنية باعت ميناء الفنار القديم إلى مستثمر أجنبي بمبلغ خمسين مليون دينار."
    page = "بيع ميناء الفنار\n\n{} أيار 2023\n\n{}\nوتابع السكان الخبر باهتمام في مقاهي المدينة.\n"
    (news / "1.txt").write_text(page.format(3, said.format("وزير المالية سالم الهادي")), "utf-8")
    watch(tmp_path)
    (news / "2.txt").write_text(page.format(5, said.format("رئيس نقابة العمال فؤاد الزين")), "utf-8")
    denial = "نفى مدير الشركة الوطنية عمر الصافي بيع ميناء الفنار القديم إلى مستثمر أجنبي بمبلغ خمسين مليون دينار."
    (news / "3.txt").write_text(page.format(6, denial), "utf-8")
    told = watch(tmp_path)
    assert "a new independent origin" in told
    assert "1 → 2" in told


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, str]]]]:
    got: list[dict[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", got
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_each_piece_of_news(tmp_path: Path, hook: tuple[str, list[dict[str, str]]]) -> None:
    url, got = hook
    news = write_news(tmp_path)
    watch(tmp_path)
    (news / "الأولى.txt").write_text(FIRST.replace("مليون", "مليوني"), "utf-8")
    watch(tmp_path, "--webhook", url)
    assert [n["kind"] for n in got if n["kind"] == "edit"] == ["edit"]
    assert all(n["story"].endswith("story.db") for n in got)


def test_a_webhook_that_does_not_answer_costs_one_line(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    watch(tmp_path)
    (news / "الأولى.txt").write_text(FIRST.replace("مليون", "مليوني"), "utf-8")
    story = tmp_path / "story.db"
    done = isnad("watch", news, "-o", story, "--once", "--webhook", "http://127.0.0.1:1/")
    assert done.code == 0
    assert "could not be posted" in done.err


def test_a_feed_says_each_thing_once_and_keeps_the_latest(tmp_path: Path) -> None:
    path = tmp_path / "news.atom"
    for n in (*range(210), 209):
        add_entries(path, "story.db", [Entry(f"urn:{n}", f"نفي رقم {n}", "\x1b", "2023-05-14T08:00:00+00:00")])
    ids = [e.findtext(f"{{{ATOM}}}id") for e in ET.parse(path).getroot().findall(f"{{{ATOM}}}entry")]
    assert ids == [f"urn:{n}" for n in range(209, 9, -1)]
    (tmp_path / "page.html").write_text("<html/>", "utf-8")
    with pytest.raises(IsnadError, match="no Atom feed"):
        add_entries(tmp_path / "page.html", "x", [])
