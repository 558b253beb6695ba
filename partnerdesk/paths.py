"""Where the program's own resources are: source tree, wheel and frozen bundle."""

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
