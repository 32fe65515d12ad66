"""The Python API: text, files and story files in; records, claims, tables out; light to import, safe to show."""

from __future__ import annotations

import doctest
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.api_reference import PAGE, render
from tests.cli.command import NEWS, write_news
from tests.export.made import HARM, OVERRIDE, every_record, whole

import isnad
import isnad.api
from isnad.api.views import view_of
from isnad.export.cards import claim_html
from isnad.model import Failure, IsnadError, Rejected

TEXT = "قال وزير المالية سامر الحلبي أمس إن الموازنة تأجلت. ونفت وزارة التخطيط وجود أي تأجيل."


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> isnad.Story:
    folder = tmp_path_factory.mktemp("api")
    news = write_news(folder)
    (news / "فارغة.txt").write_text(" ", "utf-8")
    return isnad.build([news], folder / "story.db", jobs=1)


class Tags(HTMLParser):
    """Opened and closed tags of a piece of HTML; one that does not nest fails."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(shown)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.met.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_text_is_read() -> None:
    record = isnad.read(TEXT, published="2024-06-17")
    assert record.text == TEXT
    first = record.statements[0]
    assert (first.speaker.name if first.speaker else None, first.stance) == ("سامر الحلبي", "assert")
    assert first.found.cue.of(record.text) == first.cue
    assert [t.value for t in record.times] == ["2024-06-16"]
    assert record.day
    assert record.day.first == "2024-06-17"
    assert "سامر الحلبي" in record.names


def test_an_undated_text_stays_undated() -> None:
    record = isnad.read("قال المتحدث أمس إن الجسر افتتح.")
    assert record.day is None
    assert "بلا تاريخ" in record._repr_html_()


def test_files_are_read_and_refusals_come_back_as_values(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    (news / "فارغة.txt").write_text(" ", "utf-8")
    found = list(isnad.read_files(news))
    assert [type(f).__name__ for f in found] == ["RecordView", "RecordView", "Rejected"]
    assert not [f for f in found if isinstance(f, Failure)]
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "empty"


def test_a_story_answers(story: isnad.Story) -> None:
    articles = story.articles()
    assert [a.day.first for a in articles if a.day] == ["2023-05-14", "2023-05-20"]
    assert {a.title for a in articles} == {text.split("\n")[0] for text in NEWS.values()}
    assert [a.id for a in story.articles(since="2023-05-15")] == [articles[1].id]
    record = story.article(articles[0].id)
    assert "سعيد الحمدان" in [s.speaker.name for s in record.statements if s.speaker]
    assert [hit.article for hit in story.search("الغبار")] == [articles[1].id]
    assert [r.reason for r in story.rejected()] == ["empty"]
    assert story.decisions() == ()


def test_claims_come_with_their_statements(story: isnad.Story) -> None:
    claims = story.claims()
    assert claims
    for claim in claims:
        least, most = claim.origins
        assert least <= most
        assert [s.id for s in claim.vouches] == list(claim.claim.attributions)
        assert [s.id for s in claim.denies] == list(claim.claim.contested_by)
        assert all(claim.id in {r.claim for r in s.roles} for s in claim.vouches)
    assert story.claim(claims[0].id) == claims[0]
    assert story.claims(limit=1) == claims[:1]
    assert all(s.speaker.id.startswith("ent-") for c in claims for s in c.vouches if s.speaker), "the pile's entities"


def test_frames_of_a_story(story: isnad.Story) -> None:
    for library in ("pandas", "polars"):
        pytest.importorskip(library, reason=f"{library} is not installed: pip install -e '.[frames]'")
    said = story.pandas("statements")
    assert len(said) == story.polars("statements").height > 3
    assert set(said["article"]) == {a.id for a in story.articles()}


def test_what_is_not_there_says_what_to_do(story: isnad.Story, tmp_path: Path) -> None:
    with pytest.raises(IsnadError, match="no such story file"):
        isnad.open(tmp_path / "no.db")
    with pytest.raises(IsnadError, match="holds no claim"):
        story.claim("claim-none")
    with pytest.raises(IsnadError, match="holds no article"):
        story.article("none")
    with pytest.raises(AttributeError, match="has no attribute"):
        isnad.nothing_of_this_name  # noqa: B018


def test_what_a_notebook_shows_nests_and_runs_nothing(story: isnad.Story) -> None:
    made = whole()
    claim = next(c for c in made.links.claims if c.id == "k1")
    shown = [view_of(r, made)._repr_html_() for r in every_record()]
    shown += [a._repr_html_() for a in story.articles()]
    shown += [c._repr_html_() for c in story.claims()]
    shown += [claim_html(claim, made.every_said()), story._repr_html_()]
    for html in shown:
        tags = Tags(html)
        assert not tags.met & {"script", "iframe", "img", "object"}
        assert not [name for name in tags.attributes if name.startswith("on")]
        assert 'lang="ar"' in html
    harm = next(html for html in shown if "HYPERLINK" in html)
    assert HARM not in harm
    assert "&lt;b&gt;" in harm
    assert OVERRIDE not in harm
    card = claim_html(claim, made.every_said())
    assert "أصل واحد أو أصلان" in card
    assert "ينفيه" in card


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert set(isnad.__all__) <= set(dir(isnad))
    for name in isnad.__all__:
        assert (getattr(isnad, name).__doc__ or "").strip()
    for owner in (isnad.Story, isnad.RecordView, isnad.ClaimView, isnad.ArticleView):
        for name, member in vars(owner).items():
            if callable(member) and not name.startswith("_"):
                assert member.__doc__, f"{owner.__name__}.{name}"


@pytest.mark.parametrize("verb", [isnad.read, isnad.read_files, isnad.open])
def test_examples_of_the_verbs_run(verb: object) -> None:
    (found,) = doctest.DocTestFinder(recurse=False).find(verb, globs={})
    assert found.examples
    assert not doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(found).failed


def test_importing_brings_nothing_that_is_not_used() -> None:
    code = "import sys; before = set(sys.modules); import isnad; print(*(set(sys.modules) - before))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in out if name.startswith("isnad")} == {"isnad"}
    assert not set(out) & {
        "click",
        "lxml",
        "pandas",
        "polars",
        "spacy",
        "sqlite3",
        "numpy",
        "dataclasses",
        "importlib.resources",
    }


def test_the_reference_is_what_the_code_says() -> None:
    assert PAGE.read_text("utf-8") == render(), "run `python -m tests.api_reference`"
