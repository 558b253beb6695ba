"""Letters from partners who had agreed, or were never asked: Today tells of them until they are answered."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import answers, approaches, contacts, drafts, merging, projects, today, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.desk.steps import Steps, steps
from partnerdesk.desk.today import Item
from partnerdesk.storage.records import Approach, DraftRecord
from tests.desk.conftest import NOW

ADDRESS = "kari@skole.example.org"
SLOT = Slot.parse("2027-03-18 13:00 Europe/Oslo")
Filing = Callable[..., None]


class Clock:
    """A book's clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(book: Book) -> Clock:
    book._clock = Clock()
    return book._clock


@pytest.fixture
def kari(book: Book, clock: Clock) -> int:
    return contacts.add(
        book,
        name="Kari Dahl",
        place=locate(city="Oslo", country="NO"),
        week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
        languages=("en",),
        emails=[(ADDRESS, "")],
    ).made[0]


@pytest.fixture
def file(book: Book, clock: Clock, tmp_path: Path) -> Filing:
    """Files a letter of Kari's."""

    def act(text: str, at: datetime | None = None, approach_id: int | None = None) -> None:
        at = at or clock.now
        name = f"{at:%m%d%H%M}-{len(text)}"
        path = tmp_path / f"{name}.eml"
        head = f"From: Kari Dahl <{ADDRESS}>\nSubject: Re: Rivers\nMessage-ID: <{name}@x.example>\n"
        head += f"Date: {at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} +0000\n"
        path.write_text(f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n", encoding="utf-8")
        answers.file(book, answers.read(book, path), approach_id=approach_id)

    return act


def send(book: Book, contact_id: int, project: str = "", template: str = "first-proposal") -> int:
    """Write to a contact, and say that it was sent."""
    letters = drafts.prepare(book, [contact_id], template=template, slots=[SLOT], project=project)
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [draft_id])
    return draft_id


@pytest.fixture
def agreed(book: Book, clock: Clock, kari: int) -> int:
    """Kari, who agreed to Rivers three days ago."""
    projects.add(book, title="Rivers")
    send(book, kari, "Rivers")
    approaches.agree(book, 1)
    clock.now += timedelta(days=3)
    return kari


def only(book: Book) -> Item:
    (item,) = today.due(book)
    return item


def state(book: Book) -> str:
    with book.read() as session:
        return session.get_one(Approach, 1).state


def test_who_agreed_and_writes_again_is_answered(book: Book, agreed: int, file: Filing) -> None:
    assert today.due(book) == []
    file("We cannot make it: could we do one hour later?")
    item = only(book)
    assert (item.kind, item.verb, item.act) == ("answered", "Answer", "answer")
    assert item.sentence == "Kari Dahl, who agreed, wrote on Thursday 4 March"
    assert item.detail == "They cannot keep the time: “We cannot make it: could we do one hour later?”"
    assert item.reply == "another-time"
    assert (item.project, item.state) == ("Rivers", "agreed")
    assert state(book) == "agreed"
    assert steps(book, agreed) == Steps("Wrote to you on 4 March", "Answer")
    book.undo()
    assert steps(book, agreed).last == "Agreed on 1 March"
    assert today.due(book) == []


def test_a_time_that_they_propose_instead_can_be_used(book: Book, agreed: int, file: Filing) -> None:
    file("We would rather meet on Tuesday 16 March at 14:00.")
    item = only(book)
    assert (item.act, item.template) == ("use", "confirmation")
    assert item.slots == (Slot.parse("2027-03-16 14:00 Europe/Oslo"),)


def kinds(book: Book) -> list[str]:
    return [each.kind for each in today.due(book)]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you! Could we have a second meeting on Tuesday 6 April at 10:00?",
        "Thank you! We look forward to Tuesday 6 April at 21:00.",
    ],
)
def test_a_promise_that_fell_out_of_their_hours_stays_beside_an_answer_about_another_time(
    book: Book, agreed: int, file: Filing, text: str
) -> None:
    contacts.edit(book, agreed, week=SchoolWeek.parse("Mon-Fri 08:00-12:00"))
    assert kinds(book) == ["moved"]
    file(text)
    assert kinds(book) == ["moved", "answered"]


def test_only_an_answer_that_calls_it_off_says_so_instead_while_it_is_not_put_off(
    book: Book, agreed: int, file: Filing
) -> None:
    contacts.edit(book, agreed, week=SchoolWeek.parse("Mon-Fri 08:00-12:00"))
    file("We have to cancel the meeting, sorry.")
    assert kinds(book) == ["answered"]
    approaches.snooze(book, 1, until=date(2027, 3, 10))
    assert kinds(book) == ["moved", "waiting"]


