"""Text on the screen: always plain text, in one of four sizes, coloured by the palette."""

from __future__ import annotations

import unicodedata
from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size

ACCENT = 1
"""Pixels by which the accent of a capital may reach above the line that the typeface says."""

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""As ``html`` has it, whose two thousand names the first rows need not wait for."""


class Tone(Enum):
    """What a text is for, as the palette role that colours it."""

    TEXT = QPalette.ColorRole.WindowText
    MUTED = QPalette.ColorRole.PlaceholderText
    WARNING = QPalette.ColorRole.BrightText


def set_tip(widget: QWidget, text: str) -> None:
    """Give ``widget`` a tooltip that shows ``text`` as it is: Qt would read it as HTML if it looks so."""
    widget.setToolTip(tip_text(text))


def tip_text(*lines: str) -> str:
    """Return ``lines``, without empty ones, so that a tooltip shows them as they are, broken where needed."""
    text = "<br>".join(line.translate(_ESCAPED) for line in lines if line)
    return f"<p>{text}</p>" if text else ""


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the alignment of text that begins where the page begins, in whatever script it is."""
    rtl = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def reading(text: str) -> Qt.LayoutDirection:
    """Return the direction in which a line reads as a whole.

    Qt goes by the first letter alone, which turns “كريم نجيب joined” round, a sentence of ours that begins
    with somebody's name. So a line reads from the right only where three letters out of four do.
    """
    if text.isascii():
        return Qt.LayoutDirection.LeftToRight
    ways = [unicodedata.bidirectional(char) for char in text]
    right = sum(way in {"R", "AL"} for way in ways)
    most = right > 3 * ways.count("L")
    return Qt.LayoutDirection.RightToLeft if most else Qt.LayoutDirection.LeftToRight


class Label(QLabel):
    """A text.

    Args:
        text: shown as it is, never read as HTML.
        size: headings and titles are bold unless ``bold`` says otherwise.
        wrap: breaks into lines; otherwise one line, which asks for its whole width.
        elide: one line that may be cut short with an ellipsis; the whole text is then its tooltip.
        middle: where ``elide`` cuts: of an e-mail address both ends tell something.
        selectable: can be marked and copied, with the keyboard too.

    """

    def __init__(
        self,
        text: str = "",
        size: Size = Size.TEXT,
        *,
        bold: bool | None = None,
        tone: Tone = Tone.TEXT,
        wrap: bool = False,
        elide: bool = False,
        middle: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._bold = size in (Size.HEADING, Size.TITLE) if bold is None else bold
        self._elide = elide
        self._cut = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._aligned = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=self._bold))
        self.set_tone(tone)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        elif wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._lead()
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text for another purpose."""
        self.setForegroundRole(tone.value)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:  # noqa: N802 - Qt's names
        """Align the text; it then stays so, whatever the direction of reading."""
        self._aligned = True
        super().setAlignment(alignment)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self.update()  # QLabel spares its margins, into which a tilde or a dot above may reach
        self._tip()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the whole text on one line where it may be cut, else what QLabel says."""
        if not self._elide:
            return super().sizeHint()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2 * ACCENT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for a few letters where the text may be cut, else what QLabel says."""
        if not self._elide:
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        hint = self.sizeHint()
        return QSize(min(hint.width(), metrics.averageCharWidth() * 4), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, cut at the end of the line where that is allowed."""
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse and not self._elide:
            super().paintEvent(event)  # a document of Qt's own draws what is marked
            return
        text = self.told()
        rtl = reading(text) is Qt.LayoutDirection.RightToLeft
        flags = self.alignment().value | (
            Qt.TextFlag.TextForceRightToLeft if rtl else Qt.TextFlag.TextForceLeftToRight
        )
        if self.wordWrap():
            flags |= Qt.TextFlag.TextWordWrap
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            int(flags),
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )

    def told(self) -> str:
        """Return what is drawn in the room there is."""
        if not self._elide:
            return self.text()
        return self.fontMetrics().elidedText(self.text(), self._cut, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Offer the whole text as a tooltip exactly while it is cut."""
        super().resizeEvent(event)
        self._tip()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size, which reaches every widget with the new stylesheet."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.font(self._size, bold=self._bold))
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()
        super().changeEvent(event)

    def _lead(self) -> None:
        """Begin where the page begins, also for a name in another script than the page's."""
        if not self._aligned:
            super().setAlignment(leading(self))

    def _tip(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            set_tip(self, self.text() if cut else "")
