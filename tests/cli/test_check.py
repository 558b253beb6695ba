"""``check``: what the checklist says of a letter in the book or in a file."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import SLOT, done, partnerdesk


@pytest.fixture
def written(folder: Path) -> Path:
    """A letter to Elena Ruiz as .eml, in the folder ``o``."""
    done(folder, "draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT, "--out", "o")
    (path,) = (folder / "o").glob("*.eml")
    return path


def levels(folder: Path, *words: str) -> dict[str, str]:
    ran = partnerdesk(folder, "check", "b", *words, "--json")
    assert ran.returncode in (0, 1)
    return {each["rule"]: each["level"] for each in json.loads(ran.stdout)["findings"]}


def test_a_kept_letter_and_its_file_are_found_the_same(folder: Path, written: Path) -> None:
    of_book, of_file = levels(folder, "--draft", "1"), levels(folder, "--file", str(written))
    assert of_book["both-times"] == of_book["flexible"] == of_book["name"] == "ok"
    assert of_file["last-letter"] == "ok"  # the letter in the book that it was written from is no earlier one
    assert of_book == of_file


def test_a_finding_has_the_keys_that_scripts_read(folder: Path, written: Path) -> None:
    found = json.loads(done(folder, "check", "b", "--draft", "1", "--json"))
    assert {"id", "to", "subject", "body", "language", "file", "findings"} == set(found)
    assert {"rule", "level", "text", "known", "overridden", "place", "fixes"} == set(found["findings"][0])


def test_an_hour_that_was_edited_in_the_file_is_found(folder: Path, written: Path) -> None:
    content = written.read_bytes()
    assert content.count(b"10:00 en") == 1
    written.write_bytes(content.replace(b"10:00 en", b"11:00 en"))
    ran = partnerdesk(folder, "check", "b", "--file", str(written))
    assert ran.returncode == 1
    assert "11:00" in ran.stdout
    assert len(ran.stderr.splitlines()) == 1
    assert "held back" in ran.stderr


def test_a_text_file_is_checked_for_its_words_and_its_recipient_found(folder: Path) -> None:
    (folder / "t.txt").write_text(
        "To: Elena Ruiz <ELENA.RUIZ@normal.example.org>\nSubject: Hola\n\nEstimada maestra Pérez:\n\n"
        "Nuestra clase y la suya se conocerían por video; no somos flexibles con el horario.\n\nAna Lee\n",
        encoding="utf-8",
    )
    found = levels(folder, "--file", "t.txt")
    assert found["name"] == "stop"  # another person
    assert found["open-to-change"] == "advice"
    assert found["sender"] == found["language"] == found["address"] == "ok"
    printed = partnerdesk(folder, "check", "b", "--file", "t.txt").stdout
    assert "Could not tell whether its times are right" in printed


def test_a_letter_to_a_stranger_or_to_many_says_so(folder: Path) -> None:
    head = "From: Ana Lee <ana@lincoln.example.org>\nSubject: Hello\nTo: "
    body = "\n\nDear Bob,\n\nHello.\n\nAna Lee\n"
    (folder / "one.eml").write_text(f"{head}Bob <bob@school.example.org>{body}", encoding="utf-8")
    (folder / "two.eml").write_text(f"{head}b@s.example.org, c@s.example.org{body}", encoding="utf-8")
    assert levels(folder, "--file", "one.eml")["in-the-book"] == "advice"
    assert levels(folder, "--file", "one.eml")["one-recipient"] == "ok"
    assert levels(folder, "--file", "two.eml")["one-recipient"] == "stop"


@pytest.mark.parametrize(
    "words",
    [("--draft", "7"), ("--file", "none.eml"), ("--file", "."), ("--file", "broken.txt")],
)
def test_what_cannot_be_checked_is_one_plain_sentence(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xfe\x00\xd8")
    ran = partnerdesk(folder, "check", "b", *words)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "Traceback" not in ran.stderr


def test_one_of_the_two_is_asked_for(folder: Path) -> None:
    assert partnerdesk(folder, "check", "b").returncode == 2
    assert partnerdesk(folder, "check", "b", "--draft", "1", "--file", "x").returncode == 2


def test_a_text_that_names_nobody_is_called_by_its_file(folder: Path) -> None:
    (folder / "l.txt").write_text("Subject: Hello\n\nDear all,\n\nWe are flexible.\n")
    ran = partnerdesk(folder, "check", "b", "--file", "l.txt")
    assert ran.stdout.startswith("The letter in l.txt: Hello")


def test_an_address_that_two_have_is_said_to_be_of_several(folder: Path) -> None:
    for name in ("Elena One", "Elena Two"):
        done(folder, "add", "b", "--name", name, "--email", "both@normal.example.org")
    (folder / "l.txt").write_text("To: both@normal.example.org\nSubject: Hello\n\nDear both,\n")
    ran = partnerdesk(folder, "check", "b", "--file", "l.txt")
    assert "Several people in the book are both@normal.example.org" in ran.stdout


def test_a_letter_to_nobody_is_spoken_of_in_whole_sentences(folder: Path) -> None:
    (folder / "t.txt").write_text("Subject: Hello\n\nDear colleague,\n\nhello.\n", encoding="utf-8")
    printed = partnerdesk(folder, "check", "b", "--file", "t.txt").stdout
    assert "stop   The contact has no e-mail address" in printed


def test_a_letter_from_elsewhere_has_its_two_clocks_compared(folder: Path) -> None:
    for ours, code in (("13:00", 0), ("12:00", 1)):
        (folder / "t.txt").write_text(
            "To: Elena Ruiz <elena.ruiz@normal.example.org>\nSubject: Hola\n\nEstimada maestra Ruiz:\n\n"
            f"Martes 16 de marzo de 2027, 10:00 en Hermosillo / {ours} en Detroit.\n\nAna Lee\n",
            encoding="utf-8",
        )
        ran = partnerdesk(folder, "check", "b", "--file", "t.txt")
        assert ran.returncode == code, ran.stdout
        assert ("are the same moments" in ran.stdout) == (not code)
        assert ("which are not the same moment" in ran.stdout) == bool(code)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("El 16 de marzo la escuela en Hermosillo abre a las 8:00, y la nuestra en Detroit a las 8:15.",
         "which are two moments: if one meeting is meant"),
        ("Solo podemos el martes 16 de marzo a las 9:00.",
         "on theirs it is Tuesday 16 March, 09:00 in Hermosillo, on yours Tuesday 16 March, 06:00 there; "
         "only the first is in their school hours"),
        ("El martes 16 de marzo a las 23:30.", "neither is in their school hours"),
    ],
)  # fmt: skip
def test_what_nobody_can_know_of_a_letter_from_elsewhere_is_advice(
    folder: Path, words: str, said: str
) -> None:
    (folder / "t.txt").write_text(
        "To: Elena Ruiz <elena.ruiz@normal.example.org>\nSubject: Hola\n\nEstimada maestra Ruiz:\n\n"
        f"{words}\n\nAna Lee\n",
        encoding="utf-8",
    )
    ran = partnerdesk(folder, "check", "b", "--file", "t.txt")
    assert ran.returncode == 0, ran.stdout
    assert said in ran.stdout


def test_a_letter_from_elsewhere_is_held_against_school_hours_and_the_calendar(folder: Path) -> None:
    done(folder, "add", "b", "--name", "Kari Moe", "--city", "Bergen", "--country", "NO",
         "--email", "kari@skole.example.org")  # fmt: skip
    said = {
        "Tuesday 12 January 2027, 13:00 in Bergen / 7:00 am in Detroit": ("", 0),
        "Tuesday 12 January 2027, 23:30 in Bergen / 17:30 in Detroit": ("23:30", 1),
        "Saturday 9 January 2027, 14:00 in Bergen (8:00 am in Detroit)": ("no school there on a Saturday", 1),
        "Wednesday 12 January 2027, 13:00 in Bergen (7:00 am in Detroit)": ("put the day right", 1),
    }
    for line, (why, code) in said.items():
        (folder / "t.txt").write_text(
            f"To: Kari Moe <kari@skole.example.org>\nSubject: Hello\n\nDear Kari,\n\n{line}\n\nAna Lee\n",
            encoding="utf-8",
        )
        ran = partnerdesk(folder, "check", "b", "--file", "t.txt")
        assert ran.returncode == code, ran.stdout
        assert why in ran.stdout


@pytest.mark.parametrize(
    "when", ["9999-12-31 at 16:00 UTC-12", "0001-01-01 at 3:00 UTC+9", "9999-12-31, 23:30"]
)
def test_a_day_beyond_what_is_planned_is_none(folder: Path, when: str) -> None:
    (folder / "t.txt").write_text(
        "To: Elena Ruiz <elena.ruiz@normal.example.org>\nSubject: Hello\n\nDear Elena,\n\n"
        f"We meet on {when}.\n\nAna Lee\n",
        encoding="utf-8",
    )
    ran = partnerdesk(folder, "check", "b", "--file", "t.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "no day with its hour and city was read in it for sure" in ran.stdout
