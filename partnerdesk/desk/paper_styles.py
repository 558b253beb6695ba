"""What of a contact stands on paper, in each style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from partnerdesk.core import wording
from partnerdesk.core.postal import PostalAddress, postal_lines
from partnerdesk.core.text import fold
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone
from partnerdesk.desk.paper_asides import Shared, shared
from partnerdesk.desk.paper_clocks import UNKNOWN, Clocks
from partnerdesk.desk.paper_people import Person, Progress, country_name, groups, telling
from partnerdesk.desk.parties import week_of_contact
from partnerdesk.formats.paper.sheets import sheet_named
from partnerdesk.formats.paper.values import (
    Card,
    CardGroup,
    Cards,
    Cell,
    Column,
    Frame,
    Group,
    Labels,
    Look,
    Part,
    Table,
)

if TYPE_CHECKING:
    from partnerdesk.storage.paper import PaperContact, Way

COLUMNS = ("organisation", "contact", "time", "languages", "hours", "last", "next", "notes")
USUAL = ("organisation", "contact", "time")
_SHARES = {
    "name": 0.22,
    "organisation": 0.23,
    "contact": 0.34,
    "time": 0.21,
    "languages": 0.14,
    "hours": 0.2,
    "last": 0.22,
    "next": 0.24,
    "notes": 0.3,
}
_HISTORY = 240  # letters of the last entry on a card

_PRIVATE = frozenset(
    {
        "home", "personal", "personnel", "personnelle", "perso", "personale", "personlich", "pessoal", "casa",
        "particular", "domicilio", "domicile", "maison", "hogar", "lar", "residencia", "residence",
        "residencial", "zuhause", "daheim", "hause", "thuis", "prive", "自宅",
    }
)  # fmt: skip
"""Words of labels, in the languages that our files come in."""
_PRIVATELY = "priva"  # private, privat, Privatnummer, privado, privato …
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Styler:
    """Turns people into content for one print.

    Args:
        frame: title, date and the like.
        look: of the pages.
        clocks: home's clock.
        home_country: its code; post within it has no country on the last line.
        notes: whether notes are printed.
        private: whether addresses and numbers are printed that their labels say are private, or at home.
    """

    frame: Frame
    look: Look
    clocks: Clocks
    home_country: str = ""
    notes: bool = False
    private: bool = False

    def kept_private(self, people: Sequence[Person], *, mails: bool, phones: bool) -> list[str]:
        """Return the names of those of whom something private is not printed, of what a style prints."""
        if self.private:
            return []
        return [
            each.card.name
            for each in people
            if (mails and any(map(_is_private, each.card.emails)))
            or (phones and any(map(_is_private, each.card.phones)))
        ]

    def _mails(self, card: PaperContact) -> list[Way]:
        return [one for one in card.emails if self.private or not _is_private(one)]

    def _phones(self, card: PaperContact) -> list[Way]:
        return [one for one in card.phones if self.private or not _is_private(one)]

    def table(
        self,
        people: Sequence[Person],
        columns: Sequence[str] = USUAL,
        progress: Progress | None = None,
        *,
        by_place: bool = False,
    ) -> Table:
        """Return a table of people with the columns asked for, of ``COLUMNS``, after the name.

        Where headings are ``by_place``, the clock that all rows under one share is told once, behind it;
        the column of the clocks has those of the other rows, and is left out where there are none. What
        ``progress`` raises stops the work.
        """
        said = progress or _silent
        some = list(groups(telling(people, lambda _, total: said(0, total))))
        told = shared(self.clocks, some) if by_place and "time" in columns else [Shared()] * len(some)
        shown = [*columns, *(["notes"] if self.notes and "notes" not in columns else [])]
        if some and all(each.whole for each in told):
            shown = [key for key in shown if key != "time"]
        headings = {
            "organisation": "Organisation, place",
            "contact": "E-mail, phone",
            "time": f"Beside {self.clocks.name}" if self.clocks.name else "Time there",
            "languages": "Languages",
            "hours": "In school, their time",
            "last": "Last",
            "next": "Next",
            "notes": "Notes",
        }
        laid = [Column("Name", _SHARES["name"]), *(Column(headings[key], _SHARES[key]) for key in shown)]
        timeless = [key if key != "time" else "" for key in shown]
        everybody = telling([each for _, those in some for each in those], said)
        made = tuple(
            Group(
                heading,
                under,
                tuple(
                    self._row(each, timeless if clock.whole else shown)
                    for each in islice(everybody, len(those))
                ),
                aside=clock.aside,
                under_aside=clock.under_aside,
            )
            for ((heading, under), those), clock in zip(some, told, strict=True)
        )
        return Table(self.frame, tuple(laid), made, self.look)

    def _row(self, each: Person, columns: Sequence[str]) -> tuple[Cell, ...]:
        """Return name and role, and a cell of each column; an empty one for an empty name."""
        return _listed(each), *(self._cell(key, each) if key else () for key in columns)

    def line(self, each: Person) -> tuple[Cell, ...]:
        """Return name, organisation and place, e-mail and phone of one contact."""
        return _listed(each), self._cell("organisation", each), self._cell("contact", each)

    def phone(self, people: Iterable[Person]) -> Table:
        """Return a table of numbers, with the hours of school by home's clock."""
        clock = f"In school, {self.clocks.name} time" if self.clocks.name else "In school"
        columns = [Column("Name", 0.32), Column("Phone", 0.26), Column(clock, 0.42)]

        def row(each: Person) -> tuple[Cell, ...]:
            numbers: Cell = tuple(("text", _labelled(one.text, one.label)) for one in self._phones(each.card))
            return _who(each, place=True), numbers, self._hours_here(each)

        made = tuple(
            Group(heading, under, tuple(row(each) for each in some))
            for (heading, under), some in groups(people)
        )
        return Table(self.frame, tuple(columns), made, self.look)

    def cards(self, people: Iterable[Person]) -> Cards:
        """Return a block for each."""
        made: dict[str, list[Card]] = {}
        for (heading, _), some in groups(people):
            made.setdefault(heading, []).extend(Card(self._block(each)) for each in some)
        return Cards(
            self.frame, tuple(CardGroup(name, tuple(cards)) for name, cards in made.items()), self.look
        )

    def labels(self, people: Iterable[Person], sheet: str, first: int) -> tuple[Labels, list[str]]:
        """Return an address for each, and the names of those that have none.

        Raises:
            BadInput: there is no such sheet (field ``sheet``).

        """
        made, without = [], []
        for each in people:
            address = postal_address(each.card)
            if address.deliverable:
                made.append(self._lines(address))
            else:
                without.append(each.card.name)
        return Labels(self.frame.title, sheet_named(sheet), tuple(made), first, self.look), without

    def _lines(self, address: PostalAddress) -> tuple[str, ...]:
        abroad = address.country != self.home_country
        return postal_lines(address, country_name(address.country) if abroad else "")

    def _block(self, each: Person) -> Cell:
        card = each.card
        parts: list[Part] = [*_who(each, organisation=True)]
        address = postal_address(card)
        land = "" if each.heading == each.country else each.country
        where = [
            line for line in postal_lines(address, land) if line not in (card.name, address.organisation)
        ]
        ways = [_labelled(one.text, one.label) for one in self._mails(card)]
        ways += [_labelled(one.text, one.label) for one in self._phones(card)]
        parts += _apart([("text", line) for line in where])
        parts += _apart([("text", line) for line in ways])
        parts += _apart([("small", text) for text in self._facts(each)])
        if self.notes and card.notes.strip():
            parts += _apart([("text", card.notes)])
        return tuple(parts)

    def _facts(self, each: Person) -> list[str]:
        """Say languages, hours, the difference, what was last and what is next; each as far as known."""
        facts = [_languages(each.card), " ".join(self._hours(each))]
        facts += [
            self.clocks.sentence(at) if (at := each.card.whereabouts.zone) else "Zone not known",
            self._last(each),
            f"Next: {each.step}" if each.step else "",
        ]
        return [fact for fact in facts if fact]

    def _cell(self, key: str, each: Person) -> Cell:
        card, place = each.card, each.card.whereabouts
        if key == "organisation":
            where = [place.city, "" if each.country == each.heading else each.country]
            name = card.organisation.name if card.organisation else ""
            return ("text", name), ("text", ", ".join(part for part in where if part))
        if key == "contact":
            mails: list[Part] = [("text", one.text) for one in self._mails(card)[:1]]
            return *mails, *(("text", one.text) for one in self._phones(card)[:1])
        if key == "hours":
            week = week_of_contact(card)
            words = week.words()
            return (("fine", words if week.confirmed or not words else f"{words} (assumed)"),)
        if key == "time":
            told = self.clocks.brief(place.zone) if place.zone else (UNKNOWN,)
            return tuple(("fine", text) for text in told)
        if key == "languages":
            return (("fine", _languages(card)),)
        if key == "notes":
            return (("fine", card.notes),)
        return (("fine", self._last(each) if key == "last" else each.step),)

    def _hours(self, each: Person) -> list[str]:
        week = week_of_contact(each.card)
        if not week.text() or not (week.confirmed or each.country):  # a week nowhere is not even assumed
            return []
        return [f"In school {week.words()}, their time", *([] if week.confirmed else ["(assumed)"])]

    def _hours_here(self, each: Person) -> Cell:
        week = week_of_contact(each.card)
        told = self.clocks.hours(week, each.card.whereabouts.zone)
        if not (told and told[0]):
            return (("small", "not known"),)
        first = told[0] if week.confirmed else f"{told[0]} (assumed)"
        return ("text", first), *(("small", text) for text in told[1:])

    def _last(self, each: Person) -> str:
        entry = each.card.last
        if entry is None:
            return ""
        day = entry.at.astimezone(zone(self.clocks.here or "UTC")).date()
        text = " ".join(entry.text.split())
        short = text if len(text) <= _HISTORY else f"{text[:_HISTORY].rsplit(' ', 1)[0]} …"
        return f"{day_words(day, weekday=False)} {day.year}: {short or entry.kind}"


