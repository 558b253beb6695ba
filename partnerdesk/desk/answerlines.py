"""What a line of Today says of an answer: the times in it, what it leans to, and what to answer with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import never_there
from partnerdesk.core.checklist.hours import in_own_hours
from partnerdesk.core.drafting import Party
from partnerdesk.core.purposes import ANOTHER_TIME, CONFIRMATION, POLITE_NO, THANKS
from partnerdesk.core.replies import accepting, leaning, shortened
from partnerdesk.core.saidtimes import names_more, said_times
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.core.zones import zone_city
from partnerdesk.desk import holidays
from partnerdesk.desk.parties import home_party
from partnerdesk.desk.todo import Act, Item

if TYPE_CHECKING:
    from partnerdesk.core.followups import Calendar
    from partnerdesk.core.places import Place
    from partnerdesk.storage.records import Home

KEPT_ON_FILE = "kept-on-file"
_VERBS: dict[str, tuple[str, Act]] = {
    "agreed": ("They agreed", "agree"),
    "declined": ("They declined", "decline"),
    "off": ("Answer", "answer"),
    "": ("Answer", "answer"),
}
_REPLIES = {"agreed": THANKS, "declined": KEPT_ON_FILE, "off": ANOTHER_TIME, "": THANKS}
"""What answers an answer, by what it leans to."""
_MEANT = {CONFIRMATION: "agreed", POLITE_NO: "declined"}
"""What letters that answer say came of it."""
_QUOTED = 140  # letters of an answer that a line shows


def came_of_it(purpose: str, text: str) -> tuple[str, Act]:
    """Return verb and act for somebody who was answered, by what with, else by their words.

    That a time was off does not say what came of it after our answer.
    """
    leans = leaning(text)
    return _VERBS[_MEANT.get(purpose) or (leans if leans in ("agreed", "declined") else "agreed")]


@dataclass(frozen=True)
class Said:
    """An answer, with what it is to be read by.

    Attributes:
        text: what they say; may be empty.
        at: when, aware.
        calendar: their school days, with the zone by whose clock they speak.
        place: theirs.
        ours: the times that we had proposed to them.

    """

    text: str
    at: datetime
    calendar: Calendar
    place: Place
    ours: Sequence[Slot] = ()

    @property
    def leans(self) -> str:
        """What it leans to."""
        return leaning(self.text)


class Reader:
    """Reads answers at one moment, for one home."""

    def __init__(self, now: datetime, ours: Home) -> None:
        self.now, self.ours = now, ours
        self.here = zone_named(ours.place.zone or "UTC")
        self._suiting: dict[Slot, bool] = {}

    def told(self, item: Item, said: Said) -> Item:
        """Add to a line what they say, and what to do about it: to use their time, or what they lean to."""
        calendar, leans = said.calendar, said.leans
        item = replace(item, off=leans == "off")
        elsewhere = [self.ours.place.city]
        read = said_times(said.text, calendar.zone, said.at, elsewhere=elsewhere)
        slots = [slot for slot in read if slot.start > self.now]
        ahead = [slot for slot in said.ours if slot.start > self.now]
        starts = {slot.start for slot in slots}
        accepted = [slot for slot in ahead if slot.start in starts]
        if leans == "off":  # a time of ours that they name is the one that they cannot keep
            slots = [slot for slot in slots if slot.start not in {each.start for each in ahead}]
        elif accepted and leans != "declined" and (takes := self._taken(said, accepted)):
            return self._accepts(item, said, takes[0])
        if slots:
            return self._proposes(item, said, slots)
        verb, act = _VERBS[leans]
        quoted = f"“{shortened(said.text, _QUOTED)}”" if said.text else ""
        lead = "They cannot keep the time: " if leans == "off" and quoted else ""
        one = tuple(ahead) if leans == "agreed" and len(ahead) == 1 else ()
        reply = CONFIRMATION if one else _REPLIES[leans]
        return replace(
            item, detail=lead + quoted, verb=verb, act=act, template=reply, reply=reply, reply_slots=one
        )

    def _taken(self, said: Said, accepted: Sequence[Slot]) -> Sequence[Slot]:
        """Return which of our times they accept, of those that they name: what is asked about is not."""
        if "?" not in said.text:
            return accepted
        plainly = accepting(said.text)
        read = said_times(plainly, said.calendar.zone, said.at, elsewhere=[self.ours.place.city])
        return [slot for slot in accepted if slot.start in {each.start for each in read}]

    def _accepts(self, item: Item, said: Said, slot: Slot) -> Item:
        """Write that they accept a time of ours: all that is left is to say so, and to confirm it."""
        verb, act = _VERBS["agreed"]
        when = self._both(slot, said)
        return replace(
            item,
            sentence=f"{item.name} accepts {when}",
            detail=f"“{shortened(said.text, _QUOTED)}”",
            verb=verb,
            act=act,
            template=CONFIRMATION,
            reply=CONFIRMATION,
            reply_slots=(slot,),
        )

    def _proposes(self, item: Item, said: Said, slots: Sequence[Slot]) -> Item:
        """Write which times they may propose; those at which both can are for using."""
        against = {slot: self._against(slot, said) for slot in slots}
        fit = tuple(slot for slot in slots if not against[slot])
        named = [", ".join(filter(None, (self._both(slot, said), against[slot]))) for slot in slots]
        elsewhere = [self.ours.place.city]
        more = names_more(said.text, said.calendar.zone, said.at, elsewhere)
        detail = f"They may propose {'; or '.join(named)}" + ("; the letter may name more" if more else "")
        if not fit:
            return replace(
                item,
                detail=detail,
                verb="Answer",
                act="answer",
                template=ANOTHER_TIME,
                slots=tuple(slots),
                reply=ANOTHER_TIME,
            )
        return replace(
            item,
            detail=detail,
            verb="Use this time" if len(fit) == 1 else "Use the first time",
            act="use",
            template=CONFIRMATION,
            slots=fit,
            reply=ANOTHER_TIME,
        )

    def _against(self, slot: Slot, said: Said) -> str:
        """Say why a time cannot be, as far as the book knows; empty where it can."""
        if not self._suits_us(slot):
            return "which is outside your own hours"
        calendar = said.calendar
        place = replace(said.place, zone=calendar.zone)
        party = Party(name="", place=place, week=calendar.week, holidays=calendar.holidays)
        return "which is outside their school hours in the book" if never_there(slot, party) else ""

    def _suits_us(self, slot: Slot) -> bool:
        """Whether a time lies in our own hours, or those that we stretch to."""
        if slot not in self._suiting:
            ours = home_party(self.ours, holidays.years(self.now, [slot]))
            self._suiting[slot] = in_own_hours(slot, ours)
        return self._suiting[slot]

    def _both(self, slot: Slot, said: Said) -> str:
        zone = said.calendar.zone
        return both_clocks(slot, zone, said.place.city or zone_city(zone), self.here)


def both_clocks(slot: Slot, theirs: str, city: str, here: tzinfo) -> str:
    """Say a time on both clocks: ``Tuesday 8 December, 11:00 in Puebla (12:00 for you)``."""
    there, ours = slot.local(theirs), slot.start.astimezone(here)
    day = "" if there.date() == ours.date() else f"{day_words(ours.date())}, "
    return f"{day_words(there.date())}, {clock(there)} in {city} ({day}{clock(ours)} for you)"
