"""Home, and the book that begins with it."""

from pathlib import Path

import pytest

from partnerdesk.core.places import Place
from partnerdesk.desk import home
from partnerdesk.desk.book import open_book
from partnerdesk.desk.making import making
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound, PartnerDeskError, Refused


def detroit() -> Place:
    return locate("Detroit", "US")


def test_a_book_begins_with_its_home_and_nothing_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "b.partnerdesk"
    home.start_book(
        path, name=" Ana  Lee ", organisation="Lincoln School", place=detroit(), languages=["EN"]
    ).close()
    with open_book(path) as book:
        ours = home.get(book)
        assert (ours.name, ours.organisation, ours.languages) == ("Ana Lee", "Lincoln School", ("en",))
        assert ours.place.zone == "America/Detroit"
        assert book.undoable() == ("", "")
        assert book.undo() is None
    assert [each.name for each in tmp_path.iterdir()] == ["b.partnerdesk"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ["name", "city"]),
        ({"name": "Ana Lee"}, ["city"]),
        ({"name": "Ana Lee", "place": Place("Nowhere", country="US")}, ["zone"]),
        ({"name": " ", "email": "a@b@c", "languages": ["xx"], "place": Place("X", zone="Europe/Paris")},
         ["name", "email", "languages"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_by_field_and_nothing_is_made(
    tmp_path: Path, fields: home.HomeFields, wrong: list[str]
) -> None:
    assert [each.field for each in home.problems(**fields)] == wrong
    with pytest.raises(BadInput) as caught:
        home.start_book(tmp_path / "b", **fields)
    assert caught.value.field == wrong[0]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("a letter")
    with pytest.raises(Refused, match="exists already"):
        home.start_book(tmp_path / "b", name="Ana Lee", place=detroit())
    assert (tmp_path / "b").read_text() == "a letter"


@pytest.mark.parametrize("where", ["no/such/b", "file/b", "x" * 300])
def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PartnerDeskError) as caught:
        home.start_book(tmp_path / where, name="Ana Lee", place=detroit())
    assert caught.value.hint
    assert isinstance(caught.value, NotFound) or len(where) > 100
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_stops_the_filling_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with making(tmp_path / "b") as book:
            home.edit(book, name="Ana Lee")
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert list(tmp_path.iterdir()) == []
