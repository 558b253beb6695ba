"""Pages as pictures, and how far two of them are apart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.formats.paper.reading import run

CELL = 8  # pixels: the side of the squares whose ink is compared


def rendered(path: Path, folder: Path, dots: int) -> list[QImage]:
    """Return the pages of a PDF file in shades of grey, drawn by poppler with so many dots an inch."""
    stem = folder / f"{path.stem}-page"
    run("pdftoppm", "-r", str(dots), "-gray", "-png", path, stem)
    pages = sorted(folder.glob(f"{stem.name}-*.png"))
    return [QImage(str(page)).convertToFormat(QImage.Format.Format_Grayscale8) for page in pages]


def ink(picture: QImage) -> list[int]:
    """Return how dark each square of a page is, 0 to 255, row by row: letters blur, their places stay."""
    columns, rows = -(-picture.width() // CELL), -(-picture.height() // CELL)
    small = picture.scaled(
        columns, rows, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [255 - small.pixelColor(x, y).red() for y in range(rows) for x in range(columns)]


def apart(one: QImage, other: QImage) -> tuple[float, int]:
    """Return by how much the ink of two pages differs: in all squares on average, and in the worst one."""
    if abs(one.width() - other.width()) > 1 or abs(one.height() - other.height()) > 1:
        return 255.0, 255
    other = other.scaled(one.size())
    differences = [abs(a - b) for a, b in zip(ink(one), ink(other), strict=True)]
    return sum(differences) / len(differences), max(differences)
