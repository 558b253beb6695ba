"""Template and facts → draft: the letter to one contact, with its times for both readers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timezone
from functools import lru_cache

from partnerdesk.core import wording
from partnerdesk.core.facts import Gap, PartyWords, ProjectWords, SlotWords, Words, marker
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.templates import Template, parse_template
from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.core.times_block import block, with_times
from partnerdesk.core.zones import canonical
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.errors import BadInput, Refused

__all__ = [
    "Address", "Draft", "Earlier", "Party", "ProjectFacts", "Template",
    "choose_language", "compose", "local_times", "parse_template", "slot_words",
]  # fmt: skip

MOST_SLOTS = 3
"""How many times one letter may propose; more would be no proposal."""

_MOST_LANGUAGES = 12  # of a party, so that a template's loop over them ends soon

_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Address:
    """A name and an e-mail address, as text from outside: ``formats.mail`` makes headers of them safely."""

    name: str
    address: str


@dataclass(frozen=True)
class Draft:
    r"""A rendered, editable letter to one contact.

    ``subject`` is one line. ``body`` has ``\n`` between lines and none at its end. ``language`` is the
    template's, ``also`` that of a second text below it (``core.bilingual``); empty: there is none.
    ``missing`` names the facts that the letter wanted and nobody gave (``contact.organisation``).
    """

    to: Address
    sender: Address
    subject: str
    body: str
    language: str
    slots: tuple[Slot, ...]
    missing: tuple[str, ...] = ()
    also: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """What a letter may know of home or of a contact; empty text means "not known".

    ``place`` and ``week`` are those that count (inherited too); a week nobody gave is ``assumed_week(…)`` and
    is not ``confirmed``. ``greeting`` is the whole opening of a letter ("Estimada profesora Ruiz").
    ``languages`` are codes in order of preference. ``holidays`` are the place's public holidays, with their
    names, in the years that matter; None where nobody here knows them. ``stretch``, of home
    only, says how far outside its hours it goes.
    """

    name: str
    place: Place
    week: SchoolWeek
    greeting: str = ""
    role: str = ""
    organisation: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    signature: str = ""
    holidays: Mapping[date, str] | None = field(default_factory=dict, hash=False)
    stretch: SchoolWeek | None = None


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """What a letter may know of a project; empty text means "not said". ``minutes`` is its usual length.

    ``languages`` are those it is held in; ``opens`` and ``closes`` bound its dates, both included. They
    are for the checklist and stand in no letter.
    """

    title: str
    subject: str = ""
    ages: str = ""
    minutes: int = 45
    medium: str = ""
    ours_does: str = ""
    ours_gains: str = ""
    theirs_does: str = ""
    theirs_gains: str = ""
    open_to_change: str = ""
    languages: tuple[str, ...] = ()
    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True)
class Earlier:
    """A time that an earlier letter gave: what was said, and the instant that it meant then, aware."""

    slot: Slot
    instant: datetime

    def local(self, name: str) -> datetime:
        """Return what the letter said for the zone called ``name``: aware.

        The wall time that was said stays what was said, even where newer rules move its instant.
        """
        if canonical(name) != canonical(self.slot.zone):
            return self.instant.astimezone(zone_named(name))
        offset = self.slot.wall - self.instant.astimezone(UTC).replace(tzinfo=None)
        return self.slot.wall.replace(tzinfo=timezone(offset))


def compose(
    template: Template,
    home: Party,
    contact: Party,
    slots: Sequence[Slot],
    project: ProjectFacts | None = None,
    earlier: Sequence[Earlier] = (),
) -> Draft:
    """Make the letter to one contact.

    Every slot stands in the letter in both parties' local times: where the template leaves one out, it is
    added before the signature. A fact that the template asks for and nobody gave is shown as a marker
    (``‹organisation›``) and named in the draft's ``missing``. Facts are printed as they are: text in them is
    never a template.

    Args:
        template: checked again before it is compiled.
        home: whose letter it is.
        contact: whom it goes to.
        slots: what is proposed, in the order in which the letter gives them.
        project: what the letter is about, where that is settled.
        earlier: the times that an earlier letter gave and that this one corrects; those that hold as they
            were said are not told again.

    Raises:
        Refused: the template proposes a time and there is no slot, or there are too many.
        TemplateError: the template is not allowed, or the letter grows too long.

    """
    from partnerdesk.core import sandbox  # Jinja2 takes longer to load than the window's first paint may wait

    if template.proposes_times and not slots:
        raise Refused(f"“{template.name}” proposes a time.", "Give at least one slot.")
    if len(slots) > MOST_SLOTS:
        raise Refused(
            f"{len(slots)} times are too many for one letter.", f"Propose {MOST_SLOTS} at the most."
        )
    asked: list[str] = []
    locale = wording.locale_for(template.language, contact.place.country)
    proposed = slot_words(slots, home, contact, template.language)
    now_said = {(each.theirs, each.ours) for each in proposed}
    said_before = [
        each
        for each in _earlier_words(earlier, home, contact, locale)
        if (each.theirs, each.ours) not in now_said
    ]
    minutes = max((slot.minutes for slot in slots), default=project.minutes if project else 45)
    words = Words(
        home=_party_words(home, "home", locale, asked),
        contact=_party_words(_greeted(contact, template.language), "contact", locale, asked),
        project=_project_words(project, minutes, asked),
        slots=proposed,
        times=block(proposed, locale) or Gap("times", asked),
        earlier_times=block(said_before, locale) or Gap("earlier_times", asked),
        minutes=minutes,
        language=template.language,
    )
    subject, body = sandbox.render(template, words)
    body = _tidy(body)
    body = with_times(body, proposed, words.home.signature, locale)
    if slots:
        asked += [f"{who}.zone" for who, party in _both(home, contact) if not party.place.zone]
    return Draft(
        to=Address(_line(contact.name), _line(contact.email)),
        sender=Address(_line(home.name), _line(home.email)),
        subject=_line(subject),
        body=body,
        language=template.language,
        slots=tuple(slots),
        missing=tuple(dict.fromkeys(asked)),
    )


def city_in(place: Place, locale: str) -> str:
    """Return a place's city as a letter names it: in the reader's language where that has a name for it."""
    return wording.city_words(plain(place.city), place.zone, locale)


def local_times(slot: Slot, home: Party, contact: Party, language: str) -> tuple[str, str]:
    """Return how a letter in ``language`` gives a slot: in the contact's local time, and in ours.

    A party whose zone is not known gets the marker ``‹zone›`` instead of a time.
    """
    locale = wording.locale_for(language, contact.place.country)
    theirs, ours = (
        wording.party_time(slot, place.zone, city_in(place, locale), locale) if place.zone else marker("zone")
        for place in (contact.place, home.place)
    )
    return theirs, ours


def slot_words(slots: Iterable[Slot], home: Party, contact: Party, language: str) -> tuple[SlotWords, ...]:
    """Return slots as a letter in ``language`` gives them."""
    return tuple(SlotWords(*local_times(slot, home, contact, language), slot.minutes) for slot in slots)


def _earlier_words(
    earlier: Iterable[Earlier], home: Party, contact: Party, locale: str
) -> tuple[SlotWords, ...]:
    """Return times of an earlier letter as it gave them; none where a zone is not known."""
    if not (contact.place.zone and home.place.zone):
        return ()

    def told(said: Earlier, place: Place) -> str:
        return wording.moment_words(said.local(place.zone), place.zone, city_in(place, locale), locale)

    return tuple(
        SlotWords(told(each, contact.place), told(each, home.place), each.slot.minutes) for each in earlier
    )


def choose_language(
    available: Collection[str],
    contact_languages: Iterable[str],
    home_languages: Iterable[str] = (),
    asked: str | None = None,
) -> str:
    """Return the language to write in: the one asked for, else the contact's first, home's first, English.

    A regional kind stands for its language (``es-MX`` is met by ``es``), and the other way round.

    Raises:
        BadInput: there is no letter in the language asked for, or none at all; names those there are.

    """
    if asked and (found := _matched(asked, available)):
        return found
    if asked or not available:
        known = ", ".join(wording.language_name(code) for code in available) or "none"
        named = wording.language_name(asked) if asked else "any language"
        raise BadInput(f"There is no letter in {named}.", f"There is: {known}.", "language")
    for wanted in (*contact_languages, *home_languages, "en"):
        if found := _matched(wanted, available):
            return found
    return min(available)


def _matched(wanted: str, available: Collection[str]) -> str:
    wanted = wanted.replace("_", "-").casefold()
    exact = [code for code in available if code.casefold() == wanted]
    base = wanted.partition("-")[0]
    alike = [code for code in available if code.casefold().partition("-")[0] == base]
    return (exact or sorted(alike, key=len) or [""])[0]


def _both(home: Party, contact: Party) -> tuple[tuple[str, Party], tuple[str, Party]]:
    return ("contact", contact), ("home", home)


def _line(text: str) -> str:
    """Make one line of text from outside, so that no fact can add a line, let alone a header."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(plain(text).split())


