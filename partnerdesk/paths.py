"""Where the program's resources and the user's files are: source tree, wheel and frozen bundle."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def resources() -> Path:
    """Return the folder of the program's own resources.

    A frozen bundle and a wheel carry it inside the package; in a source tree it stands beside the package.
    """
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource, as in ``resource("templates", "reminder.es.txt")``."""
    return resources().joinpath(*parts)


def settings_folder() -> Path:
    """Return the folder for settings (last book, window size), made with mode 0700 if it is missing.

    ``PARTNERDESK_HOME`` overrides the platform's place, so that tests and portable copies keep to themselves.
    """
    folder = _settings_place()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _settings_place() -> Path:
    if own := os.environ.get("PARTNERDESK_HOME"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "PartnerDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "PartnerDesk"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "partnerdesk"
