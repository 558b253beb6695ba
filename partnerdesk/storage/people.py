"""Contacts of the book as they are compared: who may be whom."""

from __future__ import annotations

from collections import defaultdict

from partnerdesk.core.twins import Person
from partnerdesk.storage.file import Reader

_PEOPLE = """
    SELECT c.id, c.name, c.city, c.country, o.name, o.city, o.country
    FROM contact c LEFT JOIN organisation o ON o.id = c.organisation_id
    WHERE c.trashed_at IS NULL ORDER BY c.id"""


def people(connection: Reader) -> list[Person]:
    """Return everybody in the book, by key; nobody in Trash."""
    emails: dict[int, list[str]] = defaultdict(list)
    phones: dict[int, list[str]] = defaultdict(list)
    for key, address in connection.run("SELECT contact_id, address FROM email ORDER BY position"):
        emails[key].append(address)
    for key, number in connection.run("SELECT contact_id, number FROM phone ORDER BY position"):
        phones[key].append(number)
    found = []
    for key, name, city, country, school, its_city, its_country in connection.run(_PEOPLE):
        where = (city, country) if city or country else (its_city or "", its_country or "")
        mine = tuple(emails.get(key, ())), tuple(phones.get(key, ()))
        found.append(Person(key, name, school or "", *mine, *where))
    return found


def apart(connection: Reader) -> frozenset[tuple[int, int]]:
    """Return the pairs of whom it was said that they are two people, the smaller key first."""
    found = connection.run("SELECT first_id, second_id FROM apart")
    return frozenset((min(first, second), max(first, second)) for first, second in found)
