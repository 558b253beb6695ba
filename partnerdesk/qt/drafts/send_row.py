"""How a letter goes out: Copy, Save as .eml, Open in mail, text, mailbox; and why not, beside the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    FlowLayout,
    InlineBar,
    Label,
    LinkButton,
    Tone,
    plain_button,
    primary_button,
)

PATIENCE = 1000
"""Milliseconds after which a bar shows how far the writing has come."""

_CALENDARS = {
    "no": "Without a calendar",
    "beside": "With the times as a calendar beside it (.ics)",
    "attached": "With the times as a calendar attached",
}
_GOES = {
    "beside": "The times go beside it as a calendar (.ics).",
    "attached": "The times are attached as a calendar.",
}
_PLACE = 4 * theme.GRID
_HONEST = ".eml opens ready to send in Thunderbird; usually in classic Outlook."


class SendRow(QWidget):
    """The buttons. Copy and mail are for the letter shown, saving is for all that are ready.

    Signals:
        asked(str): ``copy``, ``eml``, ``mailto``, ``txt`` or ``mbox``.
        icsChosen(str): where the times go as a calendar.
        checklistAsked(): show the checklist.
    """

    asked = Signal(str)
    icsChosen = Signal(str)  # noqa: N815 - Qt's manner
    checklistAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._ics = "no"
        self._calendars: dict[str, QAction] = {}
        self._state: tuple[Prepared | None, tuple[Prepared, ...], str] = (None, (), "")
        self._cancel_task: Callable[[], object] | None = None
        self.copy = plain_button("Copy", lambda: self.asked.emit("copy"), icon="copy")
        self.save = primary_button("Save as .eml…", lambda: self.asked.emit("eml"))
        self.mail = plain_button("Open in mail", lambda: self.asked.emit("mailto"))
        self.more = plain_button("More")
        self.more.setAccessibleName("More ways to save")
        menu = QMenu(self.more)
        self.mbox = self._action(menu, "Save as one mailbox (.mbox)…", "mbox")
        self.text = self._action(menu, "Save as text…", "txt")
        menu.addSeparator()
        self._add_calendars(menu)
        self.more.setMenu(menu)
        self.bar = InlineBar(slim=True)
        self._why = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        self._see = LinkButton("See the checklist", self.checklistAsked.emit)
        self._hint = Label(_HONEST, size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.copy, self.save, self.mail, self.more):
            flow.addWidget(button)
        self._held = QWidget()
        beside = QHBoxLayout(self._held)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GRID)
        beside.addWidget(self._why, 1)
        beside.addWidget(self._see)
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        self._done = QProgressBar()
        self._done.setAccessibleName("Letters written")
        self._done.setTextVisible(False)
        self._done.setFixedHeight(theme.GRID)
        self._count = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.cancel = plain_button("Cancel", self._cancel)
        row.addWidget(self._done, 1)
        row.addWidget(self._count)
        row.addWidget(self.cancel)
        self._progress.hide()
        self._pressed: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(buttons)
        # One place for all that is said of sending: the letter above keeps its room
        place = QWidget()
        place.setMinimumHeight(_PLACE)
        said = QVBoxLayout(place)
        said.setContentsMargins(0, 0, 0, 0)
        parts: tuple[QWidget, ...] = (self._progress, self.bar, self._held, self._hint)
        for part in parts:
            said.addWidget(part)
        column.addWidget(place)
        self.bar.installEventFilter(self)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_progress)

    def show_state(self, letter: Prepared | None, letters: Sequence[Prepared], unsettled: str) -> None:
        """Say what can go out.

        Args:
            letter: the one shown.
            letters: all of them.
            unsettled: why nothing can go out at all, such as a time that does not exist; or empty.

        """
        self._state = (letter, tuple(letters), unsettled)
        ready = [each for each in letters if not each.stopped]
        several = len(letters) > 1
        self.save.setText(self._save_words(len(ready), len(letters)))
        self.save.setAccessibleName(self.save.text())
        self.copy.setText("Copy this letter" if several else "Copy")
        self.mail.setText("Open this one in mail" if several else "Open in mail")
        for button in (self.copy, self.mail):
            button.setAccessibleName(button.text())
        free = not self._busy and not unsettled
        self.save.setEnabled(free and bool(ready))
        self.text.setEnabled(free and bool(ready))
        self.mbox.setEnabled(free and bool(ready))
        self.mbox.setVisible(several)
        self.more.setEnabled(free and bool(ready))
        self.copy.setEnabled(free and letter is not None and not letter.stopped_for("copy"))
        self.mail.setEnabled(free and letter is not None and not letter.stopped)
        why = unsettled or _why(letter, letters)
        if why != self._why.text():
            self.bar.hide()  # what it says is of before
        self._why.setText(why)
        self._show_one()
        self.save.setAccessibleDescription(why)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let a message take the place of the hint, so that it takes nothing from the letter."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_one()
        return super().eventFilter(watched, event)

    def _show_one(self) -> None:
        """Show, of what can be said in the one place, what matters most."""
        free = self.bar.isHidden() and self._progress.isHidden()
        self._held.setVisible(free and bool(self._why.text()))
        self._hint.setVisible(free and not self._why.text())

    def _show_progress(self) -> None:
        self._progress.show()
        self._show_one()

    def begin(self, cancel: Callable[[], object]) -> None:
        """Show that letters are being written; ``cancel`` stops it and leaves nothing behind."""
        self._busy = True
        self._cancel_task = cancel
        self.bar.close_bar()
        self._count.setText("")
        self._done.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._patience.start()
        pressed = self._focused()
        if pressed is not None and self.isAncestorOf(pressed):
            self._pressed = pressed
            self.setFocus()  # a button that is disabled would hand the focus on, into the date of a time
        self.show_state(*self._state)

    def progress(self, done: int, total: int) -> None:
        """Show how far it is; once all is written, what is left is not to be stopped any more."""
        self._done.setRange(0, total)
        self._done.setValue(done)
        self._count.setText(f"{done:,} of {total:,}")
        if done >= total:
            if self._focused() is self.cancel:
                self.setFocus()  # a button that is disabled would hand the focus on
            self.cancel.setEnabled(False)

    def end(self) -> None:
        """Put the progress away."""
        self._busy = False
        self._patience.stop()
        back = self._focused() in (self, self.cancel)
        self._progress.hide()
        self.show_state(*self._state)
        if back and self._pressed is not None:
            self._pressed.setFocus()
        self._pressed = None

    def _focused(self) -> QWidget | None:
        """Return what has the window's focus, also while a chooser that just closes is the active window."""
        return self.window().focusWidget()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        if self._cancel_task is not None:
            self._cancel_task()

    @property
    def ics(self) -> str:
        """Where the times go as a calendar when letters are saved: ``no``, ``beside`` or ``attached``."""
        return self._ics

    def set_ics(self, where: str) -> None:
        """Choose where the calendar goes; what is no such place is ``no``."""
        self._ics = where if where in _CALENDARS else "no"
        self._calendars[self._ics].setChecked(True)
        self._hint.setText(f"{_HONEST} {_GOES.get(self._ics, '')}".strip())

    def _add_calendars(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for where, words in _CALENDARS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, where=where: self._choose_ics(where))
            group.addAction(action)
            self._calendars[where] = action

    def _choose_ics(self, where: str) -> None:
        self.set_ics(where)
        self.icsChosen.emit(where)

    def _action(self, menu: QMenu, words: str, kind: str) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: self.asked.emit(kind))
        return action

    @staticmethod
    def _save_words(ready: int, all_of_them: int) -> str:
        if all_of_them <= 1:
            return "Save as .eml…"
        if 0 < ready < all_of_them:
            return f"Save {ready:,} of {all_of_them:,} drafts…"
        return f"Save {all_of_them:,} drafts…"


def _why(letter: Prepared | None, letters: Sequence[Prepared]) -> str:
    """Say what holds letters back: the reason for the one shown, else how many are."""
    held = [each for each in letters if each.stopped]
    if letter is not None and letter.stopped:
        more = len(letter.stopped) - 1
        others = len(held) - 1
        said = f"Held back: {letter.stopped[0].text}" + (f" And {more} more." if more else "")
        return said + (f" So {'is' if others == 1 else 'are'} {others:,} other letters." if others else "")
    if not held:
        return ""
    if len(held) == 1:
        return f"The letter to {held[0].name} is held back."
    return f"{len(held):,} of {len(letters):,} letters are held back."
