"""A letter that came back: filed with whom it did not reach, and Today asks for another address."""

from datetime import timedelta
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import answers, approaches, contacts, drafts, partners, projects, today
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_people import people
from partnerdesk.desk.places import locate
from partnerdesk.desk.steps import steps
from partnerdesk.storage.records import Approach, DraftRecord
from tests.desk.conftest import NOW

OLD, NEW = "elena@normal.example.org", "e.ruiz@school.example.org"
REPORT = f"""From: Mail Delivery <MAILER-DAEMON@mx.example.org>
To: ana.lee@lincoln.example.org
Date: Mon, 01 Mar 2027 15:00:00 +0000
Subject: Undelivered mail
Message-ID: <7@mx.example.org>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {OLD}
Action: ACTION
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--b--
"""


@pytest.fixture
def elena(book: Book) -> int:
    place = locate(city="Hermosillo", country="MX")
    return contacts.add(book, name="Elena Ruiz", place=place, languages=("es",), emails=[(OLD, "")]).made[0]


def written(book: Book, contact_id: int, template: str = "first-proposal") -> int:
    slot = Slot.parse("2027-03-18 10:00 America/Hermosillo")
    letters = drafts.prepare(book, [contact_id], template=template, slots=[slot])
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [draft_id])
    return draft_id


def report(folder: Path, action: str = "failed") -> Path:
    path = folder / f"{action}.eml"
    path.write_text(REPORT.replace("ACTION", action))
    return path


def sent(book: Book, draft_id: int) -> str:
    with book.read() as session:
        return session.get_one(DraftRecord, draft_id).sent


def test_the_address_is_said_not_to_work_and_the_approach_waits_no_longer(
    book: Book, elena: int, tmp_path: Path
) -> None:
    draft_id = written(book, elena)
    changes = answers.file(book, answers.read(book, report(tmp_path)))
    assert changes.label == "The letter to Elena Ruiz came back: the address does not work"
    assert contacts.card(book, elena).entries[0].text == f"A letter came back from {OLD}: User unknown"
    assert sent(book, draft_id) == "back"
    (item,) = today.due(book)
    assert (item.kind, item.act, item.verb) == ("returned", "contact", "Change the address")
    assert item.sentence == f"Your letter to Elena Ruiz came back: {OLD} does not work"
    assert steps(book, elena).next == "Change the address"
    (person,) = people(book, [elena], "next", lambda _done, _all: None)
    assert person.heading == "To do now"
    with book.read() as session:
        approach = session.get_one(Approach, 1)
        assert (approach.state, approach.sent_at, approach.replied_at) == ("drafted", None, None)
    book.undo()
    assert sent(book, draft_id) == "yes"
    assert [each.kind for each in today.due(book)] == ["waiting"]


def test_with_another_address_the_letter_can_go_again_and_to_that_one(
    book: Book, elena: int, tmp_path: Path
) -> None:
    draft_id = written(book, elena)
    answers.file(book, answers.read(book, report(tmp_path)))
    contacts.edit(book, elena, emails=[(NEW, "")])
    (item,) = today.due(book)
    assert (item.kind, item.act, item.draft_ids) == ("returned", "open", (draft_id,))
    assert item.sentence == f"Your letter to Elena Ruiz came back: send it to {NEW}"
    letter = drafts.opened(book, draft_id)
    assert letter.draft.to.address == NEW
    again = drafts.write_out(book, [letter], kind="copy")[0].made[0]
    assert [each.kind for each in today.due(book)] == ["unsent"]
    approaches.sent(book, [again])
    assert [(each.kind, each.state) for each in today.due(book)] == [("waiting", "sent")]


def test_a_second_letter_to_that_address_is_advised_against(book: Book, elena: int, tmp_path: Path) -> None:
    draft_id = written(book, elena)
    answers.file(book, answers.read(book, report(tmp_path)))
    found = {each.rule: each for each in drafts.opened(book, draft_id).findings}
    assert found["address"].level == "advice"
    assert found["address"].text.startswith(f"Your last letter came back from {OLD}")
    assert found["last-letter"].level == "ok"  # what came back did not reach them
    approaches.sent(book, [draft_id])
    assert {each.level for each in drafts.opened(book, draft_id).findings if each.rule == "address"} == {"ok"}


