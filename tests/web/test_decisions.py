"""A person's decisions: kept with who and when, shown at once, never overriding unseen, outliving a rebuild, undone."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.command import isnad
from tests.web.desks import BASE, DATA, PAGE, ROOT, client, copy_of, examples, mark_of

from isnad.store.file import open_story
from isnad.web.app import create_app
from isnad.web.desk import desk_for
from isnad.web.relinking import Relinker

pytestmark = pytest.mark.xdist_group("web")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return copy_of(examples(), tmp_path)


@pytest.fixture
def desk(story: Path) -> TestClient:
    return client(story)


def ask(desk: TestClient, path: str) -> dict[str, object]:
    found = desk.get(path, headers=DATA).json()
    assert isinstance(found, dict)
    return found


def told(desk: TestClient) -> dict[str, object]:
    """A claim of more than one statement, in full."""
    rows = desk.get("/claims?kind=told", headers=DATA).json()["claims"]
    row = next(r for r in rows if r["vouching"] > 1)
    return desk.get(f"/claims/{row['id']}", headers=DATA).json()  # type: ignore[no-any-return]


def decide(desk: TestClient, **given: object) -> dict[str, object]:
    answer = desk.post("/decisions", json={"by": "هدى", **given})
    assert answer.status_code == 201, answer.text
    return answer.json()["decision"]  # type: ignore[no-any-return]


def refused(desk: TestClient, **given: object) -> str:
    answer = desk.post("/decisions", json={"by": "هدى", **given})
    assert answer.status_code == 422
    assert ask(desk, "/decisions")["total"] == 0
    return str(answer.json()["error"])


def test_a_form_is_taken_and_the_page_shows_who_and_what(desk: TestClient) -> None:
    id = told(desk)["claim"]["id"]  # type: ignore[index]
    page = desk.get(f"/claims/{id}", headers=PAGE).text
    words = {"name": "صياغة أوضح", "by": "هدى سالم", "note": "للإيجاز"}
    form = {"mark": mark_of(page), "kind": "rename", "target": id, "seen": "0", "back": f"/claims/{id}", **words}
    answer = desk.post("/decisions", data=form, headers=PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/claims/{id}?told=kept"
    page = desk.get(answer.headers["location"], headers=PAGE).text
    for words in ("حُفظ القرار", "صياغة أوضح", "هدى سالم", "للإيجاز"):
        assert words in page
    assert 'value="هدى سالم"' in page, "the name is remembered"


def test_claims_merge_and_the_old_address_leads_on(desk: TestClient) -> None:
    rows = desk.get("/claims?kind=single", headers=DATA).json()["claims"]
    one, other = rows[0]["id"], rows[1]["id"]
    decide(desk, kind="merge", target=one, **{"with": other})
    merged = ask(desk, f"/claims/{one}")["claim"]
    assert len([*merged["attributions"], *merged["contested_by"], *merged["unverified"]]) == 2  # type: ignore[index]
    answer = desk.get(f"/claims/{other}", headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{one}")


def test_a_statement_is_split_off(desk: TestClient) -> None:
    claim = told(desk)["claim"]
    gone = claim["attributions"][-1]  # type: ignore[index]
    decide(desk, kind="split", target=claim["id"], statement=gone)  # type: ignore[index]
    assert gone not in ask(desk, f"/claims/{claim['id']}")["claim"]["attributions"]  # type: ignore[index]


def test_a_statement_is_rejected_and_comes_back_by_undoing(desk: TestClient) -> None:
    before = told(desk)["claim"]
    statement = before["attributions"][-1]  # type: ignore[index]
    made = decide(desk, kind="reject", target=statement)
    assert statement not in ask(desk, f"/claims/{before['id']}")["claim"]["attributions"]  # type: ignore[index]
    article = statement.rpartition(".")[0]
    assert statement in ask(desk, f"/articles/{article}")["rejected"]  # type: ignore[operator]
    assert "رُدّ من السجل" in desk.get(f"/articles/{article}", headers=PAGE).text
    decide(desk, kind="undo", target=made["id"])
    assert ask(desk, f"/claims/{before['id']}")["claim"] == before  # type: ignore[index]
    rows = ask(desk, "/decisions")["decisions"]
    assert [(r["decision"]["kind"], r["stands"]) for r in rows] == [("undo", True), ("reject", False)]  # type: ignore[attr-defined,index]


def test_speaker_stance_and_words_are_fixed(desk: TestClient) -> None:
    statement = ask(desk, "/review")["statement"]
    id, article = statement["id"], statement["article"]  # type: ignore[index]
    text = ask(desk, f"/articles/{article}")["article"]["text"]  # type: ignore[index]
    words = " ".join(text.split()[:4])
    decide(desk, kind="fix", target=id, speaker="شاهد عيان", stance="doubt", content=words)
    found = ask(desk, f"/articles/{article}")["annotations"]
    fixed = next(a for a in found["attributions"] if a["id"] == id)  # type: ignore[index]
    assert fixed["stance"] == "doubt"
    assert [text[s["start"] : s["end"]] for s in fixed["content"]] == [words]
    names = {e["id"]: e["name"] for e in found["entities"]}  # type: ignore[index]
    assert names[fixed["speaker"]] == "شاهد عيان"
    assert ask(desk, "/review")["statement"]["id"] != id, "it waits no longer"  # type: ignore[index]


def test_a_statement_that_is_right_leaves_the_queue_unchanged(desk: TestClient) -> None:
    queue = ask(desk, "/review")
    before = ask(desk, f"/articles/{queue['statement']['article']}")["annotations"]  # type: ignore[index]
    decide(desk, kind="right", target=queue["statement"]["id"])  # type: ignore[index]
    after = ask(desk, "/review")
    assert after["waiting"] == queue["waiting"] - 1  # type: ignore[operator]
    again = ask(desk, f"/articles/{queue['statement']['article']}")["annotations"]  # type: ignore[index]
    strip = [{k: v for k, v in a.items() if k != "confidence"} for a in before["attributions"]]  # type: ignore[index]
    assert [{k: v for k, v in a.items() if k != "confidence"} for a in again["attributions"]] == strip  # type: ignore[index]


def test_a_date_is_set(desk: TestClient) -> None:
    rows = ask(desk, "/articles")["articles"]
    undated = next(r for r in rows if r["published"] is None)  # type: ignore[attr-defined,union-attr]
    decide(desk, kind="date", target=undated["id"], published="2025-10-09")
    article = ask(desk, f"/articles/{undated['id']}")["article"]
    assert article["published"]["value"] == "2025-10-09"  # type: ignore[index]
    assert article["published"]["origin"] == "decided"  # type: ignore[index]
    assert "حدّده محرر" in desk.get(f"/articles/{undated['id']}", headers=PAGE).text


def dated(desk: TestClient, id: str) -> dict[str, object]:
    """Where every list has an article's day."""
    found = ask(desk, "/articles")["articles"]
    timeline = ask(desk, "/timeline?within=2025-10-09")
    hits = ask(desk, "/search?q=السد&since=2025-10-09&until=2025-10-09")["hits"]
    return {
        "list": next(r["published"] for r in found if r["id"] == id),  # type: ignore[attr-defined,union-attr]
        "origin": next(r["origin"] for r in found if r["id"] == id),  # type: ignore[attr-defined,union-attr]
        "timeline": id in [r["id"] for r in timeline["articles"]],  # type: ignore[attr-defined]
        "buckets": sum(b["articles"] for b in timeline["buckets"]),  # type: ignore[attr-defined]
        "search": id in [h["article"] for h in hits],  # type: ignore[attr-defined]
        "undated": ask(desk, "/")["counts"]["undated"],  # type: ignore[index]
    }


