"""The times in a letter: written as a block, added where a text leaves them out, and replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from partnerdesk.core import wording
from partnerdesk.core.facts import SlotWords

_HEADINGS = {
    "en": "Proposed date and time:",
    "es": "Fecha y hora propuestas:",
    "fr": "Date et heure proposées :",
    "pt": "Data e hora propostas:",
}
_INDENT = "    "
_CLOSING_LENGTH = 60  # letters: a last paragraph of one line, up to this, is "Kind regards,"


def block(slots: Sequence[SlotWords], locale: str, *, with_minutes: bool = False) -> str:
    """Write all slots, a paragraph each: their local time, then ours; the minutes too where they differ."""
    with_minutes = with_minutes or len({slot.minutes for slot in slots}) > 1
    unit = wording.phrase("minutes", locale) if re.split("[-_]", locale)[0] in wording.PHRASES else "min"
    paragraphs = []
    for slot in slots:
        lines = dict.fromkeys((slot.theirs, slot.ours))  # once, where both live in one city
        length = [f"{slot.minutes} {unit}"] if with_minutes else []
        paragraphs.append("\n".join(_INDENT + line for line in (*lines, *length)))
    return "\n\n".join(paragraphs)


def with_times(body: str, slots: Sequence[SlotWords], signature: str, locale: str) -> str:
    """Add the times that a text leaves out: before the closing and the signature, else at the end."""
    slots = [slot for slot in slots if slot.theirs not in body or slot.ours not in body]
    if not slots:
        return body
    heading = _HEADINGS.get(re.split("[-_]", locale)[0], "")
    added = f"{heading}\n\n{block(slots, locale, with_minutes=True)}".strip("\n")
    signed = body.rfind(signature) if signature else -1
    if signed < 0:
        return f"{body}\n\n{added}".strip("\n")
    paragraphs = body[:signed].split("\n\n")
    end = paragraphs.pop()  # what shares the signature's paragraph: "Kind regards," or nothing
    if not end and paragraphs and "\n" not in paragraphs[-1] and len(paragraphs[-1]) <= _CLOSING_LENGTH:
        end = paragraphs.pop() + "\n\n"
    return "\n\n".join([*paragraphs, added, end + body[signed:]])


def retimed(body: str, old: Sequence[SlotWords], new: Sequence[SlotWords], locale: str) -> str | None:
    """Return a text with the new times in place of the old ones; None where these do not stand as written.

    Args:
        body: a letter, perhaps changed by hand.
        old: the times it was written with.
        new: those it is to give.
        locale: the letter's.

    """
    for with_minutes in (True, False):  # without them it would be found in the longer one too
        before = block(old, locale, with_minutes=with_minutes)
        if before and before in body:
            return body.replace(before, block(new, locale, with_minutes=with_minutes), 1)
    lines = dict(zip(_lines(old), _lines(new), strict=False))
    if len(old) != len(new) or not lines or not all(line in body for line in lines):
        return None
    # At once: one time's new line may be the other's old one
    return re.sub("|".join(map(re.escape, lines)), lambda found: lines[found[0]], body)


def _lines(slots: Sequence[SlotWords]) -> list[str]:
    return [line for slot in slots for line in (slot.theirs, slot.ours)]
