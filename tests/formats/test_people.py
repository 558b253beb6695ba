"""Who wrote the letters of a file, and what was pasted."""

from pathlib import Path
from time import process_time

import pytest

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.desk import imports
from partnerdesk.formats import kinds, mbox, pasted, people
from tests.formats.cards import expected

SIGNED = """From: Elena Ruiz <elena@normal.example>
Date: Tue, 5 Jan 2027 10:00:00 -0600
Subject: La clase

Con gusto.
-- 
Elena Ruiz
Profesora de ciencias, Escuela Normal de Puebla
Puebla, Mexico
Tel. +52 222 555 0199 | Cel: 222 555 0100
www.normal.example/elena
"""  # noqa: W291 - the mark of a signature ends with a space


def letter(sender: str, head: str = "", day: int = 4, body: str = "Hello.") -> str:
    return f"From: {sender}\nDate: {day} Jan 2027 10:00:00 +0000\nSubject: Day {day}\n{head}\n{body}\n"


def box(*letters: str) -> bytes:
    return "".join(f"From - Mon Jan  4 10:00:00 2027\n{each}\n" for each in letters).encode()


def cards(data: bytes, *, several: bool = False) -> list[Card]:
    return [each for each in people.read(data, several=several) if isinstance(each, Card)]


def test_a_signature_tells_organisation_role_phone_city_and_web() -> None:
    def places(words: str) -> tuple[str, str, str] | None:
        return ("Puebla", "", "Mexico") if words == "Puebla, Mexico" else None

    (card,) = people.read(SIGNED.encode(), several=False, places=places)
    assert isinstance(card, Card)
    assert (card.name, card.emails) == ("Elena Ruiz", (("elena@normal.example", ""),))
    assert (card.role, card.organisation) == ("Profesora de ciencias", "Escuela Normal de Puebla")
    assert card.phones == (("+52 222 555 0199", ""), ("222 555 0100", "mobile"))
    assert (card.city, card.country, card.web) == ("Puebla", "Mexico", "www.normal.example/elena")
    ((kind, at, text),) = card.entries
    assert (kind, at.isoformat(), text) == ("answered", "2027-01-05T16:00:00+00:00", "Wrote: La clase")


def test_each_letter_is_a_line_of_history_and_the_fullest_name_stays() -> None:
    data = box(
        letter("Ana <ana@escola.example>", day=9),
        letter("Rui Sa <rui@escola.example>"),
        letter("Ana Lima <ANA@escola.example>", day=7),
    )
    ana, rui = cards(data, several=True)
    assert ana.name == "Ana Lima"
    assert [(at.day, text) for _, at, text in ana.entries] == [(7, "Wrote: Day 7"), (9, "Wrote: Day 9")]
    assert rui.name == "Rui Sa"


def test_what_an_older_signature_says_otherwise_is_kept_in_the_notes() -> None:
    def signed(day: int, name: str, *lines: str) -> str:
        return letter(f"{name} <carla@d.example>", day=day, body="\n".join(("Hi", "-- ", name, *lines)))

    data = box(
        signed(9, "carla díaz", "Tel. +52 222 555 0109"),
        signed(7, "Carla Díaz", "Escuela Nueva", "Tel. +52 222 555 0107"),
        signed(5, "C. Díaz", "Escuela Vieja", "Tel. +52 222 555 0109"),
    )
    (card,) = cards(data, several=True)
    assert (card.name, card.organisation, card.phones) == (
        "Carla Díaz",
        "Escuela Nueva",
        (("+52 222 555 0109", ""),),
    )
    assert set(card.notes.split("\n")) == {
        "Earlier phone: +52 222 555 0107",
        "Organisation: Escuela Vieja",
        "Also: C. Díaz",
    }
    assert [at.day for _, at, _ in card.entries] == [5, 7, 9]


@pytest.mark.parametrize(
    ("sender", "head"),
    [
        ("News <news@shop.example>", "List-Unsubscribe: <https://shop.example>\n"),
        ("Ana <ana@list.example>", "List-Id: <teachers.list.example>\n"),
        ("Shop <no-reply@shop.example>", ""),
        ("Shop <noreply+7@shop.example>", ""),
        ("Mail <MAILER-DAEMON@mx.example>", ""),
        ("Ana <ana@escola.example>", "Auto-Submitted: auto-replied\n"),
        ("Club <club@escola.example>", "Precedence: bulk\n"),
    ],
)
def test_newsletters_robots_and_lists_are_no_people(sender: str, head: str) -> None:
    (refused,) = people.read(box(*[letter(sender, head)] * 3), several=True)
    assert isinstance(refused, RefusedPart)
    assert refused.where == "letter 1, line 1"


