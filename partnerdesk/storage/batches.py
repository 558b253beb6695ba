"""Very many rows at once: several by one statement, and scattered indexes made when all rows are there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from typing import Any, Final

from partnerdesk.storage.file import Reader

TOGETHER: Final = 50  # rows of one statement, at the most
_VALUES: Final = 999  # of one statement: what older SQLites take

# Indexes in which rows that come one after the other lie far apart: to keep them in order row by row takes
# three times as long as to sort them once. Those by a contact's key grow at their end and stay.
_SCATTERED: Final = (
    "ix_contact_organisation_id", "ix_contact_uid", "ix_listing_country_region_sort", "ix_listing_sort",
    "ix_organisation_name", "ix_tag_name_contact_id",
)  # fmt: skip


def put(connection: Reader, insert: str, columns: Sequence[Sequence[Any]]) -> None:
    """Insert rows, given column by column.

    Args:
        connection: where.
        insert: the statement up to ``VALUES``.
        columns: of each column that the statement names, the values; may have none.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it.
    """
    count = len(columns[0])
    marks, bound = ["?"], [columns[0]]
    for column in columns[1:]:  # what is the same in all rows is not handed over value by value
        if count and column[0] in ("", None) and column.count(column[0]) == count:
            marks.append("NULL" if column[0] is None else "''")
        else:
            marks.append("?")
            bound.append(column)
    one = f"({', '.join(marks)})"
    together = max(1, min(TOGETHER, _VALUES // len(bound)))
    whole = count - count % together
    if whole:
        values = chain.from_iterable(islice(zip(*bound, strict=True), whole))
        rows = zip(*[values] * (together * len(bound)), strict=True)
        connection.run_many(f"{insert} {', '.join([one] * together)}", rows)
    connection.run_many(f"{insert} {one}", islice(zip(*bound, strict=True), whole, None))


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
