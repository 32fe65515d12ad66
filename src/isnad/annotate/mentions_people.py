"""The people an article has named so far in, those whom a further name or title may mean out."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from isnad.rules.names import fixed_names
from isnad.text.names import has_one_spelling, spelling_key, words_of_name
from isnad.text.per_word import per_word

_NEAR = 300
"""People met last among whom a name is sought: more than a long page names, so that time stays linear in the length."""


@dataclass(slots=True)
class Person:
    """What the article has said of one person so far."""

    id: str
    names: list[tuple[str, ...]]
    roles: set[tuple[str, str]] = field(default_factory=set)
    """(title key, id or word it governs)."""
    titles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Match forms, without article, of the words of every title said of the person."""
    gender: str = "m"
    known: bool = False
    last: int = 0
    place: int = 0
    """How many people were met before."""


class People:
    """Everybody met so far, in order, found again by what their names and titles have to share with another.

    A name is not compared with three hundred others but with those few that begin or end alike.
    """

    def __init__(self) -> None:
        self._all: list[Person] = []
        self._by_name: dict[str, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}

    def add(self, person: Person) -> None:
        person.place = len(self._all)
        self._all.append(person)
        for name in person.names:
            self._enter(self._by_name, person, _marks(name))
        self.learn_titles(person)

    def learn_name(self, person: Person, name: tuple[str, ...]) -> None:
        """Another form of the person's name."""
        if name not in person.names:
            person.names.append(name)
            self._enter(self._by_name, person, _marks(name))

    def learn_titles(self, person: Person) -> None:
        """To be called when `person.titles` or `person.roles` have grown."""
        self._enter(self._by_title, person, person.titles.union(title for title, _ in person.roles))

    def near(self) -> list[Person]:
        """The people met last."""
        return self._all[-_NEAR:]

    def like(self, name: tuple[str, ...]) -> list[Person]:
        """Those of the people met last, in order, of whom a name may be: `same_name` holds of nobody else's."""
        return self._found(self._by_name, _marks(name))

    def titled(self, title: str) -> list[Person]:
        """Those of the people met last, in order, of whom a title was said."""
        return self._found(self._by_title, (title,))

    def _enter(self, index: dict[str, list[int]], person: Person, keys: frozenset[str] | set[str]) -> None:
        for key in keys:
            places = index.setdefault(key, [])
            at = bisect_left(places, person.place)
            if at == len(places) or places[at] != person.place:
                places.insert(at, person.place)

    def _found(self, index: dict[str, list[int]], keys: frozenset[str] | tuple[str, ...]) -> list[Person]:
        oldest = len(self._all) - _NEAR
        places: set[int] = set()
        for key in keys:
            listed = index.get(key)
            if listed:
                places.update(listed[bisect_left(listed, oldest) :])
        return [self._all[place] for place in sorted(places)]


def _marks(name: tuple[str, ...]) -> frozenset[str]:
    """What two names of one person have in common, one mark at least: see `mentions_unify.same_name`.

    The spelling of the whole, or of its first, last or two last words; of words that newsrooms spell in several ways
    the first letter.
    """
    return _unit_marks(" ".join(name)) | _unit_marks(name[0]) | _unit_marks(name[-1]) | _unit_marks(" ".join(name[-2:]))


@per_word
def _unit_marks(unit: str) -> frozenset[str]:
    words = words_of_name(unit)
    if not words:
        return frozenset(("",))
    keys = {spelling_key(unit), spelling_key(words[0])}
    if not has_one_spelling(words[0], fixed_names()):
        keys |= {key[:1] for key in keys}
    return frozenset(keys)
