"""The letters that come with the program, and templates from files."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from partnerdesk.core.checklist import check
from partnerdesk.core.drafting import Earlier, Party, ProjectFacts, Template, compose, local_times
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
FLEXIBLE = {"en": "We are flexible|we are flexible", "es": "omos flexibles", "fr": "ous sommes flexibles"}
CHANGE = {"en": "verything can be changed", "es": "odo se puede cambiar", "fr": "out peut être modifié"}
ASKED_HOURS = {
    "en": "school hours",
    "es": "horario escolar",
    "fr": "horaires de classe",
    "pt": "horário escolar",
}

HOMES = [
    HOME,
    replace(HOME, role="", place=Place(zone="America/Detroit")),
    replace(HOME, organisation=""),
    replace(HOME, role="", organisation=""),
    replace(HOME, place=Place(zone="America/Detroit"), organisation=""),
]

LETTERS = [each for each in templates.built_in() if each.key in ("first-proposal", "reminder")]
each = pytest.mark.parametrize("template", LETTERS, ids=lambda t: f"{t.key}.{t.language}")
every = pytest.mark.parametrize("template", templates.built_in(), ids=lambda t: f"{t.key}.{t.language}")


@every
@pytest.mark.parametrize("project", [None, PROJECT, ProjectFacts(title="Water")])
@pytest.mark.parametrize("slots", [(SLOT,), (SLOT, LATER)])
@pytest.mark.parametrize("home", HOMES)
def test_a_bare_contact_gets_a_whole_letter(
    template: Template, project: ProjectFacts | None, slots: tuple[Slot, ...], home: Party
) -> None:
    draft = compose(template, home, BARE, slots, project)
    assert draft.missing == ()
    assert not re.search(
        r"[‹›{}]|\(\s*\)|  +\S.*  |\n\n\n|\(, |, \)| ,|\bNone\b", draft.body.replace("    ", "")
    )
    assert not any(finding.level == "stop" for finding in check(draft, home, BARE))


@each
def test_a_letter_says_what_a_partner_must_know(template: Template) -> None:
    draft = compose(template, HOME, BARE, (SLOT,), PROJECT)
    assert "Elena Ruiz" in draft.body.split("\n")[0]
    for said in (
        "Lincoln School",
        "Detroit",
        "45 minut",
        PROJECT.title,
        PROJECT.theirs_gains,
        PROJECT.ours_gains,
    ):
        assert said in draft.body
    assert re.search(FLEXIBLE[template.language], draft.body)
    assert CHANGE[template.language] in draft.body
    assert draft.body.rstrip().split("\n\n")[-2].count("?") + draft.body.split("\n\n")[-3].count("?") > 0
    assert draft.body.endswith("Ana Lee\nExchange coordinator\nLincoln School")


@each
def test_a_letter_can_be_read_at_a_glance(template: Template) -> None:
    draft = compose(template, HOME, BARE, (SLOT,))
    prose = [line for line in draft.body.split("\n") if not line.startswith("    ")]
    words = sum(len(line.split()) for line in prose)
    assert 70 <= words <= 130
    assert max(len(line.split()) for line in prose) <= 70
    assert len(draft.subject) <= 78


@every
def test_school_hours_are_asked_for_only_where_they_are_assumed(template: Template) -> None:
    confirmed = replace(BARE, week=SchoolWeek.parse("Mon-Fri 08:00-13:00"))
    assert ASKED_HOURS[template.language] in compose(template, HOME, BARE, (SLOT,)).body
    assert ASKED_HOURS[template.language] not in compose(template, HOME, confirmed, (SLOT,)).body


@every
def test_the_contacts_own_greeting_opens_the_letter(template: Template) -> None:
    draft = compose(template, HOME, replace(BARE, greeting="Estimada profesora Ruiz"), (SLOT,))
    assert draft.body.split("\n")[0].rstrip(",:") == "Estimada profesora Ruiz"


@each
def test_the_template_prints_its_times_itself(template: Template) -> None:
    draft = compose(template, HOME, BARE, (SLOT, LATER))
    assert draft.body.index("10:30") < draft.body.index(CHANGE[template.language][2:])
    assert draft.body.count("2027") == 4


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_a_correction_says_what_holds_and_what_no_longer_does(language: str) -> None:
    template = templates.named("correction", asked=language)
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
    assert templates.named("reminder", ("fr", "es")).language == "fr"
    assert templates.named("first-proposal", ("de",), ("es",)).language == "es"
    assert templates.named("first-proposal", ("es",), asked="en").language == "en"
    with pytest.raises(NotFound, match="Did you mean 'reminder'"):
        templates.named("remindr")
    with pytest.raises(BadInput, match="no letter in German"):
        templates.named("reminder", asked="de")


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
