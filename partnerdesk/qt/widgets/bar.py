"""The inline bar: what went wrong or is worth knowing, beside its cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.widgets.button import IconButton, LinkButton
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.label import Label, Tone


class Kind(Enum):
    """How grave a bar is: each kind has its own picture, background and word."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_WORDS = {Kind.INFO: "Note", Kind.WARNING: "Careful", Kind.ERROR: "Error"}


def _paper_and_ink(kind: Kind, c: Colours) -> tuple[QColor, QColor]:
    if kind is Kind.INFO:
        return c.tint, c.accent
    return (c.caution, c.warning) if kind is Kind.WARNING else (c.alarm, c.error)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text`` once, without moving the focus."""
    from PySide6.QtGui import (
        QAccessible,
        QAccessibleAnnouncementEvent,
    )  # not before there is something to say

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def is_escape(event: QEvent) -> bool:
    """Whether Qt asks, by this event, if Esc is wanted here before a shortcut of the window takes it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape


class Message(QWidget):
    """What says that something is amiss, and what to do: nothing that passes may lie over it."""


class InlineBar(Message):
    """A bar that stays hidden until something is said; stands beside its cause and pushes nothing else away.

    ``closed`` is emitted when the reader puts it away.

    Args:
        slim: its verbs stand beside the text, and it is no higher than one row where all of it fits in one.

    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, slim: bool = False) -> None:
        super().__init__(parent)
        self._kind = Kind.INFO
        self._slim = slim
        self._text = Label(wrap=True, selectable=True)
        self._details = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True, selectable=True)
        self._fold = LinkButton("Details", self._turn)
        self._actions: list[QWidget] = []
        self._close = IconButton("close", "Close this message", self.close_bar, small=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

        self._verbs = FlowLayout(gap=theme.GRID // 2)
        self._verbs.addWidget(self._fold)
        grid = QGridLayout(self)
        # Text begins where the words of the links do, which keep room for their focus ring.
        for label in (self._text, self._details):
            label.setContentsMargins(theme.GRID // 2, 0, theme.GRID // 2, 0)
        self._grid = grid
        self._room()
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._text, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(
            self._close, 0, 2, Qt.AlignmentFlag.AlignVCenter if slim else Qt.AlignmentFlag.AlignTop
        )
        grid.addLayout(self._verbs, *((0, 1) if slim else (1, 0)))
        grid.addWidget(self._details, 2, 0)
        grid.setColumnStretch(0, 1)
        self.hide()

    @property
    def kind(self) -> Kind:
        """The kind shown, or last shown."""
        return self._kind

    @property
    def text(self) -> str:
        """The sentence shown, or last shown."""
        return self._text.text()

    def say(
        self,
        kind: Kind,
        text: str,
        *,
        details: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        closable: bool = True,
        field: QWidget | None = None,
    ) -> None:
        """Show the bar.

        Args:
            kind: info, warning or error.
            text: what, why and what to do, as a person would say it.
            details: more for those who want it, folded at first.
            actions: verbs that mend the matter, each with what it calls; more than one for a question.
            closable: whether it can be put away; Esc does the same as its button.
            field: an input before the verbs, which belongs to the bar from now on.

        """
        self._kind = kind
        self._text.setText(text)
        self._details.setText(details)
        self._details.hide()
        self._fold.setText("Details")
        self._fold.setVisible(bool(details))
        for verb in self._actions:
            self._verbs.removeWidget(verb)
            verb.hide()
            verb.deleteLater()
        self._actions = [
            *((field,) if field else ()),
            *(LinkButton(word, act, bold=True, parent=self) for word, act in actions),
        ]
        for index, verb in enumerate(self._actions):
            self._verbs.insert(index, verb)
            verb.show()
        self._chain()
        self._close.setVisible(closable)
        self.setAccessibleName(f"{_WORDS[kind]}: {text}")
        self.show()
        self.updateGeometry()
        self.update()
        announce(self, f"{_WORDS[kind]}: {text}")

    def say_error(self, error: PartnerDeskError, *, details: str = "") -> None:
        """Show an error of the family: its message and what to do next."""
        self.say(Kind.ERROR, str(error), details=details)

    def close_bar(self) -> None:
        """Put the bar away, and say so by ``closed``."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the bar, whatever else Esc means in the window."""
        if is_escape(event) and not self._close.isHidden():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Esc puts the bar away if it can be."""
        if event.key() == Qt.Key.Key_Escape and not self._close.isHidden():
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the panel and the picture of its kind beside the first line."""
        paper, ink = _paper_and_ink(self._kind, colours(self.palette()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        edge, line = icons.edge(), self._text.fontMetrics().height()
        text = self._text.geometry()
        top = text.y() + (text.height() - self._text.heightForWidth(text.width()) + line - edge) // 2
        left = 12 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else self.width() - 12 - edge
        icons.paint(painter, QRectF(left, top, edge, edge), self._kind.value, ink)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep room for the picture, which is as large as the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._room()

    def _room(self) -> None:
        lead, end = 2 * theme.GRID + icons.edge(), theme.GRID
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            lead, end = end, lead
        above = 0 if self._slim else theme.GRID
        self._grid.setContentsMargins(lead, above, end, above)

    def _turn(self) -> None:
        show = self._details.isHidden()
        self._details.setVisible(show)
        self._fold.setText("Hide details" if show else "Details")
        self._fold.setAccessibleName(self._fold.text())
        self.updateGeometry()

    def _chain(self) -> None:
        """Have Tab pass the verbs in the order in which they are read."""
        chain: list[QWidget] = [self._text, *self._actions, self._fold, self._details, self._close]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
