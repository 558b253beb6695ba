"""Twins in a book: found, compared, merged, told apart; each with its undo."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.twins import Strength
from partnerdesk.desk import contacts, listing, projects, sidebyside, trash, twins
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.merging import merge
from partnerdesk.desk.places import locate
from partnerdesk.desk.sidebyside import side_by_side
from partnerdesk.errors import BadInput, NotFound, Refused
from partnerdesk.storage.records import Apart, Approach, Base, Contact, DraftRecord, Entry

AT = datetime(2027, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def elena(book: Book) -> int:
    key = contacts.add(
        book,
        name="Elena Ruiz",
        organisation="Escuela Normal",
        place=locate(city="Hermosillo", country="MX"),
        emails=[("elena@normal.example.org", "work")],
        phones=[("+52 662 123 4567", "")],
        languages=["es"],
        tags=["choir"],
        notes="Prefers mornings.",
    ).made[0]
    contacts.note(book, key, "Met in Lisbon", kind="met", at=AT)
    return key


@pytest.fixture
def again(book: Book) -> int:
    return contacts.add(
        book,
        name="Ruiz, Elena",
        role="Coordinator",
        emails=[("Elena@normal.example.org", ""), ("ruiz@home.example.org", "home")],
        phones=[("662 123 4567", "")],
        languages=["en", "es"],
        tags=["choir", "water"],
        notes="Has a choir.",
        web="https://normal.example.org",
    ).made[0]


def state(book: Book, *, without: tuple[str, ...] = ()) -> Mapping[str, list[Any]]:
    """All rows of the book, save the journal and what is derived."""
    skipped = {"change", "changed_row", "made_rows", "listing", "folder", *without}
    with book.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
            if table.name not in skipped
        }


def test_a_pair_is_listed_with_names_and_whereabouts(book: Book, elena: int, again: int) -> None:
    (found,) = twins.pairs(book)
    assert (found.pair.first, found.pair.second) == (elena, again)
    assert found.pair.strength is Strength.CERTAIN
    assert found.names == ("Elena Ruiz", "Ruiz, Elena")
    assert found.about == ("Escuela Normal, Hermosillo", "")


def test_the_country_of_the_school_reads_the_phone(book: Book, elena: int) -> None:
    contacts.add(book, name="E. Ruiz", organisation="Escuela Normal", phones=[("(662) 123-4567", "")])
    assert twins.pairs(book)[0].pair.reason.startswith("same phone")


def test_twins_of_one_contact(book: Book, elena: int, again: int) -> None:
    ana = contacts.add(book, name="Ana Lee", emails=[("a@example.org", "")]).made[0]
    contacts.add(book, name="Ana Lee", emails=[("a@example.org", "")])
    assert len(twins.pairs(book)) == 2
    (only,) = twins.pairs(book, of=ana)
    assert only.has(ana)
    assert not only.has(elena)


def test_nobody_in_trash_is_a_twin(book: Book, elena: int, again: int) -> None:
    contacts.trash(book, [again])
    assert twins.pairs(book) == []
    for verb in (merge, twins.not_the_same, side_by_side):
        with pytest.raises(NotFound):
            verb(book, elena, again)
    trash.restore(book, [("contact", again)])
    assert len(twins.pairs(book)) == 1


def test_not_the_same_is_remembered_until_it_is_undone(book: Book, elena: int, again: int) -> None:
    changes = twins.not_the_same(book, again, elena)
    assert changes.label == "Ruiz, Elena and Elena Ruiz are two people"
    assert twins.pairs(book) == []
    assert not twins.not_the_same(book, elena, again).touched  # said before
    book.undo()
    assert len(twins.pairs(book)) == 1


def test_side_by_side_proposes_the_richer_and_says_what_is_joined(book: Book, elena: int, again: int) -> None:
    sheet = side_by_side(book, again, elena)
    assert (sheet.keep, sheet.other) == (elena, again)  # the one with a history
    fields = {each.key: each for each in sheet.fields}
    assert fields["name"].values == ("Elena Ruiz", "Ruiz, Elena")
    assert fields["name"].proposed == 0
    assert fields["name"].open
    assert fields["role"].values == ("", "Coordinator")
    assert (fields["role"].proposed, fields["role"].open) == (1, False)
    assert "greeting" not in fields
    joined = dict(sheet.joined)
    assert joined["Languages"] == "Spanish, English"
    assert joined["Tags"] == "choir, water"
    assert joined["History"] == "1 line"
    assert side_by_side(book, elena, again) == sheet


@pytest.mark.parametrize(
    ("wrong", "right", "mails"),
    [
        ("Jsoe García", "Jose García", []),
        ("Jsoe García", "Pepe García", []),
        ("Amnia Diallo", "Amina Diallo", [("amina@lycee.example", "")]),
        ("Jose Garcia", "José García", []),
    ],
)
def test_a_slip_is_not_proposed_as_the_better_name(
    book: Book, wrong: str, right: str, mails: list[tuple[str, str]]
) -> None:
    for first, second in ((wrong, right), (right, wrong)):
        one = contacts.add(book, name=first, role="Teacher", emails=mails).made[0]
        sheet = side_by_side(book, one, contacts.add(book, name=second).made[0])
        (name,) = (each for each in sheet.fields if each.key == "name")
        assert name.values[name.proposed] == right


def test_a_confirmed_week_goes_before_an_assumed_one(book: Book) -> None:
    week = "Mon-Fri 08:00-13:00"
    one = contacts.add(book, name="Ana Lee", week=SchoolWeek.parse(week, confirmed=True)).made[0]
    other = contacts.add(
        book, name="Ana Lee", week=SchoolWeek.parse("Mon-Fri 09:00-15:00", confirmed=False)
    ).made[0]
    contacts.note(book, other, "Newer", kind="note")
    sheet = side_by_side(book, one, other)
    field = next(each for each in sheet.fields if each.key == "week")
    assert "08:00" in field.values[field.proposed]


def test_merging_keeps_everything_and_is_one_undo(book: Book, elena: int, again: int) -> None:
    before = state(book)
    changes = merge(book, elena, again, {"name": 0})
    assert changes.label == "Merged Elena Ruiz and Ruiz, Elena"
    card = contacts.card(book, elena)
    assert [each.address for each in card.emails] == ["elena@normal.example.org", "ruiz@home.example.org"]
    assert [each.number for each in card.phones] == ["+52 662 123 4567", "662 123 4567"]
    assert {each.name for each in card.tags} == {"choir", "water"}
    assert card.languages == ("es", "en")
    assert card.notes == "Prefers mornings.\n\nHas a choir."
    assert (card.role, card.web) == ("Coordinator", "https://normal.example.org")
    assert card.organisation is not None
    assert card.whereabouts.city == "Hermosillo"
    assert "Merged with Ruiz, Elena; Name: Ruiz, Elena" in [each.text for each in card.entries]
    assert "Met in Lisbon" in [each.text for each in card.entries]
    assert list(listing.find(book)) == [elena]
    assert list(listing.find(book, text="water")) == [elena]
    assert twins.pairs(book) == []
    with pytest.raises(NotFound):
        contacts.card(book, again)
    book.undo()
    assert state(book) == before
    assert sorted(listing.find(book)) == [elena, again]
    book.redo()
    assert list(listing.find(book)) == [elena]


def test_what_is_chosen_is_taken_and_what_is_not_is_told(book: Book, elena: int, again: int) -> None:
    contacts.edit(book, again, organisation="Lincoln", place=locate(city="Puebla", country="MX"))
    merge(book, elena, again, {"name": 1, "organisation": 1, "place": 1})
    card = contacts.card(book, elena)
    assert card.organisation is not None
    assert (card.name, card.organisation.name, card.whereabouts.city) == ("Ruiz, Elena", "Lincoln", "Puebla")
    assert not card.place  # it follows its school
    (said,) = (each.text for each in card.entries if each.kind == "changed")
    assert "Organisation: Escuela Normal" in said
    assert "Place: Hermosillo, Sonora, Mexico" in said


@pytest.mark.parametrize("side", [0, 1])
def test_a_city_that_is_known_is_not_given_up_for_its_country(book: Book, side: int) -> None:
    exact = locate(city="Puebla", country="MX")
    places = [Place(country="MX"), exact]
    one, other = (contacts.add(book, name="Ana Lee", place=each).made[0] for each in places)
    contacts.note(book, one, "Newer", kind="note")
    sheet = side_by_side(book, one, other)
    (field,) = (each for each in sheet.fields if each.key == "place")
    assert field.values[field.proposed] == "Puebla, Mexico"
    merge(book, one, other, {"place": side})
    card = contacts.card(book, one)
    assert card.whereabouts == exact
    assert not any("Place:" in each.text for each in card.entries)


def test_of_two_cities_the_other_one_is_told(book: Book) -> None:
    one = contacts.add(book, name="Ana Lee", place=Place(country="US")).made[0]
    other = contacts.add(book, name="Ana Lee", place=locate(city="Puebla", country="MX")).made[0]
    merge(book, one, other, {"place": 0})
    card = contacts.card(book, one)
    assert (card.whereabouts.country, card.whereabouts.city) == ("US", "")
    assert "Place: Puebla, Mexico" in card.entries[-1].text


def test_letters_introductions_and_what_was_said_of_others_follow(book: Book, elena: int, again: int) -> None:
    luz = contacts.add(book, name="Luz", introduced_by=again).made[0]
    contacts.edit(book, elena, introduced_by=again)
    twins.not_the_same(book, again, luz)
    with book.write("Wrote") as writing:
        letter = DraftRecord(again, subject="Agua", written_at=AT)
        thrown = DraftRecord(again, subject="Old", written_at=AT, trashed_at=AT)
        writing.session.add_all([letter, thrown])
        writing.session.flush()
        entry = Entry("sent", at=AT, text="Sent: Agua", draft_id=letter.id)
        entry.contact_id = again
        writing.session.add(entry)
    merge(book, elena, again)
    with book.read() as session:
        assert set(session.scalars(select(DraftRecord.contact_id))) == {elena}
        assert [(each.first_id, each.second_id) for each in session.scalars(select(Apart))] == [(elena, luz)]
    assert contacts.card(book, luz).introduced_by_id == elena
    assert contacts.card(book, elena).introduced_by_id is None
    assert "Sent: Agua" in [each.text for each in contacts.card(book, elena).entries]


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (("sent", 5), ("drafted", 9), "sent"),
        (("declined", 2), ("sent", 5), "sent"),
        (("sent", 5), ("agreed", 7), "agreed"),
        (("resting", 3), ("replied", 4), "replied"),
    ],
)
def test_two_approaches_about_one_project_become_one(
    book: Book, elena: int, again: int, mine: tuple[str, int], theirs: tuple[str, int], left: str
) -> None:
    water = projects.add(book, title="Water").made[0]
    snow = projects.add(book, title="Snow").made[0]
    with book.write("Asked") as writing:
        for key, (name, day) in ((elena, mine), (again, theirs)):
            since = AT + timedelta(days=day)
            sent = None if name == "drafted" else since - timedelta(days=1)
            approach = Approach(key, water, name, since=since, sent_at=sent)
            writing.session.add(approach)
            writing.session.flush()
            writing.session.add(DraftRecord(key, written_at=AT, approach_id=approach.id))
        writing.session.add(Approach(again, snow, "sent", since=AT, sent_at=AT))
    before = state(book)
    merge(book, elena, again)
    with book.read() as session:
        found = list(session.scalars(select(Approach).where(Approach.project_id == water)))
        assert [(each.contact_id, each.state) for each in found] == [(elena, left)]
        assert found[0].sent_at == min(
            AT + timedelta(days=day - 1) for name, day in (mine, theirs) if name != "drafted"
        )
        assert set(session.scalars(select(DraftRecord.approach_id))) == {found[0].id}
        assert session.scalars(select(Approach.contact_id).where(Approach.project_id == snow)).one() == elena
    book.undo()
    assert state(book) == before


def test_what_cannot_be_merged(book: Book, elena: int, again: int) -> None:
    before = state(book)
    with pytest.raises(Refused):
        merge(book, elena, elena)
    for wrong in ({"phones": 1}, {"name": 2}):
        with pytest.raises(BadInput):
            merge(book, elena, again, wrong)
    with pytest.raises(NotFound):
        merge(book, elena, 77)
    assert state(book) == before


def test_every_row_that_speaks_of_a_contact_is_thought_of() -> None:
    """A new table with a contact in it has to be moved too: then this list grows."""
    speaking = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
        if key.target_fullname == "contact.id"
    }
    assert speaking == {
        "email.contact_id", "phone.contact_id", "tag.contact_id", "entry.contact_id",
        "contact.introduced_by_id", "apart.first_id", "apart.second_id",
        "approach.contact_id", "draft.contact_id",
    }  # fmt: skip


few = st.lists(st.sampled_from(("a", "b", "c")), max_size=3, unique=True)
people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("Ana Lee", "Lee Ana", "A. Lee")),
        "role": st.sampled_from(("", "Teacher", "Head")),
        "web": st.sampled_from(("", "https://example.org")),
        "organisation": st.sampled_from(("", "Normal", "Lincoln")),
        "emails": few.map(lambda some: [(f"{each}@example.org", "") for each in some]),
        "phones": few.map(lambda some: [(f"+1 313 555 01{ord(each)}", "") for each in some]),
        "tags": few,
        "languages": st.lists(st.sampled_from(("en", "es", "fr")), max_size=2, unique=True),
        "notes": st.sampled_from(("", "One.", "Two.")),
    }
)


def kept(book: Book, key: int) -> dict[str, object]:
    card = contacts.card(book, key)
    return {
        "emails": {each.address for each in card.emails},
        "phones": {each.number for each in card.phones},
        "tags": {each.name for each in card.tags},
        "languages": set(card.languages),
        "notes": set(filter(None, card.notes.split("\n\n"))),
        "history": {each.text for each in card.entries if each.kind != "changed"},
        "fields": [words(card) for _, _, words in sidebyside.FIELDS],
    }


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people, people, st.lists(st.integers(0, 1), min_size=9, max_size=9))
def test_merging_keeps_the_same_whichever_stays_and_loses_nobody(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, Any], second: dict[str, Any], sides: list[int]
) -> None:
    with new_book(tmp_path_factory.mktemp("merge") / "b", clock=lambda: AT) as book:
        one, other, third = (contacts.add(book, **each).made[0] for each in (first, second, {"name": "Luz"}))
        contacts.note(book, one, "Met")
        contacts.note(book, other, "Answered")
        before = state(book)
        fields = [key for key, _, _ in sidebyside.FIELDS]
        merge(book, one, other, dict(zip(fields, sides, strict=True)))
        there = kept(book, one)
        assert set(listing.find(book)) == {one, third}
        book.undo()
        assert state(book) == before
        merge(book, other, one, {key: 1 - side for key, side in zip(fields, sides, strict=True)})
        assert kept(book, other) == there
        assert there["history"] == {"Met", "Answered"}
        for key in ("emails", "phones"):
            assert there[key] == {value for each in (first, second) for value, _ in each[key]}


def test_a_merged_contact_is_gone_from_the_contacts(book: Book, elena: int, again: int) -> None:
    merge(book, again, elena)
    with book.read() as session:
        assert session.scalars(select(Contact.id)).all() == [again]
