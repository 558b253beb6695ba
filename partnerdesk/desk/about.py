"""What the program stands on: versions, for About, prints and ``--version``."""

import platform

from partnerdesk.core.times import tz_version
from partnerdesk.storage.file import SQLITE_VERSION


def versions() -> list[tuple[str, str]]:
    """Return pairs of a part's name and its version; Qt's is "not available" where it cannot be loaded."""
    try:
        from PySide6.QtCore import qVersion
    except ImportError:
        qt = "not available"
    else:
        qt = qVersion()
    return [
        ("Python", platform.python_version()),
        ("Qt", qt),
        ("SQLite", SQLITE_VERSION),
        ("tz data", tz_version()),
    ]
