"""The share file: a few contacts and templates for a colleague, as JSON text that says what it is.

::

    {
     "format": "partnerdesk-share", "version": 1,
     "contacts": [{"name": "Elena Ruiz", "emails": [["elena@normal.example.org", "work"]], ...}],
     "templates": [{"name": "Autumn", "language": "es", "times": true, "subject": "...", "body": "..."}]
    }

A contact has the fields of ``Card`` by their names, those that are empty left out; addresses and numbers are
pairs with a label, the school week is as the book keeps it, the parts of a name are a list. What is between
us and them stays here: notes, tags, history, and how we met.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.purposes import GENERAL
from partnerdesk.core.templates import Template, parse_template, written
from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput, TemplateError
from partnerdesk.formats import own
from partnerdesk.formats.content import Content

FORMAT: Final = "partnerdesk-share"
ENDING: Final = f".{FORMAT}"
VERSION: Final = 1
LONGEST: Final = 100_000  # letters of one value

_MARK: Final = re.compile(rf'\s*\{{\s*"format"\s*:\s*"{FORMAT}"')
_LINE: Final = (
    "name", "greeting", "role", "organisation", "postcode", "city", "region", "country", "zone", "web",
)  # fmt: skip
_LINES: Final = ("street", "uid")
_PAIRS: Final = ("emails", "phones")
FIELDS: Final = (*_LINE, *_LINES, *_PAIRS, "languages", "week", "parts")
"""What of a ``Card`` a share file holds."""


@dataclass(frozen=True)
class SharedTemplate:
    """A template of a share file.

    Attributes:
        where: in the file: ``template 2``.
        template: read and checked as any template from outside.

    """

    where: str
    template: Template


def is_share(head: str) -> bool:
    """Say whether a text begins as a share file does."""
    return _MARK.match(head) is not None


def write(cards: Iterable[Card], templates: Iterable[Template] = ()) -> Iterator[bytes]:
    """Yield the bytes of a share file: UTF-8, one contact or template a line.

    ``cards`` and ``templates`` give back of each card what is in ``FIELDS``, and all of each template.
    """
    yield f'{{\n "format": "{FORMAT}", "version": {VERSION},\n "contacts": ['.encode()
    yield from _listed(map(_contact, cards))
    yield b'],\n "templates": ['
    yield from _listed(map(_template, templates))
    yield b"]\n}\n"


def _listed(items: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    for number, each in enumerate(items):
        text = json.dumps(each, ensure_ascii=False)
        yield f"{',' if number else ''}\n  {text}".encode("utf-8", "replace")


def _contact(card: Card) -> dict[str, object]:
    kept = {field: getattr(card, field) for field in FIELDS}
    kept["parts"] = json.loads(own.parts_text(card.parts) or "[]")
    if card.week:
        kept["week"] = json.loads(card.week.to_json())
    return {field: value for field, value in kept.items() if value}


def _template(template: Template) -> dict[str, object]:
    return {
        "name": template.name,
        "language": template.language,
        "times": template.proposes_times,
        "purpose": template.purpose,
        "subject": template.subject,
        "body": template.body,
    }


def check(data: Content) -> None:
    """Look whether a share file can be read.

    Raises:
        BadInput: it is cut short or damaged, or a newer program wrote it.

    """
    _document(data)


def cards(data: Content) -> Iterator[Card | RefusedPart]:
    """Read the contacts of a share file that ``check`` let pass, one by one."""
    for number, each in enumerate(_list(_document(data), "contacts"), 1):
        where = f"contact {number}"
        if not isinstance(each, dict):
            yield RefusedPart(where, "It is no contact.")
            continue
        try:
            yield _card(where, each)
        except RecursionError:
            yield RefusedPart(where, "It is nested too deeply.")


def templates(data: Content) -> Iterator[SharedTemplate | RefusedPart]:
    """Read the templates of a share file that ``check`` let pass: each is checked before it is anything."""
    for number, each in enumerate(_list(_document(data), "templates"), 1):
        where = f"template {number}"
        yield _shared(where, each if isinstance(each, dict) else {})


def _shared(where: str, said: Mapping[str, object]) -> SharedTemplate | RefusedPart:
    texts = [said.get(key) for key in ("name", "language", "subject")]
    body = said.get("body")
    if not isinstance(body, str) or not all(isinstance(each, str) for each in texts):
        return RefusedPart(where, "It is no template.")
    name, language, subject = (_line(plain(str(each))) for each in texts)
    times, purpose = said.get("times") is True, said.get("purpose", GENERAL)
    source = written(
        name,
        language,
        subject,
        plain(body, lines=True),
        proposes_times=times,
        purpose=_line(plain(str(purpose))),
    )
    try:
        return SharedTemplate(where, parse_template(source, name[:80] or where))
    except TemplateError as error:
        return RefusedPart(where, f"{error.message} {error.hint}".strip())


def _document(content: Content) -> dict[str, Any]:
    data = content[:]
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _damaged(f"in line {error.lineno}") from None
    except UnicodeDecodeError as error:
        raise _damaged(f"in line {data.count(10, 0, error.start) + 1} is no UTF-8") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists in lists
        raise _damaged("it holds what none of ours does") from None
    version = read.get("version") if isinstance(read, dict) else None
    if not isinstance(version, int) or version < 1:
        raise _damaged("it does not say its version")
    if version > VERSION:
        raise BadInput(
            f"The file is a share file of version {version}; this program knows {VERSION}.",
            "Update the program, or ask for the contacts as vCard (.vcf).",
            "file",
        )
    found: dict[str, Any] = read
    return found


def _damaged(where: str) -> BadInput:
    return BadInput(
        f"The file is a share file that is damaged or cut short ({where}).", "Ask for it again.", "file"
    )


def _list(document: Mapping[str, object], key: str) -> list[Any]:
    found = document.get(key)
    return found if isinstance(found, list) else []


def _card(where: str, said: Mapping[str, object]) -> Card | RefusedPart:
    """Make a card of what is said of one contact; what is not understood is told with it."""
    if long := [key for key, value in said.items() if len(str(value)) > LONGEST]:
        return RefusedPart(where, f"Its “{plain(long[0])[:40]}” is longer than {LONGEST:,} letters.")
    facts: dict[str, object] = {"where": where}
    unread: list[str] = []
    for key, value in said.items():
        kept = _value(key, value)
        if kept is None:
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            unread.append(f"{where}: {_line(plain(key))}: {_line(plain(words))}")
        else:
            facts[key] = kept
    return Card(**facts, unread=tuple(unread), settled=True)  # type: ignore[arg-type] # as _value makes them


def _value(key: str, value: object) -> object | None:
    """Return what a field says; None where that is not understood."""
    if key in _LINE and isinstance(value, str):
        return _line(plain(value))
    if key in _LINES and isinstance(value, str):
        return "\n".join(filter(None, map(_line, plain(value, lines=True).split("\n"))))
    if key == "week":
        return own.week_of(json.dumps(value))
    if not isinstance(value, list):
        return None
    if key == "parts":
        return own.parts_of(json.dumps(value)) or None
    if key == "languages" and all(isinstance(each, str) for each in value):
        return tuple(dict.fromkeys(_line(plain(each)) for each in value))
    if key in _PAIRS:
        pairs = [own.labelled_of(json.dumps(each)) for each in value]
        return tuple(filter(None, pairs)) if all(pairs) else None
    return None


def _line(text: str) -> str:
    return " ".join(text.split())
