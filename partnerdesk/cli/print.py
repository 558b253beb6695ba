"""``print``: contacts as a PDF, without a screen."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from partnerdesk.cli.common import Command, book_argument, document, opened
from partnerdesk.errors import BadInput

_ONLY: dict[str, tuple[str, tuple[str, ...]]] = {
    "columns": ("--columns", ("list",)),
    "notes": ("--notes", ("list", "cards")),
    "private": ("--private", ("list", "cards", "phone", "cover")),
    "sort": ("--sort", ("list", "cards", "labels", "phone")),
    "paper": ("--paper", ("list", "cards", "phone", "plan", "cover")),
    "landscape": ("--landscape", ("list", "cards", "phone", "plan", "cover")),
    "title": ("--title", ("list", "cards", "labels", "phone", "plan")),
    "sheet": ("--sheet", ("labels",)),
    "from_label": ("--from-label", ("labels",)),
    "people": ("--with", ("plan",)),
    "slot": ("--slot", ("plan",)),
    "minutes": ("--minutes", ("plan",)),
}
"""What only some styles know: the option's name on the line, and these styles."""


def _print_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument("file", metavar="FILE.pdf", type=Path)
    command.add_argument("--style", default="list", help="list, cards, labels, phone, plan or cover")
    command.add_argument("--folder", action="append", default=[], help="MX or MX-PUE; may be repeated")
    command.add_argument("--search", default="", metavar="TEXT")
    command.add_argument("--to", action="append", default=[], metavar="ID", help="a contact; may be repeated")
    command.add_argument(
        "--project", default="", metavar="NAME", help="a project’s partners, and its times for a plan"
    )
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
    command.set_defaults(usual={name: command.get_default(name) for name in _ONLY})


def _refuse_unheard(options: Namespace) -> None:
    """Refuse what the style would pass over: who asks for it means another style, or another print.

    Raises:
        BadInput: an option says nothing to this style; ``field`` names it.

    """
    for name, (option, styles) in _ONLY.items():
        if getattr(options, name) != options.usual[name] and options.style not in styles:
            which = " or ".join(f"--style {each}" for each in styles)
            raise BadInput(
                f"{option} says nothing to --style {options.style}.", f"It goes with {which}.", name
            )


def _print(options: Namespace) -> int:
    from partnerdesk.cli.common import people
    from partnerdesk.core.times import Slot
    from partnerdesk.desk import paper, partners, project_slots, projects

    if os.path.isdir(options.file):  # noqa: PTH112 - of a name that the system cannot look at pathlib raises
        raise BadInput(f"{options.file.resolve()} is a folder.", "Name a file in it: list.pdf, say.", "file")
    if options.file.suffix.lower() != ".pdf":
        raise BadInput(f"“{options.file.name}” does not end in .pdf.", "Name the file list.pdf, say.", "file")
    ways = [options.folder or options.search, options.to or options.people, options.project]
    if sum(map(bool, ways)) > 1:
        hint = "Take --folder and --search, or --to, or --project."
        raise BadInput("It is said in several ways whom to print.", hint, "to")
    if options.style in paper.STYLES:
        _refuse_unheard(options)
    columns = tuple(each.strip() for each in options.columns.split(",") if each.strip())
    if "notes" in columns and not options.notes:
        raise BadInput("Notes may be private: they are not printed unasked.", "Add --notes.", "columns")
    with opened(options) as book:
        chosen = [*people(book, options.to), *people(book, options.people, "with")]
        slots = tuple(Slot.parse(each, minutes=options.minutes) for each in options.slot)
        minutes = options.minutes
        project = projects.named(book, options.project) if options.project else None
        if project:
            chosen = partners.to_meet(book, project.id)
            slots = slots or project_slots.to_come(book, project.id)
            minutes = project.minutes if minutes == options.usual["minutes"] else minutes
        wish = paper.Wish(
            style=options.style,
            ids=tuple(chosen) if options.to or options.people or options.project else None,
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
            of=f"partners of “{project.title}”" if project else "",
            sheet=options.sheet,
            first=options.from_label,
            slots=slots,
            minutes=minutes,
        )
        pages = paper.pages(book, wish)
        if pages.empty:
            hint = " ".join(pages.left_out) or "“partnerdesk list BOOK” shows who is there."
            raise BadInput("There is nobody to print: nothing was written.", hint)
        made = paper.write(pages, options.file)
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
    sheets = f"{made.pages} page{'' if made.pages == 1 else 's'}"
    print(f"Wrote {made.path}: {made.contacts:,} contact{'' if made.contacts == 1 else 's'} on {sheets}.")
    for notice in made.notices:
        print(f"partnerdesk: {notice}", file=sys.stderr)
    return 0


COMMANDS = {"print": Command(_print_arguments, _print)}
