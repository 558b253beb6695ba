"""What contacts get besides, many at once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from partnerdesk.storage import journal
from partnerdesk.storage.database import under, writing
from partnerdesk.storage.growth import Growth
from partnerdesk.storage.images import TABLES, images
from partnerdesk.storage.records import Contact, Email, Entry, Tag

NOW = datetime(2027, 3, 16, 17, tzinfo=UTC)


@pytest.fixture
def two(engine: Engine) -> Iterator[Engine]:
    """A book of Ana and Bea, out of which an address was deleted."""
    with writing(engine) as session:
        gone = Contact("Cleo", emails=[Email(0, "cleo@escola.example")])
        session.add_all([Contact("Ana", emails=[Email(0, "ana@escola.example")]), Contact("Bea"), gone])
        session.flush()
        gone.emails = []
    return engine


def grown() -> Growth:
    return Growth(
        {1: {"role": "Head", "languages": ("pt", "en")}, 2: {"notes": "Sings"}},
        emails=[(1, 1, "lima@escola.example", "home"), (2, 0, "bea@escola.example", "")],
        tags=[(2, "songs")],
        entries=[(1, "changed", NOW, "Role: Teacher")],
    )


def everything(engine: Engine) -> dict[str, object]:
    with Session(engine) as session:
        return {name: images(under(session), name) for name in TABLES}


def test_contacts_have_what_they_get(two: Engine) -> None:
    with writing(two) as session:
        grown().write(session)
    with Session(two) as session:
        ana, bea = session.get_one(Contact, 1), session.get_one(Contact, 2)
        assert (ana.name, ana.role, ana.languages) == ("Ana", "Head", ("pt", "en"))
        assert [(each.position, each.address, each.label) for each in ana.emails] == [
            (0, "ana@escola.example", ""),
            (1, "lima@escola.example", "home"),
        ]
        assert min(each.id for each in bea.emails) > 2, "a key is never used twice"
        (entry,) = ana.entries
        assert (entry.kind, entry.at, entry.text, entry.draft_id) == ("changed", NOW, "Role: Teacher", None)
        assert (bea.notes, [each.name for each in bea.tags]) == ("Sings", ["songs"])


def test_it_is_part_of_the_change_that_is_recorded(two: Engine) -> None:
    before = everything(two)
    with writing(two) as session, journal.recording(session, "More", NOW) as record:
        ana = session.get_one(Contact, 1)
        ana.tags.append(Tag("new"))
        grown().write(session)
    assert record.contacts == {1, 2}
    after = everything(two)
    assert after != before
    for step, expected in ((journal.undo, before), (journal.redo, after)):
        with writing(two) as session:
            assert step(session) is not None
        assert everything(two) == expected


def test_entries_and_records_of_the_session_come_in_one_row(two: Engine) -> None:
    with writing(two) as session:
        ana = session.get_one(Contact, 1)
        ana.entries.append(Entry("note", at=NOW, text="first"))
        grown().write(session)
        ana.entries.append(Entry("note", at=NOW, text="last"))
    with Session(two) as session:
        entries = sorted(session.get_one(Contact, 1).entries, key=lambda entry: entry.id)
        assert [entry.text for entry in entries] == ["first", "Role: Teacher", "last"]
