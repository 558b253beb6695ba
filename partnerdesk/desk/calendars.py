"""The proposed times of a letter as a calendar file, beside it or attached to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnerdesk.desk.prepared import Prepared


def calendar(letter: Prepared, now: datetime) -> bytes:
    """Return a letter's times as a calendar, told in words by both clocks; empty for a letter without any.

    Args:
        letter: one whose parties' zones are known, as the checklist demands of one with times.
        now: when this version is written, aware.

    """
    from partnerdesk.core.drafting import local_times
    from partnerdesk.formats import ics

    draft = letter.draft
    if not (draft.slots and letter.party.place.zone and letter.home.place.zone):
        return b""
    return ics.write(
        ics.Event(
            ics.uid(draft.to.address, slot.text()),
            slot,
            draft.subject,
            "\n".join(local_times(slot, letter.home, letter.party, draft.language)),
            now,
        )
        for slot in draft.slots
    )
