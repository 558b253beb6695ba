"""The journal: what every verb did to which rows, so that it can be undone and redone, also after a restart.

No triggers: while a verb is recorded, the session's own events name the rows it is about to touch, and their
columns are kept as the file has them, before and after, as JSON. Undoing puts the columns of before back,
provided that the rows still are as the change left them.

Recorded are what a session flushes, by cascade too, and the inserts, updates and deletes given to
``Session.execute``; what goes past the session (``Session.connection()``, ``bulk_save_objects``) is not, save
by ``rows`` and ``bulk``. Rows that ``bulk`` made are kept as ranges (``ranges``): where a change holds both,
its images lie on top of its ranges.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from sqlalchemy.orm import Session

from partnerdesk.errors import Refused
from partnerdesk.storage import ranges
from partnerdesk.storage.columns import instant
from partnerdesk.storage.database import under
from partnerdesk.storage.file import Reader
from partnerdesk.storage.images import TABLES, Image, Key, Watch, images, put_all, watching
from partnerdesk.storage.keys import Keys
from partnerdesk.storage.ranges import Range

_OF_A_CONTACT = frozenset({"email", "phone", "tag", "entry"})
# What is undone was done last: the newest changes. Asked so, the whole journal is never read through.
_DONE: Final = "SELECT id, label FROM change WHERE NOT undone ORDER BY id DESC LIMIT 1"
_AFTER_DONE: Final = f"id > coalesce((SELECT id FROM ({_DONE})), 0)"
_UNDONE: Final = f"SELECT id, label FROM change WHERE {_AFTER_DONE} ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row's image before and after; None where it did not exist."""

    table: str
    key: Key
    before: Image | None
    after: Image | None


@dataclass
class Record:
    """What a verb did.

    Attributes:
        label: what it is called, in the journal and on the screen; may be set until the recording is over.
        touched: the rows, as pairs of table and key; known when the recording is over. Of rows made in bulk,
            only the first of each range.
        contacts: the keys of the contacts whose line in the list may have changed.
        unlisted: those of them whose lines have to be written yet.
    """

    label: str
    touched: frozenset[tuple[str, Key]] = frozenset()
    contacts: Set[int] = frozenset()
    unlisted: Set[int] = frozenset()

    def note(
        self, connection: Reader, changes: Sequence[RowChange], made: Sequence[Range], *, listed: bool
    ) -> None:
        """Take down what was touched, and whether what was made in bulk has its lines already."""
        firsts = ((one.table, one.first) for one in made)
        self.touched = frozenset(chain(((change.table, change.key) for change in changes), firsts))
        self.unlisted = _contacts(connection, changes)
        in_bulk = [range(one.first, one.last + 1) for one in made if one.table == "contact"]
        self.contacts = Keys(self.unlisted, in_bulk)
        if not listed:
            self.unlisted = self.contacts


@contextmanager
def recording(session: Session, label: str, now: datetime) -> Iterator[Record]:
    """Record what is done in this frame as one change, inside of the session's transaction.

    At the end the session is flushed and the change is written, and what had been undone can no longer be
    redone; the caller commits. Nothing is written where no row changed, nor after an exception: the caller
    rolls back.

    Args:
        session: one that writes; it takes the book's write lock here, unless it has it.
        label: what is done.
        now: the present, aware.
    """
    connection = _locked(session)
    record = Record(label)
    with watching(session) as watch:
        yield record
        session.flush()
    changes = _compared(connection, watch)
    record.note(connection, changes, watch.made, listed=True)
    if record.touched:
        _keep(connection, record.label, now, changes, watch.made)


def undo(session: Session) -> Record | None:
    """Take the newest change back, inside of the session's transaction; the caller commits.

    Returns:
        what was done to which rows; None where there is nothing to take back.

    Raises:
        Refused: a row is no longer as the change left it; the caller rolls back.
    """
    return _step(session, _DONE, back=True)


def redo(session: Session) -> Record | None:
    """Do again what was undone last; as ``undo``."""
    return _step(session, _UNDONE, back=False)


def peek(session: Session) -> tuple[str | None, str | None]:
    """Return the labels of what would be undone and redone."""
    connection = under(session)
    back, forth = connection.run(_DONE), connection.run(_UNDONE)
    return back[0][1] if back else None, forth[0][1] if forth else None


def _locked(session: Session) -> Reader:
    """Take the write lock before anything is read, by a writing statement that hits nothing."""
    connection = under(session)
    connection.run("UPDATE change SET undone = undone WHERE 0")
    return connection


def _compared(connection: Reader, watch: Watch) -> list[RowChange]:
    """Return the rows that really are different now."""
    found = []
    for table, before in watch.before.items():
        after = images(connection, table, before)
        found += [
            RowChange(table, key, image, after.get(key))
            for key, image in before.items()
            if image != after.get(key)
        ]
    return found


