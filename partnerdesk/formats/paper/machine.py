"""What has to be true of the machine before Qt is asked to set type on it."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.text import plain
from partnerdesk.errors import NoScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

_PACKAGES = "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
_HINT = f"On Debian or Ubuntu: apt install {_PACKAGES}."

_kept: list[QGuiApplication] = []  # Qt's application object has to outlive everything that is drawn


def needs_gui() -> QGuiApplication:
    """Return Qt's application object, making one without a screen where there is none yet.

    Raises:
        NoScreen: Qt's libraries or a typeface are missing, or the process runs Qt without its graphical part.
            The hint names the Debian packages. Qt itself would end the process in some of these cases.
    """
    try:
        from PySide6.QtCore import QCoreApplication, QLoggingCategory
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        raise NoScreen(f"A page cannot be set on this machine: {plain(str(error))[:200]}.", _HINT) from error
    running = QCoreApplication.instance()
    if running is None:
        _check_offscreen()
        # A script that no typeface has is drawn as boxes; a line on stderr for each typeface helps nobody.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        # A process that has loaded widgets may show a window later, and it has one application object only.
        widgets = sys.modules.get("PySide6.QtWidgets")
        make: type[QGuiApplication] = widgets.QApplication if widgets else QGuiApplication
        # The platform is given as an argument, because a DISPLAY that nobody serves would end the process.
        running = make(["partnerdesk", "-platform", "offscreen"])
        _kept.append(running)
    if not isinstance(running, QGuiApplication):
        raise NoScreen("A page cannot be set here: the program was started without Qt's graphical part.")
    if not QFontDatabase.families():
        raise NoScreen("A page cannot be set on this machine: it has no typeface.", _HINT)
    return running


def _check_offscreen() -> None:
    """Look whether Qt's screenless platform can be loaded, because Qt ends the process when it cannot."""
    from PySide6.QtCore import QLibraryInfo

    if not sys.platform.startswith("linux"):
        return
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqoffscreen.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        reason = plain(str(error)).replace(str(plugin.parent), "")[:200]
        raise NoScreen(f"A page cannot be set on this machine: {reason}.", _HINT) from error
