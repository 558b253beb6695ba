"""The page of projects in its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnerdesk.core.breaks import Break
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, listing, partners, project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.desk.sample import PROJECT
from partnerdesk.qt.projects import ProjectsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Hairline
from partnerdesk.qt.worker import Inline
from partnerdesk.storage.records import Approach
from tests.gallery.contacts import MOST
from tests.gallery.stage import fresh, settle

Act = Callable[[ProjectsPage, Book], object]

_ASKED = (
    ("Elena Ruiz Ortega", "agreed", 24, 5, 0, "es"),
    ("Ramón Félix", "replied", 12, 9, 0, "es"),
    ("Lucía Bojórquez", "sent", 16, None, 1, "es"),
    ("Kari", "declined", 40, 3, 0, "en"),
    ("Priya", "drafted", 0, None, 0, ""),
    ("Tomás Pérez Gil", "drafted", 0, None, 0, ""),
)


def ask(book: Book, project_id: int, count: int = len(_ASKED)) -> None:
    """Have contacts of the sample be asked about a project, in every state."""
    for name, state, ago, days, reminders, language in _ASKED[:count]:
        contact_id = listing.find(book, text=name)[0]
        sent = book.now() - timedelta(days=ago)
        with book.write("Asked") as writing:
            answered = None if days is None else sent + timedelta(days=days)
            writing.session.add(
                Approach(
                    contact_id,
                    project_id,
                    state,
                    since=answered or sent,
                    template="first-proposal" if language else "",
                    language=language,
                    sent_at=sent if language else None,
                    replied_at=answered,
                    reminders=reminders,
                )
            )


def _page(act: Act, *, size: tuple[int, int] = (1052, 800), sample: bool = True) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW, sample=sample)
        runner = Runner(book, Inline())
        page = ProjectsPage(runner)
        runner.changed.connect(page.refresh)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline())
        row.addWidget(page, 1)
        whole.resize(*size)
        whole.show()
        settle()
        act(page, book)
        settle()
        whole.book = (book, runner)  # type: ignore[attr-defined]
        return whole

    return build


def _asked(page: ProjectsPage, book: Book) -> None:
    key = projects.named(book, PROJECT).id
    with book.read() as session:
        bare = not session.query(Approach).count()
    if bare:
        ask(book, key)
    week = contacts.card(book, listing.find(book, text="Elena Ruiz")[0]).school_week
    if week is not None:
        closed = replace(week, breaks=Break.parse("2027-03-22..2027-04-02 Semana Santa"))
        contacts.edit(book, listing.find(book, text="Elena Ruiz")[0], week=closed)
    slots = (
        "2026-12-01 12:00 America/Detroit",
        "2027-03-16 10:00 America/Mexico_City",
        "2027-03-18 11:30 America/Mexico_City",
    )
    project_slots.keep_slots(book, key, [Slot.parse(each) for each in slots])
    page.show_project(key)


def _selected(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    rows = page.sheet.partners.list
    rows.setFocus()
    rows.selectAll()


def _foot(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    settle()
    bar = page.sheet._column.verticalScrollBar()
    bar.setValue(bar.maximum())


def _middle(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    settle()
    page.sheet._column.ensureWidgetVisible(page.sheet.change.edit)


def _uneven(page: ProjectsPage, book: Book) -> None:
    page.show_project(projects.named(book, "A winter day in two places").id)
    settle()
    page.sheet._column.ensureWidgetVisible(page.sheet.questions["their_curriculum"].edit)


def _new(page: ProjectsPage, book: Book) -> None:
    page.new_project()


def _wrong(page: ProjectsPage, book: Book) -> None:
    key = projects.named(book, PROJECT).id
    page.show_project(key)
    settle()
    page.sheet.title.edit.setText("a winter day in two places")
    page.sheet.title.leave()
    page.sheet.closes.edit.set_day(date(2026, 12, 1))
    page.sheet.closes.leave()


def _long(page: ProjectsPage, book: Book) -> None:
    key = projects.add(
        book,
        title="Donaudampfschifffahrtsgesellschaft und Wasserwege: " + MOST,
        subject=MOST,
        medium=MOST,
        ours_does="Unwahrscheinlichkeitsbetrachtungen " * 12,
        theirs_does="a " * 200,
        ours_gains="word " * 60,
        theirs_gains="x" * 120,
        languages=("es", "en", "fr", "pt", "de", "nb", "hi"),
        opens=date(2027, 9, 29),
        closes=date(2028, 9, 30),
        partners_wanted=99,
        minutes=240,
    ).made[0]
    person = contacts.add(book, name=MOST, organisation=MOST + " and of the Upper River").made[0]
    partners.join(book, key, [person])
    page.show_project(key)


def _joining(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    page.join(list(listing.find(book, folder="MX"))[:5])


def _works(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    page.show_works()


def _works_empty(page: ProjectsPage, book: Book) -> None:
    page.show_project(projects.add(book, title="Water in our town").made[0])
    settle()
    page.show_works()


def _many(page: ProjectsPage, book: Book) -> None:
    _asked(page, book)
    key = projects.named(book, "A winter day in two places").id
    with book.write("Asked") as writing:
        for at, contact_id in enumerate(list(listing.find(book))[:34]):
            answered = at % 3 != 0
            sent = book.now() - timedelta(days=60)
            writing.session.add(
                Approach(
                    contact_id,
                    key,
                    "agreed" if at % 5 == 1 and answered else "replied" if answered else "sent",
                    since=sent,
                    template="first-proposal" if at % 4 else "reminder",
                    language=("es", "en", "fr")[at % 3],
                    sent_at=sent,
                    replied_at=sent + timedelta(days=at % 9) if answered else None,
                )
            )
    page.show_works()


PAGES: dict[str, Callable[[], QWidget]] = {
    "projects": _page(_asked),
    "projects-selected": _page(_selected),
    "projects-middle": _page(_middle),
    "projects-foot": _page(_foot),
    "projects-small": _page(_asked, size=(796, 720)),
    "projects-one-sided": _page(_uneven),
    "projects-new": _page(_new),
    "projects-wrong": _page(_wrong),
    "projects-long": _page(_long),
    "projects-joining": _page(_joining),
    "projects-empty": _page(lambda page, book: None, sample=False),
    "projects-works": _page(_works),
    "projects-works-small": _page(_works, size=(796, 720)),
    "projects-works-many": _page(_many),
    "projects-works-empty": _page(_works_empty, sample=False),
}
