"""Tables: real exports and hand-made lists are read as they were meant; what is written comes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.formats import charsets, table, tablewrite
from partnerdesk.formats.columns import Column, meanings
from tests.formats.cards import address, expected, number, whole


def read(data: bytes | str) -> list[Card | RefusedPart]:
    data = data.encode() if isinstance(data, str) else data
    return list(table.read(data, table.look(data)))


def people(data: bytes | str) -> list[Card]:
    return [each for each in read(data) if isinstance(each, Card)]


def test_real_files_give_the_people_that_are_in_them(shared: Path) -> None:
    files = list(expected(shared, "csv"))
    assert len(files) >= 30
    for path, kind, count, name, mail, phone in files:
        data = (shared / "corpora" / path).read_bytes()
        rows = read(data)
        first = next((each for each in rows if isinstance(each, Card)), Card())
        got = (len(rows), first.name, *(each[0][0] if each else "" for each in (first.emails, first.phones)))
        assert got == (count, name, mail, phone), path
        assert table.look(data).of_people == (
            kind not in {"csv-dialect", "csv-not-contacts"} or bool(name)
        ), path


@pytest.mark.parametrize(
    "text",
    [
        "Nombre,Apellidos,Correo electrónico,Teléfono,Ciudad,País,Escuela\n"
        "María,Núñez,m@normal.example.org,222 555 0100,Puebla,México,Escuela Normal\n",
        "Nom;Prénom;Adresse e-mail;Téléphone;Ville;Pays;École\n"
        "Núñez;María;m@normal.example.org;222 555 0100;Puebla;México;Escuela Normal\n",
        "Nome\tSobrenome\tE-mail\tTelefone\tCidade\tPaís\tEscola\n"
        "María\tNúñez\tm@normal.example.org\t222 555 0100\tPuebla\tMéxico\tEscuela Normal\n",
        "Name|School|City|Country|E-mail|Phone\n"
        "María Núñez|Escuela Normal|Puebla|México|m@normal.example.org|222 555 0100\n",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_headers_are_understood_in_several_languages_and_charsets(text: str, charset: str) -> None:
    (card,) = people(text.encode(charset))
    assert card.name == "María Núñez"
    assert card.emails == (("m@normal.example.org", ""),)
    assert card.phones == (("222 555 0100", ""),)
    assert (card.city, card.country, card.organisation) == ("Puebla", "México", "Escuela Normal")


def test_columns_without_a_header_are_understood_by_what_is_in_them() -> None:
    (ana, bea) = people("Ana Lee,ana@a.example,+1 313 555 0100\nBea Kim,bea@b.example,+82 2 555 0100\n")
    assert (ana.name, ana.emails, ana.phones) == (
        "Ana Lee",
        (("ana@a.example", ""),),
        (("+1 313 555 0100", ""),),
    )
    assert bea.name == "Bea Kim"


def test_several_addresses_and_labels_of_a_google_export() -> None:
    assert meanings(["E-mail 2 - Label", "Address 2 - City", "Home Street 2", "Mobile Phone", "Title"]) == (
        Column("email", "", 2, is_label=True),
        Column("city", "", 2),
        Column("street", "home"),
        Column("phone", "mobile"),
        Column("role"),
    )
    (card,) = people(
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
        "Ana,Lee,* myContacts ::: Choir,* Work,a@a.example ::: b@b.example,Mobile,"
        "313 555 0100 ::: 313 555 0101\n"
    )
    assert card.tags == ("myContacts", "Choir")
    assert card.emails == (("a@a.example", "work"), ("b@b.example", "work"))
    assert card.phones == (("313 555 0100", "mobile"), ("313 555 0101", "mobile"))


def test_what_has_no_field_is_kept_in_the_notes_and_what_has_no_column_with_its_place() -> None:
    (card,) = people("Name,Email,Shoe size,Notes\nAna,a@a.example,38,Met in 2019,extra\n")
    assert card.notes == "Met in 2019\nShoe size: 38"
    assert card.unread == ("row 2, column 5: extra",)


def test_a_row_without_anybody_is_refused_and_its_neighbours_are_not() -> None:
    rows = read("Name,Email,City\nAna,a@a.example,Puebla\n,,Detroit\nBea,b@b.example,Lima\n")
    assert [type(each) for each in rows] == [Card, RefusedPart, Card]
    assert rows[1] == RefusedPart("row 3", "It has no name, organisation, e-mail address or phone number.")


@pytest.mark.parametrize("bad", ['"never closed,b@b.example', "x" * 1_200_000 + ",b@b.example"])
def test_a_row_that_cannot_be_read_is_refused_alone(bad: str) -> None:
    more = "".join(f"P{number},p{number}@p.example\n" for number in range(700))
    rows = read(f"Name,Email\nAna,a@a.example\n{bad}\n{more}")
    refused = [each for each in rows if isinstance(each, RefusedPart)]
    assert [each.where for each in refused] == ["row 3"]
    assert len(rows) == 702


def test_a_quotation_mark_that_is_never_closed_at_the_end_is_told_too() -> None:
    rows = read('Name,Email\nAna,a@a.example\n"Bea,b@b.example\nCid,c@c.example\n')
    assert rows[1] == RefusedPart("row 3", "A quotation mark is never closed.")
    assert [each.name for each in rows if isinstance(each, Card)] == ["Ana", "Cid"]


def test_the_table_for_spreadsheets_holds_no_formula() -> None:
    cards = [Card(name="=1+1", notes="@x\n-y", phones=(("+52 222", "work"),), tags=("-t",))]
    data = b"".join(tablewrite.write(cards, "spreadsheet"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert "'=1+1" in rows[1]
    assert b"+52 222,work" in b"".join(tablewrite.write(cards, "data"))


LABELS = ("", "work", "home", "mobile", "work fax", "home mobile", "home fax", "Escuela, la nueva")
OTHERS = ("name", "organisation", "role", "street", "postcode", "city", "region", "country", "web", "notes")


def facts_of(card: Card, fields: Iterable[str]) -> dict[str, object]:
    return {field: getattr(card, field) for field in fields}


for_others = st.builds(
    lambda card, emails, phones, tags: card.but(
        {
            "emails": tuple(emails),
            "phones": tuple(phones),
            "tags": tuple(tags),
            "name": " ".join(card.name.replace("@", " ").split()) or "Ana",
        }
    ),
    whole,
    *(
        st.lists(st.tuples(values, st.sampled_from(LABELS)), max_size=3, unique_by=lambda each: each[0])
        for values in (address, number)
    ),
    st.lists(st.sampled_from(["choir", "science fair", "5-A"]), max_size=2, unique=True),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(for_others)
def test_what_google_has_columns_for_comes_back(card: Card) -> None:
    (back,) = people(b"".join(tablewrite.write([card], "google")))
    assert {field: getattr(back, field) for field in OTHERS} == {
        field: getattr(card, field) for field in OTHERS
    }
    assert (back.emails, back.phones, back.tags) == (card.emails, card.phones, card.tags)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(for_others)
def test_what_outlook_has_columns_for_comes_back_and_the_rest_is_in_the_notes(card: Card) -> None:
    (back,) = people(b"".join(tablewrite.write([card], "outlook")))
    facts = set(OTHERS) - {"notes"}
    assert {field: getattr(back, field) for field in facts} == {
        field: getattr(card, field) for field in facts
    }
    assert [value for value, _ in back.emails] == [value for value, _ in card.emails]
    assert back.tags == card.tags
    assert back.notes.startswith(card.notes)
    for value, _ in card.phones:
        assert value in [each for each, _ in back.phones] or value in back.notes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(whole, max_size=3))
@example([Card(name="0; 0", emails=(("a@a.example", ""), ("h@w.example", "")))])
def test_what_is_written_comes_back_the_same(written: list[Card]) -> None:
    found = people(b"".join(tablewrite.write(written)))
    assert [each.but({"where": ""}) for each in found] == written


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(alphabet='ab@,;"\n\r\t=\\\0é', max_size=120).map(str.encode))
)
def test_no_bytes_are_too_strange(data: bytes) -> None:
    for each in read(data):
        assert "\0" not in f"{each}"


def test_a_second_value_of_a_fact_stands_in_the_notes() -> None:
    (card,) = people(
        "Name,First Name,Last Name,Company,School,Job Title,Position,Tags,Groups,Email\n"
        "Ana Lima,Ana,Lima,Nova,Escola,Head,Teacher,a;b,c,ana@escola.example\n"
    )
    assert (card.organisation, card.role, card.tags) == ("Nova", "Head", ("a", "b", "c"))
    assert card.notes.split("\n") == ["Organisation: Escola", "Role: Teacher"]
    (card,) = people("Name,Given Name,Family Name,E-mail\nFirman,Firman,Wandayandi,f@escola.example\n")
    assert (card.name, card.notes) == ("Firman", "Also: Firman Wandayandi")


def test_a_history_that_is_none_of_ours_stands_in_the_notes() -> None:
    (card,) = people("Name,E-mail,History\nAna,ana@escola.example,Met in 2019\n")
    assert (card.entries, card.notes) == ((), "History: Met in 2019")


@pytest.mark.parametrize(
    "header",
    [
        "Name 1,Email 1,Name 2,Email 2,School,Subject 2",
        "Teacher,Email,Teacher,Email,School,Subject 2",
        "Teacher 1 Name,Email 1,Teacher 2 Name,Email 2,School,Subject 2",
        "First name 1,Email 1,First name 2,Email 2,School,Subject 2",
    ],
)
def test_two_people_in_a_row_are_two_contacts(header: str) -> None:
    ana, bob, cy = people(
        f"{header}\nAna Lee,ana@x.example,Bob Ray,bob@x.example,Lincoln,Art\nCy Dow,cy@x.example,,,Grant,\n"
    )
    assert (ana.where, ana.name, ana.emails) == ("row 2", "Ana Lee", (("ana@x.example", ""),))
    assert (bob.where, bob.name, bob.emails) == ("row 2, person 2", "Bob Ray", (("bob@x.example", ""),))
    assert ana.organisation == bob.organisation == "Lincoln"
    assert "Art" in bob.notes
    assert (cy.name, cy.organisation) == ("Cy Dow", "Grant")


@pytest.mark.parametrize(
    "header",
    [
        "Name,Email 1,Email 2,School",
        "First name 1,First name 2,Email,School",
        "Name,Display name,Email,School",
    ],
)
def test_columns_of_one_person_stay_together(header: str) -> None:
    assert len(people(f"{header}\nAna,ana@x.example,ana@y.example,Lincoln\n")) == 1


def test_several_names_and_as_many_addresses_in_one_cell_are_several_contacts() -> None:
    ana, luis, both = people(
        "School;Contact persons;Mails;Phones\n"
        "IES Goya;Ana Pérez / Luis Gil;ana@goya.example, luis@goya.example;976 11 22 33 / 976 11 22 34\n"
        "Liceo Uno;Marta / Tina Díaz;marta@uno.example;\n"
    )
    assert (ana.name, ana.emails, ana.phones) == (
        "Ana Pérez",
        (("ana@goya.example", ""),),
        (("976 11 22 33", ""),),
    )
    assert (luis.name, luis.emails, luis.phones) == (
        "Luis Gil",
        (("luis@goya.example", ""),),
        (("976 11 22 34", ""),),
    )
    assert luis.organisation == "IES Goya"
    assert both.name == "Marta / Tina Díaz"


@pytest.mark.parametrize(
    ("name", "mails"),
    [
        ("Yamada Taro / 山田太郎", "taro@school.example, taro@home.example"),
        ("Yamada Taro / 山田 太郎", "taro@school.example, taro@home.example"),
        ("Ruiz; Elena", "elena@x.example, e@y.example"),
    ],
)
def test_one_person_with_two_addresses_is_not_cut_in_two(name: str, mails: str) -> None:
    (one,) = people(f'Name,Email\n{name},"{mails}"\n')
    assert (one.name, [each[0] for each in one.emails]) == (name, mails.split(", "))


def test_phones_of_several_people_in_a_cell_are_parted_by_column_or_said_of_both() -> None:
    ana, bob = people(
        "Name,Email,Phone,Mobile\n"
        'Ana / Bob,"ana@x.example, bob@x.example",+52 222 111 1111 / +52 222 111 2222,+52 222 333 3333\n'
    )
    assert [[number for number, _ in each.phones] for each in (ana, bob)] == [
        ["+52 222 111 1111"],
        ["+52 222 111 2222"],
    ]
    assert ana.notes == bob.notes == "Phone of Ana or Bob: +52 222 333 3333"


def test_what_google_files_a_person_under_never_takes_the_place_of_their_name() -> None:
    (anna,) = people(
        "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,File As,E-mail 1 - Label,E-mail 1 - Value\n"
        "Anna,Maria,Kowalska,Dr.,PhD,Kowalska Anna,Home ::: Other,a@home.example ::: b@other.example\n"
    )
    assert anna.name == "Dr. Anna Maria Kowalska PhD"
    assert anna.notes == "File As: Kowalska Anna"
    assert anna.emails == (("a@home.example", "home"), ("b@other.example", "other"))
    (alone,) = people("File As,E-mail 1 - Value\nKowalska Anna,a@home.example\n")
    assert alone.name == "Kowalska Anna"


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Private Mobile", "home mobile"),
        ("Mobile Phone (home)", "home mobile"),
        ("Celular particular", "home mobile"),
        ("Home Fax", "home fax"),
        ("Fax privat", "home fax"),
        ("Mobile Phone", "mobile"),
        ("Business Fax", "work fax"),
    ],
)
def test_a_number_at_home_stays_one(header: str, label: str) -> None:
    assert meanings([header]) == (Column("phone", label),)


def test_the_headers_of_german_outlook_are_understood() -> None:
    (sabine,) = people(
        "Vorname,Weitere Vornamen,Nachname,Ort geschäftlich,Land/Region geschäftlich,Fax geschäftlich,"
        "Telefon geschäftlich,Telefon privat,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,Geburtstag,"
        "Webseite\n"
        "Sabine,Eva,Köhler,Wien,Österreich,+43 1 999,+43 1 234 567-89,0316/555,s@goethe.example,SMTP,"
        "Sabine Köhler (s@goethe.example),0.0.00,http://goethe.example\n"
    )
    assert (sabine.name, sabine.country, sabine.web) == (
        "Sabine Eva Köhler",
        "Österreich",
        "http://goethe.example",
    )
    assert sabine.phones == (("+43 1 999", "work fax"), ("+43 1 234 567-89", "work"), ("0316/555", "home"))
    assert (sabine.emails, sabine.notes) == ((("s@goethe.example", ""),), "")


def test_a_row_that_is_parted_by_another_mark_is_read_like_its_neighbours() -> None:
    cy, ruiz = people("Name,Mail,Ort\nCy;cy@r.example;Wien\nRuiz; Elena\n")
    assert (cy.name, cy.emails, cy.city) == ("Cy", (("cy@r.example", ""),), "Wien")
    assert ruiz.name == "Ruiz; Elena"


def test_a_first_row_of_words_above_addresses_is_the_heading() -> None:
    cards = people("Wo erreichbar,Wer ist es\na@x.example,Ana Lee\n,Bob Ray\n")
    assert [(each.name, each.emails) for each in cards] == [
        ("Ana Lee", (("a@x.example", ""),)),
        ("Bob Ray", ()),
    ]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ruiz, Elena", "Elena Ruiz"),
        ("Müller-Lüdenscheidt, Anna Maria", "Anna Maria Müller-Lüdenscheidt"),
        ("García López, J.", "J. García López"),
        ("Ruiz , Elena", "Elena Ruiz"),
        ("John O'Neil, Jr.", "John O'Neil, Jr."),
        ("Anna Weber, PhD", "Anna Weber, PhD"),
        ("Room 5, Elena", "Room 5, Elena"),
        ("Lee, Ana, Dr.", "Lee, Ana, Dr."),
    ],
)
def test_a_name_as_directories_have_it_is_turned_round(cell: str, name: str) -> None:
    (card,) = people(f'Name,E-mail\n"{cell}",a@escola.example\n')
    assert card.name == name
    ours = b"".join(tablewrite.write([Card(name=cell)]))
    assert people(ours)[0].name == cell


@pytest.mark.parametrize(
    "name",
    ["Lincoln High School, Boston", "Ana Lee, Bob Ray", "Ana López, Directora", "Maria Silva, M.Ed."],
)
def test_a_comma_in_one_name_of_many_turns_nothing_round(name: str) -> None:
    cards = people(
        f'Name,E-mail\nTom Fox,t@escola.example\nCy Poe,c@escola.example\n"{name}",a@escola.example\n'
    )
    assert "Boston Lincoln" not in cards[-1].name
    assert not cards[-1].name.startswith(("Bob Ray Ana", "Directora", "M.Ed."))


@pytest.mark.parametrize("header", ["Name", "Anrede,Nachname"])
def test_two_of_one_family_stay_two(header: str) -> None:
    between = " " if header == "Name" else ","
    rows = f"Herr{between}Müller,h@x.example\nFrau{between}Müller,f@x.example\n"
    assert [each.name for each in people(f"{header},E-mail\n{rows}")] == ["Herr Müller", "Frau Müller"]


def test_who_added_the_rows_is_not_their_address() -> None:
    cards = people(
        "Name,Added by,School\n" + "".join(f"P{n} X,k{n % 2}@escola.example,S\n" for n in range(8))
    )
    assert not any(each.emails for each in cards)


def test_a_short_form_of_a_name_keeps_its_address() -> None:
    (card,) = people('Name,E-mail\nMaggie Thatcher,"Margaret Thatcher <mt@x.example>"\n')
    assert card.emails == (("mt@x.example", ""),)


def test_numbers_in_one_cell_are_several_where_each_is_whole() -> None:
    def phones(cell: str) -> list[str]:
        (card,) = people(f'Name,Phone\nAna,"{cell}"\n')
        return [number for number, _ in card.phones]

    assert phones("+52 662 213 4567 / 662 213 9999") == ["+52 662 213 4567", "662 213 9999"]
    assert phones("662 1234567 o 662 7654321") == ["662 1234567", "662 7654321"]
    assert phones("0316/555 12 34") == ["0316/555 12 34"]
    assert phones("+43 1 234 567-89 / 90") == ["+43 1 234 567-89 / 90"]


def test_what_stands_beside_an_address_is_not_lost() -> None:
    (card,) = people("Name,E-mail\nDi Ray,Di Ray <di@r.example> (private)\n")
    assert card.emails == (("di@r.example", ""),)
    assert card.unread == ("row 2, column 2: Di Ray <di@r.example> (private)",)


@pytest.mark.parametrize(
    ("charset", "wanted"), [("mac-roman", "mac-roman"), ("windows-1252", "windows-1252")]
)
def test_tables_of_old_macs_are_told_from_those_of_windows(charset: str, wanted: str) -> None:
    text = "Name,E-mail\nJosé Núñez,j@x.example\nÉmile O’Neil – Müller,e@x.example\nZoë Žák…,z@x.example\n"
    text = text.replace("Žá", "a") if charset == "mac-roman" else text
    data = text.encode(charset)
    assert charsets.told(data) == wanted
    assert people(data)[0].name == "José Núñez"


@pytest.mark.parametrize(
    ("cell", "name", "notes"),
    [
        ("Frau Sabine Köhler", "Sabine Köhler", "Salutation: Frau"),
        ("Herr Dr. Jan Weber", "Dr. Jan Weber", "Salutation: Herr"),
        ("Mr. John O'Neil Jr.", "John O'Neil Jr.", "Salutation: Mr."),
        ("Mme Diallo", "Mme Diallo", ""),
        ("Señora Ruiz", "Señora Ruiz", ""),
        ("Dra. Elena Ruiz", "Dra. Elena Ruiz", ""),
        ("Herr, Michael", "Michael Herr", ""),
        ("Mr and Mrs Lee", "Mr and Mrs Lee", ""),
        ("Don Miller", "Don Miller", ""),
        ("Frau", "Frau", ""),
    ],
)
def test_words_of_address_are_no_part_of_a_name(cell: str, name: str, notes: str) -> None:
    (card,) = people(f'Name,E-mail\n"{cell}",a@escola.example\n')
    assert (card.name, card.notes) == (name, notes)


def test_words_of_address_in_a_column_of_their_own_are_no_part_of_a_name() -> None:
    cards = people(
        "Title,First Name,Last Name,Suffix,Job Title,E-mail\n"
        "Frau Dr.,Sabine,Köhler,PhD,Lehrerin,s@escola.example\n"
        "M.,Luc,Roy,,,l@escola.example\n"
        "Mr.,,,,,m@escola.example\n"
    )
    assert [(each.name, each.notes) for each in cards] == [
        ("Dr. Sabine Köhler PhD", "Salutation: Frau"),
        ("Luc Roy", "Salutation: M."),
        ("", "Salutation: Mr."),
    ]
    (whole,) = people("Anrede,Titel,Name,E-mail\nFrau,Dr.,Sabine Köhler,s@escola.example\n")
    assert (whole.name, whole.notes) == ("Sabine Köhler", "Titel: Dr.\nSalutation: Frau")
    (whole,) = people("Prefix,Suffix,Name,E-mail\nMs. Dr.,PhD,Sabine Köhler,s@escola.example\n")
    assert whole.notes.split("\n") == ["Salutation: Ms.", "Title: Dr.", "Title: PhD"]
    assert people(b"".join(tablewrite.write([Card(name="Mr. Bean")])))[0].name == "Mr. Bean"


@pytest.mark.parametrize(
    "total", ["Summe: 2;", "Total;2", "Gesamt 2;", "Totales:;2", "Anzahl der Zeilen: 2;"]
)
def test_the_line_with_the_total_is_nobody(total: str) -> None:
    found = read(f"Name;Tel;School\nAna Totaro;;IES Goya\n{total};\n".encode())
    assert [each.name if isinstance(each, Card) else each.where for each in found] == ["Ana Totaro", "row 3"]


@pytest.mark.parametrize(
    ("name", "cell", "called", "mails", "unread"),
    [
        ("Ana Lee", "Bob Ray <bob@x.example>", "Ana Lee", (), ("row 2: Bob Ray <bob@x.example>",)),
        (
            "Ana Lee",
            'ana@x.example; "Ray, Bob" <bob@x.example>',
            "Ana Lee",
            ("ana@x.example",),
            ("row 2: Bob Ray <bob@x.example>",),
        ),
        ("Ana Lee", "Bob Lee <bob@x.example>", "Ana Lee", (), ("row 2: Bob Lee <bob@x.example>",)),
        ("", "Bob Ray <bob@x.example>", "Bob Ray", ("bob@x.example",), ()),
        (
            "",
            "Bob Ray <bob@x.example>, Cy Fox <cy@x.example>",
            "Bob Ray",
            ("bob@x.example",),
            ("row 2: Cy Fox <cy@x.example>",),
        ),
        ("Ana Lee", "Ana <a@x.example>; Work <o@x.example>", "Ana Lee", ("a@x.example", "o@x.example"), ()),
        ("Ana María Lee", '"Lee, Ana M." <a@x.example>', "Ana María Lee", ("a@x.example",), ()),
        ("Robert Ray", "Bob Ray <robert.ray@x.example>", "Robert Ray", ("robert.ray@x.example",), ()),
        ("Анна Ли", "Anna Lee <anna@x.example>", "Анна Ли", ("anna@x.example",), ()),
    ],
)  # fmt: skip
def test_an_address_that_names_somebody_else_does_not_become_the_rows(
    name: str, cell: str, called: str, mails: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    quoted = cell.replace('"', '""')
    (card,) = people(f'Name,Email,School\n{name},"{quoted}",Lincoln\n')
    assert (card.name, tuple(address for address, _ in card.emails)) == (called, mails)
    assert card.unread == unread


@pytest.mark.parametrize(
    "header",
    [
        "Nome;Cognome;Scuola;Città;Nazione;Posta elettronica;Telefono;Sito web;Note;Ruolo",
        "Voornaam;Achternaam;School;Plaats;Land;E-mailadres;Telefoon;Website;Opmerkingen;Functie",
        "Förnamn;Efternamn;Skola;Ort;Land;E-post;Telefon;Webbplats;Anteckningar;Titel",
        "Imię;Nazwisko;Szkoła;Miasto;Kraj;Adres e-mail;Telefon;Strona;Uwagi;Stanowisko",
        "Имя;Фамилия;Школа;Город;Страна;Эл. почта;Телефон;Сайт;Заметки;Должность",
        "Ad;Soyad;Okul;Şehir;Ülke;E-posta;Telefon;Web;Notlar;Görev",
        "Όνομα;Επώνυμο;Σχολείο;Πόλη;Χώρα;Ηλ. ταχυδρομείο;Τηλέφωνο;Ιστοσελίδα;Σημειώσεις;Θέση",
        "الاسم;اللقب;المدرسة;المدينة;البلد;البريد الإلكتروني;الهاتف;الموقع;ملاحظات;الوظيفة",
        "名;姓;学校;市;国;メールアドレス;電話番号;ウェブ;メモ;役職",
        "名字;姓氏;学校;城市;国家;电子邮件;电话;网站;备注;职位",
        "Vorname;Nachname;Schule;Ort;Land;E-Mail-Adresse;Rufnummer;Webseite;Anmerkungen;Beruf",
        "Jméno;Příjmení;Škola;Město;Země;E-mail;Telefon;Web;Poznámka;Funkce",
        "Nom;Cognoms;Escola;Ciutat;País;Correu electrònic;Telèfon;Web;Notes;Càrrec",
        "Given names;Surname;School name;Town;Nation;Email address;Phone number;Homepage;Comments;Position",
    ],
)
def test_headers_of_many_languages_are_understood(header: str) -> None:
    row = "Ana;Fox;Lincoln;Detroit;USA;ana@x.example;313 555 0100;www.x.example;kind;Head"
    (card,) = people(f"{header}\n{row}\n")
    assert (card.name, card.organisation, card.city, card.country) == ("Ana Fox", "Lincoln", "Detroit", "USA")
    assert (card.emails, card.phones) == ((("ana@x.example", ""),), (("313 555 0100", ""),))
    assert (card.web, card.notes, card.role) == ("www.x.example", "kind", "Head")


@pytest.mark.parametrize(
    "header", ["Имя", "ФИО", "Imię i nazwisko", "Jméno", "Ad Soyad", "Όνομα", "الاسم", "氏名", "姓名", "Namn"]
)
def test_a_word_for_the_given_name_means_the_whole_one_where_no_column_has_the_rest(header: str) -> None:
    (card,) = people(f"{header},E-mail\nAna Fox,ana@x.example\n")
    assert card.name == "Ana Fox"


def test_columns_of_addresses_and_names_under_unknown_headers_are_told_by_what_is_in_them() -> None:
    rows = "Ana Lee,ana@x.example,Jena\nBob Ray,bob@x.example,Wien\n"
    ana, bob = people(f"Foo,Bar,City\n{rows}")
    assert (ana.name, ana.emails, ana.city) == ("Ana Lee", (("ana@x.example", ""),), "Jena")
    assert bob.name == "Bob Ray"
    (ana, bob) = people(f"Name,Contacto,Town\n{rows}")
    assert (bob.name, bob.emails, bob.notes) == ("Bob Ray", (("bob@x.example", ""),), "")


def test_columns_that_are_called_mail_and_phone_among_other_words_are_both() -> None:
    (ana,) = people(
        "Teacher;School;Teacher mail;School mail;School phone\n"
        "Ana Lee;Lincoln;ana@x.example;office@x.example;+1 313 555 0100\n"
    )
    assert [address for address, _ in ana.emails] == ["ana@x.example", "office@x.example"]
    assert (ana.phones, ana.notes) == ((("+1 313 555 0100", ""),), "")


@pytest.mark.parametrize(
    ("header", "notes"),
    [
        ("Name,Email,Referred by", "Referred by: cy@x.example"),  # there is a column for theirs
        ("Name,City,Kept by", "Kept by: cy@x.example"),  # the same in each row
    ],
)
def test_an_address_under_an_unknown_header_that_is_somebody_elses_stays_in_the_notes(
    header: str, notes: str
) -> None:
    found = people(f"{header}\n" + "".join(f"{name},,cy@x.example\n" for name in ("Ana", "Bob", "Di")))
    assert [(each.emails, each.notes) for each in found] == [((), notes)] * 3


@pytest.mark.parametrize("long", ["z" * 200_000, "z" * 200_000 + "@x.example", "z" * 200_000 + "@"])
def test_a_word_beyond_all_measure_among_the_addresses_costs_no_row(long: str) -> None:
    data = f"Name,E-mail\nBob Ray,bob@x.example\nDi Fox,{long}\nEd Lee,ed@x.example\n".encode()
    assert {card.name for card in people(data)} == {"Bob Ray", "Di Fox", "Ed Lee"}


def test_rows_whose_values_do_not_fit_their_columns_are_told() -> None:
    data = (
        b"Name,E-mail,Phone,City\nAna Lee,ana@x.example,+49 1,Jena\nRay, Bob,bob@x.example,+49 2,Jena\n"
        b"Mexico:\nPeru:,,,\nName,E-mail,Phone,City\nCy Dow,cy@x.example,,Jena\nEd,no address,+49 3,Jena\n"
    )
    found = [*table.read(data, table.look(data))]
    assert [each.name for each in found if isinstance(each, Card)] == ["Ana Lee", "Cy Dow", "Ed"]
    told = {each.where: each.why for each in found if isinstance(each, RefusedPart)}
    assert [*told] == ["row 3", "row 4", "row 5", "row 6"]
    assert "do not fit their columns" in told["row 3"]
    assert "heading within the table" in told["row 4"]
    assert told["row 4"] == told["row 5"]
    assert "once more" in told["row 6"]
