"""A postal address in the order of its country.

The orders are those that the Universal Postal Union publishes for its members ("Postal addressing systems in
member countries", S42); the two prefixes of parts, codes of states against names of regions, follow the same
sheets. Where a country is not in the table the postcode goes before the town, as in most.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from partnerdesk.core.text import fold

# The lines below the street: C the town, S the region's name, s the code of a state, Z the postcode.
_ORDERS = {
    "Z C": "",
    "C s Z": "US CA AU PR GU VI AS MP MH FM PW",
    "C|Z": "GB GG JE IM GI FK SH KE LK NA SD SZ ZA AF IE TC VG",
    "C Z": "NZ SG BH BM BN BT IL JO KH LB LS MT MV NP SA VC TZ BD PK MM GH",
    "C Z|S": "IN PE NG",
    "C|S Z": "ID MN VN TH KY SO JM PH",
    "C, S Z": "BB",
    "Z C, S": "MX",
    "C-s|Z": "BR",
    "C|S|Z": "RU UA EG CR CU HN IQ",
    "Z C|S": "AR CL CV MY UZ AM",
    "C, S|Z": "CO",
    "C, S": "BS KN",
    "C|S": "PA SC SR TV",
    "C Z, S": "VE",
    "Z C S": "UY EE PF",
    "Z C/S": "TR",
    "Z-C|S": "SV",
    "Z-C": "GT",
    "C|A|Z": "HU",
    "C": "HK MO AE QA BO GM UG RW BW ZW AG DM LC BZ SL ML TD TG CD CG",
    "C, S, Z": "JP CN KR TW KP",
}
_ORDER_OF = {country: order for order, countries in _ORDERS.items() for country in countries.split()}
_USUAL = "Z C"

# Written in the script of the country, everything runs from the large to the small, the name last.
_OWN_SCRIPT = {
    "JP": "〒Z|SC|A|O|N",
    "CN": "Z|SC|A|O|N",
    "TW": "Z|SC|A|O|N",
    "KR": "SC|A|O|N|Z",
    "HK": "SC|A|O|N",
}
_EAST = ("CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL ")


@dataclass(frozen=True)
class PostalAddress:
    """What an address is made of; empty text for what is not known.

    ``street`` may have several lines. ``region`` is an ISO 3166-2 code, ``country`` a code of two letters.
    """

    name: str
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    region_name: str = ""
    country: str = ""

    @property
    def deliverable(self) -> bool:
        """Whether a postman would find it: somebody, and a street with a town, or a postcode."""
        return bool(self.city and (self.street or self.postcode))


def postal_lines(address: PostalAddress, abroad: str = "") -> tuple[str, ...]:
    """Return the lines of an address, in the order of its country.

    Args:
        address: whose parts may be missing: their lines, and the signs round them, are left out.
        abroad: the country's name for post from abroad, put in capitals on the last line (UPU S42); empty
            for post within the country.

    """
    order = _ORDER_OF.get(address.country, _USUAL)
    own = _OWN_SCRIPT.get(address.country)
    if own and _eastern(address.street + address.city):
        pattern = own
    elif "A" in order:
        pattern = f"N|O|{order}"
    else:
        pattern = f"N|O|A|{order}"
    lines = [each for line in pattern.split("|") for each in _line(line, address)]
    return (*lines, abroad.upper()) if abroad else tuple(lines)


def _line(pattern: str, address: PostalAddress) -> list[str]:
    """Fill in one line; the signs between two parts stand only where both are known."""
    if pattern == "A":
        return [line.strip() for line in address.street.splitlines() if line.strip()]
    parts = {
        "N": address.name,
        "O": address.organisation,
        "C": address.city,
        "S": address.region_name,
        "s": address.region.partition("-")[2] or address.region_name,
        "Z": address.postcode,
    }
    if fold(parts["S"]) == fold(parts["C"]):  # Mexico City in Mexico City: once is enough
        parts["S"] = ""
    line = between = ""
    for sign in pattern:
        if sign not in parts:
            between += sign
        elif parts[sign]:
            line += (between if line or between == "〒" else "") + parts[sign]
            between = ""
        elif line:
            between = ""
    return [line] if line else []


def _eastern(text: str) -> bool:
    return any(unicodedata.name(char, "").startswith(_EAST) for char in text)
