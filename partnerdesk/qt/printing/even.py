"""Parts of one width side by side, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from partnerdesk.qt import theme


class Even(QWidget):
    """Parts in columns: fewer of them where the widest part would be cut.

    Args:
        parts: in the direction of reading.
        most: columns, at the most.
        gap: between columns and rows.

    """

    def __init__(
        self, parts: Iterable[QWidget], most: int, gap: int = theme.GRID, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts, self._most, self._gap = list(parts), most, gap
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._arrange(most)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return the height that is needed now; the width may be any: the columns follow it."""
        return QSize(0, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Have as many columns as there is room for."""
        super().resizeEvent(event)
        widest = max(part.sizeHint().width() for part in self._parts)
        self._arrange(max(1, min(self._most, (self.width() + self._gap) // (widest + self._gap))))

    def _arrange(self, columns: int) -> None:
        if columns == self.columns:
            return
        self.columns = columns
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, *divmod(number, columns))
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
