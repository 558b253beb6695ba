"""What a meeting is for: times kept with a project, and who had the awkward hour when it repeats."""

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.times import TimesPage

LATE = Slot.parse("2027-02-17 15:00 America/Detroit")


@pytest.fixture
def rivers(webinar: TimesPage, book: Book) -> int:
    changes = projects.add(book, title="Rivers & lakes")
    webinar.refresh(changes)
    return changes.made[0]


def choose(page: TimesPage, project_id: int) -> None:
    page.project.choose(project_id)
    page.project.chosen.emit()


def test_a_book_without_projects_has_no_field_and_says_so(webinar: TimesPage) -> None:
    assert not webinar.project.isVisible()
    webinar.keep()
    assert "no project yet" in webinar.best.bar.text


def test_the_best_three_are_kept_for_the_project_that_is_chosen(
    webinar: TimesPage, book: Book, rivers: int, qtbot: QtBot
) -> None:
    assert webinar.project.isVisible()
    choose(webinar, rivers)
    assert webinar.best.keep.accessibleName() == "Keep for the project Rivers & lakes"
    with qtbot.waitSignal(webinar._runner.said) as said:
        webinar.keep()
    assert (said.args or [None])[0].label == "3 times kept for Rivers & lakes"
    kept = [each.slot.start for each in project_slots.kept_slots(book, rivers)]
    assert kept == [choice.start for choice in webinar.best.model.chosen]


def test_without_one_the_projects_drop_down(webinar: TimesPage, book: Book, rivers: int) -> None:
    webinar.keep()
    (menu,) = webinar.best.keep.findChildren(QMenu)
    (act,) = menu.actions()
    act.trigger()
    menu.close()
    assert len(project_slots.kept_slots(book, rivers)) == 3


def test_who_had_the_awkward_hour_is_told_when_the_project_is_chosen(
    webinar: TimesPage, book: Book, rivers: int
) -> None:
    project_slots.keep_slots(book, rivers, [LATE])
    assert webinar.best.past == ""
    choose(webinar, rivers)
    assert webinar.best.past == (
        "Last time, on Wednesday 17 February 2027: you stayed 45 minutes after school."
    )
    choose(webinar, 0)
    assert webinar.best.past == ""


def test_a_project_thrown_away_is_chosen_no_longer(webinar: TimesPage, book: Book, rivers: int) -> None:
    choose(webinar, rivers)
    webinar.refresh(projects.trash(book, rivers))
    assert webinar.project.project_id is None
    assert webinar.best.keep.text() == "Keep for a project"


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        (date(2027, 4, 12), None, (date(2027, 4, 12), date(2027, 5, 9))),
        (date(2027, 4, 12), date(2027, 4, 23), (date(2027, 4, 12), date(2027, 4, 23))),
        (date(2027, 2, 1), date(2027, 3, 12), (date(2027, 3, 1), date(2027, 3, 12))),
        (None, date(2027, 3, 15), (date(2027, 3, 1), date(2027, 3, 15))),
        (date(2027, 3, 1), date(2027, 6, 1), (date(2027, 3, 8), date(2027, 3, 19))),  # as they are shown
        (date(2027, 1, 4), date(2027, 2, 5), (date(2027, 3, 8), date(2027, 3, 19))),  # it has ended
    ],
)
def test_a_time_for_a_project_is_looked_for_in_its_days(
    webinar: TimesPage,
    book: Book,
    colleges: list[int],
    rivers: int,
    opens: date | None,
    closes: date | None,
    days: tuple[date, date],
) -> None:
    projects.edit(book, rivers, opens=opens, closes=closes)
    webinar.start(colleges[:1], 45, rivers)
    assert (webinar.span.first, webinar.span.last) == days
    found = [choice.start.date() for choice in webinar.best.model.choices]
    assert found
    assert all(days[0] <= day <= days[1] for day in found)
    assert webinar._shown == found[0]
    assert len(webinar.chooser._chips) == 1


def test_a_time_for_a_letter_is_looked_for_in_the_days_of_its_project_too(
    webinar: TimesPage, book: Book, colleges: list[int], rivers: int
) -> None:
    projects.edit(book, rivers, opens=date(2027, 4, 12))
    webinar.start_for_letter(colleges[:1], 45, rivers)
    assert webinar.span.first == date(2027, 4, 12)
    assert webinar.back.isVisible()
