"""What a rule says of a letter: how good it is, where in the text, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "advice", "stop"]
Part = Literal["subject", "body"]
Action = Literal[
    "edit", "put-times",
    "fill-home", "open-contact", "fill-project", "propose-time", "change-time", "find-time",
    "enter-hours", "choose-language", "edit-subject", "open-template",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where in the text: from ``start`` up to ``end`` of subject or body, in characters."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True)
class Fix:
    """What would mend it.

    Attributes:
        verb: what the user is offered, as in "Put the times in".
        action: ``edit`` and, for the proposed times, ``put-times`` put ``new`` in the text's ``place``; any
            other leads the user to where it is mended.
        place: of an edit.
        new: of an edit.

    """

    verb: str
    action: Action
    place: Place | None = None
    new: str = ""

    def applied(self, subject: str, body: str) -> tuple[str, str]:
        """Return subject and body with an edit made in them; as they were for any other action."""
        if self.place is None:
            return subject, body
        text = subject if self.place.part == "subject" else body
        made = text[: self.place.start] + self.new + text[self.place.end :]
        return (made, body) if self.place.part == "subject" else (subject, made)


@dataclass(frozen=True)
class Finding:
    """What one rule says of a letter: well done, better so, or not to be sent as it is.

    Attributes:
        rule: the rule's name.
        level: a stop holds the letter back.
        text: one sentence for the screen.
        place: what it is about, where that is a piece of the text.
        fixes: what would mend it, the best first.
        known: false where the rule could not tell, as with words in a language it cannot read.
        overridden: why the user sends the letter all the same; such a stop counts as advice.

    """

    rule: str
    level: Level
    text: str
    place: Place | None = None
    fixes: tuple[Fix, ...] = ()
    known: bool = True
    overridden: str = ""

    @property
    def may_be_overridden(self) -> bool:
        """Whether a stop may be sent all the same, with a reason."""
        return self.level == "stop" and self.rule not in WALLS


WALLS = frozenset({"both-times", "school-hours", "address", "template"})
"""Rules whose stops nothing overrides: both local times, the partner's school hours, an address that mail can
go to, without which no message can be made, and a template that no letter can be made of."""


def edit_between(verb: str, action: Action, old: str, new: str) -> Fix:
    """Return the smallest edit of a body that makes the new text of the old one."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Fix(verb, action, Place("body", start, len(old) - end), new[start : len(new) - end])
