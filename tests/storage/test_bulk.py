"""Many contacts made at once: the same rows and lines as one by one, and one change of the journal."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.errors import Refused
from partnerdesk.storage import bulk, journal, rows
from partnerdesk.storage.bulk import NewContact, NewOrganisation, add_all
from partnerdesk.storage.checks import verify
from partnerdesk.storage.database import open_engine, plain, writing
from partnerdesk.storage.images import TABLES, images
from partnerdesk.storage.indexing import reindex
from partnerdesk.storage.records import Contact, Email, Entry, Organisation, Phone, Tag

NOW = datetime(2027, 3, 16, 17, tzinfo=UTC)
WEEK = SchoolWeek.parse("Sun-Thu 07:30-12:00")
PLACES = (
    Place(),
    Place("Cairo", "EG-C", "Cairo", "EG", "Africa/Cairo"),
    Place("", "", "", "MX", "America/Mexico_City"),
    Place("", zone="America/Hermosillo"),
)

PlaceWords = Callable[[Place], str]
Everything = dict[str, Any]

text = st.text(st.characters(codec="utf-8"), max_size=6)
word = st.sampled_from(("", "Ana", "ÁNA", "Łódź", "山田", "a b", "555-12"))
place = st.sampled_from(PLACES)
week = st.sampled_from((None, WEEK))
moment = st.integers(0, 10**6).map(lambda seconds: NOW + timedelta(seconds=seconds))
pairs = st.lists(st.tuples(word, text), max_size=3).map(tuple)
organisation = st.builds(NewOrganisation, st.sampled_from(("Colegio", "COLEGIO", "École")), place, week, text)
contact = st.builds(
    NewContact,
    name=word, greeting=text, role=text, organisation=st.none() | st.just(1) | organisation, place=place,
    week=week, languages=st.sampled_from(((), ("es",), ("ar", "en"))), source=text, source_detail=text,
    introduced_by=st.sampled_from((None, 1)), notes=text, street=text, postcode=text, web=text, origin=text,
    uid=text, emails=pairs, phones=pairs, tags=st.lists(word, max_size=3, unique=True).map(tuple),
    entries=st.lists(st.tuples(st.sampled_from(("note", "met")), moment, text), max_size=3).map(tuple),
    added_at=st.none() | moment, parts=text,
)  # fmt: skip


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_CHUNK", 3)


@pytest.fixture
def one(engine: Engine, place_words: PlaceWords) -> Engine:
    begin(engine, place_words)
    return engine


def begin(engine: Engine, place_words: PlaceWords) -> None:
    with writing(engine) as session:
        ana = Contact("Ana", emails=[Email(0, "ana@example.org")], entries=[Entry(at=NOW, text="Met")])
        ana.organisation = Organisation("Escuela", place=PLACES[1], week=WEEK)
        session.add(ana)
        reindex(session, None, place_words)


def everything(engine: Engine) -> Everything:
    """All rows, and what is derived from them; the number of a line's rewriting apart."""
    with engine.connect() as connection:
        own = plain(connection)
        found: Everything = {table: images(own, table) for table in TABLES}
        found["listing"] = [line[:-1] for line in own.run("SELECT * FROM listing ORDER BY contact_id")]
        found["folder"] = own.run("SELECT * FROM folder ORDER BY 1, 2, 3, 4, 5")
    return found


def do(engine: Engine, contacts: list[NewContact], place_words: PlaceWords, **more: Any) -> journal.Record:
    with writing(engine) as session:
        with journal.recording(session, "Import", NOW) as record:
            add_all(session, iter(contacts), place_words, **more)
        reindex(session, record.unlisted, place_words)
    return record


def step(engine: Engine, which: Any, place_words: PlaceWords) -> journal.Record:
    with writing(engine) as session:
        record: journal.Record = which(session)
        assert record
        reindex(session, record.unlisted, place_words)
    return record


