"""A contact list for paper: what stands on it, and the same as a PDF.

The pages are set and drawn in ``pagelist``; here are the values that go in, and what has to be true of the
machine before Qt is asked to set type on it. Qt is imported only when a page is made.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from partnerdesk.core.text import plain
from partnerdesk.errors import NoScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter

Progress = Callable[[int, int], None]

_PACKAGES = "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
_HINT = f"On Debian or Ubuntu: apt install {_PACKAGES}."

_kept: list[QGuiApplication] = []  # Qt's application object has to outlive everything that is drawn


@dataclass(frozen=True)
class ListRow:
    """One contact, as plain text; empty text for what is not known.

    ``difference`` says how its clock stands to ours ("one hour behind you").
    """

    name: str
    organisation: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    difference: str = ""


@dataclass(frozen=True)
class ListGroup:
    """The contacts of one region of one country; groups of one country follow each other."""

    country: str
    region: str = ""
    rows: tuple[ListRow, ...] = ()


@dataclass(frozen=True)
class ListSheet:
    """A whole contact list.

    Args:
        title: the heading of the first page, repeated small on the others.
        groups: in the order of printing.
        subtitle: a line below the title ("214 contacts in 15 countries"); may be empty.
        date: the day of printing in words; may be empty.
        tz_version: of the zones that the differences were reckoned with, such as ``2026f``; may be empty.
        paper: the size of the sheet.
    """

    title: str
    groups: tuple[ListGroup, ...]
    subtitle: str = ""
    date: str = ""
    tz_version: str = ""
    paper: Literal["A4", "Letter"] = "A4"


def needs_gui() -> QGuiApplication:
    """Return Qt's application object, making one without a screen where there is none yet.

    Raises:
        NoScreen: Qt's libraries or a typeface are missing, or the process runs Qt without its graphical part.
            The hint names the Debian packages. Qt itself would end the process in some of these cases.
    """
    try:
        from PySide6.QtCore import QCoreApplication, QLoggingCategory
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        raise NoScreen(f"A page cannot be set on this machine: {plain(str(error))[:200]}.", _HINT) from error
    running = QCoreApplication.instance()
    if running is None:
        _check_offscreen()
        # A script that no typeface has is drawn as boxes; a line on stderr for each typeface helps nobody.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        # A process that has loaded widgets may show a window later, and it has one application object only.
        widgets = sys.modules.get("PySide6.QtWidgets")
        make: type[QGuiApplication] = widgets.QApplication if widgets else QGuiApplication
        # The platform is given as an argument, because a DISPLAY that nobody serves would end the process.
        running = make(["partnerdesk", "-platform", "offscreen"])
        _kept.append(running)
    if not isinstance(running, QGuiApplication):
        raise NoScreen("A page cannot be set here: the program was started without Qt's graphical part.")
    if not QFontDatabase.families():
        raise NoScreen("A page cannot be set on this machine: it has no typeface.", _HINT)
    return running


def _check_offscreen() -> None:
    """Look whether Qt's screenless platform can be loaded, because Qt ends the process when it cannot."""
    from PySide6.QtCore import QLibraryInfo

    if not sys.platform.startswith("linux"):
        return
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqoffscreen.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        reason = plain(str(error)).replace(str(plugin.parent), "")[:200]
        raise NoScreen(f"A page cannot be set on this machine: {reason}.", _HINT) from error


def draw(
    painter: QPainter, device: QPagedPaintDevice, sheet: ListSheet, progress: Progress | None = None
) -> int:
    """Draw a contact list on a printer, a preview or a PDF, and return the number of pages.

    Args:
        painter: active on ``device``.
        device: what the painter draws on; its page size and margins are taken as they are.
        sheet: what to draw.
        progress: called with pages done and pages in all; what it raises stops the drawing.
    """
    from partnerdesk.formats.pagelist import Setter

    pages = Setter(device, sheet).pages()
    for number, page in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        page.draw(painter)
        if progress:
            progress(number, len(pages))
    return len(pages)


def list_pdf(sheet: ListSheet, progress: Progress | None = None) -> bytes:
    """Return a contact list as a PDF file.

    Args:
        sheet: what to print.
        progress: called with pages done and pages in all; what it raises stops the work.

    Raises:
        NoScreen: this machine lacks what Qt needs to set type.
    """
    needs_gui()
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(1200)
    size = QPageSize.PageSizeId.Letter if sheet.paper == "Letter" else QPageSize.PageSizeId.A4
    margins = QMarginsF(18, 16, 18, 14)
    portrait = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(size), portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(plain(sheet.title))
    writer.setCreator("PartnerDesk")
    painter = QPainter(writer)
    try:
        draw(painter, writer, sheet, progress)
    finally:
        painter.end()
    return bytes(buffer.data().data())
