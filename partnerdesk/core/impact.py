"""Sums and shares: how many of those who were asked have answered, and after how long.

Small numbers are said as counts: three letters prove nothing, and "67 %" would make them look as if they did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

ENOUGH = 10
"""From so many on a share is said as a percentage too."""


@dataclass(frozen=True)
class Asked:
    """One contact who was asked, and what came of it.

    Attributes:
        source: how we met; empty where nobody said.
        country: two letters; may be empty.
        template: of the first letter, by name; may be empty.
        language: of the first letter, as a code; may be empty.
        answered: whether an answer of any kind came.
        agreed: whether it was a yes.
        days: from the first letter to the first answer; None where that is not known.

    """

    source: str = ""
    country: str = ""
    template: str = ""
    language: str = ""
    answered: bool = False
    agreed: bool = False
    days: float | None = None


@dataclass(frozen=True)
class Share:
    """What came of all those who have something in common."""

    name: str
    asked: int
    answered: int
    agreed: int

    @property
    def words(self) -> str:
        """How many answered: ``2 of 3``, ``16 of 25 (64 %)``."""
        counted = f"{self.answered:,} of {self.asked:,}"
        return counted if self.asked < ENOUGH else f"{counted} ({round(100 * self.answered / self.asked)} %)"


def share(name: str, asked: Sequence[Asked]) -> Share:
    """Sum up what came of these."""
    return Share(name, len(asked), sum(each.answered for each in asked), sum(each.agreed for each in asked))


def shares(
    asked: Iterable[Asked], by: Callable[[Asked], str], name: Callable[[str], str]
) -> tuple[Share, ...]:
    """Sum up by what they have in common, the most frequent first.

    Args:
        asked: all who were asked.
        by: what they have in common; what is empty stands last.
        name: the words for it.

    """
    groups: dict[str, list[Asked]] = {}
    for each in asked:
        groups.setdefault(by(each), []).append(each)
    found = [(bool(key), share(name(key), group)) for key, group in groups.items()]
    found.sort(key=lambda pair: (not pair[0], -pair[1].asked, pair[1].name.casefold()))
    return tuple(each for _, each in found)


def wait_words(asked: Iterable[Asked]) -> str:
    """Say after how long answers came: ``Half of 12 answers came within 4 days.``; empty without any."""
    days = sorted(each.days for each in asked if each.days is not None)
    if not days:
        return ""
    if len(days) == 1:
        return f"The one answer came {_after(days[0])}."
    if len(days) == 2:
        first, second = (_after(each) for each in days)
        return f"Both answers came {first}." if first == second else f"The answers came {first} and {second}."
    return f"Half of the {len(days):,} answers came {_after(median(days), within=True)}."


def _after(days: float, *, within: bool = False) -> str:
    whole = round(days)
    if whole < 1:
        return "within a day"
    return f"{'within' if within else 'after'} {whole:,} day{'s' * (whole != 1)}"
