"""The page of times in its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, home, listing, organisations, project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import LIGHT, palette_of
from partnerdesk.qt.times import TimesPage
from partnerdesk.qt.worker import Inline
from tests.gallery.contacts import MOST
from tests.gallery.stage import fresh, in_window, settle

MARCH = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
Act = Callable[[TimesPage, Book], object]


def _page(
    act: Act, *, size: tuple[int, int] = (1280, 800), now: datetime = MARCH, sample: bool = True
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        book = fresh(now, sample=sample)
        page = TimesPage(Runner(book, Inline()))
        whole = in_window(page, *size)
        act(page, book)
        settle()
        whole.book = book  # type: ignore[attr-defined]
        return whole

    return build


def _ids(book: Book, *names: str) -> list[int]:
    return [listing.find(book, text=name)[0] for name in names]


def three_colleges(book: Book) -> list[int]:
    """The webinar of the design: three teacher colleges of one country, all 08:00–13:00."""
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 07:00-08:00, Mon-Thu 15:00-17:00"))
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    made = []
    for name, school, city, confirmed in (
        ("Lucía Bojórquez Salas", "Escuela Normal Fronteriza", "Tijuana", True),
        ("Elena Ruiz Tellez", "Escuela Normal Superior", "Puebla", False),
        ("Marisol Canul", "Centro Regional", "Cancún", True),
    ):
        key = contacts.add(
            book,
            name=name,
            organisation=f"{school} {city}",
            place=locate(city=city, country="MX"),
            languages=("es",),
            emails=[(f"{city.lower()}@normal.example.org", "")],
            week=week if confirmed else SchoolWeek(week.hours, week.weekend, confirmed=False),
        ).made[0]
        made.append(key)
    return made


def webinar(page: TimesPage, book: Book) -> None:
    keys = three_colleges(book)
    page.span.set_span(date(2027, 3, 8), date(2027, 3, 19))
    page.start(keys)


def _weekly(page: TimesPage, book: Book) -> None:
    """Six weeks over our change of clocks and one of their holidays."""
    webinar(page, book)
    page._show(date(2027, 3, 8), datetime(2027, 3, 8, 17, 0, tzinfo=UTC))
    page.repeat()


def _weekly_ours(page: TimesPage, book: Book) -> None:
    """On our clock a time near the end of their school day falls out of it."""
    _weekly(page, book)
    page.series.keeper.setCurrentIndex(0)
    page.series.weekday.setCurrentIndex(1)
    page.series.weeks.setValue(10)


def _weekly_many(page: TimesPage, book: Book) -> None:
    page.start(list(listing.find(book, folder="MX"))[:12])
    page.best.list.setFocus()
    page.repeat()


def _finder(page: TimesPage, book: Book) -> None:
    """What drops down, as a part of the page: a window of its own is in no picture."""
    webinar(page, book)
    finder = page.chooser.finder
    finder.setFocus()
    finder.setText("puebla")
    finder.textEdited.emit("puebla")
    popup = finder._popup
    size = popup.size()
    popup.setParent(page, Qt.WindowType.Widget)
    popup.setGeometry(QRect(finder.mapTo(page, QPoint(0, finder.height() + 2)), size))
    popup.show()
    popup.raise_()


def _folder(page: TimesPage, book: Book) -> None:
    """A folder has more contacts than the planner takes."""
    for number in range(24):
        contacts.add(
            book,
            name=f"Professor {number + 1}",
            place=locate(city="Puebla", country="MX"),
            week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        )
    school = organisations.listed(book)[0].id
    page.start_with([("organisation", school), ("folder", "MX-PUE")])


def _project(page: TimesPage, book: Book) -> None:
    """A project repeats: who had the awkward hour is told."""
    rivers = projects.add(book, title="Where our water comes from").made[0]
    slots = ("2027-02-16 15:15 America/Detroit", "2027-02-23 09:00 America/Detroit")
    project_slots.keep_slots(book, rivers, [Slot.parse(each) for each in slots])
    page.project.reload()
    page.project.choose(rivers)
    page._project_chosen()
    webinar(page, book)


def _no_hours(page: TimesPage, book: Book) -> None:
    place = locate(city="Puebla", country="MX")
    key = contacts.add(book, name="Elena Ruiz", place=place, week=SchoolWeek(((),) * 7)).made[0]
    page.start([key])


def _ten_years(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page.span.set_span(date(2027, 3, 8), date(2037, 3, 8))
    page._span_changed()


def _table(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page.toggle_table()


def _closed(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page._show(date(2027, 3, 15), None)
    page._move(datetime(2027, 3, 15, 15, 15, tzinfo=UTC))


def _today(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page._show(date(2027, 3, 1), None)


def _clocks(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page._show(date(2027, 3, 14), None)


def _far(page: TimesPage, book: Book) -> None:
    keys = _ids(book, "Priya")
    for name, city, country, hours in (
        ("Haruka Sato", "Tokyo", "JP", "Mon-Fri 08:30-15:30"),
        ("Tenzin Gurung", "Kathmandu", "NP", "Sun-Fri 10:00-16:00"),
    ):
        keys += contacts.add(
            book,
            name=name,
            place=locate(city=city, country=country),
            week=SchoolWeek.parse(hours),
        ).made[:1]
    page.start(keys[1:2])
    for key in (keys[0], keys[2]):
        page.add(("contact", key))


def _tokyo(page: TimesPage, book: Book) -> None:
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 18:00-21:00"))
    key = contacts.add(
        book,
        name="Haruka Sato",
        place=locate(city="Tokyo", country="JP"),
        week=SchoolWeek.parse("Mon-Fri 08:30-15:30"),
    ).made[0]
    page.start([key])


def _many(page: TimesPage, book: Book) -> None:
    page.start(list(listing.find(book))[:12])


def _too_many(page: TimesPage, book: Book) -> None:
    page.start(list(listing.find(book))[:24])


def _wrong(page: TimesPage, book: Book) -> None:
    webinar(page, book)
    page.span.set_span(date(2027, 3, 19), date(2027, 3, 8))
    page._span_changed()


def _nowhere(page: TimesPage, book: Book) -> None:
    key = contacts.add(book, name="Somebody from the conference").made[0]
    page.start([key])


def _long(page: TimesPage, book: Book) -> None:
    keys = three_colleges(book)
    key = contacts.add(
        book, name=MOST, organisation=MOST, place=locate(city="Cairo", country="EG"), languages=("ar",)
    ).made[0]
    other = contacts.add(book, name="فاطمة الزهراء", place=locate(city="Cairo", country="EG")).made[0]
    page.start([*keys, key, other])


def _print() -> QWidget:
    """The grid as a black and white printer sees it: each state has a pattern of its own."""
    book = fresh(MARCH)
    page = TimesPage(Runner(book, Inline()))
    page.resize(1060, 800)
    webinar(page, book)
    sheets = []
    for widget in (page.grid, page.legend):
        widget.setPalette(palette_of(LIGHT))
        widget.resize(672, widget.sizeHint().height())
        widget.setAutoFillBackground(True)
        sheets.append(widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8))
    shown = QWidget()
    across = QHBoxLayout(shown)
    for image in sheets[:1]:
        label = QLabel()
        label.setPixmap(QPixmap.fromImage(image))
        across.addWidget(label)
    shown.setPalette(palette_of(LIGHT))
    shown.setAutoFillBackground(True)
    shown.kept = (page, book)  # type: ignore[attr-defined]
    shown.resize(720, sheets[0].height() + 4 * theme.GRID)
    return shown


PAGES: dict[str, Callable[[], QWidget]] = {
    "times": _page(webinar),
    "times-small": _page(webinar, size=(1024, 768)),
    "times-wide": _page(webinar, size=(1600, 1000)),
    "times-whole": _page(webinar, size=(1280, 1500)),
    "times-table": _page(_table),
    "times-holiday": _page(_closed),
    "times-today": _page(_today),
    "times-clocks-change": _page(_clocks),
    "times-far": _page(_far),
    "times-evening": _page(_tokyo),
    "times-many": _page(_many, size=(1280, 1100)),
    "times-too-many": _page(_too_many),
    "times-wrong": _page(_wrong),
    "times-nowhere": _page(_nowhere),
    "times-long": _page(_long),
    "times-empty": _page(lambda page, book: None),
    "times-weekly": _page(_weekly),
    "times-weekly-ours": _page(_weekly_ours),
    "times-weekly-many": _page(_weekly_many),
    "times-finder": _page(_finder),
    "times-folder": _page(_folder, size=(1280, 1100)),
    "times-project": _page(_project),
    "times-no-hours": _page(_no_hours),
    "times-ten-years": _page(_ten_years),
    "times-print": _print,
}
