"""Templates of the user's own: kept as typed, used when right, never over what comes with the program."""

from datetime import timedelta

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, home, own_templates, templates, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound, Refused, TemplateError

SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


def made(
    book: Book, name: str = "Harvest", language: str = "es", body: str = "Hola, {{ contact.name }}:"
) -> str:
    """Add a template that can be used, and return its key."""
    (template_id,) = own_templates.begin(book, language).made
    own_templates.edit(book, template_id, subject="La cosecha", body=body)
    key = next(each.key for each in templates.shelf(book).listed() if template_id in ids(book, each.key))
    own_templates.rename(book, key, name)
    return key


def ids(book: Book, key: str) -> list[int]:
    return list(own_templates.ids(book, key).values())


def own(book: Book) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(t.name, t.languages, t.broken) for t in templates.shelf(book).listed() if t.own]


def test_an_own_template_comes_first_and_is_written_with(book: Book, elena: int) -> None:
    key = made(book)
    listed = templates.shelf(book).listed()
    assert [each.own for each in listed] == [True] + [False] * 10
    (letter,) = drafts.prepare(book, [elena], template=key, slots=[SLOT])
    assert letter.draft.subject == "La cosecha"
    assert letter.template == key
    drafts.keep(book, letter)
    assert [each.template for each in drafts.lines(book)] == ["Harvest"]
    own_templates.rename(book, key, "The harvest")
    assert [each.template for each in drafts.lines(book)] == ["The harvest"]


def test_both_local_times_are_there_though_its_author_forgot_them(book: Book, elena: int) -> None:
    key = made(book)
    (letter,) = drafts.prepare(book, [elena], template=key, slots=[SLOT])
    assert "10:00 en Hermosillo (UTC−7)" in letter.draft.body
    assert "en Detroit (UTC−4)" in letter.draft.body
    assert not letter.stopped
    with pytest.raises(Refused, match="proposes a time"):
        drafts.prepare(book, [elena], template=key, slots=[])
    (template_id,) = ids(book, key)
    own_templates.edit(book, template_id, proposes_times=False)
    (letter,) = drafts.prepare(book, [elena], template=key, slots=[])
    assert letter.draft.body == "Hola, Elena Ruiz:"


def test_one_that_is_to_propose_no_times_any_more_and_gives_them_is_refused(book: Book) -> None:
    key = made(book, body="Hola\n{{ times }}")
    (template_id,) = ids(book, key)
    assert own(book)[0][2] == ()
    own_templates.edit(book, template_id, proposes_times=False)
    assert own(book)[0][2] == ("es",)
    with pytest.raises(TemplateError, match=r"line 2.*not said to propose times"):
        templates.shelf(book).named(key, asked="es")


def test_a_copy_keeps_its_purpose_until_it_is_given_another_in_all_languages(book: Book) -> None:
    made = own_templates.copy(book, "correction").made
    key = own_templates.place_of(book, made[0])[0]
    own_templates.add_language(book, key, "de", like="en")

    def purposes() -> set[str]:
        return {each.purpose for each in templates.shelf(book).texts(key).values()}

    assert purposes() == {"correction"}
    own_templates.edit(book, made[0], purpose="thanks")
    assert purposes() == {"thanks"}
    book.undo()
    assert purposes() == {"correction"}
    again = own_templates.place_of(book, own_templates.copy(book, key).made[0])[0]
    assert templates.shelf(book).named(again).purpose == "correction"


