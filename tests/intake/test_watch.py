"""Looking again and again: what is new comes once, what changed comes again, what stayed costs next to nothing."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.intake.serving import answer, serving

from isnad.intake.fetch import Fetcher, Manners
from isnad.intake.watch import Arrival, Seen, poll
from isnad.model import IsnadError, Rejected

QUICK = Manners(pause=0.0, timeout=2.0, patience=1.0, private=True)
RSS = '<rss version="2.0"><channel><title>الساحل</title>{items}</channel></rss>'
ITEM = "<item><title>خبر</title><link>{url}</link></item>"


def looked(sources: list[str | Path], seen: Seen) -> list[tuple[str, str]]:
    return [
        (a.change, a.page.source) if isinstance(a, Arrival) else (a.reason, a.source)
        for a in poll(sources, seen, Fetcher(QUICK))
    ]


def test_a_folder(tmp_path: Path) -> None:
    seen = Seen()
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("عاد الهدوء إلى القرية.", "utf-8")
    assert looked([tmp_path], seen) == [("new", str(one))]
    assert looked([tmp_path], seen) == []
    two.write_text("فتح السوق أبوابه.", "utf-8")
    one.write_text("عاد الهدوء إلى القرية أمس.", "utf-8")
    assert looked([tmp_path], seen) == [("changed", str(one)), ("new", str(two))]


def test_a_broken_file_is_told_once(tmp_path: Path) -> None:
    seen = Seen()
    (tmp_path / "1.txt").write_bytes(b"")
    assert looked([tmp_path], seen) == [("empty", str(tmp_path / "1.txt"))]
    assert looked([tmp_path], seen) == []
    (tmp_path / "1.txt").write_text("عاد الهدوء.", "utf-8")
    assert [change for change, _ in looked([tmp_path], seen)] == ["changed"]


def test_a_feed() -> None:
    seen, pages = Seen(), {"/a": "عاد الهدوء إلى القرية.", "/b": "فتح السوق أبوابه."}
    with serving({}) as server:
        urls = [server.url + path for path in pages]
        server.routes |= {path: answer(f"<p>{text}</p>".encode()) for path, text in pages.items()}
        server.routes["/rss"] = answer(RSS.format(items=ITEM.format(url=urls[0])).encode(), kind="text/xml")
        feed: list[str | Path] = [server.url + "/rss"]
        assert looked(feed, seen) == [("new", urls[0])]
        assert looked(feed, seen) == []
        server.routes["/rss"] = answer(
            RSS.format(items="".join(ITEM.format(url=u) for u in urls)).encode(), kind="text/xml"
        )
        server.routes["/a"] = answer("<p>عاد الهدوء إلى القرية، ونفت البلدية ذلك.</p>".encode())
        assert looked(feed, seen) == [("changed", urls[0]), ("new", urls[1])]


def test_an_unchanged_feed_costs_one_conditional_request() -> None:
    def feed(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"1"'
        answer(
            b"" if known else RSS.format(items=ITEM.format(url=server.url + "/a")).encode(),
            304 if known else 200,
            "text/xml",
            ETag='"1"',
        )(handler)

    with serving({"/rss": feed, "/a": answer("<p>عاد الهدوء.</p>".encode())}) as server:
        seen = Seen()
        looked([server.url + "/rss"], seen)
        before = len(server.asked)
        assert looked([server.url + "/rss"], Seen.from_json(seen.to_json())) == []
    assert len(server.asked) == before + 1


def test_a_dead_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("عاد الهدوء.", "utf-8")
    with serving({}) as server:
        assert looked([server.url + "/gone", tmp_path], Seen()) == [
            ("not-found", server.url + "/gone"),
            ("new", str(tmp_path / "1.txt")),
        ]


def test_what_its_taker_failed_to_store_comes_again(tmp_path: Path) -> None:
    seen = Seen()
    (tmp_path / "1.txt").write_text("عاد الهدوء.", "utf-8")
    next(poll([tmp_path], seen))  # and the taker fails before it asks for more
    assert [change for change, _ in looked([tmp_path], seen)] == ["new"]


def test_a_damaged_memory_is_told() -> None:
    with pytest.raises(IsnadError, match="damaged"):
        Seen.from_json('{"marks": ')


def test_rejections_are_values() -> None:
    assert isinstance(next(poll(["/no/such/folder"], Seen())), Rejected)
