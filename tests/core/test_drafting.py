"""A template and facts become a letter: whole, honest about gaps, its times in both places."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.drafting import (
    MOST_SLOTS,
    Address,
    Party,
    ProjectFacts,
    Template,
    choose_language,
    compose,
    local_times,
    parse_template,
)
from partnerdesk.core.hours import assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput, Refused, TemplateError

WEEK = assumed_week(frozenset({5, 6}))
HOME = Party(
    name="Ana Lee",
    role="Exchange coordinator",
    organisation="Lincoln School",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=WEEK,
    languages=("en",),
    email="ana@lincoln.example.org",
)
ELENA = Party(
    name="Elena Ruiz",
    place=Place(city="Hermosillo", region_name="Sonora", country="MX", zone="America/Hermosillo"),
    week=WEEK,
    languages=("es", "en"),
    email="elena@normal.example.org",
)
SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")
LATER = Slot.parse("2027-03-18 10:30 America/Hermosillo")
THEIRS = "martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)"
OURS = "martes, 16 de marzo de 2027, 13:00 (1:00 p.m.) en Detroit (UTC−4)"


def template(body: str, *, subject: str = "Hola", times: str = "", language: str = "es") -> Template:
    said = f"Times: {times}\n" if times else ""
    return parse_template(f"Language: {language}\n{said}Subject: {subject}\n\n{body}", "note.txt")


def body(text: str, contact: Party = ELENA, *slots: Slot, project: ProjectFacts | None = None) -> str:
    return compose(template(text), HOME, contact, slots, project).body


def test_facts_are_printed_and_the_letter_is_addressed() -> None:
    draft = compose(
        template("{{ contact.name }}, {{ contact.country }}, {{ contact.region }}"), HOME, ELENA, ()
    )
    assert draft.body == "Elena Ruiz, México, Sonora"
    assert (draft.subject, draft.language, draft.slots, draft.missing) == ("Hola", "es", (), ())
    assert draft.to == Address("Elena Ruiz", "elena@normal.example.org")
    assert draft.sender == Address("Ana Lee", "ana@lincoln.example.org")


def test_languages_are_named_in_the_readers_language() -> None:
    assert body("{{ contact.languages|join(' o ') }}") == "español o inglés"


def test_an_unknown_fact_is_marked_and_named_once() -> None:
    draft = compose(
        template("{{ contact.organisation }} {{ contact.organisation }}", subject="{{ contact.role }}"),
        HOME,
        ELENA,
        (),
    )
    assert draft.body == "‹organisation› ‹organisation›"
    assert draft.subject == "‹role›"
    assert draft.missing == ("contact.role", "contact.organisation")


def test_an_unknown_fact_is_empty_to_a_question_and_gives_way_to_a_default() -> None:
    text = (
        "{% if contact.role %}role{% else %}none{% endif %} {{ contact.role|default('colleague') }} "
        "{{ contact.greeting or contact.name }} {{ contact.role|length }} {{ contact.role == '' }}"
    ).replace(" {{ contact.role == '' }}", "{% if contact.role == '' %} empty{% endif %}")
    draft = compose(template(text), HOME, ELENA, ())
    assert draft.body == "none colleague Elena Ruiz 0 empty"
    assert draft.missing == ()


def test_a_filter_does_not_hide_a_gap() -> None:
    draft = compose(template("{{ contact.role|upper|trim }}"), HOME, ELENA, ())
    assert (draft.body, draft.missing) == ("‹role›", ("contact.role",))


def test_without_a_project_its_facts_are_missing_and_an_if_is_false() -> None:
    text = "{% if project %}P{% else %}no project{% endif %}: {{ project.title }}"
    draft = compose(template(text), HOME, ELENA, ())
    assert draft.body == "no project: ‹title›"
    assert draft.missing == ("project.title",)


def test_a_projects_sentences_leave_their_full_stop_to_the_template() -> None:
    project = ProjectFacts(title="Water", ours_does="We take photographs.", minutes=30)
    text = "{{ project.title }}: {{ project.ours_does }}. {{ project.minutes }} {{ minutes }}"
    assert body(text, project=project) == "Water: We take photographs. 30 30"


def test_the_greeting_is_the_contacts_own_opening_without_its_punctuation() -> None:
    contact = replace(ELENA, greeting="Estimada profesora Ruiz: ")
    assert body("{{ contact.greeting }}:", contact) == "Estimada profesora Ruiz:"


def test_a_signature_is_made_of_what_is_known() -> None:
    assert body("{{ home.signature }}") == "Ana Lee\nExchange coordinator\nLincoln School"
    home = replace(HOME, signature="Ana Lee  \r\nDetroit\r\n")
    assert compose(template("{{ home.signature }}"), home, ELENA, ()).body == "Ana Lee\nDetroit"


def test_times_are_given_in_both_places_in_the_readers_language() -> None:
    assert local_times(SLOT, HOME, ELENA, "es") == (THEIRS, OURS)
    text = body("{{ times }}", ELENA, SLOT, LATER)
    assert text.split("\n\n")[0] == f"    {THEIRS}\n    {OURS}"
    assert "jueves, 18 de marzo de 2027, 10:30 en Hermosillo" in text
    assert (
        body("{% for s in slots %}{{ s.theirs }}/{{ s.ours }}{% endfor %}", ELENA, SLOT) == f"{THEIRS}/{OURS}"
    )


def test_minutes_stand_beside_each_time_where_they_differ() -> None:
    text = body("{{ minutes }}\n{{ times }}", ELENA, SLOT, replace(LATER, minutes=60))
    assert text.startswith("60\n")
    assert "    45 minutos\n\n" in text
    assert text.endswith("    60 minutos")


@pytest.mark.parametrize(
    "closing", ["Un saludo,\n{{ home.signature }}", "Un saludo,\n\n{{ home.signature }}\n"]
)
def test_forgotten_times_are_added_before_the_signature(closing: str) -> None:
    draft = compose(template(f"Hola.\n\nEscríbame.\n\n{closing}"), HOME, ELENA, [SLOT])
    paragraphs = draft.body.split("\n\n")
    assert paragraphs[:3] == ["Hola.", "Escríbame.", "Fecha y hora propuestas:"]
    assert paragraphs[3] == f"    {THEIRS}\n    {OURS}\n    45 minutos"
    assert draft.body.endswith("Ana Lee\nExchange coordinator\nLincoln School")
    assert draft.slots == (SLOT,)


def test_forgotten_times_are_added_at_the_end_where_nobody_signs() -> None:
    draft = compose(template("Hola.", language="de"), HOME, ELENA, [SLOT])
    assert draft.body.startswith("Hola.\n\n    Dienstag, 16. März 2027")
    assert draft.body.endswith("45 min")


def test_only_the_time_that_was_left_out_is_added() -> None:
    text = "{% for s in slots %}{% if loop.first %}{{ s.theirs }} = {{ s.ours }}{% endif %}{% endfor %}"
    whole = body(text, ELENA, SLOT, LATER)
    assert whole.count(THEIRS) == 1
    assert whole.count("jueves, 18 de marzo de 2027") == 2


def test_a_template_that_proposes_times_wants_a_slot() -> None:
    with pytest.raises(Refused, match="proposes a time"):
        compose(template("{{ times }}", times="yes"), HOME, ELENA, ())
    with pytest.raises(Refused, match=str(MOST_SLOTS)):
        compose(template("x"), HOME, ELENA, [SLOT] * (MOST_SLOTS + 1))


def test_a_contact_without_a_place_gets_our_time_and_a_marker() -> None:
    draft = compose(template("{{ times }}"), HOME, replace(ELENA, place=Place()), [SLOT])
    assert "‹zone›" in draft.body
    assert "13:00 en Detroit (UTC−4)" in draft.body
    assert draft.missing == ("contact.zone",)


def test_one_city_is_told_its_time_once() -> None:
    draft = compose(template("{{ times }}"), HOME, replace(ELENA, place=HOME.place), [SLOT])
    assert draft.body.count("2027") == 1


def test_the_body_is_tidy() -> None:
    assert body("\n\nHola.  \n\n\n\n{% if project %}\nx\n{% endif %}\nAdiós. \n\n") == "Hola.\n\nAdiós."


def test_a_letter_that_grows_too_long_is_refused_by_name() -> None:
    project = ProjectFacts(title="Water", subject="x" * 9000)
    text = "{% for a in slots %}{% for b in slots %}{{ project.subject }}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError, match=r"note\.txt: The letter grows longer than 64 KB"):
        body(text, ELENA, *[SLOT] * MOST_SLOTS, project=project)


HOSTILE = st.text(
    st.sampled_from("{}%#()*7'\"_.|\n\r\0\x0b\x0c\x1c\x85\u2028\u2029\u202e\ud800<&a é山"),
    min_size=1,
    max_size=30,
)


@given(HOSTILE)
def test_data_is_text_whatever_it_says(name: str) -> None:
    contact = replace(ELENA, name=f"a{name}z", organisation=f"a{name}z")
    draft = compose(template("{{ contact.organisation }}", subject="{{ contact.name }}"), HOME, contact, ())
    assert draft.subject == draft.body == draft.to.name
    assert "\n" not in draft.subject
    assert draft.subject.isprintable()
    for piece in ("{", "}", "%", "7", "'", "<", "山"):
        assert draft.subject.count(piece) == name.count(piece)


@given(st.lists(st.sampled_from(("en", "es", "fr", "pt-BR", "es-MX", "", "xx")), max_size=4), st.data())
def test_a_letter_is_written_in_a_language_there_is(read: list[str], data: st.DataObject) -> None:
    available = data.draw(st.lists(st.sampled_from(("en", "es", "fr", "pt-BR")), min_size=1, unique=True))
    assert choose_language(available, read, ("en",)) in available


def test_the_contacts_first_language_comes_first() -> None:
    available = ("en", "es", "fr")
    assert choose_language(available, ("de", "fr", "es"), ("en",)) == "fr"
    assert choose_language(available, ("es-MX",), ("en",)) == "es"
    assert choose_language(available, ("de",), ("es", "en")) == "es"
    assert choose_language(available, ()) == "en"
    assert choose_language(("fr",), ("de",)) == "fr"
    assert choose_language(available, ("es",), asked="FR") == "fr"
    with pytest.raises(BadInput, match=r"no letter in German.*English, Spanish, French"):
        choose_language(available, ("es",), asked="de")


def test_a_greeting_stands_only_over_a_letter_in_the_contacts_first_language() -> None:
    text = "{% if contact.greeting %}{{ contact.greeting }}{% else %}Hola {{ contact.name }}{% endif %}"
    ines = replace(ELENA, name="Inês Duarte", greeting="Cara professora Inês", languages=("pt", "es"))
    assert body(text, ines) == "Hola Inês Duarte"
    assert body(text, replace(ines, languages=("es-MX",))) == "Cara professora Inês"
    assert body(text, replace(ines, languages=())) == "Cara professora Inês"


def test_cities_are_named_in_the_letters_language() -> None:
    ines = replace(ELENA, name="Inês", place=Place(city="Lisbon", country="PT", zone="Europe/Lisbon"))
    made = compose(template("{{ contact.city }}: {{ times }}", language="pt"), HOME, ines, (SLOT,))
    assert made.body.startswith("Lisboa: ")
    assert "às 17:00 em Lisboa (UTC+0)" in made.body
