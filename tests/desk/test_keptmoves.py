"""Times kept with a project: looked at again when clocks, school weeks or holidays are others."""

from datetime import timedelta

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import approaches, contacts, drafts, partners, project_slots, projects, today
from partnerdesk.desk.book import Book
from partnerdesk.desk.keptmoves import moved_kept
from partnerdesk.desk.places import locate
from partnerdesk.storage.records import Project

FIRST = Slot.parse("2027-03-16 10:00 America/Hermosillo")
SECOND = Slot.parse("2027-03-18 10:00 America/Hermosillo")
AFTERNOON = SchoolWeek.parse("Mon-Fri 14:00-18:00")


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


@pytest.fixture
def rivers(book: Book, elena: int) -> int:
    key = projects.add(book, title="Rivers").made[0]
    partners.join(book, key, [elena])
    project_slots.keep_slots(book, key, [FIRST, SECOND])
    return key


def test_times_that_stand_are_not_mentioned(book: Book, rivers: int) -> None:
    assert moved_kept(book) == ()
    assert today.due(book) == []


def test_a_changed_week_puts_the_times_of_a_project_outside_in_one_line(
    book: Book, rivers: int, elena: int
) -> None:
    contacts.edit(book, elena, week=AFTERNOON)
    (item,) = today.due(book)
    assert (item.kind, item.act, item.verb, item.contact_ids) == (
        "moved", "find", "Find another time", (elena,),
    )  # fmt: skip
    assert item.slots == (FIRST, SECOND)
    assert item.sentence == (
        "Kept for Rivers: Tuesday, 16 March 2027, 10:00 in Hermosillo (UTC−7) is outside "
        "Elena Ruiz’s school hours. So is another time."
    )
    project_slots.settle(book, rivers, item.slots)
    assert today.due(book) == []
    book.undo()
    assert len(today.due(book)) == 1


def test_newer_rules_for_clocks_are_told(book: Book, rivers: int) -> None:
    with book.write("Kept under older rules") as writing:
        row = writing.session.get_one(Project, rivers).slots[0]
        row.instant, row.tz_version = row.slot.start - timedelta(hours=1), "2020a"
    (found,) = moved_kept(book)
    assert found.slots == (FIRST,)
    assert "(tz data 2020a then," in found.sentence
    assert "for you it is now 13:00 in Detroit (UTC−4), not 12:00 in Detroit (UTC−4)" in found.sentence


def test_what_a_letter_promised_too_is_told_once(book: Book, rivers: int, elena: int) -> None:
    letters = drafts.prepare(
        book, [elena], template="first-proposal", project="Rivers", slots=[FIRST, SECOND]
    )
    sent = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [sent])
    contacts.edit(book, elena, week=AFTERNOON)
    assert [each.act for each in today.due(book) if each.kind == "moved"] == ["correct", "correct"]


@pytest.mark.parametrize("state", ["done", "trashed", "declined"])
def test_what_is_over_is_let_be(book: Book, rivers: int, elena: int, state: str) -> None:
    contacts.edit(book, elena, week=AFTERNOON)
    if state == "done":
        projects.edit(book, rivers, state="done")
    elif state == "trashed":
        projects.trash(book, [rivers])
    else:
        approaches.decline(book, 1)
    assert moved_kept(book) == ()


def test_times_gone_by_are_let_be(book: Book, rivers: int, elena: int) -> None:
    contacts.edit(book, elena, week=AFTERNOON)
    (found,) = moved_kept(book, FIRST.start)
    assert found.slots == (SECOND,)
