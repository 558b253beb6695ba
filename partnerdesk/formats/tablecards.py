"""What a row of a table says of a person, once it is known what the columns mean."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import fold, plain
from partnerdesk.formats import mailcells, nameparts, own, polite, tablepeople, tablewrite
from partnerdesk.formats.columns import Column
from partnerdesk.formats.signature import Places
from partnerdesk.formats.tableplan import Labelled, Plan

ADDRESS: Final = re.compile(r"(?<![^\s<>()\[\]\",;:])[^\s<>()\[\]\",;:@]++@[^\s<>()\[\]\",;]++")
"""Begun where a word begins and never twice: a word of 200 KB without an @ is gone through once."""
_ASIDE: Final = re.compile(r"\([^()@]*\w[^()@]*\)")  # "(private)" beside an address


PLACE: Final = ("city", "region", "country")
_LABELS: Final = {
    "mobile": "mobile", "cell": "mobile", "work": "work", "home": "home", "other": "other", "fax": "fax",
    "work fax": "work fax", "home mobile": "home mobile", "home fax": "home fax",
    "pager": "pager", "smtp": "", "ex": "",
}  # fmt: skip
TOTALS: Final = (
    "total", "sub", "grand", "sum", "gesamt", "anzahl", "som", "count", "cantidad", "quantidade", "number",
)  # fmt: skip
"""How the first words of totals begin, folded."""
_TOTAL: Final = re.compile(
    r"(?:(?:sub|grand )?total(?:es|s|en)?|summe|gesamt(?:zahl|summe)?|anzahl|suma|somme|soma|sum|count"
    r"|cantidad|quantidade|number of)(?:(?: [^\d:]{1,30})?:)?\s*[\d.,]*"
)
_SHIFTED: Final = (
    "Its values do not fit their columns: an e-mail address stands among the phone numbers. Look whether a"
    " cell with a comma lacks its quotation marks."
)
_LONGEST_TOTAL: Final = 6  # digits; a phone number has more
_NO_DATE: Final = frozenset({"0.0.00", "0/0/00", "0.0.0000", "0/0/0000", "00.00.0000", "00/00/0000"})
"""What Outlook writes for a day that nobody gave."""
SAYS_NOTHING: Final = _NO_DATE | {""}


class Rows:
    """Makes cards of the rows of one table; of a row that names several people, one of each.

    Args:
        headers: the header's cells; empty where there is none.
        meanings: what each column means.
        directory: whether names have the family's first.
        places: knows places by their words.

    Attributes:
        plan: what the columns mean for the first person of a row.
        of_several: whether a row names several people.

    """

    def __init__(
        self,
        headers: Sequence[str],
        meanings: Sequence[Column],
        *,
        directory: bool = False,
        places: Places | None = None,
    ) -> None:
        first, *others = tablepeople.parted(headers, meanings)
        self._ours = tablewrite.is_ours(headers)
        self.plan = Plan.of(headers, first, ours=self._ours, directory=directory)
        self.of_several = bool(others)
        self._first = _Reader(self.plan, places)
        self._others = [_Reader(Plan.of(headers, each, directory=directory), places) for each in others]

    def cards(self, where: str, cells: list[str]) -> list[Card | RefusedPart]:
        """Make the cards of a row; who is named beside the first one needs a name, an address or a number."""
        found = [self._first.card(where, cells)]
        for number, other in enumerate(self._others, 2):
            card = other.card(f"{where}, person {number}", cells)
            if isinstance(card, Card) and (card.name or card.emails or card.phones):
                found.append(card)
        if len(found) > 1 and isinstance(found[0], RefusedPart):
            del found[0]  # somebody is in the row, if not in its first columns
        elif len(found) == 1 and isinstance(found[0], Card) and not self._ours:
            found = [*tablepeople.in_one_cell(found[0])]
        return found if self._ours else [*map(tablepeople.with_numbers_apart, found)]


class _Reader:
    """Makes one card of each row, by what the columns mean.

    Args:
        plan: what they mean.
        places: knows places by their words.

    """

    def __init__(self, plan: Plan, places: Places | None) -> None:
        self._plan = plan
        self._place_named = places
        self._ours, self._directory, self._width = plan.ours, plan.directory, plan.width
        self._places, self._own_parts = plan.places, plan.own_parts

    def card(self, where: str, cells: list[str]) -> Card | RefusedPart:
        """Make a card of a row."""
        row, lines = _tidy(cells, self._width)
        unread: list[str] = []
        facts: dict[str, object] = {"where": where}
        if emails := _several(row, lines, self._plan.emails, _addresses_in, unread, where):
            facts["emails"] = emails
        if phones := _several(row, lines, self._plan.phones, _one_each, unread, where):
            facts["phones"] = phones
        name, beside = self._name(lines)
        if name := self._told_apart(name, row, facts, unread):
            facts |= self._named(name, lines)
        for field, places in self._plan.facts:
            if value := _first_of(lines, places):
                facts[field] = value
        if why := self._shifted(row) or _nobody(facts, lines):
            return RefusedPart(where, why)
        if notes := [*self._told(row, lines, facts), *beside]:
            facts["notes"] = "\n".join(notes)
        if len(lines) > self._width:
            more = enumerate(lines[self._width :], self._width)
            unread += [f"{where}, column {at + 1}: {cell}" for at, cell in more if cell]
        if unread:
            facts["unread"] = tuple(unread)
        return Card.of(facts)

    def _shifted(self, row: list[str]) -> str:
        """Say that there is an address among the numbers, and none where addresses are; else empty."""
        if self._ours or not any("@" in row[at] for at, _, _ in self._plan.phones):
            return ""
        return _SHIFTED if any(row[at] and "@" not in row[at] for at, _, _ in self._plan.emails) else ""

    def _told_apart(self, name: str, row: list[str], facts: dict[str, object], unread: list[str]) -> str:
        """Keep the addresses that cells give to others out of the row's; return who the row is about."""
        cells = [row[at] for at, _, _ in self._plan.emails if "<" in row[at]]
        if not cells:
            return name
        name, strangers = mailcells.whose(name, cells)
        theirs = {address.casefold() for _, address in strangers}
        emails = facts.pop("emails", ())
        if isinstance(emails, tuple) and (left := [one for one in emails if one[0].casefold() not in theirs]):
            facts["emails"] = tuple(left)
        unread += [f"{facts['where']}: {other} <{address}>" for other, address in strangers]
        return name

    def _told(self, row: list[str], lines: list[str], facts: dict[str, object]) -> list[str]:
        """Take the columns that come together or are rare; return the notes, and what of these goes there."""
        notes = [row[at] for at in self._plan.notes if row[at]]
        if self._plan.addresses:
            notes += self._address(row, lines, facts)
        if self._plan.rare:
            notes += self._rarely(row, lines, facts)
        if self._own_parts and "name" in self._places:
            notes += self._also(lines)
        for caption, places in self._plan.twice:
            values = list(dict.fromkeys(lines[at] for at in places if lines[at]))
            notes += [f"{caption}: {each}" for each in values[1:]]
        if self._plan.said:
            notes += [
                f"{header}: {lines[at]}" for at, header in self._plan.said if lines[at] not in SAYS_NOTHING
            ]
        return notes

    def _as_ours(self, row: list[str], lines: list[str], facts: dict[str, object]) -> list[str]:
        """Take the columns that are written as our own tables have them; return what is not so."""
        said = []
        there = self._plan.rare
        if "week" in there and (week_text := self._first(lines, "week")):
            week = facts["week"] = own.week_of(week_text)
            if week is None:
                said.append(f"School week: {week_text}")
        if "parts" in there and (parts_text := self._first(lines, "parts")):
            facts["parts"] = own.parts_of(parts_text)
            if not facts["parts"]:
                said.append(f"Name parts: {parts_text}")
        if "history" in there:
            texts = [text for text in self._all(row, "history").split("\n") if text]
            entries = [own.entry_of(text) for text in texts]
            facts["entries"] = tuple(each for each in entries if each)
            said += [
                f"History: {_line(text)}" for text, entry in zip(texts, entries, strict=True) if not entry
            ]
        return said

    def _rarely(self, row: list[str], lines: list[str], facts: dict[str, object]) -> list[str]:
        """Take the columns that few tables have; return what of them goes into the notes."""
        said = []
        there = self._plan.rare
        if "place" in there and (words := self._first(lines, "place")):
            said += self._placed(words, facts)
        if "department" in there and (department := self._first(lines, "department")):
            said.append(f"Department: {department}")
        said += self._as_ours(row, lines, facts)
        if "web" in there and (web := self._all(row, "web")):
            first, *webs = web.split("\n")
            facts["web"] = _line(first)
            said += [f"Web: {each}" for each in webs]
        if "uid" in there:
            facts["uid"] = "\n".join(dict.fromkeys(map(_line, self._all(row, "uid").split("\n"))))
        if "languages" in there:
            facts["languages"] = tuple(dict.fromkeys(self._listed(lines, "languages")))
        if "tags" in there and (tags := self._listed(lines, "tags")):
            facts["tags"] = tuple(dict.fromkeys([each.removeprefix("* ") for each in tags]))
        return said

    def _placed(self, words: str, facts: dict[str, object]) -> list[str]:
        """Take a cell with a city and more; return what is not understood, for the notes."""
        found = self._place_named(words) if self._place_named else None
        if found is None or any(facts.get(field) for field in PLACE):
            return [f"Place: {words}"]
        facts |= {field: value for field, value in zip(PLACE, found, strict=True) if value}
        return []

    def _first(self, lines: list[str], field: str) -> str:
        return _first_of(lines, self._places.get(field, ()))

    def _listed(self, lines: list[str], field: str) -> list[str]:
        return [each for at in self._places[field] for each in listed(lines[at])]

    def _also(self, lines: list[str]) -> list[str]:
        """Return the name that its parts give, where the whole one has not all of their words."""
        parts = _line(" ".join([lines[at] for at in self._own_parts]))
        whole = fold(self._first(lines, "name")).replace(",", " ").split()
        return [f"Also: {parts}"] if whole and not set(fold(parts).split()) <= set(whole) else []

    def _all(self, row: list[str], field: str) -> str:
        return "\n".join([row[at] for at in self._places.get(field, ()) if row[at]])

    def _name(self, lines: list[str]) -> tuple[str, list[str]]:
        """Return the name with its titles, and lines for the notes: words of address, titles it has not."""
        name, there = self._first(lines, "name"), ""
        if (shown := self._first(lines, "shown")) and not name:
            if self._is_shown(shown, lines):
                return shown, []
            name, said = self._titled(name, there, lines)
            return name or shown, [*said, *[f"Also: {shown}"][: bool(name)]]
        if name and not self._ours:
            there, name = polite.before_name(polite.turned(name) if self._directory else name)
        if self._plan.titles:
            return self._titled(name, there, lines)
        name = name or _line(" ".join([lines[at] for at in self._own_parts]))
        return name, [f"Salutation: {there}"] if there else []

    def _is_shown(self, shown: str, lines: list[str]) -> bool:
        """Whether a name is what the parts beside it are, as it is shown."""
        parts = [self._all_in_line(lines, part) for part in ("given", "family", "middle", "prefix", "suffix")]
        return nameparts.is_shown(shown, parts[0], parts[1], parts[2:])

    def _titled(self, name: str, there: str, lines: list[str]) -> tuple[str, list[str]]:
        """Put a name together from its parts, or look which of its titles it has not."""
        before, after = (self._all_in_line(lines, part) for part in ("prefix", "suffix"))
        address, title = polite.in_column(before)
        if not name:
            own_parts = [lines[at] for at in self._own_parts]
            alone = len(" ".join(own_parts).split()) == 1  # Frau Müller is not Herr Müller
            polite_too = address if alone else ""
            name = _line(" ".join((polite_too, title, *own_parts, after))) if any(own_parts) else ""
        words = set(fold(name).replace(",", " ").split())
        said = (("Salutation", address or there), ("Title", title), ("Title", after))
        return name, [f"{caption}: {each}" for caption, each in said if not set(fold(each).split()) <= words]

    def _named(self, name: str, lines: list[str]) -> dict[str, object]:
        """Return a name as facts, with its parts where it does not tell them itself."""
        if not self._own_parts:
            return {"name": name}
        given, family, middle = (self._all_in_line(lines, part) for part in ("given", "family", "middle"))
        _, title = polite.in_column(self._all_in_line(lines, "prefix"))
        after = self._all_in_line(lines, "suffix")
        return {"name": name, "parts": nameparts.kept(name, given, family, middle, title, after)}

    def _all_in_line(self, lines: list[str], field: str) -> str:
        return " ".join([lines[at] for at in self._places.get(field, ()) if lines[at]])

    def _address(self, row: list[str], lines: list[str], facts: dict[str, object]) -> list[str]:
        """Take the first address that says anything, and return the others in words."""
        first: dict[str, str] = {}
        others: list[str] = []
        for kind, columns_of in self._plan.addresses:
            found: dict[str, str] = {}
            for field, places in columns_of:
                if field == "street":
                    if said := [row[at] for at in places if lines[at]]:
                        found[field] = "\n".join(said)
                elif value := _first_of(lines, places):
                    found[field] = value
            if found and not first:
                first = found
                facts |= found
            elif found and found != first:
                words = ", ".join([line for each in found.values() for line in each.split("\n")])
                others.append(f"{(kind or 'other').capitalize()} address: {words}")
        return others