def test_a_date_that_was_set_stands_in_every_list_and_goes_by_undoing(desk: TestClient, story: Path) -> None:
    rows = ask(desk, "/search?q=السد")["hits"]
    id = next(r["article"] for r in rows if r["published"] != "2025-10-09")  # type: ignore[attr-defined]
    before = dated(desk, id)
    assert not before["timeline"]
    made = decide(desk, kind="date", target=id, published="2025-10-09")
    after = dated(desk, id)
    assert (after["list"], after["origin"], after["timeline"], after["search"]) == ("2025-10-09", "decided", True, True)
    assert after["buckets"] == before["buckets"] + 1  # type: ignore[operator]
    assert "حدّده محرر" in desk.get("/timeline?within=2025-10-09", headers=PAGE).text
    with open_story(story, write=True) as db:
        db.execute("UPDATE page SET made_by = 'older rules'")
    assert isnad("build", ROOT / "examples", "-o", story).code == 0
    assert dated(desk, id) == after, "pages read anew keep it"
    decide(desk, kind="undo", target=made["id"])
    assert dated(desk, id) == before


def test_an_undated_article_is_undated_again_after_undoing(desk: TestClient) -> None:
    rows = ask(desk, "/articles")["articles"]
    undated = next(r["id"] for r in rows if r["published"] is None)  # type: ignore[attr-defined,union-attr]
    before = dated(desk, undated)
    first = decide(desk, kind="date", target=undated, published="2025-10-01")
    second = decide(desk, kind="date", target=undated, published="2025-10-09")
    assert dated(desk, undated)["list"] == "2025-10-09", "the later one holds"
    decide(desk, kind="undo", target=second["id"])
    assert dated(desk, undated)["list"] == "2025-10-01"
    decide(desk, kind="undo", target=first["id"])
    assert dated(desk, undated) == before


