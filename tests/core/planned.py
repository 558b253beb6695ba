"""Parties whose hours are compared in the planner's tests, and plans of theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import Plan, PlanParty, plan
from partnerdesk.core.publicdays import public_holidays

MORNINGS = SchoolWeek.parse("Mon-Fri 08:00-13:00")
DAYS = SchoolWeek.parse("Mon-Fri 08:00-15:00")
MEXICO = public_holidays("MX", "", 2027, 2027, "es")
DETROIT = PlanParty("You", "Detroit", "America/Detroit", DAYS, home=True)
TIJUANA = PlanParty("Rosa Vega", "Tijuana", "America/Tijuana", MORNINGS, MEXICO)
PUEBLA = PlanParty("Elena Ruiz", "Puebla", "America/Mexico_City", MORNINGS, MEXICO)
CANCUN = PlanParty("Luis Pech", "Cancún", "America/Cancun", MORNINGS, MEXICO)
LIMA = PlanParty("Zoe Paz", "Lima", "America/Lima", MORNINGS)
LONDON = PlanParty("Ann Fox", "London", "Europe/London", DAYS)
BERLIN = PlanParty("Uwe Lang", "Berlin", "Europe/Berlin", DAYS)
TOKYO = PlanParty("Aiko Mori", "Tokyo", "Asia/Tokyo", SchoolWeek.parse("Mon-Fri 08:30-15:30"))
SEOUL = PlanParty("Min Seo", "Seoul", "Asia/Seoul", DAYS)
RIYADH = PlanParty("Huda", "Riyadh", "Asia/Riyadh", SchoolWeek.parse("Sun-Thu 07:00-13:00"))
SYDNEY = PlanParty("Kim", "Sydney", "Australia/Sydney", DAYS)
REGIONS = (TIJUANA, PUEBLA, CANCUN)

WINTER = date(2027, 2, 3)
"""A Wednesday on which all of them have school, and no clock changes near it."""


def stretched(text: str) -> PlanParty:
    """Return home, willing to go so far."""
    return replace(DETROIT, stretch=SchoolWeek.parse(text))


def day(parties: Sequence[PlanParty], when: date, minutes: int = 45, **options: int) -> Plan:
    """Plan a single day."""
    return plan(parties, when, when, minutes, **options)


def reasons_of(found: Plan) -> set[str]:
    """Return all reasons of all times of a plan."""
    return {reason for each in found.choices for reason in each.reasons}