def _keep(
    connection: Reader, label: str, now: datetime, changes: Iterable[RowChange], made: Iterable[Range]
) -> None:
    if connection.run(_UNDONE):
        undone = f"SELECT id FROM change WHERE {_AFTER_DONE}"
        connection.run(f"DELETE FROM changed_row WHERE change_id IN ({undone})")
        connection.run(f"DELETE FROM made_rows WHERE change_id IN ({undone})")
        connection.run(f"DELETE FROM change WHERE id IN ({undone})")
    connection.run("INSERT INTO change (label, at, undone) VALUES (?, ?, 0)", (label, instant(now)))
    ((change_id,),) = connection.run("SELECT last_insert_rowid()")
    connection.run_many(
        "INSERT INTO changed_row (change_id, record, key, before, after) VALUES (?, ?, ?, ?, ?)",
        [
            (change_id, change.table, json.dumps(change.key), change.before, change.after)
            for change in changes
        ],
    )
    ranges.keep(connection, change_id, made)


def _step(session: Session, which: str, *, back: bool) -> Record | None:
    connection = _locked(session)
    session.flush()
    chosen = connection.run(which)
    if not chosen:
        return None
    ((change_id, label),) = chosen
    steps = _steps(connection, change_id, back=back)
    # Rows refer to each other in any order: references are looked at when all rows are in place.
    connection.run("PRAGMA defer_foreign_keys=ON")
    if back:
        _apply(connection, label, steps)
        made = _in_bulk(connection, label, change_id, ranges.take_back)
    else:
        made = _in_bulk(connection, label, change_id, ranges.bring_back)
        _apply(connection, label, steps)
    connection.run("UPDATE change SET undone = ? WHERE id = ?", (back, change_id))
    session.expire_all()
    record = Record(label)
    record.note(connection, steps, made, listed=False)
    return record


def _in_bulk(
    connection: Reader,
    label: str,
    change_id: int,
    step: Callable[[Reader, int], tuple[list[Range], bool]],
) -> list[Range]:
    try:
        made, alike = step(connection, change_id)
    except KeyError as error:
        raise _unknown(label, str(error.args[0])) from error
    if not alike:
        raise _otherwise(label)
    return made


def _unknown(label: str, name: str) -> Refused:
    return Refused(f"“{label}” cannot be taken back: the journal speaks of an unknown “{name}”.")


def _otherwise(label: str) -> Refused:
    return Refused(
        f"“{label}” cannot be undone or redone: what it concerns was changed since by other means.",
        "Make the correction by hand.",
    )


def _steps(connection: Reader, change_id: int, *, back: bool) -> list[RowChange]:
    statement = "SELECT record, key, before, after FROM changed_row WHERE change_id = ?"
    found = connection.run(statement, (change_id,))
    steps = [RowChange(table, json.loads(key), before, after) for table, key, before, after in found]
    return [RowChange(step.table, step.key, step.after, step.before) for step in steps] if back else steps


def _apply(connection: Reader, label: str, steps: Iterable[RowChange]) -> None:
    """Bring all rows from their image of before to the one of after, or none."""
    tables: dict[str, list[RowChange]] = {}
    for step in steps:
        tables.setdefault(step.table, []).append(step)
    for table, some in tables.items():
        if table not in TABLES:
            raise _unknown(label, table)
        now = images(connection, table, [step.key for step in some])
        if not all(_alike(now.get(step.key), step.before) for step in some):
            raise _otherwise(label)
    for table, some in tables.items():
        put_all(connection, table, ((step.key, step.before, step.after) for step in some))


def _alike(now: Image | None, expected: Image | None) -> bool:
    """Compare a row with an image that may be older than some of its columns."""
    if now is None or expected is None or now == expected:
        return now == expected
    present, columns = json.loads(now), json.loads(expected)
    return all(name in present and present[name] == value for name, value in columns.items())


def _contacts(connection: Reader, changes: Iterable[RowChange]) -> frozenset[int]:
    """Return the contacts whose lines in the list may be other ones now."""
    contacts: set[int] = set()
    organisations: list[Key] = []
    for change in changes:
        if change.table == "contact":
            contacts.add(int(change.key))
        elif change.table == "organisation":
            organisations.append(change.key)
        elif change.table in _OF_A_CONTACT:
            contacts.update(
                json.loads(image)["contact_id"] for image in (change.before, change.after) if image
            )
    if organisations:
        members = "SELECT id FROM contact WHERE organisation_id IN (SELECT value FROM json_each(?))"
        contacts.update(key for (key,) in connection.run(members, (json.dumps(organisations),)))
    return frozenset(contacts)
