"""The letters that come with the program, and templates from files."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from partnerdesk.core.checklist import check
from partnerdesk.core.drafting import Draft, Earlier, Party, ProjectFacts, Template, compose, local_times
from partnerdesk.core.hours import SchoolWeek, assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.desk import templates
from partnerdesk.errors import BadInput, NotFound, TemplateError

HOME = Party(
    name="Ana Lee",
    role="Exchange coordinator",
    organisation="Lincoln School",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=assumed_week(frozenset({5, 6})),
    email="ana@lincoln.example.org",
)
# What a contact has who was saved in a hurry.
BARE = Party(
    name="Elena Ruiz",
    place=Place(country="MX", zone="America/Hermosillo"),
    week=assumed_week(frozenset({5, 6})),
    email="elena@normal.example.org",
)
SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")
LATER = Slot.parse("2027-03-18 10:30 America/Hermosillo")
PROJECT = ProjectFacts(
    title="Water in our town",
    subject="science",
    ages="10–11",
    medium="video call",
    ours_does="we photograph the river",
    ours_gains="a look at a dry place",
    theirs_does="three photographs of water",
    theirs_gains="how a city of lakes uses its water",
    open_to_change="the date",
)
LANGUAGES = ["en", "es", "fr", "pt"]
KEYS = {
    "another-time": "Another time",
    "confirmation": "Yes to a time",
    "correction": "Corrected time",
    "first-proposal": "First proposal",
    "guest": "One-off guest",
    "kept-on-file": "Thanks for a no, kept on file",
    "polite-no": "Polite no, kept on file",
    "reminder": "Gentle reminder",
    "thanks": "Thanks and next step",
    "webinar": "Joint webinar",
}
FLEXIBLE = {
    "en": "[Ww]e are flexible",
    "es": "[Ss]omos flexibles",
    "fr": "[Nn]ous (?:sommes flexibles|restons souples)",
    "pt": "[Ss]omos flexíveis",
}
CHANGE = {
    "en": "verything can be changed",
    "es": "odo se puede cambiar",
    "fr": "out peut être adapté",
    "pt": "udo pode ser alterado",
}
ASKED_HOURS = {
    "en": "guess.* hours|guessing your school hours",
    "es": "horario escolar|suponer a qué horas",
    "fr": "horaires de cours|vos disponibilités",
    "pt": "horário escolar|os seus horários",
}
GENDERED = r"[oa]\(a\)|/a\b|·e\b|@s\b|\b([Oo]brigad|[Pp]rezad|[Ee]ncantad|[Ii]nvitad|[Cc]onvidad)[oa]\b"

RAGGED = r"[‹›{}]|\(\s*\)|  +\S.*  |\n\n\n|\(, |, \)| ,|\bNone\b|\.\.|[.!?][A-Z]"

HOMES = [
    HOME,
    replace(HOME, role="", place=Place(zone="America/Detroit")),
    replace(HOME, organisation=""),
    replace(HOME, role="", organisation=""),
    replace(HOME, place=Place(zone="America/Detroit"), organisation=""),
]


def _each(*letters: Template) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("template", letters, ids=lambda t: f"{t.key}.{t.language}")


every = _each(*templates.built_in())
timed = _each(*(each for each in templates.built_in() if each.proposes_times))
ideas = _each(
    *(t for t in templates.built_in() if t.key in ("first-proposal", "reminder", "webinar", "guest"))
)


def composed(template: Template, contact: Party = BARE, project: ProjectFacts | None = None) -> Draft:
    return compose(template, HOME, contact, (SLOT,) if template.proposes_times else (), project)


def test_there_are_ten_letters_in_four_languages() -> None:
    assert [(t.key, t.language, t.name) for t in templates.built_in()] == [
        (key, language, name) for key, name in KEYS.items() for language in LANGUAGES
    ]
    assert {each.languages for each in templates.shelf().listed()} == {tuple(LANGUAGES)}
    assert {t.key for t in templates.built_in() if not t.proposes_times} == {
        "kept-on-file", "polite-no", "thanks",
    }  # fmt: skip


@timed
@pytest.mark.parametrize("project", [None, PROJECT, ProjectFacts(title="Water")])
@pytest.mark.parametrize("slots", [(SLOT,), (SLOT, LATER)])
@pytest.mark.parametrize("home", HOMES)
def test_a_bare_contact_gets_a_whole_letter(
    template: Template, project: ProjectFacts | None, slots: tuple[Slot, ...], home: Party
) -> None:
    draft = compose(template, home, BARE, slots, project)
    assert draft.missing == ()
    assert not re.search(RAGGED, draft.body.replace("    ", ""))
    assert not any(finding.level == "stop" for finding in check(draft, home, BARE))


@ideas
def test_a_letter_says_what_a_partner_must_know(template: Template) -> None:
    draft = composed(template, project=PROJECT)
    assert "Elena Ruiz" in draft.body.split("\n")[0]
    known = (PROJECT.title, PROJECT.ours_does, PROJECT.theirs_does, PROJECT.theirs_gains, PROJECT.ours_gains)
    for said in ("Lincoln School", "Detroit", "45 minut", *known):
        assert said in draft.body
    assert draft.body.rstrip().split("\n\n")[-2].count("?") == 1
    assert draft.body.endswith("Ana Lee\nExchange coordinator\nLincoln School")


@timed
def test_a_time_is_never_a_demand(template: Template) -> None:
    for project in (None, PROJECT):
        body = composed(template, project=project).body
        assert re.search(FLEXIBLE[template.language], body)
        assert CHANGE[template.language] in body


@every
def test_a_letter_can_be_read_at_a_glance(template: Template) -> None:
    for project in (None, PROJECT):
        draft = composed(template, project=project)
        prose = [line for line in draft.body.split("\n") if not line.startswith("    ")]
        assert 40 <= sum(len(line.split()) for line in prose) <= 160
        assert max(len(line.split()) for line in prose) <= 70
        assert all(len(said.split()) <= 32 for line in prose for said in re.split(r"[.?;:!] ", line))
        assert len(draft.subject) < 60


@every
@pytest.mark.parametrize("letters", range(1, 58, 4))
def test_a_subject_stays_short_with_the_title_of_a_project(template: Template, letters: int) -> None:
    draft = composed(
        template,
        project=ProjectFacts(title="Water in our town and in yours, seen from the rivers"[:letters].strip()),
    )
    assert 5 < len(draft.subject) < 60


@every
def test_nobody_is_given_a_gender(template: Template) -> None:
    for project in (None, PROJECT):
        draft = composed(template, project=project)
        assert not re.search(GENDERED, f"{draft.subject}\n{draft.body}")


@timed
def test_school_hours_are_asked_for_only_where_they_are_assumed(template: Template) -> None:
    confirmed = replace(BARE, week=SchoolWeek.parse("Mon-Fri 08:00-13:00"))
    assert re.search(ASKED_HOURS[template.language], composed(template).body)
    assert not re.search(ASKED_HOURS[template.language], composed(template, confirmed).body)


@every
def test_the_contacts_own_greeting_opens_the_letter(template: Template) -> None:
    draft = composed(template, replace(BARE, greeting="Estimada profesora Ruiz"))
    assert draft.body.split("\n")[0].rstrip(",:") == "Estimada profesora Ruiz"


@timed
def test_the_template_prints_its_times_itself(template: Template) -> None:
    draft = compose(template, HOME, BARE, (SLOT, LATER))
    assert draft.body.index("10:30") < draft.body.index(CHANGE[template.language])
    assert draft.body.count("2027") == 4


@every
@pytest.mark.parametrize("home", HOMES)
def test_a_letter_without_times_is_whole_too(template: Template, home: Party) -> None:
    if not template.proposes_times:
        for project in (None, PROJECT, ProjectFacts(title="Water")):
            draft = compose(template, home, BARE, (), project)
            assert draft.missing == ()
            assert not re.search(RAGGED, draft.body)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_a_correction_says_what_holds_and_what_no_longer_does(language: str) -> None:
    template = templates.shelf().named("correction", asked=language)
    before = Earlier(SLOT, SLOT.start - timedelta(hours=1))  # the clocks of Detroit were another hour apart
    body = compose(template, HOME, BARE, (SLOT, LATER), PROJECT, (before, Earlier(LATER, LATER.start))).body
    theirs, ours = local_times(SLOT, HOME, BARE, language)
    assert body.index(theirs) < body.index("12:00" if "12:00" in ours else "13:00") < body.rindex("10:00")
    assert body.count(local_times(LATER, HOME, BARE, language)[0]) == 1  # this one holds as it was said
    assert "UTC−6" in body  # what was said for Hermosillo meant another instant then
    plain = compose(template, HOME, BARE, (SLOT,)).body
    assert plain.count("2027") == 2


def test_french_keeps_its_signs_with_their_words() -> None:
    for template in templates.built_in():
        if template.language == "fr":
            assert not re.search(
                r"[^\u00a0\s{}%|=][;?!»]|« | [;?!»]", re.sub(r"{[{%].*?[%}]}", "", template.body)
            )


def test_a_template_is_named_by_key_and_language() -> None:
    assert templates.shelf().named("reminder", ("fr", "es")).language == "fr"
    assert templates.shelf().named("first-proposal", ("de",), ("es",)).language == "es"
    assert templates.shelf().named("first-proposal", ("es",), asked="en").language == "en"
    with pytest.raises(NotFound, match="Did you mean 'reminder'"):
        templates.shelf().named("remindr")
    with pytest.raises(BadInput, match="no letter in German"):
        templates.shelf().named("reminder", asked="de")


TEXT = "Language: es\nSubject: Hola\n\nBuenos días, {{ contact.name }}:"


def test_a_file_is_read_as_a_template(tmp_path: Path) -> None:
    file = tmp_path / "carta.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    template = templates.load(file)
    assert (template.key, template.name, template.language) == ("carta.txt", "carta.txt", "es")
    assert compose(template, HOME, BARE, ()).body == "Buenos días, Elena Ruiz:"
    assert templates.find(str(file)) == template
    assert templates.find("reminder") == "reminder"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file .*carta\.txt"):
        templates.load(tmp_path / "carta.txt")
    with pytest.raises(NotFound, match="no file"):
        templates.find(str(tmp_path / "carta.txt"))
    with pytest.raises(NotFound, match="no template called 'nothing'"):
        templates.find("nothing")
    with pytest.raises(NotFound):
        templates.load(Path("a\0b.txt"))


def test_what_is_no_text_file_is_refused_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        templates.load(tmp_path)
    file = tmp_path / "carta.txt"
    file.write_bytes(TEXT.encode("cp1252"))
    with pytest.raises(TemplateError, match=r"carta\.txt, line 4: The file is not UTF-8"):
        templates.load(file)
    file.write_bytes(b"x" * 100_000)
    with pytest.raises(TemplateError, match="32 KB"):
        templates.load(file)
    file.write_text(TEXT + "\n{{ contact.nmae }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"carta\.txt, line 5: .* Did you mean contact\.name"):
        templates.load(file)


@timed
@pytest.mark.parametrize("project", [None, PROJECT])
def test_the_checklist_has_nothing_against_it(template: Template, project: ProjectFacts | None) -> None:
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    contact = replace(BARE, week=week, languages=(template.language,))
    findings = check(composed(template, contact, project), HOME, contact)
    assert [each for each in findings if each.level != "ok"] == []


def test_the_portuguese_letters_are_good_in_portugal_and_in_brazil() -> None:
    """Words that are at home in one of the two only."""
    for template in (each for each in templates.built_in() if each.language == "pt"):
        text = f"{template.subject}\n{template.body}".casefold()
        assert [
            each for each in ("videochamada", "você", "contato", ", me avise", "moram") if each in text
        ] == []


def test_a_reminder_does_not_say_that_its_times_were_proposed_before() -> None:
    (english,) = (each for each in templates.built_in() if (each.key, each.language) == ("reminder", "en"))
    assert "once more" not in english.body


def test_what_a_spanish_guest_does_in_a_project_is_not_put_to_one_person_alone() -> None:
    (guest,) = (each for each in templates.built_in() if (each.key, each.language) == ("guest", "es"))
    assert "- Usted o su clase: " in composed(guest, project=PROJECT).body
    assert "- De su parte: " in composed(guest).body
