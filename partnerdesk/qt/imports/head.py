"""Above the rows: which files, how one of them is read, and which of the rows are looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.desk import previews
from partnerdesk.desk.previews import GUESS, TWINS, Preview
from partnerdesk.qt import theme
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.choices import Choices
from partnerdesk.qt.imports.files import Files
from partnerdesk.qt.imports.filters import Filters
from partnerdesk.qt.imports.reading import Reading
from partnerdesk.qt.imports.templates_line import TemplatesLine
from partnerdesk.qt.widgets import Label, LinkButton, Tone

_CAN_BE_LEFT = frozenset({"new", "changed", TWINS, GUESS})


class Head(QWidget):
    """The head of a preview.

    Args:
        files: the files.
        choices: what was decided up to now.

    """

    def __init__(self, files: Files, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._choices = files, choices
        self.files = Filters("Files", self)
        self.reading = Reading(self)
        self.filters = Filters("What becomes of them", self)
        self.not_sure = Label(tone=Tone.WARNING, wrap=True)
        self.templates = TemplatesLine(self)
        self.all_guesses = LinkButton("")
        self.leave_all = LinkButton("")
        edge = 5 * theme.GRID // 2
        self.filters.append(self.leave_all)
        self.filters.append(self.all_guesses)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, 0, edge, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(self.files)
        column.addWidget(self.reading)
        column.addWidget(self.not_sure)
        column.addWidget(self.templates)
        column.addWidget(self.filters)

    def show_files(self) -> None:
        """Show which files there are, and how the one looked at is read."""
        alone = len(self._files) == 1
        self.files.setVisible(len(self._files) > 1)
        looked = self._files.one
        self.reading.setVisible(looked is not None)
        said = words.not_sure(self._files.incoming())
        self.not_sure.setText(said)
        self.not_sure.setVisible(bool(said))
        if looked is not None:
            self.reading.show_file(looked.incoming, looked.mappings, looked.mapping, alone=alone)

    def forget(self) -> None:
        """Choose nothing of what can be looked at alone."""
        self.filters.choice = self.files.choice = ""

    def show_counts(self, preview: Preview) -> None:
        """Show how many rows there are of everything that can be looked at alone."""
        counts = preview.counts(self._files.number())
        self.filters.show_choices(
            words.FILTERS, {"": sum(counts[each] for each in previews.OUTCOMES), **counts}
        )
        if len(self._files) > 1:
            names = self._files.names()
            found = {
                str(key): sum(preview.counts(at)[each] for each in previews.OUTCOMES)
                for at, key in enumerate(names)
            }
            texts = {str(key): name for key, name in names.items()}
            self.files.show_choices({"": "All files"} | texts, {"": len(preview)} | found)
        self.templates.show_templates(preview.templates, self._choices.left_out)
        self.show_links(preview)

    def show_links(self, preview: Preview) -> None:
        """Offer what can be done to many rows at once."""
        guesses = preview.counts()[GUESS]
        every = f"Take all {guesses:,} suggested countries"
        _say(self.all_guesses, "Take no suggested country" if self._choices.guesses else every)
        self.all_guesses.setVisible(guesses > 1)
        kind = self.filters.choice
        _say(self.leave_all, "Take all of these" if kind == "left out" else "Leave all of these out")
        self.leave_all.setVisible(kind == "left out" or kind in _CAN_BE_LEFT)


def _say(link: LinkButton, text: str) -> None:
    link.setText(text)
    link.setAccessibleName(text)
    link.updateGeometry()
