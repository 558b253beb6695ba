"""The letter as the rules look at it: its draft, both parties, and what the book knows beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import Clock, Day, clocks, day_in
from partnerdesk.core.checklist.owners import elsewhere, whose_time
from partnerdesk.core.checklist.sentences import sentences_of
from partnerdesk.core.drafting import Draft, Party, ProjectFacts, city_in, local_times
from partnerdesk.core.times import Slot

NOBODY = "the contact"
"""Whom the letter is to, in a sentence, where neither name nor address is known."""
_LONGEST = 100_000  # letters of a body in which times are looked for
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MARKS = " \t-–•*·"


@dataclass(frozen=True)
class Known:
    """What is known beside the letter itself.

    Attributes:
        project: what it is about.
        proposes: whether it asks for a meeting: thanks and a polite no do not.
        last_letter: when the last letter to this contact went out that nobody has answered since, aware.
        recipients: to how many addresses it goes.
        slots_known: whether its slots are known: a text file says times in words only.
        returned: addresses, in lower case, from which the last letter came back.
        follows: what its template goes on from: a letter of ours or an answer of theirs; empty: nothing.
        corrects: whether its template takes back times of an earlier letter, which it then quotes; None:
            not known, and its words have to tell.
        had: which of these there were, ``letter`` and ``answer``; None: not known.
        asked: where they were asked about the same already, how that stands (``sent``, ``replied``,
            ``agreed``, ``declined``), and when it was, aware; of those who declined, when they did.
        unread: when they wrote last, where that was not answered since, aware; None: nothing waits.
        strange: whether the book has the contact, and not with the address that the letter goes to.

    """

    project: ProjectFacts | None = None
    proposes: bool = True
    last_letter: datetime | None = None
    recipients: int = 1
    slots_known: bool = True
    returned: frozenset[str] = frozenset()
    follows: Literal["", "letter", "answer"] = ""
    corrects: bool | None = None
    had: frozenset[str] | None = None
    asked: tuple[str, datetime] | None = None
    unread: datetime | None = None
    strange: bool = False


@dataclass(frozen=True)
class Span:
    """A piece of the body: its text, and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Letter:
    """What a rule looks at.

    Attributes:
        draft: the letter.
        home: whose it is.
        contact: whom it goes to.
        now: the present instant, aware; None: nothing is past.
        known: what the book knows beside.
        doubted: slots that were read from its words and may be of something else than the meeting.

    """

    draft: Draft
    home: Party
    contact: Party
    now: datetime | None = None
    known: Known = field(default_factory=Known)
    doubted: frozenset[Slot] = frozenset()

    @property
    def reader(self) -> str:
        """The contact's name, for a sentence."""
        return self.contact.name or self.draft.to.address or NOBODY

    @cached_property
    def locale(self) -> str:
        """Whose words its dates are in: the letter's language, in the reader's country."""
        return wording.locale_for(self.draft.language, self.contact.place.country)

    @cached_property
    def gives_hours(self) -> bool:
        """Whether it says any hour."""
        return any(clocks(line) for line in self.read.split("\n"))

    @cached_property
    def read(self) -> str:
        """What is read of its times: no letter of sense is longer."""
        return self.draft.body[:_LONGEST]

    @cached_property
    def locales(self) -> tuple[str, ...]:
        """Whose words its dates may be in: a short letter's words may not tell its language."""
        return (self.locale,) if self.languages else (self.locale, *words.READ)

    def local_times(self, slot: Slot) -> tuple[str, str]:
        """Return how a letter gives a slot: in their local time, and in ours; worked out once."""
        if slot not in self._told:
            self._told[slot] = local_times(slot, self.home, self.contact, self.draft.language)
        return self._told[slot]

    def city_in(self, party: Party, text: str) -> str:
        """Return a party's city as a text of the letter names it; empty where it does not.

        As the book has it, or in the letter's language; else “your time” and “our time” in its words.
        """
        named = next((each for each in self.cities(party) if each in text), "")
        return named or whose_time(text, "theirs" if party is self.contact else "ours")

    def clocks_in(self, text: str) -> list[Clock]:
        """Return the clocks of a text but those of a place which is neither party's: “16:00 in London”."""
        return [each for each in clocks(text) if not self.elsewhere(text, each)]

    def elsewhere(self, text: str, clock: Clock) -> str:
        """Return the text from the name of such a place on; empty where a clock is of none."""
        return elsewhere(text, clock, self._all_cities)

    def cities(self, party: Party) -> tuple[str, ...]:
        """Return the names by which the letter may call a party's city, the longest first."""
        return self._cities_of[party is self.contact]

    @cached_property
    def _all_cities(self) -> tuple[str, ...]:
        return (*self.cities(self.contact), *self.cities(self.home))

    @cached_property
    def _cities_of(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._named(self.home), self._named(self.contact)

    def _named(self, party: Party) -> tuple[str, ...]:
        codes = filter(None, (self.draft.language, self.draft.also))
        locales = [self.locale, *(wording.locale_for(each, self.contact.place.country) for each in codes)]
        names = {party.place.city, *(city_in(party.place, each) for each in locales)}
        return tuple(sorted(filter(None, names), key=lambda name: (-len(name), name)))

    def date_in(self, line: str) -> date | None:
        """Return the one date of a line; without its year, that of a slot, or the one nearest to the first.

        What says that it is past ("we met on 2 March") has the last such day.
        """
        said = next((found for each in self.locales if (found := day_in(line, each)) is not None), None)
        slots = self.draft.slots
        if said is None:
            return None
        if said.year:
            return said.in_year(said.year)
        if not slots:
            return self._coming(said)
        zones = [each.place.zone for each in (self.contact, self.home) if each.place.zone]
        days = [slot.local(zone).date() for slot in slots for zone in zones] or [slots[0].wall.date()]
        same = [day for day in days if (day.month, day.day) == (said.month, said.day)]
        if same:
            return same[0]
        first, today = days[0], self.now.date() if self.now else None
        near = filter(None, (said.in_year(first.year + more) for more in (-1, 0, 1)))
        if words.says("past", words.folded(line), self.languages):
            return max((day for day in near if day <= (today or first)), default=None)
        return min(
            (day for day in near if today is None or day >= today),
            key=lambda day: abs(day - first),
            default=None,
        )

    def _coming(self, said: Day) -> date | None:
        """Return the next such day."""
        if self.now is None:
            return None
        today = self.now.date()
        days = (said.in_year(today.year + more) for more in (0, 1))
        return next((each for each in days if each is not None and each >= today), None)

    @cached_property
    def _told(self) -> dict[Slot, tuple[str, str]]:
        return {}

    @cached_property
    def times(self) -> tuple[str, ...]:
        """All times as the letter gives them when it is composed."""
        return tuple(line for slot in self.draft.slots for line in self.local_times(slot))

    @cached_property
    def folded(self) -> str:
        """The body without case and accents, letter for letter as long as the body."""
        return words.folded(self.draft.body)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages whose words can be read in this letter; two in a bilingual one, none in others."""
        return words.languages(self.folded, self.draft.language)

    @cached_property
    def corrects(self) -> bool:
        """Whether it takes back a time of an earlier letter."""
        if self.known.corrects is not None:
            return self.known.corrects
        return words.says("corrects", self.folded, self.languages)

    @cached_property
    def follows(self) -> bool:
        """Whether it refers to an earlier letter, as a reminder does, and there may have been one."""
        refers = self.corrects or words.says("follows", self.folded, self.languages)
        return refers and (self.known.had is None or bool(self.known.had))

    @cached_property
    def signature(self) -> int:
        """Where the signature begins; the body's end where there is none."""
        body = self.draft.body
        for signed in (self.home.signature, self.home.name):
            at = body.rfind(signed.strip()) if signed.strip() else -1
            if at >= 0 and at >= len(body) // 2:
                return at
        return len(body)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs before the signature."""
        body = self.draft.body[: self.signature]
        return tuple(Span(found[0], found.start()) for found in _PARAGRAPH.finditer(body))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of prose, line by line: what stands in a list ends with its line."""
        return tuple(each for paragraph in self.paragraphs for each in sentences(paragraph))

    @cached_property
    def closing(self) -> int:
        """Where the closing begins ("Kind regards,"), before which a paragraph can be put."""
        if self.signature == len(self.draft.body):
            return self.signature
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is None or "\n" in last.text or len(last.text) > 60 or last.text[-1] not in ",，、":
            return self.signature
        return last.start


def sentences(paragraph: Span) -> Iterator[Span]:
    """Take a paragraph apart: a line of a list is a sentence, and so is what ends with a full stop.

    Lines with a UTC offset are times, and no prose.
    """
    start = paragraph.start
    for line in paragraph.text.split("\n"):
        if "(UTC" not in line:
            for at, said in sentences_of(line):
                text = said.strip(_MARKS)
                if text:
                    yield Span(text, start + at + said.index(text))
        start += len(line) + 1
