"""``print``: contacts as a PDF, without a screen."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from partnerdesk.cli.common import Command, book_argument, document, opened
from partnerdesk.errors import BadInput


def _print_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument("file", metavar="FILE.pdf", type=Path)
    command.add_argument("--style", default="list", help="list, cards, labels, phone, plan or cover")
    command.add_argument("--folder", action="append", default=[], help="MX or MX-PUE; may be repeated")
    command.add_argument("--search", default="", metavar="TEXT")
    command.add_argument("--to", action="append", default=[], metavar="ID", help="a contact; may be repeated")
    command.add_argument("--sort", default="folder", help="folder, name, organisation, zone or next")
    command.add_argument("--columns", default="", help="of a list, with commas: organisation,contact,time,…")
    command.add_argument("--paper", default="", help="A4 or Letter; else as in your country")
    command.add_argument("--landscape", action="store_true", help="lying")
    command.add_argument("--size", type=int, default=100, metavar="PERCENT", help="of the type, 80 to 160")
    command.add_argument("--notes", action="store_true", help="print notes, too: they may be private")
    command.add_argument(
        "--private", action="store_true", help="print what is marked as private or at home, too"
    )
    command.add_argument("--black", action="store_true", help="in black and white")
    command.add_argument("--title", default="", metavar="TEXT")
    command.add_argument("--sheet", default="", metavar="NUMBER", help="of labels, as in L7160 or 5160")
    command.add_argument(
        "--from-label", type=int, default=1, metavar="N", help="the first that is still there"
    )
    command.add_argument(
        "--with",
        action="extend",
        nargs="+",
        default=[],
        metavar="ID|FOLDER",
        dest="people",
        help="who is to meet, for a plan",
    )
    command.add_argument(
        "--slot",
        action="append",
        default=[],
        metavar="'YYYY-MM-DD HH:MM ZONE'",
        help="a time of a plan; else the best three of the next eight weeks",
    )
    command.add_argument("--minutes", type=int, default=45, metavar="N", help="how long: 45")
    command.add_argument("--json", action="store_true")


def _print(options: Namespace) -> int:
    from partnerdesk.cli.common import people
    from partnerdesk.core.times import Slot
    from partnerdesk.desk import paper

    if options.file.suffix.lower() != ".pdf":
        raise BadInput(f"“{options.file.name}” does not end in .pdf.", "Name the file list.pdf, say.", "file")
    if (options.to or options.people) and (options.folder or options.search):
        raise BadInput("People are named, and looked for too.", "Take --folder and --search, or --to.", "to")
    columns = tuple(each.strip() for each in options.columns.split(",") if each.strip())
    if "notes" in columns and not options.notes:
        raise BadInput("Notes may be private: they are not printed unasked.", "Add --notes.", "columns")
    with opened(options) as book:
        chosen = [*people(book, options.to), *people(book, options.people, "with")]
        wish = paper.Wish(
            style=options.style,
            ids=tuple(chosen) if options.to or options.people else None,
            folders=tuple(options.folder),
            text=options.search,
            sort=options.sort,
            columns=columns or paper.USUAL,
            paper=paper.paper_named(options.paper),
            landscape=options.landscape,
            size=options.size / 100,
            notes=options.notes,
            private=options.private,
            black=options.black,
            title=options.title,
            sheet=options.sheet,
            first=options.from_label,
            slots=tuple(Slot.parse(each, minutes=options.minutes) for each in options.slot),
            minutes=options.minutes,
        )
        made = paper.save(book, wish, options.file)
    if options.json:
        document(
            {
                "file": str(made.path),
                "contacts": made.contacts,
                "pages": made.pages,
                "notices": list(made.notices),
            }
        )
        return 0
    pages = f"{made.pages} page{'' if made.pages == 1 else 's'}"
    print(f"Wrote {made.path}: {made.contacts:,} contact{'' if made.contacts == 1 else 's'} on {pages}.")
    for notice in made.notices:
        print(f"partnerdesk: {notice}", file=sys.stderr)
    return 0


COMMANDS = {"print": Command(_print_arguments, _print)}
