"""The page on which contacts are printed: what, how, and the pages themselves."""

from partnerdesk.qt.printing.page import PrintPage

__all__ = ["PrintPage"]
