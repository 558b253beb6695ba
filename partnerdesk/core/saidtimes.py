"""Dates and times in what people write, in English, Spanish, French and Portuguese.

Read are a day and a time that stand in one sentence: ``Tuesday 16 March at 10:00``, ``el martes a las 10``,
``mardi à 10h30``, ``terça-feira às 10h``. What could be understood in two ways is not read: 3/4, a bare 3, a
weekday that is not that of its date, somebody else's clock, a day on which they cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from partnerdesk.core.text import fold
from partnerdesk.core.times import LONGEST, SHORTEST, Slot
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.errors import BadInput

_LONGEST_TEXT = 6_000  # letters
_MOST = 3  # times of one letter
_NEAR = 40  # letters between a day and its time
_TOGETHER = 14  # between a weekday and its date

_WEEKDAYS = {
    0: "monday|lunes|lundi|segunda-feira|segunda feira",
    1: "tuesday|tue|tues|martes|mardi|terca-feira|terca feira|terca",
    2: "wednesday|miercoles|mercredi|quarta-feira|quarta feira",
    3: "thursday|thu|thurs|jueves|jeudi|quinta-feira|quinta feira",
    4: "friday|fri|viernes|vendredi|sexta-feira|sexta feira",
    5: "saturday|sabado|samedi",
    6: "sunday|domingo|dimanche",
}
_MONTHS = {
    1: "january|jan|enero|ene|janvier|janeiro",
    2: "february|feb|febrero|fevrier|fevereiro|fev",
    3: "march|mar|marzo|mars|marco",
    4: "april|apr|abril|abr|avril",
    5: "may|mayo|mai|maio",
    6: "june|jun|junio|juin|junho",
    7: "july|jul|julio|juillet|julho",
    8: "august|aug|agosto|ago|aout",
    9: "september|sept|sep|septiembre|setiembre|septembre|setembro|set",
    10: "october|oct|octubre|octobre|outubro|out",
    11: "november|nov|noviembre|novembre|novembro",
    12: "december|dec|diciembre|dic|decembre|dezembro|dez",
}
_DAY_OF = {name: day for day, names in _WEEKDAYS.items() for name in names.split("|")}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split("|")}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_WEEKDAY = re.compile(rf"\b({_any(_DAY_OF)})\b")
_NUMBER = re.compile(r",?\s(?:the |el |le |dia |o dia )?(\d{1,2})(?:st|nd|rd|th)?\b(?![:h/.]|\s?[ap]m|\s?h)")
_WEEKS = 9  # ahead in which such a day is looked for
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|o)?\.?\s{{0,2}}(?:de\s|of\s)?({_any(_MONTH_OF)})\b\.?"
    r"(?:,?\s{1,2}(?:de\s|of\s)?(\d{4})\b)?"
)
_MONTH_DAY = re.compile(
    rf"\b({_any(_MONTH_OF)})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h/])(?:,?\s(\d{{4}})\b)?"
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_TIME = re.compile(
    r"""\b(?:
        (?P<hour>\d{1,2})(?::|h\s?)(?P<minute>\d\d)(?:\s?(?P<half>am|pm))?
      | (?P<hour2>\d{1,2})\s?(?P<half2>am|pm)
      | (?P<hour3>\d{1,2})\s?(?:h|hs|hrs|horas|heures|uhr)
      | (?:a\slas|at|as|alle)\s(?P<bare>\d{1,2})(?!\s?[:/.\d]|\s?[ap]m|\s?h)
    )\b""",
    re.VERBOSE,
)
_HALVES = re.compile(r"\b([ap])\.\s?m\b\.?")
_UNTIL = re.compile(r"\s?(?:-|to|until|a|a las|al|as|ate|jusqu'a)\s?(?:las\s)?")
_WHOSE = re.compile(
    r"\b(?:your (?:local )?time|(?:tu|su|vuestra) hora|hora (?:de ustedes|local de ustedes)|votre heure"
    r"|heure de chez vous|(?:seu|vosso) horario|sua hora|utc|gmt|[ecmp][sd]?t|cet|cest|bst|ist)\b"
)
_CANNOT = re.compile(
    r"\b(?:cannot|can't|can not|unable|not available|not possible|won't|busy|unfortunately|instead of"
    r"|no puedo|no podemos|no podre|no es posible|lamentablemente|ocupad[oa]s?"
    r"|ne (?:peux|pouvons|pourra\w*) pas|pas (?:possible|disponible)|malheureusement|impossible"
    r"|nao (?:posso|podemos|consigo|conseguimos|e possivel|da)|infelizmente)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*•]\s*")
_SLOT = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d [A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+){1,2}(?: fold=[01])?)")


@dataclass(frozen=True)
class _Mention:
    """A day in a sentence: a date, or a weekday that comes next after the letter."""

    start: int
    end: int
    day: date | None = None


def said_times(text: str, zone: str, written: datetime, minutes: int = 45) -> tuple[Slot, ...]:
    """Return the times that a letter may propose, as slots, in the order in which they stand there.

    Args:
        text: what the writer says, without what they quote.
        zone: the writer's zone: times are theirs.
        written: when it was written, aware; days without a year or date come after it.
        minutes: how long, where no end is given.

    """
    today = written.astimezone(zone_named(zone)).date()
    found: dict[Slot, None] = {}
    for match in _SLOT.finditer(text[:_LONGEST_TEXT]):
        try:
            found[Slot.parse(match[1], minutes)] = None
        except BadInput:
            continue
    folded = _HALVES.sub(r"\1m", fold(_SLOT.sub(" ", text[:_LONGEST_TEXT])))
    for sentence in _SENTENCE.split(folded):
        if _CANNOT.search(sentence) or _WHOSE.search(sentence):
            continue
        for wall, length in _walls(" ".join(sentence.split()), today):
            try:
                slot = Slot.said(wall, zone, length or minutes)
            except BadInput:  # an hour that the clocks skip or repeat, or a length that no meeting has
                continue
            if slot.start > written:
                found[slot] = None
    return tuple(found)[:_MOST]


def _walls(sentence: str, today: date) -> Iterator[tuple[datetime, int]]:
    """Find days with their times: wall times and, where an end is given, minutes; else 0."""
    mentions = _mentions(sentence, today)
    skip = -1
    for match in _TIME.finditer(sentence):
        if match.start() < skip:
            continue
        clock = _clock(match)
        day = _nearest(mentions, match)
        if clock is None or day is None:
            continue
        length = 0
        if until := _UNTIL.match(sentence, match.end()):
            end = _TIME.match(sentence, until.end())
            closes = _clock(end) if end else None
            if end and closes is not None:
                length, skip = closes - clock, end.end()
        if length == 0 or SHORTEST <= length <= LONGEST:
            yield datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock), length


def _clock(match: re.Match[str]) -> int | None:
    """Return minutes after midnight; None for what is no time, or may be morning or evening."""
    if match["bare"]:
        hour = int(match["bare"])
        return hour * 60 if 7 <= hour <= 12 else None
    hour = int(match["hour"] or match["hour2"] or match["hour3"])
    minute = int(match["minute"] or 0)
    half = match["half"] or match["half2"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _nearest(mentions: list[_Mention], match: re.Match[str]) -> date | None:
    """Return the day that a time belongs to: the one before it, else the one after."""
    before = [each for each in mentions if 0 <= match.start() - each.end <= _NEAR]
    after = [each for each in mentions if 0 <= each.start - match.end() <= _NEAR]
    chosen = before[-1] if before else after[0] if after else None
    return chosen.day if chosen else None


def _mentions(sentence: str, today: date) -> list[_Mention]:
    """Return the days of a sentence; one without a ``day`` cannot be told."""
    dates = list(_dates(sentence, today))
    found = list(dates)
    for match in _WEEKDAY.finditer(sentence):
        weekday = _DAY_OF[match[1]]
        near = [each for each in dates if abs(each.start - match.end()) <= _TOGETHER]
        near += [each for each in dates if 0 <= match.start() - each.end <= 3]
        if near:
            wrong = near[0].day is not None and near[0].day.weekday() != weekday
            if wrong and near[0] in found:  # not there any more after “Monday, Monday 10 March”
                found.remove(near[0])
                found.append(_Mention(near[0].start, near[0].end))
            continue
        ahead = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        number = _NUMBER.match(sentence, match.end())
        if number:  # Tuesday 16, without its month
            days = [ahead + timedelta(weeks=week) for week in range(_WEEKS)]
            day = next((each for each in days if each.day == int(number[1])), None)
            found.append(_Mention(match.start(), number.end(), day))
        else:
            found.append(_Mention(match.start(), match.end(), ahead))
    return sorted(found, key=lambda each: each.start)


def _dates(sentence: str, today: date) -> Iterator[_Mention]:
    taken = -1
    found = [
        *((match, int(match[1]), _MONTH_OF[match[2]], match[3]) for match in _DAY_MONTH.finditer(sentence)),
        *((match, int(match[2]), _MONTH_OF[match[1]], match[3]) for match in _MONTH_DAY.finditer(sentence)),
        *((match, int(match[3]), int(match[2]), match[1]) for match in _ISO.finditer(sentence)),
        *_slashed(sentence),
    ]
    for match, day, month, year in sorted(found, key=lambda each: each[0].start()):
        if match.start() >= taken:
            taken = match.end()
            yield _Mention(match.start(), match.end(), _date(day, month, year, today))


def _slashed(sentence: str) -> Iterator[tuple[re.Match[str], int, int, str]]:
    """Find dates such as 16/03/2027, unless day and month could be each other."""
    for match in _SLASHED.finditer(sentence):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            yield match, first, second, match[3]
        elif second > 12:
            yield match, second, first, match[3]


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    """Return a date; the next such day where no year is said. None where there is none."""
    for candidate in [int(year)] if year else [today.year, today.year + 1]:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None
