"""What is measured in processes of its own: the shell, the window's start, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")
TIMES = 7
Environment = Mapping[str, str]

BARE_SEARCH = """
import sqlite3, sys
book = sqlite3.connect(sys.argv[1])
found = "SELECT contact_id FROM listing WHERE words LIKE '%munoz%' AND words LIKE '%garcia%'"
for key in book.execute(found + " ORDER BY +sort, contact_id").fetchall():
    columns = "contact_id, name, organisation, city, region_name, country, email"
    print(*book.execute(f"SELECT {columns} FROM listing WHERE contact_id = ?", key).fetchone())
"""
BARE_WINDOW = "import sys, time, PySide6.QtWidgets; print(time.perf_counter() - float(sys.argv[1]))"


@contextmanager
def compiled() -> Iterator[Environment]:
    """Give an environment without a screen, in which modules are compiled, as in an installed program."""
    with tempfile.TemporaryDirectory() as folder:
        changed = {"PYTHONPYCACHEPREFIX": folder, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": folder}
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        yield kept | changed


def run(environment: Environment, *arguments: str) -> tuple[float, list[float]]:
    """Run Python; return the milliseconds it took, and the numbers it printed where it prints numbers."""
    start = perf_counter()
    words = [each.replace("START", str(start)) for each in arguments]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    taken = (perf_counter() - start) * 1000
    return taken, [float(word) for word in done.stdout.split()] if "START" in arguments else []


def search(book: Path, environment: Environment) -> tuple[float, float]:
    """Return the milliseconds of a search from the shell, and of Python with SQLite alone."""
    command = ("-m", "partnerdesk", "list", str(book), "--search", "munoz garcia")
    ours = [run(environment, *command)[0] for _ in range(TIMES + 1)]
    bare = [run(environment, "-c", BARE_SEARCH, str(book))[0] for _ in range(TIMES)]
    return min(ours), min(bare)


def window(book: Path, environment: Environment) -> tuple[float, float, float]:
    """Return the milliseconds until Qt's widgets are imported, the window painted, the book's rows shown."""
    bare, painted, shown = [], [], []
    for _ in range(TIMES + 1):
        bare.append(run(environment, "-c", BARE_WINDOW, "START")[1][0])
        times = run(environment, str(CHILD), str(book), "START")[1]
        painted.append(times[0])
        shown.append(times[1])
    return min(bare) * 1000, min(painted) * 1000, min(shown) * 1000


def memory(book: Path, environment: Environment) -> tuple[float, float]:
    """Return the MiB of a window on an empty book, and of one on this book; 0 where the system tells none."""
    from partnerdesk.desk.book import new_book

    empty = book.with_name("empty.partnerdesk")
    empty.unlink(missing_ok=True)
    new_book(empty).close()
    used = [run(environment, str(CHILD), str(each), "START")[1] for each in (empty, book)]
    return used[0][-1], used[1][-1]
