"""The command line as a script uses it."""

import io
import json
import os
import stat
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from partnerdesk.__main__ import main
from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import open_book

NEW = ["--name", "Ana Lee", "--organisation", "Lincoln School", "--city", "Detroit", "--country", "US"]
SLOT = "2027-03-16 10:00 America/Hermosillo"


@dataclass
class Ran:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def partnerdesk(folder: Path, *words: str) -> Ran:
    """Run one command in this process, in ``folder``."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, text_of(out), text_of(err))


def text_of(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def in_a_shell(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command in a process of its own, on a machine without a screen."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "partnerdesk", *words],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(Path(__file__).parents[1])} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def done(folder: Path, *words: str) -> str:
    ran = partnerdesk(folder, *words)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def letter(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a book of Ana Lee in Detroit, and one contact in Hermosillo."""
    done(tmp_path, "new", "b", *NEW)
    done(
        tmp_path, "add", "b", "--name", "Elena Ruiz", "--city", "Hermosillo", "--country", "MX",
        "--language", "es", "--email", "elena.ruiz@normal.example.org", "--phone", "+52 662 555 0199",
    )  # fmt: skip
    return tmp_path


def test_list_gives_the_keys_that_scripts_read(folder: Path) -> None:
    (contact,) = json.loads(done(folder, "list", "b", "--json"))
    assert list(contact) == [
        "id", "name", "email", "organisation", "city", "country", "region", "zone", "local_time",
    ]  # fmt: skip
    assert contact["zone"] == "America/Hermosillo"
    assert contact["local_time"].endswith("-07:00")
    assert json.loads(done(folder, "list", "b", "--json", "--search", "nobody")) == []
    assert "Elena Ruiz" in done(folder, "list", "b", "--folder", "MX-SON", "--search", "6255")  # 662 555


def test_add_prints_the_contact_as_list_does(folder: Path) -> None:
    made = json.loads(done(folder, "add", "b", "--name", "Kari Dahl", "--city", "Bergen", "--json"))
    assert made[0] in json.loads(done(folder, "list", "b", "--json"))
    assert made[0]["country"] == "NO"


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


COLLEGES = (("Rosa Méndez", "Tijuana"), ("Luz Ortega", "Puebla"), ("Iván Canché", "Cancún"))


@pytest.fixture
def colleges(tmp_path: Path) -> Path:
    """A folder with a book of Ana Lee in Detroit, and a contact at each of three Mexican colleges."""
    done(tmp_path, "new", "b", *NEW, "--hours", "Mon-Fri 08:00-15:00")
    for name, city in COLLEGES:
        done(tmp_path, "add", "b", "--name", name, "--city", city, "--country", "MX",
             "--hours", "Mon-Fri 08:00-13:00", "--language", "es")  # fmt: skip
    return tmp_path


def test_times_gives_the_keys_that_scripts_read(colleges: Path) -> None:
    words = ("times", "b", "--with", "MX", "--from", "2027-03-16", "--until", "2027-03-16")
    plan = json.loads(done(colleges, *words, "--minutes", "180", "--json"))
    assert list(plan) == ["slots", "warnings"]
    (slot,) = plan["slots"]
    assert list(slot) == ["start_utc", "minutes", "score", "parties", "reasons"]
    assert (slot["start_utc"], slot["minutes"]) == ("2027-03-16T15:00:00Z", 180)
    parties = {each["name"]: each for each in slot["parties"]}
    assert list(parties["Ana Lee"]) == [
        "name", "zone", "local_start", "local_end", "utc_offset", "in_session",
    ]  # fmt: skip
    assert parties["Ana Lee"]["local_start"] == "2027-03-16T11:00-04:00"
    assert parties["Rosa Méndez"]["local_start"] == "2027-03-16T08:00-07:00"
    assert parties["Luz Ortega"]["utc_offset"] == "-06:00"
    assert all(each["in_session"] for each in slot["parties"])


def test_times_takes_ids_and_folders_and_offers_no_holiday(colleges: Path) -> None:
    words = ("times", "b", "--from", "2027-03-12", "--until", "2027-03-15", "--json")
    by_folder = json.loads(done(colleges, *words, "--with", "MX"))
    by_id = json.loads(done(colleges, *words, "--with", "2", "MX-BCN", "--with", "3", "1"))
    days = {each["start_utc"][:10] for each in by_folder["slots"]}
    assert days == {each["start_utc"][:10] for each in by_id["slots"]} == {"2027-03-12"}
    assert len(json.loads(done(colleges, *words, "--with", "MX", "--most", "2"))["slots"]) == 2


def test_times_for_a_reader_are_told_by_every_clock(colleges: Path) -> None:
    words = ("times", "b", "--with", "MX", "--from", "2027-03-16", "--until", "2027-03-16")
    lines = done(colleges, *words, "--minutes", "180").splitlines()
    assert lines[0] == "1. Tuesday, 16 March 2027, 11:00 in Detroit (UTC−4)"
    assert "   Rosa Méndez, Tijuana  08:00–11:00" in lines


def test_where_no_time_suits_the_answer_is_an_empty_list_and_help(colleges: Path) -> None:
    done(colleges, "add", "b", "--name", "Aiko Mori", "--city", "Tokyo", "--country", "JP",
         "--hours", "Mon-Fri 08:30-15:30")  # fmt: skip
    words = ("times", "b", "--with", "JP", "--from", "2027-02-03", "--until", "2027-02-03")
    plan = json.loads(done(colleges, *words, "--json"))
    assert plan["slots"] == []
    assert any("18:30" in each for each in plan["warnings"])
    assert done(colleges, *words).startswith("No time in these days suits everybody.\n")


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


