"""Arabic time expressions of other projects' test suites in, the share resolved as they say out, beside dateparser.

python bench/timex_spec.py [../shared/data] [--rows]

A row is right where a finding in its expression has its value: the same day, month, week or year, the same length, the
same time of the clock. An open value («XXXX-10-02»), a bare weekday or a day without its year is met by either of the
two days it can mean; counting back by months or years by the month or year it lands on; a range or a day with its hour
by two findings that say it together. dateparser is read as generously, on the bare expression. Rows of
`timex_spec_wrong.tsv` are judged wrong by the language, each with the reason, and are left out of the second column.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import warnings
from datetime import date, datetime, timedelta
from pathlib import Path

from isnad.annotate.timex import find_timexes
from isnad.model import Timex
from isnad.text.doc import Doc

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
SECONDS = {"Y": 31556952, "M": 2629746, "W": 604800, "D": 86400, "TH": 3600, "TM": 60, "TS": 1}
UNITS = {"Year": "Y", "Month": "M", "Week": "W", "Day": "D", "Hour": "TH", "Minute": "TM", "Second": "TS"}


def length(value: str) -> float | None:
    """Seconds of a TIMEX3 duration, by mean months and years."""
    m = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?", value)
    if m is None:
        return None
    days = sum(float(n) * SECONDS[u] for n, u in re.findall(r"([\d.]+)([YMWD])", m.group(1) or ""))
    return days + sum(float(n) * SECONDS["T" + u] for n, u in re.findall(r"([\d.]+)([HMS])", m.group(2) or ""))


def clock(value: str) -> str:
    """`T7`, `T07`, `T07:00:00` alike: a time with its minutes, seconds only where they count."""
    m = re.fullmatch(r"(.*T)(\d\d?)(?::(\d\d))?(?::(\d\d))?(Z?)", value)
    if m is None:
        return value
    seconds = f":{m.group(4)}" if m.group(4) and m.group(4) != "00" else ""
    return f"{m.group(1)}{int(m.group(2)):02d}:{m.group(3) or '00'}{seconds}{m.group(5)}"


def accepted(row: dict) -> set[str]:
    """Every value that says what the row says, in TIMEX3."""
    if row["source"].startswith("microsoft"):
        return _recognizers(row)
    if row.get("kind") == "duration":
        number, unit = row["value"].split()
        return {f"P{'T' if UNITS[unit][0] == 'T' else ''}{number}{UNITS[unit][-1]}"}
    if row.get("kind") == "relative":
        day = REFERENCE + timedelta(days=int(row["value"].split()[0]))
        return {day.isoformat(), f"P{-int(row['value'].split()[0])}D"}
    return _moment(row)


REFERENCE = date(2016, 11, 7)
"""For rows that name none."""


def _recognizers(row: dict) -> set[str]:
    timex = row.get("timex") or ""
    out = {clock(timex)}
    for side in ("past", "future"):
        resolved = row.get(side) or {}
        if "date" in resolved:
            out.add(resolved["date"])
        if "dateTime" in resolved:
            out.add(clock(resolved["dateTime"].replace(" ", "T")))
        if "startDate" in resolved and "endDate" in resolved:
            out |= _range(resolved["startDate"], resolved["endDate"], timex)
    m = re.fullmatch(r"\((.+),(.+),(P.+)\)", timex)
    if m:
        out |= {m.group(3), f"{m.group(1)}/{m.group(2)}"} | _range(m.group(1), m.group(2), timex)
    if re.match(r"(\d{4}-\d\d-\d\d|XXXX-WXX-\d)T", timex) and timex[-2:] in ("MO", "AF", "EV", "NI"):
        out.add(timex)
    part = re.fullmatch(r"XXXX-WXX-\d(T[A-Z]{2}|T[\d:]+)", timex)
    for side in ("past", "future"):
        start = (row.get(side) or {}).get("startDateTime", "")
        if part and start:
            out.add(clock(start[:10] + part.group(1)))
    return out - {""}


def _range(first: str, last: str, timex: str) -> set[str]:
    """A range with its end counted in or out, and the calendar unit it is."""
    out = {f"{first}/{last}"}
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", first) or not re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return out
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    out.add(f"{first}/{(b - timedelta(days=1)).isoformat()}")
    if a.day == 1 and b == (a.replace(day=28) + timedelta(days=4)).replace(day=1):
        out.add(first[:7])
    if (a.month, a.day, b.month, b.day) == (1, 1, 1, 1):
        out |= {first[:4]} if b.year == a.year + 1 else {f"{a.year}/{b.year}"}
        out |= {first[:3]} if b.year == a.year + 10 and a.year % 10 == 0 else set()
    if a.day == 1 and b.day == 1 and a.month % 3 == 1 and (b - a).days in range(89, 94):
        out.add(f"{a.year}-Q{(a.month + 2) // 3}")
    if (b - a).days == 7 and a.weekday() == 0:
        out.add(f"{a.isocalendar().year}-W{a.isocalendar().week:02d}")
    return out


def _moment(row: dict) -> set[str]:
    value, grain = row["value"], row.get("grain") or ""
    day = date.fromisoformat(value[:10])
    if row.get("value_end"):
        last = datetime.fromisoformat(row["value_end"])
        out = _range(value[:10], row["value_end"][:10], "") if grain in ("Day", "Week") else set()
        if grain == "Week":
            out.add(f"P{(last.date() - day).days // 7}W")
        out |= {clock(value) + "/" + clock(end) for end in (row["value_end"], (last - timedelta(hours=1)).isoformat())}
        if value[:16] == row["reference"][:16]:  # from now on: the length alone says it
            out.add(f"P{(last.date() - day).days}D")
        return out | ({f"{value[:10]}TNI"} if value[11:13] == "18" else set())
    if grain == "Week":
        return {f"{day.isocalendar().year}-W{day.isocalendar().week:02d}"}
    if grain in ("Month", "Year"):
        return {value[:7] if grain == "Month" else value[:4]}
    if grain == "Day" or len(value) == 10 or (not grain and value.endswith("T00:00:00")):
        return {value[:10]}
    return {clock(value)}


def says(value: str, wanted: set[str], rule: str, expr: str) -> bool:
    """Whether a value says what the row says; see the module's first lines for what counts as the same."""
    mine = clock(value)
    if mine in wanted or any(_open(mine, w) for w in wanted):
        return True
    if "#ago" in rule and any(_week_holds(value, w) for w in wanted):
        return True
    if "#ago" in rule and any(w.startswith(_coarse(value)) for w in wanted if re.match(r"\d{4}-\d\d-\d\d$", w)):
        return True
    if "/" in mine and any("/" in w and _hours(mine) == _hours(w) != ["", ""] for w in wanted):
        return True
    if not re.search(r"\d{4}", expr) and any(_neighbour(mine, w) for w in wanted):
        return True
    seconds = length(value)
    return seconds is not None and any(abs(seconds - other) < 1 for w in wanted if (other := length(w)) is not None)


