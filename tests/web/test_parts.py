"""The desk's small parts: texts beside each other, what a page may show, answers kept, links made anew once."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from tests.web.desks import client, copy_of, examples

from isnad.model import Decision
from isnad.store.decisions import add_decision
from isnad.store.file import Story, open_story
from isnad.store.kept import kept, lately
from isnad.web.aligned import aligned
from isnad.web.deciding import Unfit, asked_for
from isnad.web.desk import Desk, desk_for
from isnad.web.figures import Figures
from isnad.web.harmless import LONGEST, cut, harmless
from isnad.web.relinking import Relinker
from isnad.web.routes.decisions import _back


def test_equal_paragraphs_stand_beside_each_other_whatever_their_spelling() -> None:
    rows = aligned(["قال الوزير إن الإنتاج زاد."], ["قال الوزير ان الانتاج زاد."])
    assert [row.same for row in rows] == [True]


def test_changed_words_are_marked_in_both_texts() -> None:
    (row,) = aligned(["قتل 12 شخصاً في الحريق الكبير."], ["قتل 15 شخصاً في الحريق الكبير."])
    assert "<del>12</del>" in (row.one or "")
    assert "<ins>15</ins>" in (row.other or "")
    assert "الحريق الكبير" in (row.one or "")


def test_what_stands_in_one_text_alone_stands_alone() -> None:
    one = ["بدأ الاجتماع صباحاً.", "وانتهى مساءً.", "ثم غادر الوفد."]
    rows = aligned(one, ["بدأ الاجتماع صباحاً.", "ثم غادر الوفد."])
    assert [(row.one is None, row.other is None) for row in rows] == [(False, False), (False, True), (False, False)]


def test_markup_of_a_text_stays_text() -> None:
    (row,) = aligned(["<b>قال</b> الوزير ذلك أمس"], ["<b>قال</b> الوزير ذلك اليوم"])
    assert "<b>" not in (row.one or "")
    assert "&lt;" in (row.one or "")


def test_marks_of_typing_stay_and_tricks_are_named() -> None:
    joined = "می" + chr(0x200C) + "خواهم" + chr(0x200F)
    assert harmless(joined) == joined
    assert harmless(chr(0x2067) + "ا" + chr(0x2069)) == "⟨U+2067⟩ا⟨U+2069⟩"
    assert len(str(cut("ا" * 10 * LONGEST))) < LONGEST + 10


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/claims/x?leaf=2&told=kept", "/claims/x?leaf=2&told=later"),
        ("/review", "/review?told=later"),
        ("https://evil.example/a", "/?told=later"),
        ("//evil.example", "/?told=later"),
        ("", "/?told=later"),
    ],
)
def test_back_is_a_path_of_the_desk(back: str, leads: str) -> None:
    assert _back(back, "later") == leads


def test_ten_decisions_at_once_are_linked_in_few_goes() -> None:
    goes: list[int] = []
    gate = threading.Event()

    def link(_: Desk) -> None:
        gate.wait(5)
        goes.append(1)

    relinker = Relinker(desk_for(examples(), "127.0.0.1"), link)
    seen: list[bool] = []
    threads = [threading.Thread(target=lambda: seen.append(relinker.after_decision())) for _ in range(10)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert seen == [True] * 10
    assert 1 <= len(goes) <= 10


def test_a_link_that_fails_does_not_hold_the_next_one() -> None:
    goes: list[int] = []

    def link(_: Desk) -> None:
        goes.append(1)
        if len(goes) == 1:
            raise RuntimeError("planted")

    relinker = Relinker(desk_for(examples(), "127.0.0.1"), link)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading, "excepthook", lambda _: None)
        relinker.after_decision()
        assert relinker.after_decision()
    assert len(goes) == 2


def test_a_decision_without_a_name_is_nobodys() -> None:
    desk = desk_for(examples(), "127.0.0.1")
    with desk.reading() as db, pytest.raises(Unfit) as refused:
        asked_for(db, {"kind": "reject", "target": "x"})
    assert all(refused.value.words)


def test_empty_filters_ask_for_nothing() -> None:
    desk = client(examples())
    assert desk.get("/search?q=السد&stance=&since=&speaker=&leaf=", headers={"accept": "text/html"}).status_code == 200


def test_of_several_who_ask_at_once_one_works() -> None:
    goes: list[int] = []

    def question(db: Story) -> int:
        goes.append(1)
        time.sleep(0.05)
        return 7

    answers: list[int] = []

    def ask() -> None:
        with open_story(examples()) as db:
            answers.append(kept(db, "a story", question))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(goes)) == ([7] * 6, 1)


def test_what_is_counted_lately_follows_a_decision_at_once(tmp_path: Path) -> None:
    goes: list[int] = []

    def slow(db: Story) -> int:
        goes.append(1)
        time.sleep(0.1)
        return len(goes)

    with open_story(copy_of(examples(), tmp_path), write=True) as db:
        assert [lately(db, str(tmp_path), slow) for _ in range(3)] == [1, 1, 1]
        add_decision(db, Decision("dec-1", "reject", "x", "{}", "هدى", "2025-11-02T10:00:00+00:00"))
        assert lately(db, str(tmp_path), slow) == 2


@pytest.mark.parametrize(
    ("first", "last", "words", "english"),
    [
        ("2024-06-10", "2024-06-10", "الإثنين 10 يونيو 2024", "10 Jun 2024"),
        ("2024-06-10", None, "الإثنين 10 يونيو 2024", "10 Jun 2024"),
        ("2024-06-10", "2024-06-16", "من 10 إلى 16 يونيو 2024", "10 – 16 Jun 2024"),
        ("2024-02-01", "2024-03-12", "من 1 فبراير إلى 12 مارس 2024", "1 Feb – 12 Mar 2024"),
        ("2022-08-15", "2024-06-17", "من 15 أغسطس 2022 إلى 17 يونيو 2024", "15 Aug 2022 – 17 Jun 2024"),
        ("2024-02-01", "2024-02-29", "فبراير 2024", "Feb 2024"),
        ("2024-01-01", "2024-03-31", "من يناير إلى مارس 2024", "Jan – Mar 2024"),
        ("2000-01-01", "2000-12-31", "2000", "2000"),
        ("2020-01-01", "2022-12-31", "من 2020 إلى 2022", "2020 – 2022"),
        ("2020-01-01", "2020-13-77", "الأربعاء 1 يناير 2020 – 2020-13-77", "1 Jan 2020 – 2020-13-77"),
    ],
)
def test_days_are_said_as_shortly_as_they_can_be(first: str, last: str | None, words: str, english: str) -> None:
    assert Figures("ar", "latn").between(first, last) == words
    assert Figures("en", "latn").between(first, last) == english
