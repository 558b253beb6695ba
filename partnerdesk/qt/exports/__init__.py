"""The page on which contacts go out into a file."""

from partnerdesk.qt.exports.page import ExportPage

__all__ = ["ExportPage"]
