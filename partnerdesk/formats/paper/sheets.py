"""Sheets of labels by their maker's number, with the measures that the maker publishes for its templates.

Size, number and pitch of the labels were compared with two public lists, the templates of gLabels 3.4 (which
were measured by its users) and one of a label printing program. All sheets lie centred on their paper, as the
makers draw them: margins, labels and gaps add up to its width. gLabels has other gaps in three places (5160:
by 0.8 mm, L7162: 0.9 mm, L7163: 1.4 mm) with which they would not; the makers' are kept, and an address stays
farther than that from the edges of its label.
"""

from __future__ import annotations

from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.values import LabelSheet

_INCH = 25.4


def _inches(
    number: str, size: tuple[float, float], grid: tuple[int, int], pitch: tuple[float, float], *alike: str
) -> LabelSheet:
    width, height = (each * _INCH for each in size)
    return LabelSheet(number, "Letter", width, height, *grid, pitch[0] * _INCH, pitch[1] * _INCH, alike)


SHEETS = (
    LabelSheet("L7159", "A4", 63.5, 33.9, 3, 8, 66.04, 33.9, ("J8159",)),
    LabelSheet("L7160", "A4", 63.5, 38.1, 3, 7, 66.04, 38.1, ("J8160", "7160", "4677")),
    LabelSheet("L7161", "A4", 63.5, 46.6, 3, 6, 66.04, 46.6, ("J8161", "7161")),
    LabelSheet("L7162", "A4", 99.1, 33.9, 2, 8, 101.6, 33.9, ("J8162", "7162")),
    LabelSheet("L7163", "A4", 99.1, 38.1, 2, 7, 101.6, 38.1, ("J8163", "7163")),
    LabelSheet("L7165", "A4", 99.1, 67.7, 2, 4, 101.6, 67.7, ("J8165", "7165")),
    LabelSheet("L7173", "A4", 99.1, 57.0, 2, 5, 101.6, 57.0, ("J8173",)),
    LabelSheet("L7651", "A4", 38.1, 21.2, 5, 13, 40.64, 21.2, ("J8651", "L7551")),
    LabelSheet("3474", "A4", 70.0, 37.0, 3, 8, 70.0, 37.0, ("4464",)),
    LabelSheet("3475", "A4", 70.0, 36.0, 3, 8, 70.0, 36.0, ("3490",)),
    LabelSheet("3653", "A4", 105.0, 42.3, 2, 7, 105.0, 42.3, ("4625",)),
    _inches("5160", (2.625, 1), (3, 10), (2.75, 1), "8160", "5260", "8460", "18160"),
    _inches("5161", (4, 1), (2, 10), (4.1875, 1), "8161", "5261", "8461", "18161"),
    _inches("5162", (4, 4 / 3), (2, 7), (4.1875, 4 / 3), "8162", "5262", "8462", "18162"),
    _inches("5163", (4, 2), (2, 5), (4.1875, 2), "8163", "5263", "8463", "18163"),
    _inches("5164", (4, 10 / 3), (2, 3), (4.1875, 10 / 3), "8164", "5264", "8464"),
    _inches("5167", (1.75, 0.5), (4, 20), (2.0625, 0.5), "8167", "5267", "18167"),
)
"""All of Avery, and Avery Zweckform (3474 to 3653); those of Herma (4464, 4625, 4677) are like theirs."""

_MAKERS = ("AVERY", "ZWECKFORM", "HERMA", "NO.", "#")

_BY_NUMBER = {number: sheet for sheet in SHEETS for number in (sheet.number, *sheet.alike)}


def sheet_named(number: str) -> LabelSheet:
    """Return the sheet of a maker's number, however it is written.

    Raises:
        BadInput: it is not known (field ``sheet``).
    """
    wanted = number.upper()
    for maker in _MAKERS:
        wanted = wanted.replace(maker, "")
    wanted = wanted.replace(" ", "").replace("-", "")
    found = _BY_NUMBER.get(wanted)
    if found is None:
        known = ", ".join(sheet.number for sheet in SHEETS)
        raise BadInput(
            f"“{number}” is no sheet of labels that is known here.", f"Known are {known}.", "sheet"
        )
    return found
