"""Who wrote the letters of a file, and what was pasted."""

from pathlib import Path

import pytest

from partnerdesk.core.cards import Card, RefusedPart
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


def test_the_last_letter_of_each_counts() -> None:
    data = box(
        letter("Ana <ana@escola.example>", day=9),
        letter("Rui Sa <rui@escola.example>"),
        letter("Ana Lima <ANA@escola.example>", day=7),
    )
    ana, rui = cards(data, several=True)
    assert (ana.name, ana.entries[0][2]) == ("Ana", "Wrote: Day 9")
    assert rui.name == "Rui Sa"


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


def test_a_pasted_signature_is_one_person() -> None:
    (card,) = pasted.read("Elena Ruiz\nDirectora\nColegio Benavente\nelena@normal.example\n+52 222 555 0199")
    assert isinstance(card, Card)
    assert (card.name, card.role, card.organisation) == ("Elena Ruiz", "Directora", "Colegio Benavente")
    assert (card.emails, card.phones) == ((("elena@normal.example", ""),), (("+52 222 555 0199", ""),))
