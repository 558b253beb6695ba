"""Starting without a screen, and what happens to a fault that nobody foresaw."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import new_book
from partnerdesk.errors import BadInput
from partnerdesk.qt import app, settings
from partnerdesk.qt.signals import AskedToEnd

DEAD = ":4711"  # a display that nobody serves


def start(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "partnerdesk", *words],
        cwd=folder,
        env=kept | home | {"PYTHONPATH": str(Path(__file__).parents[2])} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen on this system")
@pytest.mark.parametrize(
    "display",
    [
        {},
        {"DISPLAY": DEAD},
        {"QT_QPA_PLATFORM": "wayland"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": DEAD},
        {"QT_QPA_PLATFORM": "nonsense"},
        {"QT_QPA_PLATFORM": "eglfs"},
        {"QT_QPA_PLATFORM": "linuxfb"},
        {"QT_QPA_PLATFORM": "minimalegl;xcb", "DISPLAY": DEAD},
    ],
)
def test_no_screen_is_one_clear_sentence(tmp_path: Path, display: dict[str, str]) -> None:
    ran = start(tmp_path, **display)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert "screen" in ran.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen on this system")
def test_the_demo_goes_without_a_screen_that_cannot_be_used(tmp_path: Path) -> None:
    ran = start(tmp_path, "demo", DISPLAY=DEAD)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(list((tmp_path / "partnerdesk-demo").glob("*.eml"))) >= 3


def test_a_fault_is_a_sentence_and_a_log_without_what_was_in_the_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.ini")
    said: list[str] = []
    handle = app.fault_handler(said.append)
    try:
        raise ValueError("Elena Ruiz <elena@normal.example.org>")
    except ValueError as fault:
        handle(type(fault), fault, fault.__traceback__)
    log = (tmp_path / "faults.log").read_text()
    assert "ValueError" in log
    assert "test_app.py" in log
    assert "Elena" not in log
    assert "Elena" not in said[0]
    assert "saved is safe" in said[0]


def test_a_fault_is_said_though_its_log_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "file" / "settings.ini")
    said: list[str] = []
    fault = ValueError("Elena Ruiz")
    app.fault_handler(said.append)(type(fault), fault, None)
    assert said == ["Something went wrong. What was saved is safe."]


def test_an_error_of_the_family_is_said_as_it_is() -> None:
    said: list[str] = []
    error = BadInput("A name is needed.", "Type at least one word.")
    app.fault_handler(said.append)(type(error), error, None)
    assert said == ["A name is needed. Type at least one word."]


LOADED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from partnerdesk.qt import app
from partnerdesk.qt.window import Window

LATER = ("sqlalchemy", "jinja2", "babel", "email", "partnerdesk.qt.contacts.card")
FRAME = (*LATER, "sqlite3", "partnerdesk.core.times", "partnerdesk.qt.frame", "partnerdesk.qt.worker")

def loaded(names):
    print(*[name for name in names if name in sys.modules] or "-", flush=True)

def painted(self):
    loaded(FRAME)
    from partnerdesk.qt.contacts.list_view import ContactListView
    def paint(view, event):
        super(ContactListView, view).paintEvent(event)
        if view.model().rowCount():
            loaded(LATER)
            QTimer.singleShot(0, self.close)
    ContactListView.paintEvent = paint

make = Window.__init__
def made(self, *arguments):
    make(self, *arguments)
    arguments[0].keep_text("page", "contacts")  # the place left last
    self.painted.connect(lambda: painted(self))
Window.__init__ = made
sys.exit(app.run_window(book=Path(sys.argv[1])))
"""


def test_the_window_is_painted_before_much_is_loaded_and_the_rows_before_the_card(tmp_path: Path) -> None:
    with new_book(tmp_path / "b.partnerdesk") as book:
        contacts.add(book, name="Elena Ruiz")
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path / "b.partnerdesk")],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()[:2]) == (0, ["-", "-"]), ran.stderr


RUN = """
import sys
from pathlib import Path
from partnerdesk.qt import app
from partnerdesk.qt.window import Window

show_book = Window.show_book

def shown(self, book):
    frame = show_book(self, book)
    print("shown", flush=True)
    return frame

Window.show_book = shown
sys.exit(app.run_window(book=Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_the_window_closes_and_leaves_only_the_book(
    tmp_path: Path, asked: signal.Signals
) -> None:
    path = tmp_path / "b.partnerdesk"
    new_book(path).close()
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    root = {"PYTHONPATH": str(Path(__file__).parents[2]), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | home | root,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "shown\n"
        assert (tmp_path / ".b.partnerdesk.lock").exists()
        running.send_signal(asked)
        assert running.wait(60) == 0
    assert [each.name for each in tmp_path.iterdir() if "partnerdesk" in each.name] == ["b.partnerdesk"]


STUCK = """
import sys
from pathlib import Path
from partnerdesk.errors import DiskFull
from partnerdesk.qt import app
from partnerdesk.qt.frame import Frame

say = Frame.say_unsaved

def unsaved(self, error, again, anyway):
    say(self, error, again, anyway)
    print("asks", flush=True)

Frame.leave = lambda self: DiskFull("There is no room left on the disk.")
Frame.say_unsaved = unsaved
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_asked_twice_the_window_closes_over_what_cannot_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "b.partnerdesk"
    new_book(path).close()
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    root = {"PYTHONPATH": str(Path(__file__).parents[2]), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", STUCK + RUN, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | home | root,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "shown\n"
        running.send_signal(signal.SIGTERM)
        assert running.stdout.readline() == "asks\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize(("within", "ends"), [(60_000, ["close", "end"]), (0, ["close", "close"])])
def test_asked_again_much_later_is_asked_for_the_first_time(
    qtbot: QtBot, within: int, ends: list[str]
) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    parent = QObject()
    done: list[str] = []
    asked = AskedToEnd(lambda: done.append("close"), lambda: done.append("end"), parent, again=within)
    try:
        for count in (1, 2):
            signal.raise_signal(signal.SIGTERM)
            qtbot.waitUntil(lambda count=count: len(done) == count)  # type: ignore[misc]
    finally:
        signal.set_wakeup_fd(-1)
        asked._notifier.setEnabled(False)
        asked._heard.close()
        asked._told.close()
        for each, handler in before.items():
            signal.signal(each, handler)
    assert done == ends
