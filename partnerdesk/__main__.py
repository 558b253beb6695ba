"""The only place where the parts are put together: arguments → command line or window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from partnerdesk.core.times import use_bundled_zones
from partnerdesk.errors import NoScreen


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

    if not cli.wants_window(words):
        return cli.run(words)
    sample = words == ["demo"]
    try:
        from partnerdesk.qt.app import run_window

        return run_window(sample=sample, book=Path(words[0]) if words and not sample else None)
    except NoScreen as error:
        if sample:  # a screen is named but cannot be used: the demo goes without
            return cli.run(words)
        print(f"partnerdesk: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
