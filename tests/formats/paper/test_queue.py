"""A real queue: CUPS with its PDF printer prints the same pages as the PDF file has.

A scheduler of our own runs beside that of the machine: with its own folders, on a socket of its own, and ends
with the test. Only the PDF printer itself writes where it always does: files of a user whom nobody knows go
into a folder for all, from which the test takes them away.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from partnerdesk.desk import paper
from partnerdesk.desk.book import open_book
from partnerdesk.desk.sample import make_sample
from tests.formats.paper.pictures import apart, rendered

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
SETTINGS = Path("/etc/cups/cups-pdf.conf")
SOMEBODY = "nobody-at-partnerdesk"
PATIENCE = 60  # seconds

FILES = """ServerRoot {0}/etc
ServerKeychain {0}/etc
CacheDir {0}/cache
StateDir {0}/run
RequestRoot {0}/spool
TempDir {0}/tmp
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
SystemGroup root
Sandboxing relaxed
"""
SCHEDULER = """Listen {0}/s
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
PRINT = """import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from partnerdesk.core.zones import use_bundled_zones
use_bundled_zones()
running = QApplication(["t"])
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from partnerdesk.desk import paper
from partnerdesk.desk.book import open_book
from partnerdesk.formats.paper.printer import draw_on, prepared
(found,) = QPrinterInfo.availablePrinters()
style, size, title = sys.argv[2:]
with open_book(Path(sys.argv[1]), clock=lambda: datetime(2027, 3, 1, 15, 0, tzinfo=UTC)) as book:
    made = paper.pages(book, paper.Wish(style, folders=("MX",), paper=size, title=title))
"""
DRAWN = "print(draw_on(prepared(made, QPrinter(found, QPrinter.PrinterMode.HighResolution)), made))"

DIALOGUE = """
from PySide6.QtGui import QPageSize
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats.paper.printer import keep_paper
printer = prepared(made, QPrinter(found, QPrinter.PrinterMode.HighResolution))
printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
print("ready", flush=True)
sys.stdin.readline()
try:
    print(keep_paper(made, printer), draw_on(printer, made))
except PartnerDeskError as error:
    print(error)
"""


class Queue:
    """A scheduler with one printer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.environment = {**os.environ, "CUPS_SERVER": f"{folder}/s", "CUPS_USER": SOMEBODY}

    def ask(self, *words: str, check: bool = True) -> str:
        """Run one of CUPS' commands."""
        done = subprocess.run(words, capture_output=True, text=True, env=self.environment, check=False)
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def until(self, wanted: str, *words: str) -> None:
        """Ask again and again until something is said."""
        end = monotonic() + PATIENCE
        while wanted not in self.ask(*words, check=False):
            assert monotonic() < end, self.log()

    def until_done(self) -> None:
        """Wait until there is nothing left to print."""
        end = monotonic() + PATIENCE
        while self.ask("lpstat", "-W", "not-completed", "-o"):
            assert monotonic() < end, self.log()
            assert "failed" not in self.ask("lpstat", "-p", "-l"), self.log()

    def log(self) -> str:
        """Return the end of what the scheduler says."""
        return (self.folder / "log" / "error").read_text()[-2000:]

    def stop(self) -> None:
        """End the scheduler, as when a machine or a network goes down."""
        assert self.scheduler is not None
        self.scheduler.terminate()
        self.scheduler.wait(PATIENCE)


def _lacking() -> str:
    """Say what this machine lacks; empty where it has all."""
    programs = [name for name in ("cupsd", "lpadmin", "lpstat", "gs", "pdftoppm") if not shutil.which(name)]
    if programs:
        return f"{', '.join(programs)} (cups, ghostscript, poppler-utils) not on this machine"
    if not (BACKEND.exists() and DRIVER.exists()):
        return "printer-driver-cups-pdf is not on this machine"
    return "" if os.geteuid() == 0 else "a scheduler of one's own with the PDF printer has to be run by root"


def _output() -> Path:
    """Return the folder in which the PDF printer puts what an unknown user prints."""
    found = re.search(r"^AnonDirName\s+(\S+)", SETTINGS.read_text(), re.MULTILINE)
    return Path(found[1] if found else "/var/spool/cups-pdf/ANONYMOUS")


