"""Files that the user names, read whole: never the book, and no more than there may be."""

from __future__ import annotations

import os
from pathlib import Path

from partnerdesk.errors import BadInput, NotFound
from partnerdesk.storage.file import refuse_book


def content(path: Path, most: int) -> bytes:
    """Return what is in a file; of a larger one ``most`` bytes and one more, so that its reader can tell.

    Raises:
        NotFound: there is no such file.
        BadInput: it is the book that is open, or cannot be read; field ``file``.

    """
    refuse_book(path)
    try:
        with path.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size or most  # a pipe does not know its own
            return opened.read(min(size, most) + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file “{path}”.", "Look at its name and folder.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "it is no plain file"
        raise BadInput(f"“{path.name}” cannot be read ({why}).", "Choose another file.", "file") from None
