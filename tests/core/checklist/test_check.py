"""All rules together, and what is sent in spite of one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.checklist import RULES, WALLS, Finding, Known, Letter, check
from partnerdesk.core.drafting import Address, Party, Template
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.desk import templates
from tests.core.checklist.parties import BODIES, ELENA, HOME, found, letter
from tests.golden import letters as golden

NOW = datetime(2027, 3, 1, tzinfo=UTC)
# Of a good letter these have nothing to say: its slots, holidays and breaks are known, it is about no project
# and the first one.
SILENT = {"not_judged", "holidays_known", "breaks_known", "project_dates", "goes_on", "project_language"}


@pytest.mark.parametrize("language", BODIES)
def test_a_good_letter_passes_every_rule_in_every_language(language: str) -> None:
    findings = check(letter(language), HOME, ELENA, NOW)
    assert [(each.rule, each.text) for each in findings if each.level != "ok" or not each.known] == []
    whole = Letter(letter(language), HOME, ELENA, NOW)
    assert {each.__name__ for each in RULES if not [*each(whole)]} == SILENT


@pytest.mark.parametrize("template", templates.built_in(), ids=lambda each: f"{each.key}.{each.language}")
def test_the_built_in_letters_are_all_well(template: Template) -> None:
    # Of the place and the hour, which the sample chose, not of the words
    aside = {"own-hours", "school-hours"}
    contact = golden.CONTACTS[template.language]
    known = Known(proposes=template.proposes_times)
    findings = check(golden.draft(template), golden.HOME, contact, NOW, known)
    assert [
        (each.rule, each.text) for each in findings if each.level != "ok" and each.rule not in aside
    ] == []


def test_rules_that_read_words_say_when_they_could_not_tell() -> None:
    body = "Elena様\n\n私たちのクラスと話しませんか。\n\nTIMES\n\nAna Lee"
    findings = check(letter("ja", body=body), HOME, ELENA, NOW)
    unknown = [each for each in findings if not each.known]
    assert {each.rule for each in unknown} == {"flexible", "class-does", "class-gains", "open-to-change"}
    assert {each.level for each in unknown} == {"ok"}
    assert all(each.text.startswith("Could not tell") and not each.fixes for each in unknown)


@pytest.mark.parametrize("rule", ["subject", "name", "missing-fields", "past", "sender"])
def test_a_stop_can_be_overridden_with_a_reason_which_is_kept(rule: str) -> None:
    home = replace(HOME, name="")
    draft = replace(
        letter(), subject="", body="Dear Bob,\n\n‹city›", sender=replace(letter().sender, name="")
    )
    later = datetime(2028, 1, 1, tzinfo=UTC)
    (stop,) = (each for each in check(draft, home, ELENA, later) if each.rule == rule)
    assert stop.level == "stop"
    (sent,) = (
        each
        for each in check(draft, home, ELENA, later, overrides={rule: "She asked for it"})
        if each.rule == rule
    )
    assert (sent.level, sent.overridden, sent.text) == ("advice", "She asked for it", stop.text)


@pytest.mark.parametrize("address", ["", "elena", "elena@", "a@b@example.org", "a@example.org?bcc=x"])
def test_school_hours_both_times_and_the_address_are_never_overridden(address: str) -> None:
    night = Slot.parse("2027-03-16 22:00 America/Mexico_City")
    draft = replace(letter(slots=[night]), body="Dear Elena,", to=Address("Elena", address))
    reasons = dict.fromkeys(WALLS, "because")
    stops = [each for each in check(draft, HOME, ELENA, NOW, overrides=reasons) if each.level == "stop"]
    assert {each.rule for each in stops} == set(WALLS) - {"template"}  # without a letter there is no rule
    assert not any(each.may_be_overridden for each in stops)
    assert not Finding("template", "stop", "The letter could not be made.").may_be_overridden


@given(st.text(max_size=400), st.text(max_size=80), st.sampled_from(["en", "es", "fr", "pt", "ja", ""]))
def test_any_text_is_checked_and_every_place_and_fix_lies_in_it(
    body: str, subject: str, language: str
) -> None:
    draft = replace(letter(), body=body, subject=subject, language=language)
    for finding in check(draft, HOME, ELENA, NOW):
        for place in (finding.place, *(fix.place for fix in finding.fixes)):
            if place is not None:
                text = subject if place.part == "subject" else body
                assert 0 <= place.start <= place.end <= len(text)
        for fix in finding.fixes:
            assert (fix.applied(subject, body) == (subject, body)) == (fix.place is None)


def test_thanks_are_not_held_to_the_rules_of_a_proposal() -> None:
    body = "Dear Elena Ruiz,\n\nThank you: the class still talks of it.\n\nKind regards,\nAna Lee"
    findings = check(letter(body=body, slots=()), HOME, ELENA, NOW, Known(proposes=False))
    assert [each.rule for each in findings if each.level != "ok"] == []
    rules = {each.rule for each in findings}
    assert not rules & {"flexible", "class-does", "class-gains", "open-to-change", "both-times"}


def test_the_last_letter_is_given_a_week() -> None:
    for days, wanted in ((0, "advice"), (6, "advice"), (7, "ok")):
        known = Known(last_letter=NOW - timedelta(days=days))
        (finding,) = found("last-letter", letter(), now=NOW, known=known)
        assert finding.level == wanted
    (never,) = found("last-letter", letter(), now=NOW)
    assert never.level == "ok"


def test_a_party_about_whom_nothing_is_known_is_checked_all_the_same() -> None:
    nobody = Party(name="", place=Place(), week=ELENA.week)
    assert {each.rule for each in check(letter(contact=nobody), nobody, nobody, NOW)} >= {
        "sender",
        "language",
    }
