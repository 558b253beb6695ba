"""The only place where the parts are put together: arguments → command line or window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from partnerdesk.core.times import use_bundled_zones


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the given arguments (those of the process where none are given).

    Returns:
        the exit code.

    """
    use_bundled_zones()
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names from everywhere must not fail on a narrow console
            stream.reconfigure(encoding="utf-8", errors="replace")
    from partnerdesk import cli

    if cli.wants_window(words):
        return _window(words)
    return cli.run(words)


def _window(words: Sequence[str]) -> int:
    from partnerdesk.errors import PartnerDeskError

    try:
        from partnerdesk.qt.app import run_window

        return run_window(
            sample=words[:1] == ["demo"], book=Path(words[0]) if words and words[0] != "demo" else None
        )
    except PartnerDeskError as error:
        print(f"partnerdesk: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
