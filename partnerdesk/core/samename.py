"""Whether two names may be one person's, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from partnerdesk.core.familynames import family
from partnerdesk.core.latin import is_foreign, latin, sound
from partnerdesk.core.nicknames import forms
from partnerdesk.core.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
# Said before a name or after it, in the four languages; and small words that come and go within it.
_TITLES = """
mr mrs ms miss mx dr dra prof profa professor sir sr sra srta don dona mme mlle monsieur madame phd lic ing
mtra mtro maestra maestro profe jr de del la las los da das do dos du des di van von der den the
"""
_NO_NAME = frozenset(_TITLES.split())
_AND = frozenset("yei")  # within a name; at its beginning they are initials
_WIDE = "\u2e80"  # from here on Unicode has the scripts of East Asia
_SLIP_FROM = 4  # letters of a word in which one may be wrong
# A last letter tells a man's name from a woman's: Mario and Maria are no slip.
_ENDINGS = frozenset("aeo")


class Likeness(IntEnum):
    """How much alike two names are, from nothing to the same."""

    NONE = 0
    FAMILY = 1
    INITIAL = 2
    PART = 3
    SLIP = 4
    SCRIPTS = 5
    SHORT = 6
    ORDER = 7
    ACCENTS = 8
    SAME = 9


WORDS = {
    Likeness.FAMILY: "the family names are the same in two scripts",
    Likeness.INITIAL: "one name has an initial for the other’s word",
    Likeness.PART: "one name is a part of the other",
    Likeness.SLIP: "the names differ by one letter",
    Likeness.SCRIPTS: "the names are the same in two scripts",
    Likeness.SHORT: "one name is a short form of the other",
    Likeness.ORDER: "the names are the same but for their order",
    Likeness.ACCENTS: "the names are the same but for accents or small words",
    Likeness.SAME: "the names are the same",
}


@dataclass(frozen=True)
class Name:
    """A name taken apart.

    Attributes:
        text: as it is kept.
        words: its folded words in Latin letters, as far as we can write them so, without titles.
        foreign: it was written in Cyrillic or Greek.
        numbers: that stand in it: Teacher 1 is not Teacher 2.
        wide: it is written in scripts of East Asia.

    """

    text: str
    words: tuple[str, ...] = field(init=False)
    foreign: bool = field(init=False)
    numbers: tuple[str, ...] = field(init=False)
    wide: bool = field(init=False)

    def __post_init__(self) -> None:
        # A name taken from an address has its own mark in it: it is no name.
        folded = "" if "@" in self.text else fold(self.text)
        foreign = is_foreign(folded)
        found = _WORD.findall(latin(folded) if foreign else folded)
        inner = range(1, len(found) - 1)
        kept = tuple(
            word.replace("'", "")
            for at, word in enumerate(found)
            if word not in _NO_NAME and not (word in _AND and at in inner)
        )
        object.__setattr__(self, "words", kept or tuple(found))
        object.__setattr__(self, "foreign", foreign)
        object.__setattr__(self, "numbers", tuple(_NUMBER.findall(folded)))
        object.__setattr__(self, "wide", not folded.isascii() and any(map(_WIDE.__le__, folded)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What another name has one of, at least, if it may be the same: to look for candidates by."""
        whole = [word for word in self.words if len(word) > 1] or list(self.words)
        spelt = {form for word in whole for form in forms(word)}
        heard = {f"~{sound(word)}" for word in whole if len(word) > 2}
        families = self._family if self.wide else frozenset()
        return frozenset(spelt | heard | families | {"".join(self.words)})

    @property
    def behind_first(self) -> str:
        """The words behind the first one, where these are several: two people seldom share them by chance."""
        return " ".join(sorted(map(sound, self.words[1:]))) if len(self.words) > 2 else ""

    @cached_property
    def _family(self) -> frozenset[str]:
        """The spellings of the family's name in Latin letters."""
        return family(" ".join(self.words))[1]

    def in_latin(self, other: Name) -> bool:
        """Whether the family's name of this one, in a script of East Asia, is a word of the other one."""
        return not other.wide and len(other.words) > 1 and bool(self._family & set(other.words))

    @property
    def whole(self) -> bool:
        """Whether it has a first and a last name, both more than an initial; Han is written without a gap."""
        long = [word for word in self.words if len(word) > 1]
        return len(long) > 1 or any(char >= _WIDE for word in long for char in word)


