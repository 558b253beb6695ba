"""``due``: what there is to do today, and what waits."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from partnerdesk.cli.common import Command, book_argument, day, document, opened

if TYPE_CHECKING:
    from partnerdesk.desk.today import Item


def _due_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument("--on", default="", metavar="DATE", help="as in 2027-03-08; else today")
    command.add_argument("--json", action="store_true")


def _due(options: Namespace) -> int:
    from partnerdesk.desk import home, today

    on = day(options.on, "on")
    with opened(options) as book:
        items = today.due(book, on)
        on = on or home.today(book)
    if options.json:
        document(today.as_document(items, on))
        return 0
    to_do = [each for each in items if each.kind != "waiting"]
    for item in to_do:
        print(_line(item))
    if not to_do:
        print("Nothing is due.")
    if waiting := [each for each in items if each.kind == "waiting"]:
        print("\nWaiting:")
        for item in waiting:
            print(_line(item))
    return 0


def _line(item: Item) -> str:
    ends = "" if item.sentence.endswith(("?", ".")) else "."
    said = f"{item.sentence}{ends} {item.detail}." if item.detail else item.sentence
    return f"{item.on.isoformat() if item.on else '':10}  {said}"


COMMANDS = {"due": Command(_due_arguments, _due)}
