"""What the letter says, in the four languages: flexible, what each class does and gains, open to change."""

import re

import pytest

from partnerdesk.core.checklist import Known
from partnerdesk.core.drafting import ProjectFacts
from tests.core.checklist.parties import BODIES, found, letter, level, mended

LANGUAGES = tuple(BODIES)
CUTS = {  # rule → the sentence of the good letter that meets it, by language
    "flexible": {
        "en": " We are flexible.",
        "es": " Somos flexibles.",
        "fr": " Nous sommes flexibles.",
        "pt": " Somos flexíveis.",
    },
    "open-to-change": {
        "en": "Everything can be changed. What would you like?\n\n",
        "es": "Todo se puede cambiar. ¿Qué les gustaría a ustedes?\n\n",
        "fr": "Tout peut être modifié. Qu’aimeriez-vous ?\n\n",
        "pt": "Tudo pode ser mudado. O que vocês gostariam de fazer?\n\n",
    },
    "class-does": {
        "en": " Your class photographs yours.",
        "es": " Su clase fotografía el suyo.",
        "fr": " Votre classe photographie la sienne.",
        "pt": " A sua turma fotografa o seu.",
    },
    "class-gains": {
        "en": ", and ours learn about a river they have never seen",
        "es": ", y los nuestros aprenden de un río que nunca han visto",
        "fr": ", et les nôtres découvrent une rivière qu’ils n’ont jamais vue",
        "pt": ", e os nossos aprendem sobre um rio que nunca viram",
    },
}
CASES = [(rule, language) for rule in CUTS for language in LANGUAGES]
GOOD = {
    "flexible": {
        "en": [
            "Any other day would do.",
            "I am quite flexible with dates.",
            "Is there a time that suits you better?",
        ],
        "es": ["Otra fecha también nos sirve.", "Tenemos flexibilidad.", "Otro día nos vendría bien."],
        "fr": ["Une autre date irait aussi.", "Nous restons souples.", "Un autre créneau est possible."],
        "pt": ["Outra data também serve.", "Temos flexibilidade.", "Outro dia nos serve."],
    },
    "open-to-change": {
        "en": [
            "We are happy to adapt the idea.",
            "What would help your students?",
            "Please suggest something else.",
        ],
        "es": ["Podemos adaptar la idea.", "¿Qué les serviría más?", "Estamos abiertos a cambios."],
        "fr": ["Nous pouvons adapter l’idée.", "Qu’est-ce qui serait utile ?", "Vos idées nous intéressent."],
        "pt": ["Podemos adaptar a ideia.", "O que seria mais útil?", "Estamos abertos a mudanças."],
    },
}
BAD = {
    "flexible": {
        "en": ["We are not flexible.", "The date cannot be flexible.", "Yoga makes you bend."],
        "es": ["No somos flexibles.", "La fecha no es flexible."],
        "fr": ["Nous ne sommes pas flexibles.", "La date n’est pas flexible."],
        "pt": ["Não somos flexíveis.", "A data não é flexível."],
    },
    "open-to-change": {
        "en": ["Nothing can be changed.", "We study climate change.", "The plan cannot change."],
        "es": ["No se puede cambiar nada.", "Estudiamos el cambio climático."],
        "fr": ["Rien ne peut être modifié.", "Nous étudions le changement climatique."],
        "pt": ["Nada pode ser mudado.", "Estudamos as mudanças climáticas."],
    },
}


@pytest.mark.parametrize(("rule", "language"), CASES)
def test_what_is_left_out_is_noticed(rule: str, language: str) -> None:
    cut = CUTS[rule][language]
    assert cut in BODIES[language]
    body = BODIES[language].replace(cut, "")
    (finding,) = found(rule, letter(language, body=body))
    assert (finding.level, finding.known) == ("advice", True)


@pytest.mark.parametrize(
    ("rule", "language", "sentence"),
    [(rule, code, each) for rule, by in GOOD.items() for code, texts in by.items() for each in texts],
)
def test_it_may_be_said_in_other_words(rule: str, language: str, sentence: str) -> None:
    body = BODIES[language].replace(CUTS[rule][language], f" {sentence}\n\n")
    assert level(rule, letter(language, body=body)) == "ok"


