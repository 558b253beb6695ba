"""Time zones, from the bundled tz data alone: never from the system, whose copy may be years old."""

from __future__ import annotations

import re
import zoneinfo
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from partnerdesk.errors import BadInput

_NAME_THE_CITY = "name the city, as in America/Mexico_City."

# tz data points some retired names at a zone of another country that keeps the same clock today. The reader
# should see the city of their own country, which has a name of its own in zone.tab.
_NEARER = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}


class UnknownZone(BadInput):
    """A name is not that of a time zone, or not of one that can be told apart from others."""


def use_bundled_zones() -> None:
    """Read zones from the ``tzdata`` wheel only, from now on. May be called again at no cost.

    To be called before any zone is loaded: a zone already handed out keeps the data it was loaded with.
    """
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=[])
        ZoneInfo.clear_cache()
        _load.cache_clear()


def tz_version() -> str:
    """Return the version of the tz data in use, such as ``2026f``."""
    return _lines("tzdata.zi")[0].rpartition(" ")[2]  # its first line is "# version 2026f"


def _lines(name: str) -> list[str]:
    return _bundled(name).read_text("utf-8").splitlines()


def _bundled(name: str) -> Path:
    """Return a file of the ``tzdata`` wheel; ``importlib.resources`` would take 8 ms to be loaded."""
    return _folder() / name


@lru_cache(maxsize=1)
def _folder() -> Path:
    return Path(import_module("tzdata").__path__[0], "zoneinfo")


@lru_cache(maxsize=1)
def all_zones() -> tuple[str, ...]:
    """Every canonical zone name, sorted: those of zone.tab (each country has its own), and ``UTC``."""
    rows = (line.split("\t") for line in _lines("zone.tab") if line and not line.startswith("#"))
    return tuple(sorted({*(row[2] for row in rows), "UTC"}))


@lru_cache(maxsize=1)
def _canonical() -> frozenset[str]:
    return frozenset(all_zones())


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    """Retired names and the zones they lead to, before it is asked whether these are canonical."""
    found = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {name: target for _, target, name in found} | _NEARER


@lru_cache(maxsize=1024)
def _target(name: str) -> str:
    """Follow ``name`` to its canonical name; empty where there is none."""
    for _ in range(5):  # a link may lead to a link
        if name in _canonical():
            return name
        if name == "Etc/UTC":
            return "UTC"
        name = _links().get(name, "")
    return ""


def canonical(name: str) -> str:
    """Return the canonical name of a zone: ``Europe/Kyiv`` for ``Europe/Kiev``.

    A name that a country has in zone.tab stays, even where tz data merges its rules with another country's.

    Raises:
        UnknownZone: there is no such zone, or the name is an abbreviation or a bare offset.

    """
    # An abbreviation is refused even where tz data knows one by that name: EST there is UTC−5 in summer too,
    # as Panama does and Detroit does not; CST is used in Mexico City, in Edmonton and in Shanghai.
    target = "" if _abbreviated(name) else _target(name)
    if target:
        return target
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:40])
    if not name.strip():
        raise UnknownZone("No time zone was given.", "Give its name, such as America/Mexico_City.", "zone")
    raise UnknownZone(f"'{shown}' is not the name of a time zone.", _advice(name), "zone")


def _abbreviated(name: str) -> bool:
    return "/" not in name and name == name.upper() and name != "UTC"


def _advice(name: str) -> str:
    """Say what to do about a name that is not one: take the nearest names, where there are any."""
    near = _similar(name)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if re.match(r"(Etc/)?(UTC|GMT)[+-]?\d", name, re.IGNORECASE):
        return f"An offset does not know when clocks change: {_NAME_THE_CITY}"
    if name.isascii() and name.isalnum() and _abbreviated(name):
        return f"An abbreviation can mean different clocks in different countries: {_NAME_THE_CITY}"
    return f"Zones are named after cities: {_NAME_THE_CITY}"


def _similar(name: str) -> list[str]:
    """At most three canonical names that ``name`` may stand for: spelt otherwise, or the city alone."""
    asked = name[:40].strip().casefold().replace(" ", "_")
    if not asked or _abbreviated(name):
        return []
    spelt = {known.casefold(): _target(known) for known in (*_links(), *all_zones()) if _target(known)}
    if asked in spelt:
        return [spelt[asked]]
    cities = sorted({zone for known, zone in spelt.items() if known.rpartition("/")[2] == asked})
    if cities:
        return cities[:3]
    from difflib import get_close_matches

    return list(dict.fromkeys(spelt[known] for known in get_close_matches(asked, spelt, n=2, cutoff=0.85)))


@lru_cache(maxsize=1024)
def _load(name: str) -> ZoneInfo:
    known = canonical(name)
    with _bundled(known).open("rb") as data:
        return ZoneInfo.from_file(data, key=known)


def known(name: str) -> str:
    """Return the name of a zone if there is one; empty where tz data is older than the name, or has no such.

    A book that was written with newer tz data is read so: whose zone is not known has none here.
    """
    return name if _target(name) else ""


def zone(name: str) -> ZoneInfo:
    """Return the zone called ``name``, from the bundled data.

    Raises:
        UnknownZone: there is no such zone.

    """
    use_bundled_zones()
    return _load(name)


def zone_city(name: str) -> str:
    """Name the city that a zone is named after, in English: ``America/Mexico_City`` gives ``Mexico City``."""
    return name.rpartition("/")[2].replace("_", " ")


def former_names(name: str) -> tuple[str, ...]:
    """List the names that a canonical zone had, for data that still uses them: ``Asia/Calcutta``."""
    return tuple(sorted(old for old, now in _links().items() if now == name and old not in _canonical()))
