"""Rules of the project that a letter is about: its dates, and the language that it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerdesk.core import wording
from partnerdesk.core.bilingual import base, halves
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.finding import Finding, Fix, Place
from partnerdesk.core.checklist.hours import when_words
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import ProjectFacts

_TEXTS = ("subject", "medium", "ours_does", "ours_gains", "theirs_does", "theirs_gains", "open_to_change")
_SCREEN = "en_GB"
_FIND = Fix("Find a time", "find-time")


def project_dates(letter: Letter) -> Iterator[Finding]:
    """Advise against a slot outside the project's dates, which count by our own clock."""
    project = letter.known.project
    party = letter.home if letter.home.place.zone else letter.contact
    if project is None or not party.place.zone or not letter.draft.slots:
        return
    opens, closes = project.opens, project.closes
    beyond = False
    for slot in letter.draft.slots:
        day = slot.local(party.place.zone).date()
        if opens is not None and day < opens:
            said = f"before “{project.title}” begins ({wording.date_words(opens, _SCREEN)})"
        elif closes is not None and day > closes:
            said = f"after “{project.title}” ends ({wording.date_words(closes, _SCREEN)})"
        else:
            continue
        beyond = True
        yield Finding("project-dates", "advice", f"{when_words(slot, party)} is {said}.", fixes=(_FIND,))
    if not beyond and (opens or closes):
        yield Finding("project-dates", "ok", "Inside the project’s dates.")


def project_language(letter: Letter) -> Iterator[Finding]:
    """Advise to put into the letter's language what it takes from a project that is written in another."""
    project = letter.known.project
    if project is None:
        return
    places = tuple(_taken(letter, project))
    if not places:
        return
    written = _written_in(project)
    if not written:
        text = "Could not tell whether the project’s lines are in the letter’s language."
        yield Finding("project-language", "ok", text, known=False)
        return
    strange = [(place, spoken) for place, spoken in places if spoken not in written]
    for place, spoken in strange:
        theirs = wording.language_name(spoken)
        text = (
            f"The project is written in {wording.language_name(written[0])}; this letter is in {theirs}: "
            f"put “{_start(letter, place)}” into {theirs}."
        )
        yield Finding("project-language", "advice", text, place)
    if not strange:
        yield Finding("project-language", "ok", "The project’s lines are in the letter’s language.")


def _written_in(project: ProjectFacts) -> tuple[str, ...]:
    """Return the languages that a project's texts are in, else the one it is held in; none: not known."""
    text = words.folded("\n".join(getattr(project, name) for name in _TEXTS))
    if read := words.languages(text, ""):
        return read
    return tuple(base(code) for code in project.languages) if len(project.languages) == 1 else ()


def _taken(letter: Letter, project: ProjectFacts) -> Iterator[tuple[Place, str]]:
    """Find the project's texts in the letter: where, and the language of the text around them."""
    draft = letter.draft
    above, below = halves(draft.body)
    parts = [(0, above, draft.language)]
    if below:
        parts.append((len(draft.body) - len(below), below, draft.also))
    for start, part, declared in parts:
        spoken = base(declared)
        for name in _TEXTS:
            text = getattr(project, name).strip(" .;")
            at = part.find(text)
            if spoken and at >= 0 and len(re.findall(r"\w+", text)) > 1:
                yield Place("body", start + at, start + at + len(text)), spoken


def _start(letter: Letter, place: Place) -> str:
    said = letter.draft.body[place.start : place.end].split()
    return " ".join(said[:6]) + (" …" if len(said) > 6 else "")
