"""How the page of import says things: kinds of files, fields, charsets, what becomes of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from partnerdesk.desk.cardwords import captions
from partnerdesk.desk.imports import PASTED, Incoming, Planned
from partnerdesk.desk.previews import GUESS, TWINS, Preview, folder_of
from partnerdesk.formats import charsets
from partnerdesk.formats.columns import Column

KINDS: Final = {
    "vcard": "contact cards (vCard)",
    "table": "a table",
    "ldif": "an address book (LDIF)",
    "mail": "a letter",
    "mbox": "letters (mbox)",
    "text": "lines of text",
    "share": "contacts that somebody shared",
}

FILTERS: Final = {
    "": "All",
    "new": "New",
    "changed": "Changed",
    TWINS: "Look like somebody",
    GUESS: "Country suggested",
    "unchanged": "Known already",
    "duplicate": "Twice",
    "refused": "Refused",
    "left out": "Left out",
    "own": "Your own",
}
"""What can be looked at alone, and how it is called."""

CHARSETS: Final = (
    ("utf-8", "Unicode (UTF-8)"),
    ("windows-1252", "Western (Windows-1252)"),
    ("windows-1250", "Central European (Windows-1250)"),
    ("iso8859-2", "Central European (ISO 8859-2)"),
    ("windows-1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp866", "Cyrillic (DOS, 866)"),
    ("windows-1253", "Greek (Windows-1253)"),
    ("windows-1254", "Turkish (Windows-1254)"),
    ("windows-1255", "Hebrew (Windows-1255)"),
    ("windows-1256", "Arabic (Windows-1256)"),
    ("windows-1257", "Baltic (Windows-1257)"),
    ("windows-1258", "Vietnamese (Windows-1258)"),
    ("iso8859-15", "Western (ISO 8859-15)"),
    ("mac-roman", "Western (Mac Roman)"),
    ("cp850", "Western (DOS, 850)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC-JP)"),
    ("gb18030", "Chinese (GB 18030)"),
    ("big5", "Chinese (Big5)"),
    ("euc_kr", "Korean (EUC-KR)"),
)
"""Charsets to choose from, as Python's name and what the reader sees."""

_CALLED: Final = {charsets.known(name): name for name, _ in CHARSETS}


def charset_called(charset: str) -> str:
    """Return a charset by the name that it has among ``CHARSETS``, if it is one of them."""
    return _CALLED.get(charsets.known(charset), charset)


def not_sure(files: Sequence[Incoming]) -> str:
    """Say of which files it is not sure in which charset they are; empty where it is of all."""
    names = [f"“{each.name}”" for each in files if each.unsure]
    if not names:
        return ""
    several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    of_which = f" of {several}" if len(files) > 1 else ""
    return f"The charset{of_which} is not sure. Where names look wrong, choose another one."


def in_sentence(file: str) -> str:
    """Return what a file is called within a sentence."""
    return f"{file[:1].lower()}{file[1:]}" if file == PASTED else file


DELIMITERS: Final = ((",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar"))

MEANINGS: Final = (
    (Column("said"), "As a note"),
    (Column(), "Leave out"),
    (Column("name"), "Name"),
    (Column("given"), "First name"),
    (Column("middle"), "Middle name"),
    (Column("family"), "Family name"),
    (Column("prefix"), "Title before the name"),
    (Column("suffix"), "Title after the name"),
    (Column("parts"), "Name, in parts"),
    (Column("shown"), "Name, beside its parts"),
    (Column("greeting"), "Greeting"),
    (Column("role"), "Role"),
    (Column("organisation"), "Organisation"),
    (Column("department"), "Department"),
    (Column("email"), "E-mail"),
    (Column("email", "work"), "E-mail, work"),
    (Column("email", "home"), "E-mail, home"),
    (Column("email", is_label=True), "Kind of e-mail"),
    (Column("phone"), "Phone"),
    (Column("phone", "work"), "Phone, work"),
    (Column("phone", "home"), "Phone, home"),
    (Column("phone", "mobile"), "Phone, mobile"),
    (Column("phone", "fax"), "Phone, fax"),
    (Column("phone", is_label=True), "Kind of phone"),
    (Column("street"), "Street"),
    (Column("postcode"), "Postcode"),
    (Column("city"), "City"),
    (Column("region"), "State or province"),
    (Column("country"), "Country"),
    (Column("place"), "City and country"),
    (Column("zone"), "Time zone"),
    (Column("week"), "School week"),
    (Column("languages"), "Languages"),
    (Column("web"), "Website"),
    (Column("tags"), "Tags"),
    (Column("source"), "Met through"),
    (Column("source_detail"), "Met through, details"),
    (Column("introduced_by"), "Introduced by"),
    (Column("notes"), "Notes"),
    (Column("history"), "History"),
    (Column("uid"), "Known there as (UID)"),
)
"""What a column may mean, in the order of the list."""


