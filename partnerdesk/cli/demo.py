"""``demo``: the sample book, and what the program does with it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from partnerdesk.cli.common import Command


def _demo_arguments(command: ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="DIR", help="write drafts and a contact list there")


def _demo(options: Namespace) -> int:
    from partnerdesk.desk.demo import run_demo

    run_demo(options.out or Path("partnerdesk-demo"), print)
    return 0


COMMANDS = {"demo": Command(_demo_arguments, _demo)}
