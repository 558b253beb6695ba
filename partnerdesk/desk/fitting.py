"""What a file says of a person, made to fit the book: what has no field goes into the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import Final, NamedTuple

from partnerdesk.core.cards import Card, RefusedPart, Sheaf
from partnerdesk.core.merging import MOST_UIDS
from partnerdesk.core.places import Place
from partnerdesk.core.zones import UnknownZone, canonical
from partnerdesk.desk import typed
from partnerdesk.desk.contacts import ENTRY_KINDS, SOURCES
from partnerdesk.desk.places import gazetteer
from partnerdesk.desk.suggesting import by_city, suggested
from partnerdesk.errors import BadInput

_PLACES: Final = 10_000  # that are remembered: a file of a whole country's schools has as many
MOST_PARTS: Final = 200  # addresses, numbers, tags, lines of history of one person

# Addresses that every checker takes; others are asked about one by one, which takes thirty times as long.
_PLAIN_ADDRESS: Final = re.compile(
    r"(?:[A-Za-z0-9_%+-]{1,40}(?:\.[A-Za-z0-9_%+-]{1,40}){0,5}"
    r"|(?=[^@]{1,30}@)[A-Za-z0-9_%+À-ÖØ-öø-ſ-]{1,30}(?:\.[A-Za-z0-9_%+À-ÖØ-öø-ſ-]{1,30}){0,5})"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?",
    re.ASCII,
)
_ROUNDED: Final = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_NAMES: Final = {
    "street": "Address", "greeting": "Greeting", "role": "Role", "organisation": "Organisation",
    "postcode": "Postcode", "web": "Web", "source_detail": "Met through", "introduced_by": "Introduced by",
}  # fmt: skip


class Fitted(NamedTuple):
    """A card that can be kept as it is.

    Attributes:
        card: the card; its place is said as the book says it: codes, where there are any.
        place: where they are, with region and zone as far as they follow.
        guessed: whether the country is the one that is only suggested.
        by_city: the code of the country where everybody looks for the city; empty where others have one, too.

    """

    card: Card
    place: Place
    guessed: bool = False
    by_city: str = ""

    @property
    def guess(self) -> str:
        """The code of a country that is only suggested; empty where the card says one."""
        return self._suggested()[0]

    @property
    def why(self) -> str:
        """By what it is suggested: ``+52``, the city's name, or ``.mx``."""
        return self._suggested()[1]

    def _suggested(self) -> tuple[str, str]:
        if self.place.country and not self.guessed:
            return "", ""
        city = (self.by_city, self.card.city) if self.by_city else ("", "")
        return suggested(self.card.phones, self.card.emails, city)


def fit(card: Card) -> Fitted | RefusedPart:
    """Make a card fit.

    An address, a number, a language, a zone or a country that cannot be becomes a line of the notes. Refused
    is only who has neither name nor organisation, address or number.
    """
    more: list[str] = []
    facts: dict[str, object] = {}
    emails, phones = _emails(card, more), _phones(card, more)
    if emails != card.emails:
        facts["emails"] = emails
    if phones != card.phones:
        facts["phones"] = phones
    name = card.name or card.organisation or (emails[0][0] if emails else phones[0][0] if phones else "")
    if not name:
        return RefusedPart(card.where, "It has no name, organisation, e-mail address or phone number.")
    if name != card.name:
        facts["name"] = name
    place, not_found = (_KEPT if card.settled else _LOCATED)[card.city, card.region, card.country, card.zone]
    more += not_found
    if max(map(len, _all_lines(card))) > typed.MOST_IN_LINE:
        facts |= _shortened(card, name, more)
    facts |= _listed(card, more)
    if more or card.unread:
        more += [each.rstrip() for each in card.unread]
        facts["notes"] = "\n".join([*filter(None, [card.notes]), *more])
        facts["unread"] = ()
    notes = str(facts.get("notes", card.notes))
    if len(notes) > typed.MOST_IN_NOTE:
        facts["notes"] = _beginning(notes, card.where)
    return Fitted(card.but(facts | said(place)), place, by_city=by_city(card, place))