def likeness(one: Name, other: Name) -> Likeness:
    """Say how much alike two names are; the same whichever of them comes first."""
    if not one.words or not other.words:
        return Likeness.NONE
    if one.numbers != other.numbers and one.numbers and other.numbers:
        return Likeness.NONE
    if one.text.casefold() == other.text.casefold():
        return Likeness.SAME
    if "".join(one.words) == "".join(other.words):
        return _same_words(one, other)
    if sorted(one.words) == sorted(other.words):
        return Likeness.ORDER if one.foreign == other.foreign else Likeness.SCRIPTS
    if one.wide or other.wide:
        if one.wide and other.wide and sorted("".join(one.words)) == sorted("".join(other.words)):
            return Likeness.ORDER  # the parts of a name, joined with the family's behind
        return Likeness.FAMILY if one.in_latin(other) or other.in_latin(one) else Likeness.NONE
    if len(one.words) == len(other.words):
        return _as_long(one, other)
    shorter, longer = sorted((one, other), key=lambda name: len(name.words))
    if _is_part(shorter, longer):
        return Likeness.PART
    return Likeness.INITIAL if _has_initials(shorter, longer) else Likeness.NONE


def _same_words(one: Name, other: Name) -> Likeness:
    return Likeness.ACCENTS if one.foreign == other.foreign else Likeness.SCRIPTS


def _as_long(one: Name, other: Name) -> Likeness:
    """Compare names of as many words: each word with the one that is left for it."""
    left, right = _without_common(one.words, other.words)
    if one.foreign != other.foreign and sorted(map(sound, left)) == sorted(map(sound, right)):
        return Likeness.SCRIPTS
    known = len(one.words) - len(left)  # words that are the same
    if not known:
        return Likeness.NONE if one.foreign == other.foreign else _by_forms(left, right)
    if found := _by_forms(left, right):
        return found
    return _by_letters(left, right)


def _by_letters(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """Compare the words that names do not share: initials, or one with a slip of the hand."""
    if all(min(len(a), len(b)) == 1 and a[0] == b[0] for a, b in zip(left, right, strict=True)):
        return Likeness.INITIAL
    if len(left) != 1:
        return Likeness.NONE
    (a,), (b,) = left, right
    return Likeness.SLIP if slip(a, b) else Likeness.NONE


def _by_forms(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """Say whether each of these words has another one that is a short form of it, or the reverse."""
    rest = list(right)
    for word in left:
        match = next((each for each in rest if forms(word) & forms(each)), None)
        if match is None:
            return Likeness.NONE
        rest.remove(match)
    return Likeness.SHORT


def _is_part(shorter: Name, longer: Name) -> bool:
    """Say whether the longer name has each word of the shorter one, of which there are two at least."""
    if not shorter.whole:
        return False
    left, right = _without_common(shorter.words, longer.words)
    if len(left) == len(shorter.words):
        return False
    rest = list(right)
    for word in left:
        match = next((each for each in rest if forms(word) & forms(each)), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _has_initials(shorter: Name, longer: Name) -> bool:
    """Say whether the shorter name has a word and initials of the longer: E. Ruiz, Elena Ruiz Ortega."""
    left, right = _without_common(shorter.words, longer.words)
    if len(left) in (0, len(shorter.words)) or not all(len(word) == 1 for word in left):
        return False
    return longer.words[0][0] == shorter.words[0][0] and set(left) <= {word[0] for word in right}


def _without_common(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    left, right = [], list(other)
    for word in one:
        if word in right:
            right.remove(word)
        else:
            left.append(word)
    return left, right


def slip(one: str, other: str) -> bool:
    """Say whether two words differ by one slip of the hand.

    One letter more, less or another, or two neighbours that changed places (Damerau, 1964: four of five
    misspellings are one of these). Not in words of fewer than four letters, and not where only the last
    letter differs as names of men and women do.
    """
    from rapidfuzz.distance import OSA, Prefix  # takes a while to load: only where names are compared

    if min(len(one), len(other)) < _SLIP_FROM or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    same = Prefix.similarity(one, other)
    return not {one[same:], other[same:]} <= {"", *_ENDINGS}
