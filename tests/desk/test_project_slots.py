"""Times kept with a project: in order, each once, in place of those to come, and undone as one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from partnerdesk.core.fairness import Earlier
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import tz_version
from partnerdesk.desk import contacts, drafts, kept, projects, times
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import locate
from partnerdesk.desk.project_slots import (
    MOST_SLOTS,
    drop_slots,
    earlier,
    keep_slots,
    kept_slots,
    to_propose,
)  # fmt: skip
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.storage.records import Project

FIRST = Slot.parse("2027-03-16 10:00 America/Hermosillo")
SECOND = Slot.parse("2027-03-18 11:00 America/Hermosillo")
GONE_BY = Slot.parse("2027-02-16 10:00 America/Hermosillo")


@pytest.fixture
def rivers(book: Book) -> int:
    return projects.add(book, title="Rivers").made[0]


def said(book: Book, project_id: int) -> list[Slot]:
    return [each.slot for each in kept_slots(book, project_id)]


def meant(book: Book, project_id: int) -> list[tuple[Slot, datetime, str]]:
    """What was said, what it meant on the day it was kept, and by which tz data."""
    with book.read() as session:
        slots = session.get_one(Project, project_id).slots
        return [(each.slot, each.instant, each.tz_version) for each in slots]


def test_kept_as_they_were_said_in_order_and_each_once(book: Book, rivers: int) -> None:
    changes = keep_slots(book, rivers, [SECOND, FIRST, SECOND])
    assert changes.label == "2 times kept for Rivers"
    assert said(book, rivers) == [FIRST, SECOND]
    assert not kept_slots(book, rivers)[0].gone_by
    assert meant(book, rivers)[0] == (FIRST, FIRST.start, tz_version())


def test_kept_in_place_of_those_to_come(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [GONE_BY, FIRST])
    keep_slots(book, rivers, [SECOND])
    assert said(book, rivers) == [GONE_BY, SECOND]
    assert [each.gone_by for each in kept_slots(book, rivers)] == [True, False]


def test_a_letter_proposes_the_first_to_come_of_those_kept(book: Book, rivers: int) -> None:
    third, fourth = (replace(SECOND, wall=SECOND.wall + timedelta(days=days)) for days in (1, 4))
    keep_slots(book, rivers, [fourth, third, GONE_BY, SECOND, FIRST])
    assert to_propose(book, rivers) == (FIRST, SECOND, third)


def test_taken_out(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [FIRST, SECOND])
    assert drop_slots(book, rivers, [SECOND, GONE_BY]).label == "1 time taken out of Rivers"
    assert said(book, rivers) == [FIRST]


def test_the_same_again_changes_nothing(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [FIRST, SECOND])
    assert keep_slots(book, rivers, [SECOND, FIRST]) == Changes("")


def test_undone_and_done_again(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [FIRST])
    keep_slots(book, rivers, [SECOND])
    book.undo()
    assert said(book, rivers) == [FIRST]
    book.redo()
    assert said(book, rivers) == [SECOND]


def test_what_was_meant_then_stays_when_others_come(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [SECOND])
    then = datetime(2027, 3, 18, 17, 0, tzinfo=UTC)
    with book.write("Kept under older rules") as writing:
        row = writing.session.get_one(Project, rivers).slots[0]
        row.instant, row.tz_version = then, "2020a"
    keep_slots(book, rivers, [FIRST, SECOND])
    assert meant(book, rivers)[1] == (SECOND, then, "2020a")


def test_too_many_are_refused_and_nothing_is_kept(book: Book, rivers: int) -> None:
    many = [
        Slot(FIRST.wall + timedelta(days=each), FIRST.zone, FIRST.minutes) for each in range(MOST_SLOTS + 1)
    ]
    with pytest.raises(BadInput, match="61 times are too many"):
        keep_slots(book, rivers, many)
    assert said(book, rivers) == []


def test_what_has_gone_by_does_not_count_to_the_most(book: Book, rivers: int) -> None:
    keep_slots(book, rivers, [GONE_BY])
    many = [Slot(FIRST.wall + timedelta(days=each), FIRST.zone, FIRST.minutes) for each in range(MOST_SLOTS)]
    keep_slots(book, rivers, many)
    assert len(kept_slots(book, rivers)) == MOST_SLOTS + 1


def test_a_project_that_is_gone(book: Book) -> None:
    for verb in (keep_slots, drop_slots):
        with pytest.raises(NotFound, match="no longer in the book"):
            verb(book, 77, [FIRST])
    assert kept_slots(book, 77) == ()


# --- who has had the awkward hour


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:45"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


def test_what_was_kept_and_has_gone_by_is_what_was_used(book: Book, rivers: int, elena: int) -> None:
    late = Slot.parse("2027-02-17 15:00 America/Detroit")
    keep_slots(book, rivers, [GONE_BY, FIRST, late])
    assert earlier(book, rivers) == (Earlier(late), Earlier(GONE_BY))
    made = times.plan(book, [elena], date(2027, 3, 8), date(2027, 3, 12), project_id=rivers)
    assert made.past[0] == (
        "Last time, on Wednesday 17 February 2027: "
        "you stayed 45 minutes after school; Hermosillo met in its last quarter hour."
    )
    assert times.plan(book, [elena], date(2027, 3, 8), date(2027, 3, 12)).past == ()


def test_where_nothing_was_kept_letters_that_went_out_tell(book: Book, rivers: int, elena: int) -> None:
    projects.edit(book, rivers, ours_does="photos", theirs_does="photos")
    letters = drafts.prepare(
        book, [elena], template="first-proposal", project="Rivers", slots=(GONE_BY, FIRST)
    )
    drafts.keep(book, letters[0])
    assert earlier(book, rivers) == ()  # it is still being written
    kept.enter(book, letters, "copy")
    assert earlier(book, rivers) == (Earlier(GONE_BY, frozenset({"Elena Ruiz"})),)