def _hours(value: str) -> list[str]:
    """The two times of a range of hours, each by its minutes."""
    return [clock(end)[clock(end).find("T") :] if "T" in end else "" for end in value.split("/")]


def _coarse(value: str) -> str:
    """Counting back lands on the month or the year that its unit names («قبل شهر»): the day is beyond the words."""
    return "|" if "W" in value else value


def _week_holds(value: str, wanted: str) -> bool:
    if not re.fullmatch(r"\d{4}-W\d\d", value) or not re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
        return False
    calendar = date.fromisoformat(wanted).isocalendar()
    return value == f"{calendar.year}-W{calendar.week:02d}"


def _open(mine: str, wanted: str) -> bool:
    """Whether a day or a time fits an open value: a weekday's, a day's without its year, a time's without its day."""
    if re.fullmatch(r"\d{4}-\d\d", mine) and wanted == "XXXX" + mine[4:]:
        return True
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)", mine)
    if m is None:
        return False
    rest = mine[10:]
    if wanted.startswith("T"):
        return bool(rest) and rest == wanted
    if w := re.match(r"XXXX-WXX-(\d)(.*)", wanted):
        return date(*map(int, m.groups())).isoweekday() == int(w.group(1)) and rest == clock(w.group(2) or "")
    w = re.match(r"XXXX-(\d\d)-(\d\d)(.*)", wanted)
    return w is not None and m.groups()[1:] == w.groups()[:2] and rest == clock(w.group(3) or "")


def _neighbour(mine: str, wanted: str) -> bool:
    """A bare weekday, or a day and month without a year: the last one in news, the next one in a diary."""
    pattern = r"(\d{4}-\d\d-\d\d)(.*)"
    a, b = re.fullmatch(pattern, mine), re.fullmatch(pattern, wanted)
    if a is None or b is None:
        return False
    if "/" in a.group(2) or "/" in b.group(2):
        return mine[4:].replace(mine[:4], "") == wanted[4:].replace(wanted[:4], "")
    days = abs((date.fromisoformat(a.group(1)) - date.fromisoformat(b.group(1))).days)
    return a.group(2) == b.group(2) and (days == 7 or (a.group(1)[4:] == b.group(1)[4:] and days < 400))


