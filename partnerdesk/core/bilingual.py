"""A letter in two languages: the reader's above, ours below, with a clear line between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from partnerdesk.core.drafting import Draft, Party, local_times
from partnerdesk.core.times import Slot

DIVIDER = "\n\n* * *\n\n"
"""What stands between the two texts."""

_LONGEST_SUBJECT = 59  # both subjects stand in one up to this length


def joined(theirs: Draft, ours: Draft) -> Draft:
    """Make one letter of two to the same contact: one subject, both texts, the slots once."""
    both = f"{theirs.subject} / {ours.subject}"
    alike = theirs.subject == ours.subject or len(both) > _LONGEST_SUBJECT
    return replace(
        theirs,
        subject=theirs.subject if alike else both,
        body=f"{theirs.body}{DIVIDER}{ours.body}",
        missing=tuple(dict.fromkeys((*theirs.missing, *ours.missing))),
        also=ours.language,
    )


def halves(body: str) -> tuple[str, str]:
    """Return the two texts of a letter's body; the second one is empty where there is only one."""
    above, _, below = body.partition(DIVIDER)
    return above, below


def together(above: str, below: str) -> str:
    """Make a body of its two texts again."""
    return f"{above}{DIVIDER}{below}" if below else above


def also_in(body: str, language: str, home: Party, contact: Party, slots: Sequence[Slot]) -> str:
    """Return the language of the lower text of a kept letter; empty where there is one text only.

    It is the one of ours in which most of the times stand there, since one may have been edited; else our
    first one that is not the letter's.
    """
    below = halves(body)[1]
    if not below:
        return ""
    ours = [code for code in (*home.languages, "en") if base(code) != base(language)]
    known = home.place.zone and contact.place.zone

    def standing(code: str) -> int:
        lines = [line for slot in slots for line in local_times(slot, home, contact, code)]
        return sum(line in below for line in lines)

    return max(ours, key=standing if known else lambda _: 0, default="")


def base(code: str) -> str:
    """Return a language's code without its region: ``pt`` for ``pt-BR``."""
    return code.replace("_", "-").partition("-")[0].casefold()
