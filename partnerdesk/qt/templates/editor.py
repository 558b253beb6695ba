"""The template's paper: its name and language, subject and text, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.purposes import Purpose
from partnerdesk.core.sandbox import Mistake
from partnerdesk.core.wording import language_name, languages
from partnerdesk.desk.own_templates import Text
from partnerdesk.desk.templates import Listed
from partnerdesk.qt import theme
from partnerdesk.qt.templates.fields import CURSOR, FIELDS, Field
from partnerdesk.qt.templates.source import Source
from partnerdesk.qt.theme import Size, set_look
from partnerdesk.qt.widgets import (
    IconButton,
    InlineBar,
    Kind,
    Label,
    LinkButton,
    Tone,
    plain_button,
)
from partnerdesk.qt.widgets.bar import Message

_MARGIN = 2 * theme.GRID + 4
_MOST_SHOWN = 4
_OFFERED = 24  # languages that can be added, the most used first
_PURPOSES: dict[Purpose, str] = {
    "general": "General",
    "reminder": "Reminder",
    "confirmation": "Yes to their time",
    "another-time": "Another time",
    "thanks": "Thanks",
    "polite-no": "Polite no",
    "correction": "Corrected time",
}
_STAYS = "This one came with the program and stays as it is."


class Wrong(Message):
    """What is wrong with the text, each with its line; ``lineAsked(str, int)`` leads there."""

    lineAsked = Signal(str, int)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(theme.GRID)
        self._rows.setVerticalSpacing(theme.GRID // 2)
        self._rows.setColumnStretch(1, 1)
        self._shown: tuple[Mistake, ...] = ()
        self.setAccessibleName("What is wrong with the template")
        self.hide()

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Show these, the first few; a list that is shown already is left alone."""
        if tuple(mistakes) == self._shown:
            return
        self._shown = tuple(mistakes)
        while (item := self._rows.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for row, each in enumerate(self._shown[:_MOST_SHOWN]):
            self._add(row, each)
        if (rest := len(self._shown) - _MOST_SHOWN) > 0:
            self._rows.addWidget(Label(f"and {rest} more", Size.SMALL, tone=Tone.MUTED), _MOST_SHOWN, 1)
        self.setVisible(bool(self._shown))

    def _add(self, row: int, mistake: Mistake) -> None:
        where = "Subject" if mistake.part == "subject" else f"Line {mistake.line}"
        said = f"{mistake.message} {mistake.hint}".strip()
        link = LinkButton(where, lambda: self.lineAsked.emit(mistake.part, mistake.line), bold=True)
        link.setAccessibleName(f"{where}: {said}")
        text = Label(said, wrap=True)
        self._rows.addWidget(link, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
        link.ensurePolished()
        set_in = (max(link.sizeHint().height(), link.minimumHeight()) - text.fontMetrics().height()) // 2
        text.setContentsMargins(0, max(set_in, 0), 0, 0)  # its first line beside the link's


class Editor(QWidget):
    """One template in one language.

    Signals:
        typed(str, str): its subject and text, as the user has them now.
        named(str): another name.
        languageChosen(str): show this language.
        languageAdded(str): add this language.
        timesChosen(bool): whether it proposes times.
        purposeChosen(str): what its letters are for.
        copyAsked(): make an own copy.
    """

    typed = Signal(str, str)
    named = Signal(str)
    languageChosen = Signal(str)  # noqa: N815 - Qt's manner
    languageAdded = Signal(str)  # noqa: N815
    timesChosen = Signal(bool)  # noqa: N815
    purposeChosen = Signal(str)  # noqa: N815
    copyAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = False
        self._last: QWidget | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the template")
        self.name.setMaxLength(80)
        self.language = QComboBox()
        self.language.setAccessibleName("Language")
        self.times = QCheckBox("Proposes times")
        self.times.setToolTip("Its letters need a time, and always give it in both local times")
        self.purpose = QComboBox()
        self.purpose.setAccessibleName("Purpose")
        self.purpose.setToolTip("What its letters are for: by it Today knows what comes after them")
        for purpose, name in _PURPOSES.items():
            self.purpose.addItem(name, purpose)
        self.more = IconButton("more", "More about this template")
        self.menu = QMenu(self.more)
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.bar = InlineBar()
        self.stays = InlineBar()
        self.subject = QLineEdit()
        self.subject.setAccessibleName("Subject")
        self.subject.setPlaceholderText("Subject: a few words, under 60 letters")
        self.body = Source()
        self.insert = plain_button("Insert a field", self._open_fields, icon="add")
        self.wrong = Wrong()
        self._fields = self._field_menu()
        for part in (self.subject, self.body):
            part.installEventFilter(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.name, 1)
        head.addWidget(self.language)
        head.addWidget(self.more)
        verbs = QHBoxLayout()
        verbs.setSpacing(2 * theme.GRID)
        verbs.addWidget(self.insert)
        verbs.addWidget(self.times)
        verbs.addStretch()
        purpose = QHBoxLayout()
        purpose.setSpacing(theme.GRID)
        purpose.addWidget(Label("Purpose", tone=Tone.MUTED))
        purpose.addWidget(self.purpose)
        purpose.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, 2 * theme.GRID)
        column.setSpacing(theme.GRID + theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.stays)
        column.addWidget(self.subject)
        column.addWidget(self.body, 1)
        column.addWidget(self.wrong)
        column.addLayout(verbs)
        column.addLayout(purpose)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._named)
        self.subject.textEdited.connect(self._typed)
        self.body.edited.connect(self._typed)
        self.times.clicked.connect(self.timesChosen)
        self.purpose.activated.connect(
            lambda _index: self.purposeChosen.emit(str(self.purpose.currentData()))
        )
        self.language.activated.connect(self._language)
        self.wrong.lineAsked.connect(self._to)

    def show_text(self, text: Text, listed: Listed | None) -> None:
        """Show a template's text, without telling anyone."""
        self._own = own = text.template_id is not None
        template = text.template
        with QSignalBlocker(self.name), QSignalBlocker(self.language), QSignalBlocker(self.subject):
            self.name.setText(template.name)
            self.name.setCursorPosition(0)
            if self.subject.text() != template.subject:
                self.subject.setText(template.subject)
                self.subject.setCursorPosition(0)
            self._fill_languages(template.language, listed)
        self.times.setChecked(template.proposes_times)
        self.purpose.setCurrentIndex(self.purpose.findData(template.purpose))
        self.body.setReadOnly(not own)
        self.body.show_text(template.body)
        for field in (self.name, self.subject):
            field.setReadOnly(not own)
        set_look(self.name, "bare", not own)
        self.name.setFont(theme.font(bold=True))
        self.insert.setVisible(own)
        self.times.setEnabled(own)
        self.purpose.setEnabled(own)
        if own:
            self.stays.hide()
        elif self.stays.isHidden():
            verb = [("Make your own copy", self.copyAsked.emit)]
            self.stays.say(Kind.INFO, _STAYS, actions=verb, closable=False)

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Mark what is wrong at its line, and say it below; what is not written yet is no reproach."""
        mistakes = [each for each in mistakes if not each.empty]
        set_look(self.subject, "wrong", any(each.part == "subject" for each in mistakes))
        self.body.mark_wrong({each.line for each in mistakes if each.part == "body"})
        self.wrong.show_mistakes(mistakes)

    def focus_name(self) -> None:
        """Lead to the name, all of it selected."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _fill_languages(self, chosen: str, listed: Listed | None) -> None:
        self.language.clear()
        there = listed.languages if listed else (chosen,)
        for code in there:
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(self.language.findData(chosen), 0))
        if self._own:
            self.language.insertSeparator(self.language.count())
            known = {code.partition("-")[0] for code in there}
            for code, name in [each for each in languages() if each[0] not in known][:_OFFERED]:
                self.language.addItem(f"Add {name}", f"+{code}")

    def _language(self) -> None:
        chosen = str(self.language.currentData() or "")
        if chosen.startswith("+"):
            self.languageAdded.emit(chosen[1:])
        elif chosen:
            self.languageChosen.emit(chosen)

    def _named(self) -> None:
        if self._own and self.name.isModified():
            self.name.setModified(False)
            self.named.emit(self.name.text())

    def _typed(self, _text: str = "") -> None:
        if self._own:
            self.typed.emit(self.subject.text(), self.body.toPlainText())

    def _to(self, part: str, line: int) -> None:
        if part == "subject":
            self.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.body.to_line(line)

    def _field_menu(self) -> QMenu:
        menu = QMenu(self.insert)
        for group, several in groupby(FIELDS, key=lambda each: each.group):
            inside = menu.addMenu(group)
            for field in several:
                action = QAction(field.name, inside)
                action.triggered.connect(lambda _=False, field=field: self._insert(field))
                inside.addAction(action)
        return menu

    def _open_fields(self) -> None:
        self._fields.popup(self.insert.mapToGlobal(self.insert.rect().topLeft()))

    def _insert(self, field: Field) -> None:
        if self._last is self.subject:
            self.subject.insert(field.text.replace(CURSOR, ""))
            self._typed()
            self.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.body.insert(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Remember which of the two fields the cursor was in last: there a field is put in."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._last = watched
        return super().eventFilter(watched, event)
