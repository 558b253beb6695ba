"""The contacts page in its states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from partnerdesk.desk import contacts, imports, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import fresh, in_window, settle

MOST = "Escuela Normal Experimental para Maestras y Maestros de las Comunidades del Norte «Flor del Desierto»"


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


TAKEN_IN = """Name,Role,Organisation,Street,Postcode,City,Country,E-mail,Phone,Website,Notes
Abril Santos,Maestra de música,Colegio Flor de Mayo,"Calle 5 de Mayo 14\nEdificio B",72000,Puebla,México,\
abril.santos@flor.example.org,+52 222 555 0142,www.flor.example.org/coro,Met at the choir week.
"""


def take_in(book: Book) -> None:
    imports.take(book, [imports.look(TAKEN_IN.replace("\\\n", "").encode(), "contacts.csv")])


def taken_in(page: ContactsPage) -> None:
    """Somebody who came from a file, with a postal address."""
    puebla(page)


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


def same_name(page: ContactsPage) -> None:
    """An organisation that was given the name of another one."""
    organisation(page)
    settle()
    panel = page.panel._organisation
    assert panel is not None
    panel._name.edit.setText("Casa de los Mapas de Papel")
    panel._name.leave()


def without_an_address(page: ContactsPage) -> None:
    rows = map(page.model.row_at, range(page.model.rowCount()))
    page.show_contact(next(row.id for row in rows if row and row.name == "Zoe Zamora"))


def nowhere(book: Book) -> None:
    contacts.add(book, name="Zoe Zamora", role="Teacher", languages=("es", "en"), tags=["choir"])


def thrown_away(book: Book) -> None:
    contacts.trash(book, listing.find(book))


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
    "contacts-taken-in": _page(taken_in, prepare=take_in, size=(1280, 900)),
    "contacts-edit": _page(edit, size=(1280, 1500)),
    "contacts-edit-wrong": _page(wrong, size=(1280, 1500)),
    "contacts-new": _page(new),
    "contacts-several": _page(several),
    "contacts-organisation": _page(organisation),
    "contacts-organisation-twice": _page(same_name),
    "contacts-unreached": _page(without_an_address, prepare=nowhere),
    "contacts-all-in-trash": _page(prepare=thrown_away),
    "contacts-pinning": _page(pinning),
    "contacts-strange": _page(first, prepare=strange),
    "contacts-small": _page(puebla, size=(1024, 768)),
}
