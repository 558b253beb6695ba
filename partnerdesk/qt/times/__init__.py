"""Times: when can we meet?"""

from partnerdesk.qt.times.page import TimesPage

__all__ = ["TimesPage"]