def test_a_place_with_several_zones_is_asked_about(folder: Path) -> None:
    ran = partnerdesk(
        folder, "add", "b", "--name", "Luz", "--city", "El Nowhere", "--region", "MX-CHH", "--country", "MX"
    )
    assert ran.returncode == 1
    assert "America/Ciudad_Juarez" in ran.stderr
    assert "America/Ojinaga" in ran.stderr
    assert len(json.loads(done(folder, "list", "b", "--json"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("list", "missing"),
        ("list", "."),
        ("list", "text"),
        ("add", "missing", "--name", "X"),
        ("draft", "b", "--template", "nothing", "--to", "1", "--slot", SLOT),
        ("draft", "b", "--template", "x" * 300, "--to", "1", "--slot", SLOT),
        ("draft", "b", "--template", "first-proposal", "--to", "77", "--slot", SLOT),
        ("draft", "b", "--template", "first-proposal", "--to", "FR", "--slot", SLOT),
        ("draft", "b", "--template", "first-proposal", "--to", "1"),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT, "--project", "None such"),
        ("times", "b", "--with", "77"),
        ("times", "b", "--with", "FR"),
        ("times", "b", "--with", "Atlantis"),
        ("times", "missing", "--with", "1"),
        ("times", "b", "--with", "1", "--from", "tomorrow"),
        ("times", "b", "--with", "1", "--until", "2027-02-30"),
        ("times", "b", "--with", "1", "--from", "2027-03-02", "--until", "2027-03-01"),
        ("times", "b", "--with", "1", "--from", "2027-03-02", "--until", "2037-03-01"),
        ("times", "b", "--with", "1", "--minutes", "0"),
        ("times", "b", "--with", "1", "--most", "0"),
        ("draft", "b", "--template", "first-proposal", "--to", "9" * 24, "--slot", SLOT),
        ("draft", "b", "--template", "first-proposal", "--to", "9" * 5000, "--slot", SLOT),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT, "--minutes", "9" * 24),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", SLOT, "--minutes", "-1"),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", "9999-12-31 23:59 Asia/Tokyo"),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", "9" * 5000),
        ("draft", "b", "--template", "first-proposal", "--to", "1", "--slot", f"{SLOT} fold={'9' * 5000}"),
        ("add", "b", "--name", "X", "--hours", "Mon 15:00-08:00"),
        ("add", "b", "--name", "X", "--hours", f"Mon 08:00-{'9' * 5000}:00"),
        ("add", "b", "--name", "X", "--country", "Atlantis"),
        ("add", "b", "--name", "X", "--email", "a@b@c"),
        ("new", "b", *NEW),
        ("new", "no/such/folder/b", *NEW),
        ("new", "c", *NEW[:-4], "--city", "Nowhere at all", "--country", "US"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_plain_sentence(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "text").write_text("just a note\n" * 100)
    before = (folder / "b").read_bytes()
    ran = partnerdesk(folder, *words)
    assert ran.returncode == 1, ran.stdout
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert (folder / "b").read_bytes() == before
    assert not (folder / "c").exists()


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


def test_ctrl_c_ends_quietly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "find", interrupted)
    ran = partnerdesk(folder, "list", "b")
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")


def test_wrong_usage_ends_with_2(folder: Path) -> None:
    assert partnerdesk(folder, "list").returncode == 2
    assert partnerdesk(folder, "nonsense", "b").returncode == 2
    assert partnerdesk(folder, "times", "b").returncode == 2
    assert partnerdesk(folder, "times", "b", "--with", "1", "--minutes", "long").returncode == 2
    assert partnerdesk(folder, "frob").returncode == 2  # no book of that name: a mistyped command


def test_verify_says_that_a_book_is_whole_or_what_is_wrong(folder: Path) -> None:
    found = json.loads(done(folder, "verify", "b", "--json"))
    assert found["ok"] is True
    assert all(check["ok"] for check in found["checks"])
    assert {"name", "ok", "detail"} == set(found["checks"][0])
    content = bytearray((folder / "b").read_bytes())
    content[5000:9000] = b"\xff" * 4000
    (folder / "b").write_bytes(content)
    ran = partnerdesk(folder, "verify", "b", "--json")
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["ok"] is False
    assert len(ran.stderr.splitlines()) == 1


def test_version_names_all_that_matters(tmp_path: Path) -> None:
    lines = in_a_shell(tmp_path, "--version").stdout.splitlines()
    assert [line.rsplit(" ", 1)[0] for line in lines] == ["PartnerDesk", "Python", "Qt", "SQLite", "tz data"]
    assert lines[-1].split()[-1][:4].isdigit()


def test_without_a_screen_the_window_says_so(folder: Path) -> None:
    ran = in_a_shell(folder, "b", QT_QPA_PLATFORM="")
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "screen" in ran.stderr


def test_the_list_needs_neither_qt_nor_sqlalchemy(folder: Path) -> None:
    code = (
        "import sys; from partnerdesk.__main__ import main; main(['list', 'b', '--search', 'elena']);"
        "print(sorted({'sqlalchemy', 'PySide6', 'babel', 'jinja2', 'alembic'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert "Elena Ruiz" in ran.stdout
    assert ran.stdout.splitlines()[-1] == "[]"