@pytest.mark.parametrize(
    ("rule", "language", "sentence"),
    [(rule, code, each) for rule, by in BAD.items() for code, texts in by.items() for each in texts],
)
def test_the_contrary_and_other_things_do_not_count(rule: str, language: str, sentence: str) -> None:
    body = BODIES[language].replace(CUTS[rule][language], f" {sentence}\n\n")
    assert level(rule, letter(language, body=body)) == "advice"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["flexible", "open-to-change"])
def test_the_sentence_offered_mends_it_and_stands_before_the_closing(rule: str, language: str) -> None:
    draft = letter(language, body=BODIES[language].replace(CUTS[rule][language], ""))
    (finding,) = found(rule, draft)
    better = mended(draft, finding)
    assert level(rule, better) == "ok"
    closing = BODIES[language].split("\n\n")[-1]
    assert better.body.endswith(f"\n\n{closing}")
    assert not re.search("\n{3}", better.body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["class-does", "class-gains"])
def test_what_the_project_says_is_offered(rule: str, language: str) -> None:
    project = ProjectFacts(
        title="Rivers",
        ours_does="maps.",
        theirs_does="maps too",
        ours_gains="friends",
        theirs_gains="friends too",
    )
    draft = letter(language, body="Hola\n\nAna Lee")
    (finding,) = found(rule, draft, known=Known(project=project))
    assert finding.fixes[0].verb == "Take it from the project"
    assert level(rule, mended(draft, finding), known=Known(project=project)) == "ok"
    (alone,) = found(rule, draft)
    assert [fix.action for fix in alone.fixes] == ["fill-project"]


@pytest.mark.parametrize(
    ("language", "rule", "sentence"),
    [
        ("en", "flexible", "If this time does not suit, name another."),
        ("en", "flexible", "Pick any slot that works."),
        ("en", "flexible", "Any day that week works for us."),
        ("es", "flexible", "Si no les va bien, propongan otra."),
        ("es", "flexible", "Cualquier día de esa semana nos va bien."),
        ("fr", "flexible", "Si cela ne va pas, proposez-en une autre."),
        ("pt", "flexible", "Se não servir, proponham outra."),
        ("en", "class-gains", "You get a film to keep, we get to practise Spanish."),
        ("en", "class-gains", "Your pupils will leave with a subtitled film; ours with new questions."),
        ("en", "class-gains", "Our class practises Spanish; yours hear English."),
        ("es", "class-gains", "Su clase aprende inglés; la nuestra, español."),
        ("fr", "class-gains", "Votre classe découvre nos rues ; la nôtre, les vôtres."),
        ("pt", "class-gains", "A sua turma aprende inglês; a nossa, português."),
    ],
)
def test_other_ways_to_say_it_are_understood(language: str, rule: str, sentence: str) -> None:
    cut = BODIES[language].replace(CUTS[rule][language], "")
    assert level(rule, letter(language, body=cut)) == "advice"
    body = BODIES[language].replace(CUTS[rule][language], f" {sentence}\n\n")
    assert level(rule, letter(language, body=body)) == "ok"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("flexible", "We cannot propose another."),
        ("flexible", "Please name any questions."),
        ("class-gains", "Could you get back to us? Yours truly."),
        ("class-gains", "We get letters every day; yours is on the table."),
    ],
)
def test_words_that_only_look_like_it_do_not_count(rule: str, sentence: str) -> None:
    body = BODIES["en"].replace(CUTS[rule]["en"], f" {sentence}\n\n")
    assert level(rule, letter("en", body=body)) == "advice"


def test_which_class_is_missing_is_said() -> None:
    body = BODIES["en"].replace(CUTS["class-does"]["en"], "")
    (finding,) = found("class-does", letter(body=body))
    assert finding.text == "It does not say what their class does."
    (finding,) = found("class-gains", letter(body="Dear Elena,\n\nWe write to you.\n\nAna Lee"))
    assert finding.text == "It does not say what their class and your class gain."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A while ago I wrote to you about our idea."),
        ("es", "Hace unos días le escribí sobre nuestra idea."),
        ("fr", "Je vous ai écrit il y a quelque temps."),
        ("pt", "Há alguns dias lhe escrevi sobre a nossa ideia."),
    ],
)
def test_a_reminder_need_not_say_it_again(language: str, sentence: str) -> None:
    draft = letter(language, body=f"{sentence}\n\nTIMES\n\nAna Lee")
    assert level("class-does", draft) == level("class-gains", draft) == "ok"


