"""Files that the user names, read whole: never the book, and none that is too large."""

from __future__ import annotations

import os
from pathlib import Path

from partnerdesk.errors import BadInput, NotFound
from partnerdesk.storage.file import refuse_book


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
    refuse_book(path)
    try:
        with path.open("rb") as opened:
            known = os.fstat(opened.fileno()).st_size  # nothing, where it is a pipe
            data = opened.read(most + 1) if known <= most else b""
    except FileNotFoundError:
        raise NotFound(f"There is no file “{path}”.", "Look at its name and folder.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "it is no plain file"
        raise BadInput(f"“{path.name}” cannot be read ({why}).", "Choose another file.", "file") from None
    if max(known, len(data)) > most:
        raise BadInput(f"“{path.name}” is larger than {most >> 20} MB.", hint, "file")
    return data
