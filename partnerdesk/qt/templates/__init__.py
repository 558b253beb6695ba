"""The page of templates: those that came with the program, and the user's own."""

from partnerdesk.qt.templates.page import TemplatesPage

__all__ = ["TemplatesPage"]
