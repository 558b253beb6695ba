"""``new``, ``add``, ``list`` and ``verify``: a book and who is in it."""

from __future__ import annotations

import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from partnerdesk.cli.common import Command, book_argument, document, opened

if TYPE_CHECKING:
    from partnerdesk.core.places import Place
    from partnerdesk.desk.book import Book


def _party_arguments(command: ArgumentParser, *, home: bool) -> None:
    """Add what can be said of home or of a contact."""
    book_argument(command)
    command.add_argument("--name", required=True)
    command.add_argument("--role", default="")
    command.add_argument("--organisation", default="", required=home)
    command.add_argument("--city", default="", required=home)
    command.add_argument("--country", default="", required=home, help="code or name")
    command.add_argument("--region", default="", help="code or name")
    command.add_argument("--zone", default="", help="as in America/Detroit; else by the city")
    command.add_argument("--hours", default="", help="as in 'Mon-Fri 08:00-13:00', several with commas")
    command.add_argument("--language", action="append", default=[], metavar="CODE", help="may be repeated")
    if home:
        command.add_argument("--email", default="")
        command.add_argument("--stretch", default="", metavar="HOURS", help="how far outside it you will go")
        return
    command.add_argument("--email", action="append", default=[], help="may be repeated")
    command.add_argument("--phone", action="append", default=[], help="may be repeated")
    command.add_argument("--street", default="", help="for labels and letters on paper")
    command.add_argument("--postcode", default="")
    command.add_argument("--tag", action="append", default=[], help="may be repeated")
    command.add_argument("--note", default="")
    command.add_argument("--json", action="store_true")


def _list_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument("--folder", default="", help="MX or MX-PUE")
    command.add_argument("--search", default="", metavar="TEXT")
    command.add_argument("--json", action="store_true")


def _verify_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument("--json", action="store_true")


def _place(options: Namespace) -> Place:
    """Return the place that the options speak of; empty where they say nothing."""
    from partnerdesk.desk.places import locate

    return locate(city=options.city, country=options.country, region=options.region, zone=options.zone)


def _new(options: Namespace) -> int:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.desk import home

    place = _place(options)
    home.start_book(
        options.book,
        name=options.name,
        role=options.role,
        organisation=options.organisation,
        email=options.email,
        place=place,
        week=SchoolWeek.parse(options.hours) if options.hours else None,
        stretch=SchoolWeek.parse(options.stretch) if options.stretch else None,
        languages=options.language,
    ).close()
    print(f"Made {options.book} for {options.name}, {place.city} ({place.zone}).")
    return 0


def _add(options: Namespace) -> int:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.desk import contacts
    from partnerdesk.desk.contacts import ContactFields

    fields = ContactFields(
        name=options.name,
        role=options.role,
        organisation=options.organisation,
        emails=[(each, "") for each in options.email],
        phones=[(each, "") for each in options.phone],
        languages=options.language,
        tags=options.tag,
        street=options.street,
        postcode=options.postcode,
        notes=options.note,
    )
    if options.city or options.country or options.region or options.zone:
        fields["place"] = _place(options)
    if options.hours:
        fields["week"] = SchoolWeek.parse(options.hours)
    with opened(options) as book:
        made = contacts.add(book, **fields).made
        _show(book, made, as_json=options.json)
    return 0


def _list(options: Namespace) -> int:
    from partnerdesk.desk import listing

    with opened(options) as book:
        found = listing.find(book, folder=options.folder, text=options.search)
        _show(book, found, as_json=options.json)
    return 0


def _show(book: Book, contact_ids: Sequence[int], *, as_json: bool) -> None:
    """Print contacts: as JSON, or as lines with aligned columns."""
    from partnerdesk.desk import listing

    now = book.now()
    rows = listing.rows(book, contact_ids)
    if as_json:
        document([listing.as_document(row, now) for row in rows])
        return
    lines = []
    for row in rows:
        there = listing.local_time(row, now)
        place = ", ".join(part for part in (row.city, row.region_name, row.country) if part)
        lines.append((str(row.id), row.name, row.organisation, place, there[11:16], row.email))
    # A column is as wide as its texts, up to a point: a very long one pushes the rest of its own line only.
    widths = [min(40, max((_wide(line[i]) for line in lines), default=0)) for i in range(6)]
    for line in lines:
        padded = (text + " " * (width - _wide(text)) for text, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def _wide(text: str) -> int:
    """Return how many columns of a terminal a text takes: letters of East Asia take two, marks none."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def _verify(options: Namespace) -> int:
    from partnerdesk.desk.checks import verify

    checks = verify(options.book)
    whole = all(each.ok for each in checks)
    if options.json:
        found = [{"name": each.name, "ok": each.ok, "detail": each.detail} for each in checks]
        document({"ok": whole, "checks": found})
    else:
        for each in checks:
            print(f"{'ok  ' if each.ok else 'BAD '} {each.name}: {each.detail}")
    if not whole:
        first = next(each for each in checks if not each.ok)
        said = first.detail  # of the file itself: a sentence with its next step
        if first.name != "file":
            fault = f"{options.book} has a fault ({first.name}): {first.detail.rstrip('.')}."
            said = f"{fault} Open a backup, and keep this file for whoever helps you."
        print(f"partnerdesk: {said}", file=sys.stderr)
    return 0 if whole else 1


COMMANDS = {
    "new": Command(partial(_party_arguments, home=True), _new),
    "add": Command(partial(_party_arguments, home=False), _add),
    "list": Command(_list_arguments, _list),
    "verify": Command(_verify_arguments, _verify),
}
