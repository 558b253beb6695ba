"""Letters from the shell."""

import json
import os
import stat
from pathlib import Path

import pytest

from partnerdesk.desk import contacts, own_templates
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
    text = "Language: en\nTimes: no\nSubject: Mine\n\nMy own words."
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
    assert ran.stderr.startswith("partnerdesk: “Harvest letter”, line 2: 'contact' has no '__class__'.")
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
