"""The map of the world, the year strip and the school calendar, each alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.desk import listing
from partnerdesk.desk.world import pins
from partnerdesk.qt import theme
from partnerdesk.qt.times.world_map import WorldMap
from tests.gallery.contacts import fresh, settle

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)


def _framed(part: QWidget, width: int, height: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
    column.addWidget(part)
    column.addStretch()
    page.resize(width, height)
    return page


def _map(moment: datetime, width: int, height: int, *, point: int | None = None, table: bool = False) -> Any:
    def build() -> QWidget:
        book = fresh(moment)
        found = WorldMap()
        found.set_pins(pins(listing.rows(book, listing.find(book)), moment), moment)
        page = _framed(found, width, height)
        page.show()
        settle()
        if table:
            found._turn()
        if point is not None:
            found.picture.setFocus()
            found.picture.point(point)
        return page

    return build


PAGES = {
    "map": _map(NOW, 760, 420),
    "map-side": _map(NOW, 340, 260),
    "map-june": _map(datetime(2027, 6, 21, 8, 0, tzinfo=UTC), 760, 420, point=3),
    "map-equinox": _map(datetime(2027, 3, 20, 20, 25, tzinfo=UTC), 760, 420),
    "map-table": _map(NOW, 760, 760, table=True),
}
