"""A letter from the command line, opened in a real Thunderbird on a screen of its own: a draft to edit."""

import json
import mailbox
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.formats.thunderbird import ADDRESS, PREFERENCES, ended, prefer

MISSING = [program for program in ("thunderbird", "Xvfb", "xdotool") if shutil.which(program) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}"),
]

PATIENCE = 60.0  # seconds from the start of Thunderbird; it needs 5 where nothing else runs


@dataclass
class Thunderbird:
    """One running Thunderbird, alone on its screen."""

    process: subprocess.Popen[bytes]
    profile: Path
    log: Path
    environment: dict[str, str]
    ends: float
    seen: list[str] = field(default_factory=list)  # every title so far, in order, each once

    def titles(self) -> list[str]:
        """The titles of the windows on the screen now."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".", "getwindowname", "%@").splitlines()
        self.seen += [title for title in dict.fromkeys(found) if title not in self.seen]
        return found

    def wait_for_title(self, wanted: str) -> None:
        while wanted not in self.titles():
            self._wait(f"no window ‘{wanted}’")

    def saved_draft(self, last_line: str) -> EmailMessage:
        """Press Ctrl+S in the draft's window until all of its text, to its last line, is in Drafts.

        The title is there before the text is, so the first Ctrl+S may come too soon; each later one replaces
        what the one before it saved.
        """
        while True:
            self._xdotool("search", "--onlyvisible", "--name", "^Write: ", "windowfocus", "key", "ctrl+s")
            pressed = time.monotonic()
            while time.monotonic() < pressed + 3:
                saved = self.drafts()
                text = saved[-1].get_body(("plain",)) if saved else None
                if isinstance(text, EmailMessage) and text.get_content().rstrip().endswith(last_line):
                    return saved[-1]
                self._wait("no whole draft was saved")

    def drafts(self) -> list[EmailMessage]:
        """The messages in Drafts, the newest last; a replaced one stays, marked as deleted."""
        path = self.profile / "Mail" / "Local Folders" / "Drafts"
        if not path.is_file():
            return []
        with closing(mailbox.mbox(path, factory=_message, create=False)) as box:
            return [message for message in box if isinstance(message, EmailMessage)]

    def _wait(self, what: str) -> None:
        """Let Thunderbird work for a moment; fail if it has ended, or if its time is over."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)
            what = f"Thunderbird ended ({self.process.returncode}): {what}"
            self.ends = 0
        if time.monotonic() > self.ends:
            said = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            pytest.fail(f"{what}; windows seen: {self.seen}; it said:\n{said}")

    def _xdotool(self, *words: str) -> str:
        # Its exit code is no fault: no window yet, or one that went while it was asked.
        return subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=20,
            check=False,
        ).stdout


