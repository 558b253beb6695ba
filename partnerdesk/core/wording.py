"""Dates, times and names of languages in the reader's own words.

Times are told by the 24-hour clock, with the 12-hour one in brackets where that is the reader's habit and the
two differ. Words come from CLDR through Babel, imported when they are first needed: it takes 50 ms.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerdesk.core.text import fold
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.zones import UnknownZone, canonical, former_names, zone_city

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "in": "in",
            "minutes": "minutes",
            "theirs": "your local time",
            "ours": "our local time",
            "or": "or",
        },
        "es": {
            "in": "en",
            "minutes": "minutos",
            "theirs": "hora local de ustedes",
            "ours": "nuestra hora local",
            "or": "o",
        },
        "fr": {
            "in": "à",
            "minutes": "minutes",
            "theirs": "heure de chez vous",
            "ours": "heure de chez nous",
            "or": "ou",
        },
        "pt": {
            "in": "em",
            "minutes": "minutos",
            "theirs": "no horário de vocês",
            "ours": "no nosso horário",
            "or": "ou",
        },
    }
)
"""Small words of letters: language, then key. Where a language is missing, see :func:`phrase`."""

# What stands between date and time where there is no phrase for it: most scripts take a comma and a space.
_SEPARATORS = {"ar": "، ", "fa": "، ", "ur": "، ", "ja": " ", "ko": " ", "zh": " "}
# Spaces that do not break look right in print, but search, plain-text mail and old readers stumble over them.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
# Cities that carry an article in Portuguese: "no Cairo", not "em Cairo".
_PT_NO = ("Cairo", "Porto", "Recife", "Rio de Janeiro")
# The first day of a month is an ordinal, which CLDR's patterns do not know: "1er décembre".
_FIRST_OF_MONTH = {"fr": "1er", "pt_BR": "1º", "pt": "1"}
_HALF_DAY = re.compile(r"(?<= )([apAP])\.? ?[mM]\b\.?")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE | re.ASCII)
"""Language, script and region of BCP 47 (RFC 5646), without what schools have no use for."""
_SCRIPT = 4
"""Letters of a script's code (ISO 15924)."""
_SHORT = 2
"""Letters of the codes of the languages that most countries speak (ISO 639-1)."""
_NOT_LANGUAGES = frozenset({"mul", "root", "und", "zxx"})
_OLD_CODES = {"in": "id", "iw": "he", "ji": "yi"}
# Nobody's mother tongue and no school's subject today: types A, E, H and C of ISO 639-3, as far as CLDR names
# them. Latin, Sanskrit and Esperanto are taught and stay.
_PAST_OR_MADE_UP = frozenset(
    [
        "ae", "afh", "akk", "ang", "arc", "avk", "chb", "chg", "cop", "cu", "dum", "egy", "elx", "enm",
        "frm", "fro", "gez", "gmh", "goh", "got", "grc", "hit", "ia", "ie", "io", "izh", "jbo", "jpr",
        "jrb", "jut", "kaw", "kho", "lfn", "lui", "lzh", "mga", "mnc", "non", "nov", "nwc", "ota", "pal",
        "peo", "phn", "pi", "pro", "prg", "sam", "sga", "sog", "sux", "syc", "tlh", "tok", "uga", "vo",
        "vot", "zbl",
    ]
)  # fmt: skip
# Languages of schools in Mexico and Guatemala that CLDR has no names for, by their ISO 639 codes.
_MORE_LANGUAGES = {
    "cak": "Kaqchikel",
    "hch": "Huichol",
    "kek": "Qʼeqchiʼ",
    "mam": "Mam",
    "maz": "Mazahua",
    "nah": "Nahuatl",
    "oto": "Otomi",
    "tar": "Tarahumara",
    "tzh": "Tzeltal",
    "tzo": "Tzotzil",
    "yua": "Yucatec Maya",
}


def _plain(text: str) -> str:
    return text.translate(_SPACES)


@lru_cache(maxsize=256)
def _locale(identifier: str) -> Locale:
    """Babel's locale for ``es_MX``, ``es-MX`` or ``es``; else what it is a kind of, else English."""
    from babel import Locale, UnknownLocaleError

    wanted = identifier.replace("-", "_")
    while wanted:
        try:
            return Locale.parse(wanted)
        except (UnknownLocaleError, ValueError):
            wanted = wanted.rpartition("_")[0]
    return Locale.parse("en")


def language_tag(code: str, *, named: bool = True) -> str:
    """Return a language's code as BCP 47 writes it: ``pt-BR`` for ``PT_br``, ``zh-Hant``, ``es-419``.

    An old code that mail programs still write is the one in use: ``he`` for ``iw``.

    Args:
        code: as somebody wrote it.
        named: whether the language has to have a name. Every code of two letters has one in CLDR; of those of
            three, as nhe for a Nahuatl, few have.

    Returns:
        The code; empty for what is none.

    """
    found = _TAG.fullmatch(code.strip())
    if not found:
        return ""
    base = _OLD_CODES.get(found[1].lower(), found[1].lower())
    script, region = (found[2] or "").title(), (found[3] or "").upper()
    unnamed = language_name(base) == base and (named or len(base) == _SHORT)
    if base in _NOT_LANGUAGES or unnamed:
        return ""
    return "-".join(filter(None, (base, script, region)))


