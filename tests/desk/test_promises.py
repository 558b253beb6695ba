"""Times promised earlier: looked at again when clocks, school weeks or holidays are others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from partnerdesk.core.hours import Break, SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import tz_version
from partnerdesk.desk import approaches, contacts, drafts, projects, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.desk.times import moved_promises
from partnerdesk.storage.records import DraftRecord

THEIRS = Slot.parse("2027-03-16 10:00 America/Hermosillo")
OURS = Slot.parse("2027-03-16 13:00 America/Detroit")
WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        week=WEEK,
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


def promise(book: Book, elena: int, *slots: Slot, sent: bool = True, template: str = "first-proposal") -> int:
    letters = drafts.prepare(book, [elena], template=template, slots=slots)
    if not sent:
        return drafts.keep(book, letters[0]).made[0]
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [draft_id])
    return draft_id


def under_older_rules(book: Book, draft_id: int, change: Callable[[DraftRecord], None]) -> None:
    """Have a letter as it would be, had it been written under other tz data."""
    with book.write("Wrote it long ago") as writing:
        record = writing.session.get_one(DraftRecord, draft_id)
        for slot in record.slots:
            slot.tz_version = "2020a"
        change(record)


def test_a_promise_that_stands_is_not_mentioned(book: Book, elena: int) -> None:
    promise(book, elena, THEIRS)
    assert moved_promises(book) == ()


def test_nor_is_one_under_older_rules_that_say_the_same(book: Book, elena: int) -> None:
    under_older_rules(book, promise(book, elena, THEIRS, OURS), lambda record: None)
    assert moved_promises(book) == ()


def test_a_changed_week_puts_a_promise_outside(book: Book, elena: int) -> None:
    draft = promise(book, elena, THEIRS)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    (found,) = moved_promises(book)
    assert (found.draft_id, found.contact_id, found.slot, found.kind) == (draft, elena, THEIRS, "outside")
    assert found.promised
    assert found.starts == THEIRS.start
    assert found.sentence == (
        "Promised to Elena Ruiz: Tuesday, 16 March 2027, 10:00 in Hermosillo (UTC−7) is outside "
        "Elena Ruiz’s school hours."
    )


def test_a_break_entered_later_is_named(book: Book, elena: int) -> None:
    promise(book, elena, THEIRS)
    trip = Break(date(2027, 3, 15), date(2027, 3, 19), "School trip")
    contacts.edit(book, elena, week=replace(WEEK, breaks=(trip,)))
    (found,) = moved_promises(book)
    assert found.sentence.endswith("is no school day there: School trip.")


def test_an_unsent_letter_says_that_it_is_one(book: Book, elena: int) -> None:
    promise(book, elena, Slot.parse("2027-03-15 10:00 America/Hermosillo"), sent=False)
    (found,) = moved_promises(book)
    assert not found.promised
    assert found.sentence.startswith("In your letter to Elena Ruiz: Monday, 15 March 2027")
    assert "Benito Juárez" in found.sentence


def test_what_was_never_said_to_be_sent_is_no_promise(book: Book, elena: int) -> None:
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[THEIRS])
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    (found,) = moved_promises(book)
    assert not found.promised
    assert found.sentence.startswith("In your letter to Elena Ruiz: ")
    approaches.sent(book, [draft_id])
    (found,) = moved_promises(book)
    assert found.promised
    assert found.sentence.startswith("Promised to Elena Ruiz: ")


def test_what_the_checklist_only_asks_about_has_not_moved(book: Book, elena: int) -> None:
    contacts.edit(book, elena, week=None)  # from now on their hours are assumed
    late = Slot.parse("2027-03-16 16:00 America/Hermosillo")
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[late])
    assert [each.level for each in letters[0].findings if each.rule == "school-hours"] == ["advice"]
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [draft_id])
    assert moved_promises(book) == ()
    trip = Break(date(2027, 3, 15), date(2027, 3, 19), "School trip")
    contacts.edit(book, elena, week=replace(WEEK, breaks=(trip,)))
    assert len(moved_promises(book)) == 1


def test_newer_rules_for_their_clock_move_our_time(book: Book, elena: int) -> None:
    def promised_earlier(record: DraftRecord) -> None:
        record.slots[0].instant = THEIRS.start - timedelta(hours=1)

    under_older_rules(book, promise(book, elena, THEIRS), promised_earlier)
    (found,) = moved_promises(book)
    assert found.kind == "moved"
    assert found.slot == THEIRS
    assert found.sentence == (
        "Promised to Elena Ruiz: Tuesday, 16 March 2027, 10:00 in Hermosillo (UTC−7): the rules for clocks "
        f"have changed (tz data 2020a then, {tz_version()} now); for you it is now 13:00 in Detroit (UTC−4), "
        "not 12:00 in Detroit (UTC−4)."
    )


def test_newer_rules_for_our_clock_move_theirs_and_may_leave_school_hours(book: Book, elena: int) -> None:
    late = Slot.parse("2027-03-16 15:30 America/Detroit")

    def promised_earlier(record: DraftRecord) -> None:
        record.slots[0].slot = late
        record.slots[0].instant = late.start - timedelta(hours=1)

    under_older_rules(book, promise(book, elena, OURS), promised_earlier)
    (found,) = moved_promises(book)
    assert found.kind == "outside"
    assert "there it is now 12:30 in Hermosillo (UTC−7), not 11:30" in found.sentence
    assert "it runs into the end of school at" in found.sentence


def test_a_clock_that_moved_against_the_one_named_shows_in_the_letter(book: Book, elena: int) -> None:
    def hour_off(record: DraftRecord) -> None:
        record.body = record.body.replace("10:00 en Hermosillo (UTC−7)", "11:00 en Hermosillo (UTC−6)")

    under_older_rules(book, promise(book, elena, OURS), hour_off)
    (found,) = moved_promises(book)
    assert found.kind == "moved"
    assert "the letter does not give today’s local times, 10:00 in Hermosillo (UTC−7)" in found.sentence


def test_it_is_said_once_by_the_letter_that_went_out(book: Book, elena: int) -> None:
    first = promise(book, elena, THEIRS)
    promise(book, elena, THEIRS, sent=False, template="reminder")
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    assert [each.draft_id for each in moved_promises(book)] == [first]


def test_where_the_newest_letter_has_it_right_an_older_one_is_let_be(book: Book, elena: int) -> None:
    def hour_off(record: DraftRecord) -> None:
        record.body = record.body.replace("10:00 en Hermosillo (UTC−7)", "11:00 en Hermosillo (UTC−6)")

    under_older_rules(book, promise(book, elena, OURS), hour_off)
    assert len(moved_promises(book)) == 1
    newest = promise(book, elena, OURS, template="reminder")
    assert moved_promises(book) == ()
    approaches.sent(book, [newest], yes=False)
    assert len(moved_promises(book)) == 1
    book.undo()
    assert moved_promises(book) == ()
    drafts.trash(book, [newest])
    assert len(moved_promises(book)) == 1


def test_who_declined_and_what_is_done_are_let_be(book: Book, elena: int) -> None:
    projects.add(book, title="Rivers")
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[THEIRS], project="Rivers")
    drafts.write_out(book, letters, kind="copy")
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    assert len(moved_promises(book)) == 1
    approaches.decline(book, 1)
    assert moved_promises(book) == ()
    book.undo()
    projects.edit(book, 1, state="done")
    assert moved_promises(book) == ()


def test_what_is_past_or_in_trash_is_let_be(book: Book, elena: int) -> None:
    draft = promise(book, elena, THEIRS)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    later = Book(book.path, clock=lambda: datetime(2027, 3, 16, 17, 0, tzinfo=UTC))
    assert moved_promises(later) == ()
    later.close()
    contacts.trash(book, [elena])
    assert moved_promises(book) == ()
    trash.restore(book, [("contact", elena)])
    drafts.trash(book, [draft])
    assert moved_promises(book) == ()
    trash.restore(book, [("draft", draft)])
    assert len(moved_promises(book)) == 1


def test_a_contact_who_lost_their_city_is_not_guessed_about(book: Book, elena: int) -> None:
    from partnerdesk.core.places import Place

    promise(book, elena, THEIRS)
    contacts.edit(book, elena, place=Place(), week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    assert moved_promises(book) == ()


def test_looking_changes_nothing(book: Book, elena: int) -> None:
    promise(book, elena, THEIRS)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    before = book.undoable(), drafts.lines(book)
    moved_promises(book)
    assert (book.undoable(), drafts.lines(book)) == before