def _beginning(notes: str, where: str) -> str:
    """Return of notes that are a document what there is room for, and where the rest is."""
    said = f"[The notes go on for {len(notes):,} letters. The rest stands only in the file: {where}.]"
    return f"{notes[: typed.MOST_IN_NOTE - len(said) - 1].rstrip()}\n{said}"


LINES: Final = ("name", "uid", *_NAMES)
"""Fields of one line, which have a length that they may have."""

_all_lines: Final = attrgetter(*LINES)


def said(place: Place) -> dict[str, object]:
    """Say a place as a card does."""
    region = place.region or place.region_name
    return {"city": place.city, "region": region, "country": place.country, "zone": place.zone}


def is_at(place: Place, school: Place, *, settled: bool) -> bool:
    """Say whether somebody's place is that of their organisation, of which they may say less.

    What we wrote (``settled``) is whole: who says less there is elsewhere.
    """
    return place == school or (not settled and place.is_part_of(school))


def placed(card: Card, told: Place, otherwise: Place) -> Place:
    """Return where a card is, with its region as one of two places has it: its code, and its name."""
    region = told if (told.region or told.region_name) == card.region else otherwise
    return Place(card.city, region.region, region.region_name, card.country, card.zone)


def _listed(card: Card, more: list[str]) -> dict[str, object]:
    """Return the facts of which the book knows only some words, or has several."""
    facts: dict[str, object] = {}
    if card.languages:
        facts["languages"] = tuple(dict.fromkeys(_languages(card, more)))
    if card.source and card.source not in SOURCES:
        more.append(f"Source: {card.source}")
        facts["source"] = ""
    if card.tags:
        facts["tags"] = tuple(sorted(dict.fromkeys(_tags(card, more))))
    if card.entries:
        facts["entries"] = tuple(_entries(card))
    return facts


def _shortened(card: Card, name: str, more: list[str]) -> dict[str, str]:
    """Return what remains of facts that are too long for a line: nothing, they go into the notes whole."""
    facts = {}
    if len(name) > typed.MOST_IN_LINE:
        more.append(f"Name: {name}")
        facts["name"] = name[: typed.MOST_IN_LINE].rstrip()
    for field, caption in _NAMES.items():
        if len(text := getattr(card, field)) > typed.MOST_IN_LINE:
            more.append(f"{caption}: {text}")
            facts[field] = ""
    if len(card.uid) > typed.MOST_IN_LINE:
        uids = card.uid.split("\n")
        kept = [each for each in uids if len(each) <= typed.MOST_IN_LINE][:MOST_UIDS]
        more += [f"Known there as: {each}" for each in uids if each not in kept]
        facts["uid"] = "\n".join(kept)
    return facts


def _emails(card: Card, more: list[str]) -> tuple[tuple[str, str], ...]:
    kept: dict[str, tuple[str, str]] = {}
    for each, label in card.emails:
        address = _address(each)
        if not address or len(kept) >= MOST_PARTS:
            more.append(f"E-mail: {each}")
        else:
            kept.setdefault(address.casefold(), (address, label[: typed.MOST_IN_LINE]))
    return tuple(kept.values())


def _address(text: str) -> str:
    """Return an address as the book writes it; empty where it is none."""
    if _PLAIN_ADDRESS.fullmatch(text):
        before, _, domain = text.rpartition("@")
        return text if domain.islower() else f"{before}@{domain.lower()}"
    try:
        return typed.email(text)
    except BadInput:
        return ""


def is_plain_email(emails: tuple[tuple[str, str], ...]) -> bool:
    """Say whether this is one address that is kept letter for letter; where not, it may be all the same."""
    ((address, label), *others) = emails
    return not others and _is_plain(address) and len(label) <= typed.MOST_IN_LINE


