"""What leaves the book and comes into another one is the same, field for field."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.merging import differences
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, exports, imports, listing, organisations
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.contacts import SOURCES
from partnerdesk.desk.merging import merge
from partnerdesk.desk.places import locate
from partnerdesk.errors import NotWritten
from partnerdesk.formats import share, vcardwrite
from partnerdesk.storage.cards import cards
from tests.formats.cards import entry, lines, number, several, some, words

SHARED = "b.partnerdesk-share"
WAYS = (
    {"name": "b.csv"},
    {"name": "b.vcf"},
    {"name": "b.vcf", "version": "3.0"},
    {"name": "b.ldif"},
    {"name": SHARED},
)
PLACES = (
    locate(city="Puebla", country="MX"),
    locate(city="Tijuana", country="MX"),
    locate(city="Nowhere", country="FR", zone="Europe/Paris"),
    locate(zone="Asia/Tokyo"),
    locate(country="SN"),
)
ANYWHERE = st.builds(
    lambda city, folder, zone: Place(city, *folder, zone),
    st.sampled_from(["", "Paris", "Hermosillo", "Athens", "Springfield", "Nowhere", "Mexico"]),
    st.sampled_from(
        [
            ("", "", ""),
            ("", "", "FR"),
            ("", "Texas", ""),
            ("", "Sonora", "MX"),
            ("MX-SON", "Sonora", "MX"),
            ("US-TX", "Texas", "US"),
        ]
    ),
    st.sampled_from(["", "", "Europe/Paris", "America/Chicago"]),
)
WEEKS = (
    None,
    SchoolWeek.parse("Mon-Fri 07:30-12:30"),
    SchoolWeek.parse("Sun-Thu 08:00-13:00, Sun 15:00-16:00", confirmed=False),
    replace(
        SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        breaks=(Break(date(2027, 3, 22), date(2027, 4, 2), "Semana Santa"),),
        terms=(Break(date(2027, 1, 11), date(2027, 7, 9), "segundo; semestre"),),
        public_holidays=False,
    ),
)
address = st.from_regex(r"[a-z][a-z0-9]{0,9}(\.[a-z]+)?@[a-z]{1,9}\.example", fullmatch=True)
short = words.map(lambda text: text[:40].strip())
seen = some.filter(lambda text: any(map(str.isprintable, "".join(text.split()))))  # as names have to be
people = st.fixed_dictionaries(
    {
        "name": seen,
        "greeting": short,
        "role": short,
        "organisation": st.sampled_from(["", "Escuela Normal", "École, la «2»", "A; B"]),
        "place": st.sampled_from(PLACES),
        "week": st.sampled_from(WEEKS),
        "languages": st.lists(st.sampled_from(["es", "en", "fr", "zh"]), max_size=3, unique=True),
        "emails": several(address),
        "phones": several(number),
        "tags": st.lists(st.sampled_from(["choir", "maps", "5-A"]), max_size=2, unique=True),
        "source": st.sampled_from(["", *SOURCES]),
        "source_detail": short,
        "notes": lines,
        "street": lines,
        "postcode": short,
        "web": short.map(lambda text: text.replace(" ", "")),
    }
)


def alone_where_only_a_clock_is_known(fields: dict[str, object]) -> dict[str, object]:
    """Take whoever has a zone and no place out of their organisation: there they would be where it is."""
    return {**fields, "organisation": ""} if fields["place"] == PLACES[3] else fields


def known(book: Book, fields: Collection[str] = ()) -> list[Card]:
    """Everybody in the book, by their keys in files, as a file would tell of them, or these fields alone."""
    with book.reading() as connection:
        found = [card for _, card in cards(connection, listing.find(book))]
    if fields:
        found = [Card(**{field: getattr(card, field) for field in fields}) for card in found]
    return sorted(found, key=lambda card: card.uid)


def known_with_keys(book: Book) -> list[Card]:
    with book.reading() as connection:
        return [card for _, card in cards(connection, listing.find(book))]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # two books an example: to shrink one takes minutes
)
@given(
    some_people=st.lists(
        people.map(alone_where_only_a_clock_is_known),
        min_size=1,
        max_size=3,
        unique_by=lambda each: each["name"].casefold(),
    ),
    history=st.lists(entry, max_size=2, unique_by=lambda each: each[1:]),
    way=st.sampled_from(WAYS),
)
def test_what_leaves_and_comes_back_is_the_same(
    some_people: list[dict[str, object]],
    history: list[tuple[str, datetime, str]],
    way: dict[str, str],
) -> None:
    with (
        TemporaryDirectory() as folder,
        new_book(Path(folder) / "a") as first,
        new_book(Path(folder) / "c") as second,
    ):
        made = [contacts.add(first, **fields).made[0] for fields in some_people]  # type: ignore[arg-type]
        for kind, at, text in history:
            contacts.note(first, made[0], text, kind=kind, at=at)
        if len(made) > 1:
            contacts.edit(first, made[0], source="introduction", introduced_by=made[1])
        path = Path(folder) / way["name"]
        exports.write(first, path, listing.find(first), version=way.get("version", "4.0"))
        imports.take(second, [imports.look(path)])
        fields = share.FIELDS if path.name == SHARED else ()
        pairs = zip(known(first, fields), known(second, fields), strict=True)
        assert [differences(before, after) for before, after in pairs] == [()] * len(made)
        again = imports.take(second, [imports.look(path)])
        assert again.counts[0].unchanged == len(made)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(places=st.lists(ANYWHERE, min_size=1, max_size=4), way=st.sampled_from(WAYS[:4]))
@example(places=[Place("Paris"), Place("Athens", region_name="Texas")], way=WAYS[0])
def test_nothing_is_concluded_from_the_places_of_our_own_files(
    places: list[Place], way: dict[str, str]
) -> None:
    with (
        TemporaryDirectory() as folder,
        new_book(Path(folder) / "a") as first,
        new_book(Path(folder) / "c") as second,
    ):
        for number, place in enumerate(places):
            contacts.add(first, name=f"Ana {number}", place=place)
        path = Path(folder) / way["name"]
        exports.write(first, path, listing.find(first), version=way.get("version", "4.0"))
        here = imports.take(first, [imports.look(path)]).counts[0]
        assert (here.unchanged, here.updated, here.added) == (len(places), 0, 0)
        imports.take(second, [imports.look(path)])
        assert known(first) == known(second)


def test_to_who_was_written_into_a_table_of_ours_by_hand_a_country_is_suggested(
    book: Book, tmp_path: Path
) -> None:
    contacts.add(book, name="Ana", place=Place("Paris"))
    path = tmp_path / "out.csv"
    exports.write(book, path, listing.find(book))
    header, row = path.read_bytes().splitlines()
    mia = ",".join(
        "Mia" if not at else "Paris" if each == b"City" else "" for at, each in enumerate(header.split(b","))
    )
    path.write_bytes(b"\r\n".join([header, row, mia.encode(), b""]))
    with new_book(tmp_path / "other") as other:
        fitted = [each.fitted for each in imports.plan(other, [imports.look(path)])]
        assert {each.card.name: each.guess for each in fitted if each} == {"Ana": "", "Mia": "FR"}


@pytest.mark.parametrize("way", WAYS[:4])
@pytest.mark.parametrize("phone", ["tel: 662-2134567; cel: 6621 23 45 67", "TEL:662;ext=3", "1;2,3\\4"])
def test_a_phone_that_is_words_comes_back_whole(
    book: Book, tmp_path: Path, phone: str, way: dict[str, str]
) -> None:
    contacts.add(book, name="B Two", organisation="Lincoln", phones=[(phone, "")])
    path = tmp_path / way["name"]
    exports.write(book, path, listing.find(book), version=way.get("version", "4.0"))
    assert imports.take(book, [imports.look(path)]).counts[0].unchanged == 1
    with new_book(tmp_path / "other") as other:
        imports.take(other, [imports.look(path)])
        assert known(other) == known(book)


def test_who_left_the_book_and_comes_back_with_another_number_is_no_second_contact(
    book: Book, tmp_path: Path
) -> None:
    (ana,) = contacts.add(book, name="Ana Lima", phones=[("+52 662 213 4567", "")]).made
    exports.write(book, tmp_path / "out.vcf", listing.find(book))
    contacts.edit(book, ana, phones=[("+52 662 999 0000", "")])
    counts = imports.take(book, [imports.look(tmp_path / "out.vcf")]).counts[0]
    assert (counts.added, counts.updated) == (0, 1)
    assert list(listing.find(book)) == [ana]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way['name']} {way.get('version', '')}")
def test_a_city_whose_country_is_not_known_comes_back_without_one(
    book: Book, tmp_path: Path, way: dict[str, str]
) -> None:
    contacts.add(book, name="Zoe", place=Place(city="Paris"), emails=[("z@a.example", "")])
    path = tmp_path / way["name"]
    exports.write(book, path, listing.find(book), version=way.get("version", "4.0"))
    assert imports.take(book, [imports.look(path)]).counts[0].unchanged == 1
    with new_book(tmp_path / "other") as other:
        imports.take(other, [imports.look(path)])
        assert contacts.card(other, listing.find(other)[0]).place == Place(city="Paris")


def test_a_member_of_an_organisation_keeps_following_it(book: Book, tmp_path: Path) -> None:
    place = locate(city="Puebla", country="MX")
    week = SchoolWeek.parse("Mon-Fri 07:30-12:30")
    contacts.add(book, name="Ana", organisation="Escuela Normal", place=place, week=week)
    contacts.add(book, name="Rui", organisation="Escuela Normal")
    exports.write(book, tmp_path / "out.vcf", listing.find(book))
    with new_book(tmp_path / "other") as other:
        imports.take(other, [imports.look(tmp_path / "out.vcf")])
        (school,) = organisations.listed(other)
        assert (school.place, school.week) == (place, week)
        organisations.edit(other, school.id, place=locate(city="Lima", country="PE"))
        assert len(listing.find(other, folder="PE")) == 2


def test_an_export_takes_the_place_of_an_older_one_only_when_it_is_whole(book: Book, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    contacts.add(book, name="Ana")
    path = tmp_path / "out.vcf"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(Stopped):
        exports.write(book, path, listing.find(book), progress=stop)
    assert [each.name for each in tmp_path.glob("*out*")] == ["out.vcf"]
    assert path.read_text(encoding="utf-8") == "before"
    assert exports.write(book, path, listing.find(book)) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(NotWritten, match="nothing was written"):
        exports.write(book, tmp_path / "none" / "out.vcf", listing.find(book))


def test_everybody_has_a_key_in_a_file_which_stays_the_same(book: Book, tmp_path: Path) -> None:
    ana, rui = (contacts.add(book, name=name).made[0] for name in ("Ana", "Rui"))
    path = tmp_path / "out.vcf"

    def keys(*wanted: int) -> list[str]:
        exports.write(book, path, wanted)
        return [each.uid for each in imports.look(path).cards() if isinstance(each, Card)]

    first = keys(ana, rui)
    assert len(set(first)) == 2
    assert all(UUID(each.removeprefix("urn:uuid:")).version == 8 for each in first)
    contacts.edit(book, ana, name="Ana Lima", notes="Sings.")
    assert keys(ana, rui) == first
    assert imports.take(book, [imports.look(path)]).counts[0].unchanged == 2
    merge(book, ana, rui)
    assert keys(ana) == ["\n".join(first)]
    with new_book(tmp_path / "other") as other:
        imports.take(other, [imports.look(b"".join(vcardwrite.write([Card(name="Mia", uid="their-7")])))])
        imports.take(other, [imports.look(path)])
        imports.take(other, [imports.look(path)])
        assert [card.uid for card in known_with_keys(other)] == ["\n".join(first), "their-7"]


def test_a_key_that_another_program_gave_is_told_before_ours(book: Book, tmp_path: Path) -> None:
    contacts.add(book, name="Ana", emails=[("ana@escola.example", "")])
    theirs = Card(name="Ana", uid="their-7", emails=(("ana@escola.example", ""),))
    imports.take(book, [imports.look(b"".join(vcardwrite.write([theirs])))])
    exports.write(book, tmp_path / "out.vcf", listing.find(book))
    assert b"\r\nUID:their-7\r\n" in (tmp_path / "out.vcf").read_bytes()


def test_a_card_of_our_own_file_keeps_the_moment_of_its_history(book: Book) -> None:
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    data = b"".join(vcardwrite.write([Card(name="Ana", entries=(("met", at, "In Lisbon."),))]))
    imports.take(book, [imports.look(data)])
    (card,) = known(book)
    assert card.entries == (("met", at, "In Lisbon."),)
