"""Printing from the shell."""

import json
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, partners, project_slots, projects
from partnerdesk.desk.book import open_book
from partnerdesk.desk.places import locate
from tests.cli.shell import done, in_a_shell, partnerdesk
from tests.formats.paper.reading import text_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("style", ["list", "cards"])
def test_a_file_is_written_and_said(folder: Path, style: str) -> None:
    assert done(folder, "print", "b", "a.pdf", "--style", style) == "Wrote a.pdf: 1 contact on 1 page.\n"
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "a.pdf").stat().st_mode & 0o777 == 0o600


def test_a_folder_is_not_a_file_and_is_named(folder: Path) -> None:
    ran = partnerdesk(folder, "print", "b", ".")
    assert ran.returncode == 1
    assert f"{folder.resolve()} is a folder." in ran.stderr


def test_json_has_stable_keys(folder: Path) -> None:
    words = ("--folder", "MX", "--search", "ruiz", "--sort", "name", "--paper", "a4", "--landscape", "--json")
    made = json.loads(
        done(folder, "print", "b", "a.pdf", *words, "--columns", "languages, last", "--size", "120")
    )
    assert made == {"file": "a.pdf", "contacts": 1, "pages": 1, "notices": []}


def test_where_nobody_has_an_address_no_labels_are_written_and_who_lacks_it_is_named(folder: Path) -> None:
    ran = partnerdesk(
        folder, "print", "b", "a.pdf", "--style", "labels", "--sheet", "L7160", "--from-label", "3"
    )
    assert ran.returncode == 1
    assert "nobody to print" in ran.stderr
    assert "Elena Ruiz" in ran.stderr
    assert not (folder / "a.pdf").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--style", "poster"), "no style “poster”"),
        (("--paper", "A5"), "Take A4 or Letter"),
        (("--style", "labels", "--sheet", "X1"), "Known are L7159"),
        (("--style", "labels", "--from-label", "31"), "counted from 1 to 30"),
        (("--columns", "contact,notes"), "Add --notes."),
        (("--size", "20"), "Type cannot be 20%"),
        (("--to", "77"), "77"),
        (("--style", "plan", "--with", "MX", "--slot", "2027-03-14 02:30 America/Detroit"), "02:30"),
        (("--style", "plan", "--with", "ZZ"), "ZZ"),
        (("--to", "1", "--folder", "MX"), "Take --folder and --search, or --to, or --project."),
    ],
)
def test_what_cannot_be_is_one_line(folder: Path, words: tuple[str, ...], said: str) -> None:
    ran = partnerdesk(folder, "print", "b", "a.pdf", *words)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert said in ran.stderr
    assert not (folder / "a.pdf").exists()


def test_no_screen_is_needed(folder: Path) -> None:
    ran = in_a_shell(folder, "print", "b", "a.pdf", QT_QPA_PLATFORM="")
    assert (ran.returncode, ran.stdout) == (0, "Wrote a.pdf: 1 contact on 1 page.\n"), ran.stderr


def test_a_time_that_has_gone_by_is_said_in_the_shell_too(folder: Path) -> None:
    words = ("--style", "plan", "--with", "1", "--slot", "2020-03-16 10:00 America/Hermosillo")
    ran = partnerdesk(folder, "print", "b", "plan.pdf", *words)
    assert ran.returncode == 0
    assert "Monday, 16 March 2020, " in ran.stderr
    assert ran.stderr.count("has gone by.") == 1


def test_a_plan_for_those_named(folder: Path) -> None:
    words = ("--style", "plan", "--with", "1", "--slot", "2027-03-16 10:00 America/Hermosillo")
    assert done(folder, "print", "b", "a.pdf", *words) == "Wrote a.pdf: 1 contact on 1 page.\n"


def test_a_cover_of_folders_with_and_without_contacts(folder: Path) -> None:
    words = ("--style", "cover", "--folder", "MX", "--folder", "KE")
    assert done(folder, "print", "b", "a.pdf", *words) == "Wrote a.pdf: 1 contact on 2 pages.\n"


@pytest.mark.parametrize("name", ["b", "list.txt"])
def test_only_a_pdf_is_written(folder: Path, name: str) -> None:
    before = (folder / "b").read_bytes()
    ran = partnerdesk(folder, "print", "b", name)
    assert ran.returncode == 1
    assert f"“{name}” does not end in .pdf" in ran.stderr
    assert (folder / "b").read_bytes() == before
    assert not (folder / "list.txt").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--slot", "2027-03-16 10:00 America/Hermosillo"), "--slot says nothing to --style list"),
        (("--style", "cover", "--with", "MX"), "--with says nothing to --style cover"),
        (
            ("--style", "labels", "--sheet", "5160", "--landscape"),
            "--landscape says nothing to --style labels",
        ),
        (("--style", "labels", "--sheet", "5160", "--paper", "A4"), "--paper says nothing to --style labels"),
        (("--style", "cards", "--columns", "time"), "It goes with --style list."),
        (("--style", "phone", "--notes"), "It goes with --style list or --style cards."),
        (("--sheet", "5160"), "--sheet says nothing to --style list"),
    ],
)
def test_what_a_style_would_pass_over_is_refused(folder: Path, words: tuple[str, ...], said: str) -> None:
    ran = partnerdesk(folder, "print", "b", "a.pdf", *words)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert not (folder / "a.pdf").exists()


def test_nobody_is_not_printed(folder: Path) -> None:
    ran = partnerdesk(folder, "print", "b", "a.pdf", "--search", "zzzzz")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "There is nobody to print: nothing was written." in ran.stderr
    assert not (folder / "a.pdf").exists()


def test_the_partners_of_a_project_and_its_times(folder: Path) -> None:
    with open_book(folder / "b") as book:
        (project,) = projects.add(book, title="Films", minutes=30).made
        (kari,) = contacts.add(book, name="Kari Dahl", place=locate(city="Bergen", country="NO")).made
        partners.join(book, project, [kari])
        slot = Slot.parse("2099-03-17 10:00 Europe/Oslo", minutes=30)
        project_slots.keep_slots(book, project, [slot])
    assert done(folder, "print", "b", "a.pdf", "--project", "Films") == "Wrote a.pdf: 1 contact on 1 page.\n"
    (text,) = text_of((folder / "a.pdf").read_bytes(), folder)
    assert "Contacts: partners of “Films”" in text
    assert done(folder, "print", "b", "plan.pdf", "--style", "plan", "--project", "Films")
    (text,) = text_of((folder / "plan.pdf").read_bytes(), folder)
    assert "Kari Dahl" in text
    assert "Tuesday, 17 March 2099" in text
    assert "30 minutes" in text
    ran = partnerdesk(folder, "print", "b", "a.pdf", "--project", "Films", "--to", "1")
    assert "in several ways" in ran.stderr


@pytest.mark.parametrize("mark", ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u200e"])
def test_letters_that_are_not_seen_are_no_trouble(folder: Path, mark: str) -> None:
    words = ("--city", "Lima", "--country", "PE", "--phone", "+51 1 555 0101")
    done(folder, "add", "b", "--name", f"Sa{mark}ra Far{mark}id", *words)
    for style in ("list", "phone", "cover"):
        wrote = done(folder, "print", "b", f"{style}.pdf", "--style", style, "--folder", "PE")
        assert wrote.startswith(f"Wrote {style}.pdf: 1 contact")
