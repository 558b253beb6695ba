"""What can be put into a template, in plain words: the facts and questions of ``core.allowed``."""

from __future__ import annotations

from dataclasses import dataclass

CURSOR = "…"
"""Where the cursor stands in what is put in; it is not put in itself."""


@dataclass(frozen=True)
class Field:
    """One thing to put in.

    Attributes:
        group: what it belongs to, for a menu.
        name: as a person would say it.
        text: what stands in the template.

    """

    group: str
    name: str
    text: str

    @property
    def words(self) -> str:
        """The line of a list: what it is, and how it is written."""
        return f"{self.name}   {self.text}"


def _facts(group: str, owner: str, *facts: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(group, name, f"{{{{ {owner}.{fact} }}}}") for name, fact in facts)


THEY, WE, TIMES, PROJECT, ONLY = "They", "You", "Times", "Project", "Only if"

FIELDS: tuple[Field, ...] = (
    *_facts(
        THEY,
        "contact",
        ("Their name", "name"),
        ("Their greeting", "greeting"),
        ("Their role", "role"),
        ("Their school or organisation", "organisation"),
        ("Their city", "city"),
        ("Their state or region", "region"),
        ("Their country", "country"),
        ("Their e-mail address", "email"),
    ),
    Field(THEY, "Their languages", "{{ contact.languages|join(', ') }}"),
    *_facts(
        WE,
        "home",
        ("Your name", "name"),
        ("Your role", "role"),
        ("Your school or organisation", "organisation"),
        ("Your city", "city"),
        ("Your country", "country"),
        ("Your e-mail address", "email"),
        ("Your signature", "signature"),
    ),
    Field(TIMES, "The times, in both local times", "{{ times }}"),
    Field(TIMES, "How many minutes", "{{ minutes }}"),
    Field(TIMES, "The times of an earlier letter", "{{ earlier_times }}"),
    *_facts(
        PROJECT,
        "project",
        ("What the project is called", "title"),
        ("Its subject", "subject"),
        ("The ages", "ages"),
        ("How it is done", "medium"),
        ("What your class does", "ours_does"),
        ("What your class gains", "ours_gains"),
        ("What their class does", "theirs_does"),
        ("What their class gains", "theirs_gains"),
        ("What can be changed", "open_to_change"),
    ),
    Field(ONLY, "Only if there is a project", "{% if project %}…{% endif %}"),
    Field(ONLY, "Only if their school hours are assumed", "{% if not contact.hours_confirmed %}…{% endif %}"),
    Field(ONLY, "Only if their city is known", "{% if contact.city %}…{% endif %}"),
    Field(ONLY, "Only if there are several times", "{% if slots|length > 1 %}…{% else %}{% endif %}"),
)
