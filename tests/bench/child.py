"""The program itself, which says how long its window takes: ``python child.py BOOK START``.

Prints, in seconds of ``perf_counter`` after START, when the window was painted and when the list had painted
the book's first rows; and then its memory in MiB, once everything is loaded. Imports nothing before the
program does.
"""

import os
import sys
from time import perf_counter
from typing import Any

sys.path.insert(0, os.getcwd())  # noqa: PTH109 - pathlib is not loaded yet
START = float(sys.argv[2])


def show(book: str) -> None:
    """Show a window on the book, and follow it."""
    from partnerdesk import __main__ as program
    from partnerdesk.qt import app

    def settled(*arguments: object, **more: object) -> object:
        from partnerdesk.qt.window import Window

        make, show_book = Window.__init__, Window.show_book

        def made(window: Window, *own: object, **further: object) -> None:
            make(window, *own, **further)  # type: ignore[arg-type]
            window._settings.keep_text("page", "contacts")  # the place left last
            window.painted.connect(say)

        def shown(window: Window, opened: Any) -> Any:
            watch_list()
            frame = show_book(window, opened)
            follow(window)
            return frame

        Window.__init__ = made  # type: ignore[method-assign, assignment]
        Window.show_book = shown  # type: ignore[method-assign]
        return run(*arguments, **more)  # type: ignore[arg-type]

    run, app.run_window = app.run_window, settled  # type: ignore[assignment]
    program.main([book])


def say() -> None:
    print(perf_counter() - START, flush=True)


def watch_list() -> None:
    """Have the list say when it has painted rows for the first time."""
    from partnerdesk.qt.contacts.list_view import ContactListView

    said = False

    def paint(view: ContactListView, event: Any) -> None:
        nonlocal said
        super(ContactListView, view).paintEvent(event)
        if view.model().rowCount() and not said:
            said = True
            say()

    ContactListView.paintEvent = paint  # type: ignore[method-assign]


def follow(window: Any) -> None:
    """Look every few milliseconds whether all is loaded, and then say how much memory that takes."""
    from PySide6.QtCore import QTimer

    frame = window.frame
    if frame.contacts._found is not None and not frame._quiet.isActive() and not window._jobs._tasks:
        print(resident(), flush=True)
        os._exit(0)
    QTimer.singleShot(5, lambda: follow(window))


def resident() -> float:
    """Return this process's memory in MiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as told:  # noqa: PTH123
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


if __name__ == "__main__":
    show(sys.argv[1])
