"""A layout that sets its parts in lines, like words, in the direction of reading."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from partnerdesk.qt import theme


class FlowLayout(QLayout):
    """Parts side by side, as many as fit on a line, each line as high as its highest part.

    The last part is stretched to the end of its line if its size policy lets it grow (an input after chips).
    With ``middle`` every line stands in the middle; with ``top`` its parts hang from one line, as fields do
    that may have something to say below them.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = theme.GRID,
        margin: int = 0,
        middle: bool = False,
        top: bool = False,
    ) -> None:
        super().__init__()
        self._middle, self._top = middle, top
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}  # by width: Qt asks some twenty times for each change
        self.setContentsMargins(QMargins(margin, margin, margin, margin))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's names
        """Append a part."""
        self._items.append(item)
        self._heights.clear()

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the part that is now at ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def invalidate(self) -> None:
        """Forget what was reckoned: a part is another one, or wants another size."""
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:  # noqa: N802
        """Return the part at ``index``; None outside, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:  # noqa: N802
        """Take the part at ``index`` out; None outside, as Qt wants it."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return none: lines are filled as they come."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return True: the narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines at this width, in device-independent pixels."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return height

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put every part in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for all parts on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._padded(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return room for the widest and the highest part."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._padded(size)

    def _padded(self, size: QSize) -> QSize:
        m = self.contentsMargins()
        return size + QSize(m.left() + m.right(), m.top() + m.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        m = self.contentsMargins()
        area = rect.marginsRemoved(m)
        line: list[tuple[QLayoutItem, QSize]] = []
        x, y = 0, area.top()
        for item in self._items:
            if item.isEmpty():
                continue
            size = (
                item.sizeHint().boundedTo(QSize(max(area.width(), 1), 1 << 20)).expandedTo(item.minimumSize())
            )
            if item is self._items[-1] and item.expandingDirections() & Qt.Orientation.Horizontal:
                size.setWidth(item.minimumSize().width())
            if line and x + size.width() > area.width():
                y += self._place(line, area, y, move=move) + self._gap
                x, line = 0, []
            line.append((item, size))
            x += size.width() + self._gap
        y += self._place(line, area, y, move=move)
        return y - rect.top() + m.bottom()

    def _place(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, y: int, *, move: bool) -> int:
        """Set one line at ``y`` and return its height."""
        height = max((size.height() for _, size in line), default=0)
        if not move:
            return height
        owner = self.parentWidget()
        direction = owner.layoutDirection() if owner else Qt.LayoutDirection.LeftToRight
        x = area.left()
        if self._middle:
            used = sum(size.width() for _, size in line) + self._gap * (len(line) - 1)
            x += max(0, (area.width() - used) // 2)
        for item, size in line:
            width = size.width()
            if item is self._items[-1] and item.expandingDirections() & Qt.Orientation.Horizontal:
                width = max(width, area.right() + 1 - x)
            down = 0 if self._top else (height - size.height()) // 2
            spot = QRect(QPoint(x, y + down), QSize(width, size.height()))
            item.setGeometry(QStyle.visualRect(direction, area, spot))
            x += width + self._gap
        return height
