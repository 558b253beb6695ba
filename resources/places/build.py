"""Build the places data of the program from the tables of cities, regions and countries.

Usage: python resources/places/build.py TABLES [OUT]
TABLES holds cities.tsv.gz, regions.tsv, countries.tsv and world.json; OUT is this script's folder unless given
otherwise. The same tables give the same bytes. What the files hold is said in partnerdesk/core/gazetteer.py and,
for the outlines of the world, in partnerdesk/desk/world.py.
"""

import gzip
import json
import sys
from array import array
from pathlib import Path

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))

from partnerdesk.core.gazetteer import HEADER, MAGIC, NTH  # noqa: E402 - found through the line above
from partnerdesk.core.places import place_key  # noqa: E402

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Zones of zone.tab that neither a city nor a region of the tables has.
WITHOUT_CITY = {
    "AQ": (
        "Antarctica/McMurdo", "Antarctica/Casey", "Antarctica/Davis", "Antarctica/DumontDUrville",
        "Antarctica/Mawson", "Antarctica/Palmer", "Antarctica/Rothera", "Antarctica/Syowa",
        "Antarctica/Troll", "Antarctica/Vostok",
    ),
    "GL": ("America/Danmarkshavn",),
    "GS": ("Atlantic/South_Georgia",),
    "IO": ("Indian/Chagos",),
    "PF": ("Pacific/Gambier",),
    "TF": ("Indian/Kerguelen",),
    "UM": ("Pacific/Midway", "Pacific/Wake"),
}  # fmt: skip

# Zones that a handful of places keep although zone.tab does not list them for the country: right for those cities,
# but nothing to ask everybody else in the country about.
NOT_OFFERED = {
    ("CU", "America/New_York"), ("GB", "Asia/Nicosia"), ("IN", "Asia/Karachi"), ("PS", "Asia/Jerusalem"),
}  # fmt: skip

# Weekends that CLDR 48 does not have: there the days are those of the world, Saturday and Sunday. That schools are
# closed on these is said by the country's own offices; python-holidays has them too, but for Nepal.
WEEKENDS = {
    "BD": "fri|sat",  # Ministry of Education, two days a week for schools from September 2022
    "BN": "fri|sun",  # offices and schools are closed on these two; Saturday is a working day
    "DJ": "fri|sat",  # Sunday to Thursday are the working week
    "MV": "fri|sat",  # Sunday to Thursday are the working week
    "NP": "sat",  # Council of Ministers of 6 June 2022: Sunday is a working day again
}