def meaning_at(column: Column) -> int:
    """Return which line of ``MEANINGS`` says best what a column means."""
    is_label = column.is_label and column.field in {"email", "phone"}
    exact = Column(column.field, "" if is_label else column.label, is_label=is_label)
    lines = [each for each, _ in MEANINGS]
    if exact in lines:
        return lines.index(exact)
    return lines.index(Column(column.field, is_label=is_label))


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many: ``1 row``, ``2,140 rows``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def described(incoming: Incoming) -> str:
    """Say what a file is, and what of it was passed over."""
    layout = incoming.layout
    if layout is None or not layout.skipped:
        return KINDS[incoming.kind]
    return f"{KINDS[incoming.kind]}, {counted(layout.skipped, 'line')} above its headings passed over"


def taking(counts: Mapping[str, int], templates: int = 0) -> str:
    """Say what the button will do: ``Add 31, change 4, 2 templates``."""
    parts = [f"Add {counts['new']:,}"] if counts["new"] else []
    if counts["changed"]:
        parts.append(f"{'change' if parts else 'Change'} {counts['changed']:,}")
    if templates:
        parts.append(f"{'' if parts else 'Add '}{counted(templates, 'template')}")
    return ", ".join(parts) or "Nothing to add"


def unreadable(wrong: Sequence[str]) -> tuple[str, str]:
    """Say that some files cannot be read: why the first one cannot, and the details of the others."""
    first, *more = wrong
    rest = f" {counted(len(more), 'other file')} cannot be read either." if more else ""
    return first + rest, "\n".join(more)


def name_of(row: Planned) -> str:
    """Return whom a row is about, or where it stands if it could not be read."""
    return row.fitted.card.name if row.fitted else row.where[:1].upper() + row.where[1:]


def below(row: Planned) -> str:
    """Return what else tells who somebody is, on one line; of a row that cannot be taken the reason."""
    if row.fitted is None:
        return row.why
    card = row.fitted.card
    mail = card.emails[0][0] if card.emails else card.phones[0][0] if card.phones else ""
    school = "" if card.organisation == card.name else card.organisation
    return " · ".join(filter(None, [school, "" if mail == card.name else mail]))


def place_of(row: Planned) -> tuple[str, str]:
    """Return the folder a row goes to and the city; of a suggested country, by what it is suggested."""
    if row.fitted is None or row.outcome not in {"new", "left out"}:
        return "", ""
    place, guess = row.fitted.place, row.fitted.guess
    folder, why = folder_of(place), row.fitted.why
    if guess and not place.country:
        said = f"from the city, {why}" if why == place.city else f"suggested by {why}"
        return f"{country_name(guess)}?", said
    if not folder:
        return "No country", place.city
    if guess:
        return folder, "taken from the city" if why == place.city else f"taken from {why}"
    return folder, "" if place.city == place.region_name else place.city


def country_name(code: str) -> str:
    """Return a country's name by its code."""
    from partnerdesk.desk.places import gazetteer

    land = gazetteer().country(code)
    return land.name if land else code


def becomes(row: Planned, preview: Preview) -> tuple[str, str]:
    """Return what becomes of a row: a word or two, and more about it."""
    if row.outcome == "new":
        like = ", ".join(filter(None, (preview.people.get(key, "") for key in row.twins)))
        return ("New?", f"looks like {like}") if like else ("New", "")
    if row.outcome == "changed":
        whom = preview.people.get(row.contact_id or 0, "")
        whom = "" if whom == name_of(row) else f"{whom}: "
        return "Changes", whom + captions(field for field, _, _ in row.changes)
    if row.outcome == "duplicate":
        first = preview.first_of(row)
        return "Twice", f"as {first.where}" if first else "more of somebody above"
    return {
        "unchanged": ("Known already", "nothing new"),
        "refused": ("Refused", row.where if row.fitted else ""),
        "left out": ("Left out", ""),
        "own": ("Your own", "not taken"),
    }[row.outcome]
