"""LDIF (RFC 2849), as directories and address books export it: read into ``Card`` values, written from them.

Attribute names: RFC 4519, RFC 2798 (inetOrgPerson), and those of Mozilla's address book.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import Final

from partnerdesk.core.cards import LONGEST, Card, RefusedPart, cut
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.text import fold, plain
from partnerdesk.formats import charsets, nameparts, own
from partnerdesk.formats.content import Content, found_in

MOST_LINES: Final = 5_000  # of one entry, unfolded: a group of many members is the longest that is known

OWN: Final = "partnerdesk"
"""What begins the attributes that only our own files have."""

_PERSON: Final = re.compile(r"person|mozillaabperson|pilotobject$", re.IGNORECASE)
_NO_PERSON: Final = re.compile(r"personalias|groupof|authorizedperson", re.IGNORECASE)

# The first name of each line is the one that is written.
_MAILS: Final = {"mail": "", "mozillasecondemail": "", "othermail": "", "otheremail": "", "rfc822mailbox": ""}
_PHONES: Final = {
    "telephonenumber": "work", "homephone": "home", "mobile": "mobile", "cellphone": "mobile",
    "mobiletelephonenumber": "mobile", "facsimiletelephonenumber": "fax", "fax": "fax", "pager": "pager",
    "pagerphone": "pager", "othertelephone": "", "primaryphone": "", "homefacsimiletelephonenumber": "fax",
}  # fmt: skip
_FACTS: Final = {
    "displayname": "name", "title": "role", "o": "organisation", "organizationname": "organisation",
    "company": "organisation", "street": "street", "streetaddress": "street", "postalcode": "postcode",
    "zip": "postcode", "l": "city", "locality": "city", "localityname": "city", "st": "region",
    "region": "region", "stateorprovincename": "region", "co": "country", "c": "country",
    "countryname": "country", "friendlycountryname": "country", "labeleduri": "web", "workurl": "web",
    "homeurl": "web", "mozillahomeurl": "web", "mozillaworkurl": "web",
}  # fmt: skip
_SAID: Final = {
    "ou": "Department", "department": "Department", "orgunit": "Department", "departmentnumber": "Department",
    "mozillanickname": "Also called", "xmozillanickname": "Also called", "roomnumber": "Room",
    "postaladdress": "Address", "homepostaladdress": "Home address", "mozillahomestreet": "Home address",
    "mozillahomelocalityname": "Home city", "mozillahomestate": "Home region",
    "mozillahomepostalcode": "Home postcode", "mozillahomecountryname": "Home country",
    "custom1": "Also", "custom2": "Also", "custom3": "Also", "custom4": "Also",
    "mozillacustom1": "Also", "mozillacustom2": "Also", "mozillacustom3": "Also", "mozillacustom4": "Also",
    "birthyear": "Year of birth",
    "dateofbirth": "Birthday", "employeetype": "Also", "businesscategory": "Also", "drink": "Favourite drink",
    "favouritedrink": "Favourite drink",
}  # fmt: skip
# About the entry, its rights or its secrets, nothing about the person that a book should keep.
_SILENT: Final = re.compile(
    r"objectclass|dn|cn|commonname|sn|surname|givenname|gn|userpassword|changetype|control|aci|modif\w*|creat\w*"
    r"|nsuniqueid|entry\w*|uidnumber|gidnumber|homedirectory|loginshell|lastmodified\w*|structuralobjectclass"
    r"|subschemasubentry|hassubordinates|\w*accessprivilege|\w*accessrole|authz\w+|ns\w+|seealso|manager"
    r"|secretary|owner|member|mozillausehtmlmail|xmozillausehtmlmail|modifytimestamp",
)
_KNOWN: Final = frozenset(
    {"description", "preferredlanguage", "version", "uid"}
)  # taken elsewhere, or a login name
_MINE: Final = ("greeting", "source", "sourcedetail", "introducedby")
_CHANGES: Final = re.compile(rb"^changetype:\s*(?:modify|mod[dr]+n)\b", re.IGNORECASE | re.MULTILINE)
_LONGEST_CHANGE: Final = 100  # bytes
_NO_LIST: Final = "The file tells a directory what to change; it is no list of people."
_TAKEN_AWAY: Final = "It tells a directory to take the entry away; it is no person."
_MEDIA: Final = re.compile(r"jpegphoto|photo|audio|thumbnailphoto|\w*certificate\w*|userpkcs12|usersmime\w*")


def read(data: Content, charset: str = "") -> Iterator[Card | RefusedPart]:
    """Read the people of a file one by one; what is no person is told as refused, with its place.

    Args:
        data: the file.
        charset: how bytes are read that are no UTF-8, which RFC 2849 asks for.

    Nothing is raised, whatever the bytes are; a value that is a link to a file (``:<``) is never followed.
    """
    text = charsets.blocks(data, charsets.told(data, charset if not charsets.marked(data) else ""))
    changes = next(found_in(data, _CHANGES, _LONGEST_CHANGE), None)
    number = 0
    for line, lines in _entries(charsets.lines(text)):
        if len(lines) > MOST_LINES:
            number += 1
            why = f"It has {len(lines):,} lines; {MOST_LINES:,} are the most that are read."
            yield RefusedPart(f"entry {number}, line {line}", why)
            continue
        values = _values(lines)
        if not values or set(values) <= {"version"}:
            continue
        number += 1
        where = f"entry {number}, line {line}"
        yield from _shortened(values)
        yield RefusedPart(where, _NO_LIST) if changes else _one(where, values)


def _entries(text: Iterable[str]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield the number of the first line and the unfolded lines of each entry; comments are left out."""
    entry: list[tuple[int, str]] = []
    comment = False
    for number, line in enumerate(text, 1):
        if not line.strip():
            if entry:
                yield entry[0][0], entry
            entry, comment = [], False
        elif line[0] == " ":
            if entry and not comment:
                entry[-1] = (entry[-1][0], entry[-1][1] + line[1:])
        elif line[0] == "#":
            comment = True
        else:
            comment = False
            entry.append((number, line))
    if entry:
        yield entry[0][0], entry


