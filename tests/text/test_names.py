"""Spellings of one name are told from names of two people."""

from __future__ import annotations

import pytest

from isnad.rules.names import fixed_names
from isnad.text.names import one_edit_apart, same_spelling, spelling_key, squeeze, variant_key

ONE = [
    ("بيونغ يانغ", "بيونج يانج"),
    ("بيونغيانغ", "بيونغ-يانغ"),
    ("جونغ أون", "جونج أون"),
    ("جونغ-أون", "جونغ اون"),
    ("فوستوشني", "فوستوتشني"),
    ("غواتيمالا", "جواتيمالا"),
    ("أبو ظبي", "أبوظبي"),
    ("عبد الرحمن", "عبدالرحمن"),
    ("زوكربيرغ", "زوكربيرج"),
    ("إسطنبول", "اسطنبول"),
    ("کریم", "كريم"),
    ("كاميرون", "كامیرون"),
    ("نتنياهو", "نتانياهو"),
    ("أفغانستان", "أفغانسان"),
    ("ديفيد كاميرون", "دافيد كاميرون"),
    ("مايك بنس", "مايك بينس"),
    ("جان إيف لو دريان", "جان إيف لودريان"),
    ("أنطونيو غوتيريش", "أنطونيو غوتيريس"),
]
TWO = [
    ("علي", "عدي"),
    ("سالم", "سليم"),
    ("حسن", "حسين"),
    ("محمد سعيد", "محمود سعيد"),
    ("خالد", "خليل"),
    ("النمسا", "النيجر"),
    ("إيران", "العراق"),
    ("نيجيريا", "النيجر"),
    ("سمير", "سامر"),
    ("أحمد", "حامد"),
    ("محمود حسن", "محمود حسين"),
    ("سعود القحطاني", "سعيد القحطاني"),
    ("كريستيان", "كريستيانو"),
    ("كارل", "كارول"),
    ("ليبيا", "ليبريا"),
    ("المنصور", "المنصوري"),
    ("ستيفاني كليفورد", "ستيفانو كليفورد"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert same_spelling(a, b, fixed_names())
    assert same_spelling(b, a, fixed_names())


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names(a: str, b: str) -> None:
    assert not same_spelling(a, b, fixed_names())
    assert not same_spelling(b, a, fixed_names())


def test_squeeze_drops_joints_only() -> None:
    assert squeeze("جونغ-أون") == squeeze("جونغ  أون") == "جونغاون"
    assert squeeze("#وزارة_النقل") == squeeze("وزارة النقل")


def test_keys_are_coarse_and_fine() -> None:
    assert variant_key("ترامب") == variant_key("ترمب")
    assert variant_key("سالم") == variant_key("سليم")
    assert spelling_key("سالم") != spelling_key("سليم")
    assert spelling_key("غوتيريش") == spelling_key("جوتيريش")


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("أفغانستان", "أفغانسان", True),  # dropped
        ("موسكو", "موسكوا", True),  # added
        ("موسكو", "مسوكو", True),  # swapped
        ("موسكو", "موزكو", True),  # changed
        ("موسكو", "موسكو", False),
        ("موسكو", "مسك", False),
        ("", "م", True),
    ],
)
def test_one_edit(a: str, b: str, apart: bool) -> None:
    assert one_edit_apart(a, b) is apart
    assert one_edit_apart(b, a) is apart


def test_nothing_is_a_name_too() -> None:
    assert same_spelling("", "")
    assert variant_key("") == ""
