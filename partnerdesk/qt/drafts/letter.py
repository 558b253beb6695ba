"""The letter on its paper: to whom, the subject, the text. What is seen here is what goes out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.checklist import Fix, Place
from partnerdesk.core.drafting import local_times
from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.letter.body import Body
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets import Hairline, InlineBar, Kind, Label, LinkButton, Tone

_INSIDE = 4 * theme.GRID


class Letter(QWidget):
    """One letter, to read and to edit.

    Signals:
        edited(int, str, str): to whom it is, its subject and text as the user has them now.
        againAsked(): start again from the template.
        timesAsked(): put the times proposed into the text.
        contactAsked(): show the contact, who lacks an address.
    """

    edited = Signal(int, str, str)
    againAsked = Signal()  # noqa: N815 - Qt's manner
    timesAsked = Signal()  # noqa: N815
    contactAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact_id = 0  # to whom the letter shown is
        self._basis = ("", "")  # whose letter is shown, made of what
        self._put_away: tuple[str, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.to = Label(elide=True)
        self.to.setContentsMargins(2, 0, 2, 0)  # as a QLineEdit sets its text in
        self._no_address = LinkButton("Add an address", self.contactAsked.emit)
        self.subject = QLineEdit()
        self.subject.setProperty("bare", True)
        self.subject.setAccessibleName("Subject")
        self.subject.setObjectName("letterSubject")
        self.body = Body()
        self.bar = InlineBar()
        self.bar.closed.connect(self._closed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(theme.GRID // 2)
        grid.addWidget(Label("To", tone=Tone.MUTED), 0, 0)
        grid.addWidget(self.to, 0, 1)
        grid.addWidget(self._no_address, 0, 2)
        grid.addWidget(Label("Subject", tone=Tone.MUTED), 1, 0)
        grid.addWidget(self.subject, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSIDE, 2 * theme.GRID + 4, _INSIDE, 3 * theme.GRID)
        column.setSpacing(theme.GRID + theme.GRID // 2)
        column.addWidget(self.bar)
        column.addLayout(grid)
        column.addWidget(Hairline())
        column.addWidget(self.body)
        column.addStretch()
        self.subject.textEdited.connect(self._told)
        self.body.edited.connect(self._told)
        for part in (self.subject, self.body):
            part.installEventFilter(self)
        self._bold()

    def show_letter(self, letter: Prepared, text: tuple[str, str], *, behind: bool, timeless: bool) -> None:
        """Show a letter with its text as it was last typed.

        Args:
            letter: as the checklist saw it.
            text: its subject and body.
            behind: whether the edit is older than what was chosen.
            timeless: whether the edit lacks times that are proposed.

        """
        self._contact_id = letter.contact_id
        to = letter.draft.to
        self.to.setText(f"{to.name} <{to.address}>" if to.address else f"{to.name} (no e-mail address yet)")
        self._no_address.setVisible(not to.address)
        subject, body = text
        if subject != self.subject.text():
            with QSignalBlocker(self.subject):
                self.subject.setText(subject)
                self.subject.setCursorPosition(0)
        self.body.show_text(body, self._times(letter))
        self.setAccessibleName(f"Letter to {letter.name}")
        basis = (letter.name, f"{letter.draft.slots}{letter.template}{letter.draft.language}{timeless}")
        if not (behind or timeless):
            self._put_away = None
            self.bar.hide()
        elif self._put_away != basis and (self.bar.isHidden() or self._basis != basis):
            self._say_edited(timeless=timeless)
        self._basis = basis

    def mend(self, fix: Fix) -> None:
        """Make a fix's edit as if it were typed: it can be taken back with Ctrl+Z."""
        place = fix.place
        if place is None:
            return
        if place.part == "subject":
            text = self.subject.text()
            self.subject.setText(text[: place.start] + fix.new + text[place.end :])
            self._told()
        else:
            self.body.select(place.start, place.end)
            self.body.insertPlainText(fix.new)

    def show_place(self, place: Place) -> None:
        """Select a piece of the text, and lead there."""
        if place.part == "subject":
            self.subject.setFocus(Qt.FocusReason.OtherFocusReason)
            self.subject.setSelection(place.start, place.end - place.start)
        else:
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
            self.body.select(place.start, place.end)

    def _say_edited(self, *, timeless: bool) -> None:
        said = "Your edit of this letter was kept; what you have chosen since is not in it."
        verbs: list[tuple[str, Callable[[], object]]] = [
            ("Start again from the template", self.againAsked.emit)
        ]
        if timeless:
            said = "Your edit of this letter was kept; the times proposed are not in it for both readers."
            verbs.insert(0, ("Put the times in", self.timesAsked.emit))
        self.bar.say(Kind.INFO, said, actions=verbs)

    def _times(self, letter: Prepared) -> list[str]:
        draft = letter.draft
        return [
            line
            for language in filter(None, (draft.language, draft.also))
            for slot in draft.slots
            for line in local_times(slot, letter.home, letter.party, language)
        ]

    def _closed(self) -> None:
        self._put_away = self._basis

    def _told(self, _text: str = "") -> None:
        self.edited.emit(self._contact_id, self.subject.text(), self.body.toPlainText())

    def _bold(self) -> None:
        self.subject.setFont(theme.font(bold=True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        """Draw the ring as the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._bold()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the paper; while one writes on it, its edge is in the accent."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        writing = QApplication.focusWidget() in (self.subject, self.body)
        painter.setPen(QPen(c.accent if writing else c.outline, 1))
        painter.setBrush(c.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
