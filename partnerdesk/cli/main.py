"""Which command is meant, and what a shell gets of it.

Exit codes: 0 done, 1 refused or failed with one line that says what and what to do, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from partnerdesk import __version__
from partnerdesk.errors import PartnerDeskError

if TYPE_CHECKING:
    from partnerdesk.cli.common import Command

_TABLE = (  # name, the module here that has it in its COMMANDS, what it does; in the order of --help
    ("demo", "demo", "make a sample book and show what the program does with it"),
    ("new", "book", "make a new book"),
    ("add", "book", "add a contact"),
    ("list", "book", "list contacts"),
    ("import", "files", "take contacts in from files"),
    ("export", "files", "write contacts to a file"),
    ("times", "times", "find times that suit you and your partners, the best first"),
    ("draft", "letters", "write a letter to each contact, with both local times"),
    ("due", "due", "tell what there is to do today, and what waits"),
    ("check", "letters", "check a letter: will it be answered?"),
    ("print", "print", "print contacts into a PDF: a list, cards, labels, phone numbers, a plan or covers"),
    ("verify", "book", "check that the book is whole"),
)
COMMANDS = tuple(name for name, _, _ in _TABLE)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors of the family become one line on stderr."""
    try:
        options = parser(*(word for word in arguments[:1] if word in COMMANDS)).parse_args(arguments)
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


def parser(asked: str = "") -> ArgumentParser:
    """Return the parser; the command asked for leaves its function in ``run``.

    Args:
        asked: the only command that it knows, with its arguments: to make them all takes time.
            Empty: all by name, without their arguments, for help and slips of the pen.

    """
    top = ArgumentParser(
        prog="partnerdesk",
        description="Find partner classes in other countries, and keep them. Without a command: the window.",
        epilog="partnerdesk [BOOK] opens the window on that book, else on the last one.",
        formatter_class=_Help,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show all versions that matter, and stop")
    commands = top.add_subparsers(metavar="COMMAND", required=True, prog="partnerdesk")
    for name, module, does in _TABLE:
        if asked and name != asked:
            continue
        made = commands.add_parser(name, help=does, description=does, formatter_class=_Help)
        if name == asked:
            command: Command = import_module(f"partnerdesk.cli.{module}").COMMANDS[name]
            made.set_defaults(run=command.run)
            command.arguments(made)
    return top


class _Help(argparse.HelpFormatter):
    """As usual, but to ask how wide the terminal is does not load ``shutil``: every argument asks."""

    def __init__(self, prog: str) -> None:
        said = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=(int(said) if said.isdecimal() else _columns()) - 2)


def _columns() -> int:
    try:
        return os.get_terminal_size().columns or 80
    except OSError:  # no terminal: a pipe or a file
        return 80


class _Version(argparse.Action):
    """Print the versions that a report of a fault needs; gathered only when asked for."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from partnerdesk.desk.about import versions

        print(f"PartnerDesk {__version__}")
        for name, version in versions():
            print(f"{name} {version}")
        sys.stdout.flush()  # while a reader that has gone away can still be told from a fault
        parser.exit()
