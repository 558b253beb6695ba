"""What the letters of a template are for, whatever the template is called and whoever wrote it.

An own copy keeps the purpose of what it was copied from, and each letter that of its template. A purpose is
named as the template that comes with the program for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Purpose = Literal[
    "general", "reminder", "confirmation", "another-time", "thanks", "polite-no", "correction"
]  # fmt: skip

GENERAL: Final = "general"
"""A letter like any other: it asks for something where it proposes times."""

REMINDER: Final = "reminder"

CONFIRMATION: Final = "confirmation"
"""Says yes to a time that was proposed to us."""

ANOTHER_TIME: Final = "another-time"
"""Answers that the time is off, or cannot be, and proposes others: it waits for an answer again."""

THANKS: Final = "thanks"
POLITE_NO: Final = "polite-no"

CORRECTION: Final = "correction"
"""Mends a time: it neither asks anew nor reminds."""

PURPOSES: Final[Mapping[str, Purpose]] = {
    each: each for each in (GENERAL, REMINDER, CONFIRMATION, ANOTHER_TIME, THANKS, POLITE_NO, CORRECTION)
}
"""Every purpose by its name, as a template's text has it."""

ANSWERS: Final = frozenset({CONFIRMATION, THANKS, POLITE_NO})
"""Purposes of letters that answer: nothing is waited for after them, be there times in them or not."""

REPLACES: Final = frozenset({ANOTHER_TIME, CORRECTION})
"""Purposes of letters whose times stand in the place of those of earlier ones."""

FOLLOWS: Final[Mapping[str, Literal["letter", "answer"]]] = {
    REMINDER: "letter",
    CORRECTION: "letter",
    **dict.fromkeys((*ANSWERS, ANOTHER_TIME), "answer"),
}
"""Purposes of letters that go on from something, and from what."""
