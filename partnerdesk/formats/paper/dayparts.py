"""A day of more people than a page has room for: parts of whole rows, the hours of home on top of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from partnerdesk.formats.paper.daygrid import DayGrid
from partnerdesk.formats.paper.values import DayPicture

_FEWEST = 3  # people of a part below other things: fewer of them go on the next page
_CONTINUED = ", continued"

Grid = Callable[[DayPicture], DayGrid]


def begins_here(picture: DayPicture, grid: Grid, here: float, fresh: float) -> bool:
    """Say whether a picture begins on what is left of a page.

    Args:
        picture: the day.
        grid: measures it.
        here: the room that is left, in dots.
        fresh: the room that a page of its own has: what goes on that one is not parted.
    """
    if grid(picture).height <= fresh:
        return grid(picture).height <= here
    return grid(_of(picture, 1 + _FEWEST)).height <= here


def part(picture: DayPicture, grid: Grid, room: float) -> tuple[DayGrid, DayPicture | None]:
    """Return as much of a picture as there is room for, one person at the least, and what is left of it."""
    rows = picture.day.rows
    most = len(rows)
    while most > 2 and grid(_of(picture, most)).height > room:
        most -= 1
    rest = (rows[0], *rows[most:])
    if len(rest) == 1:
        return grid(picture), None
    title = picture.title.removesuffix(_CONTINUED) + _CONTINUED
    return grid(_of(picture, most)), replace(picture, title=title, day=replace(picture.day, rows=rest))


def _of(picture: DayPicture, most: int) -> DayPicture:
    """Return it with so many rows, the first ones."""
    return replace(picture, day=replace(picture.day, rows=picture.day.rows[:most]))
