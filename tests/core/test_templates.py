"""A template is read from its text, or refused with its name, the line and a way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.sandbox import mistakes
from partnerdesk.core.templates import LETTER_LINE, MOST_BYTES, parse_template, written
from partnerdesk.errors import TemplateError

HEAD = "Name: Note\nLanguage: es\nTimes: yes\nSubject: Hola\n\n"


def refused(body: str, head: str = HEAD) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        parse_template(head + body, "note.txt")
    return caught.value


def error_of(source: str) -> TemplateError | None:
    try:
        parse_template(source, "note.txt")
    except TemplateError as error:
        return error
    return None


def test_a_text_becomes_a_template() -> None:
    template = parse_template(HEAD + "Buenos días, {{ contact.name }}:\n", "note.txt")
    assert (template.key, template.name, template.language) == ("note.txt", "Note", "es")
    assert (template.subject, template.proposes_times) == ("Hola", True)
    assert template.body == "Buenos días, {{ contact.name }}:\n"


def test_any_language_of_three_letters_is_one() -> None:
    assert parse_template("Language: nhe\nSubject: Tlen\n\nTlen", "carta.txt").language == "nhe"


def test_name_and_times_may_be_left_out() -> None:
    template = parse_template("language: pt_br\nSUBJECT: Olá\n\nBom dia!", "carta.txt")
    assert (template.name, template.language, template.proposes_times) == ("carta.txt", "pt-BR", False)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_ends_and_a_byte_order_mark_are_read(ends: str) -> None:
    template = parse_template("\ufeff" + (HEAD + "Hola,\n\nadiós").replace("\n", ends), "note.txt")
    assert template.body == "Hola,\n\nadiós"


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("Language: es\n\n", 1, "'Subject:' is missing"),
        ("Subject: Hola\n\n", 1, "'Language:' is missing"),
        ("Language: es\nSubject:\n\n", 2, "'Subject:' is missing"),
        ("Langage: es\nSubject: Hola\n\n", 1, "Did you mean 'Language:'?"),
        ("Language: es\nLanguage: en\nSubject: Hola\n\n", 2, "given twice"),
        ("Language: Spanish!\nSubject: Hola\n\n", 1, "the code of no language"),
        ("Language: xx\nSubject: Hola\n\nHola", 1, "the code of no language"),
        ("Language: und\nSubject: Hola\n\nHola", 1, "the code of no language"),
        ("Language: es\nSubject: Hola\nTimes: perhaps\n\n", 3, "neither yes nor no"),
        ("Language: es\nSubject: {{ contact.nmae }}\n\n", 2, "Did you mean contact.name?"),
        ("Dear colleague,\n\n", 1, "not a header line"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(head: str, line: int, words: str) -> None:
    error = refused("Text", head)
    assert str(error).startswith(f"note.txt, line {line}: ")
    assert words in str(error)


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("es-419", "es-419"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr_Latn_RS", "sr-Latn-RS"),
        ("PT_br", "pt-BR"),
        ("nah", "nah"),
    ],
)
def test_every_code_that_a_book_takes_is_a_template_s_language(code: str, tag: str) -> None:
    assert parse_template(f"Language: {code}\nSubject: Hola\n\nHola", "note.txt").language == tag


def test_a_letter_without_text_is_refused() -> None:
    assert "letter itself is missing" in str(refused("\n  \n"))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("{{ contact.nmae }}", "Did you mean contact.name?"),
        ("{{ contcat.name }}", "Did you mean contact?"),
        ("{{ organisation }}", "Did you mean contact.organisation?"),
        ("{{ title }}", "Did you mean project.title?"),
        ("{{ contact.name|uper }}", "Did you mean 'upper'?"),
        ("{{ contact }}", "Name one of its facts: name, greeting"),
        ("{{ slots }}", "{{ times }}"),
        ("{{ contact.languages }}", "|join(', ')"),
        ("{{ contact.hours_confirmed }}", "'if'"),
        ("{% if contact.city %}here", "{% endif %}"),
        ("{{ contact.city is defined }}", "{% if contact.city %}"),
        ("{{ contact['name'] }}", "Write a dot"),
        ("{{ contact.name ~ home.name }}", "one after the other"),
        ("{{ minutes + 15 }}", "do not calculate"),
        ("{{ contact.name.upper() }}", "Calls with brackets"),
        ("{{ contact.name.upper }}", "'contact.name' has no parts"),
        ("{% set x = 1 %}", "The tag 'set' may not be used"),
        ("{% for x in contact.name %}{% endfor %}", "Lists are slots"),
        ("{% for home in slots %}{% endfor %}", "'home' is taken"),
        ("{{ 'a' if contact.city }}", "no 'else'"),
        ("{{ contact.name if contact.city else minutes }}", "not of a kind"),
        ("{% if contact.name > 3 %}{% endif %}", "cannot be compared"),
        ("{% if minutes in contact.languages %}{% endif %}", "cannot be compared"),
        ("{{ none }}", "'none'"),
        ("{{ 1.5 }}", "Only small whole numbers"),
        ("{{ contact.name|default }}", "default('colleague')"),
    ],
)
def test_what_is_not_allowed_is_explained_where_it_stands(expression: str, words: str) -> None:
    error = refused(f"One\nTwo {expression}\nThree")
    assert error.template == "note.txt"
    assert error.line == 7
    assert words in str(error)


@pytest.mark.parametrize(
    "body",
    [
        "{% for s in slots %}{{ loop.index }} {{ s.ours }}{% if not loop.last %};{% endif %}{% endfor %}",
        "{% if minutes >= 30 and language in ['es', 'fr'] %}x{% elif project %}y{% else %}z{% endif %}",
        "{{ contact.role|default(contact.organisation)|upper }} {{ contact.languages|join(', ') }}",
        "{% if slots|length > 1 %}dates{% endif %}{{ 'a' if contact.city == 'Lima' else 'b' }}",
        "{# a note #}{% raw %}{{ left alone }}{% endraw %}{{ contact.greeting or contact.name }}",
    ],
)
def test_what_a_letter_needs_is_allowed(body: str) -> None:
    assert parse_template(HEAD + body, "note.txt").body == body


def test_a_text_over_32_kb_is_refused() -> None:
    room = MOST_BYTES - len(HEAD.encode())
    assert parse_template(HEAD + "x" * room, "note.txt")
    assert "32 KB" in str(refused("ñ" * (room // 2 + 1)))


PIECES = st.sampled_from(
    [
        *(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "(",
                ")",
                "[",
                "]",
                ".",
                "|",
                ",",
                ":",
                "~",
                "+",
                "*",
                "**",
                "/",
                "-",
                "not",
                "and",
                "or",
                "in",
                "is",
                "if",
                "else",
                "elif",
                "endif",
                "for",
                "endfor",
            ]
        ),
        *(
            [
                "slots",
                "home",
                "contact",
                "contact.name",
                "languages",
                "minutes",
                "loop",
                "loop.index",
                "'x'",
                '"y',
                "1",
                "99999999999",
                "1.0",
            ]
        ),
        *(
            [
                "1e9",
                "none",
                "true",
                "set",
                "raw",
                "endraw",
                "block",
                "macro",
                "upper",
                "join(',')",
                "default('')",
                "length",
                "range",
            ]
        ),
        *("__class__", "\\", "\n", "\ud800", "\x00", "\u2028"),
    ]
)


@given(st.lists(PIECES, max_size=60).map(" ".join), st.booleans())
def test_any_text_is_a_template_or_a_template_error(text: str, in_subject: bool) -> None:
    source = f"Language: en\nSubject: {text}\n\nx" if in_subject else f"Language: en\nSubject: x\n\n{text}"
    error = error_of(source)
    assert error is None or (str(error).startswith("note.txt") and error.hint)


@given(st.text())
def test_any_text_at_all_is_a_template_or_a_template_error(text: str) -> None:
    error = error_of(text)
    assert error is None or error.line >= 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Hello\n{% endif %}", 2, "closes nothing"),
        ("{% for slot in slots %}\n{% endif %}", 2, "closes a 'for'"),
        ("{% if contact.city %}\n{% for slot in slots %}\n{% endfor %}", 1, "'if' is never closed"),
        ("\n{{ contact.name }", 2, "no partner"),
        ("{{ contact name }}", 1, "“name” is too much"),
        ("\n\n{{ }}", 3, "Nothing stands between"),
        ("{{ contact.name", 1, "breaks off"),
        ("{{ 'a }}", 1, "quote is opened"),
        ("{{ contact. }}", 1, "missing after the dot"),
        ("{# a", 1, "never closed"),
    ],
)
def test_what_does_not_fit_together_is_told_in_plain_words(text: str, line: int, words: str) -> None:
    (mistake,) = mistakes("Hello", text)
    assert (mistake.part, mistake.line) == ("body", line)
    assert words in mistake.message
    assert mistake.hint


@pytest.mark.parametrize(
    "body",
    [
        "Dear Sam,\n{{ oops \nI am {{ home.name }}, and this line is right.",
        "Dear Sam,\n{{ oops \n\nI am here.",
        "Dear Sam,\n{% if project \nI am {{ home.name }}.\n{% endif %}",
        "Dear Sam,\n{{ oops \nI am here, and nothing follows.",
        "Dear Sam,\nx {{ oops{% if contact.greeting %}\nHello\n\n{% else %}\n«Hi»\n{% endif %}",
        "Dear Sam,\nx {{ oops and {{ contact.name }}, who is\nhere.",
        "Dear Sam,\n{% if project {{ home.name }} here {% endif %}",
    ],
)
def test_braces_that_are_not_closed_are_blamed_where_they_open(body: str) -> None:
    (mistake,) = mistakes("Hello", body)
    assert (mistake.line, "never closed" in mistake.message) == (2, True)


def test_a_template_takes_times_where_it_proposes_them_or_has_a_place_for_them() -> None:
    quiet = HEAD.replace("yes", "no")
    assert parse_template(f"{HEAD}Hola", "note").takes_times
    assert parse_template(f"{quiet}{{% if slots %}}{{{{ times }}}}{{% endif %}}", "note").takes_times
    assert parse_template("Language: en\nSubject: Hi\n\nHi", "note").takes_times  # they are added to it
    assert not parse_template(f"{quiet}At all times, hola {{{{ contact.name }}}}", "note").takes_times


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Hola\n\n{{ times }}", 3),
        ("Hola {{ times|trim }}", 1),
        ("{% if project %}\n{{ times }}\n{% endif %}", 2),
        ("{% if slots %}{{ times }}{% else %}\n{{ times }}{% endif %}", 2),
        ("{% if not slots %}{{ times }}{% endif %}", 1),
        ("{% for each in contact.languages %}\n\n{{ times }}{% endfor %}", 3),
    ],
)
def test_times_in_a_letter_that_proposes_none_are_refused_at_their_line(body: str, line: int) -> None:
    broken = error_of(f"{HEAD.replace('yes', 'no')}{body}")
    assert broken is not None
    assert broken.line == HEAD.count("\n") + line
    assert "Times: yes" in str(broken)
    assert error_of(f"{HEAD}{body}".replace("Times: yes\n", "")) is None  # nothing is said of times
    (told,) = mistakes("Hi", body, proposes_times=False)
    assert (told.part, told.line) == ("body", line)
    assert mistakes("Hi", body) == ()


@pytest.mark.parametrize(
    "body",
    [
        "{% if times %}{{ times }}{% endif %}",
        "{{ times if slots else '' }}",
        "{% if not times %}Which day?{% else %}{{ times }}{% endif %}",
        "{% for slot in slots %}{{ slot.theirs }}{% endfor %}",
        "{{ earlier_times }}",
        "At all times",
    ],
)
def test_times_that_are_asked_for_may_stand_in_a_letter_that_proposes_none(body: str) -> None:
    assert mistakes("Hi", f"Hola {body}", proposes_times=False) == ()


def test_a_subject_holds_no_block_of_times() -> None:
    (told,) = mistakes("{% if slots %}{{ times }}{% endif %}", "Hola")
    assert (told.part, "one" in told.message) == ("subject", True)
    broken = error_of(f"{HEAD.replace('Subject: ', 'Subject: {{ times }} ')}Hola")
    assert broken is not None
    assert broken.line == HEAD[: HEAD.index("Subject")].count("\n") + 1


def test_all_mistakes_are_told_at_once() -> None:
    text = "Dear {{ contact.nmae }},\n{{ home }} {{ times() }}\n{% for x in slots %}{{ x.when }}{% endfor %}"
    found = mistakes("{{ title }}", text)
    assert [(each.part, each.line) for each in found] == [
        ("subject", 1), ("body", 1), ("body", 2), ("body", 2), ("body", 3)
    ]  # fmt: skip
    assert [each.part for each in mistakes(" ", "")] == ["subject", "body"]
    assert mistakes("{{ project.title }}", "Dear {{ contact.name }},") == ()
    assert len(mistakes("Hi", "{{ x }}\n" * 500)) == 20


def test_a_template_says_what_it_is_for() -> None:
    head = "Language: en\nSubject: Hi\n"
    assert parse_template(f"{head}\nHello", "x").purpose == "general"
    assert parse_template(f"{head}Purpose: Polite-no\n\nHello", "x").purpose == "polite-no"
    broken = error_of(f"{head}purpose: hello\n\nHello")
    assert broken is not None
    assert (broken.line, "confirmation" in broken.hint) == (3, True)


def test_a_template_written_is_read_again() -> None:
    text = written("Autumn: the harvest", "pt-BR", "Olá, {{ contact.name }}", "\n\nOi\n", proposes_times=True)
    template = parse_template(text, "outono")
    assert template.name == "Autumn: the harvest"
    assert (template.language, template.subject, template.proposes_times) == (
        "pt-BR",
        "Olá, {{ contact.name }}",
        True,
    )
    assert template.body == "\n\nOi\n"
    broken = error_of(written("A", "en", "Hi", "One\n{{ x }}", proposes_times=False))
    assert broken is not None
    assert broken.line == LETTER_LINE + 1
