"""Each real file goes into an empty book by the command line; who is there then is held against EXPECT."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from partnerdesk.__main__ import main
from partnerdesk.core.cards import Card
from partnerdesk.desk import listing
from partnerdesk.desk.book import new_book, open_book
from partnerdesk.storage.cards import cards
from tests.formats.cards import Expected, expected

FAMILIES = ("vcard", "csv", "ldif", "eml", "mbox", "ics", "tz")
NO_PEOPLE = {
    "csv-dialect",
    "csv-not-contacts",
    "ics-plain",
    "ics-vcalendar1",
    "ics-vtimezone",
    "tz",
    "vcard-fuzz",
}


@dataclass(frozen=True)
class Result:
    """What became of one file.

    Attributes:
        path: in the corpora.
        kind: as EXPECT.tsv has it.
        told: what ``import --json`` says of it.
        people: who is in the book then.
        missed: what of ``count``, ``name``, ``mail`` and ``phone`` is not as expected.

    """

    path: str
    kind: str
    told: dict[str, Any]
    people: tuple[Card, ...]
    missed: tuple[str, ...]


def results(shared: Path, folder: Path, families: Iterable[str] = FAMILIES) -> list[Result]:
    """Take each file into a book of its own, in ``folder``."""
    new_book(folder / "empty").close()
    return [
        _result(shared / "corpora", folder, each) for family in families for each in expected(shared, family)
    ]


def _result(corpora: Path, folder: Path, wanted: Expected) -> Result:
    path, kind, *_ = wanted
    shutil.copyfile(folder / "empty", folder / "b")
    out = StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(StringIO()):
        code = main(["import", "b", str(corpora / path), "--json"])
    (told,) = json.loads(out.getvalue())["files"]
    assert code == (0 if told["kind"] else 1), path
    with open_book(folder / "b") as book, book.reading() as connection:
        people = tuple(card for _, card in cards(connection, listing.find(book)))
    return Result(path, kind, told, people, tuple(_missed(wanted, told, people)))


def _missed(wanted: Expected, told: dict[str, Any], people: tuple[Card, ...]) -> Iterable[str]:
    _, kind, count, name, mail, phone = wanted
    if kind in NO_PEOPLE:
        return
    if kind.startswith(("eml", "mbox")):  # of a letter it is known how many there are, not how many people
        senders = told["read"] + sum("@" in each["why"] for each in told["refused"])
        if senders < min(count, 1):
            yield "count"
        return
    if told["read"] != count:
        yield "count"
    first = next((each for each in people if not name or each.name == name), Card())
    if name and first.name != name:
        yield "name"
    known = first.emails[0][0] if first.emails else ""
    if mail and known.casefold() != mail.casefold() and f"E-mail: {mail}" not in first.notes:
        yield "mail"
    number = phone.removeprefix("tel:").replace(";ext=", " ext. ")
    if number and number not in [each for each, _ in first.phones] and f"Phone: {number}" not in first.notes:
        yield "phone"


@dataclass
class Row:
    """One line of the table: of files of a kind."""

    files: int = 0
    people: int = 0
    refused: int = 0
    missed: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("count", "name", "mail", "phone"), 0)
    )


def by_kind(found: Iterable[Result]) -> dict[str, Row]:
    """Add results up by kind."""
    rows: dict[str, Row] = defaultdict(Row)
    for each in found:
        row = rows[each.kind]
        row.files += 1
        row.people += len(each.people)
        row.refused += len(each.told["refused"])
        for what in each.missed:
            row.missed[what] += 1
    return dict(rows)


def table(rows: dict[str, Row]) -> str:
    """Return the table as text."""
    lines = [f"{'kind':22}{'files':>7}{'people':>8}{'refused':>9}   files in which this is not as expected"]
    for kind, row in rows.items():
        missed = ", ".join(f"{count} {what}" for what, count in row.missed.items() if count) or "–"
        lines.append(f"{kind:22}{row.files:7}{row.people:8}{row.refused:9}   {missed}")
    return "\n".join(lines)
