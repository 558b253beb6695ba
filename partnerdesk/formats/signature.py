"""What the lines under a letter, or of a card that somebody pasted, tell about a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from partnerdesk.core.cards import Card
from partnerdesk.core.text import fold, plain
from partnerdesk.formats.signed import MOST_LINES, is_closing

Places = Callable[[str], tuple[str, str, str] | None]
"""City, region and country that a line of words names; None where it names none."""

_LONGEST_LINE: Final = 120

_ADDRESS: Final = re.compile(
    r"(?<![^\s<>()\[\]\",;:|])[^\s<>()\[\]\",;:|@]++@[^\s<>()\[\]\",;:|]+\.[A-Za-z]{2,}"
)
_PHONE: Final = re.compile(
    r"(?:(?P<label>[^\W\d_]{1,12}\.?)[ \t]*[:.]?[ \t]*)?(?P<number>\+?\(?\d[\d ().\-/]{5,22}\d"
    r"(?:[ ,;]*(?:extensi[oó]n|ext|extn|poste|ramal|anexo|interno|int|durchwahl|dw|apparat|x|#)"
    r"[ .:]*\d{1,6}\b)?)",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 7  # of a number that nothing calls one: a house and a postcode have fewer
_BETWEEN: Final = re.compile(r"\s*\|\s*|\s+[•·]\s+")
_WEB: Final = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;)]", re.IGNORECASE)
_SCHOOL: Final = re.compile(
    r"\b(?:school|college|university|academy|institut[eo]?|museum|embassy|ministry|district|foundation|library"
    r"|escuela|colegio|universidad|liceo|academia|museo|embajada|preparatoria|secundaria|normal|bachillerato"
    r"|ecole|lycee|universite|musee|rectorat|collegium|escola|universidade|faculdade|colegio"
    r"|museu|schule|gymnasium|universitat|hochschule|scuola|universita)\b"
)
_SCHOOL_ELSEWHERE: Final = re.compile(
    r"\b(?:szkol|liceum|gimnazj|skol[ae]\b|okul|lise|gymnas|iskola|gimnazi|scoal|liceul)|школ|гимнази|лице[йя]"
    r"|универси|σχολ|λυκει|γυμνασι|مدرس|جامع|בית ספר|学校|學校|高校|中学|中學|小学|小學|大学|大學|학교|고$"
)
_ROLE: Final = re.compile(
    r"\b(?:teacher|professor|principal|coordinator|director|head of|lecturer|librarian|assistant|manager"
    r"|secretary|secretari[ao]|profesora?|maestr[oa]|directora?|coordinadora?|docente|enseignante?|professeure?|directeur|directrice"
    r"|coordinateur|coordinatrice|coordenadora?|diretora?|lehrer(?:in)?|insegnante)\b"
)
_FOOTER: Final = re.compile(
    r"\b(?:confidential|privileged and|intended (?:only |solely )?(?:for|recipient)|disclaimer|virus(?:es)?"
    r"|received (?:this|it)\b.{0,40} in error|before printing|confidenciales|confidencial y"
    r"|(?:es|son|e|sao) confidencia(?:l|is)|recibido .{0,40}por error|recebeu .{0,40}por engano"
    r"|antes de imprimir|confidentiels?|recu .{0,40}par erreur|avant d'imprimer|vertraulich|irrtumlich"
    r"|bevor sie .{0,30}drucken|confidenziali?|riservat[aeio] |prima di stampare|unsubscribe)"
)
"""What an organisation puts under all letters: its numbers and pages are not the writer's."""
_SENTENCE: Final = 40  # letters; a line of a signature with such a word is shorter
_KINDS: Final = {
    "m": "mobile", "mob": "mobile",
    "mobile": "mobile", "cell": "mobile", "cel": "mobile", "celular": "mobile",
    "movil": "mobile", "portable": "mobile", "whatsapp": "mobile", "mobil": "mobile",
    "handy": "mobile", "telemovel": "mobile", "fax": "fax", "f": "fax", "w": "work",
    "work": "work", "office": "work", "home": "home",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STREET: Final = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|lane|drive|blvd|boulevard|calle|c/|av|avda|avenida|carrera|cra"
    r"|plaza|paseo|rue|place|chemin|allee|rua|travessa|praca|via|piazza|corso|ul|ulica)\b"
    r"|(?:str|strasse|weg|platz|gasse|allee)\b"
)
_CODE_AND_CITY: Final = re.compile(
    r"(?:[A-Z]{1,2}-)?(?:C\.?P\.? ?)?(?P<code>\d{4,5}(?:-\d{3,4})?|\d\d-\d{3}) (?P<city>[^\W\d_][^\d]{1,40})"
)
_STATE: Final = re.compile(r"[A-Z]{2}")
_STATE_AND_CODE: Final = re.compile(r"(?P<state>[A-Z]{2}) (?P<code>\d{5}(?:-\d{4})?)")
_MOST_AFTER: Final = 2  # parts behind a city: its region and country
_LABELS: Final = frozenset(
    {
        "tel",
        "telefono",
        "telephone",
        "phone",
        "mail",
        "email",
        "correo",
        "web",
        "www",
        "courriel",
        "fon",
        "tlf",
        "telefone",
        "telefon",
        "tfno",
        "telf",
        "ph",
        "t",
        "p",
        "e",
    }
)


