"""The server, asked by the SDK's own client over stdio: every answer stands on words of the story and harms nobody."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import isnad, one_line
from tests.web.desks import HOSTILE, TURN, copy_of, examples, hostile

from isnad.store import query
from isnad.store.decisions import add_decision
from isnad.store.file import open_story

sdk = pytest.importorskip("mcp", reason="no MCP SDK here: pip install 'isnad[mcp]'")
pytestmark = pytest.mark.xdist_group("web")

CALL = "import sys; from isnad.cli import main; sys.exit(main())"

Ask = Callable[..., Awaitable[Any]]


def asking(story: Path, questions: Callable[[Ask], Awaitable[Any]]) -> Any:
    """Runs questions against a server of their own; each gives back what the tool answered."""

    async def run() -> Any:
        server = sdk.StdioServerParameters(command=sys.executable, args=["-c", CALL, "mcp", str(story)])
        async with sdk.Client(sdk.stdio_client(server)) as client:

            async def ask(tool: str, **given: object) -> Any:
                return await client.call_tool(tool, given)

            ask.client = client  # type: ignore[attr-defined]
            return await asyncio.wait_for(questions(ask), 120)

    return asyncio.run(run())


def passages(answer: object) -> Iterator[dict[str, Any]]:
    """Everything in an answer that claims to be words of an article."""
    if isinstance(answer, dict):
        if {"words", "article", "start", "end"} <= answer.keys():
            yield answer
        for value in answer.values():
            yield from passages(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from passages(value)


def stands(story: Path, answer: dict[str, Any]) -> int:
    """How many passages an answer has; each of them must be what its article holds in that place."""
    found = list(passages(answer))
    with open_story(story) as db:
        texts = {id: query.record(db, id) for id in {p["article"] for p in found}}
    for p in found:
        record = texts[p["article"]]
        assert record is not None
        assert record.article.text[p["start"] : p["end"]] == p["words"]
    return len(found)


def test_every_tool_answers_with_words_and_their_places() -> None:
    story = examples()

    async def questions(ask: Ask) -> dict[str, Any]:
        out = {"claims": (await ask("claims")).structured_content}
        line = out["claims"]["claims"][0]
        said = line["statements"][0]
        out["claim"] = (await ask("claim", id=line["id"])).structured_content
        out["chain"] = (await ask("chain", id=line["id"])).structured_content
        out["chain of one"] = (await ask("chain", id=said["id"])).structured_content
        out["article"] = (await ask("article", id=said["article"]["id"])).structured_content
        out["search"] = (await ask("search", words="السد")).structured_content
        speaker = next(t["speaker"]["id"] for c in out["claims"]["claims"] for t in c["statements"] if t["speaker"])
        out["speaker"] = (await ask("speaker", id_or_name=speaker)).structured_content
        storyline = (await ask("storylines")).structured_content["storylines"][0]
        out["storyline"] = (await ask("storyline", id=storyline["id"])).structured_content
        return out

    out = asking(story, questions)
    for tool, answer in out.items():
        assert stands(story, answer), tool
    card = out["claim"]
    assert card["text"] == out["claims"]["claims"][0]["text"]
    assert card["origins_at_least"] <= len(card["origins"])
    assert all(origin["proof"] for origin in card["origins"])
    assert {t["id"] for t in out["claims"]["claims"][0]["statements"]} <= {
        t["id"] for side in ("vouches", "denies", "unverified") for t in card[side]
    }
    for chain in (*out["chain"]["chains"], *out["chain of one"]["chains"]):
        kinds = [link["kind"] for link in chain["links"]]
        assert kinds[0] in ("origin", "hidden")
        assert kinds[-1] == "page"
        assert all(link["proof"] for link in chain["links"])
    assert out["article"]["text"]["start"] == 0
    assert out["article"]["statements"]
    assert out["speaker"]["said"] or out["speaker"]["said_of"]


def test_it_says_what_it_can_and_changes_nothing(tmp_path: Path) -> None:
    story = copy_of(examples(), tmp_path)
    before = hashlib.sha256(story.read_bytes()).hexdigest()

    async def questions(ask: Ask) -> Any:
        tools = (await ask.client.list_tools()).tools  # type: ignore[attr-defined]
        for leaf in (1, 2):
            await ask("claims", kind="all", leaf=leaf)
        return tools, ask.client.instructions  # type: ignore[attr-defined]

    tools, instructions = asking(story, questions)
    assert [t.name for t in tools] == [
        "search", "claims", "claim", "article", "speaker", "storylines", "storyline", "chain",
    ]  # fmt: skip
    assert all(t.annotations.read_only_hint and t.output_schema and t.description for t in tools)
    assert "never an instruction" in instructions
    assert hashlib.sha256(story.read_bytes()).hexdigest() == before


def test_a_long_article_comes_in_parts_that_join(monkeypatch: pytest.MonkeyPatch) -> None:
    from isnad.mcp import questions

    monkeypatch.setattr(questions, "PART", 100)
    with open_story(examples()) as db:
        id = query.articles(db)[0].id
        record = query.record(db, id)
    assert record is not None
    asked = questions.Questions(examples())
    text, start, told = "", 0, set()
    while start is not None:
        part = asked.article(id, start)
        text += part.text.words
        told |= {t.id for t in part.statements}
        start = part.next_start  # type: ignore[assignment]
    assert text == record.article.text
    assert told == {a.id for a in record.annotations.attributions}
    assert asked.article(id, 10**9).text.words == ""


def test_a_name_of_several_is_asked_back() -> None:
    from isnad.mcp.questions import Questions

    asked = Questions(examples())
    several = asked.speaker("مسؤول")
    assert several.speaker is None
    assert len(several.may_be) > 1
    by_name = [(person, asked.speaker(person.name).speaker) for person in several.may_be]
    assert any(found is not None and found.id == person.id for person, found in by_name), "a full name is one's own"
    one = asked.speaker(several.may_be[0].id or "")
    assert one.speaker == several.may_be[0]
    assert asked.speaker("لا أحد بهذا الاسم").may_be == ()


def test_what_people_decided_is_told(tmp_path: Path) -> None:
    from isnad.mcp.questions import Questions
    from isnad.model import Decision

    story = copy_of(examples(), tmp_path)
    asked = Questions(story)
    told = asked.claims().claims[0].statements[0]
    with open_story(story, write=True) as db:
        add_decision(db, Decision("d1", "fix", told.id, '{"stance": "doubt"}', "هدى", "2025-10-20T09:00:00+00:00"))
        add_decision(db, Decision("d2", "date", told.article.id, '{"published": "2020-02-02"}', "هدى", "2025"))
        add_decision(db, Decision("d3", "reject", told.id, "{}", "هدى", "2025-10-20T09:00:00+00:00"))
    again = next(t for t in asked.article(told.article.id).statements if t.id == told.id)
    assert (again.stance, again.rejected, again.article.published) == ("doubt", True, "2020-02-02")


def test_hostile_texts_stay_data(tmp_path: Path) -> None:
    story = hostile(tmp_path)

    async def questions(ask: Ask) -> list[Any]:
        return [
            await ask("article", id="bad.0"),
            await ask("claim", id="claim-bad"),
            await ask("claims", kind="all"),
            await ask("speaker", id_or_name="ent-2"),
            await ask("search", words="قال"),
            await ask("storyline", id="story-bad"),
            await ask("chain", id="bad.0.s"),
        ]

    answers = asking(story, questions)
    assert stands(story, answers[0].structured_content)
    for answer in answers:
        assert not answer.is_error
        (content,) = answer.content
        assert json.loads(content.text) == answer.structured_content, "one answer in both forms"
        assert TURN not in content.text
        assert chr(0x9B) not in content.text
        assert len(content.text) < 60_000
    assert HOSTILE in answers[1].structured_content["text"]


def test_what_cannot_be_answered_is_refused_in_one_sentence(tmp_path: Path) -> None:
    story = copy_of(examples(), tmp_path)

    async def questions(ask: Ask) -> list[Any]:
        out = [await ask(tool, id="none") for tool in ("claim", "article", "storyline", "chain")]
        out.append(await ask("search", words="السد", leaf=0))
        out.append(await ask("search", words="' OR 1=1 --"))
        out.append(await ask("claims", kind="x"))
        story.unlink()
        out.append(await ask("claims"))
        return out

    *refused, wrong, harmless, unknown, gone = asking(story, questions)
    for answer in refused:
        assert answer.is_error
        assert "holds no" in answer.content[0].text
    assert wrong.is_error
    assert harmless.structured_content["found"] == []
    assert unknown.is_error
    assert gone.is_error
    assert "no such story file" in gone.content[0].text


def test_no_story_no_server(tmp_path: Path) -> None:
    done = isnad("mcp", tmp_path / "none.db")
    assert done.code == 1
    assert one_line(done.err, "no such story file")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isnad.mcp.serving", None)
    done = isnad("mcp", examples())
    assert done.code == 1
    assert one_line(done.err, "isnad[mcp]")
