"""What the program stands on: versions, for About, prints and ``--version``."""

import platform
import re

from partnerdesk.core.zones import tz_version
from partnerdesk.errors import PartnerDeskError
from partnerdesk.paths import resource
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


def credits_for_places() -> list[str]:
    """Return the sentences that the sources of the places ask for, as plain text without Markdown's marks.

    Raises:
        PartnerDeskError: the program's own file is not there.
    """
    try:
        text = resource("places", "CREDITS.md").read_text(encoding="utf-8")
    except OSError as error:
        raise PartnerDeskError(
            f"The program's own credits cannot be read: {error}.", "Install PartnerDesk again."
        ) from error
    owed = text.partition("What to know about the data")[0]
    items = [" ".join(item.split()) for item in re.split(r"^\* ", owed, flags=re.MULTILINE)[1:]]
    return [re.sub(r"\*\*|`", "", item) for item in items]
