"""Phone numbers as they are compared."""

import pytest

from partnerdesk.core.phones import Number, number


def same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    mine, theirs = number(*one), number(*other)
    assert mine is not None
    assert theirs is not None
    assert mine.same(theirs) is theirs.same(mine)
    return mine.same(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("+52 222 123 4567", ""), ("222 1234567", "MX")),
        (("+52 1 222 123 4567", ""), ("(222) 123-4567", "MX")),
        (("+44 20 7946 0018", ""), ("020 7946 0018", "GB")),
        (("020 7946 0018", ""), ("+44 20 7946 0018", "GB")),  # whose country nobody said
        (("0044 20 7946 0018", "FR"), ("+44 20 7946 0018", "")),
        (("+1 313 555 0142 ext. 12", ""), ("313-555-0142 x12", "US")),
    ],
)
def test_the_national_and_the_international_form_are_one_number(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("20 7946 0018", "GB"), ("20 7946 0018", "DE")),
        (("+1 313 555 0142 ext 12", ""), ("+1 313 555 0142 ext 13", "")),
        (("+1 313 555 0142", ""), ("+1 313 555 0143", "")),
    ],
)
def test_other_numbers(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not same(one, other)


@pytest.mark.parametrize("text", ["", "12", "ext 12", "none", "…"])
def test_what_tells_nothing(text: str) -> None:
    assert number(text, "US") is None


def test_a_number_of_an_unknown_country_keeps_its_digits() -> None:
    assert number("0222 123 45 67") == Number("2221234567", 0)
