"""The parts of a name that other programs keep apart: titles, given names, family name, what stands after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

_BEFORE: Final = frozenset(
    {"dr", "dra", "prof", "profa", "dr.", "dra.", "prof.", "profa.", "lic.", "licda.", "ing.", "mtro.",
     "mtra.", "rev.", "hon.", "doc.", "mgr.", "dipl.-ing.", "mag."}
)  # fmt: skip
"""Titles; not words of address, which are taken for none when such a table is read."""
_YOUNGER: Final = frozenset({"jr", "sr", "jnr", "snr", "esq", "filho", "neto", "júnior"})
_DEGREES: Final = frozenset(
    {"ii", "iii", "iv", "phd", "ph.d", "dphil", "md", "m.d", "ma", "m.a", "msc", "m.sc", "ba", "b.a", "bsc",
     "b.sc", "mba", "med", "m.ed", "edd", "ed.d", "cpa", "rn", "obe", "mbe", "csc"}
)  # fmt: skip
"""Some are names, too: they count where they are written as degrees are (``MA``, not ``Ma``)."""
_PARTICLES: Final = frozenset(
    {"de", "del", "della", "di", "da", "do", "dos", "das", "van", "von", "vom", "zu", "zum", "zur", "ter",
     "ten", "den", "der", "bin", "ibn", "al", "el", "la", "las", "los", "le", "du", "af", "av"}
)  # fmt: skip


class Parts(NamedTuple):
    """Put together with a space between any two, they are the name, but for a comma before ``after``."""

    before: str
    given: str
    family: str
    after: str
    middle: str = ""


def kept(name: str, given: str, family: str, middle: str = "", before: str = "", after: str = "") -> str:
    """Return the parts of a name that a file gives, to be kept; empty where ``parted`` tells them anyway.

    Args:
        name: as it is shown; what it has before and behind all of the parts are titles.
        given: the parts, as the file has them; so are the others.
        family: see ``given``.
        middle: see ``given``.
        before: see ``given``.
        after: see ``given``.

    """
    if " " not in given and " " not in family and name in (given, f"{given} {family}"):
        return ""
    told = {word for part in (before, given, middle, family, after) for word in part.split()}
    words = name.replace(",", " ").split()
    outside = [word not in told for word in words]
    if not all(outside):
        start, end = outside.index(False), len(words) - outside[::-1].index(False)
        before = " ".join(filter(None, (*words[:start], before)))
        after = " ".join(filter(None, (after, *words[end:])))
    parts = Parts(before, given, family, after, middle)
    return "\n".join(parts) if are_of(parts, name) and parts != parted(name) else ""


def are_of(parts: Iterable[str], name: str) -> bool:
    """Whether parts have the letters of a name, no more and no fewer: a name may have been changed since."""
    return sorted("".join(parts).translate(_GAPS)) == sorted(name.translate(_GAPS))


def is_shown(name: str, given: str, family: str, others: Iterable[str]) -> bool:
    """Whether a name is that of these parts as it is shown, not as it is sorted: ``Lee, Ana``."""
    return not name.startswith(f"{family},") and are_of((given, family, *others), name)


def joined(parts: Parts) -> str:
    """Put the parts together as most programs do."""
    before, given, family, after, middle = parts
    return " ".join(filter(None, (before, given, middle, family, after)))


_GAPS: Final = str.maketrans("", "", " ,\u3000")


def parted(name: str, told: str = "") -> Parts:
    """Part a name: ``Dr. Juan de la Cruz, PhD`` is ``Dr.``, ``Juan``, ``de la Cruz``, ``PhD``.

    A name of one word is a given name. Which of several words are the family's nobody can know in general:
    it is the last one, with the small words before it, unless a file told the parts.

    Args:
        name: as it is shown.
        told: what ``kept`` returned.

    """
    if told and are_of(parts := Parts(*told.split("\n")), name):
        return parts
    words = name.split(" ")
    start, end = 0, len(words)
    while start < end - 1 and words[start].lower() in _BEFORE:
        start += 1
    while end - 1 > start and _is_after(words[start:end], name):
        end -= 1
    family = end - 1
    while family - 1 > start and words[family - 1] in _PARTICLES:
        family -= 1
    own = words[start:end]
    if end < len(words):
        own[-1] = own[-1].removesuffix(",")
    if len(own) == 1:
        given, last = (own[0], "") if not start else ("", own[0])  # "Dr. Kowalska"
    else:
        given, last = " ".join(own[: family - start]), " ".join(own[family - start :])
    return Parts(" ".join(words[:start]), given, last, " ".join(words[end:]))


def _is_after(words: list[str], name: str) -> bool:
    """Whether the last of these words is no family name."""
    *_, above, last = words
    bare = last.rstrip(".,").lower()
    if bare in _YOUNGER:
        return len(words) > 2 or above.endswith(",")
    written_so = last[1:] != last[1:].lower() and not name.isupper()
    return bare in _DEGREES and (written_so or above.endswith(",") or "." in last)