def test_a_copy_is_edited_and_what_came_with_the_program_stays(book: Book) -> None:
    changes = own_templates.copy(book, "reminder")
    assert changes.label == "Made your own copy: Gentle reminder, my own"
    assert own(book) == [("Gentle reminder, my own", ("en", "es", "fr", "pt"), ())]
    english = changes.made[0]
    own_templates.edit(book, english, body="Dear {{ contact.name }}")
    assert templates.shelf(book).named("reminder", asked="en") == templates.shelf().named(
        "reminder", asked="en"
    )
    with pytest.raises(NotFound):
        own_templates.rename(book, "reminder", "Mine")
    assert own_templates.ids(book, "reminder") == {}
    book.undo()
    book.undo()
    assert own(book) == []
    own_templates.copy(book, "reminder")
    own_templates.copy(book, "reminder")
    assert [each[0] for each in own(book)] == ["Gentle reminder, my own", "Gentle reminder, my own 2"]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Hola\n{{ contact.__class__ }}", 2, "has no '__class__'"),
        ("{{ 'a'*10**10 }}", 1, "do not calculate"),
        (
            "\n\n" + "{% for a in slots %}" * 3 + "x" + "{% endfor %}" * 3,
            3,
            "No more than 2 'for'",
        ),
        ("Hola,\n\n{{ contact.nmae }}", 3, "Did you mean contact.name?"),
    ],
)
def test_what_is_wrong_is_kept_and_refused_with_name_and_line(
    book: Book, elena: int, body: str, line: int, words: str
) -> None:
    key = made(book, body=body)
    assert own_templates.text(book, key, "es").template.body == body
    assert own(book) == [("Harvest", ("es",), ("es",))]
    with pytest.raises(TemplateError) as caught:
        drafts.prepare(book, [elena], template=key, slots=[SLOT])
    assert str(caught.value).startswith(f"“Harvest” in Spanish, line {line}: ")
    assert words in str(caught.value)
    assert drafts.lines(book) == []


def test_a_letter_in_a_language_with_a_mistake_is_held_back_by_itself(book: Book, elena: int) -> None:
    key = made(book)
    (english,) = own_templates.add_language(book, key, "en", like="es").made
    (letter,) = drafts.prepare(book, [elena], template=key, slots=[SLOT])
    assert letter.draft.language == "es"
    (spanish,) = set(ids(book, key)) - {english}
    own_templates.edit(book, spanish, body="Hola\n{{ x }}")
    kari = contacts.add(
        book,
        name="Kari Dahl",
        place=locate(city="Bergen", country="NO"),
        languages=("en",),
        emails=[("kari@skole.example.org", "")],
    ).made[0]
    held, other = drafts.prepare(book, [elena, kari], template=key, slots=[SLOT])
    (stop,) = held.findings
    assert (stop.level, stop.may_be_overridden) == ("stop", False)
    assert stop.text.startswith("“Harvest” in Spanish, line 2: There is nothing called 'x'")
    assert (held.draft.subject, held.draft.body) == ("", "")
    assert (other.draft.language, other.unmade) == ("en", "")
    assert drafts.rewritten(book, held, subject="", body="").stopped == (stop,)
    with pytest.raises(Refused, match="no letter yet"):
        drafts.keep(book, held)
    with pytest.raises(Refused, match="“Harvest” in Spanish, line 2"):
        drafts.write_out(book, [held, other], kind="copy")
    with pytest.raises(Refused, match="no letter yet"):
        drafts.override(book, held, "template", "because")
    both = drafts.prepare(book, [kari], template=key, slots=[SLOT], bilingual=True)
    assert [each.unmade for each in both] == [""]
    home.edit(book, languages=("es",))
    (held,) = drafts.prepare(book, [kari], template=key, slots=[SLOT], bilingual=True)
    assert held.unmade
    own_templates.edit(book, spanish, subject="{{ x }}", body="Hola")
    with pytest.raises(
        TemplateError, match="“Harvest” in Spanish: In the subject: There is nothing called 'x'"
    ):
        drafts.prepare(book, [elena], template=key, slots=[SLOT], language="es")


def test_typing_is_one_step_of_undo(book: Book) -> None:
    key = made(book)
    (template_id,) = ids(book, key)
    for text in ("H", "Ho", "Hola "):
        own_templates.edit(book, template_id, body=text)
    assert own_templates.text(book, key, "es").template.body == "Hola "
    assert book.undoable()[0] == "Edited the template Harvest"
    book.undo()
    assert own_templates.text(book, key, "es").template.body == "Hola, {{ contact.name }}:"


