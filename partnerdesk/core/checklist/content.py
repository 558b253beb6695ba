"""Rules of what the letter says, in four languages: what each class does and gains, and room to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.finding import Finding, Fix, Place
from partnerdesk.core.checklist.letter import Letter

_FLEXIBLE = {
    "en": "We are flexible: another day or hour suits us too.",
    "es": "Somos flexibles: también nos vendría bien otro día u otra hora.",
    "fr": "Nous sommes flexibles : un autre jour ou une autre heure nous conviendrait aussi.",
    "pt": "Somos flexíveis: outro dia ou outro horário também nos serve.",
}
_OPEN = {
    "en": "Everything can be changed. What would you like?",
    "es": "Todo se puede cambiar. ¿Qué les gustaría a ustedes?",
    "fr": "Tout peut être adapté. Qu’aimeriez-vous ?",
    "pt": "Tudo pode ser alterado. O que gostariam de fazer?",
}
_OF_TWO = {"does": "do", "gains": "gain"}
_LABELS = MappingProxyType(
    {
        "en": ("Our class", "Your class", "What ours gains", "What your class gains"),
        "es": ("Nuestra clase", "Su clase", "Qué gana la nuestra", "Qué gana la suya"),
        "fr": ("Notre classe", "Votre classe", "Ce que la nôtre y gagne", "Ce que la vôtre y gagne"),
        "pt": ("A nossa turma", "A sua turma", "O que a nossa ganha", "O que a sua ganha"),
    }
)


def flexible(letter: Letter) -> Iterator[Finding]:
    """Advise to say that the time can be another; a letter from elsewhere proposes one where it gives any."""
    given = letter.draft.slots or (not letter.known.slots_known and letter.gives_hours)
    if letter.known.proposes and given:
        yield _said(letter, "flexible", "flexible", ("that you are flexible on time", _FLEXIBLE))


def open_to_change(letter: Letter) -> Iterator[Finding]:
    """Advise to say that the idea can be changed."""
    if letter.known.proposes:
        yield _said(letter, "open-to-change", "open", ("that the idea can be changed", _OPEN))


def _said(letter: Letter, rule: str, topic: str, missing: tuple[str, dict[str, str]]) -> Finding:
    what, sentence = missing
    if not letter.languages:
        return could_not_tell(rule, f"whether it says {what}")
    if words.says(topic, letter.folded, letter.languages):
        return Finding(rule, "ok", f"It says {what}.")
    fix = insertion("Add a sentence", letter, sentence[letter.languages[0]])
    return Finding(rule, "advice", f"It does not say {what}.", fixes=(fix,))


def could_not_tell(rule: str, what: str) -> Finding:
    """Return what a rule says of words that it cannot read: nothing for or against the letter."""
    text = f"Could not tell {what}: letters are read in English, Spanish, French and Portuguese."
    return Finding(rule, "ok", text, known=False)


def insertion(verb: str, letter: Letter, paragraph: str) -> Fix:
    """Return the edit that adds a paragraph before the closing."""
    at, body = letter.closing, letter.draft.body
    if at == len(body):
        return Fix(verb, "edit", Place("body", at, at), f"\n\n{paragraph}" if body else paragraph)
    return Fix(verb, "edit", Place("body", at, at), f"{paragraph}\n\n")


def class_does(letter: Letter) -> Iterator[Finding]:
    """Advise to say what each class does; a reminder need not say it again."""
    yield from _of_both(letter, "class-does", "does", _does)


def class_gains(letter: Letter) -> Iterator[Finding]:
    """Advise to say what each class gains: one-sided requests are the field's great fault."""
    yield from _of_both(letter, "class-gains", "gains", _gains)


def _does(clause: str, whose: str, spoken: tuple[str, ...]) -> bool:
    """Say whether a clause tells of a deed, or names the class as the head of one: ``Our class: …``."""
    heads = (clause[found.end() :] for found in words.mentions(whose, clause, spoken))
    return words.says("does", clause, spoken) or any(re.match(r"\s*:\s*\w", rest) for rest in heads)


def _gains(clause: str, _whose: str, spoken: tuple[str, ...]) -> bool:
    return words.says("gains", clause, spoken)


def _of_both(
    letter: Letter, rule: str, verb: str, tells: Callable[[str, str, tuple[str, ...]], bool]
) -> Iterator[Finding]:
    if not letter.known.proposes:
        return
    spoken = letter.languages
    if not spoken:
        yield could_not_tell(rule, f"whether it says what each class {verb}")
        return
    if letter.follows:
        yield Finding(rule, "ok", f"A letter before this one said what each class {verb}.")
        return
    told = {whose for whose in ("ours", "theirs") if _told(letter, rule, whose, tells)}
    if len(told) == 2:
        yield Finding(rule, "ok", f"It says what each class {verb}.")
        return
    missing = " and ".join(
        name for whose, name in (("theirs", "their class"), ("ours", "your class")) if whose not in told
    )
    fixes = _from_project(letter, verb, told) or (Fix("Fill in the project", "fill-project"),)
    agreeing = verb if len(told) == 1 else _OF_TWO[verb]
    yield Finding(rule, "advice", f"It does not say what {missing} {agreeing}.", fixes=fixes)


def _told(letter: Letter, rule: str, whose: str, tells: Callable[[str, str, tuple[str, ...]], bool]) -> bool:
    project = letter.known.project
    field = getattr(project, f"{whose}_{rule.removeprefix('class-')}") if project else ""
    if field.strip(" .;") and words.folded(field.strip(" .;")) in letter.folded:
        return True
    spoken = letter.languages
    for sentence in letter.sentences:
        before = False
        for clause in re.split("[;.?!]", letter.folded[sentence.start : sentence.end]):
            told = tells(clause, whose, spoken)
            # "Your pupils leave with a film; ours with new questions": the verb of before is meant.
            told = told or (before and words.begins("likewise", clause, spoken) is not None)
            names = any(words.mentions(whose, clause, spoken)) or any(words.mentions("both", clause, spoken))
            if names and told:
                return True
            before = told
    return False


def _from_project(letter: Letter, verb: str, told: set[str]) -> tuple[Fix, ...]:
    """Return the edit that puts in what the project says of it."""
    project = letter.known.project
    if project is None:
        return ()
    ours, theirs, our_gain, their_gain = _LABELS[letter.languages[0]]
    labels = {"does": (ours, theirs), "gains": (our_gain, their_gain)}[verb]
    lines = [
        f"- {label}: {text}"
        for whose, label in (("theirs", labels[1]), ("ours", labels[0]))
        if whose not in told and (text := getattr(project, f"{whose}_{verb}").strip(" .;"))
    ]
    return (insertion("Take it from the project", letter, "\n".join(lines)),) if lines else ()
