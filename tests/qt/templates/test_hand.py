"""What is typed into a template goes into this one, however late it reaches the book."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from partnerdesk.desk import own_templates
from partnerdesk.desk.book import Book
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates.hand import Hand
from tests.qt.conftest import Unhurried


@pytest.fixture
def hand(runner: Runner) -> Hand:
    return Hand(runner, runner)


@pytest.fixture
def places(book: Book) -> list[tuple[str, str]]:
    """Two templates of our own, by key and language."""
    made = [own_templates.begin(book, "en").made[0] for _ in range(2)]
    for template_id, word in zip(made, ("first", "second"), strict=True):
        own_templates.edit(book, template_id, subject=word, body=f"The {word} one.")
    return [own_templates.place_of(book, each) for each in made]


def bodies(book: Book, places: list[tuple[str, str]]) -> list[str]:
    return [own_templates.text(book, *each).template.body for each in places]


@contextmanager
def held(book: Book) -> Iterator[None]:
    """Meanwhile another program holds the book, and nobody waits for it."""
    with book.read() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=1")
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_a_text_that_could_not_be_kept_is_kept_later_in_its_own_template(
    book: Book, hand: Hand, places: list[tuple[str, str]]
) -> None:
    refused: list[PartnerDeskError] = []
    hand.refused.connect(refused.append)
    hand.open(*places[0])
    hand.type("first", "Typed into the first one.")
    with held(book):
        hand.open(*places[1])
    assert "in use" in str(refused[0])
    assert bodies(book, places) == ["The first one.", "The second one."]
    hand.type("second", "Typed into the second one.")
    hand.keep()
    assert bodies(book, places) == ["Typed into the first one.", "Typed into the second one."]


def test_a_text_that_could_not_be_kept_is_there_when_its_template_is_opened_again(
    book: Book, hand: Hand, places: list[tuple[str, str]]
) -> None:
    hand.open(*places[0])
    hand.type("first", "Typed into the first one.")
    with held(book):
        hand.open(*places[1])
        hand.open(*places[0])
        assert hand.text is not None
        assert hand.text.template.body == "Typed into the first one."
    hand.keep()
    assert bodies(book, places) == ["Typed into the first one.", "The second one."]


def test_what_is_typed_before_another_template_is_there_goes_into_the_one_shown(
    book: Book, hand: Hand, places: list[tuple[str, str]], unhurried: Unhurried
) -> None:
    hand.open(*places[0])
    with unhurried.busy():
        hand.open(*places[1])
        hand.type("first", "Typed into the first one, still shown.")
    hand.keep()
    assert bodies(book, places) == ["Typed into the first one, still shown.", "The second one."]
