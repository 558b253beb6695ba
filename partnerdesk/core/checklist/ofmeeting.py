"""Whether a sentence is about the meeting itself: only then a wrong hour in it is a wall."""

from __future__ import annotations

import re

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import OFFSET, clocks, same_date
from partnerdesk.core.checklist.elsewhen import days_of
from partnerdesk.core.checklist.letter import Letter

_ZONE = re.compile(r"\b(?:UTC|GMT|[A-Z]{2,4}T)\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Beside cities, days and clocks, what a line may say that gives a time and nothing else.
_OF_TIMES = frozenset(
    ["and", "are", "clock", "date", "day", "end", "ends", "for", "from", "hour", "hours", "hrs", "let",
     "local", "noon", "now", "our", "ours", "say", "see", "sharp", "start", "starts", "that", "the", "then",
     "there", "here", "time", "times", "was", "when", "which", "will", "with", "would", "you", "your",
     "yours",
     "alla", "aqui", "decir", "del", "dia", "ese", "esta", "fecha", "hora", "horas", "las", "los", "nosotras",
     "nosotros", "nuestra", "nuestro", "para", "punto", "que", "sea", "sera", "seran", "seria", "son", "suya",
     "ustedes", "cela", "chez", "des", "donc", "est", "fait", "heure", "heures", "ici", "jour", "jusqu",
     "les", "notre", "nous", "pile", "pour", "precises", "sera", "soit", "votre", "vous", "data", "daqui",
     "hor", "horario", "isso", "nos", "nossa", "nosso", "ponto", "sao", "serao", "seu", "sua", "uhr", "voces"]
)  # fmt: skip


def is_of_meeting(text: str, letter: Letter) -> bool:
    """Say whether a sentence tells when one meets: in so many words, or as nothing but a time.

    So does one that gives a day which is proposed, or names both cities. Another hour may be that of
    a rehearsal, of another class, or of the office.
    """
    said = words.folded(text)
    if words.says("deadline", said, letter.languages):
        return False
    if words.says("meets", said, letter.languages):
        return True
    return not words.says("difference", said, letter.languages) and (
        gives_only_a_time(text, letter)
        or _is_of_a_day(text, letter)
        or all(any(city in text for city in letter.cities(each)) for each in (letter.contact, letter.home))
    )


def gives_only_a_time(text: str, letter: Letter) -> bool:
    """Say whether a text has the form of a time line: “Tuesday 16 March, 11:00 in Puebla”, “17:00 UTC”."""
    if not clocks(text):
        return False
    if OFFSET.search(text):
        return True
    rest = list(text)
    for clock in clocks(text):
        rest[clock.start : clock.end] = " " * (clock.end - clock.start)
    left = "".join(rest)
    for party in (letter.contact, letter.home):
        for city in letter.cities(party):
            left = left.replace(city, " ")
    told = set(_WORD.findall(words.folded(_ZONE.sub(" ", left)))) - _OF_TIMES
    return not any(not _is_of_a_date(each, letter.locales) for each in told)


def _is_of_a_date(word: str, locales: tuple[str, ...]) -> bool:
    """Say whether a folded word names a month or a weekday, perhaps cut short."""
    return any(
        words.folded(name).startswith(word) or word in words.folded(name).split("-")
        for locale in locales
        for name in (*wording.month_names(locale), *wording.weekday_names(locale))
    )


def _is_of_a_day(text: str, letter: Letter) -> bool:
    if (day := letter.date_in(text)) is not None:
        return day in days_of(letter)
    starts = (
        slot.local(each.place.zone)
        for slot in letter.draft.slots
        for each in (letter.contact, letter.home)
        if each.place.zone
    )
    return any(same_date(text, start, letter.locale) for start in starts)
