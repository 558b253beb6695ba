"""Today in the window: the first page, its count, the answers that are filed, the card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from partnerdesk.desk import approaches, contacts, listing, pile, today
from partnerdesk.desk.book import Book
from partnerdesk.qt.choosing import FileDialog
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.pages import PAGES
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.widgets import LinkButton
from tests.qt.today.conftest import SLOT, Clock

HEAD = b"Date: Mon, 01 Mar 2027 15:00:00 +0000\nSubject: Re: Agua\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def frame(written: int, runner: Runner, settings: Settings, qtbot: QtBot) -> Iterator[Frame]:
    made = Frame(runner, settings)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made._watch.stop()
    made._quiet.stop()


def eml(folder: Path, sender: bytes, name: str = "answer") -> Path:
    path = folder / f"{name}.eml"
    key = b"Message-ID: <" + name.encode() + b"@x.example>\n"
    path.write_bytes(b"From: " + sender + b"\n" + HEAD + key + b"\n" + "Sí, con gusto.".encode())
    return path


def counts(frame: Frame) -> str:
    return frame.navigation._entries["today"].accessibleName()


def test_it_is_the_first_page_and_shown_at_first(frame: Frame, clock: Clock) -> None:
    assert PAGES[0] == ("today", "Today")
    assert frame.page is frame.today
    assert counts(frame) == "Today, 1"


def test_in_an_empty_book_today_leads_to_the_first_card(
    runner: Runner, settings: Settings, qtbot: QtBot
) -> None:
    made = Frame(runner, settings)
    qtbot.addWidget(made)
    made.show()
    assert made.page is made.today
    with qtbot.waitSignal(made.sampleRequested):
        made.today.sampleAsked.emit()
    made.page.main_action()
    assert made.page is made.contacts
    assert made.contacts.panel.editing
    made._watch.stop()
    made._quiet.stop()


def test_the_place_left_last_is_shown_again(
    written: int, runner: Runner, settings: Settings, qtbot: QtBot
) -> None:
    settings.keep_text("page", "contacts")
    made = Frame(runner, settings)
    qtbot.addWidget(made)
    assert made.page is made.contacts
    assert "today" not in made._made
    made._prepare()
    assert counts(made) == "Today, 1"
    made.close_book()


def test_the_count_follows(frame: Frame, book: Book, written: int) -> None:
    frame.runner.do(lambda book: approaches.sent(book, [written]), context=frame)
    assert counts(frame) == "Today"
    frame.undo()
    assert counts(frame) == "Today, 1"


def test_a_reminder_is_begun_with_its_template(frame: Frame, elena: int, clock: Clock) -> None:
    frame.today.writeAsked.emit([elena], (SLOT,), "reminder", 0)
    assert frame.page is frame.drafts
    asked = frame.drafts.writing.letters.asked
    assert (asked.contact_ids, asked.template, asked.slots, asked.project) == (
        (elena,), "reminder", (SLOT,), 0,
    )  # fmt: skip


def test_a_page_laid_out_for_a_wide_window_does_not_push_another_out_of_a_narrow_one(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.resize(1400, 800)
    frame.go("today")
    qtbot.waitUntil(lambda: frame.today.beside is not None and frame.today.beside.isVisible())
    frame.write_to([])
    frame.resize(1000, 800)
    QApplication.processEvents()
    page = frame.drafts
    assert page.mapTo(frame, page.rect().topRight()).x() < frame.width()
    assert frame.minimumSizeHint().width() < 1000


def test_an_unsent_letter_is_opened(frame: Frame, written: int) -> None:
    frame.today.openAsked.emit(written)
    assert frame.page is frame.drafts
    assert frame.drafts.writing.letters.asked.contact_ids != ()


def test_an_answer_is_filed_with_whoever_wrote_it(frame: Frame, book: Book, tmp_path: Path) -> None:
    frame.go("contacts")
    frame.filing.file(eml(tmp_path, b"elena.ruiz@normal.example.org"))
    assert frame.bar.text == "Filed the answer of Elena Ruiz"
    assert frame.page is frame.today
    (line,) = frame.today.lines
    assert line.item.verb == "They agreed"
    frame.filing.file(eml(tmp_path, b"elena.ruiz@normal.example.org"))
    assert frame._trouble.text == "That letter of Elena Ruiz is filed already."
    assert len(today.due(book)) == 1
    frame.undo()
    assert frame.today.lines[0].item.kind == "unsent"


def test_who_was_never_asked_and_writes_is_answered_or_done_with(
    frame: Frame, book: Book, tmp_path: Path
) -> None:
    contacts.add(book, name="Tomás Muñoz", emails=[("t@example.org", "")])
    frame.filing.file(eml(tmp_path, b"t@example.org"))
    line = next(each for each in frame.today.lines if each.item.name == "Tomás Muñoz")
    assert line.item.kind == "answered"
    line.show_menu()
    menu = line.findChild(QMenu)
    assert menu is not None
    acts = {each.text(): each for each in menu.actions()}
    assert list(acts) == ["File an answer…", "Done by another way", "", "Show the contact"]
    acts["Done by another way"].trigger()
    assert frame.bar.text == "Done: Tomás Muñoz"
    assert "Tomás Muñoz" not in [each.item.name for each in frame.today.lines]


def test_an_address_that_is_not_theirs_is_asked_about(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    frame.contacts.letterDropped.emit(eml(tmp_path, b"e@home.example.org"), elena, "Elena Ruiz")
    assert "e@home.example.org, which is no address of Elena Ruiz" in frame._trouble.text
    assert contacts.card(book, elena).entries[0].kind == "written"
    frame._trouble._actions[0].click()
    card = contacts.card(book, elena)
    assert card.entries[0].kind in ("answered", "written")
    assert [each.address for each in card.emails][-1] == "e@home.example.org"
    assert frame._trouble.isHidden()


def test_a_letter_of_another_contact_is_asked_about(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    other = contacts.add(book, name="Tomás Muñoz", emails=[("t@example.org", "")]).made[0]
    frame.filing.file(eml(tmp_path, b"t@example.org"), elena, "Elena Ruiz")
    assert frame._trouble.text == "This letter is from Tomás Muñoz, not from Elena Ruiz."
    frame._trouble._actions[0].click()
    assert [each.kind for each in contacts.card(book, other).entries] == ["answered"]
    assert [each.kind for each in today.due(book, contact_id=elena)] == ["unsent"]


def test_a_person_is_picked_for_a_letter_from_an_address_that_nobody_has(
    qtbot: QtBot, frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    frame.filing.file(eml(tmp_path, b"e@home.example.org"))
    assert frame._trouble.text == "Nobody in the book has the address e@home.example.org. Whose letter is it?"
    (finder,) = frame._trouble.findChildren(Finder)
    qtbot.keyClicks(finder, "elena")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    card = contacts.card(book, elena)
    assert card.entries[0].kind in ("answered", "written")
    assert [each.address for each in card.emails][-1] == "e@home.example.org"
    assert [each.kind for each in today.due(book)] == ["answered"]
    assert frame._trouble.isHidden()


def test_whoever_wrote_can_be_taken_up_as_somebody_new(frame: Frame, book: Book, tmp_path: Path) -> None:
    frame.filing.file(eml(tmp_path, b"nobody@example.org"))
    frame._trouble._actions[1].click()
    (key,) = listing.find(book, text="nobody@example.org")
    assert [each.kind for each in contacts.card(book, key).entries] == ["answered"]
    assert frame.page_name == "contacts"
    book.undo()
    assert not listing.find(book, text="nobody@example.org")


def test_for_a_letter_that_came_back_whoever_it_was_for_is_picked(
    qtbot: QtBot, frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    path = eml(tmp_path, b"MAILER-DAEMON@mx.example.org")
    frame.filing.file(path)
    assert frame._trouble.text == "A letter came back. Whom was it for?"
    (finder,) = frame._trouble.findChildren(Finder)
    qtbot.keyClicks(finder, "elena")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert [each.kind for each in today.due(book)] == ["returned"]
    line = next(each for each in frame.today.lines if each.item.kind == "returned")
    line.button.click()
    assert frame.page_name == "contacts"


def test_a_letter_that_came_back_from_a_stranger_is_asked_about(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    path = eml(tmp_path, b"MAILER-DAEMON@mx.example.org")
    path.write_bytes(b"X-Failed-Recipients: stranger@elsewhere.example\n" + path.read_bytes())
    frame.contacts.letterDropped.emit(path, elena, "Elena Ruiz")
    said = "This report is about a letter to stranger@elsewhere.example, which is no address of Elena Ruiz."
    assert frame._trouble.text == said
    assert "returned" not in [each.kind for each in today.due(book)]
    frame._trouble._actions[0].click()
    assert [each.kind for each in today.due(book)] == ["returned"]


def test_a_report_that_names_another_contact_is_filed_with_whom_it_names(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    other = contacts.add(book, name="Tomás Muñoz", emails=[("t@example.org", "")]).made[0]
    path = eml(tmp_path, b"MAILER-DAEMON@mx.example.org")
    path.write_bytes(b"X-Failed-Recipients: t@example.org\n" + path.read_bytes())
    frame.contacts.letterDropped.emit(path, elena, "Elena Ruiz")
    assert frame._trouble.text == "This report is about a letter to Tomás Muñoz, not to Elena Ruiz."
    frame._trouble._actions[0].click()
    assert [each.kind for each in contacts.card(book, other).entries] == ["note"]


def test_what_is_no_file_is_said(frame: Frame, tmp_path: Path) -> None:
    frame.filing.file(tmp_path / "gone.eml")
    assert "There is no file" in frame._trouble.text


def test_the_card_tells_the_last_and_the_next_step(
    frame: Frame, book: Book, elena: int, written: int
) -> None:
    frame.runner.do(lambda book: approaches.sent(book, [written]), context=frame)
    frame.go("contacts")
    frame.contacts.show_contact(elena)
    words = frame.contacts.panel.card.step_words
    assert words == ("First letter sent on 1 March", "Remind from 10 March: 0 of 7 school days have passed")


def test_our_own_address_is_never_offered_as_somebody_elses(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    frame.contacts.letterDropped.emit(eml(tmp_path, b"Ana Lee <ana@home.example.org>"), elena, "Elena Ruiz")
    assert "It bears your own name" in frame._trouble.text
    assert [each.text() for each in frame._trouble.findChildren(LinkButton) if each.isVisible()] == [
        "File it only"
    ]


def test_several_answers_are_filed_in_one_step_and_the_unclear_ones_asked_about(
    qtbot: QtBot, frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    tomas = contacts.add(book, name="Tomás Muñoz Gil", emails=[("t@example.org", "")]).made[0]
    broken = tmp_path / "empty.eml"
    broken.write_bytes(b"")
    own = "Tomás Muñoz".encode()
    frame.filing.file_all(
        [
            eml(tmp_path, b"elena.ruiz@normal.example.org", "a"),
            eml(tmp_path, b"t@example.org", "b"),
            eml(tmp_path, own + b" <private@example.org>", "c"),
            eml(tmp_path, b"Nobody Known <n@example.org>", "d"),
            broken,
        ]
    )
    assert frame.bar.text == "Filed 2 answers"
    assert frame.page is frame.today
    assert [each.kind for each in today.due(book)] == ["answered", "answered"]
    asked = "Nobody in the book has the address private@example.org. Whose letter is it?"
    assert frame._trouble.text == f"{asked} 1 more is asked about after it."
    likely, new = [each for each in frame._trouble._actions if isinstance(each, LinkButton)]
    assert likely.text() == "It is Tomás Muñoz Gil"
    assert new.text() == "Add Tomás Muñoz as a new contact"
    likely.click()
    there = [each.address for each in contacts.card(book, tomas).emails]
    assert there == ["t@example.org", "private@example.org"]
    assert frame._trouble.text == "Nobody in the book has the address n@example.org. Whose letter is it?"
    qtbot.keyClick(frame._trouble, Qt.Key.Key_Escape)  # it is left as it is
    assert frame._trouble.text == "“empty.eml” is no letter."
    frame.undo()
    frame.undo()
    assert [each.kind for each in today.due(book)] == ["unsent"]


def test_what_was_left_out_of_several_is_said_beside_the_page(
    frame: Frame, book: Book, elena: int, tmp_path: Path
) -> None:
    tomas = contacts.add(book, name="Tomás Muñoz", emails=[("t@example.org", "")]).made[0]
    both = [
        eml(tmp_path, b"elena.ruiz@normal.example.org", "a"),
        eml(tmp_path, b"t@example.org", "b"),
    ]
    read = pile.read_all(book, both)
    contacts.trash(book, [tomas])
    frame.filing._file_pile(read)
    assert frame.bar.text == "Filed the answer of Elena Ruiz"
    assert frame._trouble.text == "The letter of Tomás Muñoz is not filed. Tomás Muñoz is in Trash."


def test_what_is_asked_about_a_letter_goes_when_another_page_is_shown(
    frame: Frame, book: Book, tmp_path: Path
) -> None:
    frame.filing.file_all([eml(tmp_path, b"n@example.org", "a"), eml(tmp_path, b"m@example.org", "b")])
    assert not frame._trouble.isHidden()
    frame.go("drafts")
    assert frame._trouble.isHidden()
    frame.go("today")
    assert frame._trouble.isHidden()
    frame.filing.file(eml(tmp_path, b"elena.ruiz@normal.example.org"))
    frame.filing.file(eml(tmp_path, b"elena.ruiz@normal.example.org"))
    assert frame._trouble.text == "That letter of Elena Ruiz is filed already."
    frame.go("contacts")
    assert frame._trouble.isHidden()


def test_files_are_chosen_together(frame: Frame, elena: int, tmp_path: Path) -> None:
    modes = FileDialog.FileMode
    for contact_id, mode in ((0, modes.ExistingFiles), (elena, modes.ExistingFile)):
        frame.filing.choose(frame, contact_id)
        dialog = frame.findChildren(FileDialog)[-1]
        assert dialog.fileMode() == mode
        dialog.reject()
    frame.filing.choose(frame)
    dialog = frame.findChildren(FileDialog)[-1]
    files = [eml(tmp_path, b"elena.ruiz@normal.example.org", name) for name in ("a", "b")]
    dialog.filesSelected.emit([str(each) for each in files])
    dialog.reject()
    assert frame.bar.text == "Filed 2 answers"