def _first_of(lines: list[str], places: Sequence[int]) -> str:
    for at in places:
        if lines[at]:
            return lines[at]
    return ""


def _tidy(cells: list[str], width: int) -> tuple[list[str], list[str]]:
    """Return so many cells as plain text without blanks around it: with its lines, and as one line each."""
    if len(cells) < width:
        cells = [*cells, *[""] * (width - len(cells))]
    whole = "|".join(cells)
    if whole.isprintable() and "  " not in whole:
        row = [*map(str.strip, cells)]
        return row, row
    row = [plain(cell, lines=True).strip() for cell in cells]
    return row, [*map(_line, row)]


def _several(
    row: list[str],
    lines: list[str],
    places: Sequence[Labelled],
    values_in: Callable[[str], list[str]],
    unread: list[str],
    where: str,
) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for at, label, label_at in places:
        if not row[at]:
            continue
        values = values_in(row[at])
        if label_at < 0 and values == [row[at]]:
            found.setdefault(values[0].casefold(), (values[0], label))
            continue
        if not values or (label_at < 0 and _ASIDE.search(row[at]) and values_in is _addresses_in):
            unread.append(f"{where}, column {at + 1}: {lines[at]}")
        said = lines[label_at].removeprefix("* ") if label_at >= 0 else ""
        several = [label_of(each.strip()) for each in said.split(":::")] if ":::" in said else []
        labels = several if len(several) == len(values) else [label_of(said)] * len(values)
        for value, own_label in zip(values, labels, strict=True):
            found.setdefault(value.casefold(), (value, own_label or label))
    return tuple(found.values())


