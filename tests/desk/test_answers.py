"""Answers: filed once with whoever wrote them, and the approach follows; machines' answers do not count."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import answers, approaches, contacts, drafts, pile, today
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound, Refused
from partnerdesk.storage.records import Approach, DraftRecord

BODY = """Sí, con mucho gusto. ¿Le parece el martes 16 de marzo a las 10:00?

El vie, 26 feb 2027 a las 9:00, Ana Lee escribió:
> Estimada profesora
--
Elena Ruiz"""


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        languages=("es",),
        emails=[("Elena.Ruiz@normal.example.org", "")],
    ).made[0]


@pytest.fixture
def asked(book: Book, elena: int) -> int:
    """A letter to Elena, of which nobody has said that it was sent."""
    slot = Slot.parse("2027-03-18 10:00 America/Hermosillo")
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[slot])
    return drafts.write_out(book, letters, kind="copy")[0].made[0]


def eml(
    folder: Path,
    body: str = BODY,
    *,
    sender: str = "Elena <elena.ruiz@normal.example.org>",
    head: str = "Message-ID: <1@normal.example.org>\n",
    name: str = "answer.eml",
) -> Path:
    path = folder / name
    path.write_bytes(
        f"From: {sender}\nTo: ana.lee@lincoln.example.org\nDate: Mon, 01 Mar 2027 15:00:00 +0000\n"
        f"Subject: Re: Water\nContent-Type: text/plain; charset=utf-8\n{head}\n{body}\n".encode()
    )
    return path


def approach(book: Book) -> Approach:
    with book.read() as session:
        return session.get_one(Approach, 1)


def filed(book: Book, path: Path, contact_id: int | None = None, **options: bool) -> str:
    return answers.file(book, answers.read(book, path), contact_id, **options).label


def test_an_answer_is_filed_without_what_it_quotes(book: Book, elena: int, tmp_path: Path) -> None:
    found = answers.read(book, eml(tmp_path))
    assert (found.contact_id, found.name, found.filed) == (elena, "Elena Ruiz", False)
    assert answers.file(book, found).label == "Filed the answer of Elena Ruiz"
    (entry,) = contacts.card(book, elena).entries
    assert (entry.kind, entry.at) == ("answered", datetime(2027, 3, 1, 15, 0, tzinfo=UTC))
    assert entry.text == (
        "Answered: Re: Water\n\nSí, con mucho gusto. ¿Le parece el martes 16 de marzo a las 10:00?"
    )


def test_the_same_letter_twice_changes_nothing(book: Book, elena: int, tmp_path: Path) -> None:
    filed(book, eml(tmp_path))
    again = answers.read(book, eml(tmp_path, name="copy.eml"))
    assert again.filed
    changes = answers.file(book, again)
    assert not changes.touched
    assert changes.label == "That letter of Elena Ruiz is filed already"
    assert len(contacts.card(book, elena).entries) == 1


def test_an_answer_moves_the_approach_on_and_proposes_what_is_next(
    book: Book, asked: int, tmp_path: Path
) -> None:
    filed(book, eml(tmp_path))
    assert approach(book).state == "replied"
    with book.read() as session:
        assert session.get_one(DraftRecord, asked).sent == "yes"  # else there would be no answer
    (item,) = today.due(book)
    assert (item.kind, item.verb, item.act) == ("answered", "Use this time", "use")
    assert item.slots == (Slot.parse("2027-03-16 10:00 America/Hermosillo"),)
    assert item.detail == ("They may propose Tuesday 16 March, 10:00 in Hermosillo (13:00 for you)")
    book.undo()
    assert [each.kind for each in today.due(book)] == ["unsent"]


@pytest.mark.parametrize(
    "body",
    [
        "De acuerdo, el jueves 18 de marzo a las 10:00 está perfecto.",
        "El jueves 18 de marzo a las 10:00.",
        "Sim, combinado: quinta-feira, 18 de março, às 10h.",
    ],
)
def test_who_accepts_our_own_time_is_said_to(book: Book, asked: int, tmp_path: Path, body: str) -> None:
    filed(book, eml(tmp_path, body))
    (item,) = today.due(book)
    assert item.sentence == "Elena Ruiz accepts Thursday 18 March, 10:00 in Hermosillo (13:00 for you)"
    assert (item.verb, item.act) == ("They agreed", "agree")
    assert (item.reply, item.reply_slots) == (
        "confirmation", (Slot.parse("2027-03-18 10:00 America/Hermosillo"),),
    )  # fmt: skip


def test_who_asks_about_our_own_time_has_not_accepted_it(book: Book, asked: int, tmp_path: Path) -> None:
    filed(book, eml(tmp_path, "¿El jueves 18 de marzo a las 10:00 en Zoom o en Meet?"))
    (item,) = today.due(book)
    assert item.act == "use"


def test_a_no_is_answered_with_thanks_for_it(book: Book, asked: int, tmp_path: Path) -> None:
    filed(book, eml(tmp_path, "Lamentablemente no podemos."))
    (item,) = today.due(book)
    assert (item.act, item.reply) == ("decline", "kept-on-file")


def test_a_yes_to_the_one_time_of_ours_is_confirmed_with_it(book: Book, asked: int, tmp_path: Path) -> None:
    filed(book, eml(tmp_path, "Sí, con mucho gusto."))
    (item,) = today.due(book)
    assert (item.act, item.reply) == ("agree", "confirmation")
    assert item.reply_slots == (Slot.parse("2027-03-18 10:00 America/Hermosillo"),)


@pytest.mark.parametrize(
    ("body", "verb", "act"),
    [
        ("Sí, con mucho gusto.", "They agreed", "agree"),
        ("Lamentablemente no podemos.", "They declined", "decline"),
        ("Gracias por su carta.", "Answer", "answer"),
    ],
)
def test_what_it_leans_to_is_proposed(
    book: Book, asked: int, tmp_path: Path, body: str, verb: str, act: str
) -> None:
    filed(book, eml(tmp_path, body))
    (item,) = today.due(book)
    assert (item.verb, item.act) == (verb, act)
    assert item.detail == f"“{body}”"
    assert approach(book).state == "replied"  # the user decides


def test_a_slot_in_the_head_is_read(book: Book, asked: int, tmp_path: Path) -> None:
    head = "X-PartnerDesk-Slot: 2027-03-17T11:00; zone=America/Hermosillo; minutes=45; fold=0\n"
    filed(book, eml(tmp_path, "Sí.", head=head))
    (item,) = today.due(book)
    assert item.slots == (Slot.parse("2027-03-17 11:00 America/Hermosillo"),)


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Auto-Submitted: auto-replied\n", "Filed an automatic reply of Elena Ruiz: no answer yet"),
        ("Precedence: auto_reply\n", "Filed an automatic reply of Elena Ruiz: no answer yet"),
    ],
)
def test_an_automatic_reply_is_no_answer(
    book: Book, asked: int, elena: int, tmp_path: Path, head: str, label: str
) -> None:
    approaches.sent(book, [asked])
    assert filed(book, eml(tmp_path, "I am away", head=head)) == label
    assert approach(book).state == "sent"
    newest = contacts.card(book, elena).entries[0]
    assert (newest.kind, newest.text) == ("note", "Automatic reply: Re: Water\n\nI am away")


def test_an_address_that_nobody_has_is_said_and_can_be_added(book: Book, elena: int, tmp_path: Path) -> None:
    path = eml(tmp_path, sender="E. Ruiz <e.ruiz@home.example.org>")
    found = answers.read(book, path)
    assert (found.contact_id, found.name) == (None, "E. Ruiz")
    with pytest.raises(NotFound, match=r"e\.ruiz@home\.example\.org"):
        answers.file(book, found)
    assert contacts.card(book, elena).entries == []
    answers.file(book, found, elena, add_address=True)
    card = contacts.card(book, elena)
    assert [each.address for each in card.emails] == [
        "Elena.Ruiz@normal.example.org", "e.ruiz@home.example.org",
    ]  # fmt: skip
    book.undo()
    card = contacts.card(book, elena)
    assert (len(card.emails), card.entries) == (1, [])


def test_of_two_with_one_address_the_one_that_was_written_to(
    book: Book, elena: int, asked: int, tmp_path: Path
) -> None:
    contacts.add(book, name="Aaron", emails=[("elena.ruiz@normal.example.org", "")])
    assert answers.read(book, eml(tmp_path)).contact_id == elena


def test_somebody_in_trash_is_not_written_to(book: Book, elena: int, tmp_path: Path) -> None:
    contacts.trash(book, [elena])
    with pytest.raises(Refused, match="in Trash"):
        answers.read(book, eml(tmp_path))


def test_what_is_no_answer_is_refused(book: Book, tmp_path: Path) -> None:
    nothing = tmp_path / "x.eml"
    nothing.write_bytes(b"\0\1\2")
    own = eml(tmp_path, sender="Ana Lee <Ana.Lee@lincoln.example.org>")
    for path, error in (
        (nothing, BadInput),
        (own, BadInput),
        (tmp_path / "gone", NotFound),
        (tmp_path, BadInput),
    ):
        with pytest.raises(error):
            answers.read(book, path)


@pytest.fixture
def two(book: Book, elena: int, tmp_path: Path) -> list[Path]:
    """A letter of Elena's, and one of Kari's."""
    contacts.add(book, name="Kari Dahl", emails=[("kari@skole.example.org", "")])
    other = {"sender": "kari@skole.example.org", "head": "Message-ID: <2@x.example>\n", "name": "kari.eml"}
    return [eml(tmp_path), eml(tmp_path, **other)]


def test_a_letter_that_is_twice_in_a_pile_is_filed_once(
    book: Book, elena: int, two: list[Path], tmp_path: Path
) -> None:
    read = pile.read_all(book, [two[0], eml(tmp_path, name="copy.eml"), two[1]])
    assert read.refused == ("“copy.eml” is a copy of another letter among them: it is filed once.",)
    changes, left = answers.file_all(book, read.clear)
    assert (changes.label, left) == ("Filed 2 answers", ())
    assert len(contacts.card(book, elena).entries) == 1
    again, left = answers.file_all(book, [*read.clear[:1], *read.clear[:1]])
    assert (again.label, again.touched) == ("No letter was filed", frozenset())
    assert left == ("That letter of Elena Ruiz is filed already.",) * 2


def test_one_letter_of_a_pile_filed_twice_keeps_what_it_is_called(
    book: Book, asked: int, two: list[Path]
) -> None:
    (first, _) = pile.read_all(book, two).clear
    changes, left = answers.file_all(book, [first, first])
    assert (changes.label, changes.made) == ("Filed the answer of Elena Ruiz", (1,))
    assert left == ("That letter of Elena Ruiz is filed already.",)


@pytest.mark.parametrize(
    ("gone", "why"), [(False, "Kari Dahl is in Trash."), (True, "They are no longer in the book.")]
)
def test_of_a_pile_the_others_are_filed_where_somebody_is_thrown_away_meanwhile(
    book: Book, elena: int, two: list[Path], gone: bool, why: str
) -> None:
    read = pile.read_all(book, two)
    if gone:
        book.undo()  # that Kari was added
    else:
        contacts.trash(book, [elena + 1])
    changes, left = answers.file_all(book, read.clear)
    assert changes.label == "Filed the answer of Elena Ruiz"
    assert left == (f"The letter of Kari Dahl is not filed. {why}",)
    assert len(contacts.card(book, elena).entries) == 1


def test_an_answer_without_an_approach_opens_none(book: Book, elena: int, tmp_path: Path) -> None:
    filed(book, eml(tmp_path))
    assert [each.approach_id for each in today.due(book)] == [None]


def test_an_answer_dated_in_the_future_was_written_now(book: Book, elena: int, tmp_path: Path) -> None:
    path = eml(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"2027", b"2035"))
    filed(book, path)
    assert contacts.card(book, elena).entries[0].at.date() == date(2027, 3, 1)


def test_real_messages_can_be_filed(book: Book, elena: int, shared: Path) -> None:
    files = sorted((shared / "corpora").rglob("*.eml"))
    assert len(files) > 90
    refused = []
    for path in files:
        try:
            answers.file(book, answers.read(book, path), elena)
        except BadInput as error:
            refused.append(error.message)
    assert all("is no letter" in each for each in refused)
    assert len(refused) < 5
    assert len(contacts.card(book, elena).entries) > 75  # some are there twice


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_the_open_book_is_never_read_as_a_letter(book: Book, elena: int, tmp_path: Path, ending: str) -> None:
    with pytest.raises(BadInput, match="is the book itself"):
        answers.read(book, Path(f"{book.path}{ending}"))
    link = tmp_path / "letter.eml"
    link.symlink_to(book.path)
    with pytest.raises(BadInput, match="is the book itself"):
        answers.read(book, link)