def is_plain_phone(phones: tuple[tuple[str, str], ...]) -> bool:
    """Say whether this is one number that is kept letter for letter, as ``is_plain_email``."""
    ((number, label), *others) = phones
    most = typed.MOST_IN_LINE
    return not others and len(number) <= most and len(label) <= most and _DIGIT.search(number) is not None


def are_plain_emails(emails: Collection[tuple[tuple[str, str], ...]]) -> bool:
    """Say whether everybody's are as ``is_plain_email`` says; where not, each of them may be all the same."""
    addresses = _one_of_each(emails)
    return (
        all(map(_PLAIN_ADDRESS.fullmatch, addresses))
        and "" not in addresses
        and all(map(str.islower, {address[address.rfind("@") :] for address in addresses}))
    )


def are_plain_phones(phones: Collection[tuple[tuple[str, str], ...]]) -> bool:
    """Say whether everybody's are as ``is_plain_phone`` says, as ``are_plain_emails``."""
    numbers = _one_of_each(phones)
    return max(map(len, numbers), default=0) <= typed.MOST_IN_LINE and all(map(_DIGIT.search, numbers))


def _one_of_each(parts: Collection[tuple[tuple[str, str], ...]]) -> list[str]:
    """Return everybody's one value; empty text where somebody has several, or a label is too long."""
    pairs = [some[0] for some in parts if some]
    several = max(map(len, parts), default=0) > 1
    too_long = max(map(len, {label for _, label in pairs}), default=0) > typed.MOST_IN_LINE
    return [""] if several or too_long else [value for value, _ in pairs]


def _is_plain(address: str) -> bool:
    return _PLAIN_ADDRESS.fullmatch(address) is not None and address[address.rfind("@") :].islower()


def _phones(card: Card, more: list[str]) -> tuple[tuple[str, str], ...]:
    kept: dict[str, tuple[str, str]] = {}
    for number, label in card.phones:
        if _ROUNDED.fullmatch(number):
            more.append(f"Phone: {number} (a spreadsheet has left out the last digits)")
        elif not _DIGIT.search(number) or len(number) > typed.MOST_IN_LINE or len(kept) >= MOST_PARTS:
            more.append(f"Phone: {number}")
        else:
            kept.setdefault(number, (number, label[: typed.MOST_IN_LINE]))
    numbers = tuple(kept.values())
    if len(numbers) > 1 and not card.settled:
        return tuple(sorted(numbers, key=lambda each: "fax" in each[1].casefold()))  # the first one is rung
    return numbers


def _languages(card: Card, more: list[str]) -> Iterator[str]:
    for each in card.languages:
        if code := _language(each):
            yield code
        else:
            more.append(f"Language: {each}")


@lru_cache(1_000)
def _language(said: str) -> str:
    """Return the code of a language by its code, its tag or its name in one of the four languages."""
    from partnerdesk.core.text import fold
    from partnerdesk.core.wording import language_name, language_tag, languages

    found = _LANGUAGE.fullmatch(said.strip())
    if found and (code := language_tag(found[0]) or language_tag(found[1])):
        return code

    wanted = fold(said.strip())
    for code, name in languages():
        if wanted and wanted in {
            fold(name),
            *(fold(language_name(code, reader)) for reader in ("es", "fr", "pt")),
        }:
            return code
    return ""


def _tags(card: Card, more: list[str]) -> Iterator[str]:
    for number, each in enumerate(card.tags):
        words = each.replace(",", " ")[: typed.MOST_IN_LINE]
        word = " ".join(words.lstrip("#").split())
        if word and number < MOST_PARTS:
            yield word
        if word and ("," in each or number >= MOST_PARTS):  # a tag has no comma: the notes have it as it was
            more.append(f"Tag: {' '.join(each.split())}")


def _entries(card: Card) -> Iterator[tuple[str, datetime, str]]:
    for kind, at, text in card.entries:
        words = text.strip()
        if words:
            yield kind if kind in ENTRY_KINDS else "note", at.replace(microsecond=0), words


