"""Which template, in which language, about which project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.drafting import Template
from partnerdesk.core.purposes import FOLLOWS
from partnerdesk.core.wording import language_name
from partnerdesk.desk import templates
from partnerdesk.desk.templates import Listed
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.composing import Asked
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, IconButton, Label, Tone
from partnerdesk.qt.widgets.combo import Combo

_FILE = "From a file…"
_NEW = "New project…"
_LEAST, _MOST = 12, 36  # letters of a project's title that are shown
_TEMPLATE = 28  # and, at the most, of a template's name: a long one of them all is no reason for a second row


class Choices(QWidget):
    """The three pickers.

    Signals:
        templateChosen(str): a template's key.
        bilingualChosen(bool): whether our own language stands below theirs.
        fileAsked(): a template from a file.
        languageChosen(str): a language's code; empty: the best for each.
        projectChosen(int): a project's key; 0: none.
        projectAsked(int): edit this project; 0: a new one.
    """

    templateChosen = Signal(str)  # noqa: N815 - Qt's manner
    fileAsked = Signal()  # noqa: N815
    languageChosen = Signal(str)  # noqa: N815
    bilingualChosen = Signal(bool)  # noqa: N815
    projectChosen = Signal(int)  # noqa: N815
    projectAsked = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._projects: list[tuple[int, str]] = []
        self._templates: tuple[Listed, ...] = templates.shelf().listed()
        self._known = {each.key: each for each in self._templates}  # those too that are not offered any more
        self._asked = Asked()
        self._file_name = ""
        self._shown: object = None
        self.template = Combo("Template")
        self.language = Combo("Language")
        self.bilingual = QCheckBox("Ours too")
        self.bilingual.setToolTip("Their language above, your own below, in one letter")
        self.bilingual.setAccessibleName("Our own language below theirs, in one letter")
        self.project = Combo("Project")
        # It takes what the line has left, so that all three stand on one
        self.project.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.project.setMinimumContentsLength(_LEAST)
        self.project.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = IconButton(
            "edit", "Edit the project", lambda: self.projectAsked.emit(self._asked.project)
        )
        self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        flow = FlowLayout(self, gap=2 * theme.GRID)
        for name, combo in (
            ("Template", self.template),
            ("Language", self.language),
            ("Project", self.project),
        ):
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.GRID // 2)
            column.addWidget(Label(name, Size.SMALL, tone=Tone.MUTED))
            row = QHBoxLayout()
            row.setSpacing(theme.GRID // 2)
            row.addWidget(combo, 1 if combo is self.project else 0)
            if combo is self.language:
                row.addSpacing(theme.GRID)
                row.addWidget(self.bilingual)
            if combo is self.project:
                row.addWidget(self.edit)
                row.addStretch()
                box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            column.addLayout(row)
            flow.addWidget(box)
        self.template.activated.connect(self._template)
        self.language.activated.connect(lambda: self.languageChosen.emit(self.language.currentData()))
        self.bilingual.clicked.connect(self.bilingualChosen)
        self.project.activated.connect(self._project)
        self.show_asked(Asked())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        self.project.setMaximumWidth(theme.column_width(_MOST))
        self.template.setMaximumWidth(theme.column_width(_TEMPLATE))

    def set_projects(self, found: Sequence[tuple[int, str]]) -> None:
        """Offer these projects, by key and title."""
        self._projects = list(found)
        self.show_asked(self._asked)

    def set_templates(self, found: Sequence[Listed]) -> None:
        """Offer these templates; the one that letters are asked with stays, though it be none of them."""
        self._templates = tuple(found)
        self._known |= {each.key: each for each in found}
        self.show_asked(self._asked)

    def opens(self, template: str | Template | None) -> bool:
        """Say whether letters of a template may be the first ones to somebody."""
        return template in {each.key for each in self._templates if each.purpose not in FOLLOWS}

    def times_of(self, template: str | Template | None) -> tuple[bool, bool]:
        """Say whether the letters of a template need a time, and whether they may give any."""
        known = self._known.get(template) if isinstance(template, str) else template
        return (known.proposes_times, known.takes_times) if known else (True, True)

    def show_asked(self, asked: Asked, file_name: str = "") -> None:
        """Show what is asked; ``file_name`` is the template's where it is not at hand."""
        self._asked = asked
        self._file_name = file_name or self._file_name
        chosen = (asked.template, asked.language, asked.bilingual, asked.project)
        now = (*chosen, self._file_name, tuple(self._projects), self._templates)
        if now == self._shown:
            return  # a list that has dropped down stays open
        self._shown = now
        with QSignalBlocker(self.template), QSignalBlocker(self.language), QSignalBlocker(self.project):
            self._fill_templates(asked)
            self._fill_languages(asked)
            self._fill_projects(asked)

    def _fill_templates(self, asked: Asked) -> None:
        self.template.clear()
        for index, each in enumerate(self._templates):
            if index and self._templates[index - 1].own and not each.own:
                self.template.insertSeparator(index)  # the user's own come first
            self.template.addItem(each.name, each.key)
        found = self.template.findData(asked.template) if isinstance(asked.template, str) else -1
        if found < 0:  # from a file, not at hand, or not to be used as it stands now
            self.template.addItem(self._name_of(asked.template), "")
            found = self.template.count() - 1
        self.template.setCurrentIndex(found)
        self.template.addItem(_FILE, _FILE)

    def _name_of(self, template: str | Template | None) -> str:
        if isinstance(template, str):
            return self._known[template].name if template in self._known else template
        return template.name if template is not None else self._file_name

    def _fill_languages(self, asked: Asked) -> None:
        self.language.clear()
        if isinstance(asked.template, str):
            self.language.addItem("Best for each", "")
            known = [each for each in self._templates if each.key == asked.template]
            codes: Sequence[str] = known[0].usable if known else ()
        else:
            codes = [asked.template.language if asked.template else asked.language]
        for code in codes:
            self.language.addItem(language_name(code), code)
        self.language.setEnabled(isinstance(asked.template, str))
        self.language.setCurrentIndex(max(self.language.findData(asked.language), 0))
        self.bilingual.setEnabled(isinstance(asked.template, str) and len(codes) > 1)
        self.bilingual.setChecked(asked.bilingual and self.bilingual.isEnabled())

    def _fill_projects(self, asked: Asked) -> None:
        self.project.clear()
        self.project.addItem("No project", 0)
        for key, title in self._projects:
            self.project.addItem(title, key)
        self.project.addItem(_NEW, _NEW)
        self.project.setCurrentIndex(max(self.project.findData(asked.project), 0))
        self.edit.setVisible(bool(asked.project))

    def _template(self) -> None:
        chosen = self.template.currentData()
        if chosen == _FILE:
            self._reset()
            self.fileAsked.emit()
        elif chosen:
            self.templateChosen.emit(chosen)

    def _project(self) -> None:
        chosen = self.project.currentData()
        if chosen == _NEW:
            self._reset()
            self.projectAsked.emit(0)
        else:
            self.projectChosen.emit(chosen)

    def _reset(self) -> None:
        """Show what is asked still: the verb at the end of a list is no choice of its own."""
        self._shown = None
        self.show_asked(self._asked)
