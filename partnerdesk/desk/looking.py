"""A file that is looked at before it is taken in, read by what was kept of its headings earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from partnerdesk.desk import imports, mappings
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Incoming
from partnerdesk.desk.mappings import Mapping
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats import table
from partnerdesk.formats.table import Layout


@dataclass(frozen=True)
class Looked:
    """A file that was looked at.

    Attributes:
        incoming: what was understood of it.
        told: its layout as the file itself tells it, where it is a table.
        mappings: those kept earlier that know all of its headings.
        mapping: the one of them by which it is read.

    """

    incoming: Incoming
    told: Layout | None = None
    mappings: tuple[Mapping, ...] = ()
    mapping: Mapping | None = None

    def by(self, mapping: Mapping | None) -> Looked:
        """Return it as read by a mapping; None: as its headings tell."""
        if self.told is None:
            return self
        layout = mappings.applied(self.told, mapping) if mapping else self.told
        return replace(self, incoming=replace(self.incoming, layout=layout), mapping=mapping)

    def with_layout(self, layout: Layout) -> Looked:
        """Return it with other meanings of its columns."""
        told = replace(layout, columns=self.told.columns) if self.told else layout
        return replace(self, incoming=replace(self.incoming, layout=layout), told=told, mapping=None)


def look_at(
    book: Book, sources: Sequence[Path | bytes], charset: str = ""
) -> list[tuple[str, Looked | PartnerDeskError]]:
    """Find out what files are, each with its name; one that cannot be read does not keep the others out.

    A table whose headings are known from an earlier one is read as that was.
    """
    found: list[tuple[str, Looked | PartnerDeskError]] = []
    for source in sources:
        try:
            incoming = imports.look(source, charset=charset)
        except PartnerDeskError as error:
            found.append((source.name if isinstance(source, Path) else "", error))
        else:
            found.append((incoming.name, looked(book, incoming)))
    return found


def looked(book: Book, incoming: Incoming) -> Looked:
    """Return a file as it is read by what was kept of its headings earlier, where there is such."""
    if incoming.layout is None:
        return Looked(incoming)
    for layout in (incoming.layout, table.headed(incoming.layout, on=True)):
        if known := mappings.all_suited(book, layout):
            return Looked(incoming, layout, tuple(known)).by(known[0])
    return Looked(incoming, incoming.layout)
