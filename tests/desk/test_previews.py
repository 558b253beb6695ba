"""What is seen of files before they are taken in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.core.places import Place
from partnerdesk.desk import cardwords, contacts, exports, imports, previews
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.imports import Decisions, Incoming
from partnerdesk.desk.places import locate
from partnerdesk.desk.previews import Preview

HEAD = "Name,E-mail,Organisation,City,Country,Phone\n"


def table(*rows: str, name: str = "people.csv") -> Incoming:
    return imports.look((HEAD + "\n".join(rows) + "\n").encode(), name)


def seen(book: Book, *files: Incoming, decisions: Decisions | None = None) -> Preview:
    return previews.fill(Preview(), book, files, decisions)


def names(preview: Preview, rows: Sequence[int]) -> list[str]:
    found = (preview.row(each).fitted for each in rows)
    return [each.card.name for each in found if each]


def test_rows_are_found_by_what_becomes_of_them_and_by_file(book: Book) -> None:
    key = contacts.add(book, name="Elena Ruiz", emails=[("elena@normal.example", "")]).made[0]
    first = table(
        "Elena Ruiz,elena@normal.example,,,,+52 222 555 0199", "Rui Sá,rui@escola.pt,,,,", ",,,Puebla,,"
    )
    second = table("Rui Sá,rui@escola.pt,,Porto,Portugal,", name="more.csv")
    preview = seen(book, first, second)
    assert len(preview) == 4
    assert preview.counts() == {
        "new": 1, "changed": 1, "unchanged": 0, "duplicate": 1, "refused": 1, "left out": 0, "own": 0,
        "twins": 0, "guess": 1,
    }  # fmt: skip
    assert names(preview, preview.select("new")) == ["Rui Sá"]
    assert list(preview.select(file=1)) == [3]
    assert list(preview.select("changed", 1)) == []
    assert preview.counts(1)["duplicate"] == 1
    again = preview.first_of(preview.row(3))
    assert again is not None
    assert (again.file, again.where) == (0, "row 3")
    assert preview.people == {key: "Elena Ruiz"}


def test_many_rows_are_there_in_their_order(book: Book) -> None:
    count = 1_003
    preview = seen(book, table(*(f"P {at},p{at}@escola.example,,,," for at in range(count))))
    assert len(preview) == count
    for at in (0, 199, 200, 201, 1_000, count - 1, 0):
        fitted = preview.row(at).fitted
        assert fitted is not None
        assert fitted.card.name == f"P {at}"
    with pytest.raises(IndexError):
        preview.row(count)


def test_somebody_without_a_place_is_where_their_school_is(book: Book) -> None:
    contacts.add(book, name="Jorge", organisation="Escuela Normal", place=locate("Puebla", "MX"))
    preview = seen(
        book, table("Elena,,Escuela normal,,,", "Rui,,Escola,Porto,Portugal,", "Ana,,Escola,,,+351 22 1")
    )
    folders = [previews.folder_of(fitted.place) for at in range(3) if (fitted := preview.row(at).fitted)]
    assert folders == ["Puebla, Mexico", "Porto, Portugal", "Porto, Portugal"]
    assert preview.counts()["guess"] == 0


def test_who_says_less_of_a_place_than_their_school_is_where_it_is(book: Book) -> None:
    place = locate(city="Puebla", country="MX")
    contacts.add(book, name="Jorge", organisation="Escuela Normal", place=place)
    file = table(
        "Ana Lima,ana@x.example,Escuela Normal,puebla,,",
        "Rui Sá,rui@x.example,Escuela Normal,,Mexico,",
        "Zoe Li,zoe@x.example,Escuela Normal,Porto,,",
    )
    preview = seen(book, file)
    fitted = [preview.row(at).fitted for at in range(3)]
    assert [each.place for each in fitted if each] == [place, place, Place("Porto")]
    assert [each.guess for each in fitted if each] == ["", "", "PT"]
    keys = imports.take(book, [file]).changes.made
    assert [contacts.card(book, key).whereabouts for key in keys] == [place, place, Place("Porto")]
    contacts.edit(book, keys[1], place=Place(country="MX"))
    (path, other) = (book.path.with_name("all.csv"), book.path.with_name("other"))
    exports.write(book, path, keys)
    with new_book(other) as back:
        made = imports.take(back, [imports.look(path)]).changes.made
        places = [contacts.card(back, key).whereabouts for key in made]
    assert places == [place, Place(country="MX", zone=place.zone), Place("Porto")]


def test_each_suggested_country_is_taken_or_not(book: Book) -> None:
    file = table("Amina,,,,,+221 33 555 0101", "Rui,rui@escola.pt,,,,", "Jo,jo@escola.pt,,,,")
    for decisions, countries in (
        (Decisions(), ["", "", ""]),
        (Decisions(guesses=True, guess_otherwise={(0, "row 3")}), ["SN", "", "PT"]),
        (Decisions(guess_otherwise={(0, "row 3")}), ["", "PT", ""]),
    ):
        preview = seen(book, file, decisions=decisions)
        rows = [preview.row(at).fitted for at in range(3)]
        assert [each.place.country for each in rows if each] == countries
        assert [(each.guess, each.why) for each in rows if each] == [
            ("SN", "+221"),
            ("PT", ".pt"),
            ("PT", ".pt"),
        ]


def told(preview: Preview) -> list[object]:
    rows = [preview.row(at) for at in range(len(preview))]
    return [
        rows,
        preview.counts(),
        preview.people,
        preview.changed,
        [preview.name(at) for at in range(len(rows))],
    ]


def test_another_decision_reads_nothing_again_and_says_the_same_as_a_look_at_all(book: Book) -> None:
    known = contacts.add(
        book, name="Elena Ruiz", emails=[("elena@normal.example", "")], place=locate("Puebla", "MX")
    )
    rows = [
        "Elena Ruiz,elena@normal.example,,Porto,Portugal,+52 222 555 0199",
        "Elena Ruíz,er@other.example,Escola,,,",
        "Rui Sá,rui@escola.pt,Escola,,,",
        "Rui Sá,rui@escola.pt,,Porto,Portugal,",
        *(f"P {at},p{at}@escola.example,,,,+221 33 555 {at:04}" for at in range(1_200)),
        ",,,Puebla,,",
        "P 7,p7@escola.example,,Dakar,,",
    ]
    data = table(*rows).data
    file = imports.look(data, "people.csv")
    before = seen(book, file)
    object.__setattr__(file, "data", b"")  # what is read now is nothing
    for decisions in (
        Decisions(left_out={(0, "row 4"), (0, "row 900")}),
        Decisions(as_new={(0, "row 2")}),
        Decisions(as_person={(0, "row 3"): known.made[0], (0, "row 500"): known.made[0]}),
        Decisions(file_values={(0, "row 2", "place")}),
        Decisions(guesses=True, guess_otherwise={(0, "row 20")}),
        Decisions(),
    ):
        before = previews.fill(Preview(), book, [file], decisions, before=before)
        assert told(before) == told(seen(book, imports.look(data, "people.csv"), decisions=decisions))


def test_a_book_that_has_changed_is_looked_through_again(book: Book) -> None:
    file = table("Rui Sá,rui@escola.pt,,,,")
    before = seen(book, file)
    contacts.add(book, name="Rui Sá", emails=[("rui@escola.pt", "")])
    after = previews.fill(Preview(), book, [file], before=before)
    assert [before.outcome(0), after.outcome(0)] == ["new", "unchanged"]


def test_what_changes_is_told_in_words() -> None:
    changes = (
        ("role", "", "Directora"),
        ("emails", (("a@x.example", ""),), (("a@x.example", ""), ("b@x.example", "home"))),
        ("city", "", "Puebla"),
        ("country", "", "MX"),
        ("notes", "Sings.", "Sings.\nRole: Coordinator"),
        ("tags", ("choir",), ("choir", "water")),
    )
    assert cardwords.told(changes) == [
        ("role", "Role", "", "Directora"),
        ("place", "Place", "", "Puebla, Mexico"),
        ("emails", "E-mail", "", "b@x.example (home)"),
        ("tags", "Tags", "", "water"),
        ("notes", "Notes", "", "Role: Coordinator"),
    ]
    assert cardwords.captions(each[0] for each in changes) == "role, e-mail, place, notes, tags"
    assert cardwords.facts(Card(name="Ana", phones=(("1", "work"),))) == [
        ("name", "Name", "Ana"),
        ("phones", "Phone", "1 (work)"),
    ]
