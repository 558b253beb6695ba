"""How each style is to look, remembered from print to print: nothing about whom it was of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from partnerdesk.desk.paper import USUAL
from partnerdesk.desk.paper_wish import Style
from partnerdesk.qt.settings import Settings

_STYLE = "print-style"
_VIEW = "print-view"


@dataclass(frozen=True)
class Look:
    """What is remembered of a style. What may be private is asked for anew each time, and is not in here.

    Args:
        sort: by what.
        columns: of a list.
        paper: ``A4`` or ``Letter``; empty: what home's country uses.
        landscape: lying.
        size: of the type, as a share of the usual.
        black: in black and white.
        sheet: the maker's number of a sheet of labels; empty: a common one.
        first: the first label that is still there.

    """

    sort: str = "folder"
    columns: tuple[str, ...] = USUAL
    paper: str = ""
    landscape: bool = False
    size: float = 1.0
    black: bool = False
    sheet: str = ""
    first: int = 1


class Kept:
    """The looks of all styles, and the style used last.

    Args:
        settings: where they are kept; None: nowhere.

    """

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings
        self._style = settings.text(_STYLE) if settings else ""
        self._looks: dict[Style, Look] = {}

    @property
    def style(self) -> str:
        """The style used last; empty where none was."""
        return self._style

    def keep_style(self, style: Style) -> None:
        """Remember the style."""
        self._style = style
        if self._settings is not None:
            self._settings.keep_text(_STYLE, style)

    @property
    def view(self) -> tuple[str, bool]:
        """What the preview's zoom followed last, empty if not known; whether pages stood side by side."""
        fit, _, beside = (self._settings.text(_VIEW) if self._settings else "").partition(" ")
        return fit, bool(beside)

    def keep_view(self, fit: str, *, beside: bool) -> None:
        """Remember how the pages are looked at."""
        if self._settings is not None:
            self._settings.keep_text(_VIEW, f"{fit} beside" if beside else fit)

    def look(self, style: Style) -> Look:
        """Return how a style is to look; what cannot be read is as usual."""
        if style not in self._looks:
            self._looks[style] = self._read(style)
        return self._looks[style]

    def _read(self, style: Style) -> Look:
        text = self._settings.text(f"{_STYLE}-{style}") if self._settings else ""
        try:
            found: Any = json.loads(text or "{}")
        except ValueError:
            found = {}
        values: dict[str, Any] = vars(Look()).copy()
        for name, value in found.items() if isinstance(found, dict) else ():
            read = tuple(map(str, value)) if name == "columns" and isinstance(value, list) else value
            if type(read) is type(values.get(name)):
                values[name] = read
        return Look(**values)

    def keep(self, style: Style, look: Look) -> None:
        """Remember how a style is to look."""
        self._looks[style] = look
        if self._settings is not None:
            self._settings.keep_text(f"{_STYLE}-{style}", json.dumps(asdict(look), ensure_ascii=False))
