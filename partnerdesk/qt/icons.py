"""The program's own icons: 1.5 pixel lines on a 20 grid, drawn in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from partnerdesk.paths import resource

GRID = 20
"""Width and height of the grid that the icons are drawn on."""

_SIZES = (16, 20, 32, 40)  # those between are scaled down from the next larger one
# Pictures that point along the line of reading are turned round where that runs from right to left.
_DIRECTED = frozenset({"chevron-right", "chevron-left", "undo", "redo", "tag"})


def edge() -> int:
    """Return the width and height of an icon beside text of the system's size: 20 pixels at least."""
    return max(GRID, round(QFontMetrics(QGuiApplication.font()).height() * 1.2))


def names() -> list[str]:
    """Return the names of all icons, sorted."""
    return sorted(path.stem for path in resource("icons").glob("*.svg") if not path.stem.startswith("drawn-"))


@cache
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


def paint(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon into ``rect`` (made square, centred), as delegates and painted widgets need it."""
    edge = min(rect.width(), rect.height())
    square = QRectF(0, 0, edge, edge)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name in _DIRECTED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        painter.translate(2 * square.center().x(), 0)
        painter.scale(-1, 1)
    _renderer(name, colour.name()).render(painter, square)
    painter.restore()


def pixmap(name: str, colour: QColor, edge: int = GRID, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``edge`` device-independent pixels for a screen of this pixel ratio."""
    result = QPixmap(QSize(edge, edge) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    paint(painter, QRectF(0, 0, edge, edge), name, colour)
    painter.end()
    return result


def icon(name: str, palette: QPalette | None = None, role: QPalette.ColorRole | None = None) -> QIcon:
    """Return an icon in a palette's colours (the application's own, as button text, if none is given).

    Icons are cached by colour; a disabled one is greyed by the style. Ask again when the palette changes: the
    one in hand keeps its colour.
    """
    palette = palette or QGuiApplication.palette()
    role = role or QPalette.ColorRole.ButtonText
    return _icon(
        name,
        palette.color(QPalette.ColorGroup.Active, role).name(),
        QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft,
    )


@cache
def _icon(name: str, colour: str, turned: bool) -> QIcon:  # noqa: ARG001 - a part of the key
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(pixmap(name, QColor(colour), size))
    return result
