"""Own templates, letters in two languages and letters without times on the page of drafts."""

import pytest
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts, own_templates
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LinkButton

SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def offered(page: DraftsPage) -> list[str]:
    combo = page.writing.choices.template
    return [combo.itemText(i) for i in range(combo.count()) if combo.itemText(i)]


def test_own_templates_are_offered_first_and_followed(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    made = own_templates.copy(book, "reminder").made
    own_templates.rename(book, "gentle-reminder-my-own", "Harvest")
    page.start([elena])
    assert offered(page)[:3] == ["Harvest", "Another time", "Yes to a time"]
    page.writing.subject.choose_template("gentle-reminder-my-own")
    page.writing.letters.settle()
    assert page.writing.letter.body.toPlainText().startswith("Buenos días, Elena Ruiz:")
    spanish = own_templates.ids(book, "gentle-reminder-my-own")["es"]
    runner.do(lambda one: own_templates.edit(one, spanish, body="Hola, {{ contact.name }}:"), context=page)
    page.writing.letters.settle()
    assert page.writing.letter.body.toPlainText().startswith("Hola, Elena Ruiz:")
    assert "en Detroit" in page.writing.letter.body.toPlainText()
    runner.do(lambda one: own_templates.trash(one, made), context=page)
    page.writing.letters.settle()
    assert "Harvest" not in offered(page)[:-2]
    assert page.writing.choices.template.currentText() == "Harvest"
    assert "There is no template" in page.writing.bar.text
    assert not page.writing.send.save.isEnabled()
    assert "Held back" in page.writing.send._why.text()
    runner.undo()
    page.writing.letters.settle()
    assert offered(page)[0] == page.writing.choices.template.currentText() == "Harvest"
    assert page.writing.letters.shown[0].template == "gentle-reminder-my-own"
    assert page.writing.bar.isHidden()
    assert page.writing.send.save.isEnabled()


def test_one_broken_language_holds_back_its_letter_and_leads_to_the_template(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int, priya: int
) -> None:
    own_templates.copy(book, "reminder")
    key = "gentle-reminder-my-own"
    spanish = own_templates.ids(book, key)["es"]
    own_templates.edit(book, spanish, body="Hola\n{{ tims }}")
    page.start([elena, priya])
    page.writing.subject.choose_template(key)
    page.writing.letters.settle()
    held, ready = page.writing.letters.shown
    assert [each.rule for each in held.stopped] == ["template"]
    assert ready.draft.language == "en"
    page.writing.recipients.choose(elena)
    assert "“Gentle reminder, my own” in Spanish, line 2" in page.writing.send._why.text()
    links = {each.text(): each for each in page.writing.findings.findChildren(LinkButton)}
    with qtbot.waitSignal(page.templateRequested) as asked:
        links["Mend the template"].click()
    assert asked.args == [key, "es"]
    runner.do(lambda one: own_templates.edit(one, spanish, body="Hola\n{{ times }}"), context=page)
    page.writing.letters.settle()
    assert [each.unmade for each in page.writing.letters.shown] == ["", ""]


def test_a_letter_that_was_emptied_is_not_kept_once_none_can_be_made(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    own_templates.copy(book, "reminder")
    key = "gentle-reminder-my-own"
    spanish = own_templates.ids(book, key)["es"]
    page.start([elena])
    page.writing.subject.choose_template(key)
    page.writing.letters.settle()
    page.writing.letters.edit(elena, "", "")
    runner.do(lambda one: own_templates.edit(one, spanish, body="Hola\n{{ tims }}"), context=page)
    page.writing.letters.settle()
    assert page.writing.letters.shown[0].unmade
    with qtbot.assertNotEmitted(runner.failed):
        page.leave()
    assert drafts.lines(book) == []


def test_a_mistake_in_a_template_holds_its_letters_until_it_is_mended(
    page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    (spanish,) = own_templates.begin(book, "es").made
    own_templates.edit(book, spanish, subject="Hola", body="Hola, {{ contact.name }}:\n\n{{ times }}")
    key, _ = own_templates.place_of(book, spanish)
    page.start([elena], template=key)
    page.writing.letters.settle()
    body = page.writing.letter.body
    assert body.toPlainText().startswith("Hola, Elena Ruiz:")
    for said in ("Hola, {{ contact.na", "Buenas, {{ contact.name }}:\n\n{{ times }}"):
        runner.do(lambda one, said=said: own_templates.edit(one, spanish, body=said), context=page)  # type: ignore[misc]
        page.writing.letters.settle()
        assert page.writing.letters.asked.template == key
        assert page.writing.send.save.isEnabled() == said.startswith("Buenas")
    assert body.toPlainText().startswith("Buenas, Elena Ruiz:")
    runner.do(lambda one: own_templates.edit(one, spanish, body="{{"), context=page)
    page.start([elena])  # other letters do not begin with it
    assert page.writing.letters.asked.template == "first-proposal"


def test_ours_below_theirs_is_one_click_and_new_times_reach_both(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int
) -> None:
    page.start([elena])
    page.writing.choices.bilingual.click()
    page.writing.letters.settle()
    body = page.writing.letter.body
    assert body.toPlainText().index("Buenos días") < body.toPlainText().index("Dear Elena Ruiz")
    letters = page.writing.letters
    letters.edit(elena, *(letters.text(elena)[0], letters.text(elena)[1].replace("Somos flexibles", "Sí")))
    letters.ask(slots=(Slot.parse("2027-03-16 11:30 America/Hermosillo"),))
    letters.settle()
    above, _, below = letters.text(elena)[1].partition("* * *")
    assert "Sí" in above
    assert "11:30 en Hermosillo" in above
    assert "11:30 in Hermosillo" in below
    assert not letters.shown[0].stopped
    draft_id = drafts.keep(book, letters.shown[0]).made[0]
    page.open_draft(draft_id)
    assert page.writing.choices.bilingual.isChecked()
    assert letters.shown[0].draft.also == "en"


@pytest.mark.parametrize("template", ["confirmation", "reminder", "thanks", "correction"])
def test_new_letters_never_begin_as_answers_or_reminders(
    page: DraftsPage, elena: int, priya: int, template: str
) -> None:
    page.start([elena], (SLOT,), 0, template)
    page.writing.letters.ask(project="Water")
    page.start([elena, priya])
    asked = page.writing.letters.asked
    assert (asked.template, asked.project) == ("first-proposal", 0)


def test_an_answer_to_somebody_who_never_wrote_is_advised_against(page: DraftsPage, elena: int) -> None:
    page.start([elena], (SLOT,), 0, "confirmation")
    page.writing.letters.settle()
    (letter,) = page.writing.letters.shown
    (finding,) = (each for each in letter.findings if each.rule == "goes-on")
    assert finding.level == "advice"


def test_thanks_begun_from_elsewhere_has_no_times_whatever_was_written_before(
    page: DraftsPage, elena: int
) -> None:
    page.start([elena])  # a first proposal, with times
    page.start([elena], template="thanks")
    page.writing.letters.settle()
    assert page.writing.times.isHidden()
    assert page.writing.letters.shown[0].draft.slots == ()
    assert "2027" not in page.writing.letter.body.toPlainText()


def test_thanks_has_no_times_and_the_next_letter_has_them_again(
    qtbot: QtBot, page: DraftsPage, elena: int
) -> None:
    page.start([elena])
    page.writing.subject.choose_template("thanks")
    page.writing.letters.settle()
    assert page.writing.times.isHidden()
    assert "2027" not in page.writing.letter.body.toPlainText()
    assert page.writing.letters.shown[0].draft.slots == ()
    page.writing.subject.choose_template("reminder")
    page.writing.letters.settle()
    assert not page.writing.times.isHidden()
    assert page.writing.letter.body.toPlainText().count("2027") == 2
