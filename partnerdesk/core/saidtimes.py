"""Dates and times in what people write, in English, Spanish, French and Portuguese.

Read are a day and a time that stand in one sentence: ``Tuesday 16 March at 10:00``, ``el martes a las 10``,
``mardi à 10h30``, ``terça-feira às 10h``. What could be understood in two ways is not read: 3/4, a bare 3, a
weekday that is not that of its date, somebody else's clock, a day on which they cannot. A time that is left
alone costs a look at the letter; one that is read wrong is written to somebody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from partnerdesk.core.text import fold
from partnerdesk.core.times import LONGEST, SHORTEST, Slot
from partnerdesk.core.zones import all_zones, zone_city
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
_SHORT = re.compile(r"\b(?:ene|abr|ago|dic|fev|mai|set|out|dez)\b")  # other words, too
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
_ALSO = re.compile(  # another day of the same month, with its own time: “10 de março às 9h ou 11 às 10h”
    r"\b(?:and|or|y|o|e|ou|et|u)\s(?:on the |the |el |le |no dia |dia |o )?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?=\s(?:at|a\slas?|as|a)\s\d)"
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_TIME = re.compile(
    r"""\b(?:
        (?P<hour>\d{1,2})(?::|h\s?|\.(?=\d\d\s?[ap]m))(?P<minute>\d\d)(?:\s?(?P<half>am|pm))?
      | (?:a\slas|at|as|alle|um|kl\.?)\s(?P<dotted>\d{1,2})\.(?P<minutes>\d\d)(?:\s?(?P<half3>am|pm))?
      | (?P<hour2>\d{1,2})\s?(?P<half2>am|pm)
      | (?P<hour3>\d{1,2})\s?(?:h|hs|hrs|horas|heures|uhr)
      | (?:a\sla|a\slas|at|as|alle)\s(?P<bare>\d{1,2})(?!\s?[:/.]\s?\d|\d|\s?[ap]m|\s?h
          |\s(?:and|or|y|o|u|et|ou|e)\s\d)
    )\b""",
    re.VERBOSE,
)
_IN_WORDS = re.compile(r"\b(?:half past|(?:a )?quarter (?:past|to)|noon|mediodia|midi|meio-dia)\b")
_PAST = re.compile(r"\s(?:y|e|et)\s(?P<part>media|meia|demie?|cuarto|quarto|quart)\b")  # the hour
_PARTS = {"media": 30, "meia": 30, "demi": 30, "demie": 30, "cuarto": 15, "quarto": 15, "quart": 15}
_TO = re.compile(r"\s(?:menos|moins)\b")
_DAYTIME = re.compile(
    r"\s(?:de la|da|du|de l'|in the|at)\s?(?:"
    r"(?P<pm>tarde|noche|noite|soir|apres-midi|afternoon|evening|night)"
    r"|(?:manana|manha|matin|morning))\b"
)
_NIGHT = {"noche", "noite", "soir", "night", "evening"}
_HALVES = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_UNTIL = re.compile(r"\s?(?:-|to|until|a|a las|al|as|ate|jusqu'a)\s?(?:las\s)?")
_FROM = re.compile(  # a bare hour, whose end is read
    r"(?:\b(?:from|between|de|das|desde|entre)\s(?:las\s|as\s)?(?P<from>\d{1,2})"
    r"\s?(?:-|to|until|and|a|y|as|e|ate|et)\s?(?:las\s)?|(?<![\d:.h-])(?P<joined>\d{1,2})-)\Z"
)
_OR = re.compile(r"(?<![\d:.h/])\d{1,2}\s(?:and|or|y|o|u|et|ou|e)\s(?:at |a |a las |as )?\Z")
_WHOSE = re.compile(
    r"\b(?:your (?:local )?time|(?:tu|su|vuestra) hora|hora (?:de ustedes|local de ustedes)|votre heure"
    r"|heure de chez vous|(?:seu|vosso) horario|sua hora)\b"
)
# In capitals only: “et” and “est” are French words.
_ZONED = re.compile(r"\b(?:UTC|GMT|[ECMP][SD]T|CES?T|EES?T|WES?T|BST|IST)\b|(?<=[\dmM.]\s)[ECMP]T\b")
_CANNOT = re.compile(
    r"\b(?:cannot|not|unable|cancel\w*|annul\w*|impossible|busy|unfortunately|instead of"
    r"|before|after|except|closes?|closed"
    r"|holiday|(?:any|every|all)\b.{0,12}\bbut"
    r"|no|nunca|tampoco|salvo|excepto|menos|antes|despues|cierra|cerrad[oa]s?|feriado|festivo"
    r"|lamentablemente|ocupad[oa]s?"
    r"|ne|pas|sauf|avant|apres(?!-midi)|ferme|fermee?s?|ferie|malheureusement"
    r"|nao|nem|exceto|depois|fecha|fechad[oa]s?|infelizmente)\b|n't\b|\bn'"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*•]\s*")
_SLOT = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d [A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+){1,2}(?: fold=[01])?)")


@dataclass(frozen=True)
class _Mention:
    """A day in a sentence: a date, or a weekday that comes next after the letter."""

    start: int
    end: int
    day: date | None = None


def said_times(
    text: str, zone: str, written: datetime, minutes: int = 45, elsewhere: Collection[str] = ()
) -> tuple[Slot, ...]:
    """Return the times that a letter may propose, as slots, in the order in which they stand there.

    Args:
        text: what the writer says, without what they quote.
        zone: the writer's zone: times are theirs.
        written: when it was written, aware; days without a year or date come after it.
        minutes: how long, where no end is given.
        elsewhere: cities by whose clock others live, as ours: a sentence that names one is left alone, as is
            one that names the city of another zone.

    """
    today = written.astimezone(zone_named(zone)).date()
    found: dict[Slot, None] = {}
    for match in _SLOT.finditer(text[:_LONGEST_TEXT]):
        try:
            found[Slot.parse(match[1], minutes)] = None
        except BadInput:
            continue
    for sentence in _theirs(text, zone, elsewhere):
        for wall, length in _walls(sentence, today):
            try:
                slot = Slot.said(wall, zone, length or minutes)
            except BadInput:  # an hour that the clocks skip or repeat, or a length that no meeting has
                continue
            if slot.start > written:
                found[slot] = None
    return tuple(found)[:_MOST]


def names_more(text: str, zone: str, written: datetime, elsewhere: Collection[str] = ()) -> bool:
    """Say whether a letter seems to name more times than ``said_times``, asked likewise, can read in it."""
    today = written.astimezone(zone_named(zone)).date()
    read = 0
    for sentence in _theirs(text, zone, elsewhere):
        walls = len(list(_walls(sentence, today)))
        times = list(_TIME.finditer(sentence))
        ends = [one for one, two in pairwise(times) if _UNTIL.fullmatch(sentence, one.end(), two.start())]
        named = len(times) - len(ends) + len(_IN_WORDS.findall(sentence))
        if named > walls:
            return True
        read += walls
    return read > _MOST


def _theirs(text: str, zone: str, elsewhere: Collection[str]) -> Iterator[str]:
    """Return the sentences, folded, in which times may be the writer's, and such as they can."""
    own = _SLOT.sub(" ", text[:_LONGEST_TEXT])
    named = "|".join(re.escape(fold(each)) for each in elsewhere if each)
    others = re.compile(rf"\b(?:{named})\b" if named else r"(?!)")
    # First of all the full stops of a.m. and p.m. go, at which no sentence ends.
    for unfolded in _SENTENCE.split(_HALVES.sub(r"\1m", own)):
        sentence = " ".join(fold(unfolded).split())
        not_theirs = _ZONED.search(unfolded) or _WHOSE.search(sentence) or others.search(sentence)
        if not (not_theirs or _CANNOT.search(sentence) or _names_a_zone(sentence, zone)):
            yield sentence


