"""The demo: a time for everybody, letters with both local times, a contact list; any number of times."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.core.hours import holds
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.times import offset_text
from partnerdesk.desk import contacts, drafts, home, listing, projects
from partnerdesk.desk.book import open_book
from partnerdesk.desk.demo import BOOK, LIST, run_demo
from partnerdesk.desk.parties import contact_party, home_party
from partnerdesk.desk.sample import PROJECT
from partnerdesk.errors import BookError, PartnerDeskError, Refused
from partnerdesk.formats import ics, mail

NOW = datetime(2027, 2, 15, 16, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder that one run left, and what it said."""
    out = tmp_path_factory.mktemp("demo") / "new" / "folder"
    said: list[str] = []
    run_demo(out, said.append, clock=lambda: NOW)
    return out, said


def test_it_writes_a_letter_with_both_local_times_to_each_college(demo: tuple[Path, list[str]]) -> None:
    out, _ = demo
    book = open_book(out / BOOK, clock=lambda: NOW)
    ours = home_party(home.get(book))
    with book.read() as session:
        cards = contacts.cards(session, listing.find(book, tag="teacher college"))
    theirs = {each.emails[0].address: contact_party(each) for each in cards}
    written = [mail.read(each.read_bytes()) for each in sorted(out.glob("*.eml"))]
    letters = [each for each in written if each.to.address in theirs]
    assert {each.to.address for each in letters} == set(theirs)
    for letter in letters:
        to = theirs[letter.to.address]
        assert letter.language == "es"
        assert "Water in our town" in letter.subject
        assert not letter.missing
        assert "‹" not in letter.body
        assert len(letter.slots) == 2
        for slot in letter.slots:
            for each in (to, ours):
                assert holds(each.week, slot, each.place.zone)
                local = slot.local(each.place.zone)
                line = f"{local:%H:%M} en {each.place.city} ({offset_text(local)})"
                assert line in letter.body or f"en {each.place.city} ({offset_text(local)})" in letter.body
            assert slot.start - NOW > timedelta(days=20)
    book.close()


def test_its_times_lie_in_the_projects_dates(demo: tuple[Path, list[str]]) -> None:
    out, _ = demo
    with open_book(out / BOOK, clock=lambda: NOW) as book:
        project = projects.named(book, PROJECT)
    assert project.opens
    assert project.closes
    written = [mail.read(each.read_bytes()) for each in out.glob("*.eml")]
    days = [slot.wall.date() for each in written if each.language == "es" for slot in each.slots]
    assert days
    assert all(project.opens <= day <= project.closes for day in days)


def test_letters_are_in_four_languages_and_nothing_is_in_the_way_of_an_answer(
    demo: tuple[Path, list[str]],
) -> None:
    out, said = demo
    assert {mail.read(each.read_bytes()).language for each in out.glob("*.eml")} == {"en", "es", "fr", "pt"}
    with open_book(out / BOOK, clock=lambda: NOW) as book:
        letters = [
            drafts.opened(book, each.draft_id)
            for each in drafts.lines(book)
            if each.written_at >= NOW - timedelta(minutes=1)
        ]
    assert len(letters) >= 6
    written = [each for each in letters if f"{each.draft.to.address}, in " in "\n".join(said)]
    assert len(written) == 6
    for letter in written:
        assert [each.text for each in letter.findings if each.level != "ok" or not each.known] == []
    assert sum("all is well" in line for line in said) == 6


@pytest.mark.parametrize(
    "now", [datetime(2026, 12, 5, 18, tzinfo=UTC), datetime(2027, 2, 22, 18, tzinfo=UTC)], ids=str
)
def test_it_proposes_no_holiday_of_theirs_or_ours(tmp_path: Path, now: datetime) -> None:
    run_demo(tmp_path, lambda _: None, clock=lambda: now)
    letters = [mail.read(each.read_bytes()) for each in tmp_path.glob("*.eml")]
    slots = {slot for each in letters if each.language == "es" for slot in each.slots}
    assert len(slots) == 2
    closed = {*public_holidays("MX", "", 2026, 2027), *public_holidays("US", "US-MI", 2026, 2027)}
    assert not {slot.wall.date() for slot in slots} & closed


