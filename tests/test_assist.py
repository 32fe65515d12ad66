"""Assistance by a language model, against a real HTTP server that speaks the protocol: what is sent, taken, refused."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.cli.command import isnad, write_news

from isnad.assist import PATIENCE, Assisted, Endpoint, assist, doubtful, taken
from isnad.model import Annotations, Article, Attribution, Entity, IsnadError, Record, Span
from isnad.store import query
from isnad.store.file import open_story
from isnad.text.doc import Doc

TEXT = (
    "افتتح المعرض في الصباح.\n"
    "وأفاد مدير المعرض نادر الخطيب بأن عدد الزوار بلغ ألفين، وقال إن العدد سيزيد."
)  # fmt: skip
SAID_SO_TOO = "قرأه نموذج لغوي كذلك"
WORDS = "عدد الزوار بلغ ألفين"


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def record(confidence: float = 0.2) -> Record:
    article = Article("a", "p", "s", 0, "المعرض", TEXT, Doc.of(TEXT).paragraphs)
    people = (Entity("e1", "نادر الخطيب", "person"), Entity("e2", "المعرض", "org"))
    rough = Attribution(
        "s1", span("أفاد"), None, (span("الزوار بلغ ألفين"),), "indirect", "assert", None, (),
        ("attribution/verbs#أفاد",), confidence=confidence,
    )  # fmt: skip
    return Record(article, Annotations("a", entities=people, attributions=(rough,)))


def answer(**changes: Any) -> dict[str, Any]:
    good = {"cue": "أفاد", "source": "مدير المعرض نادر الخطيب", "content": [WORDS], "stance": "assert", "speaker": 1}
    return {**good, **changes}


Reply = Callable[[dict[str, Any]], tuple[int, Any]]


def says(words: Any) -> Reply:
    """A reply in the protocol's shape."""
    text = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    return lambda _: (200, {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]})


@contextmanager
def served(reply: Reply) -> Iterator[tuple[str, list[tuple[str, dict[str, str], dict[str, Any]]]]]:
    """The base address of a server that answers so, and what it was asked."""
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, dict(self.headers), body))
            status, made = reply(body)
            data = made if isinstance(made, bytes) else json.dumps(made).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def readings(reply: Reply, records: tuple[Record, ...] = (record(),)) -> tuple[list[Attribution], Assisted]:
    told = Assisted()
    with served(reply) as (url, _):
        found = [a for _, a in assist(records, Endpoint(url, "small", seconds=5), 0.5, told)]
    assert told.asked == told.taken + told.same + told.refused + told.silent
    return found, told


def test_an_answer_whose_words_are_in_the_text_is_taken_and_marked() -> None:
    (found,), told = readings(says(answer()))
    assert (found.content, found.source) == ((span(WORDS),), span("مدير المعرض نادر الخطيب"))
    assert (found.speaker, found.id, found.confidence) == ("e1", "s1", 0.2)
    assert found.rules == ("attribution/verbs#أفاد", "assist/small#answer")
    assert (told.taken, told.refused) == (1, 0)


def test_the_protocol_is_spoken_and_only_the_paragraph_is_sent() -> None:
    told = Assisted()
    with served(says(answer())) as (url, asked):
        list(assist((record(),), Endpoint(url + "/", "small", "secret"), 0.5, told))
    ((path, headers, body),) = asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"], body["stream"]) == ("small", 0, False)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    given = json.loads(body["messages"][1]["content"])
    assert given["paragraph"] == TEXT.split("\n")[1]
    assert given["names"] == ["1. نادر الخطيب", "2. المعرض"]
    assert set(given) == {"before", "paragraph", "names", "read_so_far"}


def test_sure_statements_and_those_read_before_are_not_sent() -> None:
    assert doubtful(record(0.9), 0.5) == ()
    read = record()
    (a,) = read.annotations.attributions
    again = Record(read.article, Annotations("a", attributions=(replace(a, rules=("x#y", "assist/small#answer")),)))
    assert doubtful(again, 0.5) == ()
    with served(says(answer())) as (url, asked):
        assert not list(assist((record(0.9), again), Endpoint(url, "small"), 0.5, Assisted()))
    assert asked == []


