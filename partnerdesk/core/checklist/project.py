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
_MOST_QUOTED = 2
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
    strange, unknown = [], False
    for place, spoken in places:
        line = _language_of(letter.draft.body[place.start : place.end], project)
        unknown = unknown or not line
        if line and line != spoken:
            strange.append((place, line, spoken))
    if strange:
        yield _to_translate(letter, strange)
    elif unknown:
        text = "Could not tell whether the project’s lines are in the letter’s language."
        yield Finding("project-language", "ok", text, known=False)
    else:
        yield Finding("project-language", "ok", "The project’s lines are in the letter’s language.")


def _to_translate(letter: Letter, strange: list[tuple[Place, str, str]]) -> Finding:
    """Say in one finding which lines are to be put into another language; it shows the first of them."""
    place, written, spoken = strange[0]
    theirs = wording.language_name(spoken)
    quoted = [f"“{_start(letter, each)}”" for each, *_ in strange[:_MOST_QUOTED]]
    more = len(strange) - len(quoted)
    lines = ", ".join(quoted) + (f" and {more} more" if more else "")
    own = wording.language_name(written)
    text = f"Lines of the project are in {own}, this letter is in {theirs}: put {lines} into {theirs}."
    if letter.draft.also:
        text = (
            f"The project has these lines in {own} only. In the {theirs} half of the letter, "
            f"put {lines} into {theirs}."
        )
    return Finding("project-language", "advice", text, place)


def _language_of(text: str, project: ProjectFacts) -> str:
    """Return the language of one of a project's texts; of a short one, that of all of them, if it is one."""
    if own := words.languages(words.folded(text), ""):
        return own[0]
    whole = words.folded("\n".join(getattr(project, name) for name in _TEXTS))
    read = words.languages(whole, "") or tuple(base(code) for code in project.languages)
    return read[0] if len(read) == 1 else ""


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