def test_each_letter_has_a_calendar_file_with_the_same_times(demo: tuple[Path, list[str]]) -> None:
    for letter in demo[0].glob("*.eml"):
        calendar = letter.with_suffix(".ics").read_bytes()
        assert ics.slots(calendar) == mail.read(letter.read_bytes()).slots
        assert b"Detroit" in calendar


def test_the_contact_list_is_a_pdf(demo: tuple[Path, list[str]]) -> None:
    assert (demo[0] / LIST).read_bytes().startswith(b"%PDF-")


def test_it_says_what_it_did(demo: tuple[Path, list[str]]) -> None:
    out, said = demo
    text = "\n".join(said)
    assert f"Made the sample book {out / BOOK}: 40 contacts." in said
    for city in ("Detroit", "Hermosillo", "Puebla", "Mérida"):
        assert f"in {city} (UTC−" in text
    assert "Nothing was sent" in text
    assert all(str(each) in text for each in out.glob("*.eml"))


def test_letters_are_in_the_history(demo: tuple[Path, list[str]]) -> None:
    book = open_book(demo[0] / BOOK)
    row = listing.rows(book, listing.find(book, text="Canché"))[0]
    assert "Water in our town" in row.last
    book.close()


def test_a_second_run_in_the_same_folder_adds_and_writes_nothing_over(tmp_path: Path) -> None:
    run_demo(tmp_path, lambda _: None, clock=lambda: NOW)
    before = {each: each.read_bytes() for each in [*tmp_path.glob("*.eml"), *tmp_path.glob("*.ics")]}
    said: list[str] = []
    run_demo(tmp_path, said.append, clock=lambda: NOW + timedelta(hours=1))
    assert said[0].startswith("Found the sample book")
    assert len(list(tmp_path.glob("*.eml"))) == len(list(tmp_path.glob("*.ics"))) >= 9
    assert all(each.read_bytes() == content for each, content in before.items())
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix not in (".eml", ".ics")) == [
        LIST,
        BOOK,
    ]


def test_a_foreign_calendar_by_a_letters_name_is_left_alone(
    demo: tuple[Path, list[str]], tmp_path: Path
) -> None:
    letter = min(demo[0].glob("*.eml"))
    foreign = tmp_path / letter.with_suffix(".ics").name
    foreign.write_bytes(b"my own appointments")
    run_demo(tmp_path, lambda _: None, clock=lambda: NOW)
    assert foreign.read_bytes() == b"my own appointments"
    assert len(list(tmp_path.glob("*.ics"))) == 7
    assert b"BEGIN:VEVENT" in foreign.with_stem(f"{foreign.stem} (2)").read_bytes()


def test_a_foreign_file_by_the_books_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_text("a diary, longer than a header of a hundred bytes " * 10)
    with pytest.raises(BookError):
        run_demo(tmp_path, lambda _: None)
    assert [each.name for each in tmp_path.iterdir()] == [BOOK]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PartnerDeskError, match="Choose another folder"):
        run_demo(tmp_path / "file", lambda _: None)


def test_a_book_without_the_colleges_is_refused(tmp_path: Path) -> None:
    run_demo(tmp_path, lambda _: None, clock=lambda: NOW)
    book = open_book(tmp_path / BOOK)
    contacts.trash(book, listing.find(book, folder="MX"))
    book.close()
    with pytest.raises(Refused, match="lost the people"):
        run_demo(tmp_path, lambda _: None)


def test_without_qt_the_rest_is_written_and_the_packages_are_named(tmp_path: Path) -> None:
    without_qt = (
        "import sys; sys.modules['PySide6.QtGui'] = None\n"
        "from partnerdesk.__main__ import main\n"
        f"sys.exit(main(['demo', '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", without_qt], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "libegl1" in done.stderr
    assert "everything else was written" in done.stdout
    assert len(list(tmp_path.glob("*.eml"))) == len(list(tmp_path.glob("*.ics"))) == 6
    assert not (tmp_path / LIST).exists()
