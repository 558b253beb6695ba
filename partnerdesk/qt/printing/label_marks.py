"""Where the labels of a sheet end: drawn beneath a page in the preview, and never printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from partnerdesk.formats.paper.shapes import colour
from partnerdesk.formats.paper.values import LabelSheet

_CORNER = 1.5  # millimetres


def draw_labels(painter: QPainter, sheet: LabelSheet, first: int, millimetre: float) -> None:
    """Draw the edges of all labels of a page; dotted those before the first one that is still there.

    Args:
        painter: active, its origin at the corner of the paper.
        sheet: the labels.
        first: the first one that is free on this page, counted from 1.
        millimetre: on paper, in what the painter counts.

    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in range(sheet.count):
        kind = Qt.PenStyle.DotLine if index + 1 < first else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("rim", black=False), 1, kind))
        left, top = (edge * millimetre for edge in sheet.place(index))
        spot = QRectF(left, top, sheet.width * millimetre, sheet.height * millimetre)
        painter.drawRoundedRect(spot, _CORNER * millimetre, _CORNER * millimetre)