@pytest.mark.parametrize(
    "text",
    [
        "Yes, 18 March at 13:00 suits us. The concert of last week had to be cancelled.",
        "Perfect, see you on Thursday 18 March at 13:00. The postponed concert is the day after.",
        "The meeting on 18 March at 13:00 is fine with us. Could we find another date for the second one?",
    ],
)
def test_a_concert_that_is_cancelled_is_not_our_time(
    book: Book, clock: Clock, kari: int, file: Filing, text: str
) -> None:
    projects.add(book, title="Rivers")
    send(book, kari, "Rivers")
    clock.now += timedelta(days=2)
    file(text)
    item = only(book)
    assert (item.act, item.template, item.reply_slots) == ("agree", "confirmation", (SLOT,))
    assert item.sentence.startswith("Kari Dahl accepts Thursday 18 March, 13:00 in Oslo")


@pytest.mark.parametrize("project", ["", "Rivers"])
def test_the_time_that_is_confirmed_goes_with_what_they_agreed_to(
    book: Book, kari: int, file: Filing, clock: Clock, project: str
) -> None:
    projects.add(book, title="Rivers")
    send(book, kari, project)
    approaches.agree(book, 1)
    clock.now += timedelta(days=3)
    file("We would rather meet on Tuesday 16 March at 14:00.")
    clock.now += timedelta(days=1)
    send(book, kari, project, template="confirmation")
    assert today.due(book) == []
    with book.read() as session:
        assert [each.state for each in session.query(Approach)] == ["agreed"]


def test_a_time_at_our_night_is_said_to_be_one(book: Book, agreed: int, file: Filing) -> None:
    file("We would rather meet on Tuesday 16 March at 08:00.")
    item = only(book)
    assert (item.verb, item.act) == ("Answer", "answer")
    assert item.detail.endswith("08:00 in Oslo (03:00 for you), which is outside your own hours")


def test_a_letter_that_does_not_answer_theirs_says_that_they_wrote(
    book: Book, agreed: int, file: Filing
) -> None:
    def advice(template: str) -> list[str]:
        (letter,) = drafts.prepare(book, [agreed], template=template, slots=[SLOT])
        return [each.text for each in letter.findings if "read it first" in each.text]

    assert advice("correction") == []
    file("We have to cancel the meeting. Sorry!")
    assert advice("correction") == [
        "Kari Dahl wrote on 4 March, and this letter does not answer that: read it first."
    ]
    assert advice("another-time") == []
    answers.done(book, agreed)
    assert advice("correction") == []


def test_a_letter_with_another_time_asks_who_had_agreed_anew(
    book: Book, agreed: int, file: Filing, clock: Clock
) -> None:
    contacts.edit(book, agreed, week=SchoolWeek.parse("Mon-Fri 08:00-12:00"))  # 13:00 is no time any more
    assert [each.kind for each in today.due(book)] == ["moved"]
    file("We have to cancel the meeting of Thursday 18 March at 13:00. Sorry!")
    item = only(book)  # one line, not two
    assert (item.kind, item.reply, item.slots) == ("answered", "another-time", ())
    clock.now += timedelta(days=1)
    letters = drafts.prepare(
        book, [agreed], template="another-time", slots=[Slot.parse("2027-03-23 10:00 Europe/Oslo")],
        project="Rivers",
    )  # fmt: skip
    approaches.sent(book, [drafts.write_out(book, letters, kind="copy")[0].made[0]])
    (item,) = today.due(book)
    assert (item.kind, item.state, item.step) == ("waiting", "sent", "remind")


def test_a_time_outside_their_own_hours_is_answered_with_another_one(
    book: Book, agreed: int, file: Filing
) -> None:
    file("We would rather meet on Tuesday 16 March at 16:00.")
    item = only(book)
    assert (item.act, item.reply) == ("answer", "another-time")
    assert item.detail.endswith("which is outside their school hours in the book")


def test_it_is_told_until_they_are_written_to(book: Book, agreed: int, file: Filing, clock: Clock) -> None:
    file("Could you send us the pictures?")
    clock.now += timedelta(days=1)
    letters = drafts.prepare(book, [agreed], template="thanks", slots=[], project="Rivers")
    (draft_id,) = drafts.write_out(book, letters, kind="copy")[0].made
    assert [each.kind for each in today.due(book)] == ["unsent"]
    approaches.sent(book, [draft_id], yes=False)
    assert "answered" in [each.kind for each in today.due(book)]
    approaches.sent(book, [draft_id])
    assert today.due(book) == []


@pytest.mark.parametrize("verb", [approaches.decline, approaches.done, approaches.let_rest])
def test_what_came_of_it_has_done_with_it(
    book: Book, agreed: int, file: Filing, verb: Callable[[Book, int], object]
) -> None:
    file("We cannot come after all.")
    assert only(book).act == "decline"
    verb(book, 1)
    assert [each.kind for each in today.due(book) if each.kind != "waiting"] == []


