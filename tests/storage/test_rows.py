"""Rows changed without records: as a record's change would be, journalled, all of them or none."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.storage import journal, rows
from partnerdesk.storage.database import writing
from partnerdesk.storage.records import Contact, Organisation

NOW = datetime(2027, 3, 16, 17, tzinfo=UTC)
WEEK = SchoolWeek.parse("Sun-Thu 07:30-12:00")


@pytest.fixture
def three(engine: Engine) -> Engine:
    with writing(engine) as session:
        session.add_all(Contact(f"Ana {number}", role="teacher") for number in range(3))
    return engine


def names(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.id)))


def test_values_are_written_as_a_record_has_them(three: Engine) -> None:
    values = {"name": "Bea", "languages": ("es", "en"), "week": WEEK, "trashed_at": NOW}
    with writing(three) as session:
        rows.change(session, "contact", [2], values)
    with Session(three) as session:
        contact = session.get_one(Contact, 2)
        assert {key: getattr(contact, key) for key in values} == values
        assert contact.role == "teacher"
    assert names(three) == ["Ana 0", "Bea", "Ana 2"]


def test_a_change_is_recorded_taken_back_and_done_again(three: Engine) -> None:
    with writing(three) as session, journal.recording(session, "Rename", NOW) as record:
        rows.change(session, "contact", [1, 3], {"name": "Bea"})
    assert record.touched == {("contact", 1), ("contact", 3)}
    assert record.contacts == {1, 3}
    with writing(three) as session:
        journal.undo(session)
    assert names(three) == ["Ana 0", "Ana 1", "Ana 2"]
    with writing(three) as session:
        journal.redo(session)
    assert names(three) == ["Bea", "Ana 1", "Bea"]


def test_what_a_session_has_not_written_yet_comes_first(three: Engine) -> None:
    with writing(three) as session, journal.recording(session, "Rename", NOW):
        session.get_one(Contact, 1).name = "Earlier"
        rows.change(session, "contact", [1], {"name": "Later"})
    assert names(three)[0] == "Later"
    with writing(three) as session:
        journal.undo(session)
    assert names(three)[0] == "Ana 0"


def test_a_missing_row_is_named_and_nothing_is_changed(three: Engine) -> None:
    with (
        pytest.raises(KeyError, match="77"),
        writing(three) as session,
        journal.recording(session, "Rename", NOW),
    ):
        rows.change(session, "contact", [1, 77, 3], {"name": "Bea"})
    assert names(three) == ["Ana 0", "Ana 1", "Ana 2"]


def test_a_name_that_is_no_column_goes_into_no_statement(three: Engine) -> None:
    with pytest.raises(KeyError), writing(three) as session:
        rows.change(session, "contact", [1], {'name" = 1; --': "Bea"})


def test_one_value_is_read(three: Engine) -> None:
    with writing(three) as session:
        assert rows.value(session, "contact", 2, "name") == "Ana 1"
        assert rows.value(session, "contact", 77, "name") is None


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_any_text_comes_back_as_a_record_would_have_kept_it(three: Engine, text: str) -> None:
    with writing(three) as session:
        rows.change(session, "contact", [1], {"notes": text})
        session.get_one(Contact, 2).notes = text
    with Session(three) as session:
        assert session.get_one(Contact, 1).notes == session.get_one(Contact, 2).notes == text


def test_rows_of_the_session_and_rows_without_records_are_one_transaction(three: Engine) -> None:
    def fail() -> None:
        with writing(three) as session:
            rows.change(session, "contact", [1], {"name": "Bea"})
            session.add(Organisation("School"))
            session.flush()
            rows.change(session, "contact", [2], {"name": "Cem"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(three) == ["Ana 0", "Ana 1", "Ana 2"]
    with Session(three) as session:
        assert session.scalars(select(Organisation)).all() == []