def _tidy(body: str) -> str:
    """Make the body as it is kept: no blanks at line ends, one empty line between paragraphs."""
    if (
        not body.replace("\n", " ").replace("\u00a0", " ").isprintable()
    ):  # seldom so, and the long look costs time
        body = plain(body, lines=True)
    body = "\n".join(map(str.rstrip, body.split("\n")))
    return _GAPS.sub("\n\n", body).strip("\n") if "\n\n\n" in body else body.strip("\n")


def _greeted(contact: Party, language: str) -> Party:
    """Leave out a greeting that would stand over a letter in another language.

    A greeting is written in the contact's first language; the template's own does in any other.
    """
    ours = not contact.languages or _matched(contact.languages[0], [language])
    return contact if ours else replace(contact, greeting="")


def _party_words(party: Party, owner: str, locale: str, asked: list[str]) -> PartyWords:
    def given(field: str, text: str) -> str:
        return text or Gap(f"{owner}.{field}", asked)

    name, role, organisation = _line(party.name), _line(party.role), _line(party.organisation)
    place = party.place
    signature = _tidy(party.signature) or "\n".join(filter(None, (name, role, organisation)))
    return PartyWords(
        name=given("name", name),
        greeting=given("greeting", _line(party.greeting).rstrip(" ,;:.")),  # templates add their own
        role=given("role", role),
        organisation=given("organisation", organisation),
        city=given("city", _line(city_in(place, locale))),
        region=given("region", _line(place.region_name)),
        country=given("country", _country(place.country, locale)),
        zone=given("zone", _line(place.zone)),
        email=given("email", _line(party.email)),
        signature=given("signature", signature),
        languages=tuple(
            wording.language_name(_line(code), locale) for code in party.languages[:_MOST_LANGUAGES]
        ),
        hours_confirmed=party.week.confirmed,
    )


def _project_words(project: ProjectFacts | None, minutes: int, asked: list[str]) -> ProjectWords:
    def given(field: str) -> str:
        text = _line(getattr(project, field)) if project else ""
        # A sentence of the user's may end with a full stop; the template's own follows.
        return (text if text.endswith("..") else text.rstrip(" .;")) or Gap(f"project.{field}", asked)

    texts = {field.name: given(field.name) for field in fields(ProjectWords) if field.name != "minutes"}
    return ProjectWords(**texts, minutes=project.minutes if project else minutes)


@lru_cache(maxsize=512)
def _country(code: str, locale: str) -> str:
    from babel import Locale

    return str(Locale.parse(locale).territories.get(code, code)) if code else ""
