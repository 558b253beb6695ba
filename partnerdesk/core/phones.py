"""Phone numbers as they are compared: the national and the international form of a number are one."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import NamedTuple

LEAST = 7
"""Digits of the shortest number that a whole country has; shorter ones are extensions, or of a town."""

_NO_DIGITS = "".join(set(map(chr, range(128))) - set(string.digits)).encode()
_BREAK = "\n"
_NO_DIGITS_IN_LINES = _NO_DIGITS.replace(_BREAK.encode(), b"")
_EXTENSION = re.compile(r"(?:ext|extension|ramal|poste|#|;ext=|x)\.?\s*(\d{1,6})\s*$", re.IGNORECASE)
_MEXICO = 52


class Number(NamedTuple):
    """A number to be compared.

    Attributes:
        national: its digits without the country's code and without a leading zero, and its extension.
        country: the country's code; 0 where neither the number nor the contact's place tells it.

    """

    national: str
    country: int

    def same(self, other: Number) -> bool:
        """Say whether both may be one number: where a country is not known, it may be the other's."""
        return self.national == other.national and (
            self.country == other.country or not self.country or not other.country
        )


def number(text: str, country: str = "") -> Number | None:
    """Read a phone number as somebody wrote it; None where it is too short to tell anything.

    Args:
        text: as written.
        country: where the contact is, by which a number without a country's code is read.

    """
    import phonenumbers  # a tenth of a second: only where numbers are compared

    found = _EXTENSION.search(text)
    extension = f"x{found[1]}" if found else ""
    main = text[: found.start()] if found else text
    try:
        read = phonenumbers.parse(main, country or None)
    except phonenumbers.NumberParseException:
        digits = "".join(char for char in main if char.isdecimal()).lstrip("0")
        return Number(digits + extension, 0) if len(digits) >= LEAST else None
    national, code = str(read.national_number), read.country_code or 0
    if code == _MEXICO and len(national) == 11:
        national = national.removeprefix("1")  # said before mobile numbers until 2019
    return Number(national + extension, code) if len(national) >= LEAST else None


def tail(number: str) -> str:
    """Return the last digits of a number, by which it is looked up however it is written."""
    if number.isascii():
        return number.encode().translate(None, _NO_DIGITS)[-LEAST:].decode()
    return "".join(filter(str.isdigit, number))[-LEAST:]


def tails(numbers: Sequence[str]) -> list[str]:
    """Return what ``tail`` does of each, of all at once."""
    whole = _BREAK.join(numbers)
    if whole.isascii():
        digits = whole.encode().translate(None, _NO_DIGITS_IN_LINES).decode().split(_BREAK)
        if len(digits) == len(numbers):
            return [each[-LEAST:] for each in digits]
    return [*map(tail, numbers)]
