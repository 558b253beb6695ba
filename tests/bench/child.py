"""The program itself, which says how long its window takes: ``python child.py BOOK START``.

Prints, in seconds of ``perf_counter`` after START, when the window was painted and when it showed the book's
first rows; and then its memory in MiB, once everything is loaded. Imports nothing before the program does.
"""

import os
import sys
from time import perf_counter

sys.path.insert(0, os.getcwd())  # noqa: PTH109 - pathlib is not loaded yet
START = float(sys.argv[2])


def show(book: str) -> None:
    """Show a window on the book, and follow it."""
    from partnerdesk import __main__ as program
    from partnerdesk.qt import app

    def settled(*arguments: object, **more: object) -> object:
        from partnerdesk.qt.window import Window

        make = Window.__init__

        def made(window: Window, *own: object, **further: object) -> None:
            make(window, *own, **further)  # type: ignore[arg-type]
            window.painted.connect(lambda: (say(), follow(window)))

        Window.__init__ = made  # type: ignore[method-assign, assignment]
        return run(*arguments, **more)  # type: ignore[arg-type]

    run, app.run_window = app.run_window, settled  # type: ignore[assignment]
    program.main([book])


def say() -> None:
    print(perf_counter() - START, flush=True)


def follow(window: object, *, shown: bool = False) -> None:
    """Look every millisecond how far the window is."""
    from PySide6.QtCore import QTimer

    frame = window.frame  # type: ignore[attr-defined]
    if frame is not None and not shown and frame.contacts._found is not None:
        frame.contacts.list.viewport().repaint()
        say()
        shown = True
    if shown and not frame._quiet.isActive() and not window._jobs._tasks:  # type: ignore[attr-defined]
        print(resident(), flush=True)
        os._exit(0)
    QTimer.singleShot(1, lambda: follow(window, shown=shown))


def resident() -> float:
    """Return this process's memory in MiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as told:  # noqa: PTH123
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


if __name__ == "__main__":
    show(sys.argv[1])
