"""Who wrote the letters of a mailbox, kept small until all of them are read."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.formats import people
from partnerdesk.formats.writers import Writer, Writers

DAY = datetime(2027, 1, 4, 10, tzinfo=UTC)


def letter(who: str, number: int) -> str:
    at = DAY + timedelta(days=number % 300)
    return (
        f"From - Mon Jan  4 10:00:00 2027\nFrom: Ana Lima {who} <ana.{who}@escola.example>\n"
        f"Date: {at:%d %b %Y %H:%M:%S +0000}\nSubject: A project with Rui {number}\n"
        "\nDear all,\n\nwe are glad to meet your class in March, and send the words of our songs.\n\n-- \n"
        f"Ana Lima {who}\nTeacher of music\nEscola Nova {who}\n+351 222 555 {number:04}\n\n"
    )


def read(data: str) -> list[Card]:
    return [each for each in people.read(data.encode(), several=True) if isinstance(each, Card)]


@pytest.mark.parametrize("at", [None, DAY])
def test_who_is_packed_comes_back_whole(at: datetime | None) -> None:
    said = Card(name="Ana", role="Head", phones=(("+351 222 555 010", "mobile"), ("12", "")))
    letters = [(DAY, "Überall ✓"), (DAY.replace(year=1969), "")]
    writer = Writer("letter 1, line 1", "Ana", "A@b.example", at, letters, ["none"], said, {"Web: a": None})
    assert Writer.unpacked(writer.packed()) == writer


def test_writers_come_in_the_order_of_their_first_letters_however_many_they_wrote() -> None:
    order = [0, *[1] * 30, 2, 0, *[2] * 7, 3, 0]
    cards = read("".join(letter(str(who), number) for number, who in enumerate(order)))
    assert [card.name for card in cards] == ["Ana Lima 0", "Ana Lima 1", "Ana Lima 2", "Ana Lima 3"]
    assert [len(card.entries) for card in cards] == [order.count(who) for who in range(4)]
    numbers = [number for number, who in enumerate(order) if who == 1]
    _, often, *_ = cards
    assert often.phones == ((f"+351 222 555 {numbers[-1]:04}", ""),)
    assert often.notes.split("\n") == [f"Earlier phone: +351 222 555 {each:04}" for each in numbers[:-1]]


def test_who_was_handed_on_is_forgotten() -> None:
    writers = Writers()
    writers.put("a", Writer("letter 1", "A", "a", DAY, [(DAY, "B")], [], Card(), {}))
    assert [each.name for each in writers.handed_on()] == ["A"]
    assert writers.get("a") is None
    assert [*writers.handed_on()] == []


def test_a_mailbox_of_as_many_people_as_letters_is_held_in_less_than_twice_its_size() -> None:
    read(letter("0", 0))  # what is loaded once
    data = "".join(letter(str(number), number) for number in range(1_000)).encode()
    tracemalloc.start()
    try:
        count = sum(1 for _ in people.read(data, several=True))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 1_000
    assert peak < 2 * len(data)
