"""The main views as they were approved: today's pictures beside the stored ones, small, so that other fonts pass.

`python -m tests.web.test_screens` stores them anew, after somebody has looked at the pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.web.browser import Served, Visit, chromium, pw, visit
from tests.web.desks import fixed

picture = pytest.importorskip("PIL.Image", reason="no Pillow here: pip install pillow")
from PIL import ImageChops, ImageFilter, ImageStat  # noqa: E402 - after it is known to be here

pytestmark = pytest.mark.xdist_group("web")

STORED = Path(__file__).parent / "baseline"
PATHS = {
    "home": "/",
    "claim": "/claims/claim-dam",
    "reader": "/articles/aaa.0",
    "timeline": "/timeline?within=2025-10",
    "search": "/search?q=السد",
    "claims": "/claims?kind=all",
    "articles": "/articles",
    "speaker": "/speakers/ent-m1",
    "sources": "/sources",
    "storyline": "/storylines/story-dam",
    "review": "/review",
    "dossier": "/dossier?claim=claim-dam",
    "decisions": "/decisions",
}
TASTES = (("ar", "light", 1200), ("en", "dark", 1200), ("ar", "light", 360))
SCALE = 8
"""A stored picture is so much smaller each way: a letter of another font is a pixel of nearly the same grey."""

WHOLE, PART = 2.5, 15.0
"""Of 255: how far the whole picture, and how far any part of TILE pixels, may be off on average.

Another font of the machine, or none of the desk's own, measured 0.7 and 12 at most; the smallest change below 1.3
and 22, or 3.2 and 16.
"""
TILE = 10


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Served(fixed(tmp_path_factory.mktemp("fixed"))) as address:
        yield address


@pytest.fixture(scope="module")
def visitors(browser: pw.Browser, base: str) -> dict[tuple[str, str, int], Visit]:
    return {taste: visitor(browser, base, taste) for taste in TASTES}


def visitor(browser: pw.Browser, base: str, taste: tuple[str, str, int]) -> Visit:
    """One of this taste, who has the fonts already: those that come too late for a first view are left out of it."""
    out = visit(browser, base, taste[2])
    out.open(f"/claims/claim-dam?lang={taste[0]}&theme={taste[1]}").wait_for_load_state("networkidle")
    return out


def shot(who: Visit, name: str, change: str = "") -> picture.Image:
    """A view, small; drawings are left out, whose lines fall as they like. `change` is run in the page first."""
    page = who.open(PATHS[name])
    page.evaluate("document.querySelectorAll('.network').forEach((each) => { each.style.visibility = 'hidden'; })")
    if change:
        page.evaluate(change)
    taken = picture.open(io.BytesIO(page.screenshot())).convert("RGB")
    return taken.resize((taken.width // SCALE, taken.height // SCALE), picture.Resampling.BOX)


def differs(one: picture.Image, other: picture.Image) -> str | None:
    """How two pictures differ, in words; None where they are held to be the same."""
    if one.size != other.size:
        return f"{one.size} and {other.size}"
    off = ImageChops.difference(*(each.filter(ImageFilter.GaussianBlur(2)) for each in (one, other))).convert("L")
    whole = ImageStat.Stat(off).mean[0]
    if whole > WHOLE:
        return f"off by {whole:.1f} on the whole"
    for top in range(0, off.height, TILE):
        for left in range(0, off.width, TILE):
            part = ImageStat.Stat(off.crop((left, top, left + TILE, top + TILE))).mean[0]
            if part > PART:
                return f"off by {part:.1f} at {left * SCALE}, {top * SCALE}"
    return None


def stored(name: str, taste: tuple[str, str, int]) -> Path:
    return STORED / f"{name}-{taste[0]}-{taste[1]}-{taste[2]}.png"


@pytest.mark.parametrize("taste", TASTES)
@pytest.mark.parametrize("name", PATHS)
def test_a_view_looks_as_it_was_approved(
    visitors: dict[tuple[str, str, int], Visit], name: str, taste: tuple[str, str, int], tmp_path: Path
) -> None:
    taken = shot(visitors[taste], name)
    found = differs(taken, picture.open(stored(name, taste)).convert("RGB"))
    if found:
        taken.save(tmp_path / "now.png")
    assert not found, f"{found}; now: {tmp_path / 'now.png'}, approved: {stored(name, taste)}"


CHANGES = {
    "a card gone": ("claim", "document.querySelector('.against').remove()"),
    "its style gone": ("home", "document.querySelectorAll('link[rel=stylesheet]').forEach((each) => each.remove())"),
    "a page from left to right": ("reader", "document.documentElement.dir = 'ltr'"),
    "another theme": ("search", "document.documentElement.dataset.theme = 'dark'"),
    "text pushed down": ("timeline", "document.querySelector('main').style.paddingTop = '160px'"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_page_is_caught(visitors: dict[tuple[str, str, int], Visit], change: str) -> None:
    name, script = CHANGES[change]
    taken = shot(visitors[TASTES[0]], name, script)
    assert differs(taken, picture.open(stored(name, TASTES[0])).convert("RGB"))


@pytest.mark.parametrize("font", ["serif", "monospace"])
def test_another_latin_font_passes(visitors: dict[tuple[str, str, int], Visit], font: str) -> None:
    change = f"document.documentElement.style.setProperty('--ui', '\"Noto Sans Arabic\", {font}')"
    for name in ("claim", "reader"):
        taken = shot(visitors[TASTES[0]], name, change)
        assert not differs(taken, picture.open(stored(name, TASTES[0])).convert("RGB"))


def main() -> None:
    """Store every view as it looks now."""
    STORED.mkdir(exist_ok=True)
    with Served(fixed(Path(mkdtemp()))) as address, chromium() as started:
        for taste in TASTES:
            who = visitor(started, address, taste)
            for name in PATHS:
                shot(who, name).save(stored(name, taste), optimize=True)


if __name__ == "__main__":
    main()
