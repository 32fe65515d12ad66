"""The main job through the command line: pages in, a story file that tells them, the same again without repeating."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import isnad, write_news


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    path = folder / "story.db"
    assert isnad("build", write_news(folder), "-o", path).code == 0
    return path


def test_build_says_what_became_of_every_page(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    first = isnad("build", news, "-o", tmp_path / "story.db")
    assert (first.code, first.out) == (0, "")
    assert "2 pages seen = 2 read (2 articles) + 0 known already + 0 rejected + 0 failed" in first.err
    again = isnad("build", news, "-o", tmp_path / "story.db")
    assert "2 pages seen = 0 read (0 articles) + 2 known already + 0 rejected + 0 failed" in again.err


def test_a_new_page_is_added_and_the_others_are_not_repeated(tmp_path: Path) -> None:
    news = write_news(tmp_path)
    isnad("build", news, "-o", tmp_path / "story.db")
    (news / "الثالثة.txt").write_text((news / "الأولى.txt").read_text("utf-8").replace("مليون", "مليوني"), "utf-8")
    assert "1 read (1 articles) + 2 known" in isnad("build", news, "-o", tmp_path / "story.db").err
    isnad("build", news, "-o", tmp_path / "fresh.db")
    for section in ("--timeline", "--claims", "--sources"):
        grown, fresh = (isnad("show", tmp_path / name, section, "--limit", 0) for name in ("story.db", "fresh.db"))
        assert grown == fresh


def test_read_prints_one_contract_line_an_article(tmp_path: Path) -> None:
    done = isnad("read", write_news(tmp_path), "--jsonl")
    assert done.code == 0
    assert [Path(line["page"]["path"]).name for line in done.lines] == ["الأولى.txt", "الثانية.txt"]
    first = done.lines[0]
    assert first["article"]["published"] == "2023-05-14"
    text = first["article"]["text"]
    told = [a["cue"]["text"] for a in first["attributions"]]
    assert "قال" in told
    for part in (*first["timexes"], *(a["cue"] for a in first["attributions"])):
        assert text[part["start"] : part["end"]] == part["text"]
    speakers = {a["speaker"] for a in first["attributions"]} - {None}
    assert speakers <= {e["id"] for e in first["entities"]}


def test_show_prints_timeline_claims_and_sources(story: Path) -> None:
    done = isnad("show", story)
    assert done.code == 0
    assert "2023-05-14" in done.out
    assert "وزير النقل يفتتح جسر الواحة" in done.out
    assert "سعيد الحمدان" in done.out
    assert done.out.index("2023-05-14") < done.out.index("2023-05-20")


def test_headings_follow_the_language(story: Path) -> None:
    assert "Timeline" in isnad("--lang", "en", "show", story).out
    assert "الخط الزمني" in isnad("--lang", "ar", "show", story).out


def test_one_claim_in_full(story: Path) -> None:
    claim = next(word for word in isnad("show", story, "--claims").out.split() if word.startswith("claim-"))
    whole = isnad("show", story, "--claim", claim)
    assert claim in whole.out
    assert isnad("origins", claim, story).code == 0
    assert isnad("show", story, "--claim", "claim-none").code == 2


def test_why_shows_the_words_and_the_rule_with_its_example(story: Path, tmp_path: Path) -> None:
    lines = isnad("read", write_news(tmp_path)).lines
    said = next(a for a in lines[0]["attributions"] if a["cue"]["text"] == "قال")
    done = isnad("--lang", "en", "why", said["id"], story)
    assert "⟦cue: قال⟧" in done.out
    assert "rule attribution/verbs#" in done.out
    assert "for example: " in done.out
    assert isnad("why", said["id"][:-2], story).code == 0, "the beginning of an id is enough"


def test_why_answers_for_every_kind_of_id(story: Path) -> None:
    import sqlite3

    from isnad.store.query.find import _TABLES

    with sqlite3.connect(story) as db:
        for table in _TABLES:
            row = db.execute(f"SELECT id FROM {table} LIMIT 1").fetchone()
            if row:
                done = isnad("why", row[0], story)
                assert (done.code, bool(done.out.strip())) == (0, True), table


def test_why_of_nothing_is_a_usage_error(story: Path) -> None:
    done = isnad("why", "nothing-has-this-id", story)
    assert (done.code, done.out) == (2, "")
    assert "nothing-has-this-id" in done.err


def test_search_folds_spelling_and_allows_for_clitics(story: Path) -> None:
    for word in ("الحمدان", "جسر", "بلديه", "دِينَار"):
        assert isnad("search", story, word).code == 0, word
    assert isnad("search", story, "طائرة").code == 1
    assert isnad("search", story, "جسر", "--since", "2023-05-15").out.count("\t2023-05-20\t") == 1


def test_report_is_written(story: Path, tmp_path: Path) -> None:
    done = isnad("report", story, "-o", tmp_path / "report.html")
    assert done.code == 0
    assert 'dir="rtl"' in (tmp_path / "report.html").read_text("utf-8")


def test_rules_are_listed_and_tried() -> None:
    files = isnad("rules")
    assert "attribution/verbs.tsv" in files.out
    listed = isnad("--lang", "en", "rules", "timex/relative")
    assert "for example: " in listed.out
    assert isnad("rules", "no/such").code == 2
    tried = isnad("rules", "--try", "قال الوزير سمير الهادي أمس إن القمة تأجلت.", "--published", "2024-06-17")
    assert "DATE 2024-06-16" in tried.out
    assert "attribution/verbs#" in tried.out
    nothing = isnad("rules", "--try", "!")
    assert (nothing.code, nothing.out) == (0, "")


def test_help_names_every_command() -> None:
    done = isnad("--help")
    assert done.code == 0
    for command in ("build", "read", "show", "why", "origins", "search", "report", "rules"):
        assert f"\n  {command} " in done.out
        assert isnad(command, "--help").code == 0


def shell(*arguments: str, **how: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "isnad", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how
    )


def test_a_reader_that_goes_away_is_met_with_silence(story: Path) -> None:
    process = shell("rules", "attribution")
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    assert process.wait() == 141


def test_arabic_goes_out_as_utf8_in_any_locale(story: Path) -> None:
    process = shell("show", str(story), env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "سعيد الحمدان" in out.decode("utf-8")


def test_no_command_waits_for_what_it_does_not_need() -> None:
    """What a command imports is what it waits for: help needs none of the heavy rooms."""
    code = "import sys, isnad.cli; isnad.cli.group.main(['--help'], standalone_mode=False); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"sqlite3", "rich", "lxml", "trafilatura", "numpy", "isnad.model", "isnad.pipeline", "multiprocessing"}
    assert not heavy & set(out)


def test_columns_of_a_dump_are_named(tmp_path: Path) -> None:
    text = "قال وزير النقل سعيد الحمدان أمس إن جسر الواحة افتتح بعد عامين من العمل. وأضاف أن الكلفة بلغت مليون دينار."
    (tmp_path / "dump.csv").write_text(f'head,story,day\nجسر الواحة يفتح أبوابه,"{text}",2023-05-14\n', "utf-8")
    named = ("--text-column", "story", "--title-column", "head", "--published-column", "day")
    done = isnad("read", tmp_path / "dump.csv", *named)
    assert done.code == 0
    (article,) = (line["article"] for line in done.lines)
    assert (article["title"], article["published"], article["text"]) == ("جسر الواحة يفتح أبوابه", "2023-05-14", text)
