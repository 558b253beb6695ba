"""Contacts to a file that other programs read, and that comes back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast, get_args

from partnerdesk.core.cards import Card
from partnerdesk.desk import outbox
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput
from partnerdesk.formats import ldif, tablewrite, vcardwrite

if TYPE_CHECKING:
    from partnerdesk.formats.tablewrite import Style
    from partnerdesk.formats.vcardwrite import Version

ENDINGS: Final = (".csv", ".vcf", ".ldif")


def write(
    book: Book,
    path: Path,
    contact_ids: Sequence[int],
    *,
    style: str = "data",
    version: str = "4.0",
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write contacts to a file by its ending: beside its place, flushed, then in place of an older one.

    Args:
        book: the book.
        path: the file; its folder exists.
        contact_ids: who, in which order.
        style: of a table, one of ``tablewrite.Style``.
        version: of vCards, ``4.0`` or ``3.0``.
        progress: called with contacts done and in all; may raise to stop, and nothing is left behind.

    Returns:
        how many were written.

    Raises:
        BadInput: no such ending, style or version.
        DiskFull, NotWritten: an older file is as it was.

    """
    cards = _cards(book, contact_ids, progress)
    pieces = _pieces(path, cards, style, version)
    try:
        outbox.put_anew(path, b"".join(pieces))
    except OSError as error:
        raise outbox.explained(error, path.parent) from error
    return len(contact_ids)


def _pieces(path: Path, cards: Iterator[Card], style: str, version: str) -> Iterator[bytes]:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        hint = f"Let its name end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
        raise BadInput(f"“{path.name}” does not say how to write it.", hint, "file")
    if style not in get_args(tablewrite.Style):
        styles = ", ".join(get_args(tablewrite.Style))
        raise BadInput(f"There is no style “{style}”.", f"Take one of {styles}.", "style")
    if version not in get_args(vcardwrite.Version):
        raise BadInput(f"vCards of version “{version}” are not written.", "Take 4.0 or 3.0.", "vcard")
    if ending == ".vcf":
        return vcardwrite.write(cards, cast("Version", version))
    if ending == ".ldif":
        return ldif.write(cards)
    return tablewrite.write(list(cards), cast("Style", style))


def _cards(
    book: Book, contact_ids: Sequence[int], progress: Callable[[int, int], None] | None
) -> Iterator[Card]:
    from partnerdesk.storage.cards import cards

    with book.reading() as connection:
        for done, (_, card) in enumerate(cards(connection, contact_ids), 1):
            yield card
            if progress:
                progress(done, len(contact_ids))
