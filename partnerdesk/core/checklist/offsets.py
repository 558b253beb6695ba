"""UTC offsets that stand beside a clock: “16:00 UTC”, “10:00 (GMT-6)”, “12:00 EDT”."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from types import MappingProxyType
from typing import NamedTuple

from partnerdesk.core.zones import zone as zone_named

# Behind a sign stand hours up to 14, and not another clock: “08:00 UTC - 09:00 UTC” is from eight to nine.
_UTC = (
    r"(?:UTC|GMT)(?:(?:(?P<sign>[+−–-])|\s?(?P<apart>[+−–-])\s?(?!\d\d?:))(?P<hours>1[0-4]|0?\d)"
    r"(?::?(?P<minutes>00|30|45)(?!\d)|(?!\d))(?!:|\s?(?:UTC|GMT|h|[ap]\.?m)\b))?(?!\w)"
)
_AFTER = re.compile(
    rf"\s?(?:hrs?\.?|hours?|h)?\s?(?:(?:in|en|em)\s)?[(,]?\s?(?:{_UTC}|(?P<name>[A-Z]{{2,4}})\b)"
)
_BEFORE = re.compile(rf"{_UTC}:?\s(?:at\s)?\Z")
_FROM = re.compile(r"\b(?:from|between)\s\Z")
_LONGEST = 20  # letters of an offset before a clock


class East(NamedTuple):
    """The UTC offset that a clock names.

    Attributes:
        said: in minutes east, each that the name may mean by itself; empty: that of the zone on the day.
        zone: whose clocks are meant; in summer people name its standard time for them, too. Empty: of none.

    """

    said: tuple[int, ...]
    zone: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether the name has one meaning: CST is that of China as well, IST and BST are of several."""
        return len(self.said) <= 1

    def on(self, day: date) -> tuple[int, ...]:
        """Return the minutes east that may be meant on a day, those in so many words first."""
        if not self.zone:
            return self.said
        offset = datetime.combine(day, time(12), zone_named(self.zone)).utcoffset()
        now = int(offset.total_seconds() // 60) if offset is not None else 0
        return tuple(dict.fromkeys((*self.said, now)))


_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{each}" for each in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
_NAMED = MappingProxyType(
    {
        "ET": East((), _EASTERN), "EST": East((-300,), _EASTERN), "EDT": East((-240,)),
        "CT": East((), _CENTRAL), "CST": East((-360, 480), _CENTRAL), "CDT": East((-300,)),
        "MT": East((), _MOUNTAIN), "MST": East((-420,), _MOUNTAIN), "MDT": East((-360,)),
        "PT": East((), _PACIFIC), "PST": East((-480,), _PACIFIC), "PDT": East((-420,)),
        "CET": East((60,), "Europe/Berlin"), "CEST": East((120,)), "WET": East((0,), "Europe/Lisbon"),
        "WEST": East((60,)), "EET": East((120,), "Europe/Helsinki"), "EEST": East((180,)),
        "BST": East((60, 360)), "IST": East((330, 60, 120)), "JST": East((540,)), "KST": East((540,)),
        "BRT": East((-180,)), "ART": East((-180,)),
    }
)  # fmt: skip


def east_at(line: str, start: int, end: int) -> East | None:
    """Return the UTC offset of the clock from ``start`` to ``end`` of a line.

    None where none stands right beside it.
    """
    found = _AFTER.match(line, end)
    if found and found["name"]:
        return _NAMED.get(found["name"])
    before = line[max(0, start - _LONGEST) : start]
    found = found or _BEFORE.search(before)
    if not found:
        return None
    sign = found["sign"] or found["apart"] or ""
    if found["minutes"] and sign != "+" and _FROM.search(before):
        return East((0,))  # “from 08:00 UTC-09:00”
    east = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    return East((east if sign == "+" else -east,))