def test_an_approach_whose_letter_the_book_does_not_have_asks_for_an_address_too(
    book: Book, elena: int, tmp_path: Path
) -> None:
    with book.write("Asked long ago") as writing:
        writing.session.add(Approach(contact_id=elena, state="sent", since=writing.now, sent_at=writing.now))
    answers.file(book, answers.read(book, report(tmp_path)))
    (item,) = today.due(book)
    assert (item.kind, item.act) == ("returned", "contact")
    contacts.edit(book, elena, emails=[(NEW, "")])
    (item,) = today.due(book)
    assert (item.act, item.template) == ("write", "first-proposal")


def test_a_letter_that_is_only_delayed_is_waited_for(book: Book, elena: int, tmp_path: Path) -> None:
    draft_id = written(book, elena)
    changes = answers.file(book, answers.read(book, report(tmp_path, "delayed")))
    assert changes.label == "The letter to Elena Ruiz is delayed: the mail system goes on trying"
    assert sent(book, draft_id) == "yes"
    assert [each.kind for each in today.due(book)] == ["waiting"]


def test_a_machines_address_is_never_kept_with_a_person(book: Book, elena: int, tmp_path: Path) -> None:
    answers.file(book, answers.read(book, report(tmp_path)), elena, add_address=True)
    assert [each.address for each in contacts.card(book, elena).emails] == [OLD]


def test_what_they_answered_already_stays_answered(book: Book, elena: int, tmp_path: Path) -> None:
    written(book, elena)
    approaches.replied(book, 1)
    answers.file(book, answers.read(book, report(tmp_path)))
    assert [each.kind for each in today.due(book)] == ["answered"]


def test_a_bounce_filed_late_leaves_the_letter_that_went_to_another_address_since(
    book: Book, elena: int, tmp_path: Path
) -> None:
    first = written(book, elena)
    book._clock = lambda: NOW + timedelta(days=2)
    contacts.edit(book, elena, emails=[(NEW, ""), (OLD, "")])
    second = written(book, elena)
    book._clock = lambda: NOW + timedelta(days=3)
    answers.file(book, answers.read(book, report(tmp_path)))
    assert (sent(book, first), sent(book, second)) == ("back", "yes")
    (item,) = today.due(book)
    assert (item.kind, item.state) == ("waiting", "sent")
    assert " of 7 school days" in item.detail  # it is the first one that reached them
    with book.read() as session:
        approach = session.get_one(Approach, 1)
        assert (approach.sent_at, approach.returned_from) == (NOW + timedelta(days=2), "")


def test_where_the_later_letter_went_to_the_same_address_it_is_still_the_address_that_fails(
    book: Book, elena: int, tmp_path: Path
) -> None:
    written(book, elena)
    book._clock = lambda: NOW + timedelta(days=2)
    written(book, elena, "reminder")
    answers.file(book, answers.read(book, report(tmp_path)))
    assert [each.kind for each in today.due(book)] == ["returned"]


@pytest.mark.parametrize("action", ["delivered", "relayed"])
def test_a_report_of_a_letter_that_arrived_is_a_note_and_no_more(
    book: Book, elena: int, tmp_path: Path, action: str
) -> None:
    draft_id = written(book, elena)
    answer = answers.read(book, report(tmp_path, action))
    assert answer.contact_id == elena
    changes = answers.file(book, answer, add_address=True)
    assert changes.label == "Filed a report on the letter to Elena Ruiz: it was passed on, nothing has failed"
    assert sent(book, draft_id) == "yes"
    assert [each.kind for each in today.due(book)] == ["waiting"]
    card = contacts.card(book, elena)
    assert (card.entries[0].kind, [each.address for each in card.emails]) == ("note", [OLD])


def test_an_answer_to_the_letter_that_went_again_leaves_the_other_one_as_come_back(
    book: Book, elena: int, tmp_path: Path
) -> None:
    first = written(book, elena)
    answers.file(book, answers.read(book, report(tmp_path)))
    contacts.edit(book, elena, emails=[(NEW, "")])
    second = written(book, elena)
    approaches.replied(book, 1)
    assert (sent(book, first), sent(book, second)) == ("back", "yes")
    assert drafts.opened(book, first).draft.to.address == NEW


