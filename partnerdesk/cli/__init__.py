"""The command line: a thin skin over desk.

One module for each noun, of which only the one asked for is loaded.
"""

from partnerdesk.cli.main import COMMANDS, run

__all__ = ["COMMANDS", "run"]
