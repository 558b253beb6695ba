"""Today: what there is to do, a line each."""

from partnerdesk.qt.today.page import TodayPage

__all__ = ["TodayPage"]
