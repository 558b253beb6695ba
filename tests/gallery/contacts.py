"""The contacts page in its states."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from partnerdesk.desk.sample import make_sample
from partnerdesk.qt import theme
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets import Hairline
from partnerdesk.qt.worker import Inline

MOST = "Escuela Normal Experimental para Maestras y Maestros de las Comunidades del Norte «Flor del Desierto»"


FOLDER = tempfile.TemporaryDirectory(prefix="gallery-", ignore_cleanup_errors=True)
_NUMBERS = count(1)


def fresh(now: Any, *, sample: bool = True) -> Book:
    """A book of one's own: these pictures change it."""
    path = Path(FOLDER.name) / f"{next(_NUMBERS)}.partnerdesk"
    return make_sample(path, clock=lambda: now) if sample else new_book(path, clock=lambda: now)


def in_window(page: ContactsPage, width: int = 1280, height: int = 800) -> QWidget:
    """The page with its folders at the left, as the frame sets them."""
    whole, side = QWidget(), QWidget()
    whole.setWindowTitle("Contacts")
    palette = QPalette(whole.palette())
    palette.setColor(QPalette.ColorRole.Window, colours(palette).side)
    side.setPalette(palette)
    side.setAutoFillBackground(True)
    side.setFixedWidth(228)
    column = QVBoxLayout(side)
    column.setContentsMargins(10, 2 * theme.GRID, 10, theme.GRID)
    column.addWidget(page.folders)
    across = QHBoxLayout(whole)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(side)
    across.addWidget(Hairline())
    across.addWidget(page, 1)
    whole.resize(width, height)
    whole.show()
    settle()
    return whole


def settle() -> None:
    """Let everything that waits happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _page(
    act: Callable[[ContactsPage], object] = lambda page: None,
    *,
    prepare: Callable[[Book], object] = lambda book: None,
    size: tuple[int, int] = (1280, 800),
    sample: bool = True,
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW, sample=sample)
        prepare(book)
        page = ContactsPage(Runner(book, Inline()))
        whole = in_window(page, *size)
        act(page)
        settle()
        return whole

    return build


def puebla(page: ContactsPage) -> None:
    page.folders.select(Choice(folder="MX-PUE"))


def search(page: ContactsPage) -> None:
    puebla(page)
    page.search.setFocus()
    page.search.setText("normal")


def nothing_found(page: ContactsPage) -> None:
    page.search.setText("zzyzx")


def kenya(page: ContactsPage) -> None:
    page.folders.select(Choice(folder="KE"))


def edit(page: ContactsPage) -> None:
    puebla(page)
    settle()
    page.edit_current()


def new(page: ContactsPage) -> None:
    puebla(page)
    settle()
    page.new_contact()


def wrong(page: ContactsPage) -> None:
    edit(page)
    settle()
    editor = page.panel.editor
    if editor is None:
        return
    week = editor.fields["week"]
    week.edit.setText("Mon-Fri 13:00-08:00")  # type: ignore[attr-defined]
    week.leave()
    place = editor.fields["place"]
    place.city.setText("Rancho Las Ánimas")  # type: ignore[attr-defined]
    place.city.textEdited.emit("Rancho Las Ánimas")  # type: ignore[attr-defined]
    place.city.editingFinished.emit()  # type: ignore[attr-defined]


def organisation(page: ContactsPage) -> None:
    puebla(page)
    settle()
    page.panel.edit_organisation()


def several(page: ContactsPage) -> None:
    page.folders.select(Choice(folder="MX"))
    settle()
    page.select_all()


def pinning(page: ContactsPage) -> None:
    page.pin_country()


def strange(book: Book) -> None:
    """Names that are long, hostile, or in scripts that read the other way."""
    puebla_ = locate(city="Puebla", country="MX")
    contacts.add(
        book,
        name="<img src=x> & <b>Bold</b>",
        organisation=MOST,
        role="Directora de vinculación internacional e intercambio académico con escuelas hermanas",
        place=puebla_,
        emails=[("maria.de.los.angeles.fernandez.de.cordoba@escuela-normal.example.org", "work")],
        notes="https://example.org/a/very/long/address/that/has/no/spaces/and/goes/on/and/on/for/ever.html",
        tags=["<u>tag</u>"],
    )
    contacts.add(
        book, name="فاطمة الزهراء", organisation="مدرسة النور", place=locate(city="Cairo", country="EG")
    )
    contacts.add(book, name="Donaudampfschifffahrtsgesellschaftskapitänswitwe Müller", place=puebla_)


def first(page: ContactsPage) -> None:
    puebla(page)


PAGES: dict[str, Callable[[], QWidget]] = {
    "contacts": _page(puebla),
    "contacts-all": _page(),
    "contacts-search": _page(search),
    "contacts-nothing-found": _page(nothing_found),
    "contacts-empty-folder": _page(kenya),
    "contacts-empty-book": _page(sample=False),
    "contacts-edit": _page(edit, size=(1280, 1500)),
    "contacts-edit-wrong": _page(wrong, size=(1280, 1500)),
    "contacts-new": _page(new),
    "contacts-several": _page(several),
    "contacts-organisation": _page(organisation),
    "contacts-pinning": _page(pinning),
    "contacts-strange": _page(first, prepare=strange),
    "contacts-small": _page(puebla, size=(1024, 768)),
}