def with_numbers(people: Sequence[Person], *, private: bool) -> tuple[list[Person], list[str]]:
    """Return those of whom a number may be printed, and the names of those who have none at all."""
    some = [each for each in people if any(private or not _is_private(one) for one in each.card.phones)]
    return some, [each.card.name for each in people if not each.card.phones]


def postal_address(card: PaperContact) -> PostalAddress:
    """Return a contact's own address, else its organisation's."""
    school, place = card.organisation, card.whereabouts
    own = bool(card.street or card.postcode) or school is None
    if not own and school is not None and school.place:
        place = school.place
    return PostalAddress(
        name=card.name,
        organisation=school.name if school else "",
        street=card.street if own or school is None else school.street,
        postcode=card.postcode if own or school is None else school.postcode,
        city=place.city,
        region=place.region,
        region_name=place.region_name,
        country=place.country,
    )


def _silent(_done: int, _total: int) -> None:
    pass


def _is_private(way: Way) -> bool:
    return bool(way.label) and _says_private(way.label)


@lru_cache(1024)
def _says_private(label: str) -> bool:
    """Say whether any word of a label tells so: what is left out once too often can be asked for."""
    words = _WORD.findall(fold(label))
    return any(word in _PRIVATE or word.startswith(_PRIVATELY) for word in words)


def _who(each: Person, *, place: bool = False, organisation: bool = False) -> Cell:
    """Return name and role, and what else is asked for below them."""
    card = each.card
    school = card.organisation.name if card.organisation else ""
    more = [card.role]
    if organisation:
        more.append(school)
    if place:
        where = [school, card.whereabouts.city, "" if each.country == each.heading else each.country]
        more = [", ".join(part for part in where if part)]
    return ("name", card.name or "No name"), *(("small", text) for text in more if text)


def _listed(each: Person) -> Cell:
    """Return name and role as a row has them."""
    card = each.card
    return ("name", card.name or "No name"), *((("text", card.role),) if card.role else ())


def _apart(parts: list[Part]) -> list[Part]:
    """Set pieces off from those before them by a little space."""
    return [("text", ""), *parts] if parts else []


def _labelled(text: str, label: str) -> str:
    return f"{text} ({label})" if label else text


def _languages(card: PaperContact) -> str:
    return ", ".join(wording.language_name(code) for code in card.languages)
