"""``import`` and ``export``: files in, files out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.cli.common import Command, book_argument, document, opened
from partnerdesk.errors import PartnerDeskError

if TYPE_CHECKING:
    from partnerdesk.desk.imports import Counts, Incoming

_MOST_SAID = 20  # refusals that are printed of one file; --json has them all


def _import_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help=".vcf .csv .tsv .ldif .eml .mbox .txt, a share file",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")
    command.add_argument("--charset", default="", help="how text is written that does not say so itself")
    command.add_argument(
        "--suggested",
        action="store_true",
        help="of who is new, take a country that a number, a large city or an address suggests",
    )
    command.add_argument("--json", action="store_true")


def _import(options: Namespace) -> int:
    """Take files in as one step; one that cannot be read does not keep the others out, and ends in a 1."""
    from partnerdesk.desk import imports, looking

    with opened(options) as book:
        looked = looking.look_at(book, options.files, options.charset)
        found = [
            (path, each if isinstance(each, PartnerDeskError) else each.incoming)
            for path, (_, each) in zip(options.files, looked, strict=True)
        ]
        files = [each for _, each in found if not isinstance(each, PartnerDeskError)]
        decisions = imports.Decisions(guesses=options.suggested)
        counts = (
            imports.counted(book, files, decisions)
            if options.dry_run
            else imports.take(book, files, decisions).counts
        )
    told = iter(counts)
    results = [
        (path, each, None if isinstance(each, PartnerDeskError) else next(told)) for path, each in found
    ]
    if options.json:
        document({"files": [_as_document(*result) for result in results]})
    else:
        for result in results:
            _say(*result, dry=options.dry_run)
    for _, each, _ in results:
        if isinstance(each, PartnerDeskError):
            print(f"partnerdesk: {each}", file=sys.stderr)
    return 0 if len(files) == len(found) else 1


def _as_document(
    path: Path, incoming: Incoming | PartnerDeskError, counts: Counts | None
) -> dict[str, object]:
    if isinstance(incoming, PartnerDeskError) or counts is None:
        numbers = dict.fromkeys(("read", "added", "updated", "unchanged", "duplicates"), 0)
        return {
            "file": str(path),
            "kind": "",
            **numbers,
            "refused": [{"where": "file", "why": str(incoming)}],
        }
    return {
        "file": str(path),
        "kind": incoming.kind,
        "read": counts.read,
        "added": counts.added,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "duplicates": counts.duplicates,
        **({"charset_unsure": incoming.unsure} if incoming.unsure else {}),
        **({"templates": counts.templates} if incoming.kind == "share" else {}),
        **({"own": counts.own} if incoming.kind in {"mail", "mbox"} else {}),
        "refused": [{"where": where, "why": why} for where, why in counts.refused],
    }


def _say(path: Path, incoming: Incoming | PartnerDeskError, counts: Counts | None, *, dry: bool) -> None:
    if isinstance(incoming, PartnerDeskError) or counts is None:
        return
    would = "would be " if dry else ""
    print(
        f"{path.name}: {counts.added:,} {would}added, {counts.updated:,} {would}changed,"
        f" {counts.unchanged:,} unchanged, {counts.duplicates:,} twice in it,"
        f" {len(counts.refused):,} refused"
        + (f"; {_templates(counts.templates)} {would}added" if incoming.kind == "share" else "")
        + (f"; {counts.own:,} of your own" if counts.own else "")
        + "."
    )
    if incoming.unsure:
        print(
            f"  It is not sure in which charset it is written; it was read as {incoming.unsure}. Look at the"
            " names, and where they are wrong, undo this in the window and say --charset."
            if not dry
            else f"  It is not sure in which charset it is written; it would be read as {incoming.unsure}."
            " Say --charset where that is wrong."
        )
    for where, why in counts.refused[:_MOST_SAID]:
        print(f"  {where}: {why}")
    if len(counts.refused) > _MOST_SAID:
        print(f"  … and {len(counts.refused) - _MOST_SAID:,} more; --json tells them all.")


def _templates(count: int) -> str:
    return f"{count:,} template{'' if count == 1 else 's'}"


def _export_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument(
        "file", metavar="FILE", type=Path, help="its ending says how: .csv .vcf .ldif .partnerdesk-share"
    )
    command.add_argument("--folder", default="", help="MX or MX-PUE")
    command.add_argument("--search", default="", metavar="TEXT")
    command.add_argument(
        "--style",
        default="data",
        help="of .csv: data, which comes back unchanged; spreadsheet, harmless to open; google; outlook",
    )
    command.add_argument(
        "--template",
        action="append",
        default=[],
        metavar="NAME",
        help="a template of your own that goes with them into a share file; several times if need be",
    )
    command.add_argument("--vcard", default="4.0", metavar="VERSION", help="4.0 or 3.0")


def _export(options: Namespace) -> int:
    from partnerdesk.desk import exports, listing, templates

    with opened(options) as book:
        found = listing.find(book, folder=options.folder, text=options.search)
        there = templates.shelf(book)
        count = exports.write(
            book,
            options.file,
            found,
            style=options.style,
            version=options.vcard,
            template_keys=[there.key_of(name) or name for name in options.template],
        )
    print(f"Wrote {count:,} contact{'' if count == 1 else 's'} to {options.file}.")
    return 0


COMMANDS = {
    "import": Command(_import_arguments, _import),
    "export": Command(_export_arguments, _export),
}
