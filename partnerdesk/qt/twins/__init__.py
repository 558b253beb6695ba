"""The page of twins: contacts that may be one person."""

from partnerdesk.qt.twins.page import TwinsPage

__all__ = ["TwinsPage"]
