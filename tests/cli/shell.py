"""The program as a script runs it."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from partnerdesk.__main__ import main

ROOT = Path(__file__).parents[2]
NEW = ("--name", "Ana Lee", "--organisation", "Lincoln School", "--city", "Detroit", "--country", "US")
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
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
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