# Names that people write, beside the four languages' own.
ALSO = {
    "AE": ("UAE", "EAU"),
    "BA": ("Bosnia",),
    "BO": ("Bolivia, Plurinational State of",),
    "CD": ("DR Congo", "DRC", "Democratic Republic of the Congo", "RD Congo"),
    "CG": ("Congo", "Republic of the Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("People's Republic of China", "PRC"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "República Checa"),
    "FM": ("Federated States of Micronesia",),
    "GB": (
        "UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
        "Inglaterra", "Escocia", "Gales", "Angleterre", "Écosse", "Gran Bretaña", "Grande-Bretagne",
    ),
    "HK": ("Hong Kong",),
    "IE": ("Republic of Ireland",),
    "IR": ("Islamic Republic of Iran",),
    "KN": ("Saint Kitts and Nevis",),
    "KP": ("DPRK",),
    "KR": ("Korea", "Republic of Korea", "Corea", "Corée", "Coreia"),
    "LA": ("Lao PDR",),
    "LC": ("Saint Lucia",),
    "MD": ("Republic of Moldova",),
    "MF": ("Saint Martin",),
    "MK": ("Macedonia",),
    "MM": ("Myanmar", "Burma", "Birmania", "Birmanie"),
    "MO": ("Macau", "Macao"),
    "NL": ("Holland", "The Netherlands", "Holanda", "Hollande"),
    "PS": ("Palestine", "Palestina"),
    "RU": ("Russian Federation",),
    "SH": ("Saint Helena",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TW": ("Taiwan ROC",),
    "TZ": ("United Republic of Tanzania",),
    "US": ("USA", "U.S.A.", "U.S.", "United States of America", "America", "EE. UU.", "EEUU", "EUA", "É.-U."),
    "VA": ("Vatican", "Holy See"),
    "VC": ("Saint Vincent and the Grenadines",),
    "VN": ("Viet Nam",),
}  # fmt: skip


# Outlines that are coloured with another country than the one whose control the source draws: from, to, a place
# inside. Crimea's ISO 3166-2 codes are Ukraine's, and so are its cities in the tables. No position is taken.
MOVED = (("RU", "UA", (34.10, 44.95)),)  # Simferopol


def rows(text: str) -> list[list[str]]:
    """Return the fields of a table's lines, without its header; the tables know no quoting."""
    return [line.split("\t") for line in text.split("\n")[1:] if line]


def numbers(form: str, values: list[int]) -> bytes:
    """Return the values as little-endian numbers of an ``array`` type code."""
    packed = array(form, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def city_names(main: str, alternates: str) -> list[str]:
    """Return a city's names without those that fold to one already there."""
    by_key: dict[str, str] = {}
    for name in [main, *alternates.split("|")]:
        if place_key(name):
            by_key.setdefault(place_key(name), name)
    assert by_key[place_key(main)] == main and len(by_key) <= 16 and "|" not in main, main
    return list(by_key.values())


def cities_file(cities: list[list[str]]) -> bytes:
    """Return the bytes of cities.bin."""
    countries, regions, zones = (sorted({row[field] for row in cities}) for field in (3, 4, 5))
    names = [city_names(row[0], row[2]) for row in cities]
    packed = ["|".join(own).encode() for own in names]
    starts = [0]
    for own in packed:
        starts.append(starts[-1] + len(own))
    index = sorted(
        (place_key(name), nth << NTH | city) for city, own in enumerate(names) for nth, name in enumerate(own)
    )
    tables = "\n".join("\t".join(codes) for codes in (countries, regions, zones)).encode()

    def code_numbers(form: str, codes: list[str], field: int) -> bytes:
        at = {code: number for number, code in enumerate(codes)}
        return numbers(form, [at[row[field]] for row in cities])

    parts = [
        HEADER.pack(MAGIC, len(cities), len(index), len(tables), starts[-1]),
        numbers("I", [int(row[8]) for row in cities]),
        numbers("I", starts),
        numbers("i", [round(float(row[6]) * 1000) for row in cities]),
        numbers("i", [round(float(row[7]) * 1000) for row in cities]),
        numbers("I", [entry for _, entry in index]),
        code_numbers("H", regions, 4),
        code_numbers("H", zones, 5),
        code_numbers("B", countries, 3),
        tables,
        *packed,
    ]
    return b"".join(parts)


def offered(country: str, zones: list[str]) -> list[str]:
    """Return the zones without those that only a few places of the country keep."""
    return [zone for zone in zones if (country, zone) not in NOT_OFFERED]


def countries_file(countries: list[list[str]], regions: list[list[str]], cities: list[list[str]]) -> str:
    """Return the text of countries.tsv: weekend as digits (0 is Monday), zones by the people who keep them."""
    people: dict[tuple[str, str], int] = {}
    for row in cities:
        people[row[3], row[5]] = people.get((row[3], row[5]), 0) + int(row[8])
    for region in regions:  # a region may have a zone in which only villages lie
        for zone in region[4].split("|"):
            people.setdefault((region[0], zone), 0)
    for country, extra in WITHOUT_CITY.items():
        for zone in extra:
            people.setdefault((country, zone), 0)
    lines = ["alpha2\talpha3\ten\tes\tfr\tpt\tdial\tweekend\tlanguages\tzones\talso"]
    for alpha2, alpha3, en, es, fr, pt, dial, _, count, weekend, _, languages, _ in countries:
        own = ((-number, zone) for (land, zone), number in people.items() if land == alpha2)
        zones = offered(alpha2, [zone for _, zone in sorted(own)])
        assert len(zones) == int(count), (alpha2, zones)
        days = "".join(sorted(str(DAYS.index(day)) for day in WEEKENDS.get(alpha2, weekend).split("|") if day))
        spoken = "|".join(code for code in languages.split("|") if code != "und")
        also = "|".join(ALSO.get(alpha2, ()))
        lines.append("\t".join((alpha2, alpha3, en, es, fr, pt, dial, days, spoken, "|".join(zones), also)))
    return "\n".join(lines) + "\n"


def regions_file(regions: list[list[str]]) -> str:
    """Return the text of regions.tsv; a code begins with its country's."""
    lines = ["code\tname\tenglish\tzones"]
    for country, code, name, english, zones in regions:
        assert code.startswith(country + "-"), code
        only = "|".join(offered(country, zones.split("|")))
        lines.append("\t".join((code, name, "" if english == name else english, only)))
    return "\n".join(lines) + "\n"


def inside(spot: tuple[float, float], ring: list[list[float]]) -> bool:
    """Return whether a place lies in a ring: its line to the east crosses an odd number of edges."""
    x, y = spot
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def turned(ring: list[list[float]], *, outer: bool) -> list[list[float]]:
    """Return a ring that runs clockwise if it is an outer one, else the other way round."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
    return ring if (twice < 0) == outer else ring[::-1]


def hundredths(line: list[tuple[int, int]]) -> list[int]:
    """Return points one after the other: longitude, latitude, longitude…"""
    return [number for point in line for number in point]


def on_the_frame(edge: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Return whether an edge is where the sheet of the map is cut, and no coast."""
    (x1, y1), (x2, y2) = edge
    return abs(x1) == abs(x2) == 18000 or y1 == y2 == -9000


def world_file(world: dict) -> str:
    """Return the text of world.json: lands to fill, coasts and borders to draw, points for lands too small."""
    outlines = world["outlines"]
    for source, target, spot in MOVED:
        found = [polygon for polygon in outlines[source] if inside(spot, polygon[0])]
        assert len(found) == 1, (source, target)
        outlines[source].remove(found[0])
        outlines[target].append(found[0])
    lands: dict[str, list[list[tuple[int, int]]]] = {}
    owners: dict[frozenset[tuple[int, int]], list[str]] = {}
    for code, polygons in sorted(outlines.items()):
        for polygon in polygons:
            for nth, ring in enumerate(polygon):
                whole = turned(ring, outer=nth == 0)
                points = [(round(x * 100), round(y * 100)) for x, y in whole]
                lands.setdefault(code, []).append(points)
                for edge in zip(points, points[1:]):
                    owners.setdefault(frozenset(edge), []).append(code)
    coasts: list[list[tuple[int, int]]] = []
    borders: list[list[tuple[int, int]]] = []
    for code, rings in lands.items():
        for ring in rings:
            last = None
            for edge in zip(ring, ring[1:]):
                own = owners[frozenset(edge)]
                kind = None
                if len(own) == 1 and not on_the_frame(edge):
                    kind = coasts
                elif len(set(own)) > 1 and own[0] == code:  # not within one land, and once for both
                    kind = borders
                if kind is not None and kind is last:
                    kind[-1].append(edge[1])
                elif kind is not None:
                    kind.append(list(edge))
                last = kind
    made = {
        "lands": {code: [hundredths(ring) for ring in rings] for code, rings in lands.items()},
        "coasts": [hundredths(line) for line in coasts],
        "borders": [hundredths(line) for line in borders],
        "points": {code: [round(x * 100), round(y * 100)] for code, (x, y) in sorted(world["points"].items())},
    }
    return json.dumps(made, separators=(",", ":")) + "\n"


def country_names_file(known: set[str]) -> str:
    """Return the text of country_names.tsv: what countries are called in all languages that CLDR knows well.

    A name that means one country here and another there is left out; so are those of ``countries.tsv``.
    """
    from babel import Locale
    from babel.localedata import locale_identifiers

    meant: dict[str, set[str]] = {}
    for language in sorted(each for each in locale_identifiers() if each.isalpha()):
        for code, name in Locale.parse(language).territories.items():
            if code in known:
                meant.setdefault(place_key(name), set()).add(code)
    sure = {name: codes.pop() for name, codes in meant.items() if len(codes) == 1 and len(name) > 1}
    lines = {code: [] for code in sorted(known)}
    for name, code in sorted(sure.items()):
        lines[code].append(name)
    return "".join(f"{code}\t{'|'.join(names)}\n" for code, names in lines.items() if names)


def build(tables: Path, out: Path) -> None:
    """Read the tables and write cities.bin, the tables of countries and regions, and world.json."""
    cities = rows(gzip.decompress((tables / "cities.tsv.gz").read_bytes()).decode())
    countries = rows((tables / "countries.tsv").read_bytes().decode())
    regions = rows((tables / "regions.tsv").read_bytes().decode())
    cities.sort(key=lambda row: (row[3], row[4], row[0], row[6], row[7]))
    (out / "cities.bin").write_bytes(cities_file(cities))
    (out / "countries.tsv").write_bytes(countries_file(countries, regions, cities).encode())
    (out / "country_names.tsv").write_bytes(country_names_file({row[0] for row in countries}).encode())
    (out / "regions.tsv").write_bytes(regions_file(regions).encode())
    (out / "world.json").write_bytes(world_file(json.loads((tables / "world.json").read_bytes())).encode())


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
