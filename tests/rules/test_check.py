"""Rule files that somebody wrote, with the faults people make: each is named with its line, its entry and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.rules import load
from isnad.rules.check import check_file, line_of_entry, with_ours
from isnad.rules.load import load_rows

RULES = Path(load.__file__).parent
MONTHS = "form\tmonth\tcalendar\ttradition\tbare\twritten\texample"
GOOD = "شهريور\t9\tgregorian\tcommon\tcontext\t\tعاد الصيادون في 3 شهريور"


def faults(path: Path, text: str) -> list[tuple[int, str, str, str]]:
    path.write_text(text, "utf-8")
    return [(f.line, f.entry, f.says, f.remedy) for f in check_file(path).faults]


@pytest.mark.parametrize("path", sorted((*RULES.rglob("*.toml"), *RULES.rglob("*.tsv"))), ids=lambda p: p.stem)
def test_our_own_files_have_no_fault_and_are_told_by_their_name(path: Path) -> None:
    checked = check_file(path)
    assert checked.name == path.relative_to(RULES).with_suffix("").as_posix()
    assert checked.faults == ()
    assert checked.entries or checked.never


@pytest.mark.parametrize(
    ("row", "says", "remedy"),
    [
        ("شهريور\t9\tgregorian", "3 cells for 7 columns", "one tab each"),
        (GOOD.replace("عاد الصيادون في 3 شهريور", ""), "no Arabic example", "a sentence of your own"),
        (GOOD.replace("عاد الصيادون في 3 شهريور", "in month nine"), "no Arabic example", "a sentence of your own"),
        (GOOD.replace("في 3 شهريور", "إلى الميناء"), "does not hold the word", "that does"),
        (GOOD.replace("gregorian", "persian"), "`calendar` cannot be persian", "gregorian, hijri"),
        (GOOD.replace("\t9\t", "\t13\t"), "`month` cannot be 13", "one of 1, 10, 11, 12"),
        (GOOD.replace("شهريور\t9", "\t9"), "the cell `form` is empty", "its id"),
        (f"{GOOD}\n{GOOD}", "stands twice", "delete one"),
        (GOOD.replace("في 3", "في \u200f3"), "hidden character U+200F", "delete it"),
    ],
)
def test_a_rows_fault_is_named(tmp_path: Path, row: str, says: str, remedy: str) -> None:
    (line, _, said, told), *_ = faults(tmp_path / "months.tsv", f"# mine\n\n{MONTHS}\n{row}\n")
    assert line == (5 if "twice" in says else 4), "lines are counted as an editor counts them"
    assert says in said
    assert remedy in told


def test_every_fault_is_told_and_the_sound_rows_stay(tmp_path: Path) -> None:
    path = tmp_path / "months.tsv"
    found = faults(path, f"{MONTHS}\n{GOOD}\nx\nشهريور\t0\tlunar\tcommon\tcontext\t\tعاد الصيادون\n")
    assert [(line, entry) for line, entry, *_ in found] == [(3, "x"), (4, "شهريور"), (4, "شهريور"), (4, "شهريور")]
    checked = check_file(path)
    assert [entry.id for entry in checked.entries] == ["dates/months#شهريور"]
    assert str(checked.faults[0]).startswith(f"{path}, line 3 (x): 1 cells for 7 columns; ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is empty"),
        ("form\tmonth\nآب\t8\n", "no column `example`"),
        ("form\tmonth\tcolour\texample\nآب\t8\tأحمر\tوصل الوفد في آب\n", "no column calendar"),
        (MONTHS.replace("calendar", "kalendar") + "\n" + GOOD, "unknown column kalendar"),
    ],
)
def test_a_files_fault_is_named(tmp_path: Path, text: str, says: str) -> None:
    assert says in faults(tmp_path / "months.tsv", text)[0][2]


@pytest.mark.parametrize(
    ("entry", "says", "remedy"),
    [
        ('why = "x"\npattern = "y"\nyes = []', "no running Arabic example", "add one"),
        ('why = "x"\npattern = "y"\nyes = ["only Latin"]', "no running Arabic example", "add one"),
        ('pattern = "y"\nyes = ["نشر أمس"]', "does not say why", "add one line"),
        ('why = "x"\npattern = "y"\nyes = ["نشر أمس"]\nspan = "أمس"', "unknown keys", "under `gives`"),
        ('why = "x"\npattern = "y"\nyes = [3]', "an example is a string or a table", "shows an entry"),
        ('why = "x"\npattern = "(نشر"\nyes = ["نشر أمس"]', "no regular expression", "at that place"),
        ('why = "x"\npattern = "أُضيف"\nyes = ["أضيف أمس"]', "not in match form", "write it اضيف"),
        ('why = "x"\npattern = "نشر"\nyes = ["نشر أمس"]\ngives = {rolle = "published"}', "cannot hold rolle", "role"),
    ],
)
def test_a_rules_fault_is_named(tmp_path: Path, entry: str, says: str, remedy: str) -> None:
    ((line, name, said, told),) = faults(tmp_path / "labels.toml", f"# mine\n\n[mine]\n{entry}\n")
    assert (line, name) == (3, "mine")
    assert says in said
    assert remedy in told


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("labels.toml", b"[mine\n", "it is no TOML"),
        ("labels.toml", b"[a]\nwhy = 'x'\n[a]\n", "it is no TOML"),
        ("months.tsv", "form\nآب".encode("cp1256"), "it is not UTF-8"),
        ("months.csv", b"form,month", "ends in neither .toml nor .tsv"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (fault,) = check_file(path).faults
    assert says in fault.says
    assert fault.remedy


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "cannot be read" in check_file(tmp_path / "absent.tsv").faults[0].says
    assert "cannot be read" in check_file(tmp_path).faults[0].says


def test_a_name_of_two_files_is_told_by_the_columns_or_the_folder(tmp_path: Path) -> None:
    verbs = (RULES / "attribution" / "verbs.tsv").read_text("utf-8")
    (tmp_path / "verbs.tsv").write_text(verbs, "utf-8")
    assert check_file(tmp_path / "verbs.tsv").name == "attribution/verbs"
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "outlets.tsv").write_text("id\tforms\ttold\texample\n", "utf-8")
    assert check_file(tmp_path / "outlets" / "outlets.tsv").name == "outlets/outlets"
    (tmp_path / "mine.tsv").write_text("word\texample\nبحر\tهدأ بحر الشمال\n", "utf-8")
    assert (check_file(tmp_path / "mine.tsv").name, check_file(tmp_path / "mine.tsv").faults) == (None, ())


def test_entries_join_ours_and_take_the_place_of_those_of_the_same_id(tmp_path: Path) -> None:
    path = tmp_path / "months.tsv"
    path.write_text(f"{MONTHS}\n{GOOD}\nيناير\t2\tgregorian\tcommon\tyes\t\tوصل في 5 يناير\n", "utf-8")
    merged = with_ours(check_file(path), path.read_text("utf-8")).splitlines()
    assert merged[-2:] == [GOOD, "يناير\t2\tgregorian\tcommon\tyes\t\tوصل في 5 يناير"]
    assert sum(line.startswith("يناير\t") for line in merged) == 1
    assert sum(not line.startswith("#") for line in merged) == 1 + len(load_rows("dates/months")) + 1
    rule = '[published]\nwhy = "x"\npattern = "نشر"\nyes = ["نشر أمس"]\ngives = {role = "published"}\n'
    path = tmp_path / "labels.toml"
    path.write_text(rule, "utf-8")
    merged_rules = with_ours(check_file(path), rule)
    assert merged_rules.count("[published]") == 1
    assert merged_rules.endswith(rule)
    assert line_of_entry(path, "published") == 1
