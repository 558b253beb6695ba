"""How one of the files is read: its kind, charset and cells, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.desk.imports import Incoming
from partnerdesk.desk.mappings import Mapping
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import Layout, headed
from partnerdesk.qt import theme
from partnerdesk.qt.imports.columns import Columns
from partnerdesk.qt.imports.words import CHARSETS, DELIMITERS, charset_called, counted
from partnerdesk.qt.widgets import FlowLayout, LinkButton, plain_button
from partnerdesk.qt.widgets.combo import Combo

_BY_ITSELF = "Charset as the file says"


class Reading(QWidget):
    """A line of facts and choices, and below it the columns of a table, folded where all are understood.

    Signals:
        charsetChosen(str): read it in this charset; empty: as the file says.
        delimiterChosen(str): cells are parted by this.
        columnsChanged(Layout): columns mean something else.
        keepAsked(str): keep what the columns mean under this name.
        mappingChosen(object): read the columns as this ``Mapping`` says; None: as the headings say.
        forgetAsked: keep the chosen mapping no longer.
        removeAsked: leave the file out.

    """

    charsetChosen = Signal(str)  # noqa: N815 - Qt's manner
    delimiterChosen = Signal(str)  # noqa: N815
    columnsChanged = Signal(object)  # noqa: N815
    keepAsked = Signal(str)  # noqa: N815
    mappingChosen = Signal(object)  # noqa: N815
    forgetAsked = Signal()  # noqa: N815
    removeAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incoming: Incoming | None = None
        self._unfolded: dict[str, bool] = {}  # by the name of the file
        self.charset = Combo("Charset")
        self.delimiter = Combo("Between cells")
        self.mapping = Combo("Columns as in")
        self.fold = LinkButton("Columns", self._turn)
        self.forget = LinkButton("Forget these columns", self.forgetAsked.emit)
        self.remove = LinkButton("Leave this file out", self.removeAsked.emit)
        self._box = QWidget(self)
        self.headings = QCheckBox("The first line has headings")
        self.keep = LinkButton("Remember these columns…", self._ask_name)
        self._naming = QWidget()
        self.name = QLineEdit()
        self.columns = Columns(self._box)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = FlowLayout(gap=theme.GRID)
        for part in (self.charset, self.delimiter, self.mapping):
            line.addWidget(part)
        for link in (self.fold, self.keep, self.forget, self.remove):
            line.addWidget(link)
        line.addWidget(self._naming)
        for mark, text in DELIMITERS:
            self.delimiter.addItem(f"Cells end at a {text}", mark)
        self.name.setAccessibleName("Name for these columns")
        self.name.setPlaceholderText("Name, such as “Conference list”")
        self.name.setMinimumWidth(theme.column_width(28))
        naming = QHBoxLayout(self._naming)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.addWidget(self.name)
        naming.addWidget(plain_button("Remember", self._keep))
        self._naming.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self._box)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.setSpacing(theme.GRID)
        box.addWidget(self.columns)
        box.addWidget(self.headings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._box)

    def _connect(self) -> None:
        self.charset.activated.connect(lambda at: self.charsetChosen.emit(self.charset.itemData(at)))
        self.delimiter.activated.connect(lambda at: self.delimiterChosen.emit(self.delimiter.itemData(at)))
        self.mapping.activated.connect(lambda at: self.mappingChosen.emit(self.mapping.itemData(at)))
        self.columns.changed.connect(self._changed)
        self.headings.toggled.connect(self._head)
        self.name.returnPressed.connect(self._keep)

    def show_file(
        self, incoming: Incoming, mappings: Sequence[Mapping], mapping: Mapping | None, *, alone: bool
    ) -> None:
        """Show how a file is read.

        Args:
            incoming: the file.
            mappings: those that know all of its headings.
            mapping: the one by which its columns are read now, if any.
            alone: there is no other file: it cannot be left out.

        """
        other = self._incoming is None or self._incoming.name != incoming.name
        self._incoming = incoming
        self._show_charset(incoming)
        layout = incoming.layout
        for part in (self.delimiter, self.fold):
            part.setVisible(layout is not None)
        self.remove.setVisible(not alone)
        self.mapping.setVisible(layout is not None and bool(mappings))
        if layout is not None:
            self._show_layout(layout)
            self._show_mappings(mappings, mapping)
        if other:
            self._naming.hide()
        self._show_fold()

    def _show_charset(self, incoming: Incoming) -> None:
        self.charset.setVisible(not incoming.pasted and incoming.kind not in {"mail", "mbox", "share"})
        with QSignalBlocker(self.charset):
            self.charset.clear()
            if incoming.kind != "table":
                self.charset.addItem(_BY_ITSELF, "")
            for name, text in CHARSETS:
                self.charset.addItem(text, name)
            read_in = charset_called(incoming.charset)
            at = self.charset.findData(read_in)
            if at < 0:
                self.charset.addItem(read_in, read_in)
                at = self.charset.count() - 1
            self.charset.setCurrentIndex(at)

    def _show_layout(self, layout: Layout) -> None:
        with QSignalBlocker(self.delimiter):
            self.delimiter.setCurrentIndex(self.delimiter.findData(layout.delimiter))
        with QSignalBlocker(self.headings):
            self.headings.setChecked(bool(layout.headers))
        self.headings.setVisible(not layout.headers or not any(map(_is_known, layout.columns)))
        self.columns.show_layout(layout)

    def _show_mappings(self, mappings: Sequence[Mapping], mapping: Mapping | None) -> None:
        with QSignalBlocker(self.mapping):
            self.mapping.clear()
            self.mapping.addItem("Columns by their headings", None)
            for each in mappings:
                self.mapping.addItem(f"Columns as “{each.name}”", each)
            names = [each.name for each in mappings]
            self.mapping.setCurrentIndex(names.index(mapping.name) + 1 if mapping else 0)

    def _show_fold(self) -> None:
        incoming = self._incoming
        layout = incoming.layout if incoming else None
        if incoming is None or layout is None:
            self._box.hide()
            self.keep.hide()
            self.forget.hide()
            self._naming.hide()
            return
        open_ = self._unfolded.get(incoming.name, not layout.of_people or not layout.headers)
        known = sum(map(_is_known, layout.columns))
        self.fold.setText(
            "Hide the columns" if open_ else f"{known} of {counted(len(layout.columns), 'column')}"
        )
        if not open_:
            self.fold.setText(f"{self.fold.text()} understood")
        self.fold.setAccessibleName(self.fold.text())
        self.fold.updateGeometry()
        self._box.setVisible(open_)
        named = self.mapping.currentData() is not None
        self.forget.setVisible(open_ and named)
        self.keep.setVisible(open_ and bool(layout.headers) and not named and self._naming.isHidden())

    def _turn(self) -> None:
        if self._incoming is not None:
            self._unfolded[self._incoming.name] = self._box.isHidden()
            self._show_fold()

    def unfold(self) -> None:
        """Show the columns."""
        if self._incoming is not None:
            self._unfolded[self._incoming.name] = True
            self._show_fold()

    def _changed(self, layout: Layout) -> None:
        self.unfold()  # it does not fold itself under the hand once a name is found
        self.columnsChanged.emit(layout)

    def _head(self, on: bool) -> None:
        if self._incoming is not None and self._incoming.layout is not None:
            self._changed(headed(self._incoming.layout, on=on))

    def _ask_name(self) -> None:
        if self._incoming is not None:
            self.name.setText(self._incoming.name.rpartition(".")[0] or self._incoming.name)
        self.keep.hide()
        self._naming.show()
        self.name.setFocus()
        self.name.selectAll()

    def _keep(self) -> None:
        if self.name.text().strip():
            self.keepAsked.emit(self.name.text().strip())
            self._naming.hide()
            self.keep.show()
            self.keep.setFocus()


def _is_known(column: Column) -> bool:
    return column.field not in {"", "said"}
