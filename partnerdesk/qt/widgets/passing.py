"""The passing bar: says what was done and offers Undo, then goes away by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QTextEdit,
    QWidget,
)

from partnerdesk.qt import theme
from partnerdesk.qt.theme import DARK, LIGHT, colours, palette_of
from partnerdesk.qt.widgets.bar import Message, announce, is_escape
from partnerdesk.qt.widgets.button import LinkButton
from partnerdesk.qt.widgets.label import Label, Tone

STAYS = 8000
"""How long the bar stays, in milliseconds, unless the pointer or the focus is on it."""
FADES = 200
"""How long it takes to fade, in milliseconds."""
_LOOKS = 400
"""Milliseconds between two looks whether the page has moved something to press under the bar."""
_GAP = theme.GRID // 2
NEWEST = "newest"
"""The object name of a line that tells of what was just done; the bar that says so too does not cover it."""
_AMISS = Tone.WARNING.value
_CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, Message)
_TEXTS = (QTextEdit, QPlainTextEdit)


class _Needed:
    """What a piece of a window is needed for, as regions of the window.

    Looked at are those widgets alone that are seen in it: a page may have thousands.

    Attributes:
        controls: what is to be pressed or filled in, or says what is amiss or new; each with a little room.
        texts: what is to be written in, likewise.
        words: what is to be read.

    """

    def __init__(self, window: QWidget, area: QRect, bar: QWidget) -> None:
        self.controls, self.texts, self.words = QRegion(), QRegion(), QRegion()
        self._bar = bar
        self._look(window, QPoint(), area)

    def _look(self, around: QWidget, origin: QPoint, area: QRect) -> None:
        """Look at the children of a widget that begins at ``origin`` and is seen in ``area``."""
        for each in around.children():
            if not isinstance(each, QWidget) or each is self._bar or each.isHidden() or each.isWindow():
                continue
            whole = each.geometry().translated(origin)
            seen = whole & area
            if seen.isEmpty():
                continue
            if isinstance(each, _CONTROLS) or each.objectName() == NEWEST:
                self.controls += self._roomy(each, seen)
            elif isinstance(each, _TEXTS):
                self.texts += self._roomy(each, seen)
            elif isinstance(each, Label):
                if each.foregroundRole() == _AMISS:
                    self.controls += self._roomy(each, seen)
                width = each.fontMetrics().horizontalAdvance(each.text())
                self.words += _set_in(each, width, each.alignment(), whole) & seen
            elif each.accessibleName() and not any(isinstance(part, QWidget) for part in each.children()):
                leading = Qt.AlignmentFlag.AlignLeading  # it draws what it says, as the lines of Today do
                self.words += _set_in(each, each.sizeHint().width(), leading, whole) & seen
            else:
                self._look(each, whole.topLeft(), seen)

    def _roomy(self, part: QWidget, seen: QRect) -> QRect:
        return QRect() if part.property("readOnly") else seen.adjusted(0, -_GAP, 0, _GAP)


def _set_in(part: QWidget, width: int, alignment: Qt.AlignmentFlag, whole: QRect) -> QRect:
    """Return where the words of a part are, ``width`` pixels in one line: it may be wider than they."""
    if not 0 < width < whole.width():
        return whole if width else QRect()
    return QStyle.alignedRect(part.layoutDirection(), alignment, QSize(width, whole.height()), whole)


class PassingBar(QWidget):
    """An overlay at the bottom centre of ``parent``: "3 contacts moved to Trash · Undo".

    One for a window; a new message takes the place of the old one. It never takes the focus by itself; Tab
    reaches its button, and Esc puts it away.
    """

    def __init__(self, parent: QWidget, *, stays: int = STAYS) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._shrinking = False
        self._label = Label()
        self._button = LinkButton("Undo", self._do, bold=True)
        self._over = parent
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 6, 2 * theme.GRID, 6)
        row.setSpacing(theme.GRID)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=stays)
        self._timer.timeout.connect(self._fade)
        self._looking = QTimer(self, interval=_LOOKS)
        self._looking.timeout.connect(self._give_way)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fading = QPropertyAnimation(self._effect, b"opacity", self)
        self._fading.setDuration(FADES)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.finished.connect(self.hide)
        self._contrast()
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, or last shown."""
        return self._label.text()

    def say(self, text: str, act: Callable[[], object] | None = None, *, action: str = "Undo") -> None:
        """Show ``text`` and, where there is an ``act``, a button that puts the bar away and calls it."""
        self._act = act
        self._label.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(act is not None)
        self.setAccessibleName(text)
        self._wake()
        self._settle()
        self.show()
        self.raise_()
        self._looking.start()
        announce(self, f"{text}. {action}" if act is not None else text)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the bar, whatever else Esc means in the window."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Esc puts the bar away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Stay while the pointer is on it."""
        self._wake()
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Begin to count again."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay at the bottom centre of the parent."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self._settle()
        return False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look no more at what the page does."""
        super().hideEvent(event)
        self._looking.stop()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Turn with the program's scheme, which reaches every widget with the new stylesheet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._contrast()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bar in the opposite scheme, so that it stands out on any page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)

    def _contrast(self) -> None:
        c = colours(QApplication.palette())
        palette = palette_of(LIGHT if c.dark else DARK)
        palette.setColor(QPalette.ColorRole.Window, c.bar)
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Link):
            palette.setColor(role, c.on_bar)
        self.setPalette(palette)

    def _settle(self) -> None:
        over = self._over.rect()
        room = max(over.width() - 4 * theme.GRID, 1)
        # One line as long as it fits; a narrow window or a large text gets more lines.
        self._label.setWordWrap(False)
        size = self.sizeHint()
        if size.width() > room:
            self._label.setWordWrap(True)
            size.setWidth(room)
            size.setHeight(self._row.totalHeightForWidth(room))
        left = over.left() + (over.width() - size.width()) // 2
        top = over.bottom() + 1 - size.height() - 2 * theme.GRID
        self.setGeometry(self._clear(QRect(left, top, size.width(), size.height())))

    def _clear(self, wanted: QRect) -> QRect:
        """Return the lowest place in which the bar covers nothing that is needed; as ``wanted`` without one.

        It is in the middle if it can be, else at a side. Words to be read are covered before a text to write
        in is, and that before a button; but only near the foot is a place without words looked for.
        """
        whole, height = self._over.rect(), self._over.height()
        needed = _Needed(self._over, whole.adjusted(0, height // 2, 0, 0), self)
        far, near = whole.width() - wanted.width() - 2 * theme.GRID, 2 * theme.GRID
        for taken, highest in (
            (needed.controls + needed.texts + needed.words, height * 3 // 4),
            (needed.controls + needed.texts, height // 2),
            (needed.controls, height // 2),
        ):
            for left in (wanted.left(), far, near):
                for top in range(wanted.top(), highest, -_GAP):
                    place = QRect(QPoint(left, top), wanted.size())
                    if not taken.intersects(place):
                        return place
        return wanted

    def _give_way(self) -> None:
        """Go elsewhere if the page has come to want the room, unless somebody is about to press Undo."""
        if self.isVisible() and not self.underMouse() and not self._button.hasFocus() and self._covers():
            self._settle()

    def _covers(self) -> bool:
        """Say whether something to press, fill in or write in is under the bar.

        Asked at a few points, several times a second: to go through all the widgets of a page takes longer.
        """
        place = self.geometry()
        across = (*range(place.left(), place.right(), 3 * theme.GRID), place.right())
        down = (place.top(), place.center().y(), place.bottom())
        points = [QPoint(x, y) for y in down for x in across]
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        found = {each for point in points if (each := self._over.childAt(point)) is not None}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        return any(self._is_needed(each) for each in found)

    def _is_needed(self, part: QWidget | None) -> bool:
        while part is not None and part is not self._over:
            if isinstance(part, (*_CONTROLS, *_TEXTS)):
                return not part.property("readOnly")
            amiss = isinstance(part, Label) and part.foregroundRole() == _AMISS
            if amiss or part.objectName() == NEWEST:
                return True
            part = part.parentWidget()
        return False

    def _wake(self) -> None:
        self._fading.stop()
        self._effect.setEnabled(False)
        self._timer.start()

    def _fade(self) -> None:
        if self._button.hasFocus():
            self._timer.start()
            return
        self._effect.setOpacity(1.0)
        self._effect.setEnabled(True)
        self._fading.start()

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()
