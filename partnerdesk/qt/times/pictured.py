"""A picture that is told in words as well: a line below it, the key to it, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.facts import FactsTable
from partnerdesk.qt.times.world_picture import MapPicture
from partnerdesk.qt.times.year_picture import YearPicture
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone


class Pictured(QWidget):
    """A picture with a line that says what the pointer or the keyboard is at, its key, and a table.

    Args:
        picture: what is drawn.
        key: samples of what is drawn, each with its words.
        name: of the picture in a sentence, such as ``map``.
        title: of the table.
        columns: of the table.
        parent: where it is shown.

    Signals:
        chosen(object): as the picture's.

    """

    chosen = Signal(object)

    def __init__(
        self,
        picture: MapPicture | YearPicture,
        key: Iterable[tuple[QWidget, str]],
        name: str,
        title: str,
        columns: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._summary = ""
        self._words = self._line()
        self._fold = LinkButton("Show as a table", self._turn)
        self.table = FactsTable(title, columns)
        self.table.hide()
        self._call_the_verb()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (picture, self._words, self._keyed(key), self.table):
            column.addWidget(part)
        picture.pointed.connect(self._say)
        picture.chosen.connect(self.chosen)
        self.setFocusProxy(picture)

    def _line(self) -> Label:
        return Label(" ", Size.SMALL, elide=True)

    def _keyed(self, key: Iterable[tuple[QWidget, str]]) -> QWidget:
        """The key, with the verb that shows the table."""
        row = QWidget()
        flow = FlowLayout(row, gap=3 * theme.GRID // 2)
        for sample, words in key:
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(6)
            beside.addWidget(sample)
            beside.addWidget(Label(words, Size.SMALL, tone=Tone.MUTED))
            flow.addWidget(pair)
        flow.addWidget(self._fold)
        return row

    def _say(self, words: str) -> None:
        self._words.setText(words or self._summary or " ")  # a line is kept for it: nothing jumps

    def _turn(self) -> None:
        self.table.setVisible(not self.table.isVisibleTo(self))
        self._call_the_verb()

    def _call_the_verb(self) -> None:
        shown = self.table.isVisibleTo(self)
        self._fold.setText("Hide the table" if shown else "Show as a table")
        self._fold.setAccessibleName(
            f"Hide the table of the {self._name}" if shown else f"Show the {self._name} as a table"
        )
