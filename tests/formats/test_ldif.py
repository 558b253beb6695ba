"""LDIF: real directories and address books are read, and what is written comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import LONGEST, Card, RefusedPart
from partnerdesk.formats import ldif
from tests.formats.cards import expected, whole


def people(data: bytes | str) -> list[Card]:
    found = ldif.read(data.encode() if isinstance(data, str) else data)
    return [each for each in found if isinstance(each, Card)]


def refused(data: str) -> list[tuple[str, str]]:
    return [(each.where, each.why) for each in ldif.read(data.encode()) if isinstance(each, RefusedPart)]


def test_real_files_give_the_people_that_are_in_them(shared: Path) -> None:
    files = list(expected(shared, "ldif"))
    assert len(files) >= 16
    for path, _, count, name, mail, phone in files:
        found = people((shared / "corpora" / path).read_bytes())
        first = found[0] if found else Card()
        got = (len(found), first.name, *(each[0][0] if each else "" for each in (first.emails, first.phones)))
        assert got == (count, name, mail, phone), path


def test_other_names_of_a_person_stand_in_the_notes() -> None:
    (card,) = people("dn: x\nobjectclass: person\ncn: Barbara Jensen\ncn: Babs Jensen\nsn: Jensen\n")
    assert (card.name, card.notes) == ("Barbara Jensen", "Also: Babs Jensen")


def test_values_are_folded_and_in_base64_and_options_do_not_hide_them() -> None:
    (card,) = people(
        "version: 1\n# a comment\n  that goes on\n"
        "dn: cn=x\nobjectclass: inetOrgPerson\ncn;lang-es:: TWFyw61hIE7DusOxZXo=\nsn: N\n"
        "mail: maria@nor\n mal.example.org\nmobile: +52 222 555 0100\no: Escuela Normal\nl: Puebla\nco: MX\n"
        "userPassword: secret\njpegPhoto:: /9j/4AAQ\nxhobby: choir\n"
    )
    assert card.name == "María Núñez"
    assert card.emails == (("maria@normal.example.org", ""),)
    assert card.phones == (("+52 222 555 0100", "mobile"),)
    assert (card.organisation, card.city, card.country) == ("Escuela Normal", "Puebla", "MX")
    assert card.unread == ("line 15: jpegphoto was left out", "line 16: xhobby: choir")
    assert "secret" not in repr(card)


def test_what_is_no_person_is_told_with_its_place() -> None:
    person = "dn: cn=x\nobjectclass: person\ncn: Ana\n\n"
    group = "dn: cn=y\nobjectclass: groupOfNames\ncn: All\nmember: cn=x\n\n"
    assert [each.name for each in people(person + group + person)] == ["Ana", "Ana"]
    assert refused(person + group + person) == [("entry 2, line 5", "It is no person (groupOfNames).")]


def test_a_file_of_changes_is_no_list_of_people() -> None:
    text = "dn: cn=x\nchangetype: modify\nreplace: mail\nmail: a@b.example\n-\n"
    assert refused(text) == [
        ("entry 1, line 1", "The file tells a directory what to change; it is no list of people.")
    ]


def test_entries_that_a_directory_is_to_add_are_people() -> None:
    added = (
        "dn: cn=a\nchangetype: add\nobjectclass: inetOrgPerson\ncn: Ana Lee\nsn: Lee\nmail: a@x.example\n\n"
    )
    text = f"version: 1\n{added}dn: cn=y\nchangetype: Delete\n"
    (card,) = people(text)
    assert (card.name, card.emails, card.unread) == ("Ana Lee", (("a@x.example", ""),), ())
    assert refused(text) == [
        ("entry 2, line 9", "It tells a directory to take the entry away; it is no person.")
    ]


def test_a_link_to_a_file_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("in the file")
    (card,) = people(f"dn: cn=x\nobjectclass: person\ncn: Ana\ndescription:< {secret.as_uri()}\n")
    assert card.notes == ""
    assert card.unread == ("line 4: description was left out",)


def test_a_value_beyond_all_measure_is_cut_and_said() -> None:
    text = "dn: cn=x\nobjectclass: person\ncn: Ana\ndescription: " + "x" * (LONGEST + 1) + "\n"
    (card,) = people(text)
    assert (card.name, len(card.notes)) == ("Ana", LONGEST)
    ((where, why),) = refused(text)
    assert (where, why[:33]) == ("line 4", "description is 100,001 letters lo")


@pytest.mark.parametrize(
    ("value", "web", "notes"),
    [
        ("www.a.example", "www.a.example", ""),
        ("www.a.example My own page", "www.a.example", "Web: My own page"),
        ("www.a.example und www.b.example", "www.a.example", "Web: und www.b.example"),
    ],
)
def test_what_follows_a_website_is_kept(value: str, web: str, notes: str) -> None:
    (card,) = people(f"dn: cn=x\nobjectclass: person\ncn: Ana\nlabeledURI: {value}\n")
    assert (card.web, card.notes) == (web, notes)


def test_an_entry_beyond_all_measure_is_refused_alone() -> None:
    lines = ["mail: a@b.example"] * ldif.MOST_LINES
    small = "dn: cn=x\nobjectclass: person\ncn: Ana\n\n"
    large = "\n".join(["dn: cn=y", "objectclass: person", "cn: Huge", *lines, "", ""])
    assert [each.name for each in people(small + large + small)] == ["Ana", "Ana"]
    assert [where for where, _ in refused(small + large + small)] == ["entry 2, line 5"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(whole, max_size=3))
def test_what_is_written_comes_back_the_same(written: list[Card]) -> None:
    data = b"".join(ldif.write(written))
    assert data.isascii()
    assert all(len(line) <= 76 for line in data.split(b"\n"))
    assert [each.but({"where": ""}) for each in people(data)] == written


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from(
                [b"dn: x", b"objectclass: person", b"", b" fold", b"mail:: AAA", b"cn:: /////w==", b"#", b":",
                 b"partnerdeskentry: [", b"partnerdeskweek: {}", b"partnerdeskmail: 1", b"labeleduri:  x"]
            ),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_bytes_are_too_strange(parts: list[bytes]) -> None:
    for each in ldif.read(b"\n".join(parts)):
        assert "\0" not in f"{each}"