_Value = tuple[int, str | None]
"""The line, and the text; None for bytes that are no text, or a link."""


def _values(lines: list[tuple[int, str]]) -> dict[str, list[_Value]]:
    found: dict[str, list[_Value]] = {}
    for number, line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            found.setdefault("", []).append((number, plain(line).strip()))
            continue
        # Options (";lang-ja", ";binary") say how a value is kept, not what it is.
        found.setdefault(plain(name).partition(";")[0].strip().lower(), []).append((number, _decoded(value)))
    return found


def _decoded(value: str) -> str | None:
    if value.startswith("<"):
        return None
    if not value.startswith(":"):
        return plain(value, lines=True).strip()
    try:
        return plain(base64.b64decode(value[1:].strip()).decode("utf-8"), lines=True).strip()
    except (binascii.Error, ValueError):
        return None


def _one(where: str, values: dict[str, list[_Value]]) -> Card | RefusedPart:
    if "changetype" in values and _first(values, "changetype").lower() == "delete":
        return RefusedPart(where, _TAKEN_AWAY)
    classes = [text or "" for _, text in values.get("objectclass", [])]
    person = any(_PERSON.search(each) and not _NO_PERSON.search(each) for each in classes)
    if not classes:
        person = bool(values.keys() & (_MAILS.keys() | {"sn", "givenname"}))
    if not person:
        return RefusedPart(where, f"It is no person ({', '.join(classes[-1:]) or 'it has no kind'}).")
    return _card(where, values)


def _shortened(values: dict[str, list[_Value]]) -> Iterator[RefusedPart]:
    """Leave the beginning of values that are too long, and say so."""
    for name, found in values.items():
        for at, (line, text) in enumerate(found):
            if text is not None and len(text) > LONGEST and not _MEDIA.fullmatch(name):
                found[at] = line, text[:LONGEST]
                yield cut(f"line {line}", name, len(text))


def _first(values: dict[str, list[_Value]], *names: str) -> str:
    return next((text for name in names for _, text in values.get(name, ()) if text), "")