def test_done_by_another_way_leaves_the_agreement_as_it_was(book: Book, agreed: int, file: Filing) -> None:
    file("Could you send us the pictures?")
    with book.read() as session:
        since = session.get_one(Approach, 1).since
    approaches.done(book, 1)
    with book.read() as session:
        approach = session.get_one(Approach, 1)
        assert (approach.state, approach.since) == ("agreed", since)


def test_it_can_be_put_off(book: Book, agreed: int, file: Filing, clock: Clock) -> None:
    file("Could you send us the pictures?")
    approaches.snooze(book, 1, clock.now.date() + timedelta(days=2))
    assert (only(book).kind, only(book).sentence) == ("waiting", "Kari Dahl")
    clock.now += timedelta(days=2)
    assert only(book).kind == "answered"


def test_it_answers_whether_a_letter_was_sent(book: Book, agreed: int, file: Filing, clock: Clock) -> None:
    letters = drafts.prepare(book, [agreed], template="correction", slots=[SLOT], project="Rivers")
    (draft_id,) = drafts.write_out(book, letters, kind="copy")[0].made
    assert "unsent" in [each.kind for each in today.due(book)]
    clock.now += timedelta(days=1)
    file("Thank you, I have noted the new time.")
    assert [each.kind for each in today.due(book)] == ["answered"]
    with book.read() as session:
        assert session.get_one(DraftRecord, draft_id).sent == "yes"


def test_an_answer_that_was_agreed_to_is_not_told_again(book: Book, kari: int, file: Filing) -> None:
    send(book, kari)
    file("Yes, with pleasure.")
    assert only(book).act == "agree"
    approaches.agree(book, 1)
    assert today.due(book) == []


def test_who_was_never_asked_is_answered(book: Book, kari: int, file: Filing) -> None:
    file("How about a call in spring?")
    item = only(book)
    assert (item.kind, item.act, item.approach_id) == ("answered", "answer", None)
    assert item.sentence == "Kari Dahl wrote on Monday 1 March"
    answers.done(book, kari)
    assert today.due(book) == []
    book.undo()
    assert only(book) == item
    contacts.trash(book, [kari])
    assert today.due(book) == []
    trash.restore(book, [("contact", kari)])
    assert only(book) == item


def test_so_is_somebody_new(book: Book, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "new.eml"
    path.write_text("From: Aiko <aiko@school.example.org>\nSubject: Hello\n\nShall we meet?\n")
    answers.file_with_new(book, answers.read(book, path))
    assert only(book).sentence == "Aiko wrote on Monday 1 March"


@pytest.mark.parametrize(("days", "told"), [(30, True), (70, False)])
def test_an_old_letter_is_history(
    book: Book, kari: int, file: Filing, clock: Clock, days: int, *, told: bool
) -> None:
    file("How about a call in spring?", clock.now - timedelta(days=days))
    assert bool(today.due(book)) == told


def test_what_we_wrote_long_after_it_answered_it(book: Book, kari: int, file: Filing, clock: Clock) -> None:
    letters = drafts.prepare(book, [kari], template="thanks", slots=[])
    drafts.write_out(book, letters, kind="copy")
    file("Here are our hours.", clock.now - timedelta(days=5))
    assert today.due(book) == []
    file("And our calendar.", clock.now - timedelta(hours=3))  # which may not have been read when we wrote
    assert only(book).detail == "“And our calendar.”"


def test_each_of_two_projects_has_its_own_answer(book: Book, kari: int, file: Filing, clock: Clock) -> None:
    for title in ("Rivers", "Stars"):
        projects.add(book, title=title)
        send(book, kari, title)
    clock.now += timedelta(days=1)
    file("Rivers: Tuesday 16 March at 14:00.", approach_id=1)
    clock.now += timedelta(days=1)
    file("Stars: Friday 19 March at 13:00.", approach_id=2)
    told = {each.project: (each.sentence, each.slots) for each in today.due(book)}
    assert told == {
        "Rivers": (
            "Kari Dahl answered on Tuesday 2 March", (Slot.parse("2027-03-16 14:00 Europe/Oslo"),),
        ),
        "Stars": (
            "Kari Dahl answered on Wednesday 3 March", (Slot.parse("2027-03-19 13:00 Europe/Oslo"),),
        ),
    }  # fmt: skip


def test_an_answer_goes_with_its_approach_when_two_contacts_become_one(
    book: Book, kari: int, file: Filing, clock: Clock
) -> None:
    projects.add(book, title="Rivers")
    oslo = locate(city="Oslo", country="NO")
    twin = contacts.add(book, name="K. Dahl", place=oslo, emails=[("k@skole.example.org", "")]).made[0]
    send(book, twin, "Rivers")
    send(book, kari, "Rivers")
    clock.now += timedelta(days=1)
    file("Let us meet.")
    merging.merge(book, twin, kari)
    item = only(book)
    assert (item.contact_id, item.detail) == (twin, "“Let us meet.”")
