"""What all contacts under a heading share of the clock: told once behind it, and not in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from partnerdesk.desk.paper_clocks import UNKNOWN, Clocks
from partnerdesk.desk.paper_people import Person, Sort

BY_PLACE: tuple[Sort, ...] = ("folder", "organisation", "zone")
"""The orders whose headings are where people are."""

_Group = tuple[tuple[str, str], Sequence[Person]]
"""Heading and second heading, and who stands under them."""


@dataclass(frozen=True)
class Shared:
    """What is told behind the heading of a group, or behind its second one; neither: each row tells it."""

    aside: str = ""
    under_aside: str = ""

    @property
    def whole(self) -> bool:
        """Whether all rows have it from a heading."""
        return bool(self.aside or self.under_aside)


def shared(clocks: Clocks, groups: Sequence[_Group]) -> list[Shared]:
    """Return for each group how its clock is told.

    Args:
        clocks: home's clock; where it is not known nothing is shared.
        groups: all of them, those of one heading behind each other.

    """
    if not clocks.here:
        return [Shared()] * len(groups)
    alike = groupby(groups, lambda group: group[0][0])
    return [each for heading, some in alike for each in _under(clocks, heading, list(some))]


def _under(clocks: Clocks, heading: str, groups: Sequence[_Group]) -> Iterator[Shared]:
    told = [_told(clocks, people) for _, people in groups]
    one = heading and {*told} == {told[0]}
    for ((_, under), _), words in zip(groups, told, strict=True):
        yield Shared(words if one else "", words if under and not one else "")


def _told(clocks: Clocks, people: Sequence[Person]) -> str:
    """Say in one line how the clock of all these differs from home's; empty where they differ themselves."""
    zones = {each.card.whereabouts.zone for each in people}
    said = {clocks.sentence(zone) if zone else UNKNOWN for zone in zones}
    return said.pop() if len(said) == 1 else ""