def together(found: list[Timex], wanted: set[str]) -> bool:
    """Two findings that between them say the row: both ends of a range, a day and its hour, a rate and its hour."""
    values = {clock(t.value or "") for t in found}
    hours = {v[v.index("T") :] for v in values if re.search(r"T\d", v)}
    for w in wanted:
        first, slash, last = w.partition("/")
        if slash and _has(first, values, hours) and _has(last, values, hours):
            return True
        day, mark, hour = w.partition("T")
        if mark and day in values and clock("T" + hour) in hours:
            return True
    return False


def _has(end: str, values: set[str], hours: set[str]) -> bool:
    end = clock(end)
    return end in values or end[end.find("T") :] in hours if "T" in end else end in values


def ours(row: dict) -> list[Timex]:
    reference = row.get("reference")
    if reference == "relative":
        reference = REFERENCE.isoformat()
    found = find_timexes(Doc.of(row["input"]), reference)
    start, end = row["start"], row["end"]
    if row["expr"].strip() not in row["input"]:
        start, end = 0, len(row["input"])
    inside = [t for t in found if t.span.start < end and start < t.span.end]
    if any(
        "#after" in t.rule for t in inside
    ):  # from now, or from one event to another: both readings are the language's
        inside += find_timexes(Doc.of(row["expr"]), None)
    return sorted(inside, key=lambda t: -min(t.span.end, end) + max(t.span.start, start))


def theirs(row: dict) -> str | None:
    """dateparser on the bare expression, with the reference as its base: a moment, cut to what the row asks for."""
    import dateparser

    reference = row.get("reference")
    base = datetime.fromisoformat(reference) if reference and reference != "relative" else datetime(2016, 11, 7)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(row["expr"].strip(), languages=["ar"], settings=settings)
    return found.isoformat() if found else None


def moment_says(moment: str, wanted: set[str], expr: str) -> bool:
    """Whether a moment agrees with one of the values as far as the value goes; a week, length or range is beyond it."""
    stamp = clock(moment)
    day = date.fromisoformat(moment[:10])
    week = f"{day.isocalendar().year}-W{day.isocalendar().week:02d}"
    cuts = {stamp, stamp[:13], moment[:10], moment[:7], moment[:4], stamp[10:], week}
    if cuts & wanted or any(_open(mine, w) for w in wanted for mine in (stamp, moment[:10])):
        return True
    return not re.search(r"\d{4}", expr) and any(_neighbour(mine, w) for w in wanted for mine in (stamp, moment[:10]))


def main() -> int:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    path = Path(arguments[0] if arguments else SHARED) / "timex" / "spec.jsonl.gz"
    if not path.is_file():
        print(f"the expressions are not here ({path}); docs/timex.md holds the last figures")
        return 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    judged = (HERE / "timex_spec_wrong.tsv").read_text("utf-8").splitlines()
    wrong = {line.split("\t")[0] for line in judged[1:] if line and not line.startswith("#")}
    warnings.simplefilter("ignore")
    results: dict[str, list[tuple[str, bool]]] = {"isnad": [], "dateparser": []}
    spent = dict.fromkeys(results, 0.0)
    for row in rows:
        wanted = accepted(row)
        began = time.process_time()
        found = ours(row)
        spent["isnad"] += time.process_time() - began
        right = any(says(t.value or "", wanted, t.rule, row["expr"]) for t in found) or together(found, wanted)
        results["isnad"].append((row["id"], right))
        began = time.process_time()
        moment = theirs(row)
        spent["dateparser"] += time.process_time() - began
        results["dateparser"].append((row["id"], moment is not None and moment_says(moment, wanted, row["expr"])))
        if "--rows" in sys.argv and not right and row["id"] not in wrong:
            print(row["id"], row["expr"], "wanted", wanted, "said", [(t.text, t.value) for t in found], sep=" | ")
    print(f"{len(rows)} rows, {len(wrong)} of them judged wrong by the language (bench/timex_spec_wrong.tsv)\n")
    print(f"{'':12} {'all rows':>18} {'rows judged right':>22} {'seconds':>9}")
    for name, outcome in results.items():
        kept = [right for id, right in outcome if id not in wrong]
        every = [right for _, right in outcome]
        share, kept_share = sum(every) / len(every), sum(kept) / len(kept)
        print(
            f"{name:12} {sum(every):5} {share:11.3f} {sum(kept):10} of {len(kept)} {kept_share:6.3f} {spent[name]:9.2f}"
        )
    ratio = sum(r for i, r in results["isnad"] if i not in wrong) / max(
        1, sum(r for i, r in results["dateparser"] if i not in wrong)
    )
    print(f"\nisnad resolves {ratio:.2f} times as many as dateparser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