def is_school(words: str) -> bool:
    """Say whether a line has a word for a school, or for another kind of organisation."""
    folded = fold(words)
    return _SCHOOL.search(folded) is not None or _SCHOOL_ELSEWHERE.search(folded) is not None


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
    lines = [" ".join(line.split()) for line in plain(text, lines=True).split("\n")[:MOST_LINES]]
    lines, footer = _without_footer(lines)
    for line in [part for each in lines for part in _BETWEEN.split(each)]:
        words = line.strip("|•·-– ")
        if not words or is_closing(words):
            continue
        if len(words) > _LONGEST_LINE:
            rest.append(words)
            continue
        emails.update(dict.fromkeys(_ADDRESS.findall(words), ""))
        left = _ADDRESS.sub(" ", words)
        if (web := _WEB.search(left)) and not card.web:
            card = replace(card, web=web[0])
        left = _without_phones(_WEB.sub(" ", left), phones)
        left = " ".join(left.split()).strip("|•·-–:, ")
        if left == words.strip(":, "):
            card = _words(card, words, rest, places)
        elif set(_WORD.findall(fold(left))) - _LABELS:
            rest.append(words)
    return replace(
        card, emails=tuple(emails.items()), phones=tuple(phones.items()), notes="\n".join([*rest, *footer])
    )


def _without_footer(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines from what lawyers put under them."""
    for at, line in enumerate(lines):
        if len(line) >= _SENTENCE and _FOOTER.search(fold(line)):
            return lines[:at], [line for line in lines[at:] if line]
    return lines, []


def _without_phones(text: str, phones: dict[str, str]) -> str:
    """Take the phone numbers out of a text, and return what is left."""

    def take(found: re.Match[str]) -> str:
        label = fold(found["label"] or "").strip(".")
        called = label in _KINDS or label in _LABELS or found["number"].startswith("+")
        if not called and sum(map(str.isdecimal, found["number"])) < _FEWEST_DIGITS:
            return found[0]
        phones.setdefault(found["number"].strip(), _KINDS.get(label, ""))
        return " "

    return _PHONE.sub(take, text)


def _words(card: Card, words: str, rest: list[str], places: Places | None) -> Card:
    """Take a line of words alone: the name, what they do, where, or something else."""
    folded = fold(words)
    if folded == fold(card.name) or set(folded.split()) < set(fold(card.name).split()):
        return card  # the name, or how friends say it
    if not card.city and (placed := _address(card, words, places)):
        return placed
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


def _address(card: Card, words: str, places: Places | None) -> Card | None:
    """Take a line of an address: ``Av. Juárez 5, 83000 Hermosillo, Sonora``; None where it is none."""
    parts = [part.strip() for part in words.split(",")]
    for at, part in enumerate(parts):
        if found := _CODE_AND_CITY.fullmatch(part):
            return _placed(card, (parts[:at], found["code"], found["city"].strip(), parts[at + 1 :]), places)
        if at and (found := _STATE_AND_CODE.fullmatch(part)):  # as in the United States
            after = [found["state"], *parts[at + 1 :]]
            return _placed(card, (parts[: at - 1], found["code"], parts[at - 1], after), places)
    if not card.street and _STREET.search(fold(words)) and any(map(str.isdecimal, words)):
        return replace(card, street=words)
    return None


def _placed(card: Card, found: tuple[list[str], str, str, list[str]], places: Places | None) -> Card | None:
    before, code, city, after = found
    if len(after) > _MOST_AFTER:
        return None
    known = places(", ".join([city, *after])) if places else None
    if known:
        city, region, country = known
    elif len(after) == 1 and not _STATE.fullmatch(after[0]):
        region, country = "", after[0]
    else:
        region, country = (*after, "", "")[:2]
    return replace(
        card,
        street=", ".join(before) or card.street,
        postcode=code,
        city=city,
        region=region or card.region,
        country=country or card.country,
    )
