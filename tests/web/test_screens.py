"""The main views as they were approved: today's pictures beside the stored ones, small, so that other fonts pass.

`python -m tests.web.test_screens` stores them anew, after somebody has looked at the pages.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.web.desks import ROOT, fixed
from tests.web.test_browser import Served, visit

pw = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")
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
def browser() -> Iterator[pw.Browser]:
    found = subprocess.run([ROOT / "tools" / "chromium.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip(found.stderr.strip())
    with pw.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Served(fixed(tmp_path_factory.mktemp("fixed"))) as address:
        yield address


def shot(browser: pw.Browser, base: str, name: str, taste: tuple[str, str, int], change: str = "") -> picture.Image:
    """A view, small; drawings are left out, whose lines fall as they like. `change` is run in the page first."""
    lang, theme, width = taste
    path = PATHS[name]
    page = visit(browser, base, width).open(f"{path}{'&' if '?' in path else '?'}lang={lang}&theme={theme}")
    page.reload(wait_until="load")  # fonts that came too late for the first view are here for this one
    page.evaluate("document.querySelectorAll('.network').forEach((each) => { each.style.visibility = 'hidden'; })")
    if change:
        page.evaluate(change)
    taken = picture.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
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
    browser: pw.Browser, base: str, name: str, taste: tuple[str, str, int], tmp_path: Path
) -> None:
    taken = shot(browser, base, name, taste)
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
def test_a_changed_page_is_caught(browser: pw.Browser, base: str, change: str) -> None:
    name, script = CHANGES[change]
    taken = shot(browser, base, name, TASTES[0], script)
    assert differs(taken, picture.open(stored(name, TASTES[0])).convert("RGB"))


@pytest.mark.parametrize("font", ["serif", "monospace"])
def test_another_latin_font_passes(browser: pw.Browser, base: str, font: str) -> None:
    change = f"document.documentElement.style.setProperty('--ui', '\"Noto Sans Arabic\", {font}')"
    for name in ("claim", "reader"):
        taken = shot(browser, base, name, TASTES[0], change)
        assert not differs(taken, picture.open(stored(name, TASTES[0])).convert("RGB"))


def main() -> None:
    """Store every view as it looks now."""
    STORED.mkdir(exist_ok=True)
    found = subprocess.run([ROOT / "tools" / "chromium.sh"], capture_output=True, text=True, check=True)
    with Served(fixed(Path(mkdtemp()))) as address, pw.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        for name in PATHS:
            for taste in TASTES:
                shot(started, address, name, taste).save(stored(name, taste), optimize=True)
        started.close()


if __name__ == "__main__":
    main()
