"""Very many rows at once: several by one statement, and scattered indexes made when all rows are there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

from partnerdesk.storage.file import Reader

_TOGETHER: Final = 20  # rows of one statement; of 23 columns, they stay below the 999 values of older SQLites

# Indexes in which rows that come one after the other lie far apart: to keep them in order row by row takes
# three times as long as to sort them once. Those by a contact's key grow at their end and stay.
_SCATTERED: Final = (
    "ix_contact_organisation_id", "ix_contact_uid", "ix_listing_country_region_sort", "ix_listing_sort",
    "ix_organisation_name", "ix_tag_name_contact_id",
)  # fmt: skip


def put(connection: Reader, insert: str, marks: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows.

    Args:
        connection: where.
        insert: the statement up to ``VALUES``.
        marks: what follows for one row, in brackets.
        rows: the values of each; may be none.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it.
    """
    whole = len(rows) - len(rows) % _TOGETHER
    together = f"{insert} {', '.join([marks] * _TOGETHER)}"
    flat = chain.from_iterable
    connection.run_many(
        together, [tuple(flat(rows[at : at + _TOGETHER])) for at in range(0, whole, _TOGETHER)]
    )
    connection.run_many(f"{insert} {marks}", rows[whole:])


class Unsorted:
    """The scattered indexes of a book, given up while far more rows come than there are."""

    def __init__(self, connection: Reader) -> None:
        self._connection = connection
        self._given_up: list[str] = []

    def give_up(self) -> None:
        """Drop the indexes, unless that was done; only inside of a transaction, which makes them again."""
        if self._given_up:
            return
        marks = ", ".join("?" * len(_SCATTERED))
        found = f"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name IN ({marks})"
        for name, statement in self._connection.run(found, _SCATTERED):
            self._connection.run(f'DROP INDEX "{name}"')
            self._given_up.append(statement)

    def make_again(self) -> None:
        """Make the indexes that were given up."""
        for statement in self._given_up:
            self._connection.run(statement)
        self._given_up = []
