"""The sample book: who is in it, and that it appears whole or not at all."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.core.text import fold
from partnerdesk.desk import contacts, home, listing, projects, today, trash, typed
from partnerdesk.desk.book import Book
from partnerdesk.desk.checks import verify
from partnerdesk.desk.sample import COLLEGE_TAG, PROJECT, make_sample
from partnerdesk.errors import NotFound, Refused
from partnerdesk.storage.records import Contact

NOW = datetime(2027, 2, 15, 16, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One sample book for all tests that only look."""
    book = make_sample(tmp_path_factory.mktemp("sample") / "s.partnerdesk", clock=lambda: NOW)
    yield book
    book.close()


def people(book: Book) -> list[Contact]:
    with book.read() as session:
        return contacts.cards(session, listing.find(book))


def test_forty_contacts_in_fifteen_countries_one_pinned_one_in_trash(sample: Book) -> None:
    folders = listing.folders(sample, NOW)
    assert len(listing.find(sample)) == 40
    assert len([each for each in folders if each.count]) == 15
    assert [(each.code, each.pinned) for each in folders if not each.count] == [("KE", True)]
    assert [each.title for each in trash.listed(sample)] == ["Beatriz Soler"]


def test_home_is_ana_lee_in_detroit(sample: Book) -> None:
    ours = home.get(sample)
    assert (ours.name, ours.place.city, ours.place.zone) == ("Ana Lee", "Detroit", "America/Detroit")
    assert ours.week is not None
    assert ours.week.words() == "Mon–Fri 08:00–15:00"
    assert ours.stretch is not None
    assert ours.signature


def test_three_teacher_colleges_lie_in_north_centre_and_south_of_mexico(sample: Book) -> None:
    with sample.read() as session:
        colleges = contacts.cards(session, listing.find(sample, folder="MX", tag=COLLEGE_TAG))
    assert {each.whereabouts.region for each in colleges} == {"MX-SON", "MX-PUE", "MX-YUC"}
    assert len({each.whereabouts.zone for each in colleges}) == 3
    assert all(each.school_week and each.school_week.confirmed for each in colleges)
    assert all("es" in each.languages and each.emails for each in colleges)


def test_the_project_says_what_both_classes_do_and_gain(sample: Book) -> None:
    project = projects.named(sample, PROJECT)
    facts = vars(project)
    assert all(facts[key] for key in projects.ProjectFields.__annotations__)
    assert project.partners_wanted == 3


def test_every_address_and_web_page_is_one_that_cannot_exist(sample: Book) -> None:
    reserved = re.compile(r"(^|\.)(example|example\.(com|net|org))$")
    thrown = [contacts.card(sample, int(each.key[1])) for each in trash.listed(sample)]
    everybody = [*people(sample), *thrown]
    addresses = [each.address for person in everybody for each in person.emails]
    assert len(addresses) >= 41
    assert all(reserved.search(address.rpartition("@")[2]) for address in addresses)
    webs = {person.organisation.web for person in people(sample) if person.organisation}
    assert all(reserved.search(web.removeprefix("https://")) for web in webs if web)


def test_everything_in_it_passes_the_checks_of_what_a_user_types(sample: Book) -> None:
    for person in people(sample):
        assert [typed.email(each.address) for each in person.emails] == [
            each.address for each in person.emails
        ]
        assert all(typed.phone(each.number) == each.number for each in person.phones)
        assert all(typed.tag(each.name) == each.name for each in person.tags)
        assert typed.languages(person.languages) == person.languages
        assert person.source in contacts.SOURCES
        assert (person.source == "introduction") == (person.introduced_by_id is not None)
        assert all(each.kind in contacts.ENTRY_KINDS for each in person.entries)


def test_it_shows_what_the_book_can_hold(sample: Book) -> None:
    found = people(sample)
    assert {each.source for each in found} == set(contacts.SOURCES)
    assert {person.school_week is None for person in found} == {True, False}
    assert [each.name for each in found if not each.whereabouts.city] == ["Mamadou Sarr"]
    assert max(len(each.name) for each in found) > 70
    assert any(len(each.emails) > 1 for each in found)
    schools = [each.organisation_id for each in found if each.organisation_id]
    assert sum(schools.count(each) > 1 for each in set(schools)) >= 6
    assert {fold(name) for name, _ in listing.tags(sample)} >= {"choir", "science fair", "speakers"}


def test_history_is_dated_from_the_day_it_is_made(sample: Book) -> None:
    entries = [entry for person in people(sample) for entry in person.entries]
    assert len(entries) > 30
    assert all(entry.at <= NOW for entry in entries)
    assert {(NOW - entry.at).days for entry in entries} >= {0, 7, 16, 120}
    assert all(person.added_at and person.added_at <= NOW for person in people(sample))


def test_today_is_alive_on_it(sample: Book) -> None:
    items = today.due(sample)
    assert {each.kind for each in items} == set(today.KINDS) - {"returned"}  # no letter came back
    assert {each.act for each in items} >= {"use", "answer", "remind", "ask", "sent", "correct"}


@pytest.mark.parametrize("days", range(0, 370, 41))
def test_so_it_is_whatever_day_it_is_made(tmp_path: Path, days: int) -> None:
    with make_sample(tmp_path / "s.partnerdesk", clock=lambda: NOW + timedelta(days=days)) as book:
        assert {each.kind for each in today.due(book)} >= {"answered", "waiting"}


@pytest.mark.parametrize(
    "text", ["田", "منصور", "o'neil", "gurung", "555 0199", "5550199", "sevilla", "normal.example"]
)
def test_people_are_found_in_any_script(sample: Book, text: str) -> None:
    assert listing.find(sample, text=text)


def test_it_is_one_file_that_verifies(tmp_path: Path) -> None:
    path = tmp_path / "s.partnerdesk"
    make_sample(path).close()
    assert list(tmp_path.iterdir()) == [path]
    assert all(each.ok for each in verify(path))


def test_it_begins_as_it_was_filled(tmp_path: Path) -> None:
    """An undo in the sample book must not empty it."""
    with make_sample(tmp_path / "sample.partnerdesk") as book:
        assert book.undoable() == ("", "")
        assert book.undo() is None
        assert len(listing.find(book)) == 40


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "s.partnerdesk"
    there.write_text("a diary")
    with pytest.raises(Refused, match="exists already"):
        make_sample(there)
    assert there.read_text() == "a diary"
    assert list(tmp_path.iterdir()) == [there]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        make_sample(tmp_path / "nowhere" / "s.partnerdesk")


def test_a_failure_on_the_way_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> datetime:
        raise RuntimeError("the clock stands still")

    with pytest.raises(RuntimeError):
        make_sample(tmp_path / "s.partnerdesk", clock=broken)
    assert list(tmp_path.iterdir()) == []
