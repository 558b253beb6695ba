"""The contacts page: folders at the left, the list in the middle, the card at the right."""

from partnerdesk.qt.contacts.page import ContactsPage

__all__ = ["ContactsPage"]
