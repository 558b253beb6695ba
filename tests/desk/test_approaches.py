"""Approaches: opened when a letter goes out, moved on by what the user says, each step one change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from partnerdesk.core.checklist import Finding
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import (
    approaches,
    contacts,
    correspondence,
    drafts,
    kept,
    own_templates,
    partners,
    projects,
    today,
)
from partnerdesk.desk.book import Book
from partnerdesk.desk.drafts import Prepared
from partnerdesk.desk.places import locate
from partnerdesk.desk.steps import steps
from partnerdesk.desk.today import Item
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.storage.records import Approach, DraftRecord

SLOT = Slot.parse("2027-09-14 10:00 America/Hermosillo")
WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")


class Clock:
    """A book's clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock(book: Book) -> Clock:
    book._clock = Clock(datetime(2027, 3, 1, 15, 0, tzinfo=UTC))  # a Monday
    return book._clock


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        week=replace(WEEK, public_holidays=False),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


def write(book: Book, *people: int, template: str = "first-proposal", project: str = "") -> tuple[int, ...]:
    letters = drafts.prepare(book, people, template=template, slots=[SLOT], project=project)
    return drafts.write_out(book, letters, kind="copy")[0].made


def send(book: Book, *people: int, template: str = "first-proposal", project: str = "") -> tuple[int, ...]:
    made = write(book, *people, template=template, project=project)
    approaches.sent(book, made)
    return made


def stored(book: Book) -> list[Approach]:
    with book.read() as session:
        return list(session.query(Approach).order_by(Approach.id))


def only(book: Book) -> Item:
    (item,) = today.due(book)
    return item


def history(book: Book, contact_id: int) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in contacts.card(book, contact_id).entries]


# --- a letter goes out


def test_a_letter_that_goes_out_opens_an_approach_and_asks_whether_it_was_sent(
    book: Book, clock: Clock, elena: int
) -> None:
    (draft,) = write(book, elena)
    (approach,) = stored(book)
    assert (approach.contact_id, approach.project_id, approach.state) == (elena, None, "drafted")
    assert (approach.template, approach.language) == ("first-proposal", "es")
    item = only(book)
    assert (item.kind, item.sentence) == ("unsent", "Did you send the letter to Elena Ruiz?")
    assert item.draft_ids == (draft,)


def test_what_was_undone_opened_nothing(book: Book, clock: Clock, elena: int) -> None:
    write(book, elena)
    book.undo()
    assert stored(book) == []
    assert today.due(book) == []
    book.redo()
    assert only(book).kind == "unsent"


def test_yes_lets_the_clock_run_from_when_it_went_out(book: Book, clock: Clock, elena: int) -> None:
    draft = write(book, elena)
    wrote = clock.now
    clock.pass_days(2)
    approaches.sent(book, draft)
    (approach,) = stored(book)
    assert (approach.state, approach.sent_at, approach.since) == ("sent", wrote, wrote)
    item = only(book)
    assert (item.kind, item.step, item.on) == ("waiting", "remind", date(2027, 3, 10))
    assert item.detail == "2 of 7 school days"
    assert ("sent", history(book, elena)[0][1]) == history(book, elena)[0]


def test_no_is_not_asked_again_until_it_goes_out_again(book: Book, clock: Clock, elena: int) -> None:
    draft = write(book, elena)
    approaches.sent(book, draft, yes=False)
    item = only(book)
    assert (item.kind, item.act, item.draft_ids) == ("waiting", "open", draft)
    assert item.detail == "The letter is written, not sent"
    clock.pass_days(30)
    assert only(book).kind == "waiting"
    letter = drafts.opened(book, draft[0])
    drafts.write_out(book, [letter], kind="copy")
    assert only(book).kind == "unsent"
    assert len(stored(book)) == 1