@pytest.fixture(scope="module")
def queue() -> Iterator[Queue]:
    with _running() as made:
        yield made


@contextmanager
def _running() -> Iterator[Queue]:
    """Run a scheduler."""
    if lacking := _lacking():
        pytest.skip(lacking)
    folder = Path(tempfile.mkdtemp(prefix="queue-"))  # not below pytest's own, which its filters cannot enter
    for name in (".", "etc/ppd", "cache", "run/certs", "spool", "tmp", "log"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "etc" / "cups-files.conf").write_text(FILES.format(folder))
    (folder / "etc" / "cupsd.conf").write_text(SCHEDULER.format(folder))
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755)
    (folder / "tmp").chmod(0o1777)
    made = Queue(folder)
    made.scheduler = scheduler = subprocess.Popen(
        ["cupsd", "-f", "-c", folder / "etc" / "cupsd.conf", "-s", folder / "etc" / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        umask=0o022,
    )
    try:
        made.until("scheduler is running", "lpstat", "-r")
        made.ask("lpadmin", "-p", "paper", "-E", "-v", "cups-pdf:/", "-P", str(DRIVER))
        yield made
    finally:
        scheduler.terminate()
        scheduler.wait(PATIENCE)
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queue-book") / "s.partnerdesk"
    make_sample(path, clock=lambda: NOW).close()
    return path


def _environment(queue: Queue) -> dict[str, str]:
    return {**queue.environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}


def _after_the_dialogue(queue: Queue, sample: Path, style: str, size: str) -> subprocess.Popen[str]:
    """Begin a print in whose dialogue the printer's own paper has come back; it waits for a line."""
    running = subprocess.Popen(
        [sys.executable, "-c", PRINT + DIALOGUE, sample, style, size, f"Dialogue {style}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(queue),
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


def test_labels_keep_their_paper_and_size_whatever_the_dialogue_has_made_of_it(
    queue: Queue, sample: Path, tmp_path: Path
) -> None:
    there = {*_output().iterdir()}
    said, _ = _after_the_dialogue(queue, sample, "labels", "Letter").communicate("\n", timeout=PATIENCE)
    assert said == "True 1\n"
    queue.until_done()
    (printed,) = {*_output().iterdir()} - there
    shutil.move(printed, tmp_path / "labels.pdf")
    (page,) = rendered(tmp_path / "labels.pdf", tmp_path, 72)
    assert (page.width(), page.height()) == (612, 792)


def test_a_printer_that_vanishes_is_told(sample: Path) -> None:
    with _running() as gone:
        running = _after_the_dialogue(gone, sample, "list", "A4")
        gone.stop()
        said, _ = running.communicate("\n", timeout=PATIENCE)
    assert said.startswith("The printer “paper” cannot be reached: nothing was printed.")


@pytest.mark.parametrize(
    ("style", "size"),
    [("list", "Letter"), ("list", "A4"), ("cards", "A4"), ("labels", "A4"), ("plan", "A4"), ("cover", "A4")],
)
def test_a_queue_prints_the_pages_of_the_pdf(
    queue: Queue, sample: Path, tmp_path: Path, style: paper.Style, size: str
) -> None:
    title, there = f"Queue {style} {size}", {*_output().iterdir()}
    ran = subprocess.run(
        [sys.executable, "-c", PRINT + DRAWN, sample, style, size, title],
        capture_output=True,
        text=True,
        env=_environment(queue),
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    queue.until_done()
    (printed,) = {*_output().iterdir()} - there
    ours, theirs = tmp_path / "ours.pdf", tmp_path / "theirs.pdf"
    shutil.move(printed, theirs)
    with open_book(sample, clock=lambda: NOW) as book:
        paper.save(book, paper.Wish(style, folders=("MX",), paper=size, title=title), ours)  # type: ignore[arg-type]
    mine, its = (rendered(path, tmp_path, 60) for path in (ours, theirs))
    assert len(mine) == len(its) == int(ran.stdout)
    for one, other in zip(mine, its, strict=True):
        mean, worst = apart(one, other)
        assert mean < 1.8, (mean, worst)  # all of it 0.8 mm lower: 1.9
        assert worst < 45, (mean, worst)