def test_what_was_sent_again_counts_from_then_and_to_the_address_of_then(
    book: Book, elena: int, tmp_path: Path
) -> None:
    first = written(book, elena)
    answers.file(book, answers.read(book, report(tmp_path)))
    contacts.edit(book, elena, emails=[(NEW, "")])
    book._clock = lambda: NOW + timedelta(days=16)
    changes = approaches.sent_again(book, 1)
    assert changes.label == "Marked the letter to Elena Ruiz as sent again"
    (item,) = today.due(book)
    assert (item.kind, item.state) == ("waiting", "sent")
    assert item.detail.startswith("0 of 7 school days")
    newest = contacts.card(book, elena).entries[0]
    assert (newest.kind, newest.at) == ("sent", NOW + timedelta(days=16))
    assert newest.text.startswith(f"Sent again to {NEW}: ")
    (again,) = (each.draft_id for each in drafts.lines(book) if each.draft_id != first)
    assert (sent(book, first), sent(book, again)) == ("back", "yes")
    letter = drafts.opened(book, again).draft
    assert (letter.to.address, len(letter.slots)) == (NEW, 1)
    book.undo()
    assert [each.kind for each in today.due(book)] == ["returned"]
    assert len(drafts.lines(book)) == 1


def test_without_a_letter_in_the_book_it_can_be_sent_again_too(
    book: Book, elena: int, tmp_path: Path
) -> None:
    projects.add(book, title="Rivers")
    partners.join(book, 1, [elena])
    answers.file(book, answers.read(book, report(tmp_path)))
    assert [each.kind for each in today.due(book)] == ["returned"]
    approaches.sent_again(book, 1)
    assert [(each.kind, each.state) for each in today.due(book)] == [("waiting", "sent")]
    assert contacts.card(book, elena).entries[0].text == "Sent again"


def test_once_they_said_something_the_old_address_is_no_matter(
    book: Book, elena: int, tmp_path: Path
) -> None:
    draft_id = written(book, elena)
    answers.file(book, answers.read(book, report(tmp_path)))
    approaches.agree(book, 1)
    found = {each.rule: each.level for each in drafts.opened(book, draft_id).findings}
    assert found["address"] == "ok"
    approaches.ask_again(book, 1)
    assert [each.kind for each in today.due(book)] == ["waiting"]


def answer(folder: Path) -> Path:
    path = folder / "answer.eml"
    head = f"From: Elena <{OLD}>\nDate: Mon, 01 Mar 2027 14:30:00 +0000\nMessage-ID: <9@x.example.org>\n"
    path.write_text(f"{head}Subject: Re: Agua\n\nGracias por su carta.\n")
    return path


def test_an_answer_that_came_back_is_told_of_though_they_had_written_before(
    book: Book, elena: int, tmp_path: Path
) -> None:
    written(book, elena)
    answers.file(book, answers.read(book, answer(tmp_path)))
    assert [each.kind for each in today.due(book)] == ["answered"]
    letters = drafts.prepare(book, [elena], template="thanks", slots=[])
    draft_id = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [draft_id])
    answers.file(book, answers.read(book, report(tmp_path)))
    (item,) = today.due(book)
    assert (item.kind, item.act, item.approach_id) == ("returned", "contact", None)
    assert item.sentence == f"Your letter to Elena Ruiz came back: {OLD} does not work"
    assert steps(book, elena).next == "Change the address"
    found = {each.rule: each for each in drafts.opened(book, draft_id).findings}
    assert found["address"].level == "advice"
    contacts.edit(book, elena, emails=[(NEW, "")])
    (item,) = today.due(book)
    assert (item.act, item.draft_ids) == ("open", (draft_id,))
    assert item.sentence.endswith(f"send it to {NEW}")
    drafts.write_out(book, [drafts.opened(book, draft_id)], kind="copy")
    assert [each.kind for each in today.due(book)] == ["unsent"]
    book.undo()
    answers.done(book, elena)
    assert [each.kind for each in today.due(book)] != ["returned"]


def test_a_letter_to_somebody_never_asked_that_came_back_is_told_of(
    book: Book, elena: int, tmp_path: Path
) -> None:
    letters = drafts.prepare(book, [elena], template="polite-no", slots=[])
    drafts.write_out(book, letters, kind="copy")
    answers.file(book, answers.read(book, report(tmp_path)))
    assert [each.kind for each in today.due(book)] == ["returned"]
    answers.done(book, elena)
    assert today.due(book) == []
    book.undo()
    contacts.trash(book, [elena])
    assert today.due(book) == []