def places(sheaf: Sheaf) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Return where each card is, and what of its words could not be understood."""
    said = zip(*(sheaf.column(key) for key in ("city", "region", "country", "zone")), strict=True)
    if not any(settled := sheaf.column("settled")):
        return map(_LOCATED.__getitem__, said)
    ours = (_KEPT if each else _LOCATED for each in settled)
    return (known[words] for known, words in zip(ours, said, strict=True))


_Words = tuple[str, str, str, str]
_Placed = tuple[Place, tuple[str, ...]]


class _Remembered(dict[_Words, _Placed]):
    """Places by the words for them: city, region, country, zone."""

    def __init__(self, find: Callable[[str, str, str, str], _Placed]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, words: _Words) -> _Placed:
        if len(self) >= _PLACES:
            self.clear()
        # Each word is kept once: there are thousands of cities in a country, and of its zone.
        city, region, country, zone = map(intern, words)
        found = self[city, region, country, zone] = self._find(*words)
        return found


def _located(city: str, region: str, country: str, zone: str) -> tuple[Place, tuple[str, ...]]:
    """Return the place that words mean, and what of them could not be understood, for the notes.

    Within its country a city gives region and zone where all of its name agree; nothing is asked, and nothing
    is refused. Alone, or with a country that is not understood, it gives nothing: Paris, Texas, is not in
    France.
    """
    if not (city or region or country or zone):
        return Place(), ()
    places = gazetteer()
    city, region = city[: typed.MOST_IN_LINE], region[: typed.MOST_IN_LINE]
    code, clock, more = _understood(country, zone)
    if country and not code:
        return Place(city, region_name=region, zone=clock), more
    known = places.region_named(region, code) if region else None
    if known:
        code = known.country
    place = Place(city, known.code if known else "", known.name if known else region, code, clock)
    if not code:
        return place, more
    if clock or not city:
        zones = () if clock else places.zones(code, place.region)
        return (replace(place, zone=zones[0]) if len(zones) == 1 else place), more
    found = places.namesakes(city, code, place.region)
    if not found:
        zones = places.zones(code, place.region)
        return (replace(place, zone=zones[0]) if len(zones) == 1 else place), more
    same = {(each.country, each.region) for each in found}
    if len(same) == 1 and not (region and known is None):
        return replace(places.place(found[0]), city=found[0].matched), more
    if len({each.zone for each in found}) == 1:
        return replace(place, zone=found[0].zone), more
    return place, more


def _kept(city: str, region: str, country: str, zone: str) -> tuple[Place, tuple[str, ...]]:
    """Return the place that the words of our own files mean: nothing is concluded from any of them."""
    city, region = city[: typed.MOST_IN_LINE], region[: typed.MOST_IN_LINE]
    code, clock, more = _understood(country, zone)
    known = gazetteer().region(region)
    if known and known.country == code:
        return Place(city, known.code, known.name, code, clock), more
    return Place(city, region_name=region, country=code, zone=clock), more


_LOCATED: Final = _Remembered(_located)
_KEPT: Final = _Remembered(_kept)


def _understood(country: str, zone: str) -> tuple[str, str, tuple[str, ...]]:
    """Return a country's code, a zone, and what of both could not be understood, for the notes."""
    clock, more = "", []
    if zone:
        try:
            clock = canonical(zone)
        except UnknownZone:
            more.append(f"Time zone: {' '.join(zone.split())[:100]}")
    land = gazetteer().country_named(country) if country else None
    if country and land is None:
        more.append(f"Country: {country}")
    return land.alpha2 if land else "", clock, tuple(more)


def with_country(fitted: Fitted, code: str) -> Fitted:
    """Return a card that is in a country which it does not say itself; region and zone follow.

    What suggested it stays beside it.
    """
    card = fitted.card
    place, _ = _located(card.city, card.region, code, card.zone)
    return Fitted(card.but(said(place)), place, guessed=True, by_city=fitted.by_city)
