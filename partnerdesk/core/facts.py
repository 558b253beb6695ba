"""The words that a template is given: frozen facts, and nothing else of the program.

The classes' own fields are the allow-list that ``core.allowed`` holds a template to.
"""

from __future__ import annotations

from dataclasses import dataclass


class Gap(str):
    """A fact that nobody gave: empty in every question, and when it is printed a marker that names it.

    Printing it also adds its name (``contact.organisation``) to ``asked``, the letter's missing facts.
    """

    __slots__ = ("asked", "fact")

    fact: str
    asked: list[str]

    def __new__(cls, fact: str, asked: list[str]) -> Gap:
        """Make the gap for ``fact``; ``asked`` is the list of the rendering it belongs to."""
        gap = super().__new__(cls, "")
        gap.fact = fact
        gap.asked = asked
        return gap

    def __str__(self) -> str:
        if self.fact not in self.asked:
            self.asked.append(self.fact)
        return marker(self.fact)


def marker(fact: str) -> str:
    """Return how a missing fact is shown in a letter: ``‹organisation›`` for ``contact.organisation``."""
    return f"‹{fact.rpartition('.')[2].replace('_', ' ')}›"


@dataclass(frozen=True)
class PartyWords:
    """What a template may say of home or of a contact. ``languages`` are names in the letter's language."""

    name: str
    greeting: str
    role: str
    organisation: str
    city: str
    region: str
    country: str
    zone: str
    email: str
    signature: str
    languages: tuple[str, ...]
    hours_confirmed: bool


@dataclass(frozen=True)
class ProjectWords:
    """What a template may say of the project; false in ``if`` when there is none."""

    title: str
    subject: str
    ages: str
    medium: str
    ours_does: str
    ours_gains: str
    theirs_does: str
    theirs_gains: str
    open_to_change: str
    minutes: int

    def __bool__(self) -> bool:
        return bool(self.title)


@dataclass(frozen=True)
class SlotWords:
    """One slot, in both parties' local times and the reader's language."""

    theirs: str
    ours: str
    minutes: int


@dataclass(frozen=True)
class Words:
    """All that a template is given; these names and their fields are the allow-list.

    ``times`` and ``earlier_times`` are blocks of whole lines: what is proposed, what an earlier letter said.
    """

    home: PartyWords
    contact: PartyWords
    project: ProjectWords
    slots: tuple[SlotWords, ...]
    times: str
    earlier_times: str
    minutes: int
    language: str