def label_of(said: str) -> str:
    """Return the label that a cell beside an address or a number says."""
    return _LABELS.get(said.lower(), said) if said else ""


def _nobody(facts: dict[str, object], lines: list[str]) -> str:
    """Say why a row is no person's; empty where it is somebody's."""
    name = str(facts.get("name", ""))
    if not name and not facts.keys() & {"emails", "phones", "organisation"}:
        return "It has no name, organisation, e-mail address or phone number."
    others = [cell for cell in lines if cell and cell != name]
    if name.endswith(":") and not others:
        return "It is a heading within the table, not a person."
    if "emails" in facts or not _TOTAL.fullmatch(fold(name)):
        return ""
    small = all(
        not any(map(str.isalpha, cell)) and sum(map(str.isdecimal, cell)) <= _LONGEST_TOTAL for cell in others
    )
    return "It is the table's total, not a person." if small else ""


def _addresses_in(cell: str) -> list[str]:
    return ADDRESS.findall(cell)


def _one_each(cell: str) -> list[str]:
    """Part Google's several values in one cell, and those in lines."""
    if cell.isascii() and cell.isprintable() and ":::" not in cell and "  " not in cell:
        return [cell.strip()] if cell else []
    return [_line(each) for line in cell.split("\n") for each in line.split(":::") if each.strip()]


def listed(cell: str) -> list[str]:
    """Part a cell that holds a list: at ``:::`` (Google), at semicolons or commas outside of quotes."""
    if cell.isalnum() or not cell:
        return [cell] if cell else []
    if ":::" in cell:
        return [each.strip() for each in cell.split(":::") if each.strip()]
    mark = ";" if ";" in cell else ","
    try:
        parts = next(csv.reader([cell], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        parts = cell.split(mark)
    return [each.strip() for each in parts if each.strip()]


def _line(text: str) -> str:
    if text.isascii() and "\n" not in text and "  " not in text:
        return text.strip()
    return " ".join(text.split())
