"""Dates and times in the reader's own words."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core import wording
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import UnknownZone, all_zones

TEN = Slot.parse("2027-03-16 10:00 America/Hermosillo")
HERMOSILLO = ("America/Hermosillo", "Hermosillo")
DETROIT = ("America/Detroit", "Detroit")


@pytest.mark.parametrize(
    ("locale", "theirs", "ours"),
    [
        (
            "es_MX",
            "martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)",
            "martes, 16 de marzo de 2027, 13:00 (1:00 p.m.) en Detroit (UTC−4)",
        ),
        (
            "es_ES",
            "martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)",
            "martes, 16 de marzo de 2027, 13:00 en Detroit (UTC−4)",
        ),
        (
            "en_US",
            "Tuesday, March 16, 2027, 10:00 in Hermosillo (UTC−7)",
            "Tuesday, March 16, 2027, 13:00 (1:00 p.m.) in Detroit (UTC−4)",
        ),
        (
            "en_GB",
            "Tuesday, 16 March 2027, 10:00 in Hermosillo (UTC−7)",
            "Tuesday, 16 March 2027, 13:00 in Detroit (UTC−4)",
        ),
        (
            "fr_FR",
            "mardi 16 mars 2027 à 10:00, à Hermosillo (UTC−7)",
            "mardi 16 mars 2027 à 13:00, à Detroit (UTC−4)",
        ),
        (
            "fr_CA",
            "mardi 16 mars 2027 à 10:00, à Hermosillo (UTC−7)",
            "mardi 16 mars 2027 à 13:00, à Detroit (UTC−4)",
        ),
        (
            "pt_BR",
            "terça-feira, 16 de março de 2027, às 10:00 em Hermosillo (UTC−7)",
            "terça-feira, 16 de março de 2027, às 13:00 em Detroit (UTC−4)",
        ),
        (
            "de_DE",
            "Dienstag, 16. März 2027, 10:00, Hermosillo (UTC−7)",
            "Dienstag, 16. März 2027, 13:00, Detroit (UTC−4)",
        ),
        (
            "ja_JP",
            "2027年3月16日火曜日 10:00, Hermosillo (UTC−7)",
            "2027年3月16日火曜日 13:00, Detroit (UTC−4)",
        ),
    ],
)
def test_both_times_are_told_in_the_readers_language(locale: str, theirs: str, ours: str) -> None:
    assert wording.both_times(TEN, HERMOSILLO, DETROIT, locale) == (theirs, ours)


@pytest.mark.parametrize(
    "locale", ["ar_EG", "he_IL", "fa_IR", "hi_IN", "zh_Hant_TW", "ko_KR", "ru_RU", "fil_PH", "sw"]
)
def test_other_languages_have_time_city_and_offset(locale: str) -> None:
    told = wording.party_time(TEN, *HERMOSILLO, locale)
    assert "10:00" in told
    assert told.endswith("Hermosillo (UTC−7)")


def test_both_dates_are_there_where_the_day_differs() -> None:
    slot = Slot.parse("2027-03-29 17:00 America/Detroit")
    there, here = wording.both_times(slot, ("Australia/Sydney", "Sydney"), DETROIT, "en_AU")
    assert there.startswith("Tuesday")
    assert "30 March 2027, 08:00 in Sydney (UTC+11)" in there
    assert here.startswith("Monday")
    assert "29 March 2027, 17:00 (5:00 p.m.) in Detroit (UTC−4)" in here


@pytest.mark.parametrize(
    ("wall", "told"),
    [
        ("00:30", "00:30 (12:30 a.m.)"),
        ("01:00", "01:00"),
        ("09:05", "09:05"),
        ("12:59", "12:59"),
        ("13:00", "13:00 (1:00 p.m.)"),
        ("23:45", "23:45 (11:45 p.m.)"),
    ],
)
def test_the_twelve_hour_clock_is_added_only_where_it_differs(wall: str, told: str) -> None:
    slot = Slot.parse(f"2027-03-16 {wall} America/Hermosillo")
    assert f", {told} en Hermosillo" in wording.party_time(slot, *HERMOSILLO, "es_MX")


def test_portuguese_has_the_article_of_the_hour_and_of_the_city() -> None:
    one = Slot.parse("2027-03-16 01:00 America/Sao_Paulo")
    assert "à 01:00 em São Paulo" in wording.party_time(one, "America/Sao_Paulo", "São Paulo", "pt_BR")
    assert "às 01:00" not in wording.party_time(one, "America/Sao_Paulo", "São Paulo", "pt_BR")
    assert "no Rio de Janeiro" in wording.party_time(one, "America/Sao_Paulo", "Rio de Janeiro", "pt_BR")
    assert "na Cidade do México" in wording.party_time(one, "America/Mexico_City", "", "pt_BR")


def test_french_joins_preposition_and_article() -> None:
    assert "au Caire (UTC+2)" in wording.party_time(TEN, "Africa/Cairo", "Le Caire", "fr_FR")
    assert "aux Sables-d’Olonne" in wording.party_time(TEN, "Europe/Paris", "Les Sables-d’Olonne", "fr")


@pytest.mark.parametrize(
    ("zone", "locale", "city"),
    [
        ("America/Mexico_City", "es_MX", "en Ciudad de México"),
        ("America/Mexico_City", "en_US", "in Mexico City"),
        ("US/Michigan", "en_US", "in Detroit"),
        ("Asia/Kolkata", "es_ES", "en Calcuta"),
        ("Africa/Cairo", "fr_FR", "au Caire"),
    ],
)
def test_without_a_city_the_zones_own_is_named(zone: str, locale: str, city: str) -> None:
    assert f"{city} (UTC" in wording.party_time(TEN, zone, "", locale)


def test_utc_is_no_city() -> None:
    assert wording.party_time(TEN, "UTC", "", "en_GB") == "Tuesday, 16 March 2027, 17:00 (UTC+0)"
    assert wording.party_time(TEN, "UTC", "", "fr_FR") == "mardi 16 mars 2027 à 17:00 (UTC+0)"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZone):
        wording.party_time(TEN, "CST", "", "en_US")


@given(
    st.sampled_from(all_zones()),
    st.sampled_from(
        ["es_MX", "es_ES", "en_US", "en_GB", "fr_FR", "fr_CA", "pt_BR", "de_DE", "ru_RU", "ar_EG", "xx"]
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
)
def test_every_time_has_its_clock_and_offset_and_plain_spaces(
    zone: str, locale: str, moment: datetime
) -> None:
    slot = Slot(moment.replace(second=0, microsecond=0), "UTC")
    told = wording.party_time(slot, zone, "", locale)
    assert wording.clock(slot.local(zone)) in told
    assert "(UTC" in told
    assert not set(told) & {"\u00a0", "\u2007", "\u2009", "\u202f", "\n"}


# --- locales and languages


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("es", "MX", "es_MX"),
        ("es", "", "es"),
        ("es", "JP", "es"),
        ("en", "US", "en_US"),
        ("en", "MX", "en_001"),
        ("en", "", "en"),
        ("EN", "us", "en_US"),
        ("fr", "CA", "fr_CA"),
        ("pt-BR", "PT", "pt_BR"),
        ("es-419", "", "es_419"),
        ("zh", "TW", "zh_Hant_TW"),
        ("xx", "ZZ", "en"),
        ("nah", "MX", "en"),
        ("", "MX", "en"),
        ("../..", "\0", "en"),
    ],
)
def test_a_reader_has_the_nearest_locale(language: str, country: str, expected: str) -> None:
    assert wording.locale_for(language, country) == expected
    assert wording.date_words(date(2027, 3, 16), expected)


@pytest.mark.parametrize(
    ("code", "reader", "expected"),
    [
        ("es", "en", "Spanish"),
        ("es", "es_MX", "español"),
        ("es", "fr", "espagnol"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("es_PE", "en", "Spanish (Peru)"),
        ("zh-Hant-TW", "en", "Traditional Chinese (Taiwan)"),
        ("sr-Latn", "en", "Serbian (Latin)"),
        ("es-419", "en", "Latin American Spanish"),
        ("nah", "en", "Nahuatl"),
        ("qqq", "en", "qqq"),
        ("", "en", ""),
    ],
)
def test_languages_have_names(code: str, reader: str, expected: str) -> None:
    assert wording.language_name(code, reader) == expected


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("ES", "es"),
        (" pt_br ", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("yua", "yua"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("iw", "he"),
        ("in", "id"),
        ("und", ""),
        ("mul", ""),
        ("qqq", ""),
        ("pt-", ""),
        ("Spanish", ""),
        ("", ""),
    ],
)
def test_codes_are_written_as_bcp_47_has_them(code: str, tag: str) -> None:
    assert wording.language_tag(code) == tag


def test_a_script_stays_and_a_region_of_the_language_goes_before_the_country() -> None:
    assert wording.locale_for("zh-Hant", "US").startswith("zh_Hant")
    assert wording.locale_for("zh-Hant", "CN") == "zh_Hant"
    assert wording.locale_for("zh-Hans", "TW").startswith("zh_Hans")
    assert wording.locale_for("zh-Hant", "TW") == "zh_Hant_TW"
    assert wording.locale_for("sr-Latn", "RS") == "sr_Latn_RS"
    assert wording.locale_for("pt-BR", "PT") == "pt_BR"
    assert wording.locale_for("es-419", "MX") == "es_419"


def test_languages_in_use_are_listed_the_most_widespread_first() -> None:
    listed = dict(wording.languages())
    assert listed["es"] == "Spanish"
    assert listed["yua"] == "Yucatec Maya"
    assert listed["pt-BR"] == "Brazilian Portuguese"
    assert not {"und", "root", "pt_BR"} & set(listed)
    names = list(listed.values())
    assert set(names[:3]) == {"English", "French", "Arabic"}
    assert names.index("Spanish") < names.index("Slovenian") < names.index("Yakut")
    unofficial = names[names.index("Afar") :]
    assert [name.casefold() for name in unofficial] == sorted(name.casefold() for name in unofficial)


def test_no_language_is_listed_that_nobody_grows_up_with_or_teaches() -> None:
    names = [name for _, name in wording.languages()]
    assert [name for name in names if name.startswith(("Old ", "Middle ", "Ancient ", "Classical "))] == []
    assert not {"Klingon", "Sumerian", "Gothic", "Volapük"} & set(names)
    assert {"Latin", "Esperanto", "Sanskrit"} <= set(names)  # taught in schools
    assert wording.language_name("grc") == "Ancient Greek"  # one that a card has keeps its name


def test_phrases_are_complete_in_each_language() -> None:
    for words in wording.PHRASES.values():
        assert words.keys() == wording.PHRASES["en"].keys()
    assert wording.phrase("minutes", "es_MX") == "minutos"
    assert wording.phrase("minutes", "de_DE") == "minutes"


# --- differences


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        (-4, -4, "the same time as you"),
        (-4, -5, "one hour behind you"),
        (0, 1, "one hour ahead of you"),
        (-4, -7, "3 hours behind you"),
        (0, 2.5, "2 hours 30 minutes ahead of you"),
        (0, 1.5, "1 hour 30 minutes ahead of you"),
        (0, 5.75, "5 hours 45 minutes ahead of you"),
        (10.5, 11, "30 minutes ahead of you"),
        (14, -12, "26 hours behind you"),
    ],
)
def test_clocks_differ_in_words(here: float, there: float, words: str) -> None:
    assert wording.difference_words(timedelta(hours=here), timedelta(hours=there)) == words


def test_the_clock_has_two_digits_for_each() -> None:
    assert wording.clock(datetime(2027, 3, 16, 9, 5, tzinfo=UTC)) == "09:05"


def test_babel_waits_until_it_is_needed() -> None:
    code = "import sys; import partnerdesk.core.wording; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("fr", "mardi 1er décembre 2026"),
        ("fr_CA", "mardi 1er décembre 2026"),
        ("pt_BR", "terça-feira, 1º de dezembro de 2026"),
        ("pt_PT", "terça-feira, 1 de dezembro de 2026"),
        ("es", "martes, 1 de diciembre de 2026"),
    ],
)
def test_the_first_of_a_month_is_said_as_people_do(locale: str, words: str) -> None:
    assert wording.date_words(date(2026, 12, 1), locale) == words
    assert "11" in wording.date_words(date(2026, 12, 11), locale)


@pytest.mark.parametrize(
    ("typed", "zone", "locale", "said"),
    [
        ("Lisbon", "Europe/Lisbon", "pt_BR", "Lisboa"),
        ("Lisboa", "Europe/Lisbon", "en_US", "Lisbon"),
        ("Mexico City", "America/Mexico_City", "fr", "Mexico"),
        ("Ciudad de México", "America/Mexico_City", "en", "Mexico City"),
        ("New York", "America/New_York", "es_MX", "Nueva York"),
        ("Mérida", "America/Merida", "en", "Mérida"),
        ("Puebla", "America/Mexico_City", "fr", "Puebla"),
        ("Lisboa", "Europe/Lisbon", "sw", "Lisboa"),
        ("Lisbon", "", "pt", "Lisbon"),
        ("", "Europe/Lisbon", "pt", ""),
    ],
)
def test_a_city_is_called_as_its_reader_calls_it_where_that_is_known(
    typed: str, zone: str, locale: str, said: str
) -> None:
    assert wording.city_words(typed, zone, locale) == said
