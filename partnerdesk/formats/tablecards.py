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
        self._addresses = sorted(kinds, key=lambda kind: (not kind.startswith("work"), kind))

    def card(self, where: str, cells: list[str]) -> Card | RefusedPart:
        """Make a card of a row."""
        row = [plain(cell, lines=True).strip() for cell in cells]
        row += [""] * (self._width - len(row))
        unread: list[str] = []
        emails = _several(row, self._emails, _addresses_in, unread, where)
        phones = _several(row, self._phones, _one_each, unread, where)
        name = self._name(row)
        organisation = self._first(row, "organisation")
        if not (name or emails or phones or organisation):
            return RefusedPart(where, "It has no name, organisation, e-mail address or phone number.")
        street, postcode, city, region, country, others = self._address(row)
        webs = self._all(row, "web").split("\n")
        said = [f"{header}: {_line(row[at])}" for at, header in self._said if row[at]]
        if department := self._first(row, "department"):
            said.insert(0, f"Department: {department}")
        unread += [
            f"{where}, column {at + 1}: {_line(cell)}"
            for at, cell in enumerate(row[self._width :], self._width)
            if cell
        ]
        week_text = self._first(row, "week")
        week = own.week_of(week_text) if week_text else None
        if week_text and week is None:
            said.append(f"School week: {week_text}")
        entries = [own.entry_of(text) for text in self._all(row, "history").split("\n") if text]
        said += [f"Web: {each}" for each in webs[1:]]
        return Card(
            where=where,
            name=name,
            greeting=self._first(row, "greeting"),
            role=self._first(row, "role"),
            organisation=organisation,
            street=street,
            postcode=postcode,
            city=city,
            region=region,
            country=country,
            zone=self._first(row, "zone"),
            week=week,
            languages=tuple(listed(self._first(row, "languages"))),
            emails=emails,
            phones=phones,
            web=_line(webs[0]),
            tags=tuple(dict.fromkeys(each.removeprefix("* ") for each in listed(self._first(row, "tags")))),
            source=self._first(row, "source"),
            source_detail=self._first(row, "source_detail"),
            introduced_by=self._first(row, "introduced_by"),
            notes="\n".join(filter(None, [self._all(row, "notes"), *others, *said])),
            entries=tuple(each for each in entries if each),
            uid=self._first(row, "uid"),
            unread=tuple(unread),
        )

    def _first(self, row: list[str], field: str) -> str:
        return next((_line(row[at]) for at in self._places.get(field, ()) if row[at]), "")

    def _all(self, row: list[str], field: str) -> str:
        return "\n".join(row[at] for at in self._places.get(field, ()) if row[at])

    def _name(self, row: list[str]) -> str:
        if whole := self._first(row, "name"):
            return whole
        parts = ("prefix", "given", "middle", "family", "suffix")
        return _line(" ".join(row[at] for part in parts for at in self._places.get(part, ())))

    def _address(self, row: list[str]) -> tuple[str, str, str, str, str, list[str]]:
        """Return the first address that says anything, and the others in words."""
        found: list[tuple[str, ...]] = []
        others: list[str] = []
        for kind in self._addresses:
            lines = self._all(row, f"street {kind}")
            facts = [
                self._first(row, f"{field} {kind}") for field in ("postcode", "city", "region", "country")
            ]
            if not (lines or any(facts)):
                continue
            if not found:
                found.append((lines, *facts))
            elif (lines, *facts) != found[0]:
                words = ", ".join(filter(None, [*lines.split("\n"), *facts]))
                others.append(f"{(kind or 'other').capitalize()} address: {words}")
        street, postcode, city, region, country = found[0] if found else ("",) * 5
        return street, postcode, city, region, country, others


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
    if ":::" in cell:
        return [each.strip() for each in cell.split(":::") if each.strip()]
    mark = ";" if ";" in cell else ","
    try:
        parts = next(csv.reader([cell], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        parts = cell.split(mark)
    return [each.strip() for each in parts if each.strip()]


def _line(text: str) -> str:
    return " ".join(text.split())
