"""Public holidays come with names in a language that can be read, never silently in another."""

import subprocess
import sys
from datetime import date

import pytest

from partnerdesk.core.publicdays import known_years, public_holidays
from partnerdesk.errors import BadInput

NEW_YEAR = date(2027, 1, 1)


def test_years_that_the_library_does_not_know_are_told_and_warn_nobody() -> None:
    known = known_years("LK")
    assert 2026 in known
    assert 2027 not in known
    assert not public_holidays("LK", "", 2027, 2027)
    assert not known_years("XX")


def test_holidays_of_a_country_by_name() -> None:
    found = public_holidays("MX", "MX-PUE", 2027, 2027)
    assert found[date(2027, 3, 15)] == "Benito Juárez's birthday"
    assert public_holidays("mx", "", 2027, 2027, "es")[date(2027, 3, 15)] == "Natalicio de Benito Juárez"
    assert date(2027, 3, 16) not in found


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("US", "en", "New Year's Day"),
        ("DE", "en", "New Year's Day"),
        ("DE", "de-AT", "Neujahr"),
        ("JP", "fr", "元日"),  # no French there: the country's own, not English
        ("MX", "es_MX", "Año Nuevo"),
        ("AQ", "en", "New Year's Day"),  # a calendar without languages
    ],
)
def test_names_are_in_the_language_asked_for_or_the_countrys_own(
    country: str, language: str, name: str
) -> None:
    assert public_holidays(country, "", 2027, 2027, language)[NEW_YEAR] == name


def test_regions_have_holidays_of_their_own() -> None:
    corpus_christi = date(2027, 5, 27)
    assert corpus_christi in public_holidays("DE", "DE-BY", 2027, 2027)
    assert corpus_christi not in public_holidays("DE", "DE-BE", 2027, 2027)
    assert corpus_christi not in public_holidays("DE", "", 2027, 2027)


def test_years_are_those_asked_for_and_no_others() -> None:
    found = public_holidays("GB", "GB-SCT", 2026, 2028)
    assert {day.year for day in found} == {2026, 2027, 2028}
    assert list(found) == sorted(found)


def test_what_is_returned_cannot_be_spoilt_for_others() -> None:
    with pytest.raises(TypeError):
        public_holidays("MX", "", 2027, 2027)[NEW_YEAR] = "x"  # type: ignore[index]


@pytest.mark.parametrize("country", ["", "XX", "MEX", "holidays"])
def test_an_unknown_country_is_refused_at_its_field(country: str) -> None:
    with pytest.raises(BadInput, match=r"Public holidays of .* are not known here") as refused:
        public_holidays(country, "", 2027, 2027)
    assert refused.value.field == "country"


def test_a_country_is_loaded_without_all_the_others() -> None:
    code = (
        "import sys; from partnerdesk.core.publicdays import known_years, public_holidays;"
        "assert 'holidays' not in sys.modules;"
        "assert public_holidays('MX', 'MX-PUE', 2027, 2027);"
        "print(*[name for name in sys.modules if name.startswith('holidays.countries.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["holidays.countries.mexico"]


def test_every_country_of_the_library_can_be_loaded_by_itself() -> None:
    import holidays

    codes = holidays.list_supported_countries(include_aliases=False)
    assert len(codes) > 200
    none = {code for code in codes if not public_holidays(code, "", 2027, 2027)}
    assert none <= {"BV", "HM", "IO", "LK", "UA"}  # nobody lives there, or the list ends before 2027, or war
