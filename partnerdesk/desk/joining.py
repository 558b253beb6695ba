"""Edits that are kept every few seconds while somebody types, as one change of the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.desk.book import Key

_PAUSE = timedelta(minutes=10)
"""After as long, what is typed is another piece of work."""

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def join_edits(session: Session, label: str, row: Key) -> None:
    """Make one change of the journal's last two where both are edits of this row, one soon after the other.

    One undo takes back the typing, not a syllable. To be called when the newer one is in the journal.
    """
    from sqlalchemy import delete, select, update

    from partnerdesk.storage.ledger import Change, ChangedRow

    record, key = row
    connection = session.connection()  # what is done by it is not itself recorded
    newest = (
        select(Change.id, Change.label, Change.at).where(~Change.undone).order_by(Change.id.desc()).limit(2)
    )
    edits: list[tuple[int, int, str | None]] = []
    times: list[datetime] = []
    for change_id, said, at in connection.execute(newest):
        times.append(at)
        columns = (ChangedRow.id, ChangedRow.record, ChangedRow.key, ChangedRow.before)
        rows = connection.execute(select(*columns).where(ChangedRow.change_id == change_id)).all()
        if said == label and [(each.record, each.key) for each in rows] == [(record, str(key))]:
            edits.append((change_id, rows[0].id, rows[0].before))
    in_one_go = len(times) == 2 and times[0] - times[1] <= _PAUSE
    if len(edits) == 2 and in_one_go and edits[1][2] is not None:  # else the older one is where the row began
        (_, newer_row, _), (older, older_row, before) = edits
        connection.execute(update(ChangedRow).where(ChangedRow.id == newer_row).values(before=before))
        connection.execute(delete(ChangedRow).where(ChangedRow.id == older_row))
        connection.execute(delete(Change).where(Change.id == older))