def test_names_are_renamed_and_merged(desk: TestClient) -> None:
    rows = ask(desk, "/speakers")["speakers"]
    one, other = rows[0]["id"], rows[1]["id"]  # type: ignore[index]
    decide(desk, kind="rename", target=one, name="اسم جديد")
    assert ask(desk, f"/speakers/{one}")["entity"]["name"] == "اسم جديد"  # type: ignore[index]
    total = rows[0]["said"] + rows[1]["said"]  # type: ignore[index]
    decide(desk, kind="merge", target=one, **{"with": other})
    assert sum(n for _, n in ask(desk, f"/speakers/{one}")["stances"]) >= total  # type: ignore[attr-defined]
    assert desk.get(f"/speakers/{other}", headers=PAGE).headers["location"] == f"/speakers/{one}"


def test_decisions_outlive_a_rebuild(desk: TestClient, story: Path) -> None:
    id = told(desk)["claim"]["id"]  # type: ignore[index]
    decide(desk, kind="rename", target=id, name="صياغة باقية")
    assert isnad("build", ROOT / "examples", "-o", story).code == 0
    assert ask(desk, f"/claims/{id}")["claim"]["text"] == "صياغة باقية"  # type: ignore[index]


def test_of_two_who_decide_the_second_hears_of_the_first(desk: TestClient, story: Path) -> None:
    id = told(desk)["claim"]["id"]  # type: ignore[index]
    other = client(story)
    pages = [d.get(f"/claims/{id}", headers=PAGE).text for d in (desk, other)]
    form = {"kind": "rename", "target": id, "seen": "0", "back": f"/claims/{id}"}
    first = {**form, "mark": mark_of(pages[0]), "name": "رأي هدى", "by": "هدى"}
    second = {**form, "mark": mark_of(pages[1]), "name": "رأي عمر", "by": "عمر"}
    assert desk.post("/decisions", data=first, headers=PAGE).status_code == 303
    answer = other.post("/decisions", data=second, headers=PAGE)
    assert answer.status_code == 409
    for words in ("رأي هدى", "رأي عمر", "سبقك غيرك"):
        assert words in answer.text
    seen = answer.text.split('name="seen" value="')[1].split('"')[0]
    assert other.post("/decisions", data={**second, "seen": seen}, headers=PAGE).status_code == 303
    assert ask(desk, f"/claims/{id}")["claim"]["text"] == "رأي عمر"  # type: ignore[index]
    assert ask(desk, "/decisions")["total"] == 2


