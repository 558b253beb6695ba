"""Files read whole: none that is too large, a pipe too, and never the book."""

import os
import threading
from pathlib import Path

import pytest

from partnerdesk.desk.book import Book
from partnerdesk.desk.files import content
from partnerdesk.errors import BadInput, NotFound

HINT = "Make it smaller."


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"1234")
    assert content(path, 4, HINT) == b"1234"
    with pytest.raises(BadInput, match="larger than 0 MB") as refused:
        content(path, 3, HINT)
    assert refused.value.hint == HINT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"From: a@example.org\n",))
    writer.start()
    assert content(pipe, 100, HINT) == b"From: a@example.org\n"
    writer.join()


def test_what_cannot_be_read_is_said(tmp_path: Path, book: Book) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        content(tmp_path / "gone.eml", 4, HINT)
    with pytest.raises(BadInput, match="cannot be read"):
        content(tmp_path, 4, HINT)
    with pytest.raises(BadInput):
        content(book.path, 4, HINT)
