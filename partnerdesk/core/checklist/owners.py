"""On whose clock a time is, where no city says so: “your time”, “heure de chez nous”."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Literal

from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import clocks

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


def whose_time(text: str, whose: Literal["ours", "theirs"]) -> str:
    """Return the words that give a time on their clock, or on ours; empty where there are none."""
    said = words.folded(text)
    found = re.search(_TIME[whose], said)
    beside = (re.compile(_BESIDE[whose]).match(said, clock.end) for clock in clocks(text))
    found = found or next(filter(None, beside), None)
    return text[found.start() : found.end()] if found else ""
