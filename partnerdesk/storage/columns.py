"""The types of columns that SQLite has no word for, kept as text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from sqlalchemy import Dialect, String, TypeDecorator

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.zones import known


def instant(value: datetime) -> str:
    """Write an aware datetime as ``YYYY-MM-DDTHH:MM:SSZ``; a naive one is a programming error."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


@lru_cache(maxsize=1024)
def _week(text: str) -> SchoolWeek:
    """Read a week once for all who share it: most do."""
    return SchoolWeek.from_json(text)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC text with whole seconds."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write ``value`` as ``instant`` does."""
        return None if value is None else instant(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Wall(TypeDecorator[datetime]):
    """A naive datetime: a wall time as it was said, kept as ``YYYY-MM-DDTHH:MM``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write the wall time to the minute."""
        return None if value is None else value.replace(tzinfo=None).isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, naive."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar date, kept as ``YYYY-MM-DD``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """Write the date."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


class ZoneName(TypeDecorator[str]):
    """The name of a time zone; one that tz data does not know here is read as none, and stays in the book."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str:
        """Read it back."""
        return known(value or "")


class Codes(TypeDecorator[tuple[str, ...]]):
    """A short ordered list of codes without commas (languages), kept as comma-separated text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str:
        """Join the codes."""
        return ",".join(value or ())

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """Split them."""
        return tuple(value.split(",")) if value else ()


class Week(TypeDecorator[SchoolWeek]):
    """A school week as JSON text; NULL where none was given, so that it is inherited or assumed."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: SchoolWeek | None, _dialect: Dialect) -> str | None:
        """Write the week's JSON."""
        return None if value is None else value.to_json()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> SchoolWeek | None:
        """Read it back."""
        return None if value is None else _week(value)