def test_words_that_look_like_the_beginning_of_a_letter_begin_none() -> None:
    body = "Dear all\n\nFrom Russia with love\nNote: it goes on\n>From here on\n"
    found = list(mbox.letters(box(letter("Ana <ana@escola.example>", body=body), letter("b@escola.example"))))
    assert len(found) == 2
    first = found[0][1]
    assert isinstance(first, bytes)
    assert b"\nFrom here on\n" in first


def test_senders_of_real_letters_are_found(shared: Path) -> None:
    missing = []
    for family in ("eml", "mbox"):
        for path, _, count, _, mail, _ in expected(shared, family):
            data = (shared / "corpora" / path).read_bytes()
            found = list(people.read(data, several=kinds.told(data) == "mbox"))
            said = {pair[0].lower() for each in found if isinstance(each, Card) for pair in each.emails}
            why = " ".join(each.why.lower() for each in found if isinstance(each, RefusedPart))
            if count and mail and mail.lower() not in said and mail.lower() not in why:
                missing.append((path, mail, said, why))
    assert [mail for _, mail, *_ in missing] == ["info@xn--dmi-0na.fo"]  # shown as info@dømi.fo


def test_pasted_lines_of_names_and_addresses() -> None:
    text = (
        '"Ruiz, Elena" <elena@normal.example>, Ana Lima <ana@escola.example>;\n\nrui@escola.example\nnobody\n'
    )
    *found, refused = pasted.read(text)
    assert [(each.name, each.emails[0][0]) for each in found if isinstance(each, Card)] == [
        ("Elena Ruiz", "elena@normal.example"),
        ("Ana Lima", "ana@escola.example"),
        ("", "rui@escola.example"),
    ]
    assert refused == RefusedPart("line 4", "It has no e-mail address.")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            'Ana Lee <ana@p.example>, "Ruiz, Elena" <elena@p.example>; Bob <bob@p.example>\n'
            "Cy Fox cy@p.example",
            [("Ana Lee", "ana"), ("Elena Ruiz", "elena"), ("Bob", "bob"), ("Cy Fox", "cy")],
        ),
        ("1. Ana Lee ana@p.example\n2. Bob Ray bob@p.example", [("Ana Lee", "ana"), ("Bob Ray", "bob")]),
        ("- Ana Lee <ana@p.example>\n• Bob bob@p.example", [("Ana Lee", "ana"), ("Bob", "bob")]),
        (
            "Ana Lee\nana@p.example\n\nBob Ray\nbob@p.example\nCy Fox\ncy@p.example",
            [("Ana Lee", "ana"), ("Bob Ray", "bob"), ("Cy Fox", "cy")],
        ),
        ("Ana Lee\nana@p.example\nBob Ray\nbob@p.example", [("Ana Lee", "ana"), ("Bob Ray", "bob")]),
        ("ana@p.example\nAna Lee\n\nbob@p.example\nBob Ray", [("Ana Lee", "ana"), ("Bob Ray", "bob")]),
        (
            "To: Ana Lee <ana@p.example>\nCc: Bob Ray <bob@p.example>",
            [("Ana Lee", "ana"), ("Bob Ray", "bob")],
        ),
        ("ana@p.example, bob@p.example; cy@p.example", [("", "ana"), ("", "bob"), ("", "cy")]),
    ],
)
def test_pasted_people_stay_apart(text: str, people: list[tuple[str, str]]) -> None:
    assert kinds.told(text.encode()) == "text"
    found = list(pasted.read(text))
    assert [(each.name, each.emails[0][0].partition("@")[0]) for each in found] == people


def test_a_number_beside_a_name_and_its_address_is_theirs() -> None:
    text = "Ana Lee ana@p.example 313 555 0101\nBob Ray bob@p.example +1 313-555-0102"
    assert kinds.told(text.encode()) == "text"
    assert [(each.name, each.phones) for each in pasted.read(text)] == [
        ("Ana Lee", (("313 555 0101", ""),)),
        ("Bob Ray", (("+1 313-555-0102", ""),)),
    ]