def test_what_was_typed_another_day_is_a_step_of_its_own(book: Book) -> None:
    key = made(book)
    (template_id,) = ids(book, key)
    own_templates.edit(book, template_id, body="Hola ")
    later = book.now() + timedelta(days=9)
    book._clock = lambda: later
    own_templates.edit(book, template_id, body="Hola a todos ")
    book.undo()
    assert own_templates.text(book, key, "es").template.body == "Hola "


def test_names_are_no_one_elses(book: Book) -> None:
    key = made(book, "Harvest")
    other = made(book, "Autumn")
    for taken in ("harvest", "First proposal", "  HARVEST "):
        with pytest.raises(BadInput, match="already"):
            own_templates.rename(book, other, taken)
    with pytest.raises(BadInput, match="needs a name"):
        own_templates.rename(book, other, " ")
    with pytest.raises(BadInput, match="81 letters"):
        own_templates.rename(book, other, "x" * 81)
    own_templates.rename(book, key, "HARVEST")
    own_templates.trash(book, ids(book, key))
    with pytest.raises(BadInput):
        own_templates.rename(book, other, "Harvest")


def test_a_language_is_added_once(book: Book) -> None:
    key = made(book)
    (french,) = own_templates.add_language(book, key, "FR", like="es").made
    assert own_templates.text(book, key, "fr").template.subject == "La cosecha"
    own_templates.trash(book, [french])
    for code, why in (("es", "there"), ("fr", "in Trash"), ("xx", "no language code")):
        with pytest.raises(BadInput, match=why):
            own_templates.add_language(book, key, code, like="es")
    with pytest.raises(NotFound):
        own_templates.add_language(book, "reminder", "de", like="en")


def test_what_was_thrown_away_together_comes_back_together(book: Book) -> None:
    key = made(book)
    own_templates.add_language(book, key, "en", like="es")
    changes = own_templates.trash(book, ids(book, key))
    assert changes.label == "Harvest moved to Trash"
    assert own(book) == []
    (thrown,) = trash.listed(book)
    assert (thrown.title, thrown.detail) == ("Harvest", "Template in Spanish, English")
    trash.restore(book, [thrown.key])
    assert own(book) == [("Harvest", ("en", "es"), ())]
    changes = own_templates.trash(book, [own_templates.ids(book, key)["en"]])
    assert changes.label == "English of Harvest moved to Trash"
    book.undo()
    assert own(book) == [("Harvest", ("en", "es"), ())]


def test_a_text_that_is_too_long_is_refused_and_the_old_one_stays(book: Book) -> None:
    key = made(book)
    (template_id,) = ids(book, key)
    with pytest.raises(BadInput, match="32 KB"):
        own_templates.edit(book, template_id, body="x" * 40_000)
    assert own_templates.text(book, key, "es").template.body == "Hola, {{ contact.name }}:"
    with pytest.raises(NotFound):
        own_templates.edit(book, 999, body="x")


def test_a_template_is_found_by_key_or_name(book: Book) -> None:
    key = made(book, "Autumn letter")
    assert templates.find("autumn LETTER", book) == key
    assert templates.find(key, book) == key
    assert templates.find("Gentle reminder", book) == "reminder"
    with pytest.raises(NotFound, match="Did you mean 'Autumn letter'"):
        templates.find("Autumn leter", book)


def test_a_letter_that_could_not_be_made_is_for_the_same_when_it_is_written_by_hand(
    book: Book, elena: int
) -> None:
    own_templates.copy(book, "reminder")
    key = "gentle-reminder-my-own"
    own_templates.edit(book, own_templates.ids(book, key)["es"], body="Hola\n{{ x }}")
    (held,) = drafts.prepare(book, [elena], template=key, slots=[SLOT])
    assert held.unmade
    assert (held.purpose, held.draft.slots) == ("reminder", (SLOT,))
    written = drafts.rewritten(book, held, subject="Hola", body="Hola, Elena:")
    kept = drafts.opened(book, drafts.keep(book, written).made[0])
    assert (kept.purpose, kept.draft.slots, kept.draft.body) == ("reminder", (SLOT,), "Hola, Elena:")
    assert "both-times" in [each.rule for each in kept.stopped]  # it gives none