def _names_a_zone(sentence: str, zone: str) -> bool:
    """Say whether a sentence gives a time in the city of another zone: “10:00 in Chicago”, “Chicago time”."""
    return any(fold(zone_city(zone)) not in found for found in _zone_cities().findall(sentence))


@cache
def _zone_cities() -> re.Pattern[str]:
    cities = {fold(zone_city(name)) for name in all_zones() if "/" in name and not name.startswith("Etc/")}
    named = "|".join(sorted(map(re.escape, cities), key=len, reverse=True))
    return re.compile(rf"\b(?:(?:in|en|a|em|hora de|heure de) (?:{named})|(?:{named}) time)\b")


def _walls(sentence: str, today: date) -> Iterator[tuple[datetime, int]]:
    """Find days with their times: wall times and, where an end is given, minutes; else 0."""
    mentions = _mentions(sentence, today)
    skip = -1
    for match in _TIME.finditer(sentence):
        if match.start() < skip:
            continue
        clock = _clock(match, sentence)
        day = _nearest(mentions, match)
        if clock is None or day is None or _OR.search(sentence, 0, match.start()):
            continue
        length = 0
        begun = _FROM.search(sentence, 0, match.start())
        if begun and not any(each.start <= begun.start() < each.end for each in mentions):
            # “from 10 to 11 am”: what was read is its end
            begins = _before(int(begun["from"] or begun["joined"]), clock)
            length, clock = clock - begins, begins
        elif until := _UNTIL.match(sentence, match.end()):
            end = _TIME.match(sentence, until.end())
            closes = _clock(end, sentence) if end else None
            if end and closes is not None:
                length, skip = closes - clock, end.end()
        if length == 0 or SHORTEST <= length <= LONGEST:
            yield datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock), length