def _message(file: Any) -> EmailMessage:
    return message_from_binary_file(file, policy=policy.default)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The whole environment of a Thunderbird: a home of its own, and a screen that nobody else draws on."""
    (tmp_path / "home").mkdir()
    outlet, inlet = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(inlet), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        pass_fds=[inlet],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(inlet)
    try:
        with os.fdopen(outlet, "rb") as numbers:
            ready, _, _ = select.select([numbers], [], [], 20)  # it takes a free number and tells it
            number = numbers.readline().decode().strip() if ready else ""
        assert number, "Xvfb did not start"
        yield {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "DISPLAY": f":{number}",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "MOZ_CRASHREPORTER_DISABLE": "1",
        }
    finally:
        ended(screen)


@pytest.fixture
def opened(tmp_path: Path, environment: dict[str, str]) -> Iterator[Any]:
    """A function that opens a file in a new Thunderbird, as a double click does."""
    running = []

    def open_file(path: Path) -> Thunderbird:
        profile, log = tmp_path / "profile", tmp_path / "thunderbird.log"
        profile.mkdir()
        prefer(profile, PREFERENCES)
        with log.open("wb") as out:
            process = subprocess.Popen(
                ["thunderbird", "--profile", str(profile), "--no-remote", str(path)],
                env=environment,
                cwd=tmp_path,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        running.append(process)
        return Thunderbird(process, profile, log, environment, time.monotonic() + PATIENCE)

    yield open_file
    for process in running:
        ended(process)


def first_letter(folder: Path, *home: str, ics: str = "no") -> tuple[Path, dict[str, Any]]:
    """Write the first letter to Elena Ruiz by the command line; return its file, and what was said of it."""

    def partnerdesk(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "partnerdesk", *words],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=True,
        ).stdout

    partnerdesk(
        "new", "b", "--name", "Ana Lee", "--organisation", "Lincoln School",
        "--city", "Detroit", "--country", "US", *home,
    )  # fmt: skip
    partnerdesk(
        "add", "b", "--name", "Elena Ruiz", "--city", "Hermosillo", "--country", "MX",
        "--language", "es", "--email", "elena.ruiz@normal.example.org",
    )  # fmt: skip
    said = partnerdesk(
        "draft", "b", "--template", "first-proposal", "--to", "MX",
        "--slot", "2027-03-16 10:00 America/Hermosillo", "--out", "o", "--ics", ics, "--json",
    )  # fmt: skip
    (draft,) = json.loads(said)["drafts"]
    return folder / draft["file"], draft


def unflowed(message: EmailMessage) -> str:
    """Return a message's text with its lines as they were before they were flowed (RFC 3676, section 4)."""
    text = ""
    for line in message.get_content().splitlines():
        shown = line.removeprefix(" ")  # a space at the begin is doubled on the way
        text += shown if shown.endswith(" ") and shown != "-- " else f"{shown}\n"
    return text.rstrip("\n")


@pytest.mark.parametrize("home", [("--email", ADDRESS), ()], ids=["with From", "without From"])
def test_a_letter_opens_as_a_draft_with_all_its_text(
    tmp_path: Path, opened: Any, home: tuple[str, ...]
) -> None:
    path, draft = first_letter(tmp_path, *home)
    assert (b"\nFrom: " in path.read_bytes()) == bool(home)
    thunderbird = opened(path)
    thunderbird.wait_for_title(f"Write: {draft['subject']} - Thunderbird")

    saved = thunderbird.saved_draft(draft["body"].splitlines()[-1])
    assert saved["Subject"] == draft["subject"] == "¿Una videollamada entre nuestras clases?"
    assert saved["To"] == "Elena Ruiz <elena.ruiz@normal.example.org>"
    assert saved["From"] == f"Ana Lee <{ADDRESS}>"
    assert "internal/draft" in saved["X-Mozilla-Draft-Info"]
    text = unflowed(saved)
    assert text == draft["body"]
    assert "    martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)\n" in text
    assert "    martes, 16 de marzo de 2027, 13:00 (1:00 p.m.) en Detroit (UTC−4)\n" in text


def test_a_letter_with_its_calendar_attached_opens_with_both(tmp_path: Path, opened: Any) -> None:
    path, draft = first_letter(tmp_path, "--email", ADDRESS, ics="attached")
    thunderbird = opened(path)
    thunderbird.wait_for_title(f"Write: {draft['subject']} - Thunderbird")
    saved = thunderbird.saved_draft(draft["body"].splitlines()[-1])
    assert saved["Subject"] == draft["subject"]
    text = saved.get_body(("plain",))
    assert isinstance(text, EmailMessage)
    assert unflowed(text) == draft["body"]
    (calendar,) = saved.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    page = calendar.get_payload(decode=True)
    assert isinstance(page, bytes)
    assert b"DTSTART:20270316T170000Z" in page


def test_the_same_letter_without_its_mark_opens_to_be_read(tmp_path: Path, opened: Any) -> None:
    path, draft = first_letter(tmp_path, "--email", ADDRESS)
    mark, _, rest = path.read_bytes().partition(b"\r\n")
    assert mark == b"X-Unsent: 1"
    path.write_bytes(rest)
    thunderbird = opened(path)
    thunderbird.wait_for_title(f"{draft['subject']} - Mozilla Thunderbird")
    assert [title for title in thunderbird.seen if title.startswith("Write: ")] == []
