"""Look whether a book is whole."""

from collections.abc import Sequence
from pathlib import Path

from partnerdesk.desk.places import gazetteer
from partnerdesk.storage import checks
from partnerdesk.storage.checks import Check

__all__ = ["Check", "verify"]


def verify(path: Path) -> Sequence[Check]:
    """Look a book over without changing it: SQLite's own checks, links, search index, list, zones.

    Raises:
        NotFound: there is no such file.

    """
    return checks.verify(path, gazetteer().place_words)
