"""The project's dates, and the language in which it is written."""

from dataclasses import replace
from datetime import date

import pytest

from partnerdesk.core.bilingual import DIVIDER
from partnerdesk.core.checklist import Known
from partnerdesk.core.drafting import ProjectFacts
from tests.core.checklist.parties import BODIES, found, letter

BREAD = ProjectFacts(
    title="Bread at our breakfast",
    ours_does="brings its breakfast and tells of it",
    theirs_does="shows the bread of the town to our class",
)


def _about(language: str, project: ProjectFacts) -> str:
    lines = f"- 1: {project.ours_does}\n- 2: {project.theirs_does}\n\nTIMES"
    return BODIES[language].replace("TIMES", lines)


def test_lines_of_an_english_project_in_a_spanish_letter_are_named_in_one_finding() -> None:
    draft = letter("es", body=_about("es", BREAD))
    (finding,) = found("project-language", draft, known=Known(BREAD))
    assert finding.level == "advice"
    assert finding.place
    assert draft.body[finding.place.start : finding.place.end] == BREAD.ours_does
    assert finding.text.startswith("Lines of the project are in English, this letter is in Spanish: put “")
    assert finding.text.count("“") == 2


def test_of_a_project_in_two_languages_each_line_is_judged_by_itself() -> None:
    mixed = replace(
        BREAD,
        ours_does="we bring the bread and the butter of our town",
        theirs_does="traen el pan y los dulces de su pueblo",
    )
    (finding,) = found("project-language", letter("en", body=_about("en", mixed)), known=Known(mixed))
    assert "put “traen el pan" in finding.text
    assert "we bring" not in finding.text


def test_its_lines_are_well_in_a_letter_of_its_own_language() -> None:
    (finding,) = found("project-language", letter("en", body=_about("en", BREAD)), known=Known(BREAD))
    assert (finding.level, finding.known) == ("ok", True)


def test_in_a_letter_of_two_languages_only_the_other_half_is_advised_on() -> None:
    spanish = letter("es", body=_about("es", BREAD))
    english = letter("en", body=_about("en", BREAD))
    both = replace(spanish, body=f"{spanish.body}{DIVIDER}{english.body}", also="en")
    (finding,) = found("project-language", both, known=Known(BREAD))
    assert finding.place
    assert finding.place.end < len(spanish.body)
    assert finding.text.count("“") == 2
    assert finding.text.startswith("The project has these lines in English only. In the Spanish half of")
    assert finding.text.endswith("into Spanish.")


@pytest.mark.parametrize(("languages", "level", "known"), [(("en",), "advice", True), ((), "ok", False)])
def test_where_its_words_do_not_tell_its_language_does(
    languages: tuple[str, ...], level: str, known: bool
) -> None:
    short = ProjectFacts(title="Water", ours_does="draws maps", languages=languages)
    draft = letter("es", body=BODIES["es"].replace("TIMES", "- 1: draws maps\n\nTIMES"))
    (finding,) = found("project-language", draft, known=Known(short))
    assert (finding.level, finding.known) == (level, known)


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (date(2027, 3, 17), None, "before “Bread at our breakfast” begins (Wednesday, 17 March 2027)"),
        (None, date(2027, 3, 15), "after “Bread at our breakfast” ends (Monday, 15 March 2027)"),
    ],
)
def test_a_slot_outside_the_projects_dates_is_advised_against(
    opens: date | None, closes: date | None, said: str
) -> None:
    project = replace(BREAD, opens=opens, closes=closes)
    (finding,) = found("project-dates", letter(), known=Known(project))
    assert finding.level == "advice"
    assert said in finding.text
    assert finding.fixes[0].action == "find-time"


def test_its_first_and_last_day_are_inside() -> None:
    project = replace(BREAD, opens=date(2027, 3, 16), closes=date(2027, 3, 16))
    (finding,) = found("project-dates", letter(), known=Known(project))
    assert finding.level == "ok"