def test_a_letter_that_was_not_sent_leaves_the_clock_of_the_one_before_and_is_still_listed(
    book: Book, clock: Clock, elena: int
) -> None:
    send(book, elena)
    clock.pass_days(4)
    (draft,) = write(book, elena, template="reminder")
    approaches.sent(book, [draft], yes=False)
    waits, letter = sorted(today.due(book), key=lambda each: each.key)
    assert (waits.detail, waits.on) == ("4 of 7 school days", date(2027, 3, 10))
    assert (letter.kind, letter.name, letter.act, letter.draft_ids) == (
        "waiting", "Elena Ruiz", "open", (draft,),
    )  # fmt: skip
    assert letter.detail.startswith("The letter is written, not sent")
    clock.pass_days(1)
    approaches.sent(book, [draft])
    assert [each.kind for each in today.due(book)] == ["waiting"]


def test_an_answer_has_done_with_a_letter_that_was_not_sent(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(1)
    approaches.sent(book, write(book, elena, template="reminder"), yes=False)
    clock.pass_days(1)
    approaches.agree(book, stored(book)[0].id)
    assert today.due(book) == []


def last_letter(book: Book, elena: int) -> Finding:
    (letter,) = drafts.prepare(book, [elena], template="reminder", slots=[SLOT])
    return next(each for each in letter.findings if each.rule == "last-letter")


def test_patience_is_asked_for_a_letter_that_may_have_gone_out(book: Book, clock: Clock, elena: int) -> None:
    made = write(book, elena)
    assert "was written less than a day ago: if it has gone out" in last_letter(book, elena).text
    approaches.sent(book, made, yes=False)
    assert last_letter(book, elena).level == "ok"


@pytest.mark.parametrize("told", [approaches.replied, approaches.agree, approaches.decline])
def test_no_patience_is_asked_once_they_have_said_something(
    book: Book, clock: Clock, elena: int, told: Callable[[Book, int], object]
) -> None:
    send(book, elena)
    assert last_letter(book, elena).level == "advice"
    clock.pass_days(1)
    told(book, stored(book)[0].id)
    assert last_letter(book, elena).level == "ok"


def test_both_answers_can_be_undone(book: Book, clock: Clock, elena: int) -> None:
    draft = write(book, elena)
    for yes in (True, False):
        approaches.sent(book, draft, yes=yes)
        book.undo()
        assert only(book).kind == "unsent"
    assert len(history(book, elena)) == 1


def test_a_batch_is_one_question(book: Book, clock: Clock, elena: int) -> None:
    others = [contacts.add(book, name=f"Teacher {n}", place=locate(city="Puebla", country="MX"),
                           week=SchoolWeek.parse("Mon-Fri 08:00-14:00"),
                           emails=[(f"t{n}@example.org", "")]).made[0] for n in range(3)]  # fmt: skip
    made = write(book, elena, *others)
    item = only(book)
    assert item.sentence == "Did you send these 4 letters?"
    assert item.detail == "Elena Ruiz, Teacher 0, Teacher 1 and 1 more · written on Monday 1 March"
    assert item.draft_ids == made
    apart = today.due(book, apart=made[:1])
    assert [each.draft_ids for each in apart] == [(each,) for each in made]
    assert apart[0].name == "Elena Ruiz"
    approaches.sent(book, made)
    assert [each.kind for each in today.due(book)] == ["waiting"] * 4


def test_a_mended_letter_is_asked_about_as_it_went_out_last(book: Book, clock: Clock, elena: int) -> None:
    other = contacts.add(book, name="Ana Sol", place=locate(city="Puebla", country="MX"),
                         week=WEEK, emails=[("ana@example.org", "")]).made[0]  # fmt: skip
    first = write(book, elena, other)
    clock.pass_days(1)
    letter = drafts.opened(book, first[0])
    mended = drafts.rewritten(book, letter, subject="A better word", body=letter.draft.body)
    again = drafts.write_out(book, [mended], kind="copy")[0].made
    assert again != first[:1]
    assert {each.draft_ids for each in today.due(book)} == {again, first[1:]}
    approaches.sent(book, again, yes=False)  # then it may be the one of before that was sent
    asked = {each.draft_ids: each.sentence for each in today.due(book) if each.kind == "unsent"}
    assert asked.keys() == {first[:1], first[1:]}
    assert asked[first[:1]] == "Did you send the earlier letter to Elena Ruiz?"
    approaches.sent(book, again)
    assert [each.draft_ids for each in today.due(book) if each.kind == "unsent"] == [first[1:]]
    book.undo()
    kept.trash(book, again)
    assert {each.draft_ids for each in today.due(book) if each.kind == "unsent"} == {first}


def test_a_letter_from_another_template_is_asked_about_by_itself(
    book: Book, clock: Clock, elena: int
) -> None:
    first = write(book, elena)
    clock.pass_days(1)
    reminder = write(book, elena, template="reminder")
    assert [each.draft_ids for each in today.due(book)] == [first, reminder]


# --- patience


def test_a_reminder_then_another_then_rest(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(9)
    item = only(book)
    assert (item.kind, item.act, item.template) == ("due", "remind", "reminder")
    assert item.sentence == "Elena Ruiz has had your letter for 7 of their school days"
    assert item.detail == "A gentle reminder is ready in Spanish"
    write(book, elena, template="reminder")
    assert only(book).kind == "unsent"  # nothing is due while this is not known
    approaches.sent(book, only(book).draft_ids)
    assert (stored(book)[0].reminders, only(book).kind, only(book).on) == (1, "waiting", date(2027, 3, 24))
    clock.pass_days(14)
    assert only(book).sentence == "Elena Ruiz has had your reminder for 10 of their school days"
    send(book, elena, template="reminder")
    item = only(book)
    assert (item.kind, item.state, item.step) == ("waiting", "resting", "ask again")
    assert item.on == date(2027, 6, 23)
    assert "not known" in item.detail
    clock.pass_days(95)
    item = only(book)
    assert (item.kind, item.act, item.sentence) == (
        "due", "ask", "Elena Ruiz had a rest: you may ask again",
    )  # fmt: skip
    send(book, elena)
    (approach,) = stored(book)
    assert (approach.state, approach.reminders) == ("sent", 0)


def test_what_waits_too_long_is_overdue(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(9 + 5)
    assert only(book).kind == "due"
    clock.pass_days(2)
    assert only(book).kind == "overdue"


def test_any_entry_resets_the_clock(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(9)
    contacts.note(book, elena, "Met in Lisbon", kind="met")
    assert (only(book).kind, only(book).on) == ("waiting", date(2027, 3, 19))


def test_another_week_or_zone_moves_the_date_at_once(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Tue 08:00-13:00"))
    assert only(book).on == date(2027, 3, 29)  # 15 March is a holiday


def test_people_in_trash_are_left_alone_and_come_back(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    contacts.trash(book, [elena])
    assert today.due(book) == []
    book.undo()
    assert only(book).state == "sent"


def test_a_project_is_named_and_keeps_approaches_apart(book: Book, clock: Clock, elena: int) -> None:
    projects.add(book, title="Water", theirs_does="x", theirs_gains="x", ours_does="x", ours_gains="x",
                 open_to_change="x")  # fmt: skip
    send(book, elena, project="Water")
    send(book, elena)  # goes on with the one there is
    assert [each.reminders for each in stored(book)] == [1]
    assert only(book).project == "Water"
    projects.add(book, title="Film", theirs_does="x", theirs_gains="x", ours_does="x", ours_gains="x",
                 open_to_change="x")  # fmt: skip
    send(book, elena, project="Film")
    assert len(stored(book)) == 2


def without_times(letter: Prepared) -> Prepared:
    return replace(letter, purpose="thanks", draft=replace(letter.draft, slots=()))


def test_a_letter_without_times_asks_nothing(book: Book, clock: Clock, elena: int) -> None:
    thanks = [
        without_times(each) for each in drafts.prepare(book, [elena], template="reminder", slots=[SLOT])
    ]
    from partnerdesk.desk.kept import enter

    enter(book, thanks, "copy")
    assert stored(book) == []
    assert today.due(book) == []
    send(book, elena)
    enter(book, thanks, "copy")
    approaches.sent(book, only(book).draft_ids)
    assert stored(book)[0].reminders == 0


# --- what the user says


def test_what_came_of_it_ends_it(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    key = stored(book)[0].id
    steps: list[tuple[Callable[[Book, int], object], str, str]] = [
        (approaches.agree, "agreed", "Agreed"),
        (approaches.decline, "declined", "Declined"),
    ]
    for verb, state, said in steps:
        verb(book, key)
        assert stored(book)[0].state == state
        assert history(book, elena)[0] == ("changed", said)
        assert today.due(book) == []
        book.undo()
        assert only(book).state == "sent"
        assert len(history(book, elena)) == 2


def test_rest_and_ask_again(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    key = stored(book)[0].id
    assert approaches.let_rest(book, key).label == "Elena Ruiz rests"
    assert (only(book).state, only(book).kind) == ("resting", "waiting")
    approaches.ask_again(book, key)
    assert (only(book).act, only(book).detail) == ("write", "To be asked again")
    write(book, elena)
    approaches.sent(book, only(book).draft_ids, yes=False)
    assert (only(book).act, only(book).detail) == ("open", "The letter is written, not sent")


def test_what_was_said_after_a_rest_is_waited_for_in_its_own_words(
    book: Book, clock: Clock, elena: int
) -> None:
    send(book, elena)
    approaches.let_rest(book, stored(book)[0].id)
    assert only(book).detail == "They rest for three months from 1 March (their school year is not known)"
    clock.pass_days(100)
    assert only(book).act == "ask"
    contacts.note(book, elena, "They are busy until the summer.")
    item = only(book)
    assert item.kind == "waiting"
    assert item.detail == "After their rest, 0 of 7 school days since the last entry"
    clock.pass_days(20)
    assert only(book).sentence == "Elena Ruiz had a rest: you may ask again"


def test_replied_by_telephone(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(3)
    approaches.replied(book, stored(book)[0].id, "She will ask her head.")
    item = only(book)
    assert (item.kind, item.state, item.step) == ("answered", "replied", "answer")
    assert item.sentence == "Elena Ruiz answered on Thursday 4 March"
    assert stored(book)[0].replied_at == clock.now


def test_a_letter_back_lets_the_clock_run_anew(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    send(book, elena, template="reminder")
    approaches.replied(book, stored(book)[0].id)
    clock.pass_days(1)
    send(book, elena)
    (approach,) = stored(book)
    assert (approach.state, approach.reminders) == ("sent", 0)
    assert only(book).on == date(2027, 3, 11)


@pytest.mark.parametrize(
    ("template", "meant"), [("confirmation", "agree"), ("polite-no", "decline"), ("thanks", "agree")]
)
def test_a_letter_that_answers_them_is_waited_for_by_no_clock(
    book: Book, clock: Clock, elena: int, template: str, meant: str
) -> None:
    send(book, elena)
    clock.pass_days(2)
    approaches.replied(book, stored(book)[0].id)
    clock.pass_days(1)
    send(book, elena, template=template)
    clock.pass_days(30)
    item = only(book)
    assert (item.kind, item.state, item.step, item.act) == ("waiting", "replied", "", meant)
    assert item.detail == "They answered on 3 March, and you have answered them"
    assert steps(book, elena).next == "Say what came of it"
    approaches.replied(book, stored(book)[0].id)
    assert only(book).kind == "answered"  # they wrote once more


@pytest.mark.parametrize(
    ("template", "meant"), [("confirmation", "agree"), ("polite-no", "decline"), ("thanks", "agree")]
)
def test_an_own_copy_answers_them_as_what_it_was_copied_from(
    book: Book, clock: Clock, elena: int, template: str, meant: str
) -> None:
    own = own_copy(book, template)
    send(book, elena)
    clock.pass_days(2)
    approaches.replied(book, stored(book)[0].id)
    send(book, elena, template=own)
    own_templates.trash(book, list(own_templates.ids(book, own).values()))
    clock.pass_days(30)
    assert (only(book).kind, only(book).state, only(book).act) == ("waiting", "replied", meant)


def test_an_own_copy_of_the_correction_puts_its_times_in_the_place_of_others(
    book: Book, clock: Clock, elena: int
) -> None:
    first = send(book, elena)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 09:30-18:00"))
    (letter,) = drafts.prepare(
        book,
        [elena],
        template=own_copy(book, "correction"),
        slots=[Slot.parse("2027-04-13 15:00 America/Hermosillo")],
        corrects=first,
    )
    assert [each.text for each in letter.stopped] == []  # the time that it quotes is the one that it mends
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    made = drafts.write_out(book, [letter], kind="copy")[0].made
    assert [each.kind for each in today.due(book)] == ["unsent"]
    approaches.sent(book, made)
    assert [each.kind for each in today.due(book)] == ["waiting"]
    assert len(stored(book)) == 1


def own_copy(book: Book, key: str) -> str:
    """Make an own copy of a template, and return its key."""
    return own_templates.place_of(book, own_templates.copy(book, key).made[0])[0]


def test_a_confirmation_to_who_was_never_asked_waits_for_nothing(
    book: Book, clock: Clock, elena: int
) -> None:
    send(book, elena, template="confirmation")
    clock.pass_days(30)
    assert (only(book).kind, only(book).verb) == ("waiting", "They agreed")


def test_done_counts_as_a_reminder(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(9)
    approaches.done(book, only(book).approach_id or 0)
    assert (only(book).kind, stored(book)[0].reminders) == ("waiting", 1)
    book.undo()
    assert only(book).kind == "due"


def test_snoozing_hides_until_that_day(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    clock.pass_days(9)
    key = only(book).approach_id or 0
    approaches.snooze(book, key, date(2027, 3, 15))
    item = only(book)
    assert (item.kind, item.on, item.verb) == ("waiting", date(2027, 3, 15), "")
    assert item.detail.startswith("Put off")
    clock.pass_days(5)
    assert only(book).kind == "due"
    with pytest.raises(BadInput) as caught:
        approaches.snooze(book, key, date(2027, 3, 1))
    assert caught.value.field == "until"


def test_tomorrow_is_the_day_after_ours_also_in_the_evening(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    key = stored(book)[0].id
    clock.now = datetime(2027, 3, 10, 2, 0, tzinfo=UTC)  # 9 March, 21:00 in Detroit
    approaches.snooze(book, key, date(2027, 3, 10))
    assert stored(book)[0].snoozed_until == date(2027, 3, 10)


def test_an_answer_to_the_letter_before_does_not_stop_the_clock_of_the_last_one(
    book: Book, clock: Clock, elena: int
) -> None:
    send(book, elena)
    key = stored(book)[0].id
    clock.pass_days(3)
    approaches.replied(book, key)
    clock.pass_days(2)
    send(book, elena)
    with book.write("Filed an old letter") as writing:
        correspondence.answered(writing, elena, clock.now - timedelta(days=3))
    assert stored(book)[0].state == "sent"


def told(book: Book, *draft_ids: int) -> list[str]:
    with book.read() as session:
        return [session.get_one(DraftRecord, each).sent for each in draft_ids]


def file_answer(book: Book, contact_id: int, at: datetime) -> int | None:
    with book.write("Filed an answer") as writing:
        return correspondence.answered(writing, contact_id, at)


def test_an_answer_says_nothing_of_a_letter_that_was_said_not_to_be_sent(
    book: Book, clock: Clock, elena: int
) -> None:
    (first,) = send(book, elena)
    (reminder,) = write(book, elena, template="reminder")
    approaches.sent(book, [reminder], yes=False)
    (thrown,) = write(book, elena, template="thanks")
    drafts.trash(book, [thrown])
    clock.pass_days(1)
    file_answer(book, elena, clock.now)
    assert told(book, first, reminder, thrown) == ["yes", "no", ""]
    assert only(book).kind == "answered"


def test_of_letters_all_said_not_to_be_sent_an_answer_shows_the_last_one_to_be(
    book: Book, clock: Clock, elena: int
) -> None:
    letters = [*write(book, elena), *write(book, elena, template="reminder")]
    approaches.sent(book, letters, yes=False)
    file_answer(book, elena, clock.now)
    assert told(book, *letters) == ["no", "yes"]
    assert stored(book)[0].sent_at == clock.now


def test_a_letter_from_before_we_asked_is_no_answer(book: Book, clock: Clock, elena: int) -> None:
    last_year = clock.now - timedelta(days=365)
    projects.add(book, title="Water")
    partners.join(book, 1, [elena])
    assert file_answer(book, elena, last_year) is None
    assert (stored(book)[0].state, stored(book)[0].replied_at) == ("drafted", None)
    write(book, elena, project="Water")
    assert file_answer(book, elena, last_year) is None
    assert only(book).kind == "unsent"
    approaches.sent(book, only(book).draft_ids)
    approaches.let_rest(book, stored(book)[0].id)
    assert file_answer(book, elena, last_year) is None
    assert (stored(book)[0].state, stored(book)[0].replied_at) == ("resting", None)
    assert file_answer(book, elena, clock.now) == stored(book)[0].id


def test_a_question_can_be_put_off_as_well(book: Book, clock: Clock, elena: int) -> None:
    write(book, elena)
    approaches.snooze(book, stored(book)[0].id, date(2027, 3, 3))
    assert only(book).kind == "waiting"
    clock.pass_days(2)
    assert only(book).kind == "unsent"


def test_what_is_not_there_is_refused(book: Book, clock: Clock) -> None:
    for verb in (approaches.agree, approaches.decline, approaches.let_rest, approaches.done):
        with pytest.raises(NotFound):
            verb(book, 77)
    with pytest.raises(NotFound):
        approaches.sent(book, [77])
    assert book.undoable()[0] == "Changed your details"


# --- times that moved


def test_a_moved_time_is_there_until_it_is_corrected(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    moved, waits = today.due(book)
    assert (moved.kind, moved.act, moved.slots) == ("moved", "correct", (SLOT,))
    assert waits.kind == "waiting"
    letters = drafts.prepare(
        book, [elena], template="reminder", slots=[Slot.parse("2027-04-13 15:00 America/Hermosillo")]
    )
    (made,) = drafts.write_out(book, [replace(letters[0], purpose="correction")], kind="copy")[0].made
    assert [each.kind for each in today.due(book)] == [
        "unsent"
    ]  # one who is asked to write again writes twice
    approaches.sent(book, [made], yes=False)
    assert [each.kind for each in today.due(book)] == ["moved", "waiting", "waiting"]
    approaches.sent(book, [made])
    assert [each.kind for each in today.due(book)] == ["waiting"]
    assert stored(book)[0].reminders == 0  # a correction reminds nobody


def test_a_moved_time_leaves_today_when_it_has_gone_by(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    day = SLOT.wall.date()
    assert "moved" in [each.kind for each in today.due(book, day - timedelta(days=1))]
    assert "moved" not in [each.kind for each in today.due(book, day + timedelta(days=1))]


def test_a_moved_time_can_be_done_with(book: Book, clock: Clock, elena: int) -> None:
    send(book, elena)
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    approaches.settle(book, elena, SLOT.text())
    assert only(book).kind == "waiting"
    book.undo()
    assert len(today.due(book)) == 2


def test_a_letter_in_trash_asks_nothing(book: Book, clock: Clock, elena: int) -> None:
    drafts.trash(book, write(book, elena))
    assert [each.act for each in today.due(book)] == ["write"]


def test_records_of_letters_know_their_approach(book: Book, clock: Clock, elena: int) -> None:
    (draft,) = write(book, elena)
    with book.read() as session:
        assert session.get_one(DraftRecord, draft).approach_id == stored(book)[0].id
