"""The table of results by kind: what of each real file is in the book after ``partnerdesk import``."""

from pathlib import Path

import pytest

from tests.corpus.results import Result, by_kind, results, table

# Rows with an address and nobody at it; a letter that shows one sender and means another: refused, and why.
JUDGED = {
    "horde-data/getcsv/bug_6370.csv",
    "horde-data/getcsv/bug_6372.csv",
    "roundcube/MessageRendering/email-address-spoofing-attacks.eml",
}


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return results(shared, tmp_path_factory.mktemp("corpus"))


@pytest.mark.slow
def test_every_file_gives_the_people_that_are_in_it(found: list[Result]) -> None:
    rows = by_kind(found)
    print(table(rows))
    assert len(found) >= 640
    assert {each.path for each in found if each.missed} == JUDGED, table(rows)


@pytest.mark.slow
def test_at_least_99_of_100_vcards_are_right(found: list[Result]) -> None:
    cards = [each for each in found if each.kind.startswith("vcard")]
    assert len(cards) >= 180
    assert sum(bool(each.missed) for each in cards) <= len(cards) / 100


@pytest.mark.slow
def test_no_card_is_lost_without_a_word(found: list[Result]) -> None:
    for each in found:
        told = each.told
        came = told["added"] + told["updated"] + told["unchanged"] + told["duplicates"]
        assert came <= told["read"] <= came + len(told["refused"]), each.path
        assert len(each.people) == told["added"], each.path
        assert all(part["where"] and part["why"].endswith((".", "!")) for part in told["refused"]), each.path


@pytest.mark.slow
def test_files_that_hold_no_people_give_none(found: list[Result]) -> None:
    for each in found:
        if each.kind.startswith(("ics", "tz", "csv-not", "vcard-fuzz")):
            assert not each.people, each.path
            assert each.told["refused"], each.path
