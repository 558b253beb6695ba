"""The response checklist: will they answer? One small function a rule.

A rule is a function from a letter to its findings, named in ``RULES``: there is no more to adding one.
The findings' texts are for the screen, in British English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from partnerdesk.core.checklist.content import class_does, class_gains, flexible, open_to_change
from partnerdesk.core.checklist.fields import missing_fields
from partnerdesk.core.checklist.finding import WALLS, Action, Finding, Fix, Level, Part, Place
from partnerdesk.core.checklist.hours import (
    breaks_known,
    holidays_known,
    never_there,
    not_past,
    outside,
    own_hours,
    school_hours,
)
from partnerdesk.core.checklist.letter import Known, Letter
from partnerdesk.core.checklist.meant import as_meant, not_judged
from partnerdesk.core.checklist.people import (
    PATIENCE,
    address,
    goes_on,
    one_recipient,
    patience,
    right_language,
    right_name,
    sender,
)
from partnerdesk.core.checklist.project import project_dates, project_language
from partnerdesk.core.checklist.reading import length, paragraphs, sentence_length, subject, times_as_list
from partnerdesk.core.checklist.times import both_times, told
from partnerdesk.core.drafting import Draft, Party

__all__ = [
    "PATIENCE", "RULES", "WALLS", "Action", "Finding", "Fix", "Known", "Letter", "Level", "Part", "Place",
    "check", "never_there", "outside", "told",
]  # fmt: skip

RULES: tuple[Callable[[Letter], Iterator[Finding]], ...] = (
    missing_fields,
    both_times,
    school_hours,
    not_judged,
    holidays_known,
    breaks_known,
    own_hours,
    not_past,
    project_dates,
    address,
    one_recipient,
    sender,
    right_name,
    right_language,
    goes_on,
    project_language,
    flexible,
    class_does,
    class_gains,
    open_to_change,
    subject,
    length,
    sentence_length,
    paragraphs,
    times_as_list,
    patience,
)

_OF_HOURS = (school_hours, not_judged, holidays_known, own_hours, not_past, project_dates, flexible)
"""Rules that ask when it is: of a letter from elsewhere they ask what its words mean."""


def check(
    draft: Draft,
    home: Party,
    contact: Party,
    now: datetime | None = None,
    known: Known | None = None,
    overrides: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of all rules, in the order of ``RULES``.

    Args:
        draft: the letter as it stands, edited or not.
        home: whose letter it is.
        contact: whom it goes to; a week that nobody gave is an assumed one.
        now: the present instant, aware; without it no slot counts as past.
        known: what the book knows beside.
        overrides: why the user sends the letter in spite of a rule's stop; one of ``WALLS`` stays a stop.

    """
    letter = Letter(draft, home, contact, now, known or Known())
    meant = as_meant(letter)
    findings = (finding for rule in RULES for finding in rule(meant if rule in _OF_HOURS else letter))
    return tuple(_overridden(each, (overrides or {}).get(each.rule, "")) for each in findings)


def _overridden(finding: Finding, reason: str) -> Finding:
    if not (reason and finding.may_be_overridden):
        return finding
    return replace(finding, level="advice", overridden=reason)
