"""Dates on which a school is closed, and those of its school year: from a first to a last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from partnerdesk.errors import BadInput

_DATE = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_BREAK = re.compile(
    rf"{_DATE}(?:(?:\s*(?:\.{{2,3}}|…|–|—)\s*|\s+-\s+){_DATE})?(?:\s*[:,]?\s+(?P<name>.*))?",
    re.ASCII | re.DOTALL,
)
_HINT = "Write '2026-12-21..2027-01-06 Christmas break', several with semicolons."


@dataclass(frozen=True, order=True)
class Break:
    """Days in a row, the first and the last one included; a closure is one day.

    Args:
        first: the first day.
        last: the last day.
        name: what the school calls it; may be empty.

    Raises:
        BadInput: it ends before it begins (field ``breaks``).

    """

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise _wrong(
                f"A break from {self.first} to {self.last} ends before it begins.",
                "Give the first day, then the last.",
            )

    @classmethod
    def parse(cls, text: str) -> tuple[Self, ...]:
        """Read breaks such as ``'2026-12-21..2027-01-06 Christmas break; 2027-02-05'``, sorted by date.

        Semicolons or new lines stand between breaks; one date is one day; blank text has no breaks.

        Raises:
            BadInput: a part is no break, or one ends before it begins (field ``breaks``).

        """
        parts = (part.strip() for part in re.split(r"[;\n]", text))
        return tuple(sorted(cls._one(part) for part in parts if part))

    @classmethod
    def _one(cls, text: str) -> Self:
        match = _BREAK.fullmatch(text)
        if not match:
            raise _wrong(f"'{text[:40]}' is not a date or a break.", _HINT)
        first = _date(*match.group(1, 2, 3))
        last = _date(*match.group(4, 5, 6)) if match[4] else first
        return cls(first, last, " ".join((match["name"] or "").split()))

    def text(self) -> str:
        """Return the break as :meth:`parse` reads it."""
        days = f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"
        return f"{days} {self.name}".strip()

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _wrong(f"{year}-{month}-{day} is not a date.", _HINT) from None


def _wrong(message: str, hint: str) -> BadInput:
    return BadInput(message, hint, "breaks")
