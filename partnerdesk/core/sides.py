"""Both sides of a project: who does and who gains what. One sided requests are the field's great fault."""

from __future__ import annotations

from dataclasses import dataclass

_MUCH_MORE = 3  # times as many words
_A_FEW = 12  # words; fewer than this on our side say nothing about balance


@dataclass(frozen=True)
class Sides:
    """What each class does and gains, in the user's words; empty where nothing is said yet."""

    ours_does: str = ""
    ours_gains: str = ""
    theirs_does: str = ""
    theirs_gains: str = ""

    def note(self) -> str:
        """Say kindly what makes the project one sided; empty where nothing does, or nothing is said yet."""
        if not any((self.ours_does, self.ours_gains, self.theirs_does, self.theirs_gains)):
            return ""
        if self.ours_gains and not self.theirs_gains:
            return "What does their class gain? So far only ours does."
        if self.theirs_gains and not self.ours_gains:
            return "What does our class gain? A partner likes to know that both do."
        if self.theirs_does and not self.ours_does:
            return "What does our class do? So far only theirs has work with it."
        if self.ours_does and not self.theirs_does:
            return "What does their class do? So far it only looks on."
        ours, theirs = len(self.ours_gains.split()), len(self.theirs_gains.split())
        if ours >= _A_FEW and ours >= _MUCH_MORE * theirs:
            return "Our class gains much more than theirs does. Is there something they would like too?"
        return ""
