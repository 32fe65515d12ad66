"""Copies and reprints: exact, retitled, inside a longer article; boilerplate and a thousand copies."""

from __future__ import annotations

import random
import re

from tests.link.made import article, plain

from isnad.link.all import link
from isnad.link.duplicates import aligned, find_duplicates
from isnad.link.shingles import of_article
from isnad.model import Record

WORDS = re.findall(
    r"\w+",
    "مدينة جسر قطار موسم حصاد بحيرة طبيب مدرسة كتاب شتاء صباح ميناء سفينة حقل تاجر سوق نهر جبل عامل نافذة حديقة رسام "
    "لوحة متحف حارس قافلة خيمة واحة بئر نخلة صياد شبكة موجة ريح سحابة مطر قمح مخبز رغيف ساحة تمثال شارع مصباح ليل",
)


def words(seed: int, count: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(count))


def test_a_copy_with_another_lead_is_one_group_with_its_passages() -> None:
    body = words(1, 120)
    a = plain("a", f"{words(2, 20)}\n{body}", "2020-02-02", "الأولى")
    b = plain("b", f"{words(3, 25)}\n{body}", "2020-02-01", "الثانية")
    c = plain("c", words(4, 130), "2020-02-01", "الثالثة")
    (group,) = link([a, b, c]).duplicates
    assert (group.articles, group.first) == (("b", "a"), "b")
    assert all(share > 0.8 for _, _, share in group.containment)
    (reuse,) = [r for r in group.reuses if len(r.span) > 200]
    spans = {reuse.article: reuse.span, reuse.other: reuse.other_span}
    assert spans["a"].of(a.article.text) == spans["b"].of(b.article.text) == body


def test_spelling_and_marks_do_not_hide_a_copy() -> None:
    text = words(5, 60)
    dressed = text.replace("ا", "أ").replace("ة", "ه").replace(" ", "  ").replace("م", "مـ")
    (group,) = link([plain("a", text), plain("b", dressed)]).duplicates
    assert group.containment == (("a", "b", 1.0),)


def test_an_article_inside_a_longer_one_and_a_roundup_of_two() -> None:
    short, other = words(6, 80), words(7, 80)
    records = [plain("s", short), plain("t", other), plain("r", f"{short}\n{other}\n{words(8, 300)}")]
    groups = link(records).duplicates
    assert sorted(sorted(g.articles) for g in groups) == [["r", "s"], ["r", "t"]]
    assert all(g.containment[0][2] == 1.0 for g in groups)


def test_a_roundup_that_comes_first_gives_each_group_an_id_of_its_own() -> None:
    parts = [words(n, 80) for n in (6, 7, 8)]
    roundup = plain("r", "\n".join([*parts, words(9, 200)]), "2020-01-01")
    records = [roundup, *(plain(f"s{n}", part, "2020-01-02") for n, part in enumerate(parts))]
    groups = link(records).duplicates
    assert sorted(g.articles for g in groups) == [("r", "s0"), ("r", "s1"), ("r", "s2")]
    assert len({g.id for g in groups}) == 3
    assert {g.id for g in link(records[:2]).duplicates} <= {g.id for g in groups}


def test_a_thousand_copies_are_one_group() -> None:
    text = words(9, 200)
    same = [plain(f"a{n:04}", text, "2020-01-02") for n in range(600)]
    near = [plain(f"b{n:04}", f"{text} {words(n + 50, 6)}", "2020-01-01") for n in range(400)]
    (group,) = link([*same, *near]).duplicates
    assert len(group.articles) == 1000
    assert len(group.reuses) < 20_000


def test_boilerplate_on_every_page_makes_no_group() -> None:
    notice = words(10, 40)
    records = [plain(f"p{n:03}", f"{words(n + 100, 90)}\n{notice}", outlet="الجريدة") for n in range(300)]
    assert link(records).duplicates == ()


def test_headlines_empty_texts_and_an_empty_store() -> None:
    headlines = [plain(f"h{n}", words(n, 4)) for n in range(50)]
    assert link([*headlines, plain("e", ""), plain("m", "… !")]).duplicates == ()
    assert link([]).duplicates == ()
    assert link([plain("one", words(1, 3)), plain("two", words(1, 3))]).duplicates[0].articles == ("one", "two")


def test_no_pair_is_missed_that_brute_force_finds() -> None:
    chosen = random.Random(3)
    base = [words(n + 1_000, 100).split() for n in range(12)]
    records: list[Record] = []
    for n in range(90):
        text = list(base[n % 12])
        cut = chosen.randint(0, 60)
        text = text[cut:] + words(n + 5_000, chosen.randint(0, 150)).split()
        records.append(plain(f"x{n:02}", " ".join(text)))
    prints = [of_article(r.article) for r in records]
    held = {p.id: frozenset(p.hashes) for p in prints}
    truth = {
        (a.id, b.id)
        for i, a in enumerate(prints)
        for b in prints[i + 1 :]
        if 2 * len(held[a.id] & held[b.id]) >= min(len(held[a.id]), len(held[b.id]))
    }
    said = {(min(a, b), max(a, b)) for g in find_duplicates(prints).groups for a, b, _ in g.containment}
    assert len(truth) > 100
    assert said == truth


def test_passages_of_articles_that_are_no_copies_are_kept() -> None:
    passage = words(20, 30)
    a = of_article(article("a", f"{words(21, 150)} {passage} {words(22, 100)}", outlet="الأولى"))
    b = of_article(article("b", f"{words(23, 120)} {passage} {words(24, 140)}", outlet="الثانية"))
    found = find_duplicates([a, b])
    assert found.groups == ()
    assert [len(r.span) for r in found.passages] == [len(passage)]
    assert aligned(a, b, 24) == found.passages


def test_groups_that_begin_with_one_roundup_have_ids_of_their_own() -> None:
    parts = {name: words(seed, 80) for seed, name in enumerate(("d1", "d2", "e1", "e2"), 40)}
    first = plain("a", "\n".join(parts.values()), "2020-02-01", "الجامعة")
    short = [plain(name, text, "2020-02-02", name) for name, text in parts.items()]
    halves = [
        plain("m", f"{parts['d1']}\n{parts['d2']}", "2020-02-03", "الأولى"),
        plain("n", f"{parts['e1']}\n{parts['e2']}", "2020-02-03", "الثانية"),
    ]
    groups = find_duplicates([of_article(record.article) for record in (first, *short, *halves)]).groups
    assert {("a", "m"), ("a", "n")} <= {group.articles for group in groups}
    assert len({group.id for group in groups}) == len(groups)
