"""What contacts that are in the book get besides, written many at once: without records, and watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from partnerdesk.storage.batches import put
from partnerdesk.storage.bulk import COLUMNS
from partnerdesk.storage.columns import instant
from partnerdesk.storage.database import under
from partnerdesk.storage.file import Reader
from partnerdesk.storage.images import Watch, watch_of
from partnerdesk.storage.ranges import inserting


@dataclass(slots=True)
class Growth:
    """What some contacts get.

    Attributes:
        values: by key of the contact and column of its table: text, or the codes of languages.
        emails: key of the contact, position, address, label.
        phones: key of the contact, position, number, label.
        tags: key of the contact, name.
        entries: key of the contact, kind, instant (aware), text.

    """

    values: dict[int, dict[str, str | tuple[str, ...]]] = field(default_factory=dict)
    emails: list[tuple[int, int, str, str]] = field(default_factory=list)
    phones: list[tuple[int, int, str, str]] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    entries: list[tuple[int, str, datetime, str]] = field(default_factory=list)

    def write(self, session: Session) -> None:
        """Write it in the session's transaction; where a verb is recorded, it is part of its change.

        Raises:
            BookError: one of its kinds, as ``troubles.translated`` says it; the caller rolls back.

        """
        session.flush()
        connection, watch = under(session), watch_of(session)
        self._change(connection, watch)
        entries = [(key, kind, instant(at), text, None, "", None) for key, kind, at, text in self.entries]
        for table, rows in (
            ("email", self.emails), ("phone", self.phones), ("tag", self.tags), ("entry", entries),
        ):  # fmt: skip
            _insert(connection, watch, table, rows)

    def _change(self, connection: Reader, watch: Watch | None) -> None:
        together: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
        for key, values in self.values.items():
            row = [",".join(each) if isinstance(each, tuple) else each for each in values.values()]
            together[tuple(values)].append((*row, key))
        if watch:
            watch.about_to_touch("contact", self.values)
        for columns, rows in together.items():
            assigned = ", ".join(f'"{column}" = ?' for column in columns)
            connection.run_many(f"UPDATE contact SET {assigned} WHERE id = ?", rows)


def _insert(connection: Reader, watch: Watch | None, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, all but their keys, which are those that come next."""
    if not rows:
        return
    used = connection.run("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    first = used[0][0] + 1 if used else 1
    keys = range(first, first + len(rows))
    put(connection, inserting(table, COLUMNS[table]), (keys, *zip(*rows, strict=True)))
    if watch:
        watch.inserted(table, keys)
