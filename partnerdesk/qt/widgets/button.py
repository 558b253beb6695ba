"""Buttons: verbs as words, one of them filled; small pictures with a spoken name; links in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.label import leading, reading, set_tip

_FROM_LEFT = "\u200e"  # a mark that is not seen, from which on text reads from the left


def pressed_by_return(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press ``button`` if ``event`` is Return or Enter alone, as Space would; False for any other key."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def _from_left(widget: QWidget, text: str) -> str:
    """Return a text as it is to be drawn on a page of any direction: one of ours reads from the left."""
    rtl = widget.isRightToLeft() and reading(text) is Qt.LayoutDirection.LeftToRight
    return f"{text}{_FROM_LEFT}" if text and rtl else text


class Button(QPushButton):
    """A verb in words; ``kind`` is ``primary`` for the one thing to do on a page, else ``plain``."""

    def __init__(self, text: str, kind: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._colour()

    def set_kind(self, kind: str) -> None:
        """Make it the page's main button (``primary``) or one of the others (``plain``)."""
        theme.set_look(self, "kind", kind)
        self._colour()

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's names
        """Have a text of ours read from the left on any page: else “Save…” would begin with its dots."""
        super().initStyleOption(option)
        option.text = _from_left(self, option.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return presses it too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icon in the new scheme's colour, as large as the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()

    def _colour(self) -> None:
        if self._icon:
            primary = self.property("kind") == "primary"
            role = QPalette.ColorRole.HighlightedText if primary else QPalette.ColorRole.ButtonText
            self.setIcon(icons.icon(self._icon, self.palette(), role))
            self.setIconSize(QSize(icons.edge(), icons.edge()))


def primary_button(
    text: str, on: Callable[[], object] | None = None, *, icon: str = "", tip: str = ""
) -> Button:
    """Return the filled button for the one thing to do on a page; ``on`` is called when it is pressed."""
    return _finish(Button(text, "primary", icon), on, tip)


def plain_button(
    text: str, on: Callable[[], object] | None = None, *, icon: str = "", tip: str = ""
) -> Button:
    """Return an outlined button with words; ``on`` is called when it is pressed."""
    return _finish(Button(text, "plain", icon), on, tip)


def _finish(button: Button, on: Callable[[], object] | None, tip: str) -> Button:
    set_tip(button, tip)
    if on is not None:
        call = on
        button.clicked.connect(lambda: call())
    return button


class IconButton(QToolButton):
    """A small button with a picture only: its name is what a screen reader says, and its tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        on: Callable[[], object] | None = None,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("small", small)
        self._icon = icon
        self.setAutoRaise(True)
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colour()
        if on is not None:
            call = on
            self.clicked.connect(lambda: call())

    def set_icon(self, icon: str, name: str) -> None:
        """Show another picture, with its name."""
        self._icon = icon
        self.setAccessibleName(name)
        set_tip(self, name)
        self._colour()

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:  # noqa: N802 - Qt's names
        """Have words beside the picture read from the left on any page."""
        super().initStyleOption(option)
        option.text = _from_left(self, option.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return presses it too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icon in the new scheme's colour, as large as the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()

    def _colour(self) -> None:
        edge = 16 * icons.edge() // icons.GRID if self.property("small") else icons.edge()
        self.setIconSize(QSize(edge, edge))
        self.setIcon(icons.icon(self._icon, self.palette(), QPalette.ColorRole.PlaceholderText))


class LinkButton(QPushButton):
    """An underlined verb inside or beside a sentence, in the colour of links of its palette.

    Drawn here and not by the stylesheet, so that it follows the palette of the bar it stands in.

    Args:
        text: what it says.
        on: called when it is pressed.
        bold: whether it is drawn so.
        flush: its letters begin where it does, in a column with other texts.

    """

    def __init__(
        self,
        text: str,
        on: Callable[[], object] | None = None,
        *,
        bold: bool = False,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._bold, self._flush = bold, flush
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(bold=bold))
        if on is not None:
            call = on
            self.clicked.connect(lambda: call())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the text with a little room for the focus ring."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + theme.GRID, metrics.height() + theme.GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the whole text: a verb is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return presses it too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.font(bold=self._bold))
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the underlined text and, where it has the focus, a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole.Link if self.isEnabled() else QPalette.ColorRole.WindowText
        ink = self.palette().color(group, role)
        area = QRect(self.rect())
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            wash = QColor(colours(self.palette()).closed)  # the scheme's own is shared by all
            wash.setAlpha(48)
            painter.setBrush(wash)
            painter.drawRoundedRect(area, 4, 4)
        painter.setPen(ink)
        face = self.font()
        face.setUnderline(self.isEnabled())
        painter.setFont(face)
        painter.setLayoutDirection(reading(self.text()))  # else “Save…” would begin with its dots
        middle = (
            Qt.AlignmentFlag.AlignVCenter | leading(self) if self._flush else Qt.AlignmentFlag.AlignCenter
        )
        painter.drawText(area, int(middle), self.text())
        if self.hasFocus() and self._flush:  # a ring would cross its first letter
            painter.setPen(QPen(ink, 2))
            painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        elif self.hasFocus():
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
