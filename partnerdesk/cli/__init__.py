"""The command line: a thin skin over desk.

One module for each noun, of which only the one asked for is loaded.
"""

from partnerdesk.cli.main import has_screen, run, wants_window

__all__ = ["has_screen", "run", "wants_window"]