def test_a_pasted_signature_is_one_person() -> None:
    (card,) = pasted.read("Elena Ruiz\nDirectora\nColegio Benavente\nelena@normal.example\n+52 222 555 0199")
    assert isinstance(card, Card)
    assert (card.name, card.role, card.organisation) == ("Elena Ruiz", "Directora", "Colegio Benavente")
    assert (card.emails, card.phones) == ((("elena@normal.example", ""),), (("+52 222 555 0199", ""),))


def signed(body: str, content: str = "text/plain") -> Card:
    head = f"MIME-Version: 1.0\nContent-Type: {content}; charset=utf-8\n"
    (card,) = cards(letter("Bob Ray <bob@f.example>", head, body=body).encode())
    return card


@pytest.mark.parametrize(
    "passed_on",
    [
        "---------- Forwarded message ---------\nFrom: Carla <carla@c.example>\n\nHi",
        "Begin forwarded message:\n\nFrom: Carla <carla@c.example>\n\nHi",
        "-----Ursprüngliche Nachricht-----\nVon: Carla\n\nHi",
        "De: Carla <carla@c.example>\nEnviado: lunes\nPara: Bob\n\nHola",
        "On Mon, 4 Jan 2027 at 10:00, Carla <carla@c.example> wrote:\n\nHi",
    ],
)
@pytest.mark.parametrize("mark", ["-- ", "Best regards,"])
def test_who_passes_a_letter_on_is_not_who_signed_it(passed_on: str, mark: str) -> None:
    card = signed(f"see below\n\n{passed_on}\n{mark}\nCarla C\nEscuela Uno\n+52 662 1112233\n")
    assert (card.name, card.organisation, card.phones) == ("Bob Ray", "", ())


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards,",
        "Saludos cordiales",
        "Cordialement,",
        "Atenciosamente,",
        "Mit freundlichen Grüßen",
        "Un saludo",
    ],
)
def test_a_letter_is_signed_under_its_closing_words(closing: str) -> None:
    card = signed(f"Hello,\n\nyes.\n\n{closing}\n\nBob\nGymnasium Am Markt\nTel. 03641 1234-56 ext. 3\n")
    assert (card.name, card.organisation) == ("Bob Ray", "Gymnasium Am Markt")
    assert card.phones == (("03641 1234-56 ext. 3", ""),)


def test_a_letter_in_html_alone_is_read_as_any() -> None:
    card = signed(
        "<p>Hallo</p><p>Mit freundlichen Gr&uuml;&szlig;en</p><p>Bob Ray<br>Gymnasium Am Markt<br>"
        "Tel. 03641 1234-56</p><blockquote type=cite><p>Best regards</p><p>Carla<br>Escuela Uno<br>"
        "Tel. +52 662 1112233</p></blockquote>",
        "text/html",
    )
    assert (card.organisation, card.phones) == ("Gymnasium Am Markt", (("03641 1234-56", ""),))


def test_one_line_of_a_signature_may_hold_several_things() -> None:
    card = signed(
        "Hallo\n-- \nBob Ray\nLehrer für Englisch | Gymnasium Am Markt\nHauptstr. 5 | 07743 Jena\n"
        "Tel. +49 3641 1234-56 | Fax +49 3641 99\n"
    )
    assert (card.role, card.organisation) == ("Lehrer für Englisch", "Gymnasium Am Markt")
    assert (card.street, card.postcode, card.city) == ("Hauptstr. 5", "07743", "Jena")
    assert card.phones == (("+49 3641 1234-56", ""), ("+49 3641 99", "fax"))


