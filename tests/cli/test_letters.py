"""Letters from the shell."""

import json
import os
import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, own_templates, project_slots, projects
from partnerdesk.desk.book import open_book
from tests.cli.shell import SLOT, done, letter, partnerdesk


def test_the_first_letter_holds_both_local_times(folder: Path) -> None:
    printed = done(
        folder,
        "draft",
        "b",
        "--template",
        "first-proposal",
        "--to",
        "MX",
        "--slot",
        SLOT,
        "--out",
        "o",
        "--json",
    )
    (draft,) = json.loads(printed)["drafts"]
    assert list(draft) == ["id", "to", "subject", "body", "language", "file", "findings"]
    assert draft["language"] == "es"
    message = letter(folder / draft["file"])
    text = message.get_content()
    assert message["X-Unsent"] == "1"
    assert "martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)" in text
    assert "martes, 16 de marzo de 2027, 13:00" in text
    assert "en Detroit (UTC−4)" in text
    assert "‹" not in text


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ("2027-03-14 02:30 America/Detroit", ["does not exist", "01:30", "03:30"]),
        ("2027-11-07 01:30 America/Detroit", ["twice", "fold=0", "fold=1"]),
        ("2027-03-16 10:00 CST", ["CST"]),
        ("tomorrow", ["not a slot", "2027-03-16 10:00 America/Hermosillo"]),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_a_way_out(folder: Path, slot: str, words: list[str]) -> None:
    ran = partnerdesk(
        folder, "draft", "b", "--template", "first-proposal", "--to", "MX", "--slot", slot, "--out", "o"
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert all(word in ran.stderr for word in words), ran.stderr
    assert not (folder / "o").exists()


def test_what_is_to_be_said_of_people_is_not_said_of_letters_that_are_refused(folder: Path) -> None:
    done(folder, "draft", "b", "--template", "first-proposal", "--to", "MX", "--slot", SLOT, "--out", "o")
    night = "2027-03-16 23:00 America/Hermosillo"
    ran = partnerdesk(
        folder, "draft", "b", "--template", "first-proposal", "--to", "MX", "--slot", night, "--out", "p"
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    again = done(
        folder, "draft", "b", "--template", "first-proposal", "--to", "MX", "--slot", SLOT, "--out", "p"
    )
    assert again.startswith("Written to less than a week ago")


@pytest.mark.parametrize("given", [("--slot", SLOT), ("--slot-of", f"1 {SLOT}")])
def test_a_polite_no_takes_no_times(folder: Path, given: tuple[str, str]) -> None:
    ran = partnerdesk(folder, "draft", "b", "--template", "polite-no", "--to", "1", *given, "--out", "o")
    assert ran.returncode == 1
    assert "gives no times" in ran.stderr
    assert not (folder / "o").exists()


def test_an_hour_that_happens_twice_is_taken_once_it_is_said_which(folder: Path) -> None:
    done(folder, "add", "b", "--name", "Night Owl", "--city", "Lima", "--country", "PE", "--hours",
         "Mon-Sun 00:00-24:00", "--email", "owl@example.org")  # fmt: skip
    for fold, offset in (("0", "UTC−4"), ("1", "UTC−5")):
        done(folder, "draft", "b", "--template", "first-proposal", "--to", "PE", "--out", fold, "--slot",
             f"2027-11-07 01:30 America/Detroit fold={fold}")  # fmt: skip
        (path,) = (folder / fold).glob("*.eml")
        message = letter(path)
        assert f"Detroit ({offset})" in message.get_content()


def test_a_slot_outside_their_school_hours_is_held_back(folder: Path) -> None:
    words = ("draft", "b", "--template", "first-proposal", "--to", "1", "--out", "o", "--json")
    ran = partnerdesk(folder, *words, "--slot", "2027-03-16 20:00 America/Hermosillo")
    assert ran.returncode == 1
    assert "held back" in ran.stderr
    (draft,) = json.loads(ran.stdout)["drafts"]
    assert "“partnerdesk times b --with 1” finds times in their school hours" in ran.stderr
    assert draft["file"] is None
    assert "stop" in [finding["level"] for finding in draft["findings"]]
    assert not (folder / "o").exists()


@pytest.mark.parametrize("kind", ["eml", "mbox", "txt", "mailto"])
def test_every_format_makes_a_file(folder: Path, kind: str) -> None:
    done(
        folder,
        "draft",
        "b",
        "--template",
        "reminder",
        "--to",
        "1",
        "--slot",
        SLOT,
        "--out",
        "o",
        "--format",
        kind,
    )
    (path,) = (folder / "o").iterdir()
    assert path.stat().st_size > 100
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nobody_in_trash_is_written_to(folder: Path) -> None:
    with open_book(folder / "b") as book:
        contacts.trash(book, [1])
    ran = partnerdesk(folder, "draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT)
    assert ran.returncode == 1
    assert "Elena Ruiz is in Trash. Restore" in ran.stderr


def test_a_built_in_template_is_not_taken_for_a_file_of_its_name(folder: Path) -> None:
    text = "Language: en\nTimes: yes\nSubject: Mine\n\nMy own words."
    for name in ("reminder", "mine"):
        (folder / name).write_text(text)
    for template, mine in (("reminder", False), ("mine", True), ("./reminder", True)):
        words = ("draft", "b", "--template", template, "--to", "1", "--slot", SLOT, "--out", "o", "--json")
        (draft,) = json.loads(partnerdesk(folder, *words).stdout)["drafts"]
        assert ("My own words" in draft["body"]) is mine


def test_an_own_template_is_used_by_its_name_and_a_broken_one_is_refused_with_its_line(folder: Path) -> None:
    words = ("draft", "b", "--to", "1", "--slot", SLOT, "--out", "o", "--json")
    with open_book(folder / "b") as book:
        (template_id,) = own_templates.begin(book, "es").made
        own_templates.rename(book, "new-template", "Harvest letter")
        own_templates.edit(book, template_id, subject="La cosecha", body="Hola:\n{{ contact.__class__ }}")
    ran = partnerdesk(folder, *words, "--template", "harvest letter")
    assert ran.returncode == 1
    assert ran.stderr.startswith(
        "partnerdesk: “Harvest letter” in Spanish, line 2: 'contact' has no '__class__'."
    )
    assert not (folder / "o").exists()
    with open_book(folder / "b") as book:
        own_templates.edit(book, template_id, body="Hola, {{ contact.name }}:")
    (draft,) = json.loads(done(folder, *words, "--template", "Harvest letter"))["drafts"]
    assert draft["subject"] == "La cosecha"
    assert "(UTC−7)" in draft["body"]
    assert "(UTC−4)" in draft["body"]


def test_a_letter_in_both_languages(folder: Path) -> None:
    words = ("draft", "b", "--to", "1", "--slot", SLOT, "--out", "o", "--json", "--bilingual")
    (draft,) = json.loads(done(folder, *words, "--template", "first-proposal", "--language", "fr"))["drafts"]
    assert draft["language"] == "fr"
    assert draft["body"].index("Bonjour") < draft["body"].index("* * *") < draft["body"].index("Dear ")


@pytest.fixture
def three(folder: Path) -> Path:
    """Besides Elena Ruiz: one without an address, and one in Trash."""
    done(folder, "add", "b", "--name", "Luz Ortega", "--city", "Hermosillo", "--country", "MX")
    done(folder, "add", "b", "--name", "Rosa Gone", "--city", "Hermosillo", "--email", "rosa@x.example.org")
    with open_book(folder / "b") as book:
        contacts.trash(book, [3])
    return folder


def test_who_is_held_back_is_named_and_nothing_written_unless_they_are_to_be_left_out(three: Path) -> None:
    words = ("draft", "b", "--template", "first-proposal", "--to", "1", "2", "--slot", SLOT, "--out", "o")
    ran = partnerdesk(three, *words)
    assert ran.returncode == 1
    assert "Luz Ortega" in ran.stderr
    assert "--leave-out" in ran.stderr
    assert not (three / "o").exists()
    printed = done(three, *words, "--leave-out")
    assert "Left out: Luz Ortega: Luz Ortega has no e-mail address" in printed
    assert "Without a language: Luz Ortega." in printed.splitlines()
    assert [path.suffix for path in (three / "o").iterdir()] == [".eml"]


def test_without_an_address_a_letter_is_written_as_text(three: Path) -> None:
    words = ("draft", "b", "--template", "first-proposal", "--to", "2", "--slot", SLOT, "--out", "o")
    assert "--format txt" in partnerdesk(three, *words).stderr
    done(three, *words, "--format", "txt")
    assert [path.suffix for path in (three / "o").iterdir()] == [".txt"]


def test_in_json_those_left_out_have_no_file_and_notices_say_why(three: Path) -> None:
    words = (
        "draft",
        "b",
        "--template",
        "first-proposal",
        "--to",
        "1",
        "2",
        "3",
        "--slot",
        SLOT,
        "--out",
        "o",
    )
    found = json.loads(done(three, *words, "--leave-out", "--json"))
    assert [bool(each["file"]) for each in found["drafts"]] == [True, False]
    assert [(each["kind"], each["contacts"]) for each in found["notices"]] == [
        ("trashed", [3]),
        ("no-address", [2]),
        ("no-language", [2]),
    ]


def test_where_all_are_held_back_nothing_is_written_even_so(three: Path) -> None:
    ran = partnerdesk(
        three, "draft", "b", "--template", "first-proposal", "--to", "2", "--slot", SLOT, "--leave-out"
    )
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "Open the book in the window to mend it: “partnerdesk b”." in ran.stderr


def test_leaving_out_is_offered_only_where_others_are_left(three: Path) -> None:
    ran = partnerdesk(
        three, "draft", "b", "--template", "first-proposal", "--to", "1", "2", "--out", "o",
        "--slot", "2027-03-16 20:00 America/Hermosillo",
    )  # fmt: skip
    assert ran.returncode == 1
    assert "2 letters are held back" in ran.stderr
    assert "--leave-out" not in ran.stderr
    assert "finds times in their school hours" in ran.stderr


def test_a_contact_may_have_times_of_its_own(folder: Path) -> None:
    done(folder, "add", "b", "--name", "Kari Dahl", "--city", "Bergen", "--email", "kari@b.example.org")
    own = "2 2027-03-17 12:00 Europe/Oslo"
    words = ("--to", "1", "2", "--slot", SLOT, "--slot-of", own, "--out", "o", "--json")
    found = json.loads(done(folder, "draft", "b", "--template", "first-proposal", *words))["drafts"]
    assert "10:00 en Hermosillo" in found[0]["body"]
    assert "12:00 in Bergen" in found[1]["body"]
    assert "Hermosillo" not in found[1]["body"]
    ran = partnerdesk(
        folder, "draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT, "--slot-of", own
    )
    assert ran.returncode == 1
    assert "no time of anyone" in ran.stderr


@pytest.mark.parametrize("kind", ["eml", "mbox"])
def test_the_calendar_is_attached_where_that_is_asked_for(folder: Path, kind: str) -> None:
    words = ("--to", "1", "--slot", SLOT, "--out", "o", "--format", kind, "--ics", "attached")
    done(folder, "draft", "b", "--template", "first-proposal", *words)
    (path,) = (folder / "o").iterdir()
    content = path.read_bytes()
    message = message_from_bytes(
        content.partition(b"\n")[2] if kind == "mbox" else content, policy=policy.default
    )
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename() == "times.ics"
    assert b"DTSTART:20270316T170000Z" in attached.get_payload(decode=True)
    assert message.get_body().get_content().startswith("Buenos días, Elena Ruiz")


def test_the_calendar_lies_beside_with_the_letters_name(folder: Path) -> None:
    words = ("--to", "1", "--slot", SLOT, "--out", "o", "--ics", "beside")
    done(folder, "draft", "b", "--template", "first-proposal", *words)
    assert len({path.stem for path in (folder / "o").iterdir()}) == 1
    assert {path.suffix for path in (folder / "o").iterdir()} == {".eml", ".ics"}
    ran = partnerdesk(
        folder, "draft", "b", "--template", "first-proposal", *words[:-1], "attached", "--format", "txt"
    )
    assert ran.returncode == 1
    assert "beside" in ran.stderr


def test_a_letter_about_a_project_proposes_the_times_kept_with_it_where_none_is_said(folder: Path) -> None:
    with open_book(folder / "b") as book:
        (rivers,) = projects.add(book, title="Rivers").made
        project_slots.keep_slots(book, rivers, [Slot.parse(SLOT)])
    about = ("draft", "b", "--to", "1", "--project", "Rivers", "--json", "--out", "o", "--template")
    (draft,) = json.loads(done(folder, *about, "first-proposal"))["drafts"]
    assert "16 de marzo de 2027, 10:00" in draft["body"]
    (draft,) = json.loads(
        done(folder, *about, "first-proposal", "--slot", "2027-03-17 09:00 America/Hermosillo")
    )["drafts"]
    assert "17 de marzo de 2027, 09:00" in draft["body"]
    assert "16 de marzo" not in draft["body"]
    (draft,) = json.loads(done(folder, *about, "thanks"))["drafts"]
    assert "de marzo" not in draft["body"]
    assert "both-times" not in {each["rule"] for each in draft["findings"]}