def _card(where: str, values: dict[str, list[_Value]]) -> Card:
    facts: dict[str, str] = {}
    said: list[str] = []
    unread: list[str] = []
    for name, found in values.items():
        for line, text in found:
            _take(name, line, text, facts, said, unread)
    name, *others = _names(values, facts.get("name", "")) or [""]
    said += [f"Also: {each}" for each in others]
    notes = [text for _, text in values.get("description", ()) if text]
    mine = {name: _line(_first(values, f"{OWN}{name}")) for name in _MINE}
    return Card(
        where=where,
        name=name,
        greeting=mine["greeting"],
        role=facts.get("role", ""),
        organisation=facts.get("organisation", ""),
        street="\n".join(filter(None, map(str.strip, facts.get("street", "").split("\n")))),
        postcode=facts.get("postcode", ""),
        city=facts.get("city", ""),
        region=facts.get("region", ""),
        country=facts.get("country", ""),
        zone=_line(_first(values, f"{OWN}zone")),
        week=_week(_first(values, f"{OWN}week"), unread),
        languages=tuple(_codes(_first(values, "preferredlanguage"))),
        emails=tuple(_several(values, _MAILS, "mail")),
        phones=tuple(_several(values, _PHONES, "phone")),
        web=_line(_first(values, f"{OWN}web")) or facts.get("web", ""),
        tags=tuple(dict.fromkeys(_line(text) for _, text in values.get(f"{OWN}tag", ()) if text)),
        source=mine["source"],
        source_detail=mine["sourcedetail"],
        introduced_by=mine["introducedby"],
        notes="\n".join([*notes, *said]),
        entries=tuple(_history(values, unread)),
        uid="\n".join(_uids(values)),
        parts=nameparts.kept(name, _first(values, "givenname", "gn"), _first(values, "sn", "surname")),
        unread=tuple(unread),
        settled=f"{OWN}uid" in values,
    )


def _names(values: dict[str, list[_Value]], shown: str) -> list[str]:
    """Return the name that is shown, and others that have words which no one before has."""
    given = " ".join(filter(None, (_first(values, "givenname", "gn"), _first(values, "sn", "surname"))))
    told = [shown, *(text or "" for name in ("cn", "commonname") for _, text in values.get(name, ())), given]
    found: list[str] = []
    known: set[str] = set()
    for each in map(_line, told):
        words = set(fold(each).replace(",", " ").split())
        if each and not (found and (words <= known or nameparts.are_of((each,), found[0]))):
            found.append(each)
            known |= words
    return found


def _take(
    name: str, line: int, text: str | None, facts: dict[str, str], said: list[str], unread: list[str]
) -> None:
    """Sort one value: a fact, a line of the notes, or what was not understood."""
    if text is None or _MEDIA.fullmatch(name):
        unread += [] if _SILENT.fullmatch(name) else [f"line {line}: {name} was left out"]
    elif not text:
        return
    elif name in _FACTS:
        kept = text if name in {"street", "streetaddress"} else _line(text)
        if _FACTS[name] == "web":
            kept, more = _web(kept)
            said += more
        if facts.setdefault(_FACTS[name], kept) != kept:
            said.append(f"{_FACTS[name].capitalize()}: {_line(text)}")
    elif name in _SAID:
        said.append(f"{_SAID[name]}: {_line(text.replace('$', ', '))}")
    elif name in _MAILS:
        if "@" not in text:
            unread.append(f"line {line}: {name}: {_line(text)}")
    elif not _said_elsewhere(name):
        unread.append(f"line {line}: {name}: {_line(text)}" if name else f"line {line}: {text}")


def _web(text: str) -> tuple[str, list[str]]:
    """Part an address from the words behind it (RFC 2079), for the notes."""
    address, _, words = text.partition(" ")
    return address, [f"Web: {words}"] if words else []


def _said_elsewhere(name: str) -> bool:
    return bool(name in _PHONES or name in _KNOWN or name.startswith(OWN) or _SILENT.fullmatch(name))


def _several(values: dict[str, list[_Value]], names: dict[str, str], needed: str) -> list[tuple[str, str]]:
    """Gather values with labels: first those of our own attribute, which keeps their order and any label."""
    ours = (own.labelled_of(text or "") for _, text in values.get(f"{OWN}{needed}", ()))
    theirs = ((_line(text), names[name]) for name in names for _, text in values.get(name, ()) if text)
    found: dict[str, tuple[str, str]] = {}
    for value, label in (*filter(None, ours), *theirs):
        if value and (needed != "mail" or "@" in value):
            found.setdefault(value.casefold(), (value, label))
    return list(found.values())


def _uids(values: dict[str, list[_Value]]) -> Iterable[str]:
    found = (text for name in (f"{OWN}uid", "entryuuid") for _, text in values.get(name, ()) if text)
    return dict.fromkeys(map(_line, found))


