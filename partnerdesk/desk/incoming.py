"""A file that is about to be taken in: its kind, how it is written, and who is in it. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart, Sheaf
from partnerdesk.desk.columnsense import place_in_cell, place_named, with_places
from partnerdesk.desk.files import left_on_disk
from partnerdesk.errors import BadInput
from partnerdesk.formats import charsets, kinds, ldif, pasted, people, share, table, tablewrite, vcard
from partnerdesk.formats.content import Content, pieces
from partnerdesk.formats.kinds import Kind
from partnerdesk.formats.share import SharedTemplate
from partnerdesk.formats.table import Layout

LARGEST: Final = 256 * 2**20
"""The most bytes of a file: a million contacts, or the letters of many years."""

PASTED: Final = "What was pasted"
"""How text is called on the screen that was in no file."""

_SAYS_ITSELF: Final = frozenset({"mail", "mbox", "share"})  # kinds that say in which charset they are
_AT_ONCE: Final = 500  # cards
_MOST_STRAYS: Final = 100  # lines that are told
_STRAY: Final = (
    "It comes in, but look at its letters: not in UTF-8 as others, they were read as Windows-1252."
)


@dataclass(frozen=True)
class Incoming:
    """What was understood of a file.

    Attributes:
        name: the file's, or what else it is called on the screen.
        kind: what it is.
        data: its bytes.
        charset: how its text is read; empty where a mail says so part by part.
        layout: of a table: what its columns mean; another one may be given with ``replace``.
        unsure: in which charset the text is taken to be, where its letters do not tell it well enough; empty
            where they do, and where the user chose one.
        pasted: whether it is text that was copied elsewhere: then it has no charset to choose.

    """

    name: str
    kind: Kind
    data: Content
    charset: str = ""
    layout: Layout | None = None
    unsure: str = ""
    pasted: bool = False

    @property
    def about(self) -> int:
        """About how many cards there are, for the bar that shows how far it has come."""
        mark = {"vcard": b"END:VCARD", "ldif": b"\ndn:", "mbox": b"\nFrom ", "share": b"\n  {"}.get(
            self.kind, b"\n"
        )
        return 1 if self.kind == "mail" else max(1, sum(piece.count(mark) for piece in pieces(self.data)))

    def cards(self) -> Iterator[Card | RefusedPart]:
        """Read who is in it, one by one, and what cannot be read."""
        return (part for sheaf in self.sheaves() for part in sheaf.parts())

    def sheaves(
        self,
        tick: Callable[[int], object] | None = None,
        also: Callable[[Card | RefusedPart], Card | RefusedPart] | None = None,
    ) -> Iterator[Sheaf]:
        """Read who is in it, many at once, and what cannot be read.

        Args:
            tick: called with the number of each letter, where all of them are read before the first card.
            also: makes others of the senders of letters.

        """
        if self.kind == "table":
            layout = self.layout or with_places(table.look(self.data, self.charset))
            return chain(_of_table(self.data, layout), _strays(self.data, layout.charset))
        if self.kind == "vcard":
            return vcard.sheaves(self.data, self.charset)
        if self.kind == "ldif":
            return bound(ldif.read(self.data, self.charset))
        if self.kind == "share":
            return bound(share.cards(self.data))
        if self.kind == "text":
            return bound(pasted.read(charsets.decoded(self.data, self.charset)[0], place_named))
        letters = people.read(self.data, several=self.kind == "mbox", places=place_named, tick=tick)
        return bound(map(also, letters) if also else letters)

    def templates(self) -> Iterator[SharedTemplate | RefusedPart]:
        """Read the templates that are in it, each of them checked: share files alone have some."""
        return share.templates(self.data) if self.kind == "share" else iter(())


def look(source: Path | Content, name: str = "", charset: str = "") -> Incoming:
    """Find out what a file is and how it is written.

    Args:
        source: the file, or what was pasted.
        name: what it is called; the file's name where nothing is said.
        charset: what the user chose.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, is too large, holds no people, or the charset cannot be; the message
            names the file, the hint says what to do.

    """
    is_pasted = not name and not isinstance(source, Path)
    name = name or (source.name if isinstance(source, Path) else PASTED)
    if charset and not charsets.known(charset):
        raise BadInput(
            f"There is no charset “{charset}”.", "Take one such as utf-8 or windows-1252.", "charset"
        )
    hint = "Take it in in several parts."
    data = left_on_disk(source, LARGEST, hint) if isinstance(source, Path) else source
    try:
        kind = kinds.told(data)
        if kind == "share":
            share.check(data)
    except BadInput as error:
        raise BadInput(error.message.replace("The file", f"“{name}”", 1), error.hint, "file") from None
    if kind in {"table", "ldif", "text"}:
        _refuse_charset(data, name, charset)
    unsure = "" if kind in _SAYS_ITSELF or charsets.is_sure(data, charset) else charsets.told(data)
    if kind == "table":
        layout = with_places(table.look(data, charset))
        return Incoming(name, kind, data, layout.charset, layout, unsure, is_pasted)
    return Incoming(name, kind, data, charset, unsure=unsure, pasted=is_pasted)


def _refuse_charset(data: Content, name: str, charset: str) -> None:
    """Refuse a chosen charset that cannot be; one that the file itself suggests is as good as there is."""
    if not charset or charsets.known(charset) == charsets.known(charsets.told(data)):
        return
    if line := charsets.wrong_line(data, charsets.known(charset)):
        message = f"“{name}” cannot be {charset}: line {line:,} holds what that charset does not know."
        raise BadInput(message, "Choose another charset, or none.", "charset")


def relaid(incoming: Incoming, *, charset: str = "", delimiter: str = "") -> Incoming:
    """Return a file as it reads in another charset, or with another mark between its cells.

    Raises:
        BadInput: there is no such charset.

    """
    again = look(incoming.data, incoming.name, charset or incoming.charset)
    unsure = "" if charset else incoming.unsure
    again = replace(again, unsure=unsure, pasted=incoming.pasted)
    if again.kind != "table" or not delimiter:
        return again
    return replace(again, layout=with_places(table.look(again.data, again.charset, delimiter)))


def bound(parts: Iterator[Card | RefusedPart]) -> Iterator[Sheaf]:
    """Bind cards together that come one by one."""
    while some := list(islice(parts, _AT_ONCE)):
        sheaf = Sheaf.of(some)
        del some  # who is bound is not kept here, too
        yield sheaf


def _strays(data: Content, charset: str) -> Iterator[Sheaf]:
    """Tell which lines are written otherwise than the others: they come in, but somebody should look."""
    lines = [*islice(charsets.stray_lines(data, charset), _MOST_STRAYS + 1)]
    told = [RefusedPart(f"line {line}", _STRAY) for line in lines[:_MOST_STRAYS]]
    if len(lines) > _MOST_STRAYS:
        told.append(RefusedPart(f"after line {lines[_MOST_STRAYS - 1]}", f"More lines are so: {_STRAY}"))
    if told:
        yield Sheaf.of(told)


def _of_table(data: Content, layout: Layout) -> Iterator[Sheaf]:
    if not layout.of_people:
        headers = ", ".join(each for each in layout.headers[:5] if each) or "it has no header"
        why = f"No column holds names, addresses or numbers ({headers})."
        yield Sheaf.of([RefusedPart(f"row {layout.skipped + 1}", why)])
        return
    ours, anything = tablewrite.is_ours(layout.headers), False
    for sheaf in table.sheaves(data, layout, place_in_cell):
        anything = True
        if ours and "uid" in sheaf.columns:  # who was written in by hand has no key
            sheaf.columns["settled"] = [*map(bool, sheaf.columns["uid"])]
        yield sheaf
    if not anything:
        why = "There are headings, and no rows below them."
        yield Sheaf.of([RefusedPart(f"row {layout.skipped + 2}", why)])
