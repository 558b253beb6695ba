"""The page on which files come in, in its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.core.cards import Card
from partnerdesk.core.drafting import Template
from partnerdesk.desk import own_templates, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.formats import share
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.filedrop import DropHint
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, fresh, settle, until

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


CARDS = """BEGIN:VCARD
VERSION:4.0
FN:Elena Ruiz Ortega
TITLE:Directora
EMAIL:elena.ruiz@normal.example.org
TEL;TYPE=cell:+52 222 555 0177
ADR:;;Avenida Reforma 12;Cholula;Puebla;72760;México
CATEGORIES:water
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Priya Nair
EMAIL:priya@home.example.org
TEL:+91 98 5550 0123
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Solveig Lie
EMAIL:solveig@skole.example.org
ADR:;;;Tromsø;;;Norway
LANG:nb
END:VCARD
BEGIN:VCARD
VERSION:4.0
NOTE:nobody at all
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Solveig Lie
EMAIL:solveig@skole.example.org
TEL:+47 55 55 01 00
END:VCARD
"""
PASTED = """Ana Lima <ana.lima@escola.example.org>
Rui Sá <rui.sa@escola.example.pt>
call them on Monday
“Kari Dahl” <kari@skole.example.no>
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


def _old() -> Sequence[Path | bytes]:
    rows = "Name;E-mail;Schule\nWeiß;weiss@schule.example.org;Nordschule\nKari Dahl;kari@skole.example.no;\n"
    return _files("Teilnehmer.csv", rows.encode("cp850"))


def _cards() -> Sequence[Path | bytes]:
    return _files("phone.vcf", CARDS.encode())


def _both() -> Sequence[Path | bytes]:
    return [*_table(), *_cards(), *_files("photo.png", b"\x89PNG....")]


def _shared() -> Sequence[Path | bytes]:
    some = [
        Template("film", "A film evening", "en", "Film", "Dear {{ contact.name }},", False, "own"),
        Template("film", "A film evening", "es", "Cine", "Hola {{ contact.name }}:", False, "own"),
    ]
    people = [
        Card(
            name="Kari Dahl",
            organisation="Fjord School",
            city="Bergen",
            country="NO",
            emails=(("kari@fjord.example", ""),),
        ),
        Card(name="Rui Sá", city="Porto", country="PT", emails=(("rui.sa@escola.example.pt", ""),)),
    ]
    return _files("From Ana.partnerdesk-share", b"".join(share.write(people, some)))


def _left_out(frame: Frame) -> None:
    page = frame.imports
    page.files.remember("Lisbon")
    page.head.reading.unfold()
    page.list.choose(2)
    page.list.toggled.emit()
    until(lambda: not page._planner.busy)
    page.head.filters.choose("left out")


def _pasted() -> Sequence[Path | bytes]:
    return [PASTED.encode()]


def _chosen(row: int) -> Callable[[Frame], None]:
    return lambda frame: frame.imports.list.choose(row)


def _refused(frame: Frame) -> None:
    frame.imports.head.filters.choose("refused")


def _under_way(frame: Frame) -> None:
    frame.imports.under_way.begin(lambda: None, "Looking through them…")
    frame.imports.under_way.progress(52_000, 100_000)
    frame.imports.under_way.show()


def _dragged(frame: Frame) -> None:
    frame.show_page("contacts")
    frame.window().findChildren(DropHint)[0].show_count(2)


def _came_in(frame: Frame) -> None:
    frame.imports.main_action()


def _unfold(frame: Frame) -> None:
    frame.imports.head.reading.unfold()
    frame.imports.list.choose(1)


def _export(frame: Frame) -> None:
    frame.contacts.folders.select(Choice(folder="MX"))
    frame.export_contacts()


def _share(frame: Frame) -> None:
    frame.runner.do(lambda book: own_templates.begin(book, "en"), context=frame)

    def written(book: Book) -> Changes:
        (own,) = templates.shelf(book).own
        key = own_templates.ids(book, own.key)["en"]
        own_templates.rename(book, own.key, "A film evening")
        return own_templates.edit(book, key, subject="Film", body="Dear {{ contact.name }},")

    frame.runner.do(written, context=frame, quiet=True)
    frame.bar.hide()
    _export(frame)
    frame.exports.forms.choose("share")


def _out(act: Callable[[Frame], object]) -> Callable[[], QWidget]:
    def go(frame: Frame) -> None:
        frame.show_page("contacts")
        act(frame)

    return _window(list, go)


PAGES: dict[str, Callable[[], QWidget]] = {
    "import-empty": _window(list),
    "import-table": _window(_table),
    "import-columns": _window(_table, _unfold),
    "export": _out(_export),
    "import-charset": _window(_old),
    "import-cards": _window(_cards),
    "import-twin": _window(_cards, _chosen(1)),
    "import-refused": _window(_cards, _refused),
    "import-several": _window(_both),
    "import-pasted": _window(_pasted),
    "import-shared": _window(_shared),
    "import-left-out": _window(_table, _left_out),
    "import-wrong": _window(lambda: _files("photo.png", b"\x89PNG....")),
    "import-under-way": _window(_table, _under_way),
    "import-dragged": _window(list, _dragged),
    "import-came-in": _window(_table, _came_in),
    "export-shared": _out(_share),
    "import-small": _window(_table, _unfold, size=(1024, 768)),
}
