"""Postal addresses in the order of their country."""

from dataclasses import replace

import pytest

from partnerdesk.core.postal import PostalAddress, postal_lines

ELENA = PostalAddress(
    "Elena Ruiz", "Escuela Normal", "Calle 61 núm. 442", "97000", "Mérida", "MX-YUC", "Yucatán", "MX"
)


def of(street: str, postcode: str, city: str, region: str, name: str, country: str) -> PostalAddress:
    return PostalAddress("N", "", street, postcode, city, region, name, country)


@pytest.mark.parametrize(
    ("address", "below"),
    [
        (of("1 Main St", "48201", "Detroit", "US-MI", "Michigan", "US"), ("1 Main St", "Detroit MI 48201")),
        (of("Hauptstr. 2", "10115", "Berlin", "DE-BE", "Berlin", "DE"), ("Hauptstr. 2", "10115 Berlin")),
        (of("3 High St", "EH1 1AA", "Edinburgh", "", "", "GB"), ("3 High St", "Edinburgh", "EH1 1AA")),
        (of("Rua A, 4", "50000-000", "Recife", "BR-PE", "Pernambuco", "BR"),
         ("Rua A, 4", "Recife-PE", "50000-000")),
        (of("Ferry Rd", "682001", "Kochi", "IN-KL", "Kerala", "IN"), ("Ferry Rd", "Kochi 682001", "Kerala")),
        (of("12-3 Senbashi", "600-0000", "Kyoto", "JP-26", "Kyōto", "JP"),
         ("12-3 Senbashi", "Kyoto, 600-0000")),
        (of("Fő utca 5", "1011", "Budapest", "", "", "HU"), ("Budapest", "Fő utca 5", "1011")),
        (of("Sokak 6", "35220", "İzmir", "TR-35", "İzmir", "TR"), ("Sokak 6", "35220 İzmir")),
        (of("a\n b \n\nc", "1", "X", "", "", "ZZ"), ("a", "b", "c", "1 X")),
    ],
)  # fmt: skip
def test_the_order_is_the_countrys(address: PostalAddress, below: tuple[str, ...]) -> None:
    assert postal_lines(address) == ("N", *below)


def test_the_country_is_the_last_line_in_capitals_for_post_from_abroad() -> None:
    assert postal_lines(ELENA, "Mexico") == (
        "Elena Ruiz", "Escuela Normal", "Calle 61 núm. 442", "97000 Mérida, Yucatán", "MEXICO"
    )  # fmt: skip


def test_in_their_own_script_the_name_is_last() -> None:
    kyoto = PostalAddress(
        "山田花子", "千の橋小学校", "千橋町12", "600-0000", "京都市", "JP-26", "京都府", "JP"
    )
    assert postal_lines(kyoto) == ("〒600-0000", "京都府京都市", "千橋町12", "千の橋小学校", "山田花子")


@pytest.mark.parametrize("missing", ["organisation", "street", "postcode", "region_name", "city"])
def test_what_is_missing_leaves_no_sign_behind(missing: str) -> None:
    for country in ("MX", "US", "BR", "TR", "CO", "BB", "SV", "JP", "VE"):
        for line in postal_lines(replace(ELENA, country=country, region="", **{missing: ""})):
            assert line == line.strip(" ,-/")
            assert ", ," not in line


def test_deliverable_needs_a_town_and_more() -> None:
    assert ELENA.deliverable
    assert replace(ELENA, street="").deliverable
    assert not replace(ELENA, street="", postcode="").deliverable
    assert not replace(ELENA, city="").deliverable