@lru_cache(maxsize=1024)
def locale_for(language: str, country: str) -> str:
    """Name the locale of a reader, such as ``es_MX``, for the functions of this module.

    Args:
        language: a code such as ``es``; a script (``zh-Hant``) stays, a region (``pt-BR``) goes before the
            country.
        country: the reader's country as two letters; may be empty.

    Returns:
        The nearest locale that CLDR knows: ``en_001`` (international English) for English in a country where
        it has no locale, the bare language for others, ``en`` where the language is unknown.

    """
    kind, *parts = language.strip().replace("-", "_").split("_")
    base, script = kind.lower(), "".join(part.title() for part in parts if len(part) == _SCRIPT)
    territory = next((part for part in parts if len(part) != _SCRIPT), country.strip()).upper()
    found = _locale("_".join(filter(None, (base, script, territory))))
    if script and found.script not in (None, script):  # a script tells more than where it is read
        found = _locale(f"{base}_{script}")
    if territory and base == "en" and not found.territory:
        return "en_001"
    return str(found)


def language_name(code: str, reader: str = "en") -> str:
    """Name a language in the reader's language: ``es`` is ``Spanish``; an unknown code stays as it is.

    Args:
        code: such as ``es``, ``pt-BR``, ``zh_Hant``.
        reader: a locale or a language.

    """
    names = _locale(reader)
    tag, more = code.strip().replace("-", "_"), ""
    while tag not in names.languages and "_" in tag:  # the longest part that has a name: Brazilian Portuguese
        tag, _, part = tag.rpartition("_")
        more = names.territories.get(part.upper()) or names.scripts.get(part.title()) or more
    name = names.languages.get(tag) or names.languages.get(tag.lower()) or _MORE_LANGUAGES.get(tag.lower())
    if not name:
        return code
    return _plain(f"{name} ({more})" if more else name)


@lru_cache(maxsize=1)
def languages() -> tuple[tuple[str, str], ...]:
    """List the languages in use that have an English name: codes and names.

    Those that are official in the most countries (Unicode CLDR) come first, then they go by name. Kinds that
    have a name of their own, such as Brazilian Portuguese, stand among those of a single country.
    """
    from babel.core import get_global

    states: Counter[str] = Counter(
        code
        for spoken in get_global("territory_languages").values()
        for code, use in spoken.items()
        if use["official_status"] in ("official", "de_facto_official")
    )
    names = {**_MORE_LANGUAGES, **_locale("en").languages}
    left_out = _NOT_LANGUAGES | _PAST_OR_MADE_UP
    kept = [
        (code.replace("_", "-"), _plain(name))
        for code, name in names.items()
        if code.partition("_")[0] not in left_out
    ]

    def rank(pair: tuple[str, str]) -> tuple[int, str]:
        base, _, kind = pair[0].partition("-")
        return -min(states[base], 1 if kind else states[base]), pair[1].casefold()

    return tuple(sorted(kept, key=rank))


def phrase(key: str, locale: str) -> str:
    """Return a small word of letters (a key of :data:`PHRASES`) in the reader's language, else in English."""
    return PHRASES.get(_language(locale), PHRASES["en"])[key]


def _language(locale: str) -> str:
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


@lru_cache(maxsize=4096)
def date_words(day: date, locale: str) -> str:
    """Write a date in full, with its weekday: ``martes, 16 de marzo de 2027``."""
    from babel.dates import format_date

    words = _plain(format_date(day, "full", _locale(locale)))
    first = _FIRST_OF_MONTH.get(str(_locale(locale))) or _FIRST_OF_MONTH.get(_language(locale))
    return re.sub(r"(?<!\d)1(?!\d)", first, words, count=1) if first and day.day == 1 else words


@lru_cache(maxsize=128)
def month_names(locale: str) -> tuple[str, ...]:
    """Return the twelve months as :func:`date_words` writes them."""
    months = _locale(locale).months["format"]["wide"]
    return tuple(_plain(months[number]) for number in range(1, 13))


@lru_cache(maxsize=128)
def weekday_names(locale: str) -> tuple[str, ...]:
    """Return the seven weekdays as :func:`date_words` writes them, Monday first."""
    days = _locale(locale).days["format"]["wide"]
    return tuple(_plain(days[number]) for number in range(7))


def clock(moment: datetime) -> str:
    """Write the time by the 24-hour clock: ``12:41``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


@lru_cache(maxsize=4096)
def _clock_words(hour: int, minute: int, locale: str) -> str:
    """Write the time by the 24-hour clock, and by the reader's own after it where that is another."""
    told = f"{hour:02d}:{minute:02d}"
    if 0 < hour < 13:
        return told
    from babel.dates import format_time

    reader = _locale(locale)
    pattern = re.sub("'[^']*'", "", str(reader.time_formats["short"].pattern))
    if not re.search("[hK]", pattern):
        return told
    # The date is of no account: a day when no clock changes.
    moment = datetime.combine(date(2000, 1, 1), datetime.min.time().replace(hour=hour, minute=minute))
    said = _plain(format_time(moment, "short", locale=reader))
    # One way to write it, so that the two halves of a letter in two languages agree: CLDR has "1:00 pm" for
    # some English readers, "1:00 PM" for others, and "1:00 p.m." for Spanish ones.
    return f"{told} ({_HALF_DAY.sub(lambda half: f'{half[1].lower()}.m.', said)})"


