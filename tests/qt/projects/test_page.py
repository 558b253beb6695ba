"""The list of projects, their partners, contacts that join, and what works."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.desk import approaches, partners, projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.contacts.dragged import dragged, to_drag
from partnerdesk.qt.projects import ProjectsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.storage.records import Approach


def asked(book: Book, project: int, contact: int, state: str, days: int | None = None) -> None:
    sent = book.now() - timedelta(days=10)
    with book.write("Asked") as writing:
        answered = None if days is None else sent + timedelta(days=days)
        writing.session.add(
            Approach(
                contact,
                project,
                state,
                since=answered or sent,
                template="first-proposal",
                language="es",
                sent_at=sent,
                replied_at=answered,
            )
        )


def test_an_empty_page_teaches_and_its_button_begins_a_project(page: ProjectsPage, book: Book) -> None:
    assert page._whole.currentWidget() is page._empty
    page.main_action()
    assert [each.title for each in projects.listed(book)] == ["New project"]
    assert page.sheet.title.edit.hasFocus()
    assert page.sheet.title.edit.selectedText() == "New project"


def test_a_row_tells_what_a_project_is_about_and_how_far_it_is(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    projects.edit(book, water, subject="where it comes from", state="seeking")
    asked(book, water, elena, "agreed", 2)
    asked(book, water, priya, "sent")
    page._load()
    row = page.list.model_.rows[0]
    assert (row.name, row.below) == ("Water in our town", "where it comes from")
    assert (row.foot, row.more) == ("Seeking partners · 1 of 2 partners", "2 asked, 1 answered")
    index = page.list.model_.index(0)
    assert "1 of 2 partners" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_partners_with_how_far_each_is(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    asked(book, water, elena, "agreed", 2)
    partners.join(book, water, [priya])
    page._load()
    rows = [(row.name, row.fact, row.below, row.good) for row in page.sheet.partners.list.model_.rows]
    assert rows == [
        ("Elena Ruiz", "agreed 21 February", "Two Volcanoes, Puebla", True),
        ("Priya Nair", "to ask", "Kochi", False),
    ]
    assert page.sheet.partners._sum.text() == "1 of 2 agreed · 1 to ask"


def test_write_means_those_not_asked_yet_or_those_selected(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    page._load()
    box = page.sheet.partners
    assert box.write.isHidden()
    asked(book, water, elena, "sent")
    partners.join(book, water, [priya])
    page._load()
    assert box.write.text() == "Write to Priya Nair"
    with qtbot.waitSignal(page.writeRequested) as heard:
        page.main_action()
    assert heard.args == [[priya], water]
    box.list.selectAll()
    assert box.write.text() == "Write to 2"
    with qtbot.waitSignal(page.writeRequested) as heard:
        box.write.click()
    assert heard.args == [[elena, priya], water]
    with qtbot.waitSignal(page.timesRequested) as heard:
        box.times.click()
    assert heard.args == [[elena, priya], 30, water]
    page.step_back()
    assert box.list.chosen() == []


def test_who_declined_is_written_to_only_where_selected(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    asked(book, water, elena, "sent")
    asked(book, water, priya, "declined")
    page._load()
    box = page.sheet.partners
    assert (box.meant(), box.write.text()) == ([elena], "Write to Elena Ruiz")
    box.list.selectAll()
    assert set(box.meant()) == {elena, priya}
    box.list.clearSelection()
    approaches.decline(book, 1)
    page._load()
    assert box.meant() == []
    assert box.write.isHidden()


def test_what_came_of_asking_is_said_here(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int, runner: Runner
) -> None:
    asked(book, water, elena, "sent")
    partners.join(book, water, [priya])
    page._load()
    box = page.sheet.partners
    assert box.list.model_.rows[0].aside.endswith("school days")
    assert box.came.isHidden()
    box.list.choose(elena)
    agree = next(act for act in box.came.menu().actions() if act.text() == "They agreed")
    agree.trigger()
    assert box.list.model_.rows[0].fact == "agreed 1 March"
    assert box.list.chosen() == [elena]
    runner.undo()
    assert box.list.model_.rows[0].fact == "asked 19 February"


def test_as_many_as_wanted_have_agreed(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    asked(book, water, elena, "agreed", 1)
    page._load()
    assert page.sheet.partners.filled.isHidden()
    asked(book, water, priya, "agreed", 1)
    page._load()
    page.sheet.partners.filled.click()
    assert projects.get(book, water).state == "filled"
    assert page.sheet.state.edit.state == "filled"
    assert page.sheet.partners.filled.isHidden()


def test_one_that_was_not_asked_is_taken_off_and_comes_back_by_undo(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, priya: int, runner: Runner
) -> None:
    asked(book, water, elena, "sent")
    partners.join(book, water, [priya])
    page._load()
    rows = page.sheet.partners.list
    rows.choose(elena)
    assert page.sheet.partners.leave.isHidden()  # what has happened stays
    rows.choose(priya)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert [row.name for row in rows.model_.rows] == ["Elena Ruiz"]
    runner.undo()
    assert len(rows.model_.rows) == 2


def test_contacts_join_the_project_that_is_chosen(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    songs = projects.add(book, title="Songs").made[0]
    page._load()
    page.join([elena, priya])
    assert "these 2 contacts" in page.bar.text
    page.list.choose(water)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.bar.isHidden()
    assert len(partners.of_project(book, water)) == 2
    assert partners.of_project(book, songs) == []
    page.join([elena])
    page.step_back()
    page.main_action()  # not the one that was left
    assert partners.of_project(book, songs) == []


def test_contacts_that_wait_join_a_project_that_is_new(page: ProjectsPage, book: Book, elena: int) -> None:
    page.join([elena])
    assert "no project yet" in page.bar.text
    page.new_project()
    page.main_action()
    key = projects.listed(book)[0].id
    assert [each.name for each in partners.of_project(book, key)] == ["Elena Ruiz"]


def drop(page: ProjectsPage, where: QPointF, ids: list[int]) -> None:
    data = to_drag(ids)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, buttons, keys))


def test_contacts_are_dropped_on_a_row_or_on_the_project_shown(
    page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    songs = projects.add(book, title="Songs").made[0]
    page._load()
    page.show_project(songs)
    row = page.list.visualRect(page.list.model_.index(1)).center()
    drop(page, QPointF(page.list.viewport().mapTo(page, row)), [elena])
    drop(page, QPointF(page.width() - 40, 200), [priya])
    assert [each.name for each in partners.of_project(book, water)] == ["Elena Ruiz"]
    assert [each.name for each in partners.of_project(book, songs)] == ["Priya Nair"]


def test_what_is_no_contact_is_not_dropped() -> None:
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setText("[1, 2]")
    assert dragged(data) == []
    data.setData("application/x-partnerdesk-contacts", b"no json")
    assert dragged(data) == []
    assert dragged(to_drag([3, 1])) == [3, 1]


def test_a_project_goes_to_trash_and_the_next_is_shown(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, runner: Runner
) -> None:
    projects.add(book, title="Songs")
    page._load()
    page.show_project(water)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.sheet.title.edit.text() == "Songs"
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page._whole.currentWidget() is page._empty
    runner.undo()
    assert page.sheet.title.edit.text() == "Songs"


def test_what_works_is_a_table_with_bars(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, priya: int
) -> None:
    page.show_works()
    assert not page.works._empty.isHidden()
    asked(book, water, elena, "agreed", 2)
    asked(book, water, priya, "sent")
    page._load()
    assert page.works._empty.isHidden()
    assert page.works._whole.text() == "You asked 2 people: 1 answered, 1 agreed."
    assert page.works._waits.text() == "The one answer came after 2 days."
    assert not page.works._few.isHidden()
    country = page.works.bars[1].model()
    cells = [[country.index(row, column).data() for column in range(3)] for row in range(2)]
    assert cells == [["India", "0 of 1", "0"], ["Mexico", "1 of 1", "1"]]
    page.works.grab()  # paints the bars
    for width in (300, 500, 900):
        bars = page.works.bars[1]
        bars.resize(width, 200)
        head = bars.horizontalHeader()
        assert all(head.sectionSize(at) >= head.sectionSizeHint(at) for at in (1, 2))
    page.step_back()
    assert page._right.currentWidget() is page.sheet


@pytest.mark.parametrize("right_to_left", [False, True])
def test_rows_are_painted_whatever_they_say(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, right_to_left: bool
) -> None:
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    page.setLayoutDirection(direction)
    asked(book, water, elena, "agreed", 2)
    projects.edit(book, water, title="Wasser " * 30, subject="<b>not bold</b>")
    page._load()
    assert not page.grab().isNull()


def test_tab_goes_through_the_fields_as_they_stand(page: ProjectsPage, qtbot: QtBot) -> None:
    page.main_action()
    sheet = page.sheet
    qtbot.waitUntil(sheet.title.edit.hasFocus)
    wanted = [
        detail.field.field.accessibleName()
        for detail in (*sheet.sides.values(), sheet.change, *sheet.questions.values())
    ]
    met: list[str] = []
    while met[-1:] != wanted[-1:] and len(met) < 60:
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        met.append(focused.accessibleName() if focused else "")
    assert [name for name in met if name in wanted] == wanted
