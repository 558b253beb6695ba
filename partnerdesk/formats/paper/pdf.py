"""Pages as a PDF file, with its language and its bookmarks, in which text is found.

Qt writes the pages, and knows none of these. They are added behind its last byte as PDF allows it: an
incremental update (ISO 32000-1, 7.5.6), with a new catalogue (7.7.2), an outline (12.3.3), and what the
letters of its typefaces are read back as.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from partnerdesk.core.text import plain
from partnerdesk.formats.paper.pdftext import readable
from partnerdesk.formats.paper.setting import Progress, Set
from partnerdesk.formats.paper.type import DOTS, POINT
from partnerdesk.formats.paper.values import Look

_LANGUAGE = b"en-GB"  # of the headings; names are in any
_CATALOGUE = re.compile(rb"(/Type /Catalog\s.*?)>>\s+endobj", re.DOTALL)
_NUMBER = re.compile(rb"(\d+) 0 obj\s+<<\s+\Z")
_BEFORE = 40  # bytes, within which an object's number stands before what it has
_KIDS = re.compile(rb"/Type /Pages\s+/Kids\s+\[(.*?)\]", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s+<<\s+/Size (\d+)\s+(.*?)>>\s+startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)


def page_layout(look: Look) -> QPageLayout:
    """Return the page as Qt has it; what is drawn has its margins already."""
    page = QPageSize(QPageSize.PageSizeId.Letter if look.paper == "Letter" else QPageSize.PageSizeId.A4)
    kind = QPageLayout.Orientation
    turned = kind.Landscape if look.landscape else kind.Portrait
    return QPageLayout(page, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def pdf(made: Set, progress: Progress | None = None) -> bytes:
    """Return pages as a PDF file.

    Args:
        made: the pages.
        progress: called with pages done and pages in all; what it raises stops the work.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageLayout(page_layout(made.look))
    writer.setTitle(plain(made.title))
    writer.setCreator("PartnerDesk")
    painter = QPainter(writer)
    try:
        for number, page in enumerate(made.pages, 1):
            if number > 1:
                writer.newPage()
            page.draw(painter)
            if progress:
                progress(number, len(made.pages))
    finally:
        painter.end()
    return _told(bytes(buffer.data().data()), _bookmarks(made), exact=made.exact)


_Bookmark = tuple[str, int, float]
"""Title, page counted from 0, height above the page's lower edge in points."""


def _bookmarks(made: Set) -> list[_Bookmark]:
    height = made.look.sheet[1] * 72 / 25.4
    return [
        (title, number, height - y / POINT)
        for number, page in enumerate(made.pages)
        for title, y in page.marks
    ]


def _told(content: bytes, bookmarks: Sequence[_Bookmark], *, exact: bool) -> bytes:
    """Add the language, the bookmarks, and whether its size is to be kept when it is printed.

    A file that is not as Qt writes it today is left as it is.
    """
    catalogue, kids, trailer = _CATALOGUE.search(content), _KIDS.search(content), _TRAILER.search(content)
    number = (
        _NUMBER.search(content[max(0, catalogue.start() - _BEFORE) : catalogue.start()])
        if catalogue
        else None
    )
    if not (catalogue and number and kids and trailer):
        return content
    pages = re.findall(rb"(\d+) 0 R", kids[1])
    first, root = int(trailer[1]), int(number[1])
    scaling = b"/PrintScaling /None " if exact else b""  # ISO 32000-1, 12.2
    more = b"/Lang (%b)\n/ViewerPreferences << /DisplayDocTitle true %b>>\n" % (_LANGUAGE, scaling)
    objects = _outline(bookmarks, pages, first) if bookmarks else {}
    if bookmarks:
        more += b"/Outlines %d 0 R\n" % first
    objects[root] = catalogue[1] + more
    bodies = {number: b"<<\n%b>>" % body for number, body in objects.items()} | readable(content)
    return content + _update(bodies, len(content), trailer)


def _outline(bookmarks: Sequence[_Bookmark], pages: Sequence[bytes], first: int) -> dict[int, bytes]:
    """Return the objects of an outline, by number: the whole has the number ``first``, the rest follow."""
    last = first + len(bookmarks)
    objects = {
        first: b"/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n"
        % (first + 1, last, len(bookmarks))
    }
    for number, (title, page, top) in enumerate(bookmarks, first + 1):
        said = plain(title).encode("utf-16-be", "replace").hex().encode()
        body = b"/Title <feff%b>\n/Parent %d 0 R\n" % (said, first)
        body += b"/Dest [%b 0 R /XYZ null %d null]\n" % (pages[page], round(top))
        if number > first + 1:
            body += b"/Prev %d 0 R\n" % (number - 1)
        if number < last:
            body += b"/Next %d 0 R\n" % (number + 1)
        objects[number] = body
    return objects


def _update(objects: dict[int, bytes], start: int, trailer: re.Match[bytes]) -> bytes:
    """Return what goes behind a file: objects by number, their places, and a trailer."""
    out, table = b"", b"xref\n"
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, start + len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size = max(int(trailer[1]), *(number + 1 for number in objects))
    end = b"trailer\n<<\n/Size %d\n%b/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer[2], trailer[3], start + len(out),
    )  # fmt: skip
    return out + table + end
