"""Every page, in both languages and as JSON: well formed, all its links alive, nothing in it that could run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.markup import Tree
from tests.web.desks import DATA, HOSTILE, HUGE, PAGE, TURN, client, examples, first_id, hostile

pytestmark = pytest.mark.xdist_group("web")

LISTS = (
    "/", "/claims?kind=all", "/articles", "/articles?kind=rejected", "/search?q=السد", "/speakers", "/sources",
    "/reprints", "/timeline", "/timeline?within=2025-10-07", "/storylines", "/decisions", "/review",
)  # fmt: skip


class DeskTree(Tree):
    """What a page of the desk must keep besides nesting."""

    def harmless(self) -> None:
        """No script but the desk's own files, no style in the page, no handler, no foreign address but links out."""
        for tag, attrs in self.tags:
            assert tag not in {"style", "iframe", "object", "embed", "base"}
            assert not [name for name in attrs if name.startswith("on") or name == "style"]
            if tag in {"script", "link", "img"}:
                assert (attrs.get("src") or attrs.get("href") or "").startswith(("/static/", "/report.css"))
            assert not (attrs.get("href") or "").lstrip().lower().startswith(("javascript:", "data:"))


def crawl(desk: TestClient, most: int = 400) -> dict[str, str]:
    """Every page that links lead to from the first one, by address."""
    todo, met = ["/"], {"/"}
    pages: dict[str, str] = {}
    while todo and len(pages) < most:
        path = todo.pop(0)
        answer = desk.get(path, headers=PAGE)
        assert answer.status_code == 200, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        pages[path] = answer.text
        tree = DeskTree(answer.text)
        for tag, attrs in tree.tags:
            to = (attrs.get("href") or "").partition("#")[0]
            if (
                tag == "a"
                and to.startswith("/")
                and to not in met
                and not re.search(r"[?&](theme|digits|lang|format)=", to)
            ):
                met.add(to)
                todo.append(to)
    return pages


def test_every_link_of_every_page_leads_to_a_page() -> None:
    pages = crawl(client(examples()))
    assert len(pages) > 80
    for kind in ("/claims/", "/articles/", "/speakers/", "/reprints/", "/storylines/", "/pages/"):
        assert any(path.startswith(kind) for path in pages), kind
    for page in pages.values():
        DeskTree(page).harmless()


def test_fragments_lead_to_words_of_the_page() -> None:
    desk = client(examples())
    claim = desk.get(f"/claims/{first_id(desk, '/claims', 'claims')}", headers=PAGE).text
    words = set(re.findall(r'href="(/articles/[^"#]+#s-[^"]+)"', claim))
    assert words
    for address in words:
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in desk.get(path, headers=PAGE).text


@pytest.mark.parametrize("path", LISTS)
def test_both_languages_and_directions(path: str) -> None:
    desk = client(examples())
    arabic, english = (desk.get(path, params={"lang": lang}, headers=PAGE).text for lang in ("ar", "en"))
    assert '<html lang="ar" dir="rtl"' in arabic
    assert '<html lang="en" dir="ltr"' in english
    heads = [re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL) for page in (arabic, english)]
    assert heads[0]
    assert heads[1]
    assert re.search(r"[ء-ي]", heads[0][1])
    assert not re.search(r"[ء-ي]", heads[1][1])


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_as_json(path: str) -> None:
    answer = client(examples()).get(path, headers=DATA)
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


def test_choices_are_kept_and_nonsense_is_not() -> None:
    desk = client(examples())
    assert "٢٠٢٥" in desk.get("/", headers=PAGE).text
    page = desk.get("/?digits=latn&theme=dark&lang=xx", headers=PAGE).text
    assert 'data-theme="dark"' in page
    assert "٢٠٢٥" not in page
    later = desk.get("/claims", headers=PAGE).text
    assert 'data-theme="dark"' in later
    assert "أكتوبر 2025" in later
    assert 'lang="ar" dir="rtl"' in later


def test_what_is_not_there_is_said_in_the_readers_language() -> None:
    desk = client(examples())
    assert "لا يوجد هذا في السجل" in desk.get("/claims/none", headers=PAGE).text
    assert "holds nothing like this" in desk.get("/claims/none?lang=en", headers=PAGE).text
    assert desk.get("/claims/none", headers=DATA).json()["error"]


def test_the_description_names_every_address() -> None:
    paths = client(examples()).get("/openapi.json").json()["paths"]
    assert {"/claims/{id}", "/articles/{id}", "/speakers/{id}", "/search", "/timeline", "/decisions"} <= set(paths)
    schema = paths["/claims/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["$ref"].endswith("ClaimAnswer")


def test_the_reader_shows_the_whole_page() -> None:
    desk = client(examples())
    for row in desk.get("/articles", headers=DATA).json()["articles"]:
        page = desk.get(f"/articles/{row['id']}", headers=PAGE).text
        plain = re.sub(r"<[^>]+>", "", page)
        data = desk.get(f"/articles/{row['id']}", headers=DATA).json()
        assert data["article"]["text"].split()[-1] in plain
        if data["article"]["url"] is None and "©" in page:
            assert 'class="aside furniture"' in page or 'class="aside head"' in page


def test_words_asked_for_are_marked() -> None:
    desk = client(examples())
    id = first_id(desk, "/articles", "articles")
    assert 'id="here"' in desk.get(f"/articles/{id}?from=5&to=20", headers=PAGE).text
    assert 'id="here"' not in desk.get(f"/articles/{id}", headers=PAGE).text


def test_nothing_hostile_comes_alive(tmp_path: Path) -> None:
    desk = client(hostile(tmp_path))
    addresses = (
        *LISTS, "/articles/bad.0", "/articles/bad.0?from=0&to=9", "/pages/bad", "/claims/claim-bad", "/speakers/ent-1",
        "/speakers/ent-2", "/storylines/story-bad", "/search?q=قال",
    )  # fmt: skip
    seen = 0
    for path in addresses:
        answer = desk.get(path, headers=PAGE)
        assert answer.status_code == 200, path
        assert TURN not in answer.text, path
        assert chr(0) not in answer.text
        assert chr(0x9B) not in answer.text
        assert "<script>alert" not in answer.text
        assert len(answer.text) < 2_000_000, path
        DeskTree(answer.text).harmless()
        seen += "⟨U+202E⟩" in answer.text
        plain = desk.get(path, headers=DATA)
        assert plain.status_code == 200
    assert seen > 8
    assert HOSTILE in desk.get("/claims/claim-bad", headers=DATA).json()["claim"]["text"]
    assert len(HUGE) > 1_000_000


def test_hostile_questions_are_harmless_too() -> None:
    desk = client(examples())
    for path in ("/search", "/speakers", "/articles"):
        page = desk.get(path, params={"q": HOSTILE[:200], "outlet": HOSTILE, "told": HOSTILE}, headers=PAGE)
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text
        assert TURN not in page.text
        DeskTree(page.text).harmless()
