"""What the reader says of rows, by the list, by the row's own panel, and of many at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from partnerdesk.qt.imports.choices import Choices, Name, named
from partnerdesk.qt.imports.head import Head
from partnerdesk.qt.imports.list import PreviewList
from partnerdesk.qt.imports.model import RowsModel
from partnerdesk.qt.imports.sheet import RowSheet


class Deciding(QObject):
    """Keeps what is decided.

    ``decided()`` is emitted when something is another now.

    Args:
        choices: where it is kept.
        model: the rows.
        rows: their list.
        sheet: the row's own panel.
        head: where many are decided about at once.

    """

    decided = Signal()

    def __init__(
        self, choices: Choices, model: RowsModel, rows: PreviewList, sheet: RowSheet, head: Head
    ) -> None:
        super().__init__(model)
        self._choices, self._model, self._list, self._sheet, self._head = choices, model, rows, sheet, head
        rows.toggled.connect(self._toggle)
        sheet.personChosen.connect(self._is_person)
        sheet.nobodyChosen.connect(lambda: self._of_row(choices.is_nobody_known))
        sheet.valueChosen.connect(self._take_value)
        sheet.guessChosen.connect(self._take_guess)
        head.leave_all.clicked.connect(lambda: self._turn_all())
        head.all_guesses.clicked.connect(lambda: self._turn_guesses())
        head.templates.chosen.connect(self._take_template)

    def _tell(self) -> None:
        self._model.repaint_rows()
        self.decided.emit()

    def _toggle(self) -> None:
        """Take the selected rows, or leave them out: as the current one is not now."""
        preview = self._model.preview
        rows = [preview.name(each) for each in self._list.selected() if self._model.may_be_left(each)]
        if rows:
            current = self._list.current()
            first = named(current) if current and self._model.is_taken(current) is not None else rows[0]
            self._choices.leave_out(rows, out=first not in self._choices.left_out)
            self._tell()

    def _turn_all(self) -> None:
        """Leave out all that are shown, or take them."""
        rows = map(self._model.preview.name, self._model.rows())
        self._choices.leave_out(rows, out=self._head.filters.choice != "left out")
        self._tell()

    def _turn_guesses(self) -> None:
        self._choices.take_guesses(on=not self._choices.guesses)
        self._tell()

    def _take_template(self, name: Name, on: bool) -> None:
        self._choices.leave_out([name], out=not on)
        self._tell()

    def _of_row(self, act: Callable[[Name], object]) -> None:
        if (row := self._sheet.row) is not None:
            act(named(row))
            self._tell()

    def _is_person(self, contact_id: int) -> None:
        def act(row: Name) -> None:
            if contact_id:
                self._choices.is_person(row, contact_id)
            else:
                self._choices.forget_who(row)

        self._of_row(act)

    def _take_value(self, field: str, of_file: bool) -> None:
        self._of_row(lambda row: self._choices.take_value(row, field, of_file=of_file))

    def _take_guess(self, on: bool) -> None:
        self._of_row(lambda row: self._choices.take_guess(row, on=on))
