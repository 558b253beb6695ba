"""Template and facts → draft: the letter to one contact, with its times for both readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerdesk.core.templates import Template

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.core.places import Place
    from partnerdesk.core.times import Slot

__all__ = ["Address", "Draft", "Party", "ProjectFacts", "Template"]


@dataclass(frozen=True)
class Address:
    """A name and an e-mail address, as text from outside: ``formats.mail`` makes headers of them safely."""

    name: str
    address: str


@dataclass(frozen=True)
class Draft:
    """A rendered, editable letter to one contact.

    ``subject`` is one line. ``body`` has ``\\n`` between lines and none at its end. ``language`` is the
    template's. ``missing`` names the facts that the letter wanted and nobody gave (``contact.organisation``).
    """

    to: Address
    sender: Address
    subject: str
    body: str
    language: str
    slots: tuple[Slot, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Party:
    """What a letter may know of home or of a contact; empty text means "not known".

    ``place`` and ``week`` are those that count (inherited ones too); a week nobody gave is ``assumed_week(…)``,
    whose ``confirmed`` is False. ``greeting`` is the whole opening of a letter ("Estimada profesora Ruiz").
    ``languages`` are codes in order of preference.
    """

    name: str
    place: Place
    week: SchoolWeek
    greeting: str = ""
    role: str = ""
    organisation: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """What a letter may know of a project; empty text means "not said". ``minutes`` is its usual length."""

    title: str
    subject: str = ""
    ages: str = ""
    minutes: int = 45
    medium: str = ""
    ours_does: str = ""
    ours_gains: str = ""
    theirs_does: str = ""
    theirs_gains: str = ""
    open_to_change: str = ""
