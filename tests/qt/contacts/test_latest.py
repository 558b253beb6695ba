"""Only the newest question counts."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from partnerdesk.desk.book import Book
from partnerdesk.errors import Refused
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Task


class Slow(QObject):
    """A worker that does its jobs when told to."""

    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], object], Callable[[Any], object]]] = []

    def run(self, job: Any, done: Any, failed: Any = None, *, context: QObject | None = None) -> Task[Any]:
        self.waiting.append((job, done, failed))
        return Task(lambda progress: None, done, failed, None, None, context)

    run_long = run

    def answer(self) -> None:
        job, done, failed = self.waiting.pop(0)
        try:
            done(job())
        except Refused as error:
            failed(error)


@pytest.fixture
def slow(qapp: object) -> Slow:
    return Slow()


@pytest.fixture
def latest(slow: Slow, book: Book, qapp: object) -> Latest[str]:
    runner = Runner(book, slow)  # type: ignore[arg-type]
    return Latest(runner, runner)


def test_questions_overtaken_while_waiting_are_never_asked(latest: Latest[str], slow: Slow) -> None:
    asked, answered = [], []
    for letter in "munoz":
        latest.ask(lambda book, each=letter: asked.append(each) or each, answered.append)  # type: ignore[misc]
    assert len(slow.waiting) == 1
    slow.answer()
    assert answered == []  # older than what waits
    slow.answer()
    assert (asked, answered) == (["m", "z"], ["z"])


def test_what_was_dropped_is_not_answered(latest: Latest[str], slow: Slow) -> None:
    answered: list[str] = []
    latest.ask(lambda book: "m", answered.append)
    latest.drop()
    slow.answer()
    assert answered == []
    latest.ask(lambda book: "n", answered.append)
    slow.answer()
    assert answered == ["n"]


def test_a_failed_question_lets_the_next_one_through(latest: Latest[str], slow: Slow) -> None:
    def refuse(book: Book) -> str:
        raise Refused("No.")

    answered: list[str] = []
    latest.ask(refuse, answered.append)
    latest.ask(lambda book: "n", answered.append)
    slow.answer()
    slow.answer()
    assert answered == ["n"]
