"""The page on which files come in, in its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.desk.book import Book
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, fresh, settle

TABLE = """Conference in Lisbon, 2025
exported 12 May
Docente;Correo;Escuela;Ciudad;País;Teléfono;Tema;Ponencia
José Peña Núñez;jose.pena@normal.example.org;Escuela Normal de Mérida;Mérida;México;+52 999 555 0123;agua;sí
Amina Diallo;amina.diallo@lycee.example.org;Lycée Blaise Diagne;;;+221 33 555 0101;chorale;no
Ingrid Østby;ingrid@skole.example.no;Nordnes skole;Bergen;Norge;;vann;sí
Elena Ruiz Ortega;elena.ruiz@normal.example.org;Escuela Normal Superior;Puebla;México;+52 222 555 0177;agua;sí
;;;;;;;
Rui Sá;rui.sa@escola.example.pt;Escola Básica do Bonfim;Porto;Portugal;+351 22 555 0100;coro;no
Rui Sá;rui.sa@escola.example.pt;Escola Básica do Bonfim;Porto;Portugal;+351 91 555 0100;coro;no
"""


def _files(name: str, data: bytes) -> list[Path | bytes]:
    path = Path(FOLDER.name) / name
    path.write_bytes(data)
    return [path]


def _window(
    make: Callable[[], Sequence[Path | bytes]],
    act: Callable[[Frame], object] = lambda _frame: None,
    *,
    begin: Callable[[Book], object] = lambda _book: None,
    size: tuple[int, int] = (1280, 800),
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW)
        begin(book)
        window = Window(Settings(Path(FOLDER.name) / f"{book.path.stem}.ini"), Inline())
        window.resize(*size)
        window.show()
        frame = window.show_book(book)
        settle()
        frame.show_page("imports")
        if sources := make():
            frame.bring_in(sources)
        settle()
        act(frame)
        settle()
        return window

    return build


def _table() -> Sequence[Path | bytes]:
    return _files("Lisbon participants.csv", TABLE.encode("windows-1252"))


def _unfold(frame: Frame) -> None:
    frame.imports.head.reading.unfold()
    frame.imports.list.choose(1)


PAGES: dict[str, Callable[[], QWidget]] = {
    "import-empty": _window(list),
    "import-table": _window(_table),
    "import-columns": _window(_table, _unfold),
    "import-small": _window(_table, _unfold, size=(1024, 768)),
}
