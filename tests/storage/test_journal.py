"""Every sequence of edits can be taken back to the first image of all rows, and done again to the last."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.errors import Refused
from partnerdesk.storage import journal, rows
from partnerdesk.storage.database import open_engine, plain, under, writing
from partnerdesk.storage.images import TABLES, Image, Key, images
from partnerdesk.storage.ledger import Change, ChangedRow
from partnerdesk.storage.records import (
    Contact,
    DraftRecord,
    DraftSlot,
    Email,
    Entry,
    Home,
    Organisation,
    Phone,
    Pin,
    Tag,
)

NOW = datetime(2027, 3, 16, 17, tzinfo=UTC)
WEEK = SchoolWeek.parse("Sun-Thu 07:30-12:00")

Everything = dict[str, dict[Key, Image]]
Edit = Callable[[Session], Any]


def everything(engine: Engine) -> Everything:
    with engine.connect() as connection:
        return {table: images(plain(connection), table) for table in TABLES}


def do(engine: Engine, edit: Edit, label: str = "edit") -> journal.Record:
    with writing(engine) as session, journal.recording(session, label, NOW) as record:
        edit(session)
    return record


def step(engine: Engine, which: Callable[[Session], journal.Record | None]) -> journal.Record | None:
    with writing(engine) as session:
        return which(session)


def some(session: Session, record: type[Any], number: int) -> Any:
    keys = session.scalars(select(record.id).order_by(record.id)).all()
    return session.get(record, keys[number % len(keys)]) if keys else None


def add_contact(session: Session, number: int) -> None:
    contact = Contact(f"Ana {number}", place=Place("Cairo", country="EG"), languages=("ar", "en"), week=WEEK)
    contact.organisation = (
        some(session, Organisation, number) if number % 2 else Organisation(f"School {number}")
    )
    contact.emails = [Email(0, "a@example.org"), Email(1, "b@example.org")][: number % 3]
    contact.tags = [Tag("science")]
    contact.entries = [Entry(at=NOW, text="Met")]
    session.add(contact)


def edit_contact(session: Session, number: int) -> None:
    if contact := some(session, Contact, number):
        contact.name += "!"
        contact.place = Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
        contact.week = None
        contact.phones.append(Phone(0, "+52 222 555 0199"))
        contact.emails = contact.emails[1:]  # the first becomes an orphan
        contact.organisation = None if number % 2 else contact.organisation


def delete_contact(session: Session, number: int) -> None:
    if contact := some(session, Contact, number):
        session.execute(
            update(Contact).where(Contact.introduced_by_id == contact.id).values(introduced_by_id=None)
        )
        session.execute(delete(Entry).where(Entry.contact_id == contact.id))
        for draft in session.scalars(select(DraftRecord).where(DraftRecord.contact_id == contact.id)):
            session.delete(draft)
        session.flush()
        session.delete(contact)


def trash_contact(session: Session, number: int) -> None:
    if contact := some(session, Contact, number):
        contact.trashed_at = None if contact.trashed_at else NOW


def introduce(session: Session, number: int) -> None:
    if contact := some(session, Contact, number):
        contact.introduced_by_id = some(session, Contact, number + 1).id


def write_draft(session: Session, number: int) -> None:
    if contact := some(session, Contact, number):
        draft = DraftRecord(contact.id, subject="A call", written_at=NOW)
        slot = Slot(datetime.fromisoformat("2027-03-16T10:00"), "America/Hermosillo")
        draft.slots = [DraftSlot(slot=slot, instant=NOW, tz_version="2026f")]
        session.add(draft)
        session.flush()
        entry = Entry("written", at=NOW, draft_id=draft.id)
        contact.entries.append(entry)


def rename_organisation(session: Session, number: int) -> None:
    if organisation := some(session, Organisation, number):
        organisation.name += " renamed"


def set_home(session: Session, number: int) -> None:
    home = session.get(Home, 1) or Home()
    home.name = f"Home {number}"
    session.add(home)


def turn_pin(session: Session, number: int) -> None:
    code = ("MX", "EG", "IN")[number % 3]
    pin = session.get(Pin, code)
    session.delete(pin) if pin else session.add(Pin(code))


def add_many(session: Session, number: int) -> None:
    tags = [{"contact_id": key, "name": "many"} for key in session.scalars(select(Contact.id))]
    if tags:
        session.execute(insert(Tag), tags)


def change_many(session: Session, number: int) -> None:
    session.execute(update(Contact).where(Contact.id % 2 == number % 2).values(role="head"))
    session.execute(delete(Tag).where(Tag.name == "many"))


def change_row(session: Session, number: int) -> None:
    if keys := session.scalars(select(Contact.id)).all():
        values = {"name": f"Bea {number}", "languages": ("es",) * (number % 3), "week": None}
        rows.change(session, "contact", keys[: number % 4], values)


EDITS = (
    change_row, change_row,
    add_contact, add_contact, edit_contact, delete_contact, trash_contact, introduce, write_draft,
    rename_organisation, set_home, turn_pin, add_many, change_many,
)  # fmt: skip


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9)), min_size=1, max_size=3), max_size=8
    )
)
def test_undo_all_gives_the_first_rows_and_redo_all_the_last(
    tmp_path_factory: pytest.TempPathFactory,
    empty_book: bytes,
    verbs: list[list[tuple[Callable[[Session, int], None], int]]],
) -> None:
    path = tmp_path_factory.mktemp("journal") / "book.partnerdesk"
    path.write_bytes(empty_book)
    engine = open_engine(path)
    pictures = [everything(engine)]
    for verb in verbs:

        def edit(session: Session, verb: Any = verb) -> None:
            for change, number in verb:
                change(session, number)
                session.flush()

        record = do(engine, edit)
        now = everything(engine)
        if now != pictures[-1]:
            pictures.append(now)
        changed = {
            (table, key)
            for table in TABLES
            for key in pictures[-1][table].keys()
            | (pictures[-2][table].keys() if len(pictures) > 1 else set())
            if record.touched and pictures[-1][table].get(key) != pictures[-2][table].get(key)
        }
        assert record.touched == changed
    engine.dispose()
    engine = open_engine(path)  # a restart between doing and undoing
    for picture in reversed(pictures[:-1]):
        assert step(engine, journal.undo) is not None
        assert everything(engine) == picture
    assert step(engine, journal.undo) is None
    for picture in pictures[1:]:
        assert step(engine, journal.redo) is not None
        assert everything(engine) == picture
    assert step(engine, journal.redo) is None
    engine.dispose()


def test_what_can_be_undone_and_redone_is_named(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0), "Add Ana")
    do(engine, lambda session: edit_contact(session, 0), "Edit Ana")
    with Session(engine) as session:
        assert journal.peek(session) == ("Edit Ana", None)
    assert step(engine, journal.undo).label == "Edit Ana"  # type: ignore[union-attr]
    with Session(engine) as session:
        assert journal.peek(session) == ("Add Ana", "Edit Ana")


def test_new_change_ends_what_could_be_redone(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0))
    step(engine, journal.undo)
    do(engine, lambda session: set_home(session, 1), "Set home")
    with Session(engine) as session:
        assert journal.peek(session) == ("Set home", None)
        assert session.scalar(select(func.count()).select_from(Change)) == 1
    assert step(engine, journal.redo) is None


def test_nothing_changed_writes_nothing_and_keeps_redo(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0), "Add")
    step(engine, journal.undo)
    record = do(engine, lambda session: None)
    assert (record.touched, record.contacts) == (frozenset(), frozenset())
    with Session(engine) as session:
        assert journal.peek(session) == (None, "Add")


def test_failed_verb_leaves_neither_rows_nor_journal(engine: Engine) -> None:
    def fail(session: Session) -> None:
        add_contact(session, 2)
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(engine, fail)
    with Session(engine) as session:
        for record in (Contact, Change, ChangedRow):
            assert session.scalar(select(func.count()).select_from(record)) == 0


def test_contacts_of_a_changed_organisation_are_named(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0))
    do(engine, lambda session: add_contact(session, 1))
    record = do(engine, lambda session: rename_organisation(session, 0))
    assert record.touched == {("organisation", 1)}
    assert record.contacts == {1, 2}


def test_contacts_of_children_are_named_by_undo_too(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0))

    def tag(session: Session) -> None:
        contact = session.get_one(Contact, 1)
        contact.tags.append(Tag("new"))

    assert do(engine, tag).contacts == {1}
    record = step(engine, journal.undo)
    assert record is not None
    assert (record.touched, record.contacts) == ({("tag", 2)}, {1})


def test_undo_is_refused_where_rows_were_changed_by_other_means(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0), "Add Ana")
    with writing(engine) as session:
        session.execute(update(Contact).values(name="Someone else"))
    before = everything(engine)
    with pytest.raises(Refused, match="“Add Ana” cannot be undone"):
        step(engine, journal.undo)
    assert everything(engine) == before


def test_many_rows_changed_in_several_ways_at_once_are_put_back_and_done_again(engine: Engine) -> None:
    for number in range(9):
        do(engine, lambda session, number=number: add_contact(session, number))  # type: ignore[misc]
    before = everything(engine)

    def edit(session: Session) -> None:
        for contact in session.scalars(select(Contact)):
            contact.trashed_at = NOW
            if contact.id % 2:
                contact.name = f"Bea {contact.id}"
            if contact.id % 3 == 0:
                contact.tags = [Tag("science"), Tag("water")]
            if contact.id == 4:
                session.delete(contact)

    do(engine, edit)
    after = everything(engine)
    statements: list[str] = []
    with writing(engine) as session:
        connection = under(session)
        connection.set_trace_callback(statements.append)
        journal.undo(session)
        connection.set_trace_callback(None)
    assert everything(engine) == before
    changed = [each for each in statements if each.startswith('UPDATE "contact"')]
    assert len(changed) == 8
    assert not any('"languages"' in each for each in changed)  # what stays is not written
    step(engine, journal.redo)
    assert everything(engine) == after


def test_an_image_older_than_a_column_leaves_its_value(engine: Engine) -> None:
    do(engine, lambda session: add_contact(session, 0))
    do(engine, lambda session: session.execute(update(Contact).values(name="Bea", notes="Of the river")))
    with writing(engine) as session:
        for image in (ChangedRow.before, ChangedRow.after):
            without = {image.key: func.json_remove(image, "$.notes")}
            session.execute(update(ChangedRow).where(ChangedRow.change_id == 2).values(without))
    step(engine, journal.undo)
    with writing(engine) as session:
        contact = session.get_one(Contact, 1)
        assert (contact.name, contact.notes) == ("Ana 0", "Of the river")


def test_journal_of_a_strange_table_is_refused(engine: Engine, book: Path) -> None:
    do(engine, lambda session: add_contact(session, 0))
    with writing(engine) as session:
        session.execute(update(ChangedRow).values(record="alembic_version"))
    with pytest.raises(Refused, match="alembic_version"):
        step(engine, journal.undo)
