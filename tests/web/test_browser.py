"""The desk in a real browser: every kind of page in both languages, accessible, narrow, scriptless, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.browser import Served, pw, visit
from tests.web.desks import DATA, client, copy_of, examples, first_id, hostile

pytestmark = pytest.mark.xdist_group("web")

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
BUDGET = 300_000
"""Bytes of a first view, as they travel."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with Served(examples()) as address:
        yield address


def kinds() -> list[str]:
    """One address of every kind of page."""
    desk = client(examples())
    claim, other = (first_id(desk, "/claims?order=origins", "claims", n) for n in (0, 1))
    article = first_id(desk, "/articles", "articles", 3)
    return [
        "/", "/claims", f"/claims/{claim}", f"/claims/{other}", "/articles", f"/articles/{article}?from=3&to=30",
        f"/pages/{article.partition('.')[0]}", "/search?q=السد", f"/speakers/{first_id(desk, '/speakers', 'speakers')}",
        "/speakers", "/sources", "/reprints", f"/reprints/{first_id(desk, '/reprints', 'groups')}", "/timeline",
        "/storylines", f"/storylines/{first_id(desk, '/storylines', 'storylines')}", "/review", "/decisions",
        "/dossier", f"/dossier?claim={claim}&claim={other}", "/claims/none", "/claims?kind=contested&order=origins",
        "/articles?kind=rejected", "/search", "/search?q=زعلطوط", "/timeline?within=2025-10", "/speakers?q=زعلطوط",
    ]  # fmt: skip


def with_language(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


@pytest.mark.parametrize(("lang", "theme"), [("ar", "light"), ("en", "dark")])
def test_every_kind_of_page_is_accessible_and_quiet(browser: pw.Browser, base: str, lang: str, theme: str) -> None:
    desk = visit(browser, base)
    desk.page.add_init_script(path=AXE)
    for path in kinds():
        page = desk.open(f"{with_language(path, lang)}&theme={theme}")
        for each in page.query_selector_all("details"):
            each.evaluate("node => { node.open = true }")
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        serious = [
            (v["id"], v["nodes"][0]["html"][:160], v["nodes"][0].get("failureSummary", "")[:300])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, (path, serious)
    assert not [line for line in desk.wrong if "404" not in line]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_telephone_scrolls_down_only(browser: pw.Browser, base: str, lang: str) -> None:
    desk = visit(browser, base, width=360)
    for path in kinds():
        page = desk.open(with_language(path, lang))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_reading_works_without_scripts(browser: pw.Browser, base: str) -> None:
    desk = visit(browser, base, java_script_enabled=False)
    for path in kinds():
        page = desk.open(path)
        assert page.locator("h1").count() == 1, path
        assert len(page.locator("main").inner_text()) > 20, path
    claim = desk.open(kinds()[2])
    node = claim.locator(".node summary").first
    node.click()
    assert claim.locator(".node[open] .proof li").first.is_visible()
    claim.locator(".node.page a").first.click()
    claim.locator("mark:target").wait_for()
    assert claim.locator("mark:target").count() == 1


def test_hostile_texts_neither_run_nor_turn_the_page(browser: pw.Browser, tmp_path: Path) -> None:
    with Served(hostile(tmp_path)) as base:
        desk = visit(browser, base)
        desk.page.on("dialog", lambda dialog: desk.wrong.append("a dialog opened") or dialog.dismiss())
        for path in (
            "/",
            "/claims/claim-bad",
            "/articles/bad.0",
            "/pages/bad",
            "/speakers/ent-1",
            "/timeline",
            "/sources",
        ):
            desk.open(path)
        assert not desk.wrong


MOVED = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.moved.push([e.value, ...e.sources.map((s) => s.node && s.node.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [1200, 360])
def test_every_first_view_is_light_and_stands_still(browser: pw.Browser, base: str, width: int) -> None:
    for path in kinds() if width > 1000 else kinds()[:14:2]:
        desk = visit(browser, base, width)  # nothing is kept from the page before
        sizes: dict[str, int] = {}
        desk.page.on("requestfinished", lambda r, sizes=sizes: sizes.update({r.url: travelled(r)}))
        desk.page.add_init_script(MOVED)
        page = desk.open(path)
        page.wait_for_load_state("networkidle")
        assert sum(sizes.values()) < BUDGET, (path, sizes)
        moved = page.evaluate("window.moved")
        assert sum(value for value, *_ in moved) < 0.01, (path, moved)
        assert page.evaluate("document.fonts.check('16px \"Noto Naskh Arabic\"', 'ق')")
        page.context.close()


def travelled(request: pw.Request) -> int:
    sizes = request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def test_a_page_that_moves_is_caught(browser: pw.Browser, base: str) -> None:
    desk = visit(browser, base)
    desk.page.add_init_script(MOVED)
    page = desk.open("/")
    page.evaluate("document.querySelector('main').style.marginTop = '300px'")
    page.wait_for_function("window.moved.some(([value]) => value > 0.01)")


def test_drawings_are_drawn(browser: pw.Browser, base: str) -> None:
    desk = visit(browser, base)
    for path, place in (("/sources", "#network"), ("/timeline", "#timeline")):
        page = desk.open(path)
        page.locator(place).scroll_into_view_if_needed()
        page.wait_for_selector(f"{place} canvas", timeout=10_000)
    assert not desk.wrong


def test_the_queue_is_worked_by_keyboard(browser: pw.Browser, tmp_path: Path) -> None:
    story = copy_of(examples(), tmp_path)
    with Served(story) as base:
        desk = visit(browser, base)
        page = desk.open("/review")
        first = page.input_value("input[name=target]")
        page.fill("input[name=by]", "هدى")
        page.locator("h1").click()
        page.keyboard.press("a")
        page.wait_for_selector("[role=status]")
        assert page.input_value("input[name=target]") != first
        page.keyboard.press("n")
        page.wait_for_url("**/review?after=*")
        assert not desk.wrong
    log = client(story).get("/decisions", headers=DATA).json()["decisions"]
    assert [(row["decision"]["target"], row["decision"]["by"]) for row in log] == [(first, "هدى")]


def test_words_and_cards_light_each_other(browser: pw.Browser, base: str) -> None:
    page = visit(browser, base).open(kinds()[5].partition("?")[0])
    words = page.locator(".body mark[id^=s-]").first
    words.hover()
    anchor = words.get_attribute("id")
    assert "lit" in (page.locator(f'[data-statement="{anchor}"]').get_attribute("class") or "")
