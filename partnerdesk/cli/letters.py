"""``draft`` and ``check``: letters to contacts, and whether they will be answered."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from partnerdesk.cli.common import Command, book_argument, document, opened, people
from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from partnerdesk.core.checklist import Finding
    from partnerdesk.desk.book import Book
    from partnerdesk.desk.drafts import Prepared
    from partnerdesk.desk.recipients import Notice


def _draft_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    from partnerdesk.desk.outbox import CALENDARS, FORMATS

    command.add_argument("--template", required=True, metavar="NAME|FILE")
    command.add_argument("--to", required=True, action="extend", nargs="+", metavar="ID|FOLDER")
    command.add_argument(
        "--slot",
        action="append",
        default=[],
        metavar="'YYYY-MM-DD HH:MM ZONE'",
        help="one to three; else those kept with the project",
    )
    command.add_argument(
        "--slot-of",
        action="append",
        default=[],
        metavar="'ID YYYY-MM-DD HH:MM ZONE'",
        help="a time for this contact alone, instead of the others",
    )
    command.add_argument("--minutes", type=int, metavar="N", help="45, or the project's")
    command.add_argument("--language", default="", metavar="CODE", help="else the best for each contact")
    command.add_argument("--bilingual", action="store_true", help="theirs above, your own language below")
    command.add_argument("--project", default="", metavar="NAME")
    command.add_argument("--out", type=Path, metavar="DIR", help="else the folder you are in")
    command.add_argument("--format", choices=FORMATS, default="eml")
    command.add_argument(
        "--ics", choices=CALENDARS, default="no", help="the times as a calendar, beside or attached"
    )
    command.add_argument(
        "--leave-out", action="store_true", help="write the others where the checklist holds some back"
    )
    command.add_argument("--json", action="store_true")


def _draft(options: Namespace) -> int:
    from partnerdesk.desk import drafts
    from partnerdesk.desk.recipients import survey

    with opened(options) as book:
        wanted = people(book, options.to)
        notices = survey(book, wanted)
        thrown = {key for each in notices if each.kind == "trashed" for key in each.contact_ids}
        letters = _composed(
            book, options, [key for key in wanted if not (options.leave_out and key in thrown)]
        )
        kind = options.format
        ready = [letter for letter in letters if not (options.leave_out and letter.stopped_for(kind))]
        if options.json and any(letter.stopped_for(kind) for letter in ready or letters):
            _document(letters, notices)
        drafts.refuse_stopped(ready or letters, kind, _next_step(options, letters))
        if not options.json:
            for notice in notices:
                print(notice.text)
        folder = options.out or Path()
        changes, files = drafts.write_out(book, ready, kind=kind, folder=folder, ics=options.ics)
    keys = {each.contact_id: key for each, key in zip(ready, changes.made, strict=True)}
    paths = {each.contact_id: path for each, path in zip(ready, files, strict=True)}
    if options.json:
        _document(letters, notices, keys, paths)
        return 0
    for letter in letters:
        _tell(letter, paths.get(letter.contact_id))
    return 0


def _next_step(options: Namespace, letters: Sequence[Prepared]) -> str:
    """Say what to do about letters that are held back."""
    held = next((each for each in letters if each.stopped_for(options.format)), None)
    if held is None:
        return ""
    if any(not each.stopped_for(options.format) for each in letters):
        return "Nothing was written; --leave-out writes the others."
    actions = {fix.action for finding in held.stopped for fix in finding.fixes}
    shown = quote(str(options.book))
    if "find-time" in actions:
        step = f"“partnerdesk times {shown} --with {held.contact_id}” finds times in their school hours"
        step += "; if they keep other hours, say so on their card." if "enter-hours" in actions else "."
    elif "change-time" in actions:
        step = "Give another --slot."
    else:
        step = f"Open the book in the window to mend it: “partnerdesk {shown}”."
        if all(finding.rule == "address" for finding in held.stopped):
            step += " Or write it with --format txt, and paste it elsewhere."
    return f"Nothing was written. {step}"


def _composed(book: Book, options: Namespace, wanted: Sequence[int]) -> list[Prepared]:
    """Return the letters that the options ask for."""
    from partnerdesk.core.times import Slot
    from partnerdesk.desk import drafts, projects, templates

    minutes = options.minutes
    if minutes is None:
        minutes = projects.named(book, options.project).minutes if options.project else 45
    own: dict[int, list[Slot]] = {}
    for text in options.slot_of:
        key, _, slot = text.strip().partition(" ")
        (contact_id,) = people(book, [key], "slot-of") if key.isdecimal() else (0,)
        if contact_id not in wanted:
            raise BadInput(
                f"“{text}” is no time of anyone written to.", "Begin it with an ID of --to.", "slot-of"
            )
        own.setdefault(contact_id, []).append(Slot.parse(slot, minutes=minutes))
    template = templates.find(options.template, book)
    if (options.slot or own) and not templates.shelf(book).takes_times(template):
        # Left out without a word, they would be missed; added to a polite no, they would make an offer of it
        raise BadInput(f"“{options.template}” gives no times.", "Leave --slot and --slot-of out.", "slot")
    return drafts.prepare(
        book,
        wanted,
        template=template,
        slots=[Slot.parse(text, minutes=minutes) for text in options.slot] or None,
        language=options.language,
        project=options.project,
        own_slots=own,
        bilingual=options.bilingual,
    )


def _tell(letter: Prepared, path: Path | None) -> None:
    """Print what became of a letter, and what could be better."""
    if path is None:
        reasons = "; ".join(each.text.rstrip(".") for each in letter.stopped)
        print(f"Left out: {letter.name}: {reasons}.")
        return
    print(f"{path}: {letter.name}, {letter.draft.subject}")
    for finding in letter.findings:
        if finding.level == "advice":
            print(f"  {finding.text}")


def _document(
    letters: Sequence[Prepared],
    notices: Sequence[Notice],
    keys: Mapping[int, int] | None = None,
    paths: Mapping[int, Path] | None = None,
) -> None:
    """Print all letters as JSON: those left out have no file."""
    document(
        {
            "drafts": [
                _letter(each, (keys or {}).get(each.contact_id), (paths or {}).get(each.contact_id))
                for each in letters
            ],
            "notices": [
                {"kind": each.kind, "contacts": list(each.contact_ids), "text": each.text} for each in notices
            ],
        }
    )


def _letter(letter: Prepared, key: int | None, path: Path | None) -> dict[str, object]:
    draft = letter.draft
    return {
        "id": key,
        "to": draft.to.address,
        "subject": draft.subject,
        "body": draft.body,
        "language": draft.language,
        "file": str(path) if path else None,
        "findings": [_finding(each) for each in letter.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "rule": finding.rule,
        "level": finding.level,
        "text": finding.text,
        "known": finding.known,
        "overridden": finding.overridden,
        "place": {"part": place.part, "start": place.start, "end": place.end} if place else None,
        "fixes": [each.verb for each in finding.fixes],
    }


def _check_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--draft", type=int, metavar="ID", help="a letter in the book, by its ID")
    which.add_argument("--file", type=Path, metavar="FILE", help="a letter as .eml or text")
    command.add_argument("--json", action="store_true")


def _check(options: Namespace) -> int:
    from partnerdesk.core.drafting import Address
    from partnerdesk.desk import drafts
    from partnerdesk.desk.fromfile import check_file

    with opened(options) as book:
        letter = check_file(book, options.file) if options.file else drafts.opened(book, options.draft)
    if options.json:
        document(_letter(letter, letter.draft_id, options.file))
    else:
        whom = (
            f"The letter to {letter.name}"
            if letter.draft.to != Address("", "")
            else f"The letter in {letter.name}"
        )
        print(f"{whom}: {letter.draft.subject or 'no subject'}")
        for finding in letter.findings:
            mark = finding.level if finding.known else "-"
            reason = f" Sent all the same: {finding.overridden}." if finding.overridden else ""
            print(f"  {mark:7}{finding.text}{reason}")
    drafts.refuse_stopped([letter], hint="Mend it before it goes out.")
    return 0


COMMANDS = {"draft": Command(_draft_arguments, _draft), "check": Command(_check_arguments, _check)}
