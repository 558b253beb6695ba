"""The page on which files come in."""

from partnerdesk.qt.imports.page import ImportPage

__all__ = ["ImportPage"]
