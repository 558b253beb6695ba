"""What a shell gets of any command: exit codes, one plain sentence, versions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from partnerdesk.cli.main import COMMANDS
from partnerdesk.desk import listing
from tests.cli.shell import NEW, ROOT, SLOT, in_a_shell, partnerdesk


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


def test_version_names_all_that_matters(tmp_path: Path) -> None:
    lines = in_a_shell(tmp_path, "--version").stdout.splitlines()
    assert [line.rsplit(" ", 1)[0] for line in lines] == ["PartnerDesk", "Python", "Qt", "SQLite", "tz data"]
    assert lines[-1].split()[-1][:4].isdigit()


def test_a_reader_of_the_versions_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        ran = subprocess.run(
            [sys.executable, "-m", "partnerdesk", "--version"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=nobody, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_without_a_screen_the_window_says_so(folder: Path) -> None:
    ran = in_a_shell(folder, "b", QT_QPA_PLATFORM="")
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "screen" in ran.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_arguments(tmp_path: Path, name: str) -> None:
    ran = partnerdesk(tmp_path, name, "--help")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(f"usage: partnerdesk {name}")
    assert "--" in ran.stdout
