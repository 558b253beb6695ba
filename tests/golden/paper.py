"""The six styles of print from the sample book: the text of their pages, and the first pages as pictures.

Everything about them is fixed but the machine: its typeface is set to DejaVu Sans, because lines break where
the letters of a typeface say. No typeface comes with the program. Where that one is missing nothing is
compared; scripts that it lacks are set in whatever the machine has, so that pictures are compared by the ink
in squares of five millimetres: a column, a heading or a row that moved is found, other shapes of letters are
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from partnerdesk.core.times import Slot
from partnerdesk.desk import listing, paper
from partnerdesk.desk.sample import make_sample
from tests.formats.paper.pictures import rendered
from tests.formats.paper.reading import text_of

FOLDER = Path(__file__).parent / "paper_pages"
TYPEFACE = "DejaVu Sans"
NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
DOTS = 40  # an inch
_SHOWN = 2  # pages of each as pictures
_GREYS = 17  # from one shade to the next: sixteen in all
_SLOTS = ("2027-03-12 10:00 America/Mexico_City", "2027-03-16 10:00 America/Mexico_City")
_TO_MEET = ("Elena Ruiz Ortega", "Luz Andrade", "كريم نجيب", "山本 さくら")

WISHES = {
    "list": paper.Wish("list", paper="A4", columns=("organisation", "contact", "time", "hours")),
    "cards": paper.Wish("cards", paper="A4", folders=("EG", "ES", "JP", "MX")),
    "labels": paper.Wish("labels", sheet="L7160", first=4),
    "phone": paper.Wish("phone", paper="Letter", landscape=True, sort="zone"),
    "plan": paper.Wish("plan", paper="A4", slots=tuple(map(Slot.parse, _SLOTS))),
    "cover": paper.Wish("cover", paper="A4", folders=("MX", "IT"), black=True),
}


@contextmanager
def typeface() -> Iterator[str]:
    """Set type in the one typeface; yields what this machine lacks for that, empty for nothing."""
    before = QApplication.font()
    QApplication.setFont(QFont(TYPEFACE))
    lacking = "" if QFontDatabase.hasFamily(TYPEFACE) else f"{TYPEFACE} (fonts-dejavu-core)"
    if not lacking and not QFontMetrics(QFont()).inFontUcs4(ord("山")):
        lacking = "a typeface with kanji (fonts-droid-fallback, fonts-noto-cjk)"
    yield lacking
    QApplication.setFont(before)


def printed(folder: Path) -> dict[str, Path]:
    """Print all of them into a folder; return the files by style."""
    from dataclasses import replace

    made = {}
    with make_sample(folder / "sample.partnerdesk", clock=lambda: NOW) as book:
        found = {row.name: row.id for row in listing.rows(book, listing.find(book))}
        chosen = tuple(found[name] for name in _TO_MEET)
        for style, wish in WISHES.items():
            made[style] = folder / f"{style}.pdf"
            paper.save(book, replace(wish, ids=chosen) if style == "plan" else wish, made[style])
    return made


def text(path: Path) -> str:
    """Return the text of a file's pages, without the version of the zones."""
    with TemporaryDirectory() as folder:
        pages = text_of(path.read_bytes(), Path(folder))
    lines = [" ".join(line.split()) for page in pages for line in [*page.splitlines(), ""]]
    return re.sub(r"time zones \S+", "time zones …", "\n".join(lines).rstrip("\n") + "\n")


def pictures(path: Path, folder: Path) -> dict[str, QImage]:
    """Return the first pages of a file, by the names of their files."""
    pages = rendered(path, folder, DOTS)[:_SHOWN]
    return {f"{path.stem}-{number}.png": page for number, page in enumerate(pages, 1)}


def write() -> None:
    """Write text and pictures anew."""
    with TemporaryDirectory() as folder, typeface():
        for style, path in printed(Path(folder)).items():
            (FOLDER / f"{style}.txt").write_text(text(path), encoding="utf-8")
            for name, page in pictures(path, Path(folder)).items():
                _few_greys(page).save(str(FOLDER / name), "PNG", 0)


def _few_greys(page: QImage) -> QImage:
    shades = [grey * _GREYS for grey in range(16)]
    made = QImage(page.size(), QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | shade * 0x010101 for shade in shades])
    for y in range(page.height()):
        for x in range(page.width()):
            made.setPixel(x, y, round(page.pixelColor(x, y).red() / _GREYS))
    return made
