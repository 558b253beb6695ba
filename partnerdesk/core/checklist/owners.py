"""On whose clock a time is, where no city says so: “your time”, “heure de chez nous”."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import MappingProxyType
from typing import Literal

from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import Clock, clocks

_TIME = MappingProxyType(
    {
        "theirs": r"\byour (?:local )?time\b|\bhora (?:local )?de (?:ustedes|alla|voces)\b"
        r"|\bs(?:u|ua) hora(?: local)?\b|\bvotre heure\b|\bheure de chez vous\b|\b(?:seu|vosso) horario\b"
        r"|\bhorario de voces\b",
        "ours": r"\b(?:our|my) (?:local )?time\b|\bnuestra hora(?: local)?\b"
        r"|\bhora (?:local )?(?:de aqui|daqui)\b|\bnotre heure\b|\bheure (?:de chez nous|d'ici)\b"
        r"|\bnosso horario\b|\bnossa hora\b",
    }
)
_BESIDE = MappingProxyType(
    {
        "theirs": r",?\s(?:for you|yours|with you|there|para ustedes|la suya|alla|pour vous|chez vous"
        r"|la votre|la-bas|para voces|o de voces|ai)\b",
        "ours": r",?\s(?:for us|ours|here|para nosotr[oa]s|(?:de )?aqui|la nuestra|pour nous|chez nous|ici"
        r"|la notre|para nos|o nosso)\b",
    }
)


# A name behind a clock: “16:00 in London”, “16:00 (UTC+0) à Londres”.
_PLACE = re.compile(
    r"\s?(?:hrs?\.?|hours?|heures?|horas?|h)?\s?(?:\([^()]*\)\s)?(?:in|en|à|em|no|na)\s([^\W\d_]+)"
)


def elsewhere(text: str, clock: Clock, cities: Collection[str]) -> str:
    """Return what follows a clock of a place which is neither party's: “London.” of “16:00 in London.”.

    Args:
        text: as it stands in the letter.
        clock: one of its clocks.
        cities: all names of both parties' cities.

    Returns:
        The text from the place's name on; empty where no such name stands behind the clock.

    """
    found = _PLACE.match(text, clock.end)
    if not found or not found[1][0].isupper():
        return ""
    after = text[found.start(1) :]
    return "" if after.startswith(tuple(cities)) else after


def whose_time(text: str, whose: Literal["ours", "theirs"]) -> str:
    """Return the words that give a time on their clock, or on ours; empty where there are none."""
    said = words.folded(text)
    found = re.search(_TIME[whose], said)
    beside = (re.compile(_BESIDE[whose]).match(said, clock.end) for clock in clocks(text))
    found = found or next(filter(None, beside), None)
    return text[found.start() : found.end()] if found else ""