@pytest.mark.parametrize(
    "wrong",
    [
        answer(content=["عدد الزوار بلغ ثلاثة آلاف"]),
        answer(content=[]),
        answer(content=WORDS),
        answer(content=["دد الزوار بلغ ألفين"]),
        answer(content=[WORDS, "بلغ ألفين"]),
        answer(content=["وأفاد مدير المعرض نادر الخطيب بأن عدد الزوار"]),
        answer(cue="صرّح"),
        answer(cue=None),
        answer(source="مدير المتحف"),
        answer(content=["افتتح المعرض في الصباح"]),
        answer(stance="lie"),
        answer(speaker=3),
        answer(speaker=-1),
        answer(speaker=True),
        answer(speaker="نادر الخطيب"),
        {},
        [],
        "لا أعرف",
        '{"cue": "أفاد"',
        "[" * 5000 + "{" * 5000 + "}" * 5000,
        "",
    ],
)
def test_an_answer_that_is_not_in_the_text_is_refused(wrong: Any) -> None:
    found, told = readings(says(wrong))
    assert (found, told.refused) == ([], 1)


def test_words_around_the_answer_do_no_harm_and_the_nearest_place_counts() -> None:
    (found,), _ = readings(says(f"```json\n{json.dumps(answer(), ensure_ascii=False)}\n```"))
    assert found.content == (span(WORDS),)
    reading = taken(record(), record().annotations.attributions[0], json.dumps(answer(cue="قال")), "m")
    assert reading
    assert reading.cue.of(TEXT) == "قال", "found behind its و"


def test_what_the_rules_read_already_is_confirmed_and_nothing_else_changes() -> None:
    same = answer(source=None, content=["الزوار بلغ ألفين"], speaker=None)
    (found,), told = readings(says(same))
    (a,) = record().annotations.attributions
    assert found == replace(a, rules=(*a.rules, "assist/small#confirmed"))
    assert (told.same, told.taken) == (1, 0)
    read = record()
    confirmed = Record(read.article, replace(read.annotations, attributions=(found,)))
    assert doubtful(confirmed, 0.5) == (), "it is not asked about again"


@pytest.mark.parametrize("made", [b"no json", {"choices": []}, {"choices": [{"message": {"content": 7}}]}, ["x"]])
def test_a_reply_of_another_shape_is_refused(made: Any) -> None:
    found, told = readings(lambda _: (200, made))
    assert (found, told.refused) == ([], 1)


@pytest.mark.parametrize(("status", "words"), [(401, "asks for a key"), (404, "no such model")])
def test_a_refusing_endpoint_says_what_to_check(status: int, words: str) -> None:
    with served(lambda _: (status, {})) as (url, _), pytest.raises(IsnadError, match=words):
        list(assist((record(),), Endpoint(url, "small"), 0.5, Assisted()))


@pytest.mark.parametrize("status", [500, 302])
def test_an_endpoint_that_fails_is_given_up_and_never_followed_elsewhere(status: int) -> None:
    told = Assisted()
    with served(lambda _: (status, {})) as (url, asked), pytest.raises(IsnadError, match="gave no answer"):
        list(assist((record(),) * 9, Endpoint(url, "small"), 0.5, told))
    assert told.silent == told.asked == len(asked) == PATIENCE


def test_one_silence_is_passed_over() -> None:
    turns = iter([(500, {}), says(answer())({})])
    found, told = readings(lambda _: next(turns), (record(), record()))
    assert (len(found), told.silent, told.taken) == (1, 1, 1)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:8080", "ftp://host/v1", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(IsnadError, match="no address of a model"):
        list(assist((record(),), Endpoint(url, "small"), 0.5, Assisted()))


def echo(body: dict[str, Any]) -> tuple[int, Any]:
    """A model that reads as the rules did, but holds every statement for a warning."""
    so_far = json.loads(body["messages"][1]["content"])["read_so_far"]
    return says({**so_far, "stance": "warn", "speaker": None})(body)


