"""Above the preview: which page is in view, and how large it is drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.printing.places import LEAST, MOST, Fit
from partnerdesk.qt.printing.sheet_view import SheetView
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, IconButton, Label, Tone

_ROUND = 3 * theme.GRID  # what stands round the text of a field


class ViewRow(QWidget):
    """Turns and zooms a preview.

    Attributes:
        fields: what the Tab key goes to, in its order.

    Args:
        view: the preview.

    """

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.back = IconButton("chevron-left", "Page before (Page Up)", lambda: view.step(-1))
        self.on = IconButton("chevron-right", "Next page (Page Down)", lambda: view.step(1))
        self.number = QLineEdit()
        self.number.setAccessibleName("Page")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setValidator(QIntValidator(0, 999_999, self))
        self.number.editingFinished.connect(self._go)
        self.total = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.smaller = IconButton("minus", "Smaller (−)", lambda: view.zoom_by(-1))
        self.larger = IconButton("add", "Larger (+)", lambda: view.zoom_by(1))
        self.percent = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.whole = IconButton("page", "Whole page (P)", lambda: view.set_fit(Fit.PAGE))
        self.width_button = IconButton("width", "As wide as the window (W)", lambda: view.set_fit(Fit.WIDTH))
        self.beside = IconButton("beside", "Pages side by side (S)", view.turn_beside)
        for button in (self.whole, self.width_button, self.beside):
            button.setCheckable(True)
        pages = (self.back, self.number, self.total, self.on)
        zoom = (self.smaller, self.percent, self.larger)
        fits = (self.whole, self.width_button, self.beside)
        self.fields: tuple[QWidget, ...] = tuple(
            each for each in (*pages, *zoom, *fits) if not isinstance(each, Label)
        )
        flow = FlowLayout(self, gap=2 * theme.GRID)
        for parts in (pages, zoom, fits):
            flow.addWidget(_together(*parts))
        view.moved.connect(self._tell)
        view.zoomed.connect(self._tell)
        self._tell()

    def _go(self) -> None:
        """Show the page that was typed."""
        if self.number.isModified():
            self._view.go(int(self.number.text() or self._view.page))
            self._tell()

    def _tell(self) -> None:
        view = self._view
        page, total = view.page, len(view.pages)
        self.number.setText(str(page) if page else "")
        self.number.setFixedWidth(QFontMetrics(theme.font()).horizontalAdvance(f"{max(100, total)}") + _ROUND)
        self.total.setText(f"of {total:,}")
        self.percent.setText(f"{round(100 * view.zoom)} %")
        small = QFontMetrics(theme.font(Size.SMALL))
        self.percent.setFixedWidth(small.horizontalAdvance("400 %") + 2)
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < total)
        self.number.setEnabled(total > 1)
        self.smaller.setEnabled(bool(total) and view.zoom > LEAST)
        self.larger.setEnabled(bool(total) and view.zoom < MOST)
        self.whole.setChecked(view.fit is Fit.PAGE)
        self.width_button.setChecked(view.fit is Fit.WIDTH)
        self.beside.setChecked(view.beside)


def _together(*parts: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for part in parts:
        row.addWidget(part)
    return whole
