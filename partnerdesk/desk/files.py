"""Files that the user names: never the book, and none that is too large."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats.content import Content
from partnerdesk.storage.file import refuse_book

_HELD: Final = 2**20  # bytes of a file that are read at once; larger ones are left on the disk


def content(path: Path, most: int, hint: str) -> bytes:
    """Return what is in a file.

    Args:
        path: the file.
        most: how many bytes there may be; whether there are more is known without reading them.
        hint: what to do where there are more.

    Raises:
        NotFound: there is no such file.
        BadInput: it is the book that is open, too large, or cannot be read; field ``file``.

    """
    with _opened(path) as opened:
        known = os.fstat(opened.fileno()).st_size  # nothing, where it is a pipe
        data = opened.read(most + 1) if known <= most else b""
    if max(known, len(data)) > most:
        raise BadInput(f"“{path.name}” is larger than {most >> 20} MB.", hint, "file")
    return data


def left_on_disk(path: Path, most: int, hint: str) -> Content:
    """Return what is in a file, as ``content`` does; what is large is read when it is asked for.

    To ask for it raises, too: where the file is gone, or is not the one any more that it was.
    """
    with _opened(path) as opened:
        found = os.fstat(opened.fileno())
    return _OnDisk(path, found) if _HELD < found.st_size <= most else content(path, most, hint)


class _OnDisk:
    """The bytes of a large file."""

    def __init__(self, path: Path, found: os.stat_result) -> None:
        self._path = path
        self._state = _state(found)

    def __len__(self) -> int:
        return self._state[0]

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _ = part.indices(len(self))
        with _opened(self._path) as opened:
            if _state(os.fstat(opened.fileno())) != self._state:
                name = self._path.name
                raise BadInput(f"“{name}” has changed since it was looked at.", "Open it again.", "file")
            opened.seek(start)
            return opened.read(max(0, end - start))


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, and say in plain words why it cannot be read."""
    refuse_book(path)
    try:
        with path.open("rb") as opened:
            yield opened
    except FileNotFoundError:
        raise NotFound(f"There is no file “{path}”.", "Look at its name and folder.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "it is no plain file"
        raise BadInput(f"“{path.name}” cannot be read ({why}).", "Choose another file.", "file") from None