def test_many_at_once_lose_nothing(story: Path) -> None:
    rows = client(story).get("/claims?kind=all", headers=DATA).json()["claims"][:8]
    codes: list[int] = []

    def one(n: int) -> None:
        body = {"kind": "rename", "target": rows[n]["id"], "name": f"صياغة {n}", "by": f"قارئ {n}", "seen": 0}
        codes.append(client(story).post("/decisions", json=body).status_code)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(len(rows))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [201] * len(rows)
    log = client(story).get("/decisions", headers=DATA).json()
    assert {json.loads(r["decision"]["detail"])["name"] for r in log["decisions"]} == {f"صياغة {n}" for n in range(8)}


def test_a_large_story_says_what_waits_and_is_linked_beside_the_desk_when_asked(story: Path) -> None:
    app = create_app(desk_for(story, "127.0.0.1"))
    app.state.relinker = Relinker(app.state.desk, largest=0)
    desk = TestClient(app, base_url=BASE, follow_redirects=False)
    id = told(desk)["claim"]["id"]  # type: ignore[index]
    page = desk.get(f"/claims/{id}", headers=PAGE).text
    form = {"mark": mark_of(page), "kind": "rename", "target": id, "name": "صياغة أوضح", "by": "هدى"}
    answer = desk.post("/decisions", data={**form, "back": f"/claims/{id}"}, headers=PAGE)
    page = desk.get(answer.headers["location"], headers=PAGE).text
    assert "ولا تظهر آثاره" in page
    assert 'href="/decisions"' in page
    assert ask(desk, f"/claims/{id}")["claim"]["text"] != "صياغة أوضح"  # type: ignore[index]
    assert (ask(desk, "/decisions")["unlinked"], ask(desk, "/decisions")["linking"]) == (1, False)
    waiting = desk.get("/decisions", headers=PAGE).text
    assert "isnad build -o story.db" in waiting
    assert desk.post("/links", data={}, headers=PAGE).status_code == 403
    assert desk.post("/links", data={"mark": mark_of(waiting)}, headers=PAGE).status_code == 303
    assert "تُحتسب الآن" in desk.get("/decisions", headers=PAGE).text
    until = time.monotonic() + 60
    while ask(desk, "/decisions")["linking"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert ask(desk, "/decisions")["unlinked"] == 0
    assert ask(desk, f"/claims/{id}")["claim"]["text"] == "صياغة أوضح"  # type: ignore[index]
    assert "احتسبها الآن" not in desk.get("/decisions", headers=PAGE).text


def test_what_cannot_be_meant_is_refused_in_words(desk: TestClient) -> None:
    claim = told(desk)["claim"]["id"]  # type: ignore[index]
    statement = ask(desk, "/review")["statement"]["id"]  # type: ignore[index]
    assert refused(desk, kind="merge", target=claim, **{"with": claim})
    assert refused(desk, kind="merge", target=claim, **{"with": statement})
    assert refused(desk, kind="split", target=claim, statement="no.such.statement")
    assert refused(desk, kind="rename", target="none", name="x")
    assert refused(desk, kind="rename", target=claim, name=" ")
    assert refused(desk, kind="rename", target=claim, name="a" + chr(0x202E))
    assert refused(desk, kind="date", target=statement.rpartition(".")[0], published="أمس")
    assert refused(desk, kind="fix", target=statement, stance="shout")
    assert "ليست هذه الكلمات" in refused(desk, kind="fix", target=statement, content="كلمات لم ترد")
    assert refused(desk, kind="fix", target=statement)
    assert refused(desk, kind="undo", target="none")
    assert refused(desk, kind="erase", target=claim)
    assert refused(desk, kind="reject", target=claim, by="  ")
    assert desk.post("/decisions", json=["reject"]).status_code == 422
    assert desk.post("/decisions", content=b"{", headers={"content-type": "application/json"}).status_code == 422
