"""The window: one book at a time, its menus, and what happens on the way in and out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from partnerdesk.errors import LockedBook, PartnerDeskError, Refused
from partnerdesk.qt import actions
from partnerdesk.qt.commands import Commands
from partnerdesk.qt.settings import Settings, books_folder

if TYPE_CHECKING:  # the window is painted before the pages, and what they stand on, are loaded
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from partnerdesk.desk.book import Book
    from partnerdesk.qt.frame import Frame
    from partnerdesk.qt.lock import WindowLock
    from partnerdesk.qt.outside import Outside
    from partnerdesk.qt.undokeys import UndoKeys
    from partnerdesk.qt.worker import Jobs

_SESSION_ENDS = 60_000
"""Milliseconds after which a session that was about to end has not: another program held it up."""
_SMALLEST = QSize(720, 456)
_NEED_NO_BOOK = frozenset({"new_book", "open_book", "sample_book", "quit"})


class _Scenes(QStackedWidget):
    """What the window shows; it is never smaller than what is shown needs in the present text size."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.currentWidget()
        return _SMALLEST.expandedTo(shown.minimumSizeHint()) if shown is not None else _SMALLEST


class Window(QMainWindow):
    """The program's window. It is painted first; the book and all that it needs are loaded after that.

    Signals:
        painted(): the window is on the screen for the first time.

    Args:
        settings: what was remembered.
        jobs: the worker; a thread of its own where nothing is said.
        outside: the ways out to the system; the real ones where nothing is said.
    """

    painted = Signal()

    def __init__(self, settings: Settings, jobs: Jobs | None = None, outside: Outside | None = None) -> None:
        super().__init__()
        self._painted = False
        self._settings = settings
        self._outside = outside
        if jobs is not None:
            self._jobs = jobs
        self._lock: WindowLock | None = None
        self._opening: list[WindowLock] = []  # the locks of books on their way
        self._closing = False
        self._must_end = False
        self._undo_keys: UndoKeys | None = None
        self.frame: Frame | None = None
        self._scenes = _Scenes()
        self.setCentralWidget(self._scenes)
        self.commands = Commands(self)
        self._actions = actions.build(self, self.commands)
        actions.fill(self.menuBar(), self._actions)
        self._enable()
        self.setWindowTitle("PartnerDesk")
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() * 0.95))
        if geometry := settings.layout("window"):
            self.restoreGeometry(geometry)

    @cached_property
    def _jobs(self) -> Jobs:
        """The worker; made when there is something to do."""
        from partnerdesk.qt.worker import Worker

        return Worker(self)

    # --- the way in -----------------------------------------------------------------------------------

    def start(self, *, book: Path | None = None, sample: bool = False) -> None:
        """Show a book: this one, the sample, the last one; or the first-run page."""
        if sample:
            self.commands.sample_book()
        elif book is not None:
            self.open_path(book)
        elif (last := self._settings.last_book) is not None and last.exists():
            self.open_path(last)
        else:
            self.show_start()

    def show_start(self) -> None:
        """Show the page that begins a book; from a book that is open, Esc leads back to it."""
        from partnerdesk.qt.start import StartPage

        page = StartPage(self._jobs, books_folder())
        page.bookReady.connect(self.open_path)
        page.sampleWanted.connect(self.commands.sample_book)
        self._show(page)
        page.focus_main()

    def open_path(self, path: Path, *, remember: bool = True) -> None:
        """Open a book in this window; the one open before is closed."""
        from partnerdesk.qt.lock import WindowLock

        lock = WindowLock(path, self)
        if any(each.same(lock) for each in self._opening):
            return  # asked for twice: it is on its way
        if self.frame is not None and self._lock is not None and self._lock.same(lock):
            self._show(self.frame)
            return
        if not lock.take():
            if not lock.ask_forward():
                self._show_trouble(path, LockedBook(f"{path} is open in another window.", "Go on there."))
            elif self.frame is None:
                self.close()
            return
        self._opening.append(lock)
        from partnerdesk.desk.book import open_book

        def opened(book: Book) -> None:
            self._opening.remove(lock)
            if self._closing or not self._leave_book(lambda: self.open_path(path, remember=remember)):
                self._jobs.run(book.close, lambda _: None)
                self._jobs.settle()
                lock.release()
                return
            self._lock = lock
            lock.asked_forward.connect(self._come_forward)
            if remember:
                self._settings.last_book = path
            self.show_book(book)

        def failed(error: PartnerDeskError) -> None:
            self._opening.remove(lock)
            lock.release()
            self._show_trouble(path, error)

        self._jobs.run(lambda: open_book(path).loaded(), opened, failed, context=self)
        import partnerdesk.qt.frame  # noqa: F401 - meanwhile, and not in one go with making it

    def open_sample(self, path: Path) -> None:
        """Open the sample book at ``path``, made if missing; the next start does not come back to it."""
        if path.exists():
            self.open_path(path, remember=False)
            return

        def make() -> None:
            from partnerdesk.desk.sample import make_sample

            path.parent.mkdir(parents=True, exist_ok=True)
            make_sample(path).close()

        self._jobs.run(make, lambda _: self.open_path(path, remember=False), self.say_error, context=self)

    def show_book(self, book: Book) -> Frame:
        """Show the pages of an open book."""
        from partnerdesk.qt.filedrop import FileDrop
        from partnerdesk.qt.frame import Frame
        from partnerdesk.qt.runner import Runner

        frame = Frame(Runner(book, self._jobs, self), self._settings, self._outside, self._scenes)
        self.frame = frame
        self._path = book.path
        frame.titled.connect(self._title)
        frame.sampleRequested.connect(self.commands.sample_book)
        self._show(frame)
        FileDrop(frame)
        self._title(frame.title)
        if book.read_only:
            frame.say_error(Refused("This book can only be looked at: its file or folder cannot be written."))
        frame.page.focus_main()
        return frame

    def _show_trouble(self, path: Path, error: PartnerDeskError) -> None:
        if self.frame is not None:
            self._show(self.frame)
            self.say_error(error)
            return
        from partnerdesk.qt.notopen import NotOpenPage

        page = NotOpenPage(path, error)
        page.tryAgain.connect(lambda: self.open_path(path))
        page.openOther.connect(self.commands.open_book)
        page.makeNew.connect(self.show_start)
        self._show(page)

    def _show(self, scene: QWidget) -> None:
        """Show a scene. Those before it go, but for the frame of a book that is still open."""
        if self._undo_keys is None:  # there are fields only now
            from partnerdesk.qt.undokeys import UndoKeys

            self._undo_keys = UndoKeys(self)
        for old in [self._scenes.widget(i) for i in range(self._scenes.count())]:
            if old is not None and old not in (scene, self.frame):
                self._scenes.removeWidget(old)
                old.deleteLater()
        self._scenes.addWidget(scene)
        self._scenes.setCurrentWidget(scene)
        if self.frame is not None and scene is self.frame:
            self._title(self.frame.title)
        else:
            self.setWindowTitle("PartnerDesk")
        self._enable()

    def step_back(self) -> None:
        """Leave what is open on the page; from a page that covers an open book, go back to the book."""
        if self.frame is None:
            return
        if self._scenes.currentWidget() is self.frame:
            self.frame.page.step_back()
        else:
            self._show(self.frame)

    def _title(self, page: str) -> None:
        self.setWindowTitle(f"{page} — {self._path.stem}")

    def _enable(self) -> None:
        """Offer what needs a book only when one is shown."""
        shown = self.frame is not None and self._scenes.currentWidget() is self.frame
        for name, action in self._actions.items():
            action.setEnabled(shown or name in _NEED_NO_BOOK)
        self._actions["step_back"].setEnabled(self.frame is not None)

    def _come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def say_error(self, error: PartnerDeskError) -> None:
        """Show an error above the page, or where no book is open in the place of a page."""
        if self.frame is not None:
            self.frame.say_error(error)
        else:
            self._show_trouble(Path(), error)

    def say_fault(self, sentence: str) -> None:
        """Tell of a fault that nobody foresaw."""
        self.say_error(PartnerDeskError(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the first time, once it is over."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    # --- the way out ----------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is still being typed and close the book; stay open where that cannot be done."""
        event.ignore()  # a fault on the way must not take along what was typed
        self._closing = True
        try:
            if not self._leave_book(self.close):
                return
            self._settings.keep_layout("window", self.saveGeometry())
            self._jobs.shutdown()
        finally:
            self._closing = False
        super().closeEvent(event)

    def end(self) -> None:
        """Close, also over what cannot be saved: the system asks for the second time, and waits no longer."""
        self._must_end = True
        self.close()

    def session_ends(self) -> None:
        """Save what is being typed as the session ends; a close that follows at once is not held up.

        Unless the user goes on in between: the session does not end after all.
        """
        from partnerdesk.qt.goeson import GoesOn

        self._must_end = True
        if (window := self.windowHandle()) is not None:
            GoesOn(window, self._session_goes_on)
        QTimer.singleShot(_SESSION_ENDS, self, self._session_goes_on)
        if self.frame is not None:
            self.frame.leave()

    def _session_goes_on(self) -> None:
        self._must_end = False

    def _leave_book(self, then: Callable[[], object]) -> bool:
        """Keep what is still being typed and close the book, if one is open.

        Args:
            then: what it is closed for: done again, or without keeping the rest, where the reader says so.

        Returns:
            False where something could not be kept: it is said, and the book stays open.
        """
        if self.frame is None:
            return True
        error = self.frame.leave()
        if error is None or self._must_end:
            self._close_book()
            return True

        def anyway() -> None:
            self._close_book()
            then()

        self._show(self.frame)
        self.frame.say_unsaved(error, again=then, anyway=anyway)
        return False

    def _close_book(self) -> None:
        """Close the book, and only then let other windows have it."""
        if self.frame is not None:
            self.frame.close_book()
            self.frame = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        self._enable()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Look again at the book when the reader comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.frame is not None:
            self.frame.look_again()
