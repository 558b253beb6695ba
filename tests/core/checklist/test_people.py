"""From whom, to whom, and how they are greeted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from partnerdesk.core.checklist import Known, check
from tests.core.checklist.parties import BODIES, ELENA, HOME, found, letter, level, mended

GREETINGS = {language: body.split("\n")[0] for language, body in BODIES.items()}


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "Dear Maria Lopez,", "Dear Elena Ruiz Ortega,"),
        ("es", "Estimada profesora López:", "Estimada profesora Elena Ruiz Ortega:"),
        ("fr", "Bonjour Madame Dupont,", "Bonjour Madame Elena Ruiz Ortega,"),
        ("pt", "Olá, João,", "Olá, Elena Ruiz Ortega,"),
    ],
)
def test_somebody_elses_name_stops_and_is_put_right(language: str, wrong: str, right: str) -> None:
    draft = letter(language, body=BODIES[language].replace(GREETINGS[language], wrong))
    (finding,) = found("name", draft)
    assert finding.level == "stop"
    assert mended(draft, finding).body.split("\n")[0] == right
    assert level("name", mended(draft, finding)) == "ok"


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        ("en", "Dear colleagues,"),
        ("en", "Hello,"),
        ("es", "Estimados colegas:"),
        ("fr", "Madame, Monsieur,"),
        ("fr", "Chers collègues,"),
        ("pt", "Prezados professores,"),
    ],
)
def test_a_greeting_of_nobody_is_advised_against(language: str, greeting: str) -> None:
    draft = letter(language, body=BODIES[language].replace(GREETINGS[language], greeting))
    (finding,) = found("name", draft)
    assert finding.level == "advice"
    assert level("name", mended(draft, finding)) == "ok"


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("Łukasz Żak", "Dear Lukasz,"),
        ("Müller", "Sehr geehrte Frau Müller,"),
        ("山田花子", "山田花子様"),
        ("Prof. Dr. Ngozi Okafor", "Dear Professor Okafor,"),
    ],
)
def test_names_of_all_scripts_are_found_in_the_greeting(name: str, opening: str) -> None:
    contact = replace(ELENA, name=name)
    assert level("name", letter(body=f"{opening}\n\nWould you meet us?", contact=contact), contact) == "ok"


def test_their_own_greeting_counts_and_a_title_alone_does_not() -> None:
    contact = replace(ELENA, name="Elena Ruiz", greeting="Querida maestra")
    assert level("name", letter("es", body="Querida maestra:\n\nHola", contact=contact), contact) == "ok"
    titled = replace(ELENA, name="Dr. Ruiz")
    assert level("name", letter(body="Dear Dr. Smith,\n\nHello", contact=titled), titled) == "stop"


def test_the_letter_is_in_a_language_that_they_read() -> None:
    spanish = replace(ELENA, languages=("es-MX",))
    assert level("language", letter("es"), spanish) == "ok"
    (advice,) = found("language", letter("en"), spanish)
    assert advice.level == "advice"
    assert advice.text == "The letter is in English; Elena Ruiz Ortega reads Mexican Spanish."
    # What the text is in counts, not what it is marked as
    assert level("language", replace(letter("en"), language="es"), spanish) == "advice"
    bilingual = replace(letter("es"), body=f"{letter('es').body}\n\n{letter('en').body}")
    assert level("language", bilingual, spanish) == "ok"
    assert level("language", letter("es"), replace(ELENA, languages=())) == "advice"


def test_without_a_name_of_ours_it_stops_and_without_a_signature_it_advises() -> None:
    unnamed = replace(letter(), sender=replace(letter().sender, name=""))
    (stop,) = (each for each in check(unnamed, replace(HOME, name=""), ELENA) if each.rule == "sender")
    assert (stop.level, [fix.action for fix in stop.fixes]) == ("stop", ["fill-home"])
    draft = replace(letter(), body=letter().body.replace("\nAna Lee", ""))
    (advice,) = found("sender", draft)
    assert advice.level == "advice"
    assert mended(draft, advice).body.endswith("Kind regards,\n\nAna Lee")
    assert level("sender", mended(draft, advice)) == "ok"


def test_one_letter_goes_to_one_person() -> None:
    assert level("one-recipient", letter()) == "ok"
    assert level("one-recipient", letter(), known=Known(recipients=3)) == "stop"


def test_a_short_letter_in_no_said_language_is_still_read() -> None:
    body = "Cara professora Maria Lopes,\n\nPodemos marcar? Somos flexíveis.\n\nAna Lee"
    draft = replace(letter("pt", body=body, slots=()), language="")
    (finding,) = found("name", draft)
    assert finding.level == "stop"
    assert "“Maria Lopes”" in finding.text
    assert "Portuguese" in found("language", draft)[0].text


def test_a_text_with_no_telling_words_is_in_no_language_known_here() -> None:
    draft = replace(letter("en", body="Elena Ruiz: 10:00?\n\nAna Lee", slots=()), language="")
    assert not found("language", draft)[0].known


@pytest.mark.parametrize(
    ("follows", "had", "advised"),
    [
        ("answer", frozenset(), True),
        ("answer", frozenset({"letter"}), True),
        ("answer", frozenset({"letter", "answer"}), False),
        ("letter", frozenset(), True),
        ("letter", frozenset({"letter"}), False),
        ("letter", frozenset({"answer"}), False),
        ("", frozenset(), False),
        ("answer", None, False),
    ],
)
def test_a_letter_that_goes_on_from_nothing_is_advised_against(
    follows: Literal["", "letter", "answer"], had: frozenset[str] | None, advised: bool
) -> None:
    findings = found("goes-on", letter(), known=Known(follows=follows, had=had))
    assert [each.level for each in findings] == (["advice"] if advised else [])


def test_an_answer_is_not_to_wait_a_week() -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    known = Known(last_letter=now - timedelta(days=1))
    assert found("last-letter", letter(), now=now, known=known) != []
    assert found("last-letter", letter(), now=now, known=replace(known, follows="answer")) == []


def test_a_letter_that_came_back_from_this_address_is_advised_on() -> None:
    draft = letter()
    known = Known(returned=frozenset({draft.to.address.casefold()}))
    (finding,) = found("address", draft, known=known)
    assert finding.level == "advice"
    assert "came back" in finding.text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "a reminder"),
        ("replied", "answer them"),
        ("agreed", "they agreed"),
        ("declined", "declined this"),
    ],
)
def test_a_first_letter_about_what_they_were_asked_already_is_advised_against(state: str, words: str) -> None:
    known = Known(asked=(state, datetime(2027, 2, 15, 20, 0, tzinfo=UTC)))
    (finding,) = found("goes-on", letter(), known=known)
    assert finding.level == "advice"
    assert "this on 15 February" in finding.text
    assert words in finding.text


def test_an_address_that_is_none_of_theirs_any_more_is_advised_on() -> None:
    (finding,) = found("address", letter(), known=Known(strange=True))
    assert finding.level == "advice"
    assert "no address of" in finding.text


def test_a_letter_written_by_a_clock_that_was_ahead_was_written_just_now() -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    known = Known(last_letter=now + timedelta(days=2))
    (finding,) = found("last-letter", letter(), now=now, known=known)
    assert "was written less than a day ago" in finding.text


@pytest.mark.parametrize(("follows", "said"), [("", True), ("letter", True), ("answer", False)])
def test_a_letter_that_does_not_follow_what_they_wrote_is_advised_against(
    follows: Literal["", "letter", "answer"], said: bool
) -> None:
    known = Known(
        follows=follows, had=frozenset(("letter", "answer")), unread=datetime(2026, 11, 22, tzinfo=UTC)
    )
    findings = [each for each in check(letter(), HOME, ELENA, known=known) if each.rule == "goes-on"]
    text = f"{ELENA.name} wrote on 21 November, and this letter does not answer that: read it first."
    assert [(each.level, each.text) for each in findings] == ([("advice", text)] if said else [])
