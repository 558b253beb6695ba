"""Which cards of a vCard file are one person's, and whole."""

from __future__ import annotations

from typing import Final

from partnerdesk.core.cards import LONGEST, Card, RefusedPart, cut
from partnerdesk.formats.vlines import Lines, Property

MOST_PROPERTIES: Final = 2_000
# Pictures and sounds are left out before their letters are counted.
MEDIA: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


def no_person(lines: Lines) -> str:
    """Say why a card is not read: it is beyond all measure, or a list of others; empty where it is read.

    Of a value that is too long its beginning is left: ``lines.cut`` says so.
    """
    if len(lines.properties) > MOST_PROPERTIES:
        return f"It has {len(lines.properties):,} properties; {MOST_PROPERTIES:,} are the most that are read."
    for at, (line, head, value) in enumerate(lines.properties):
        if len(value) > LONGEST and head.name not in MEDIA and head.encoding != "B":
            lines.properties[at] = Property(line, head, value[:LONGEST])
            lines.cut.append(cut(f"line {line}", head.name, len(value)))
        # RFC 6350 6.1.4, and Apple's way in 3.0.
        if head.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"} and value.strip().lower() == "group":
            return "It is a list of people and no person; those in it come in by cards of their own."
    return ""


def without_end(card: Card, lines: Lines) -> Card | RefusedPart:
    """Say of a card that its end was lost, as where a file was cut off; refuse it where nobody is left."""
    last = lines.properties[-1].line if lines.properties else lines.line
    if not (card.name or card.organisation or card.emails or card.phones):
        return RefusedPart(card.where, f"Its end is missing after line {last}, and there is nobody in it.")
    lost = f"line {last}: The card's end is missing after this line; more may be lost."
    return card.but({"unread": (*card.unread, lost)})
