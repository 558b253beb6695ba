"""Small pieces of plain English sentences: lists, lengths of time."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str], most: int = 0) -> str:
    """Join words as a sentence does: ``Tijuana, Puebla and Cancún``; each once.

    Args:
        words: at least one.
        most: how many to name, the others only counted (``Tijuana, Puebla and 3 more``); 0 for all.

    """
    found = list(dict.fromkeys(words))
    if most and len(found) > most:
        found[most:] = [f"{len(found) - most} more"]
    *first, last = found
    return f"{', '.join(first)} and {last}" if first else last


def length_words(seconds: int) -> str:
    """Write a length of time: ``45 minutes``, ``1 hour``, ``3 hours 30 minutes``."""
    hours, minutes = divmod(seconds // 60, 60)
    counted = ((hours, "hour"), (minutes, "minute"))
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counted if count)
