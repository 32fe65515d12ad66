"""`isnad rules --check`: people's own rows are read among ours; what is wrong is said with file, entry and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import isnad

from isnad.cli.trial import _FIRING, _READ, can_run, failing
from isnad.rules import load
from isnad.rules.check import check_file

RULES = Path(load.__file__).parent
VERBS = "past\tpresent\tparticiple\tframes\tstance\trole\texample"
MUTTERED = "تمتم\tيتمتم\tمتمتماً\tان قول\tassert\tsay\tوتمتم مدير المرسى إن القارب لن يعود"


def written(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_sound_rows_of_verbs_outlets_and_months_are_read_among_ours(tmp_path: Path) -> None:
    verbs = written(tmp_path / "verbs.tsv", VERBS, MUTTERED)
    agencies = tmp_path / "outlets" / "agencies.tsv"
    written(agencies, "id\tforms\tnamed\texample", "dhifaf\tضفافا|ضفافا برس\tyes\tميناء الورد - ضفافا")
    months = written(
        tmp_path / "months.tsv",
        "form\tmonth\tcalendar\ttradition\tbare\twritten\texample",
        "شهريور\t9\tgregorian\tcommon\tcontext\t\tعاد الصيادون في 3 شهريور",
    )
    done = isnad("rules", "--check", verbs, agencies, months)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{verbs}: sound, 1 entry, adding to attribution/verbs.tsv",
        f"{agencies}: sound, 1 entry, adding to outlets/agencies.tsv",
        f"{months}: sound, 1 entry, adding to dates/months.tsv",
    ]


def test_faulty_rows_are_named_with_their_line_and_what_to_do(tmp_path: Path) -> None:
    silent = "وشوش\tيوشوش\tموشوشاً\tان\tassert\tsay\tوشوش الشيخ طويلاً"
    path = written(tmp_path / "verbs.tsv", "# mine", VERBS, MUTTERED.replace("قول", "بلا"), "همس\tيهمس", silent)
    done = isnad("rules", "--check", path)
    assert done.code == 3
    frames, cells, example = done.err.splitlines()
    assert frames.startswith(f"isnad: {path}, line 3 (تمتم): `frames` cannot be بلا; it is one of ")
    assert cells.startswith(f"isnad: {path}, line 4 (همس): 2 cells for 7 columns; ")
    assert example.startswith(f"isnad: {path}, line 5 (وشوش): nothing is read by it in its own example «وشوش الشيخ")
    assert done.out == f"{path}: 3 to mend; 1 entry without a fault of form, adding to attribution/verbs.tsv\n"


def test_a_rule_that_fires_where_it_must_not_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "timex" / "relative.toml",
        "[near]",
        'why = "today"',
        "pattern = 'هذا? near:near ((comma|open|يوم)? <wd> close?)?'",
        'gives = {make = "when"}',
        'yes = ["وصل الوفد اليوم"]',
        'no = ["غادر الوفد اليوم"]',
    )
    done = isnad("rules", "--check", path)
    assert done.code == 3
    assert "it fires on «غادر الوفد اليوم», where it must not; narrow its pattern" in done.err


def test_a_rule_that_breaks_ours_is_one_line(tmp_path: Path) -> None:
    rule = ("[mine]", 'why = "x"', "pattern = '((((<nowhere>'", 'yes = ["وصل الوفد أمس"]')
    done = isnad("rules", "--check", written(tmp_path / "timex" / "relative.toml", *rule))
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "do not run together with it" in done.err


def test_files_that_cannot_be_checked(tmp_path: Path) -> None:
    done = isnad("rules", "--check", tmp_path / "absent.tsv")
    assert (done.code, "cannot be read" in done.err) == (3, True)
    assert isnad("rules", "--check").code == 2
    own = written(tmp_path / "mine.tsv", "word\texample", "بحر\tهدأ بحر الشمال")
    done = isnad("rules", "--check", own)
    assert (done.code, "examples were not run" in done.out) == (0, True)
    assert not can_run("link/words")


@pytest.mark.parametrize("name", [*_FIRING, *_READ])
def test_our_own_entries_pass_the_trial_that_theirs_must(name: str) -> None:
    checked = check_file(next(RULES.glob(f"{name}.t*")))
    entries = checked.entries[:: max(1, len(checked.entries) // 25)]
    assert failing(name, entries, checked.never) == []
