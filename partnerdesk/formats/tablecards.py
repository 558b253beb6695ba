"""What a row of a table says of a person, once it is known what the columns mean."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import plain
from partnerdesk.formats import columns, own
from partnerdesk.formats.columns import Column

_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\",;:]+@[^\s<>()\[\]\",;]+")


_ADDRESS_FIELDS: Final = ("street", "postcode", "city", "region", "country")
_LINES: Final = (
    "organisation", "greeting", "role", "zone", "source", "source_detail", "introduced_by",
)  # fmt: skip
_RARE: Final = ("department", "week", "web", "history", "languages", "tags", "uid")
_EMPTY: Final = Card()


class Rows:
    """Makes cards of the rows of one table.

    Args:
        headers: the header's cells; empty where there is none.
        meanings: what each column means.

    """

    def __init__(self, headers: Sequence[str], meanings: Sequence[Column]) -> None:
        self._places: dict[str, list[int]] = {}
        self._emails: list[tuple[int, str, int]] = []  # place, label, place of the label
        self._phones: list[tuple[int, str, int]] = []
        self._said: list[tuple[int, str]] = []
        self._width = len(meanings)
        labels = {(each.field, each.number): at for at, each in enumerate(meanings) if each.is_label}
        for at, column in enumerate(meanings):
            header = headers[at] if at < len(headers) else f"Column {at + 1}"
            if column.is_label:
                continue
            if column.field in {"email", "phone"}:
                label_at = labels.get((column.field, column.number), -1)
                (self._emails if column.field == "email" else self._phones).append(
                    (at, column.label, label_at)
                )
            elif column.field == "said":
                self._said.append((at, header))
            elif column.field in columns.ADDRESS:
                key = f"{column.field} {column.label}{column.number or ''}"
                self._places.setdefault(key, []).append(at)
            elif column.field:
                self._places.setdefault(column.field, []).append(at)
        kinds = {key.partition(" ")[2] for key in self._places if key.partition(" ")[0] in columns.ADDRESS}
        self._addresses = [
            (kind, [(field, self._places.get(f"{field} {kind}", [])) for field in _ADDRESS_FIELDS])
            for kind in sorted(kinds, key=lambda kind: (not kind.startswith("work"), kind))
        ]
        self._facts = [(field, self._places[field]) for field in _LINES if field in self._places]
        self._rare = frozenset(_RARE) & self._places.keys()

    def card(self, where: str, cells: list[str]) -> Card | RefusedPart:
        """Make a card of a row."""
        row = [plain(cell, lines=True).strip() if cell else "" for cell in cells]
        row += [""] * (self._width - len(row))
        unread: list[str] = []
        emails = _several(row, self._emails, _addresses_in, unread, where)
        phones = _several(row, self._phones, _one_each, unread, where)
        name = self._name(row)
        facts: dict[str, object] = {"where": where, "name": name, "emails": emails, "phones": phones}
        for field, places in self._facts:
            for at in places:
                if row[at]:
                    facts[field] = _line(row[at])
                    break
        if not (name or emails or phones or "organisation" in facts):
            return RefusedPart(where, "It has no name, organisation, e-mail address or phone number.")
        said = [f"{header}: {_line(row[at])}" for at, header in self._said if row[at]]
        others = self._address(row, facts) if self._addresses else []
        if self._rare:
            said = [*self._rarely(row, facts), *said]
        unread += [
            f"{where}, column {at + 1}: {_line(cell)}"
            for at, cell in enumerate(row[self._width :], self._width)
            if cell
        ]
        notes = self._all(row, "notes")
        facts["notes"] = "\n".join(filter(None, [notes, *others, *said])) if others or said else notes
        if unread:
            facts["unread"] = tuple(unread)
        return _EMPTY.but(facts)

    def _rarely(self, row: list[str], facts: dict[str, object]) -> list[str]:
        """Take the columns that few tables have; return what of them goes into the notes."""
        said = []
        there = self._rare
        if "department" in there and (department := self._first(row, "department")):
            said.append(f"Department: {department}")
        if "week" in there and (week_text := self._first(row, "week")):
            week = facts["week"] = own.week_of(week_text)
            if week is None:
                said.append(f"School week: {week_text}")
        if "web" in there:
            webs = self._all(row, "web").split("\n")
            facts["web"] = _line(webs[0])
            said += [f"Web: {each}" for each in webs[1:]]
        if "history" in there:
            entries = [own.entry_of(text) for text in self._all(row, "history").split("\n") if text]
            facts["entries"] = tuple(each for each in entries if each)
        if "uid" in there:
            facts["uid"] = "\n".join(dict.fromkeys(map(_line, self._all(row, "uid").split("\n"))))
        if "languages" in there:
            facts["languages"] = tuple(listed(self._first(row, "languages")))
        if "tags" in there:
            tags = listed(self._first(row, "tags"))
            facts["tags"] = tuple(dict.fromkeys(each.removeprefix("* ") for each in tags))
        return said

    def _first(self, row: list[str], field: str) -> str:
        return next((_line(row[at]) for at in self._places.get(field, ()) if row[at]), "")

    def _all(self, row: list[str], field: str) -> str:
        return "\n".join(row[at] for at in self._places.get(field, ()) if row[at])

    def _name(self, row: list[str]) -> str:
        if whole := self._first(row, "name"):
            return whole
        parts = ("prefix", "given", "middle", "family", "suffix")
        return _line(" ".join(row[at] for part in parts for at in self._places.get(part, ())))

    def _address(self, row: list[str], facts: dict[str, object]) -> list[str]:
        """Take the first address that says anything, and return the others in words."""
        first: tuple[str, ...] = ()
        others: list[str] = []
        for kind, columns_of in self._addresses:
            found = tuple(
                "\n".join([row[at] for at in places if row[at]])
                if field == "street"
                else next((_line(row[at]) for at in places if row[at]), "")
                for field, places in columns_of
            )
            if not any(found):
                continue
            if not first:
                first = found
                facts.update(zip(_ADDRESS_FIELDS, found, strict=True))
            elif found != first:
                street, *rest = found
                words = ", ".join(filter(None, [*street.split("\n"), *rest]))
                others.append(f"{(kind or 'other').capitalize()} address: {words}")
        return others


def _several(
    row: list[str],
    places: list[tuple[int, str, int]],
    values_in: Callable[[str], list[str]],
    unread: list[str],
    where: str,
) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for at, label, label_at in places:
        if not row[at]:
            continue
        values = values_in(row[at])
        if not values:
            unread.append(f"{where}, column {at + 1}: {_line(row[at])}")
        said = _line(row[label_at]).removeprefix("* ") if label_at >= 0 else ""
        for value in values:
            found.setdefault(value.casefold(), (value, _label(said) or label))
    return tuple(found.values())


def _label(said: str) -> str:
    known = {"mobile": "mobile", "cell": "mobile", "work": "work", "home": "home", "other": "other"}
    return known.get(said.lower(), said)


def _addresses_in(cell: str) -> list[str]:
    return _ADDRESS.findall(cell)


def _one_each(cell: str) -> list[str]:
    """Part Google's several values in one cell, and those in lines."""
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
