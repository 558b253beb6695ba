"""Files taken in, a table and vCards, beside the least that a program does with them (design, section 7).

CPU time: both have the same file in memory and write the book once, in one transaction.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from random import Random

from partnerdesk.core.cards import Card
from partnerdesk.desk import imports
from partnerdesk.desk.book import Book, new_book
from partnerdesk.formats import vcardwrite
from tests.bench.generate import NOW, SEED, table
from tests.bench.importing import bare, spent

_HEADER = (
    "Name", "Role", "Organisation", "City", "Region", "State", "Country", "Time zone", "E-mail", "Phone",
    "Tags", "Notes",
)  # fmt: skip


def taken(folder: Path, contacts: int) -> Iterator[tuple[str, float, float]]:
    """Yield what was taken in, the milliseconds that it took, and those of the bare minimum."""
    rows = list(table(Random(SEED), contacts))
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_HEADER)
    writer.writerows(rows)
    text = written.getvalue()
    cards = b"".join(vcardwrite.write(map(_card, rows)))
    limits = {
        "a table": bare(folder / "table.db", lambda: _skipped(csv.reader(io.StringIO(text)))),
        "vCards": bare(folder / "cards.db", lambda: _rows(cards.decode())),
    }
    for name, data in (("a table", text.encode()), ("vCards", cards)):
        with new_book(folder / f"{name}.partnerdesk", clock=lambda: NOW) as book:
            imports.take(book, [imports.look(b"Name,E-mail\nAna,ana@school.example\n")])  # warm
            yield name, _took(book, data), limits[name]


def _took(book: Book, data: bytes) -> float:
    return spent(lambda: imports.take(book, [imports.look(data)]))


def _skipped(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    next(rows)
    return rows


def _card(row: tuple[str, ...]) -> Card:
    name, role, organisation, city, region, region_name, country, zone, email, phone, tag, notes = row
    return Card(
        name=name,
        role=role,
        organisation=organisation,
        city=city,
        region=region or region_name,
        country=country,
        zone=zone,
        emails=((email, ""),) if email else (),
        phones=((phone, ""),) if phone else (),
        tags=(tag,) if tag else (),
        notes=notes,
    )


def _rows(text: str) -> Iterator[list[str]]:
    """Read vCards as little as one can: one property of a kind, nothing decoded."""
    for card in text.split("END:VCARD"):
        facts: dict[str, str] = {}
        for line in card.replace("\r\n ", "").split("\r\n"):
            head, _, value = line.partition(":")
            facts[head.partition(";")[0]] = value
        if "FN" in facts:
            _, _, _, city, region, _, country = facts.get("ADR", ";;;;;;").split(";")[:7]
            yield [
                facts["FN"], facts.get("TITLE", ""), facts.get("ORG", ""), city, region, "", country,
                facts.get("TZ", ""), facts.get("EMAIL", ""), facts.get("TEL", ""),
                facts.get("CATEGORIES", ""), facts.get("NOTE", ""),
            ]  # fmt: skip
