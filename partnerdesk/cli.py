"""The command line: a thin skin over desk.

Exit codes: 0 done, 1 refused or failed with one line that says what and what to do, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk import __version__
from partnerdesk.errors import BadInput, PartnerDeskError

if TYPE_CHECKING:
    from partnerdesk.core.places import Place
    from partnerdesk.desk.book import Book
    from partnerdesk.desk.drafts import Prepared

COMMANDS = ("demo", "new", "add", "list", "times", "draft", "verify")
_MOST_DIGITS = 18  # of an ID


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors of the family become one line on stderr."""
    options = parser(next((word for word in arguments if word in COMMANDS), "")).parse_args(arguments)
    try:
        code: int = options.run(options)
    except PartnerDeskError as error:
        print(f"partnerdesk: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever read our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:  # Ctrl+C: 128 and the signal's number, as shells count
        return 130
    return code


def wants_window(arguments: Sequence[str]) -> bool:
    """Say whether the arguments ask for the window: none, a book, or ``demo`` alone with a screen."""
    if not arguments or arguments == ["demo"]:
        return has_screen() or not arguments
    word = arguments[0]
    if len(arguments) > 1 or word.startswith("-") or word in COMMANDS:
        return False
    return Path(word).suffix != "" or Path(word).name != word or Path(word).exists()  # else a slip of the pen


def has_screen() -> bool:
    """Say whether a window could be seen: on Unix a display server has to be named."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def parser(asked: str = "") -> ArgumentParser:
    """Return the parser; each command leaves its function in ``run``.

    Args:
        asked: the only command that needs to know its arguments, since to make all takes time; empty: all do.

    """
    top = ArgumentParser(
        prog="partnerdesk",
        description="Find partner classes in other countries, and keep them. Without a command: the window.",
        epilog="partnerdesk [BOOK] opens the window on that book, else on the last one.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show all versions that matter, and stop")
    commands = top.add_subparsers(metavar="COMMAND", required=True, prog="partnerdesk")

    table: tuple[tuple[str, str, Callable[[Namespace], int], Callable[[ArgumentParser], object]], ...] = (
        ("demo", "make a sample book and show what the program does with it", _demo, _demo_arguments),
        ("new", "make a new book", _new, partial(_party_arguments, home=True)),
        ("add", "add a contact", _add, partial(_party_arguments, home=False)),
        ("list", "list contacts", _list, _list_arguments),
        ("times", "find times that suit you and your partners, the best first", _times, _times_arguments),
        ("draft", "write a letter to each contact, with both local times", _draft, _draft_arguments),
        ("verify", "check that the book is whole", _verify, _verify_arguments),
    )
    for name, does, function, arguments in table:
        made = commands.add_parser(name, help=does, description=does)
        made.set_defaults(run=function)
        if asked not in ("", name):
            continue
        if name != "demo":
            made.add_argument("book", metavar="BOOK", type=Path)
        arguments(made)
    return top


class _Version(argparse.Action):
    """Print the versions that a report of a fault needs; gathered only when asked for."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from partnerdesk.desk.about import versions

        print(f"PartnerDesk {__version__}")
        for name, version in versions():
            print(f"{name} {version}")
        parser.exit()


def _demo_arguments(command: ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="DIR", help="write drafts and a contact list there")


def _verify_arguments(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true")


def _party_arguments(command: ArgumentParser, *, home: bool) -> None:
    """Add what can be said of home or of a contact."""
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
    command.add_argument("--tag", action="append", default=[], help="may be repeated")
    command.add_argument("--note", default="")
    command.add_argument("--json", action="store_true")


def _list_arguments(command: ArgumentParser) -> None:
    command.add_argument("--folder", default="", help="MX or MX-PUE")
    command.add_argument("--search", default="", metavar="TEXT")
    command.add_argument("--json", action="store_true")


def _times_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--with", required=True, action="extend", nargs="+", metavar="ID|FOLDER", dest="people"
    )
    command.add_argument(
        "--from", default="", metavar="DATE", dest="first", help="as in 2027-03-08; else today"
    )
    command.add_argument("--until", default="", metavar="DATE", help="the last day; else eight weeks")
    command.add_argument("--minutes", type=int, default=45, metavar="N", help="45")
    command.add_argument("--most", type=int, default=20, metavar="N", help="how many times, at the most: 20")
    command.add_argument("--json", action="store_true")


def _draft_arguments(command: ArgumentParser) -> None:
    from partnerdesk.desk.outbox import FORMATS

    command.add_argument("--template", required=True, metavar="NAME|FILE")
    command.add_argument("--to", required=True, action="extend", nargs="+", metavar="ID|FOLDER")
    command.add_argument(
        "--slot", action="append", default=[], metavar="'YYYY-MM-DD HH:MM ZONE'", help="one to three"
    )
    command.add_argument("--minutes", type=int, metavar="N", help="45, or the project's")
    command.add_argument("--language", default="", metavar="CODE", help="else the best for each contact")
    command.add_argument("--project", default="", metavar="NAME")
    command.add_argument("--out", type=Path, metavar="DIR", help="else the folder you are in")
    command.add_argument("--format", choices=FORMATS, default="eml")
    command.add_argument("--json", action="store_true")


def _document(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def _demo(options: Namespace) -> int:
    from partnerdesk.desk.demo import run_demo

    run_demo(options.out or Path("partnerdesk-demo"), print)
    return 0


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
        notes=options.note,
    )
    if options.city or options.country or options.region or options.zone:
        fields["place"] = _place(options)
    if options.hours:
        fields["week"] = SchoolWeek.parse(options.hours)
    with _open(options) as book:
        made = contacts.add(book, **fields).made
        _show(book, made, as_json=options.json)
    return 0


def _list(options: Namespace) -> int:
    from partnerdesk.desk import listing

    with _open(options) as book:
        found = listing.find(book, folder=options.folder, text=options.search)
        _show(book, found, as_json=options.json)
    return 0


def _show(book: Book, contact_ids: Sequence[int], *, as_json: bool) -> None:
    """Print contacts: as JSON, or as lines with aligned columns."""
    from partnerdesk.desk import listing

    now = book.now()
    rows = listing.rows(book, contact_ids)
    if as_json:
        _document([listing.as_document(row, now) for row in rows])
        return
    lines = []
    for row in rows:
        there = listing.local_time(row, now)
        place = ", ".join(part for part in (row.city, row.region_name, row.country) if part)
        lines.append((str(row.id), row.name, row.organisation, place, there[11:16], row.email))
    # A column is as wide as its texts, up to a point: a very long one pushes the rest of its own line only.
    widths = [min(40, max((len(line[i]) for line in lines), default=0)) for i in range(6)]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def _times(options: Namespace) -> int:
    from partnerdesk.desk import times

    first, until = _date(options.first, "from"), _date(options.until, "until")
    with _open(options) as book:
        people = _people(book, options.people, "with")
        found = times.plan(book, people, first, until, options.minutes, most=options.most)
    if options.json:
        _document(times.as_document(found))
    else:
        for line in times.lines(found):
            print(line)
    return 0


def _date(text: str, field: str) -> date | None:
    """Return the date that was typed; None for nothing.

    Raises:
        BadInput: it is not a date.

    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"“{text}” is not a date.", "Write it as 2027-03-08.", field) from None


def _draft(options: Namespace) -> int:
    from partnerdesk.core.times import Slot
    from partnerdesk.desk import drafts, projects, templates

    with _open(options) as book:
        minutes = options.minutes
        if minutes is None:
            minutes = projects.named(book, options.project).minutes if options.project else 45
        slots = [Slot.parse(text, minutes=minutes) for text in options.slot]
        letters = drafts.prepare(
            book,
            _people(book, options.to),
            template=templates.find(options.template),
            slots=slots,
            language=options.language,
            project=options.project,
        )
        held = any(letter.stopped for letter in letters)
        if held and options.json:
            _document({"drafts": [_letter(letter, None, None) for letter in letters]})
        changes, files = drafts.write_out(book, letters, kind=options.format, folder=options.out or Path())
    if options.json:
        rows = zip(letters, changes.made, files, strict=True)
        _document({"drafts": [_letter(letter, key, path) for letter, key, path in rows]})
        return 0
    for letter, path in zip(letters, files, strict=True):
        print(f"{path}: {letter.name}, {letter.draft.subject}")
        for finding in letter.findings:
            if finding.level == "advice":
                print(f"  {finding.text}")
    return 0


def _people(book: Book, wanted: Sequence[str], field: str = "to") -> list[int]:
    """Return the contacts meant by IDs and folders, each once, in the order given.

    Raises:
        BadInput: a folder does not exist, or nobody is in it.
        NotFound: no contact can have such an ID.

    """
    from partnerdesk.desk import contacts, listing

    found: dict[int, None] = {}
    for each in wanted:
        if each.isdecimal() and each.isascii():
            if len(each) > _MOST_DIGITS:
                raise contacts.not_found(each)
            found[int(each)] = None
            continue
        there = listing.find(book, folder=each)
        if not there:
            raise BadInput(
                f"Nobody is in the folder {each}.", "“partnerdesk list BOOK” shows who is where.", field
            )
        found.update(dict.fromkeys(there))
    return list(found)


def _letter(letter: Prepared, key: int | None, path: Path | None) -> dict[str, object]:
    findings = [{"rule": each.rule, "level": each.level, "text": each.text} for each in letter.findings]
    draft = letter.draft
    return {
        "id": key,
        "to": draft.to.address,
        "subject": draft.subject,
        "body": draft.body,
        "language": draft.language,
        "file": str(path) if path else None,
        "findings": findings,
    }


def _verify(options: Namespace) -> int:
    from partnerdesk.desk.checks import verify

    checks = verify(options.book)
    whole = all(each.ok for each in checks)
    if options.json:
        found = [{"name": each.name, "ok": each.ok, "detail": each.detail} for each in checks]
        _document({"ok": whole, "checks": found})
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


def _open(options: Namespace) -> Book:
    from partnerdesk.desk.book import open_book

    return open_book(options.book)
