"""What the letters of a template are for, whatever the template is called and whoever wrote it.

An own copy keeps the purpose of what it was copied from, and each letter that of its template. A purpose is
named as the template that comes with the program for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Purpose = Literal["general", "reminder", "confirmation", "thanks", "polite-no", "correction"]

GENERAL: Final = "general"
"""A letter like any other: it asks for something where it proposes times."""

REMINDER: Final = "reminder"

CONFIRMATION: Final = "confirmation"
"""Says yes to a time that was proposed to us."""

THANKS: Final = "thanks"
POLITE_NO: Final = "polite-no"

CORRECTION: Final = "correction"
"""Mends a time: it neither asks anew nor reminds."""

PURPOSES: Final[Mapping[str, Purpose]] = {
    each: each for each in (GENERAL, REMINDER, CONFIRMATION, THANKS, POLITE_NO, CORRECTION)
}
"""Every purpose by its name, as a template's text has it."""

ANSWERS: Final = frozenset({CONFIRMATION, THANKS, POLITE_NO})
"""Purposes of letters that answer: nothing is waited for after them, be there times in them or not."""

FOLLOWS: Final[Mapping[str, Literal["letter", "answer"]]] = {
    REMINDER: "letter",
    CORRECTION: "letter",
    **dict.fromkeys(ANSWERS, "answer"),
}
"""Purposes of letters that go on from something, and from what."""
