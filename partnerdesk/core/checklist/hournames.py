"""The numbers of hours and minutes in words: English, Spanish, French and Portuguese, folded."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _counted(words: str) -> dict[str, int]:
    return {name: hour for hour, name in enumerate(words.split(), 1)}


ENGLISH: Final = MappingProxyType(_counted("one two three four five six seven eight nine ten eleven twelve"))
"""Hours of a clock of twelve."""
SPANISH: Final = MappingProxyType(
    _counted(
        "una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis"
        " diecisiete dieciocho diecinueve veinte veintiuna veintidos veintitres"
    )
)
"""Hours up to 23."""
FRENCH: Final = MappingProxyType(
    _counted(
        "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
        " dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois"
    )
)
"""Hours up to 23."""
PORTUGUESE: Final = MappingProxyType(
    {
        **_counted(
            "uma duas tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis"
            " dezessete dezoito dezenove vinte"
        ),
        "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19,
        "vinte e uma": 21, "vinte e duas": 22, "vinte e tres": 23,
    }
)  # fmt: skip
"""Hours up to 23, as in Brazil and in Portugal."""
MINUTES: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "en": {
            "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25,
            "thirty": 30, "thirty-five": 35, "thirty five": 35, "forty": 40, "forty-five": 45,
            "forty five": 45, "fifty": 50, "fifty-five": 55, "fifty five": 55, "oh five": 5,
        },
        "es": {
            "cinco": 5, "diez": 10, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30,
            "treinta y cinco": 35, "cuarenta": 40, "cuarenta y cinco": 45, "cincuenta": 50,
            "cincuenta y cinco": 55,
        },
        "fr": {
            "cinq": 5, "dix": 10, "quinze": 15, "vingt": 20, "vingt-cinq": 25, "trente": 30,
            "trente-cinq": 35, "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "cinquante-cinq": 55,
        },
        "pt": {
            "cinco": 5, "dez": 10, "quinze": 15, "vinte": 20, "vinte e cinco": 25, "trinta": 30,
            "trinta e cinco": 35, "quarenta": 40, "quarenta e cinco": 45, "cinquenta": 50,
            "cinquenta e cinco": 55,
        },
    }
)  # fmt: skip
"""Minutes by language."""
PARTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "media": 30, "meia": 30, "demie": 30, "demi": 30, "cuarto": 15, "quarto": 15, "um quarto": 15,
        "quart": 15, "le quart": 15,
    }
)  # fmt: skip
"""Minutes of the parts of an hour that have a name."""


def any_of(names: Mapping[str, int], more: str = "") -> str:
    """Return a pattern for any of some names, the longest first, or for what ``more`` matches."""
    words = sorted(names, key=len, reverse=True)
    return "|".join(filter(None, (more, *words)))
