"""The only place where the parts are put together: arguments → command line or window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from partnerdesk.errors import NoScreen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the given arguments (those of the process where none are given).

    Returns:
        the exit code.

    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names from everywhere must not fail on a narrow console
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not wants_window(words):
        return _command(words)
    sample = words == ["demo"]
    try:
        from partnerdesk.qt.app import run_window

        return run_window(sample=sample, book=Path(words[0]) if words and not sample else None)
    except NoScreen as error:
        if sample:  # a screen is named but cannot be used: the demo goes without
            return _command(words)
        print(f"partnerdesk: {error}", file=sys.stderr)
        return error.exit_code


def wants_window(words: Sequence[str]) -> bool:
    """Say whether the arguments ask for the window: none, a book, or ``demo`` alone with a screen."""
    if not words or words == ["demo"]:
        return has_screen() or not words
    word = words[0]
    if len(words) > 1 or word.startswith("-"):
        return False
    if Path(word).suffix or Path(word).name != word:
        return True
    from partnerdesk.cli import COMMANDS

    return word not in COMMANDS and Path(word).exists()  # else a slip of the pen


def has_screen() -> bool:
    """Say whether a window could be seen: on Unix a display server has to be named."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _command(words: Sequence[str]) -> int:
    from partnerdesk import cli
    from partnerdesk.core.zones import use_bundled_zones

    use_bundled_zones()  # the window does so too, once it is painted
    return cli.run(words)


if __name__ == "__main__":
    sys.exit(main())
