"""``draft``: letters to contacts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.cli.common import Command, book_argument, document, opened, people

if TYPE_CHECKING:
    from partnerdesk.desk.drafts import Prepared


def _draft_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    from partnerdesk.desk.outbox import FORMATS

    command.add_argument("--template", required=True, metavar="NAME|FILE")
    command.add_argument("--to", required=True, action="extend", nargs="+", metavar="ID|FOLDER")
    command.add_argument(
        "--slot", action="append", default=[], metavar="'YYYY-MM-DD HH:MM ZONE'", help="one to three"
    )
    command.add_argument("--minutes", type=int, metavar="N", help="45, or the project's")
    command.add_argument("--language", default="", metavar="CODE", help="else the best for each contact")
    command.add_argument("--bilingual", action="store_true", help="theirs above, your own language below")
    command.add_argument("--project", default="", metavar="NAME")
    command.add_argument("--out", type=Path, metavar="DIR", help="else the folder you are in")
    command.add_argument("--format", choices=FORMATS, default="eml")
    command.add_argument("--json", action="store_true")


def _draft(options: Namespace) -> int:
    from partnerdesk.core.times import Slot
    from partnerdesk.desk import drafts, projects, templates

    with opened(options) as book:
        minutes = options.minutes
        if minutes is None:
            minutes = projects.named(book, options.project).minutes if options.project else 45
        slots = [Slot.parse(text, minutes=minutes) for text in options.slot]
        letters = drafts.prepare(
            book,
            people(book, options.to),
            template=templates.find(options.template, book),
            slots=slots,
            language=options.language,
            project=options.project,
            bilingual=options.bilingual,
        )
        held = any(letter.stopped for letter in letters)
        if held and options.json:
            document({"drafts": [_letter(letter, None, None) for letter in letters]})
        changes, files = drafts.write_out(book, letters, kind=options.format, folder=options.out or Path())
    if options.json:
        rows = zip(letters, changes.made, files, strict=True)
        document({"drafts": [_letter(letter, key, path) for letter, key, path in rows]})
        return 0
    for letter, path in zip(letters, files, strict=True):
        print(f"{path}: {letter.name}, {letter.draft.subject}")
        for finding in letter.findings:
            if finding.level == "advice":
                print(f"  {finding.text}")
    return 0


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


COMMANDS = {"draft": Command(_draft_arguments, _draft)}
