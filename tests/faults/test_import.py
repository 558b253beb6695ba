"""Killed or out of room at any moment of an import, its undo or its redo: all of it is there, or nothing."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from partnerdesk.desk.book import new_book, open_book
from partnerdesk.storage.checks import verify
from partnerdesk.storage.records import Contact

ROOT = Path(__file__).parents[2]

# Imports so many contacts, then undoes and redoes it for ever; a line for each chunk and each verb.
IMPORTER = """
import resource, sys
from pathlib import Path
from partnerdesk.core.zones import use_bundled_zones
use_bundled_zones()
from partnerdesk.desk.book import open_book
from partnerdesk.storage import bulk
from partnerdesk.storage.bulk import NewContact, NewOrganisation, add_all

if limit := int(sys.argv[4]):  # bytes that any file may have
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
bulk._CHUNK = int(sys.argv[3])
contacts = (
    NewContact(
        f"Ana {number}", organisation=NewOrganisation(f"School {number // 8}"), notes="x" * 40,
        emails=((f"ana{number}@example.org", ""),), tags=("new", "here"),
    )
    for number in range(int(sys.argv[2]))
)
book = open_book(Path(sys.argv[1]))
with book.write("Import") as writing:
    add_all(writing.session, contacts, lambda place: "", lambda done: print(done, flush=True))
    print("written", flush=True)
print("done", flush=True)
while True:
    book.undo()
    print("undone", flush=True)
    book.redo()
    print("redone", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_book(tmp_path / "b.partnerdesk").close()
    return tmp_path / "b.partnerdesk"


def importer(path: Path, contacts: int, chunk: int, limit: int = 0) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", IMPORTER, str(path), str(contacts), str(chunk), str(limit)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(path: Path, contacts: int, chunk: int, lines: int) -> list[str]:
    """Kill an import after it has said so many lines; return all that it said."""
    with importer(path, contacts, chunk) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        os.kill(process.pid, signal.SIGKILL)
        return [line.strip() for line in (*said, *process.stdout)]


def looked_over(path: Path, contacts: int) -> int:
    """Return how many contacts there are: none or all, in a book that is whole, undone and redone as ever."""
    with open_book(path) as book:
        with book.read() as session:
            found = session.scalar(select(func.count()).select_from(Contact)) or 0
        assert found in (0, contacts)
        back, forth = book.undoable()
        assert back == ("Import" if found else "")
        assert forth in ("", "Import")
        if forth:
            book.redo()
        if back or forth:
            changes = book.undo()
            assert changes
            assert len(changes.contacts) == contacts
    assert all(check.ok for check in verify(path, lambda place: ""))
    return found


def killed(path: Path, contacts: int, chunk: int, lines: int) -> None:
    said = kill_after(path, contacts, chunk, lines)
    verbs = [line for line in said if line.isalpha() and line != "written"]
    found = looked_over(path, contacts)
    # What was acknowledged is there; a verb that was not may have been finished all the same.
    after_last = {"": 0, "done": contacts, "undone": 0, "redone": contacts}[verbs[-1] if verbs else ""]
    following = {0: contacts, contacts: 0}[after_last]
    assert found in (after_last, following)
    if "written" not in said:
        assert found == 0


@pytest.mark.parametrize("lines", [2, 7, 9])
def test_a_killed_import_is_there_as_a_whole_or_not_at_all(path: Path, lines: int) -> None:
    killed(path, 300, 60, lines)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_an_import_killed_at_any_moment_is_there_as_a_whole_or_not_at_all(path: Path, seed: int) -> None:
    killed(path, 5_000, 250, random.Random(seed).randint(1, 30))


def test_an_import_for_which_there_is_no_room_leaves_nothing(path: Path) -> None:
    with importer(path, 6_000, 100, path.stat().st_size + 500_000) as process:
        said, error = process.communicate()
    assert "100" in said.split()  # it had begun
    assert "no room" in error
    assert looked_over(path, 6_000) == 0
