"""A letter to one contact, before it goes out."""

from __future__ import annotations

from dataclasses import dataclass

from partnerdesk.core.checklist import Finding
from partnerdesk.core.drafting import Draft, Party
from partnerdesk.core.purposes import GENERAL

_WORDS = ("copy", "txt")
"""Ways out on which a letter is words alone: pasted into a form, or read from paper."""


@dataclass(frozen=True)
class Prepared:
    """A letter to one contact, as it will be, with what the checklist says of it.

    Attributes:
        contact_id: to whom.
        name: their name.
        template: the template's key.
        draft: the letter.
        findings: the checklist's, worst first.
        home: our facts, as the letter was made with them.
        party: theirs.
        project_id: what it is about, if a project.
        draft_id: its key in the book, if it was kept or has gone out before.
        proposes: whether letters of its kind propose times.
        purpose: what it is for, as its template said.
        unmade: why its template could not be made a letter of, so that there is no text; empty: it could.
        overrides: rules whose stops the user overrides, each with the reason.

    """

    contact_id: int
    name: str
    template: str
    draft: Draft
    findings: tuple[Finding, ...]
    home: Party
    party: Party
    project_id: int | None = None
    draft_id: int | None = None
    proposes: bool = True
    purpose: str = GENERAL
    unmade: str = ""
    overrides: tuple[tuple[str, str], ...] = ()

    @property
    def stopped(self) -> tuple[Finding, ...]:
        """The findings that hold the letter back."""
        return tuple(each for each in self.findings if each.level == "stop")

    def stopped_for(self, kind: str) -> tuple[Finding, ...]:
        """Return the findings that hold it back from going out in this way: words need no address."""
        return tuple(each for each in self.stopped if not (kind in _WORDS and each.rule == "address"))