def _before(hour: int, end: int) -> int:
    """Return the minutes after midnight of a bare hour, which comes before an end: of its half of the day."""
    later = hour * 60 + 12 * 60
    return later if hour < 12 and later < end else hour * 60


def _clock(match: re.Match[str], sentence: str) -> int | None:
    """Return minutes after midnight; None for what is no time, or may be morning or evening."""
    hour = int(match["hour"] or match["dotted"] or match["hour2"] or match["hour3"] or match["bare"])
    minute = int(match["minute"] or match["minutes"] or 0)
    end = match.end()
    if _TO.match(sentence, end):
        return None
    if past := _PAST.match(sentence, end):
        minute, end = _PARTS[past["part"]], past.end()
    half = match["half"] or match["half2"] or match["half3"]
    if half is None and (daytime := _DAYTIME.match(sentence, end)):
        if hour == 12 and daytime["pm"] in _NIGHT:
            return None  # noon for some, midnight for others
        half = "pm" if daytime["pm"] and hour <= 12 else "am" if hour <= 12 else None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match["bare"] and not 7 <= hour <= 12:
        return None
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
    dates += _same_month(sentence, dates)
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


def _same_month(sentence: str, dates: list[_Mention]) -> Iterator[_Mention]:
    """Find days of which only the number is said, behind a date whose month they share."""
    for match in _ALSO.finditer(sentence):
        before = [each for each in dates if each.end <= match.start()]
        if before and (day := max(before, key=lambda each: each.end).day):
            yield _Mention(
                match.start(), match.end(), _date(int(match["day"]), day.month, str(day.year), day)
            )


def _dates(sentence: str, today: date) -> Iterator[_Mention]:
    taken = -1
    found = [
        *((match, int(match[1]), _MONTH_OF[match[2]], match[3]) for match in _DAY_MONTH.finditer(sentence)),
        *((match, int(match[2]), _MONTH_OF[match[1]], match[3]) for match in _MONTH_DAY.finditer(sentence)),
        *((match, int(match[3]), int(match[2]), match[1]) for match in _ISO.finditer(sentence)),
        *_slashed(sentence),
    ]
    for match, day, month, year in sorted(found, key=lambda each: each[0].start()):
        # “20 out of 25” is no day of October.
        unlikely = _SHORT.search(match[0]) and not year and " de " not in match[0]
        if match.start() >= taken and not unlikely:
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
