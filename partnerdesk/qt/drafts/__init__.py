"""The page of drafts: to whom, about what, when; the letter as it will be; how it goes out."""

from partnerdesk.qt.drafts.page import DraftsPage

__all__ = ["DraftsPage"]