def _week(text: str, unread: list[str]) -> SchoolWeek | None:
    week = own.week_of(text) if text else None
    if text and week is None:
        unread.append(f"school week: {_line(text)}")
    return week


def _history(values: dict[str, list[_Value]], unread: list[str]) -> Iterator[own.Entry]:
    for line, text in values.get(f"{OWN}entry", ()):
        if entry := own.entry_of(text or ""):
            yield entry
        elif text != "":
            unread.append(f"line {line}: history: {_line(text or 'it cannot be read')}")


def _codes(text: str) -> Iterable[str]:
    """Split ``es, en;q=0.7`` (RFC 2798 2.7) into codes."""
    return [code for each in text.split(",") if (code := each.partition(";")[0].strip())]


def _line(text: str) -> str:
    return " ".join(text.split())


# ---- writing

_WIDTH: Final = 76  # octets in a line (RFC 2849 note 10 leaves it free; most take 76)
_SAFE: Final = re.compile(r"[\x01-\x09\x0b\x0c\x0e-\x1f\x21-\x39\x3b\x3d-\x7f]?[\x01-\x09\x0b\x0c\x0e-\x7f]*")


def write(cards: Iterable[Card]) -> Iterator[bytes]:
    """Yield the bytes of one entry after the other; ``read`` gives the same values back.

    What people's attributes have no name for stands in attributes of our own, which others pass over.
    """
    yield b"version: 1\n\n"
    for number, card in enumerate(cards, 1):
        lines = [f"dn: cn=contact {number}", "objectclass: top", "objectclass: person"]
        lines += [
            "objectclass: organizationalPerson",
            "objectclass: inetOrgPerson",
            "objectclass: mozillaAbPersonAlpha",
        ]
        for name, text in _attributes(card):
            if text:
                lines.append(_attribute(name, text))
        yield ("\n".join(lines) + "\n\n").encode("ascii")


def _attributes(card: Card) -> Iterator[tuple[str, str]]:
    _, given, family, _, middle = nameparts.parted(card.name, card.parts)
    given = f"{given} {middle}".strip()
    given, family = (given, family) if family else ("", given)  # an entry needs a family name
    yield from (("cn", card.name), ("sn", family), ("givenName", given), ("displayName", card.name))
    yield from (("title", card.role), ("o", card.organisation), ("street", card.street))
    yield from (("postalCode", card.postcode), ("l", card.city), ("st", card.region), ("co", card.country))
    web = f"{OWN}web" if " " in card.web else "labeledURI"  # whose address ends at a blank: RFC 2079
    yield from ((web, card.web), ("preferredLanguage", ", ".join(card.languages)))
    yield from (("description", card.notes), (f"{OWN}zone", card.zone))
    yield from ((f"{OWN}uid", each) for each in card.uid.split("\n"))
    yield from ((f"{OWN}greeting", card.greeting), (f"{OWN}source", card.source))
    yield from ((f"{OWN}sourcedetail", card.source_detail), (f"{OWN}introducedby", card.introduced_by))
    yield f"{OWN}week", card.week.to_json() if card.week else ""
    yield from (("mail" if not place else "otherMail", value) for place, (value, _) in enumerate(card.emails))
    names = {
        "work": "telephoneNumber",
        "home": "homePhone",
        "mobile": "mobile",
        "fax": "fax",
        "pager": "pager",
    }
    yield from ((names.get(label, "telephoneNumber"), value) for value, label in card.phones)
    yield from ((f"{OWN}mail", own.labelled_text(*each)) for each in card.emails)
    yield from ((f"{OWN}phone", own.labelled_text(*each)) for each in card.phones)
    yield from ((f"{OWN}tag", each) for each in card.tags)
    yield from ((f"{OWN}entry", own.entry_text(each)) for each in card.entries)


def _attribute(name: str, text: str) -> str:
    """Write one attribute, in base64 where RFC 2849 asks for it, and fold it."""
    if _SAFE.fullmatch(text) and not text.endswith(" "):
        line = f"{name}: {text}"
    else:
        line = f"{name}:: {base64.b64encode(text.encode()).decode('ascii')}"
    rest = range(_WIDTH, len(line), _WIDTH - 1)
    return "\n ".join([line[:_WIDTH], *(line[start : start + _WIDTH - 1] for start in rest)])