def test_a_pasted_signature_may_have_a_street() -> None:
    def places(words: str) -> tuple[str, str, str] | None:
        return ("Hermosillo", "Sonora", "MX") if words == "Hermosillo, Sonora, México" else None

    text = (
        "Best wishes,\n--\nMaría Fernández\nColegio San José\n"
        "Av. Juárez 5, 83000 Hermosillo, Sonora, México\n"
        "Tel.: +52 (662) 213 45 67 ext. 12 | Cel. 662 123 4567\nmaria@sanjose.example"
    )
    (card,) = pasted.read(text, places)
    assert isinstance(card, Card)
    assert (card.name, card.street, card.postcode) == ("María Fernández", "Av. Juárez 5", "83000")
    assert (card.city, card.region, card.country) == ("Hermosillo", "Sonora", "MX")
    assert card.phones == (("+52 (662) 213 45 67 ext. 12", ""), ("662 123 4567", "mobile"))
    assert card.notes == ""
    (card,) = pasted.read("Sam Poe\nsam@x.example\n12 Main Street, Springfield, IL 62704")
    assert isinstance(card, Card)
    assert (card.street, card.city, card.region, card.postcode) == (
        "12 Main Street",
        "Springfield",
        "IL",
        "62704",
    )


@pytest.mark.parametrize(
    "lines",
    ["Ana Lee <ana@p.example>\n\nBob Ray bob@p.example", "Ana Lee ana@p.example\nBob Ray: bob@p.example"],
)
def test_lines_of_two_people_are_never_one_person(lines: str) -> None:
    *found, refused = pasted.read(f"{lines}\njust words here")
    assert [(each.name, each.emails[0][0]) for each in found if isinstance(each, Card)] == [
        ("Ana Lee", "ana@p.example"),
        ("Bob Ray", "bob@p.example"),
    ]
    assert isinstance(refused, RefusedPart)
    assert refused.why == "It has no e-mail address."


def test_a_letter_of_lines_that_might_begin_a_signature_takes_no_time() -> None:
    start = process_time()
    signed("--\n" * 60_000 + "> quoted")
    assert process_time() - start < 5


@pytest.mark.parametrize(("line", "country"), [("Hermosillo, Sonora", "MX"), ("Jena, Germany", "DE")])
def test_a_city_is_known_with_its_region_or_its_country(line: str, country: str) -> None:
    text = f"Elena Ruiz\n{line}\nelena@normal.example".encode()
    (card,) = imports.look(text, "pasted").cards()
    assert isinstance(card, Card)
    assert (card.city, card.country) == (line.partition(",")[0], country)


def test_a_name_before_an_address_is_never_cut_in_two() -> None:
    name = "Ana " * 80 + "Ruiz"
    (card,) = pasted.read(f"{name} <ana@example.org>")
    assert isinstance(card, Card)
    assert card.name == name
    found = pasted.read("Ana <a@x.example>  Bea <b@x.example>; Cem <c@x.example>")
    two = [each.name for each in found if isinstance(each, Card)]
    assert two == ["Ana", "Bea", "Cem"]


def test_who_gives_no_name_in_the_head_may_be_named_by_the_signature() -> None:
    body = "Hi\n\nKind regards,\nMary Poppins\nSecretary, Cherry Tree School\n"
    (card,) = cards(letter("office@school.example", body=body).encode())
    assert (card.name, card.role, card.organisation) == ("Mary Poppins", "Secretary", "Cherry Tree School")
    (card,) = cards(letter("office@school.example", body="Hi\n-- \nsent from my phone\n").encode())
    assert card.name == ""


@pytest.mark.parametrize(
    "footer",
    [
        "This e-mail and any attachments are confidential. If you received it in error call +1 800 555 9999.",
        "Please consider the environment before printing, www.trees.example or +1 800 555 9999",
        "Este mensaje y sus anexos son confidenciales; llame al +1 800 555 9999, www.trees.example",
        "Diese Nachricht ist vertraulich. Rufen Sie sonst +49 800 555 9999 an, www.trees.example",
    ],
)
def test_numbers_and_pages_of_a_footer_are_not_the_writers(footer: str) -> None:
    card = signed(f"Hi\n-- \nTom Fox\nGrant School\n{footer}\nwww.trees.example\n")
    assert (card.organisation, card.phones, card.web) == ("Grant School", (), "")


def test_a_letter_without_a_date_that_can_be_read_is_said_and_in_no_history() -> None:
    (card,) = cards(b"From: Ana Lee <ana@x.example>\nDate: soon\nSubject: Hello\n\nHi\n")
    assert card.entries == ()
    assert card.unread == (
        "letter 1: the letter has no date that can be read, and is not in the history (subject: Hello)",
    )


def test_empty_lines_take_no_time() -> None:
    text = "\n" * 200_000 + "Ana Lee <ana@p.example>"
    assert [each.name for each in pasted.read(text)] == ["Ana Lee"]
