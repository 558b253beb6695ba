"""The page of twins in its states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.contacts import MOST
from tests.gallery.stage import FOLDER, fresh, settle

PUEBLA = ("Puebla", "MX")


def _twice(book: Book) -> None:
    """Have some people of the sample be there twice, and some who only look so."""
    where = locate(city=PUEBLA[0], country=PUEBLA[1])
    contacts.add(
        book,
        name="Beatriz Canul Poot",
        role="Coordinator",
        organisation="Escuela Normal Bilingüe",
        place=where,
        emails=[("bea.canul@normal.example.org", "work")],
        phones=[("+52 222 123 4567", "")],
        languages=["es"],
        tags=["choir", "teacher college"],
        notes="Prefers mornings.",
        source="conference",
        source_detail="Lisbon, 2025",
    )
    contacts.add(
        book,
        name="Canul Poot, Bea",
        role="Vice-director for international exchange and for the choirs of all three campuses",
        organisation="Normal Bilingüe",
        emails=[("Bea.Canul@normal.example.org", ""), ("bea@home.example.org", "home")],
        phones=[("222 123 45 67", "")],
        languages=["es", "en"],
        tags=["choir"],
        notes="Sang with us in May.",
        web="https://normal.example.org",
        source="colleague",
    )
    contacts.add(book, name="Тарас Шевченко", organisation="Lyceum 12", emails=[("t@lyceum.example.org", "")])
    contacts.add(book, name="Taras Chevtchenko", organisation="Lyceum 12")
    contacts.add(book, name="Ana Gil", organisation=MOST, phones=[("+52 222 765 4321", "")])
    contacts.add(book, name="Luis Paz", organisation=MOST, phones=[("222 765 4321", "")], place=where)


def _window(
    act: Callable[[Frame], object] = lambda frame: frame.look_for_twins(),
    *,
    twice: bool = True,
    size: tuple[int, int] = (1280, 800),
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW)
        if twice:
            _twice(book)
        window = Window(Settings(Path(FOLDER.name) / f"{book.path.stem}.ini"), Inline())
        window.resize(*size)
        window.show()
        frame = window.show_book(book)
        settle()
        act(frame)
        settle()
        return window

    return build


def _under_way(frame: Frame) -> None:
    frame.look_for_twins()
    frame.twins.under_way.begin(lambda: None)
    frame.twins.under_way.progress(9_120, 20_000)
    frame.twins.under_way.show()


def _merged(frame: Frame) -> None:
    frame.look_for_twins()
    frame.twins.merge()


def _of_one(frame: Frame) -> None:
    frame.look_for_twins(1, "Elena Ruiz Ortega")


PAGES: dict[str, Callable[[], QWidget]] = {
    "twins": _window(),
    "twins-small": _window(size=(1024, 768)),
    "twins-under-way": _window(_under_way),
    "twins-merged": _window(_merged),
    "twins-empty": _window(twice=False),
    "twins-of-one": _window(_of_one),
}
