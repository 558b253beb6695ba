"""Keeping letters with the real worker: what is asked for before the answer has come is one letter still."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, drafts, outbox
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import DiskFull
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Worker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.shutdown()


@pytest.fixture
def runner(book: Book, worker: Worker) -> Iterator[Runner]:
    made = Runner(book, worker)
    yield made
    made.close()  # the page's timers may still ask


@pytest.fixture
def page(runner: Runner, worker: Worker, caught, qtbot: QtBot, elena: int) -> DraftsPage:  # type: ignore[no-untyped-def]
    """The page with a letter to Elena, composed."""
    made = DraftsPage(runner, outside=caught.outside())
    runner.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.start([elena])
    worker.settle()
    return made


def write(qtbot: QtBot, page: DraftsPage, words: str) -> None:
    body = page.writing.letter.body
    body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(body, words)


def kept(book: Book) -> list[tuple[str, str]]:
    """The end of each letter in the book, and how it has gone out."""
    return [
        (drafts.opened(book, one.draft_id).draft.body[-3:], one.exported_as) for one in drafts.lines(book)
    ]


def test_a_letter_kept_twice_before_the_answer_comes_is_one(
    page: DraftsPage, worker: Worker, book: Book, qtbot: QtBot
) -> None:
    write(qtbot, page, "one")
    page.leave()
    write(qtbot, page, "two")
    page.leave()
    worker.settle()
    assert kept(book) == [("two", "")]


def test_a_letter_sent_out_while_it_is_being_kept_is_one(
    page: DraftsPage, worker: Worker, book: Book, qtbot: QtBot
) -> None:
    write(qtbot, page, "one")
    page.writing.letters.settle()
    worker.settle()
    page.leave()
    page.copy()
    worker.settle()
    assert kept(book) == [("one", "copy")]


def test_a_letter_kept_while_it_is_being_sent_out_is_one(
    page: DraftsPage, worker: Worker, book: Book, qtbot: QtBot
) -> None:
    write(qtbot, page, "one")
    page.writing.letters.settle()
    worker.settle()
    page.copy()
    page.leave()
    worker.settle()
    assert kept(book) == [("one", "copy")]
    write(qtbot, page, "two")
    page.leave()
    page.leave()
    worker.settle()
    assert sorted(kept(book)) == [("one", "copy"), ("two", "")]


def test_what_could_not_be_sent_out_is_kept(
    page: DraftsPage, worker: Worker, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    monkeypatch.setattr(outbox, "write", full)
    write(qtbot, page, "one")
    page.writing.letters.settle()
    worker.settle()
    page.main_action()
    page.leave()
    worker.settle()
    assert kept(book) == []
    page.leave()
    worker.settle()
    assert kept(book) == [("one", "")]


def test_an_old_answer_does_not_take_back_what_was_typed_and_kept_since(
    page: DraftsPage, worker: Worker, book: Book, elena: int, qtbot: QtBot, runner: Runner
) -> None:
    write(qtbot, page, "one")
    page.leave()
    worker.settle()
    runner.do(lambda book: contacts.edit(book, elena, role="Head"), context=page)
    page.writing.letters.keeper.follow(Changes(""))  # asks what the book has
    write(qtbot, page, "two")
    page.leave()
    worker.settle()
    assert page.writing.letters.text(elena)[1].endswith("onetwo")
    assert kept(book) == [("two", "")]


def test_letters_that_were_refused_are_kept_when_others_are_in_hand(
    page: DraftsPage, worker: Worker, book: Book, elena: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    write(qtbot, page, "one")
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "keep", full)
        page.start([elena])
        worker.settle()
    assert kept(book) == []
    write(qtbot, page, "two")
    page.leave()
    worker.settle()
    assert sorted(kept(book)) == [("one", ""), ("two", "")]


def test_a_letter_put_away_is_owed_to_the_book(
    page: DraftsPage, worker: Worker, book: Book, elena: int, priya: int, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    page.writing.letters.add(priya)
    worker.settle()
    write(qtbot, page, "one")
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "keep", full)
        page.writing.letters.remove(elena)
        worker.settle()
    page.leave()
    worker.settle()
    assert kept(book) == [("one", "")]
