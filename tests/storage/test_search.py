"""Search gives what plain Python finds in the contacts, in the same order, with and without its memory."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from partnerdesk.core.places import Place
from partnerdesk.core.text import fold, tokens
from partnerdesk.storage import search
from partnerdesk.storage.database import open_engine, under, writing
from partnerdesk.storage.file import Reader, read_connection
from partnerdesk.storage.indexing import reindex
from partnerdesk.storage.ledger import Listing
from partnerdesk.storage.records import Contact, Email, Entry, Organisation, Phone, Pin, Tag

NOW = datetime(2027, 3, 16, 17, tzinfo=UTC)
SONORA = Place("Hermosillo", "MX-SON", "Sonora", "MX", "America/Hermosillo")
CAIRO = Place("Cairo", "EG-C", "", "EG", "Africa/Cairo")
HARMFUL = (
    "O'Neil", "C++", "5-A", '"', '""', "*", "NEAR(", "NEAR(a b)", "a AND b", "OR", "NOT", "(", ")",
    "^a", "a:b", "words:a", "-a", "+", "{", "}", ";--",
    "'; DROP TABLE contact;--", "%", "_", "\\", "a*", '"a"*',
    "\0", "a\0b",
    "\ud800", "\n", "\u2028", "\u202e", "🎓", "x" * 20_000, "a " * 5_000, "\ufffd", "''",
)  # fmt: skip


def people() -> list[Contact]:
    ana = Contact("Ana López", "", "Teacher", place=SONORA, notes="Likes O'Neil, C++ and 5-A\nreef week 100%")
    ana.emails = [Email(0, "ana.lopez@example.org"), Email(1, "second@example.org")]
    ana.phones = [Phone(0, "+52 222 555 0199"), Phone(1, "(662) 123-4567")]
    ana.tags = [Tag("science"), Tag("reef")]
    ana.entries = [
        Entry(text="Wrote\nand more", at=NOW),
        Entry(text="Old", at=datetime(2020, 1, 1, tzinfo=UTC)),
    ]
    taro = Contact("山田 太郎", languages=("ja", "en"))
    taro.organisation = Organisation("Colegio Bolívar", SONORA)
    hassan = Contact("Luana Hassan", place=CAIRO)
    hassan.organisation = taro.organisation
    hassan.tags = [Tag("science")]
    trashed = Contact("Ana Gone", trashed_at=NOW)
    nameless = Contact("", place=Place(country="EG"))
    nameless.emails = [Email(0, "office@school.example")]
    return [ana, taro, hassan, trashed, nameless]


@pytest.fixture
def reader(engine: Engine, book: Path, place_words: Callable[[Place], str]) -> Iterator[Reader]:
    with writing(engine) as session:
        session.add_all([*people(), Pin("IN")])
        reindex(session, None, place_words)
    with closing(read_connection(book)) as connection:
        yield connection


def found(reader: Reader, text: str) -> list[int]:
    """The answer, which must be the same by a scan, from memory, and narrowed from a shorter question."""
    reader.memory = None
    scanned = search.find(reader, text=text)
    search.warm(reader)
    remembered = search.find(reader, text=text)
    reader.memory = None
    search.warm(reader)
    for end in range(1, min(len(text), 8)):
        search.find(reader, text=text[:end])
    assert scanned == remembered == search.find(reader, text=text)
    return scanned.tolist()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", [1, 3, 5, 2]),
        ("  ", [1, 3, 5, 2]),
        ("lopez", [1]),
        ("LÓPEZ", [1]),
        ("ana", [1, 3]),  # “Luana” has it too, but not at the beginning
        ("田", [2]),
        ("太郎", [2]),
        ("山田太郎", [2]),
        ("山太郎", []),
        ("López, Ana", [1]),
        ("Hermosillo, Mexico;", [1, 2]),
        ("#reef", [1]),
        ("#", []),
        ("bolivar", [3, 2]),
        ("hermosillo", [1, 2]),
        ("mexique", [1, 2]),
        ("sonora mx", [1, 2]),
        ("lopez@example", [1]),
        ("second@", [1]),
        ("reef", [1]),
        ("222 555", [1]),
        ("222-555", [1]),
        ("2225550199", [1]),
        ("+52222", [1]),
        ("6621234567", [1]),
        ("(662)", [1]),
        ("o'neil", [1]),
        ("O’NEIL", [1]),
        ("c++", [1]),
        ("5-A", [1]),
        ("100%", [1]),
        ("%", [1]),
        ("_", []),
        ("ana hassan", [3]),
        ("hassan ana", [3]),
        ("gone", []),
        ("zzz", []),
    ],
)
def test_words_are_found_in_every_field(reader: Reader, text: str, keys: list[int]) -> None:
    assert found(reader, text) == keys


@pytest.mark.parametrize("text", HARMFUL)
def test_any_text_is_harmless(reader: Reader, text: str) -> None:
    found(reader, text)  # the same by a scan and from memory
    rows = search.rows(reader, [1, 2, 3], text)
    assert [row.id for row in rows] == [1, 2, 3]
    assert found(reader, "") == [1, 3, 5, 2]  # nothing was harmed


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("222 555", ("phone", "+52 222 555 0199")),
        ("2225550199", ("phone", "+52 222 555 0199")),
        ("6621234567", ("phone", "(662) 123-4567")),
        ("science", ("tag", "reef science")),
    ],
)
def test_a_row_says_where_it_matched_as_it_was_typed(
    reader: Reader, text: str, matched: tuple[str, str]
) -> None:
    (row,) = search.rows(reader, [1], text)
    assert row.matched == matched


def test_whose_zone_nobody_knows_here_is_listed_without_one(reader: Reader, engine: Engine) -> None:
    with writing(engine) as session:
        for table in ("contact", "listing"):
            statement = f"UPDATE {table} SET zone = 'Mars/Base' WHERE zone != ''"
            session.connection().exec_driver_sql(statement)
    assert [row.zone for row in search.rows(reader, [1, 2])] == ["", ""]
    with writing(engine) as session:
        ana = session.get_one(Contact, 1)
        assert (ana.place.city, ana.place.zone) == ("Hermosillo", "")
        ana.role = "Head"
    with closing(sqlite3.connect(reader.path)) as plain:  # a zone of tomorrow is not lost
        assert plain.execute("SELECT zone, role FROM contact WHERE id = 1").fetchone() == (
            "Mars/Base",
            "Head",
        )


def test_folders_and_tags_narrow_a_search(reader: Reader) -> None:
    for _ in range(2):  # by a scan, then from memory
        assert search.find(reader, country="MX").tolist() == [1, 2]
        assert search.find(reader, country="EG", region="EG-C").tolist() == [3]
        assert search.find(reader, tag="science").tolist() == [1, 3]
        assert search.find(reader, tag="science", country="EG", text="ana").tolist() == [3]
        assert search.find(reader, text="example", placeless=True).tolist() == []
        search.warm(reader)


def test_search_needs_no_reader_of_ours(reader: Reader, book: Path) -> None:
    with closing(sqlite3.connect(book)) as plain:
        assert search.find(plain, text="ana") == search.find(reader, text="ana")


def test_rows_come_in_the_order_asked_for(reader: Reader) -> None:
    shown = search.rows(reader, [2, 4, 1], "second@")
    assert [row.id for row in shown] == [2, 1]
    taro, ana = shown
    assert (taro.organisation, taro.city, taro.zone) == (
        "Colegio Bolívar",
        "Hermosillo",
        "America/Hermosillo",
    )
    assert (taro.languages, taro.matched) == ("ja,en", None)
    assert (ana.email, ana.role, ana.last, ana.last_at) == (
        "ana.lopez@example.org", "Teacher", "Wrote", "2027-03-16T17:00:00Z",
    )  # fmt: skip
    assert ana.matched == ("e-mail", "ana.lopez@example.org second@example.org")


def test_match_is_told_where_the_name_does_not_tell_it(reader: Reader) -> None:
    fields = {
        text: row.matched[0]
        for text in ("lopez", "lopez reef", "mexico", "555", "o'neil", "0199")
        for row in search.rows(reader, [1], text)
        if row.matched
    }
    assert fields == {
        "lopez": "name", "lopez reef": "tag", "mexico": "place", "555": "phone", "o'neil": "note",
        "0199": "phone",
    }  # fmt: skip


def test_folders_are_counted_without_trash(reader: Reader) -> None:
    assert counts(reader) == {("MX", "MX-SON", "Sonora"): 2, ("EG", "EG-C", ""): 1, ("EG", "", ""): 1}
    assert search.pins(reader) == {"IN"}
    assert search.tags(reader) == [("reef", 1), ("science", 2)]


def counts(reader: Reader) -> dict[tuple[str, str, str], int]:
    return {(country, region, name): count for country, region, name, count, _ in search.folders(reader)}


def test_folders_follow_what_is_written(
    reader: Reader, engine: Engine, place_words: Callable[[Place], str]
) -> None:
    with writing(engine) as session:
        session.get_one(Contact, 1).place = CAIRO
        session.get_one(Contact, 5).trashed_at = NOW
        session.get_one(Contact, 4).trashed_at = None
        reindex(session, [1, 4, 5], place_words)
    followed = set(search.folders(reader))
    assert counts(reader) == {("MX", "MX-SON", "Sonora"): 1, ("EG", "EG-C", ""): 2, ("", "", ""): 1}
    with writing(engine) as session:
        reindex(session, None, place_words)
    assert set(search.folders(reader)) == followed


def test_memory_follows_what_is_written(
    reader: Reader, engine: Engine, place_words: Callable[[Place], str]
) -> None:
    assert found(reader, "ana") == [1, 3]
    with writing(engine) as session:
        ana = session.get_one(Contact, 1)
        ana.name = "Beatriz"
        ana.emails.clear()
        session.get_one(Contact, 3).trashed_at = NOW
        session.get_one(Contact, 4).trashed_at = None
        reindex(session, [1, 3, 4], place_words)
    assert search.find(reader, text="ana").tolist() == [4]
    assert search.find(reader, text="beat").tolist() == [1]
    assert search.find(reader).tolist() == [4, 1, 5, 2]


def test_index_agrees_with_the_list_after_any_rewriting(
    reader: Reader, engine: Engine, place_words: Callable[[Place], str]
) -> None:
    with writing(engine) as session:
        session.get_one(Contact, 2).notes = "new words"
        session.get_one(Contact, 3).trashed_at = NOW
        reindex(session, [2, 3, 999], place_words)
        reindex(session, [2], place_words)
        check = "INSERT INTO listing_words (listing_words, rank) VALUES ('integrity-check', 1)"
        session.connection().exec_driver_sql(check)
        some = session.execute(select(Listing.contact_id, Listing.words)).all()
        reindex(session, None, place_words)
        assert session.execute(select(Listing.contact_id, Listing.words)).all() == some
        session.connection().exec_driver_sql(check)


def expected(contacts: list[tuple[str, str]], query: str) -> list[int]:
    """The same question answered over (name, notes), without any of the tricks."""
    lines = {
        number: [" ".join(fold(part).split()) for part in contact]
        for number, contact in enumerate(contacts, 1)
    }
    asked = [word.lstrip("#") or word for word in tokens(query)]
    order = sorted(lines, key=lambda number: (fold(contacts[number - 1][0]).strip(), number))
    met = [n for n in order if all(any(word in part for part in lines[n]) for word in asked)]
    words = {n: [word for part in lines[n] for word in part.split(" ")] for n in met}
    begun = {n for n in met if all(any(each.startswith(word) for each in words[n]) for word in asked)}
    return met if len(met) > search.FEW else sorted(met, key=lambda n: n not in begun)


LETTERS = "abAB áéñß 山太 ﬁＡ ٣-+'\"*%_()#🎓İıſ ́"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.text(LETTERS, max_size=8), st.text(LETTERS, max_size=12)), min_size=1, max_size=6),
    st.lists(st.text(LETTERS.replace("-", "").replace("+", ""), max_size=4), min_size=1, max_size=5),
)
def test_search_gives_what_plain_python_finds(
    tmp_path_factory: pytest.TempPathFactory,
    empty_book: bytes,
    contacts: list[tuple[str, str]],
    queries: list[str],
) -> None:
    path = tmp_path_factory.mktemp("search") / "book.partnerdesk"
    path.write_bytes(empty_book)
    engine = open_engine(path)
    with writing(engine) as session:
        for name, notes in contacts:
            session.add(Contact(name, notes=notes))
            session.flush()
        reindex(session, None, lambda place: "")
    engine.dispose()
    with closing(read_connection(path)) as connection:
        for query in queries:
            assert found(connection, query) == expected(contacts, query), query


def test_many_answers_come_by_name_and_few_with_those_first_that_begin_a_word(
    book: Path, engine: Engine, place_words: Callable[[Place], str]
) -> None:
    contacts = [
        (f"{'or' if n % 900 == 0 else 'bor'}is {n:05} {'ab' if n % 3 else 'cab'}", "") for n in range(12_000)
    ]
    with writing(engine) as session:
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO contact (name, greeting, role, city, region, region_name, country, zone, languages,"
            " source, source_detail, notes) VALUES (?, '', '', '', '', '', '', '', '', '', '', '')",
            [(name,) for name, _ in contacts],
        )
        reindex(session, None, place_words)
    with closing(read_connection(book)) as reader:
        for text in ("or", "a", "b", "ab", "or ab", "is", "0", "zzz", "oris 00900", "bor 1"):
            assert found(reader, text) == expected(contacts, text), text


def test_a_tag_is_counted_once_for_each_contact_outside_of_trash(
    engine: Engine, reader: Reader, place_words: Callable[[Place], str]
) -> None:
    with writing(engine) as session:
        reef = session.get_one(Contact, 1)
        reef.tags = [Tag("twice"), Tag("twice"), Tag("gone with it")]
        session.flush()
        assert ("twice", 1) in search.tags(under(session))
        reef.trashed_at = NOW
    assert not {"twice", "gone with it"} & {name for name, _ in search.tags(reader)}
