"""Contacts to a file that other programs read, and that comes back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast, get_args

from partnerdesk.core.cards import Card
from partnerdesk.desk import outbox, templates
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats import ldif, share, tablewrite, vcardwrite

if TYPE_CHECKING:
    from partnerdesk.core.templates import Template
    from partnerdesk.formats.tablewrite import Style
    from partnerdesk.formats.vcardwrite import Version

ENDINGS: Final = (".csv", ".vcf", ".ldif", share.ENDING)


def write(
    book: Book,
    path: Path,
    contact_ids: Sequence[int],
    *,
    style: str = "data",
    version: str = "4.0",
    template_keys: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write contacts to a file by its ending: beside its place, flushed, then in place of an older one.

    Args:
        book: the book.
        path: the file; its folder exists.
        contact_ids: who, in which order.
        style: of a table, one of ``tablewrite.Style``.
        version: of vCards, ``4.0`` or ``3.0``.
        template_keys: the user's own templates that go with them, into a share file, in all their languages.
        progress: called with contacts done and in all; may raise to stop, and nothing is left behind.

    Returns:
        how many were written.

    Raises:
        BadInput: no such ending, style or version; templates to a file that holds none.
        NotFound: there is no such template of the user's own.
        TemplateError: it has a mistake, so that nobody could use it.
        DiskFull, NotWritten: an older file is as it was.

    """
    cards = _cards(book, contact_ids, progress)
    pieces = _pieces(path, cards, style, version, _templates(book, path, template_keys))
    try:
        outbox.put_anew(path, b"".join(pieces))
    except OSError as error:
        raise outbox.explained(error, path.parent) from error
    return len(contact_ids)


def _templates(book: Book, path: Path, keys: Sequence[str]) -> list[Template]:
    if keys and path.suffix.lower() != share.ENDING:
        hint = f"Let the file’s name end in {share.ENDING}."
        raise BadInput(f"“{path.name}” holds contacts only, no templates.", hint, "template")
    there = templates.shelf(book)
    own = {each.key for each in there.own}
    found = []
    for key in keys:
        if key not in own:
            raise NotFound(f"There is no template “{key}” of your own.", "The others come with the program.")
        for each in there.texts(key).values():
            for wrong in templates.mistakes(each):
                raise templates.refusal(each, wrong)
            found.append(each)
    return found


def _pieces(
    path: Path, cards: Iterator[Card], style: str, version: str, with_them: Sequence[Template]
) -> Iterator[bytes]:
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
    if ending == share.ENDING:
        return share.write(cards, with_them)
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
