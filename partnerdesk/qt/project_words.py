"""What can be said of a project: the captions and examples of its fields, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

QUOTED = "Letters quote these words as they are: write them in the language of the letters."


@dataclass(frozen=True)
class Said:
    """A field's caption, and an example of what may stand in it."""

    caption: str
    example: str = ""


FIELDS = {
    "title": Said("Title", "what it is called"),
    "subject": Said("About", "where our water comes from"),
    "ages": Said("Ages", "10–12"),
    "medium": Said("How you meet", "a video call"),
    "ours_does": Said("Our class does", "shows three photos and a map of its water"),
    "theirs_does": Said("Their class does", "shows three photos of its own"),
    "ours_gains": Said("Our class gains", "sees another town, practises its Spanish"),
    "theirs_gains": Said("Their class gains", "sees our river, keeps the photos for lessons"),
    "open_to_change": Said("Open to change", "the date, the language, the activities"),
}

QUESTIONS = {
    "their_curriculum": Said(
        "Is it in their curriculum and their calendar?", "water is a subject of their grade 5; exams in June"
    ),
    "their_equipment": Said(
        "Does it need equipment that they may lack?", "one telephone is enough; photos can go before"
    ),
    "why_them": Said(
        "Are they chosen for the work, rather than for being far away?", "their water comes from wells"
    ),
    "their_wish": Said("What would they like?", "ask them in the letter, and note the answer here"),
}
"""The questions of the craft, seen from the partner's side."""

STATES = {"planning": "Planning", "seeking": "Seeking partners", "filled": "Filled", "done": "Done"}
"""A project's states as a reader says them, in their order."""
