"""Day and night on the earth: where the sun stands overhead, and the line between light and dark.

Source: United States Naval Observatory, Astronomical Applications Department, "Computing Approximate Solar
Coordinates" (https://aa.usno.navy.mil/faq/sun_approx): within an arcminute for two centuries round 2000. The
line is where the middle of the sun would touch the horizon of a smooth earth without air.
"""

from __future__ import annotations

from datetime import UTC, datetime
from math import asin, atan2, cos, degrees, radians, sin

Spot = tuple[float, float]
"""Longitude (east is positive) and latitude (north is positive), in degrees."""

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_DAY = 86_400.0
_NEARLY_NOTHING = 1e-9


def subsolar_point(instant: datetime) -> Spot:
    """Return the place where the sun stands overhead at ``instant`` (aware), as longitude and latitude."""
    days = (instant - _J2000).total_seconds() / _DAY
    anomaly = radians(357.529 + 0.98560028 * days)
    mean_longitude = 280.459 + 0.98564736 * days
    ecliptic = radians(mean_longitude + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    tilt = radians(23.439 - 0.00000036 * days)
    right_ascension = degrees(atan2(cos(tilt) * sin(ecliptic), cos(ecliptic)))
    equation_of_time = mean_longitude - right_ascension  # in degrees; whole turns fall out below
    noon = 360 * (days % 1)  # J2000.0 is a noon: degrees that the mean sun has gone since the last one
    return _turned(-noon - equation_of_time), degrees(asin(sin(tilt) * sin(ecliptic)))


def altitude(sun: Spot, spot: Spot) -> float:
    """Return how high the sun stands at ``spot``, in degrees above the horizon; below it is negative.

    Args:
        sun: the subsolar point.
        spot: the place asked about.

    """
    lat, overhead = radians(spot[1]), radians(sun[1])
    hour_angle = radians(spot[0] - sun[0])
    height = sin(lat) * sin(overhead) + cos(lat) * cos(overhead) * cos(hour_angle)
    return degrees(asin(max(-1.0, min(1.0, height))))


def terminator(sun: Spot, step: float = 2.0) -> list[Spot]:
    """Return the line between day and night from 180° west to 180° east.

    Args:
        sun: the subsolar point.
        step: degrees of longitude from one point to the next.

    Returns:
        points in order of longitude, both edges of the map among them. North of the line it is day while the
        sun stands over the northern half of the earth, else night: ``dark_pole``.

    """
    overhead = radians(sun[1])
    # At the equinox the line runs along two meridians: a hair off, so that it stays a function of longitude.
    slope = sin(overhead) if abs(overhead) > _NEARLY_NOTHING else _NEARLY_NOTHING
    parts = max(2, round(360 / step))
    along = [-180 + 360 * part / parts for part in range(parts + 1)]
    side = 1 if slope > 0 else -1
    return [
        (lon, degrees(atan2(-cos(radians(lon - sun[0])) * cos(overhead) * side, abs(slope)))) for lon in along
    ]


def dark_pole(sun: Spot) -> float:
    """Return the latitude of the pole where it is night: −90 or 90."""
    return -90.0 if sun[1] >= 0 else 90.0


def _turned(lon: float) -> float:
    """Bring a longitude between −180 and 180."""
    return (lon + 180) % 360 - 180
