"""The chip of one letter: whose, in which language, and whether something holds it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from partnerdesk.core.checklist import Level
from partnerdesk.core.wording import language_name
from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import icons, theme
from partnerdesk.qt.letter.marks import EDGE, paint_mark
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets import set_tip
from partnerdesk.qt.widgets.label import reading

_INSIDE = 12
_WIDEST = 300


class Recipient(QAbstractButton):
    """A chip that is chosen with a click or the arrow keys, and taken away with Delete or its cross.

    The cross takes the mark's place while the pointer is over the chip.
    """

    stepAsked = Signal(int)  # noqa: N815 - Qt's manner
    removeAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level = "ok"
        self._over = False
        self._name = self._rest = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_letter(self, letter: Prepared, *, current: bool, edited: bool, timed: bool) -> None:
        """Show whose letter it is, and how it stands."""
        language = letter.draft.language
        self._level = "stop" if letter.stopped else "ok"
        self._name = letter.name
        self._rest = f" · {language}{' · own time' if timed else ''}{' · edited' if edited else ''}"
        self.setText(self._name + self._rest)
        self.setChecked(current)
        own = ("times of its own, " if timed else "") + ("edited, " if edited else "")
        state = own + ("held back" if letter.stopped else "ready")
        self.setAccessibleName(f"{letter.name}, {language_name(language)}, {state}")
        self.setAccessibleDescription("Left and Right show another letter; Delete takes this one out")
        held = letter.stopped[0].text if letter.stopped else ""
        set_tip(self, held or ("" if self._fits() else self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the words, always as wide as when they are bold: nothing jumps."""
        metrics = self._metrics()
        width = metrics + 2 * _INSIDE + EDGE + 6
        return QSize(min(width, _WIDEST), max(self.fontMetrics().height() + 12, theme.ROW))

    def _metrics(self) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(self.text())

    def _bold(self) -> QFont:
        face = QFont(self.font())
        face.setBold(True)
        return face

    def _fits(self) -> bool:
        return self._metrics() + 2 * _INSIDE + EDGE + 6 <= _WIDEST

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on to another letter, or take this one out."""
        key = event.key()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removeAsked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepAsked.emit(1 if (key == Qt.Key.Key_Right) != rtl else -1)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show the cross."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show the mark again."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the letter out when the cross is clicked."""
        if self._spot().adjusted(-5, -9, 8, 9).contains(event.position().toPoint()):
            self.setDown(False)
            self.removeAsked.emit()
            return
        super().mouseReleaseEvent(event)

    def nextCheckState(self) -> None:  # noqa: N802
        """Stay as it is: the page says which letter is shown."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chip: filled if its letter is shown, with a ring if it has the focus."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus()
        painter.setPen(QPen(c.accent, 2) if ring else QPen(c.selected if self.isChecked() else c.outline, 1))
        painter.setBrush(c.selected if self.isChecked() or self._over else c.window)
        half = 1.0 if ring else 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS
        )
        if self.isChecked():
            painter.setFont(self._bold())
        metrics = painter.fontMetrics()
        area = QRect(_INSIDE, 0, self.width() - 2 * _INSIDE - EDGE - 4, self.height())
        area = self.style().visualRect(self.layoutDirection(), self.rect(), area)
        painter.setPen(c.text)
        leading = self.style().visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        room = area.width() - metrics.horizontalAdvance(self._rest)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        painter.setLayoutDirection(reading(name + self._rest))
        flags = leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, int(flags.value), name + self._rest)
        if self._over:
            icons.paint(painter, QRectF(self._spot()), "close", c.muted)
        elif self._level == "ok":
            paint_mark(painter, QRectF(self._spot()), "ok", self.palette())
        else:
            painter.setFont(self._bold())
            painter.setPen(c.error)
            painter.drawText(self._spot(), int(Qt.AlignmentFlag.AlignCenter.value), "!")

    def _spot(self) -> QRect:
        spot = QRect(self.width() - _INSIDE - EDGE + 2, (self.height() - EDGE) // 2, EDGE, EDGE)
        return self.style().visualRect(self.layoutDirection(), self.rect(), spot)