def one_by_one(session: Session, contacts: list[NewContact]) -> None:
    made: dict[str, Organisation] = {}
    for new in contacts:
        wanted, own = new.organisation, None
        if isinstance(wanted, NewOrganisation):
            its = (wanted.name, wanted.place, wanted.week, wanted.web, wanted.notes, wanted.street)
            own = made.setdefault(fold(wanted.name), Organisation(*its, wanted.postcode))
        elif wanted:
            own = session.get_one(Organisation, wanted)
        record = Contact(
            name=new.name, greeting=new.greeting, role=new.role, place=new.place, week=new.week,
            languages=new.languages, source=new.source, source_detail=new.source_detail,
            introduced_by_id=new.introduced_by, notes=new.notes, street=new.street, postcode=new.postcode,
            web=new.web, origin=new.origin, uid=new.uid, name_parts=new.parts, added_at=new.added_at,
        )  # fmt: skip
        record.organisation = own
        session.add(record)
        session.flush()
        record.emails = [Email(at, *each) for at, each in enumerate(new.emails)]
        record.phones = [Phone(at, *each) for at, each in enumerate(new.phones)]
        session.flush()
        for name in new.tags:
            record.tags.append(Tag(name))
            session.flush()
        for kind, at, said in new.entries:
            record.entries.append(Entry(kind, at=at, text=said))
            session.flush()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(contact, min_size=1, max_size=8))
def test_rows_and_lines_are_those_of_contacts_added_one_by_one_and_undone_and_redone(
    tmp_path_factory: pytest.TempPathFactory,
    empty_book: bytes,
    place_words: PlaceWords,
    small_chunks: None,
    contacts: list[NewContact],
) -> None:
    folder = tmp_path_factory.mktemp("bulk")
    pictures = []
    for name in ("bulk", "single"):
        path = folder / f"{name}.partnerdesk"
        path.write_bytes(empty_book)
        engine = open_engine(path)
        begin(engine, place_words)
        if name == "bulk":
            before = everything(engine)
            record = do(engine, contacts, place_words)
            assert record.contacts == set(range(2, 2 + len(contacts)))
        else:
            with writing(engine) as session:
                one_by_one(session, contacts)
                reindex(session, range(2, 2 + len(contacts)), place_words)
        pictures.append(everything(engine))
        engine.dispose()
        assert all(check.ok for check in verify(path, place_words))
    assert pictures[0] == pictures[1]
    engine = open_engine(folder / "bulk.partnerdesk")  # a restart between doing and undoing
    for _ in range(2):
        assert step(engine, journal.undo, place_words).contacts == record.contacts
        assert everything(engine) == before
        assert step(engine, journal.redo, place_words).contacts == record.contacts
        assert everything(engine) == pictures[0]
    engine.dispose()
    assert all(check.ok for check in verify(folder / "bulk.partnerdesk", place_words))


def test_every_column_of_a_table_is_written() -> None:
    for table, columns in bulk.COLUMNS.items():
        assert set(columns) == set(TABLES[table].c.keys())


def test_keys_are_those_of_the_contacts_in_their_order(
    one: Engine, place_words: PlaceWords, small_chunks: None
) -> None:
    with writing(one) as session:
        keys = add_all(session, (NewContact(f"Ana {number}") for number in range(8)), place_words)
        found = session.execute(select(Contact.id, Contact.name).order_by(Contact.id)).all()
    assert list(found)[1:] == [(key, f"Ana {number}") for number, key in enumerate(keys)]


def test_nobody_to_add_is_no_change(one: Engine, place_words: PlaceWords) -> None:
    record = do(one, [], place_words)
    assert (record.touched, record.contacts) == (frozenset(), frozenset())
    with Session(one) as session:
        assert journal.peek(session) == (None, None)


def test_journal_holds_no_image_but_while_it_is_undone(
    one: Engine, place_words: PlaceWords, small_chunks: None
) -> None:
    def kept() -> tuple[Any, ...]:
        with one.connect() as connection:
            counted = "SELECT count(*), count(content), (SELECT count(*) FROM changed_row) FROM made_rows"
            return tuple(plain(connection).run(counted)[0])

    do(one, [NewContact(f"Ana {number}") for number in range(7)], place_words)
    assert kept() == (3, 0, 0)
    step(one, journal.undo, place_words)
    assert kept() == (3, 3, 0)
    step(one, journal.redo, place_words)
    assert kept() == (3, 0, 0)
    step(one, journal.undo, place_words)
    with writing(one) as session, journal.recording(session, "Else", NOW):
        session.add(Organisation("Else"))
    assert kept() == (0, 0, 1)


