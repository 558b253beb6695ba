"""The contacts of a project, and how the projects stand by them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import approaches, contacts, drafts, outcomes, partners, projects, today
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import NotFound, Refused
from partnerdesk.storage.records import Approach


@pytest.fixture
def project(book: Book) -> int:
    return projects.add(book, title="Water", partners_wanted=3).made[0]


@pytest.fixture
def people(book: Book) -> tuple[int, int, int]:
    one, two, three = (
        contacts.add(book, name=name, source=source, place=locate(city, country)).made[0]
        for name, source, city, country in (
            ("Elena Ruiz", "conference", "Puebla", "MX"),
            ("Priya Nair", "alumni", "Kochi", "IN"),
            ("Kari Moe", "conference", "Tromsø", "NO"),
        )
    )
    return one, two, three


def approach(
    book: Book,
    project: int,
    contact: int,
    state: str,
    days: int | None = None,
    *,
    template: str = "first-proposal",
    language: str = "es",
) -> None:
    """Have it be in this state, its answer having come after so many days."""
    sent = book.now() - timedelta(days=20)
    with book.write("Asked") as writing:
        found = next(iter(_all(book, project, contact)), None)
        record = writing.session.get(Approach, found) if found else None
        if record is None:
            record = Approach(contact_id=contact, project_id=project, since=sent)
            writing.session.add(record)
        record.state, record.template, record.language = state, template, language
        record.sent_at = None if state == "drafted" else sent
        record.replied_at = None if days is None else sent + timedelta(days=days)


def _all(book: Book, project: int, contact: int) -> Sequence[int]:
    from sqlalchemy import select

    with book.read() as session:
        return session.scalars(
            select(Approach.id).where(Approach.project_id == project, Approach.contact_id == contact)
        ).all()


def test_contacts_join_several_at_once_and_each_once(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    assert partners.join(book, project, [people[0]]).label == "Elena Ruiz joined Water"
    assert partners.join(book, project, [*people, people[1]]).label == "2 contacts joined Water"
    found = partners.of_project(book, project)
    assert [(each.name, each.city, each.state, each.to_ask) for each in found] == [
        ("Elena Ruiz", "Puebla", "drafted", True),
        ("Kari Moe", "Tromsø", "drafted", True),
        ("Priya Nair", "Kochi", "drafted", True),
    ]
    assert not partners.join(book, project, people).touched
    book.undo()
    assert [each.name for each in partners.of_project(book, project)] == ["Elena Ruiz"]


def test_a_contact_that_was_not_asked_leaves_again(book: Book, project: int, people: tuple[int, ...]) -> None:
    partners.join(book, project, people)
    assert partners.leave(book, project, people[:2]).label == "2 contacts taken off Water"
    assert [each.name for each in partners.of_project(book, project)] == ["Kari Moe"]
    partners.join(book, project, people[:1])
    assert len(_all(book, project, people[0])) == 1  # the same approach, not a second one


def test_one_that_was_asked_stays(book: Book, project: int, people: tuple[int, ...]) -> None:
    partners.join(book, project, people)
    approach(book, project, people[1], "sent")
    with pytest.raises(Refused, match="Priya Nair was asked"):
        partners.leave(book, project, people)
    assert len(partners.of_project(book, project)) == 3


def test_who_is_gone_cannot_join(book: Book, project: int, people: tuple[int, ...]) -> None:
    contacts.trash(book, [people[0]])
    with pytest.raises(Refused, match="in Trash"):
        partners.join(book, project, people)
    with pytest.raises(NotFound):
        partners.join(book, project, [999])
    with pytest.raises(NotFound):
        partners.join(book, 999, [people[1]])
    assert partners.of_project(book, project) == []


def test_the_list_counts_how_far_each_project_is(book: Book, project: int, people: tuple[int, ...]) -> None:
    done = projects.add(book, title="A thing of last year", state="done").made[0]
    partners.join(book, project, people)
    approach(book, project, people[0], "agreed", 3)
    approach(book, project, people[1], "resting")
    lines = partners.lines(book)
    assert [each.project_id for each in lines] == [project, done]  # those under way first
    line = lines[0]
    assert (line.wanted, line.joined, line.asked, line.answered, line.agreed) == (3, 3, 2, 1, 1)
    contacts.trash(book, [people[0]])
    assert (partners.lines(book)[0].joined, partners.lines(book)[0].agreed) == (2, 0)


def test_those_agreed_come_first_and_those_declined_last(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    partners.join(book, project, people)
    approach(book, project, people[0], "declined", 2)
    approach(book, project, people[1], "agreed", 5)
    assert [each.name for each in partners.of_project(book, project)] == [
        "Priya Nair",
        "Kari Moe",
        "Elena Ruiz",
    ]


def test_their_calendar_within_the_window(book: Book, project: int, people: tuple[int, ...]) -> None:
    week = replace(
        SchoolWeek.parse("Mon-Fri 08:00-13:00"), breaks=Break.parse("2027-03-22..2027-04-02 Semana Santa")
    )
    contacts.edit(book, people[0], week=week)
    partners.join(book, project, people[:1])
    assert partners.closed_days(book, project) == []  # no window yet
    projects.edit(book, project, opens=date(2027, 3, 8), closes=date(2027, 4, 30))
    told = partners.closed_days(book, project)
    assert "Semana Santa in Puebla" in "".join(told)
    assert "Detroit" not in "".join(told)
    projects.edit(book, project, opens=date(2027, 4, 12))
    assert "Semana Santa" not in "".join(partners.closed_days(book, project))


def test_what_works_is_summed_up_by_what_they_have_in_common(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    partners.join(book, project, people)
    assert outcomes.outcomes(book).whole.asked == 0  # nobody was asked yet
    approach(book, project, people[0], "agreed", 3)
    approach(book, project, people[1], "declined", 5, template="reminder", language="en")
    approach(book, project, people[2], "sent", template="gone", language="")
    found = outcomes.outcomes(book)
    assert (found.whole.words, found.whole.agreed) == ("2 of 3", 1)
    assert found.waits == "The answers came after 3 days and after 5 days."
    told = {title: [(each.name, each.words) for each in shares] for title, shares in found.by}
    assert told["How we met"] == [("Conference", "1 of 2"), ("Alumni", "1 of 1")]
    assert ("Mexico", "1 of 1") in told["Country"]
    assert ("gone", "0 of 1") in told["Template"]
    assert told["Language"][-1] == ("Not known", "0 of 1")


def test_an_answer_without_dates_counts_but_has_no_length(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    approach(book, project, people[0], "agreed")
    found = outcomes.outcomes(book)
    assert (found.whole.answered, found.waits) == (1, "")


def test_the_next_step_runs_in_their_school_days(book: Book, project: int, people: tuple[int, ...]) -> None:
    approach(book, project, people[0], "sent")
    approach(book, project, people[1], "agreed", 3)
    agreed, waiting = partners.of_project(book, project)
    assert (agreed.following.step, waiting.following.step) == ("", "remind")
    assert waiting.following.passed == waiting.following.of == 7
    projects.trash(book, project)
    assert today.due(book) == []  # nobody is reminded about what is thrown away


def test_the_letter_that_is_sent_first_tells_template_and_language_of_one_who_joined(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    contacts.edit(book, people[0], emails=[("elena@normal.example.org", "")], languages=("es",))
    projects.edit(book, project, subject="el agua", ours_does="a", theirs_does="b", ours_gains="c")
    projects.edit(
        book, project, theirs_gains="d", open_to_change="la fecha", ages="10", medium="videollamada"
    )
    partners.join(book, project, people[:1])
    slot = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    letters = drafts.prepare(book, people[:1], template="first-proposal", slots=[slot], project="Water")
    made, _ = drafts.write_out(book, letters, kind="copy")
    assert partners.of_project(book, project)[0].to_ask
    approaches.sent(book, made.made)
    assert [each.state for each in partners.of_project(book, project)] == ["sent"]  # the same approach
    by = dict(outcomes.outcomes(book).by)
    assert [each.name for each in by["Language"]] == ["Spanish"]
    assert [each.name for each in by["Template"]] == ["First proposal"]


def test_one_to_be_asked_again_was_asked(book: Book, project: int, people: tuple[int, ...]) -> None:
    approach(book, project, people[0], "declined", 4)
    approaches.ask_again(book, partners.of_project(book, project)[0].approach_id)
    assert partners.of_project(book, project)[0].to_ask
    assert partners.lines(book)[0].asked == 1
    assert outcomes.outcomes(book).whole.words == "1 of 1"
    with pytest.raises(Refused):
        partners.leave(book, project, people[:1])


def test_one_that_is_asked_anew_is_one_partner(book: Book, project: int, people: tuple[int, ...]) -> None:
    approach(book, project, people[0], "declined", 4)
    with book.write("Asked anew") as writing:
        writing.session.add(Approach(people[0], project, "sent", since=book.now(), sent_at=book.now()))
    assert [(each.name, each.state) for each in partners.of_project(book, project)] == [
        ("Elena Ruiz", "sent")
    ]
    line = partners.lines(book)[0]
    assert (line.joined, line.asked, line.answered) == (1, 1, 0)


def test_those_who_only_joined_are_on_the_project_and_not_on_today(
    book: Book, project: int, people: tuple[int, ...]
) -> None:
    partners.join(book, project, people)
    assert today.due(book) == []
    assert [each.detail for each in today.due(book, contact_id=people[0])] == ["Water · to be asked"]
