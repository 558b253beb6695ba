"""No field is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from partnerdesk.core.checklist.finding import Action, Finding, Fix, Part, Place
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.facts import PartyWords, ProjectWords, marker

_MARKERS = frozenset(
    {marker(field.name) for words in (PartyWords, ProjectWords) for field in fields(words)}
    | {marker("times"), marker("earlier_times")}
)
_OPEN = re.compile(r"‹[^‹›\n]+›|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")


def missing_fields(letter: Letter) -> Iterator[Finding]:
    """Stop at a fact that the letter shows as a marker, until it is filled in or the sentence is changed."""
    shown: dict[str, Place] = {}
    for part, text in _parts(letter):
        for found in _OPEN.finditer(text):
            if found[0] in _MARKERS or found[0][0] == "{":
                shown.setdefault(found[0], Place(part, found.start(), found.end()))
    for found_text, place in shown.items():
        facts = [fact for fact in letter.draft.missing if marker(fact) == found_text]
        if found_text[0] == "{":
            text = f"The letter shows {found_text}, a template’s field: put words in its place."
            yield Finding("missing-fields", "stop", text, place)
            continue
        whose = " and ".join(_said(fact, letter) for fact in facts) or "a fact"
        text = f"The letter shows {found_text}: fill in {whose}, or change the sentence."
        yield Finding("missing-fields", "stop", text, place, (Fix("Fill in", _where(facts)),))
    if not shown:
        yield Finding("missing-fields", "ok", "No field is left open.")


def _parts(letter: Letter) -> tuple[tuple[Part, str], ...]:
    return ("subject", letter.draft.subject), ("body", letter.draft.body)


def _where(facts: list[str]) -> Action:
    """Return where these facts are filled in: ours first, then the project's, else the contact's."""
    owners = {fact.partition(".")[0] for fact in facts}
    if "home" in owners:
        return "fill-home"
    return "fill-project" if "project" in owners else "open-contact"


def _said(fact: str, letter: Letter) -> str:
    owner, _, field = fact.rpartition(".")
    field = field.replace("_", " ")
    return {"home": f"your own {field}", "project": f"the project’s {field}"}.get(
        owner, f"{letter.reader}’s {field}"
    )
