"""File names from a person and a date, safe on every system, and never outside the chosen folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from partnerdesk.core.text import plain

# Not allowed by Windows, or a step to another folder somewhere.
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f\u2044\u2215\u29f8\uff0f\uff3c]+')
# "Naming Files, Paths, and Namespaces", Microsoft; with the superscript digits, which count as digits there.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
# 255 bytes or UTF-16 units fit everywhere, but Windows counts the folder too (260): the person gets less.
_LONGEST_CHARS, _LONGEST_BYTES = 80, 150


def _person(name: str) -> str:
    """Return the part of the file name that says who, possibly empty."""
    text = unicodedata.normalize("NFC", plain(name))
    text = _FORBIDDEN.sub(" ", text)
    # Direction marks and other invisible letters make two names, or two endings, look the same.
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Co", "Cn", "Cs"))
    text = " ".join(text.split())[:_LONGEST_CHARS]
    text = text.encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return text.strip(" .-_~")


def file_name(person: str, day: date, ending: str, taken: Collection[str] = ()) -> str:
    """Return a free file name such as ``Elena Ruiz 2027-03-16.eml``, or ``Draft …`` for a name of no use.

    Args:
        person: any text; only what is safe in a name is used, 80 characters at the most.
        day: written as YYYY-MM-DD.
        ending: the kind of file, with or without its dot.
        taken: the names in use, each as ``casefold()`` gives it, because most disks know no case; best a set.
    """
    return _free(f"{_person(person) or 'Draft'} {day.isoformat()}", "Draft", ending, taken)


def safe_name(title: str, ending: str, taken: Collection[str] = (), otherwise: str = "Template") -> str:
    """Return a free file name such as ``Autumn letter.es.txt``, as ``file_name`` does, without a date.

    Args:
        title: any text.
        ending: the kind of file, with or without its dot.
        taken: the names in use, each as ``casefold()`` gives it.
        otherwise: what stands for a title of no use, or before one that is reserved.

    """
    return _free(_person(title) or otherwise, otherwise, ending, taken)


def _free(stem: str, prefix: str, ending: str, taken: Collection[str]) -> str:
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"{prefix} {stem}"
    ending = "." + ending.lstrip(".")
    name, count = stem + ending, 2
    while _clashes(name, taken):
        name, count = f"{stem} ({count}){ending}", count + 1
    return name


def _clashes(name: str, taken: Collection[str]) -> bool:
    """Whether this name is taken on a disk that knows no case and no difference of é from e and an accent."""
    folded = name.casefold()
    return folded in taken or (not folded.isascii() and unicodedata.normalize("NFD", folded) in taken)
