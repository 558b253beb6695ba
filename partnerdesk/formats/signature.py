"""What the lines under a letter, or of a card that somebody pasted, tell about a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from partnerdesk.core.cards import Card
from partnerdesk.core.text import fold, plain

Places = Callable[[str], tuple[str, str, str] | None]
"""City, region and country that a line of words names; None where it names none."""

_MOST_LINES: Final = 14
_LONGEST_LINE: Final = 120

_MARK: Final = re.compile(r"^(?:--[ ]?|_{3,}|—)[ \t]*$", re.MULTILINE)
_QUOTES: Final = re.compile(r"^[ \t]*[>|].*$", re.MULTILINE)
_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\",;:|]+@[^\s<>()\[\]\",;:|]+\.[A-Za-z]{2,}")
_PHONE: Final = re.compile(
    r"(?:(?P<label>[A-Za-zéÉ.]{1,12})[ \t]*[:.]?[ \t]*)?(?P<number>\+?\(?\d[\d ().\-/]{5,22}\d)"
)
_WEB: Final = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;)]", re.IGNORECASE)
_SCHOOL: Final = re.compile(
    r"\b(?:school|college|university|academy|institut[eo]?|museum|embassy|ministry|district|foundation|library"
    r"|escuela|colegio|universidad|liceo|academia|museo|embajada|preparatoria|secundaria|normal|bachillerato"
    r"|ecole|lycee|universite|musee|rectorat|collegium|escola|universidade|faculdade|colegio"
    r"|museu|schule|gymnasium|universitat|hochschule|scuola|universita)\b"
)
_ROLE: Final = re.compile(
    r"\b(?:teacher|professor|principal|coordinator|director|head of|lecturer|librarian|assistant|manager"
    r"|profesora?|maestr[oa]|directora?|coordinadora?|docente|enseignante?|professeure?|directeur|directrice"
    r"|coordinateur|coordinatrice|coordenadora?|diretora?|lehrer(?:in)?|insegnante)\b"
)
_KINDS: Final = {
    "m": "mobile", "mob": "mobile",
    "mobile": "mobile", "cell": "mobile", "cel": "mobile", "celular": "mobile",
    "movil": "mobile", "portable": "mobile", "whatsapp": "mobile", "fax": "fax", "f": "fax", "w": "work",
    "work": "work", "office": "work", "home": "home",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LABELS: Final = frozenset(
    {"tel", "telefono", "telephone", "phone", "mail", "email", "correo", "web", "www", "courriel", "fon"}
)


def below(text: str) -> str:
    """Return the lines with which a letter is signed; empty where nothing marks them."""
    found = list(_MARK.finditer(text))
    own = [mark for mark in found if not _QUOTES.search(text[mark.end() :].split("\n\n")[0])]
    if not own:
        return ""
    lines = text[own[0].end() :].strip("\n").split("\n")
    return "\n".join(lines[:_MOST_LINES])


def read(text: str, name: str = "", places: Places | None = None) -> Card:
    """Read a signature, or a card of several lines: a line that says nothing known is left in the notes.

    Args:
        text: the lines.
        name: whose it is, where that is known; else the first line without anything else.
        places: knows places by their words.

    """
    card = Card(name=name)
    phones: dict[str, str] = {}
    emails: dict[str, str] = {}
    rest: list[str] = []
    for line in plain(text, lines=True).split("\n")[:_MOST_LINES]:
        words = " ".join(line.split()).strip("|•·-– ")
        if not words:
            continue
        if len(words) > _LONGEST_LINE:
            rest.append(words)
            continue
        emails.update(dict.fromkeys(_ADDRESS.findall(words), ""))
        left = _ADDRESS.sub(" ", words)
        if (web := _WEB.search(left)) and not card.web:
            card = replace(card, web=web[0])
        left = _WEB.sub(" ", left)
        for found in _PHONE.finditer(left):
            label = fold(found["label"] or "").strip(".")
            phones.setdefault(found["number"].strip(), _KINDS.get(label, ""))
        left = " ".join(_PHONE.sub(" ", left).split()).strip("|•·-–:, ")
        if left == words:
            card = _words(card, words, rest, places)
        elif set(_WORD.findall(fold(left))) - _LABELS:
            rest.append(words)
    return replace(card, emails=tuple(emails.items()), phones=tuple(phones.items()), notes="\n".join(rest))


def _words(card: Card, words: str, rest: list[str], places: Places | None) -> Card:
    """Take a line of words alone: the name, what they do, where, or something else."""
    folded = fold(words)
    if folded == fold(card.name):
        return card
    if not card.role and _ROLE.search(folded):
        role, _, school = words.partition(", ")
        if school and not card.organisation and _SCHOOL.search(fold(school)):
            return replace(card, role=role, organisation=school)
        return replace(card, role=words)
    if not card.organisation and _SCHOOL.search(folded):
        return replace(card, organisation=words)
    if not card.city and places and (found := places(words)):
        city, region, country = found
        return replace(card, city=city, region=region, country=country)
    if not card.name and not any(letter.isdigit() for letter in words):
        return replace(card, name=words)
    rest.append(words)
    return card