def test_the_command_reads_doubtful_statements_and_a_story_without_it_is_the_same(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    assert isnad("build", news, "-o", tmp_path / "plain.db").code == 0
    with served(echo) as (url, asked), mock.patch.dict("os.environ", {"ISNAD_ASSIST_KEY": "secret"}):
        done = isnad(
            "build", news, "-o", tmp_path / "story.db", "--assist", url, "--assist-model", "small", "--assist-below", 1
        )
    assert done.code == 0
    assert f"{len(asked)} doubtful statements asked" in done.err
    assert asked
    assert asked[0][1]["Authorization"] == "Bearer secret"
    with open_story(tmp_path / "story.db") as db, open_story(tmp_path / "plain.db") as plain:
        ours, theirs = query.statements(db), query.statements(plain)
        assert {s.stance for s in ours} == {"warn"}
        assert all(s.rules[-1] == "assist/small#answer" for s in ours)
        assert [(s.id, s.cue, s.content, s.rules[:-1]) for s in ours] == [
            (s.id, s.cue, s.content, s.rules) for s in theirs
        ]
        linked = {id for c in query.claims(db) for id in (*c.attributions, *c.contested_by, *c.unverified)}
        assert linked == {s.id for s in ours}, "links were made anew"
    assert isnad("why", ours[0].id, tmp_path / "story.db").code == 0
    assert isnad("export", tmp_path / "story.db", "markdown", "-o", tmp_path / "d.md").code == 0
    assert "بمساعدة نموذج لغوي" in (tmp_path / "d.md").read_text("utf-8")


def agree(body: dict[str, Any]) -> tuple[int, Any]:
    """A model that reads as the rules did, speaker included, where the article's names hold one."""
    given = json.loads(body["messages"][1]["content"])
    return says({**given["read_so_far"], "speaker": 1 if given["names"] else None})(body)


def test_a_confirmed_statement_shows_it_in_the_queue_and_in_the_exports(tmp_path: Path) -> None:
    news, story = write_news(tmp_path), tmp_path / "story.db"
    assert isnad("build", news, "-o", tmp_path / "plain.db").code == 0
    with served(agree) as (url, _):
        done = isnad("build", news, "-o", story, "--assist", url, "--assist-model", "small", "--assist-below", 1)
    assert done.code == 0
    with open_story(story) as db, open_story(tmp_path / "plain.db") as plain:
        rows, before = query.statements(db), {s.id: s for s in query.statements(plain)}
        confirmed = [s for s in rows if s.rules[-1] == "assist/small#confirmed"]
        answered = [s for s in rows if s.rules[-1] == "assist/small#answer"]
        assert confirmed, "some statement of the first name is read as the rules did"
        assert answered, "others are read anew"
        assert f"{len(answered)} read anew, {len(confirmed)} the same" in done.err
        for s in confirmed:
            assert (s.speaker, s.content, s.stance, s.confidence) == (
                before[s.id].speaker, before[s.id].content, before[s.id].stance, before[s.id].confidence,
            )  # fmt: skip
    assert isnad("export", story, "csv", "-o", tmp_path / "tables").code == 0
    with (tmp_path / "tables" / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    marks = {row["id"]: (row["assisted"], row["confirmed"]) for row in cells}
    assert {marks[s.id] for s in confirmed} == {("no", "yes")}
    assert {marks[s.id] for s in answered} == {("yes", "no")}
    told = {"markdown": SAID_SO_TOO, "annotations": '"confirmed"', "prov": '"isnad:confirmed"', "ftm": '"confirmed"'}
    for name, words in told.items():
        assert isnad("export", story, name, "-o", tmp_path / name).code == 0
        assert words in (tmp_path / name).read_text("utf-8")
    assert isnad("report", story, "-o", tmp_path / "report.html").code == 0
    assert SAID_SO_TOO in (tmp_path / "report.html").read_text("utf-8")


def test_the_review_queue_says_that_a_model_agreed(tmp_path: Path) -> None:
    desks = pytest.importorskip("tests.web.desks")
    story = tmp_path / "story.db"
    with served(agree) as (url, _):
        assert isnad("build", write_news(tmp_path), "-o", story, "--assist", url, "--assist-below", 1).code == 0
    with open_story(story, write=True) as db, db:
        db.execute("UPDATE attribution SET confidence = 0.9 WHERE rules NOT LIKE '%#confirmed%'")
        db.execute("UPDATE attribution SET confidence = 0.1 WHERE rules LIKE '%#confirmed%'")
    assert SAID_SO_TOO in desks.client(story).get("/review", headers=desks.PAGE).text


def test_an_endpoint_that_is_not_there_leaves_the_story_whole(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    with served(echo) as (url, _):
        pass
    done = isnad("build", news, "-o", tmp_path / "story.db", "--assist", url, "--assist-below", 1)
    assert done.code == 1
    assert "The story is whole without it" in done.err
    plain = isnad("build", news, "-o", tmp_path / "plain.db")
    assert plain.code == 0
    shown = [isnad("show", tmp_path / name, "--claims", "--limit", 0).out for name in ("story.db", "plain.db")]
    assert shown[0] == shown[1]