def test_a_bilingual_letter_is_read_in_both() -> None:
    half = BODIES["es"].replace(CUTS["flexible"]["es"], "").replace("TIMES", "")
    assert level("flexible", letter("es", body=f"{half}\n\n{BODIES['en']}")) == "ok"


@pytest.mark.parametrize(
    ("language", "sentence", "rule"),
    [
        (
            "en",
            "If another idea is better, tell us.",
            "open-to-change",
        ),
        ("en", "Please change whatever you like.", "open-to-change"),
        ("fr", "Si vous avez une meilleure idée, dites-le-nous.", "open-to-change"),
        ("es", "Si hay otra idea, avísenos.", "open-to-change"),
        ("en", "Mine would practise French; your class would learn about us.", "class-gains"),
        ("en", "We would discover your festivals; your students would learn about ours.", "class-gains"),
        ("es", "Nosotros practicaremos español; su clase aprenderá del nuestro.", "class-gains"),
        ("pt", "Os vossos alunos ficam a conhecer outra cidade; os nossos também aprendem.", "class-gains"),
        ("es", "Los míos enseñarían su calle y los suyos la suya.", "class-does"),
        ("es", "Mi grupo prepara preguntas y ustedes responden.", "class-does"),
        ("es", "Nosotros llevamos fotos; ustedes traen canciones.", "class-does"),
        ("es", "Ustedes reciben una película y nosotros practicamos español.", "class-gains"),
        ("es", "Ustedes se quedan con el video y nosotros mejoramos nuestro español.", "class-gains"),
        ("fr", "Les miens montreraient leur rue et les vôtres la leur.", "class-does"),
        ("fr", "Nous apportons des photos, vous répondez.", "class-does"),
        ("fr", "Vous gardez le film, nous pratiquons le français.", "class-gains"),
        ("fr", "Vous recevez un film et nous améliorons notre français.", "class-gains"),
        ("pt", "Os meus mostrariam a rua deles e os seus a sua.", "class-does"),
        ("pt", "Nós levamos fotos; vocês trazem canções.", "class-does"),
        ("pt", "Vocês ficam com o filme e nós praticamos português.", "class-gains"),
        ("pt", "Vocês recebem um filme e nós melhoramos o nosso português.", "class-gains"),
        ("en", "We bring photos; you answer.", "class-does"),
        ("en", "You keep the film and we improve our Spanish.", "class-gains"),
    ],
)
def test_what_people_write_is_understood(language: str, sentence: str, rule: str) -> None:
    hello = BODIES[language].split("\n")[0]
    assert level(rule, letter(language, body=f"{hello}\n\n{sentence}\n\nTIMES\n\nAna Lee")) == "ok"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We write to you because we would like to meet you."),
        ("es", "Nosotros escribimos porque queremos hablar con ustedes."),
        ("fr", "Nous vous écrivons parce que nous aimerions vous parler."),
        ("pt", "Escrevemos a vocês porque nós queremos falar com vocês."),
    ],
)
def test_what_letters_say_of_themselves_is_no_deed_of_a_class(language: str, sentence: str) -> None:
    hello = BODIES[language].split("\n")[0]
    (finding,) = found("class-does", letter(language, body=f"{hello}\n\n{sentence}\n\nTIMES\n\nAna Lee"))
    assert finding.level == "advice"
    assert "your class" in finding.text


def test_asking_for_their_school_hours_says_nothing_of_what_their_class_does() -> None:
    text = "Our class shows a map. I had to guess your school hours: could you tell me?"
    body = f"Dear Elena,\n\n{text}\n\nTIMES\n\nAna"
    (finding,) = found("class-does", letter("en", body=body))
    assert "their class does" in finding.text


def test_a_time_after_other_words_of_its_line_is_to_have_one_of_its_own() -> None:
    body = BODIES["en"].replace("TIMES", "Shall we say TIMES")
    assert level("times-list", letter("en", body=body)) == "advice"