@lru_cache(maxsize=1024)
def city_name(name: str, locale: str) -> str:
    """Name the city of a zone in the reader's language; CLDR keeps it under the name the zone had first."""
    return _exemplar(name, locale) or zone_city(name)


@lru_cache(maxsize=1024)
def _exemplar(name: str, locale: str) -> str:
    """Return what CLDR calls the city of a zone in a language; empty where it says nothing of it."""
    known = _locale(locale).time_zones
    named = (known.get(key, {}).get("city") for key in (name, *former_names(name)))
    return _plain(next(filter(None, named), ""))


@lru_cache(maxsize=1024)
def city_words(city: str, zone: str, locale: str) -> str:
    """Name a party's city for a reader: ``Lisbon`` is ``Lisboa`` in Portuguese.

    CLDR knows the cities that zones are named after; any other stays as it was typed, and so does one whose
    zone does not exist.

    Args:
        city: as it was typed, in whatever language.
        zone: the party's.
        locale: the reader's.

    """
    typed = _plain(city.strip())
    if not typed:
        return ""
    try:
        name = canonical(zone)
    except UnknownZone:
        return typed
    here = _exemplar(name, locale) or (zone_city(name) if _language(locale) == "en" else typed)
    known = {fold(_exemplar(name, each)) for each in (*PHRASES, locale)} | {fold(zone_city(name))}
    return here if fold(typed) in known and fold(here) != fold(typed) else typed


def _in_city(city: str, language: str) -> str:
    """Put the preposition before a city: ``en Hermosillo``; in French ``au Caire``, not ``à Le Caire``."""
    if language == "fr" and city.startswith("Le "):
        return f"au {city[3:]}"
    if language == "fr" and city.startswith("Les "):
        return f"aux {city[4:]}"
    if language == "pt" and city in _PT_NO:
        return f"no {city}"
    if language == "pt" and city.startswith("Cidade "):
        return f"na {city}"
    return f"{PHRASES[language]['in']} {city}"


def party_time(slot: Slot, zone: str, city: str, locale: str) -> str:
    """Say when a slot begins for a party, in the reader's words.

    Weekday, month spelt out, local time, city and UTC offset; never an abbreviation of a zone. As in
    ``martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)``; where the reader's clock has twelve hours,
    ``13:00 (1:00 p.m.) en Detroit (UTC−4)``.

    Args:
        slot: what was said.
        zone: the party's zone.
        city: the party's city; empty for the one its zone is named after.
        locale: the reader's, as :func:`locale_for` gives it.

    Raises:
        UnknownZone: the party's zone or the slot's does not exist.

    """
    return moment_words(slot.local(zone), zone, city, locale)


def moment_words(start: datetime, zone: str, city: str, locale: str) -> str:
    """Say a moment for a party as :func:`party_time` does; ``start`` is aware and in the party's own time."""
    language = _language(locale)
    day = date_words(start.date(), locale)
    told = _clock_words(start.hour, start.minute, locale)
    where = f"({offset_text(start)})"
    name = canonical(zone)
    place = _plain(city.strip()) or ("" if name == "UTC" else city_name(name, locale))
    if language == "fr":
        return f"{day} à {told}, {_in_city(place, language)} {where}" if place else f"{day} à {told} {where}"
    if language == "pt":
        told = f"{'à' if start.hour == 1 else 'às'} {told}"
    if language in PHRASES:
        return f"{day}, {told} {_in_city(place, language)} {where}" if place else f"{day}, {told} {where}"
    comma = _SEPARATORS.get(language, ", ")
    named = f"{told}{comma.strip() or ','} {place}" if place else told
    return f"{day}{comma}{named} {where}"


def both_times(slot: Slot, theirs: tuple[str, str], ours: tuple[str, str], locale: str) -> tuple[str, str]:
    """Say when a slot begins for them and for us, in one reader's words, as :func:`party_time` does.

    Args:
        slot: what was said.
        theirs: the partner's zone and city.
        ours: home's zone and city.
        locale: the reader's.

    """
    return party_time(slot, *theirs, locale), party_time(slot, *ours, locale)


def difference_words(here: timedelta, there: timedelta) -> str:
    """Say how the clock there differs from ours: ``one hour behind you``, ``the same time as you``.

    Args:
        here: the reader's UTC offset.
        there: the other party's, at the same instant.

    """
    minutes = round((there - here).total_seconds() / 60)
    if not minutes:
        return "the same time as you"
    hours, rest = divmod(abs(minutes), 60)
    counted = ((hours, "hour"), (rest, "minute"))
    words = " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counted if count)
    return f"{'one hour' if words == '1 hour' else words} {'ahead of' if minutes > 0 else 'behind'} you"
