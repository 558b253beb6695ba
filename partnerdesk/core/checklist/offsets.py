"""UTC offsets that stand beside a clock: “16:00 UTC”, “10:00 (GMT-6)”, “12:00 EDT”."""

from __future__ import annotations

import re
from types import MappingProxyType

_UTC = r"(?:UTC|GMT)(?:\s?(?P<sign>[+−–-])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?(?!\w)"
_AFTER = re.compile(
    rf"\s?(?:hrs?\.?|hours?|h)?\s?(?:(?:in|en|em)\s)?[(,]?\s?(?:{_UTC}|(?P<name>[A-Z]{{2,4}})\b)"
)
_BEFORE = re.compile(rf"{_UTC}:?\s(?:at\s)?\Z")
_LONGEST = 20  # letters of an offset before a clock

# Minutes east of UTC. The standard time of North America is often named in summer, too; CST is that of China
# as well, and IST and BST are of several countries.
_NAMED = MappingProxyType(
    {
        "ET": (-300, -240), "EST": (-300, -240), "EDT": (-240,), "CT": (-360, -300),
        "CST": (-360, -300, 480), "CDT": (-300,), "MT": (-420, -360), "MST": (-420, -360), "MDT": (-360,),
        "PT": (-480, -420), "PST": (-480, -420), "PDT": (-420,), "CET": (60, 120), "CEST": (120,),
        "WET": (0, 60), "WEST": (60,), "EET": (120, 180), "EEST": (180,), "BST": (60, 360),
        "IST": (330, 60, 120), "JST": (540,), "KST": (540,), "BRT": (-180,), "ART": (-180,),
    }
)  # fmt: skip


def easts_at(line: str, start: int, end: int) -> tuple[int, ...]:
    """Return the UTC offsets, in minutes east, that the clock from ``start`` to ``end`` of a line may be of.

    Empty where none stands right beside it.
    """
    found = _AFTER.match(line, end)
    if found and found["name"]:
        return _NAMED.get(found["name"], ())
    found = found or _BEFORE.search(line[max(0, start - _LONGEST) : start])
    if not found:
        return ()
    east = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    return (east if found["sign"] == "+" else -east,)
