"""One line of Today: a sentence, one button, and behind a small one what else can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.times import day_words
from partnerdesk.qt import theme
from partnerdesk.qt.filedrop import letter_in
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.today.sentence import Sentence
from partnerdesk.qt.widgets import IconButton, Label, Status, Tone, paint_status, plain_button, primary_button

if TYPE_CHECKING:  # Today stands on much that is loaded on the worker, after the window is painted
    from partnerdesk.desk.today import Item, Kind

_PAD = theme.GRID + theme.GRID // 2
_WORDS: dict[Kind, str] = {
    "returned": "Came back",
    "moved": "A time moved",
    "answered": "Answered",
    "overdue": "Overdue",
    "due": "Due",
    "unsent": "Not said to be sent",
    "waiting": "Waiting",
}
_AT_ONCE = ("sent", "agree", "decline")  # buttons that change the book, and lead nowhere
_MARKS = {
    "returned": Status.STRETCH,
    "moved": Status.STRETCH,
    "overdue": Status.STRETCH,
    "waiting": Status.CLOSED,
}

Way = tuple[str, str]
"""A key for what is to be done, and its words; an empty key is a line between groups."""


class _Mark(QWidget):
    """Filled: something to do; a diamond: late or moved; a ring: it waits."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._status = _MARKS.get(kind, Status.IN_SESSION)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_WORDS[kind])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(2 * theme.GRID, theme.row_height() - 2 * theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        paint_status(QPainter(self), QRectF(self.rect()), self._status, self.palette())


class Line(QWidget):
    """One line.

    Signals:
        asked(str, Item): do this: the item's own ``act``, ``no``, or one of ``ways``.
        dropped(Path, Item): a letter was dropped here.
        stepped(int): one line up or down.

    Args:
        item: what it says.
        today: home's date.
        ways: what else can be done, for the menu.
        main: its button is the page's main one.

    """

    asked = Signal(str, object)
    dropped = Signal(object, object)
    stepped = Signal(int)

    def __init__(self, item: Item, today: date, ways: Sequence[Way], *, main: bool = False) -> None:
        super().__init__()
        self.item = item
        self._ways = ways
        self._over = False
        self.setAcceptDrops(item.approach_id is not None)
        self.setAccessibleName(f"{_WORDS[item.kind]}: {item.sentence}")
        self.button: QAbstractButton | None = None
        self._more = IconButton("more", f"More for {item.name}" if item.name else "More", self.show_menu)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(Sentence(item.sentence, item.name))
        if item.detail:
            words.addWidget(Label(item.detail, Size.SMALL, tone=Tone.MUTED, wrap=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, _PAD, 0, _PAD)
        row.setSpacing(theme.GRID)
        row.addWidget(_Mark(item.kind), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(theme.GRID)
        row.addLayout(words, 1)
        row.addSpacing(theme.GRID)
        if item.kind == "waiting" and item.on is not None:
            row.addWidget(Label(until_words(item.on, today), Size.SMALL, tone=Tone.MUTED))
        for button in (*self._buttons(main=main), *([self._more] if ways else ())):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.installEventFilter(self)

    def _buttons(self, *, main: bool) -> Sequence[QAbstractButton]:
        item = self.item
        if not item.verb:
            return ()
        make = primary_button if main else plain_button
        self.button = make(item.verb, lambda: self.asked.emit(item.act, item))
        self.button.setAccessibleDescription(item.sentence)
        if item.act != "sent":
            return (self.button,)
        no = plain_button("No", lambda: self.asked.emit("no", item))
        no.setAccessibleDescription(item.sentence)
        return self.button, no

    def focus(self, *, careful: bool = False) -> None:
        """Take the focus, on what there is to press.

        Args:
            careful: came here by itself, so that a key pressed once more must not do anything at once.

        """
        harmless = not (careful and self.item.act in _AT_ONCE)
        (self.button if self.button and harmless else self._more).setFocus(Qt.FocusReason.TabFocusReason)

    def show_menu(self) -> None:
        """Offer what else can be done."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in self._ways:
            if not key:
                menu.addSeparator()
                continue
            act = QAction(words, menu)
            act.triggered.connect(lambda _checked=False, key=key: self.asked.emit(key, self.item))
            menu.addAction(act)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and Down go to other lines, where a button by itself would go to the button beside it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                self.stepped.emit(step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """S puts the line off, D says that it is done."""
        keys = {key for key, _ in self._ways}
        wanted = {Qt.Key.Key_S: "week", Qt.Key.Key_D: "done"}.get(Qt.Key(event.key()), "")
        if wanted in keys and not event.modifiers():
            self.asked.emit(wanted, self.item)
        else:
            super().keyPressEvent(event)

    def takes(self, data: QMimeData) -> bool:
        """Say whether a letter is dragged."""
        return letter_in(data) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a letter."""
        if self.takes(event.mimeData()):
            event.acceptProposedAction()
            self._lit(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It went elsewhere."""
        self._lit(on=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """File it as an answer to this."""
        self._lit(on=False)
        path = letter_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path, self.item)

    def _lit(self, *, on: bool) -> None:
        self._over = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the line that parts it from the next, and its ground while a letter is over it."""
        painter = QPainter(self)
        c = colours(self.palette())
        if self._over:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.tint)
            painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        painter.fillRect(0, self.height() - 1, self.width(), 1, c.hairline)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def until_words(day: date, today: date) -> str:
    """Say until when something waits: ``until 11 December``, with its year where that is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"until {day_words(day, weekday=False)}{year}"
