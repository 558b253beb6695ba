"""vCards: every real file is read as it was meant, and what is written comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import LONGEST, Card, RefusedPart
from partnerdesk.formats import vcard, vcardwrite, vwhole
from tests.formats.cards import expected, whole


def cards(data: bytes | str, charset: str = "") -> list[Card]:
    found = list(vcard.read(data.encode() if isinstance(data, str) else data, charset))
    refused = [each for each in found if isinstance(each, RefusedPart)]
    assert all(each.where.startswith(("end of card ", "line")) for each in refused)
    return [each for each in found if isinstance(each, Card)]


def one(*lines: str, version: str = "3.0") -> Card:
    (card,) = cards("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]))
    return card


def test_real_files_give_the_people_that_are_in_them(shared: Path) -> None:
    wrong, seen = [], 0
    for path, _, count, name, mail, phone in expected(shared, "vcard"):
        seen += 1
        found = cards((shared / "corpora" / path).read_bytes())
        first = found[0] if found else Card()
        number = phone.removeprefix("tel:").replace(";ext=", " ext. ")
        got = (len(found), first.name, *(each[0][0] if each else "" for each in (first.emails, first.phones)))
        if got != (count, name, mail, number):
            wrong.append((path, got))
    assert seen >= 180
    assert len(wrong) <= seen / 100, wrong


def test_a_name_is_put_together_where_only_its_parts_are_given() -> None:
    assert one("N:Ruiz;Elena;María;Dra.;").name == "Dra. Elena María Ruiz"
    assert one("N:安藤;ロイド;;;").name == "安藤ロイド"


def test_what_the_parts_of_a_name_say_besides_stands_in_the_notes() -> None:
    assert one("FN:Ana Lima", "N:Lima;Ana;;;").notes == ""
    assert one("FN:Joe Due", "N:Gump;Forrest;Hoge;;").notes == "Also: Forrest Hoge Gump"
    assert one("FN:Ana Lima", "N:Lima;Ana;;Dra.;").notes == "Title: Dra."
    assert one("FN:Ana", "N:Ana;;;;", "N;ALTID=1:Lima;Ana;;;").notes == "Also: Ana Lima"
    assert one("FN:Jo", "X-PHONETIC-FIRST-NAME:Djo").notes == "Pronounced: Djo"


def test_a_printed_address_that_says_more_is_kept() -> None:
    street = "ADR:;;Rua 1;Porto;;4000;Portugal"
    assert one("FN:Ana", street, "LABEL:Rua 1\\n4000 Porto").notes == ""
    assert one("FN:Ana", street, "LABEL:Rua 1\\nEdifício 5").notes == "Address as printed: Rua 1, Edifício 5"


def test_a_semicolon_that_parts_nothing_is_written_plain_in_4_0_and_marked_in_3_0() -> None:
    card = Card(name="O’Neil; Sean", organisation="A; B", web="https://a.example/?b=1,2;3")
    for version, name in (("4.0", b"FN:O\xe2\x80\x99Neil; Sean"), ("3.0", b"FN:O\xe2\x80\x99Neil\\; Sean")):
        data = b"".join(vcardwrite.write([card], version))
        assert name in data
        assert b"ORG:A\\; B" in data
        assert b"URL:https://a.example/?b=1,2;3" in data
        assert cards(data)[0].name == card.name


def test_what_a_contact_has_a_field_for_goes_there() -> None:
    card = one(
        "FN:Elena Ruiz",
        "ORG:Escuela Normal;Departamento de inglés",
        "TITLE:maestra",
        "item1.EMAIL;type=INTERNET:elena@normal.example.org",
        "item1.X-ABLabel:_$!<Work>!$_",
        "EMAIL;TYPE=HOME,pref:e@example.org",
        "TEL;TYPE=WORK,FAX:+52 222 555 0100",
        "TEL;TYPE=HOME,CELL:+52 222 555 0101",
        "TEL;TYPE=HOME;TYPE=FAX:+52 222 555 0102",
        "ADR;TYPE=WORK:;;Calle 5 Sur 302;Puebla;PUE;72000;México",
        "CATEGORIES:choir,science\\, fair",
        "URL:https://normal.example.org",
        "TZ:America/Mexico_City",
        "NOTE:Met in 2019\\nat the conference\\; writes often",
        "BDAY:1980-03-01",
    )
    assert card.organisation == "Escuela Normal"
    assert card.role == "maestra"
    assert card.emails == (("e@example.org", "home"), ("elena@normal.example.org", "work"))
    assert card.phones == (
        ("+52 222 555 0100", "work fax"),
        ("+52 222 555 0101", "home mobile"),
        ("+52 222 555 0102", "home fax"),
    )
    assert (card.street, card.city, card.region) == ("Calle 5 Sur 302", "Puebla", "PUE")
    assert (card.postcode, card.country, card.zone) == ("72000", "México", "America/Mexico_City")
    assert card.tags == ("choir", "science, fair")
    assert card.web == "https://normal.example.org"
    assert card.notes == (
        "Met in 2019\nat the conference; writes often\nDepartment: Departamento de inglés\n"
        "Birthday: 1980-03-01"
    )
    assert card.unread == ()


def test_what_was_not_understood_is_kept_with_its_line() -> None:
    card = one("FN:Ana", "X-PET:a dog", "this is no property", "PHOTO;ENCODING=b:AAAA", " BBBB", "EMAIL:none")
    assert card.unread == (
        "line 4: X-PET: a dog",
        "line 6: PHOTO was left out",
        "line 8: EMAIL: none",
        "line 5: this is no property",
    )


def test_one_bad_card_does_not_cost_its_neighbours() -> None:
    good = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"
    never_closed = "BEGIN:VCARD\nVERSION:3.0\nFN:Lost\n"
    data = good.format("Ana") + never_closed + good.format("Bea") + good.format("Cid")
    found = cards(data)
    assert [each.name for each in found] == ["Ana", "Lost", "Bea", "Cid"]
    assert [len(each.unread) for each in found] == [0, 1, 0, 0]
    refused = [each.where for each in vcard.read(data.encode()) if isinstance(each, RefusedPart)]
    assert refused == ["end of card 2"]


def test_a_value_beyond_all_measure_is_cut_and_said() -> None:
    lines = ["BEGIN:VCARD", "VERSION:3.0", "FN:Ana", "NOTE:" + "x" * (LONGEST + 1), "END:VCARD"]
    card, said = vcard.read("\n".join(lines).encode())
    assert isinstance(card, Card)
    assert isinstance(said, RefusedPart)
    assert (card.name, len(card.notes), said.where) == ("Ana", LONGEST, "line 4")
    assert said.why.startswith("NOTE is 100,001 letters long")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            ["X-A:b"] * (vwhole.MOST_PROPERTIES + 1),
            "It has 2,003 properties; 2,000 are the most that are read.",
        ),
    ],
)
def test_a_card_beyond_all_measure_is_refused_alone(lines: list[str], why: str) -> None:
    small = ["BEGIN:VCARD", "VERSION:3.0", "FN:Ana", "END:VCARD"]
    large = ["BEGIN:VCARD", "VERSION:3.0", *lines, "FN:Huge", "END:VCARD"]
    found = list(vcard.read("\n".join([*small, *large, *small]).encode()))
    assert [each.name for each in found if isinstance(each, Card)] == ["Ana", "Ana"]
    assert [(each.where, each.why) for each in found if isinstance(each, RefusedPart)] == [
        ("card 2, line 5", why)
    ]


def test_a_picture_of_ten_megabytes_costs_nothing() -> None:
    photo = "PHOTO;ENCODING=BASE64;TYPE=JPEG:\n " + "\n ".join(["A" * 74] * 140_000)
    (card,) = cards(f"BEGIN:VCARD\nVERSION:2.1\nFN:Ana\n{photo}\n\nTEL:1\nEND:VCARD\n")
    assert (card.name, card.phones) == ("Ana", (("1", ""),))


def test_text_that_is_no_utf8_is_read_in_the_charset_that_the_user_chose() -> None:
    data = "BEGIN:VCARD\nVERSION:3.0\nFN:Iksiński\nEND:VCARD\n".encode("iso-8859-2")
    assert cards(data)[0].name == "Iksiñski"
    assert cards(data, "iso-8859-2")[0].name == "Iksiński"


def test_line_numbers_are_those_of_the_file_beyond_the_first_block() -> None:
    text = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:N {number}\nEND:VCARD\n" for number in range(20_000))
    found = cards(text)
    assert len(found) == 20_000
    assert found[-1].where == f"card 20000, line {4 * 19_999 + 1}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(whole, max_size=3), st.sampled_from(["4.0", "3.0"]))
def test_what_is_written_comes_back_the_same(written: list[Card], version: vcardwrite.Version) -> None:
    data = b"".join(vcardwrite.write(written, version))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = cards(data)
    assert [each.but({"where": ""}) for each in found] == written


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                [b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"AGENT:BEGIN:VCARD", b"FN:A=", b" x", b"\\",
                 b"N;ENCODING=QUOTED-PRINTABLE:=C3=", b'TEL;TYPE="a:b:1', b"PHOTO;BASE64:AA", b"EMAIL:@@",
                 b"NOTE;CHARSET=hex:\xff", b"ADR:;;\\;\\\\;;", b"a.b.c:d", b"\xff\xfe", b"TZ:a/b"]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from([b"\n", b"\r\n", b"\r", b"\r\r\n"]),
)  # fmt: skip
def test_no_bytes_are_too_strange(parts: list[bytes], end: bytes) -> None:
    for each in vcard.read(b"BEGIN:VCARD" + end + end.join(parts)):
        if isinstance(each, Card):
            assert "\0" not in f"{each}"


def test_a_file_that_was_cut_off_says_of_which_card_the_end_is_missing() -> None:
    whole, cut = cards("BEGIN:VCARD\nFN:Ok One\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut Of")
    assert (whole.name, whole.unread) == ("Ok One", ())
    assert (cut.name, cut.unread) == (
        "Cut Of",
        ("line 6: The card's end is missing after this line; more may be lost.",),
    )
    *_, told = vcard.read(b"BEGIN:VCARD\nFN:Ok One\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut Of")
    assert isinstance(told, RefusedPart)
    assert (told.where, "cut off" in told.why) == ("end of card 2", True)
    _, refused = vcard.read(b"BEGIN:VCARD\nFN:Ok One\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\n")
    assert refused == RefusedPart(
        "card 2, line 4", "Its end is missing after line 5, and there is nobody in it."
    )


@pytest.mark.parametrize("kind", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
def test_a_list_of_people_is_no_person(kind: str) -> None:
    data = f"BEGIN:VCARD\n{kind}\nFN:My group\nMEMBER:urn:uuid:1\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\n"
    refused, ana = vcard.read(data.encode())
    assert isinstance(refused, RefusedPart)
    assert (refused.where, "list of people" in refused.why) == ("card 1, line 1", True)
    assert isinstance(ana, Card)


def test_what_stands_outside_of_cards_is_told_by_its_lines() -> None:
    good = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana {}\nEND:VCARD\n"
    lost = "FN:No Begin\nEMAIL:no@x.example\nEND:VCARD\n"
    text = f"Dear all,\n\n{good.format(1)}{lost}{good.format(2)}EMAIL:at@end.example\n"
    found = [*vcard.read(text.encode())]
    assert [each.name for each in found if isinstance(each, Card)] == ["Ana 1", "Ana 2"]
    refused = [each for each in found if isinstance(each, RefusedPart)]
    assert [each.where for each in refused] == ["line 1", "lines 7 to 9", "line 14"]
    assert "without its BEGIN:VCARD" in refused[1].why
    assert "FN:No Begin" in refused[1].why


def test_what_stands_between_plain_cards_is_told_in_a_block_of_many() -> None:
    good = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lee\nEND:VCARD\n" * 50
    found = vcard.read(f"{good}\ngarbage\n{good}".encode())
    (stray,) = [each for each in found if isinstance(each, RefusedPart)]
    assert stray.where == "line 202"
