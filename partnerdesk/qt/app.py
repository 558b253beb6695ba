"""Starting the window: the application, its look, what happens to a fault nobody foresaw."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from partnerdesk.errors import NoScreen, PartnerDeskError

_BLIND = ("offscreen", "minimal")  # platforms of Qt that show nothing, which tests and scripts choose
_NO_WIDGETS = (*_BLIND, "vkkhrdisplay")  # the last shows nothing but what Vulkan draws
_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libdbus-1-3"
)
_TRIED = 20
"""Seconds after which a platform of Qt that does not answer is given up."""
_STARTED = 2_000
"""Milliseconds after which all is loaded that a first look needs."""


def run_window(*, sample: bool = False, book: Path | None = None) -> int:
    """Show the window until it is closed.

    Args:
        sample: on the sample book.
        book: on this book; else on the last one; else on the first-run page.

    Returns:
        the exit code.

    Raises:
        NoScreen: there is no screen, or Qt's libraries are not all there.
    """
    _choose_platform()
    if (named := os.environ.get("QT_QPA_PLATFORM", "")) and not _is_usual(named) and not _can_show(named):
        raise NoScreen(
            f"The screen cannot be used by way of “{named.removesuffix(';offscreen')}”.",
            "Unset QT_QPA_PLATFORM; the commands work without a screen: see “partnerdesk --help”.",
        )
    gc.disable()  # what is loaded now is there to stay: to look for garbage among it is a tenth of the start
    try:
        from PySide6.QtCore import QTimer, qInstallMessageHandler

        _import_plainly()
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise NoScreen(
            f"The window needs libraries of the system: {error}.", f"On Debian: {_PACKAGES}."
        ) from error
    from partnerdesk.qt import theme
    from partnerdesk.qt.settings import Settings

    blind = os.environ.get("QT_QPA_PLATFORM", "") in _BLIND
    qInstallMessageHandler(
        lambda *_: None
    )  # what Qt says of a screen it cannot reach, we say below in a sentence
    app = QApplication([sys.argv[0], "-style", "Fusion"])  # setStyle() would load all that Qt says of styles
    qInstallMessageHandler(None)
    if QApplication.platformName() == "offscreen" and not blind:
        raise NoScreen(
            "The screen cannot be used.",
            f"Is DISPLAY right, and is all there that Qt needs (on Debian: {_PACKAGES})?",
        )
    app.setApplicationName("PartnerDesk")
    app.setOrganizationName("PartnerDesk")
    app.setApplicationDisplayName("PartnerDesk")
    theme.Theme(app)

    from partnerdesk.qt.signals import AskedToEnd
    from partnerdesk.qt.window import Window

    window = Window(Settings())
    AskedToEnd(window.close, window.end, app)
    app.commitDataRequest.connect(lambda _session: window.session_ends())
    sys.excepthook = fault_handler(window.say_fault)

    def start() -> None:
        from partnerdesk.core.zones import use_bundled_zones

        use_bundled_zones()
        theme.install(app)
        window.start(book=book, sample=sample)

    window.painted.connect(start)
    QTimer.singleShot(_STARTED, gc.enable)
    window.show()
    return app.exec()


def _import_plainly() -> None:
    """Import as Python does: PySide reads the source of each module for a switch that nobody here uses."""
    vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", __import__)


def _choose_platform() -> None:
    """Let Qt fall back to a screen that is not there instead of aborting; ``run_window`` then says so."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform in ("win32", "darwin") or wanted in _BLIND:
        return
    signs = (("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY"))
    screens = [name for name, sign in signs if os.environ.get(sign)]
    if wanted and (screens or not wanted.startswith(("wayland", "xcb"))):
        screens = [wanted]
    if not screens:
        raise NoScreen(
            "There is no screen here for the window.",
            "The commands work without one: see “partnerdesk --help”, or try “partnerdesk demo --out DIR”.",
        )
    os.environ["QT_QPA_PLATFORM"] = ";".join([*screens, "offscreen"])


def _is_usual(platforms: str) -> bool:
    """Say whether Qt reports of all these platforms that they are not there; others abort the program."""
    names = [each.partition(":")[0] for each in platforms.split(";")]
    return sys.platform in ("win32", "darwin") or all(
        name in _BLIND or name.startswith(("wayland", "xcb")) for name in names
    )


def _can_show(platforms: str) -> bool:
    """Try in a child process whether Qt finds a screen: some platforms abort the process where none is."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    import resource
    import signal

    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(_TRIED)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        from PySide6.QtGui import QGuiApplication, QWindow

        app = QGuiApplication([sys.argv[0], "-platform", platforms])
        if app.platformName() not in _NO_WIDGETS and app.primaryScreen() is not None:
            QWindow().create()
            code = 0
    finally:
        os._exit(code)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def fault_handler(say: Callable[[str], object]) -> Hook:
    """Return an exception hook that tells the user in a sentence and keeps a log without personal data.

    Args:
        say: shows a sentence in the window.
    """

    def handle(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
        elif isinstance(fault, PartnerDeskError):
            say(str(fault))
        else:
            try:
                report = f"; a report for the makers is in {write_log(fault)}"
            except OSError:  # a full disk is among the likelier faults
                report = ""
            say(f"Something went wrong. What was saved is safe{report}.")

    return handle


def write_log(fault: BaseException) -> Path:
    """Write where a fault happened, but none of the values it speaks of: they may be about people."""
    import traceback
    from datetime import UTC, datetime

    from partnerdesk.qt.settings import settings_file

    log = settings_file().with_name("faults.log")
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M} {type(fault).__name__}"]
    frames = traceback.extract_tb(fault.__traceback__)
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return log
