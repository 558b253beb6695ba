"""A disk that is full while a print is written: a sentence, and the file of before."""

import subprocess
import sys
from pathlib import Path

import pytest

from partnerdesk.desk.book import new_book

ROOT = Path(__file__).parents[2]

PRINTER = """
import resource, sys
from pathlib import Path
from partnerdesk.core.zones import use_bundled_zones
use_bundled_zones()
from partnerdesk.desk import paper
from partnerdesk.desk.book import open_book
from partnerdesk.errors import PartnerDeskError

book = open_book(Path(sys.argv[1]))
made = paper.pages(book, paper.Wish("list"))
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))  # bytes that any file may have from now on
try:
    paper.write(made, Path(sys.argv[2]))
except PartnerDeskError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of the size of files")
def test_a_full_disk_is_a_sentence_and_leaves_the_old_file(tmp_path: Path) -> None:
    book, out = tmp_path / "b.partnerdesk", tmp_path / "prints"
    new_book(book).close()
    out.mkdir()
    (out / "list.pdf").write_bytes(b"%PDF-of before")
    ran = subprocess.run(
        [sys.executable, "-B", "-c", PRINTER, book, out / "list.pdf"],
        env={"PYTHONPATH": str(ROOT), "PATH": "", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(("NotWritten", "DiskFull")), ran.stdout
    assert "list.pdf of before is kept" in ran.stdout
    assert [each.name for each in out.iterdir()] == ["list.pdf"]
    assert (out / "list.pdf").read_bytes() == b"%PDF-of before"