def test_what_an_import_changes_besides_is_undone_with_it(one: Engine, place_words: PlaceWords) -> None:
    before = everything(one)
    with writing(one) as session:
        with journal.recording(session, "Import", NOW) as record:
            rows.change(session, "contact", [1], {"role": "head"})
            (key,) = add_all(session, [NewContact("Bea", tags=("new",))], place_words)
            rows.change(session, "contact", [key], {"introduced_by_id": 1, "name": "Bea B."})
            ana = session.get_one(Contact, 1)
            ana.tags.append(Tag("seen"))
        assert record.unlisted == {1, key}
        reindex(session, record.unlisted, place_words)
    after = everything(one)
    step(one, journal.undo, place_words)
    assert everything(one) == before
    step(one, journal.redo, place_words)
    assert everything(one) == after


def test_later_edit_is_undone_first(one: Engine, place_words: PlaceWords) -> None:
    before = everything(one)
    do(one, [NewContact("Bea", emails=(("bea@example.org", ""),))], place_words)
    with writing(one) as session, journal.recording(session, "Edit", NOW):
        session.get_one(Contact, 2).emails = [Email(0, "b@example.org")]
    assert step(one, journal.undo, place_words).label == "Edit"
    assert step(one, journal.undo, place_words).label == "Import"
    assert everything(one) == before


@pytest.mark.parametrize(
    "meddle",
    [
        lambda session: session.execute(update(Contact).where(Contact.id == 3).values(name="Someone else")),
        lambda session: session.delete(session.get_one(Contact, 3)),
        lambda session: session.execute(insert(Tag).values(contact_id=3, name="more")),
        lambda session: session.execute(update(Contact).where(Contact.id == 1).values(introduced_by_id=3)),
    ],
)
def test_undo_is_refused_where_other_means_have_changed_what_was_made(
    one: Engine, place_words: PlaceWords, meddle: Callable[[Session], object]
) -> None:
    do(one, [NewContact("Bea"), NewContact("Cem")], place_words)
    with writing(one) as session:
        meddle(session)
    before = everything(one)
    with pytest.raises(Refused, match="“Import” cannot be undone"):
        step(one, journal.undo, place_words)
    assert everything(one) == before


def test_redo_is_refused_where_a_row_is_in_the_way(one: Engine, place_words: PlaceWords) -> None:
    do(one, [NewContact("Bea")], place_words)
    step(one, journal.undo, place_words)
    with writing(one) as session:
        stranger = Contact("Stranger")
        stranger.id = 2
        session.add(stranger)
    before = everything(one)
    with pytest.raises(Refused, match="“Import” cannot be undone or redone"):
        step(one, journal.redo, place_words)
    assert everything(one) == before


class Stop(Exception):
    pass


def test_stopping_leaves_nothing(one: Engine, place_words: PlaceWords, small_chunks: None) -> None:
    said = []

    def progress(done: int) -> None:
        said.append(done)
        if done >= 6:
            raise Stop

    before = everything(one)
    with pytest.raises(Stop):
        do(one, [NewContact(f"Ana {number}") for number in range(9)], place_words, progress=progress)
    assert said == [3, 6]
    assert everything(one) == before
    with Session(one) as session:
        assert journal.peek(session) == (None, None)


def test_contacts_are_read_as_a_stream(one: Engine, place_words: PlaceWords, small_chunks: None) -> None:
    given = 0

    def stream() -> Iterator[NewContact]:
        nonlocal given
        for given in range(1, 10):
            yield NewContact(f"Ana {given}")

    ahead = []
    with writing(one) as session:
        add_all(session, stream(), place_words, lambda done: ahead.append(given - done))
    assert ahead == [0, 0, 0]


def test_journal_of_a_strange_table_is_refused(one: Engine, place_words: PlaceWords, book: Path) -> None:
    do(one, [NewContact("Bea")], place_words)
    with writing(one) as session:
        plain(session.connection()).run("UPDATE made_rows SET record = 'alembic_version'")
    with pytest.raises(Refused, match="alembic_version"):
        step(one, journal.undo, place_words)
