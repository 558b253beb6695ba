"""From bytes to text: what is nearly UTF-8 is UTF-8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.formats import charsets

ACCENTED = "Nombre\nElena Muñoz\nJosé Ángel\nZoë Ĉapek\nInês Gonçalves\n" * 3


def test_a_stray_letter_of_windows_does_not_garble_a_file() -> None:
    data = ACCENTED.encode() + b"Fran\xe7ois Dub\xe9\n"
    assert charsets.decoded(data) == (f"{ACCENTED}François Dubé\n", "utf-8")


def test_what_is_no_letter_stays_damaged() -> None:
    text, used = charsets.decoded(ACCENTED.encode() + b"\x92 and the end \xe2\x82")
    assert (text, used) == (f"{ACCENTED}\ufffd and the end \ufffd", "utf-8")


def test_a_file_of_windows_stays_one_of_windows() -> None:
    assert charsets.decoded(ACCENTED.replace("Ĉ", "C").encode("cp1252"))[1] == "windows-1252"


@given(st.text(), st.integers(0, 400))
def test_any_text_in_utf8_is_read_as_it_was(text: str, at: int) -> None:
    long = f"{'x' * at}{text}"
    if not charsets.marked(long.encode("utf-8", "replace")):
        assert (
            charsets.decoded(long.encode("utf-8", "replace"))[0] == long.encode("utf-8", "replace").decode()
        )


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    charsets.decoded(data)


_PEOPLE = {
    "Имя;Школа\nИван Петров;Школа 5\nОльга Смирнова;Гимназия\nЕлена Попова;Лицей\n": "cp1251 koi8-r cp866",
    "Imię;Szkoła\nŁukasz Wiśniewski;Liceum\nPaweł Żak;Szkoła\nGraża Dąb;Liceum\n": "cp1250 iso8859-2",
    "Jméno;Škola\nJiří Dvořák;ZŠ\nTereza Černá;Gymnázium\nŠárka Růžičková;ZŠ\n": "cp1250 iso8859-2",
    "Όνομα;Σχολείο\nΓιώργος Παπαδόπουλος;Λύκειο\nΜαρία Νικολάου;Γυμνάσιο\n": "cp1253 iso8859-7",
    "Ad Soyad;Okul\nAyşe Yıldız;Lise\nİbrahim Şahin;Okul\nGülşen Çağlar;Lise\n": "cp1254",
    "الاسم;المدرسة\nمحمد علي;مدرسة النور\nفاطمة حسن;مدرسة السلام\n": "cp1256",
    "שם;בית ספר\nדוד כהן;תיכון\nרחל לוי;בית ספר\n": "cp1255",
    "Vardas;Mokykla\nJonas Šulcas;Šiauliai\nRūta Žukauskaitė;Panevėžys\n": "cp1257",
    "氏名,学校\n田中 恵子,東京高等学校\n鈴木 一郎,中学校\n渡辺 翔,県立高校\n": "shift_jis euc_jp",
    "姓名,学校\n王伟,北京第一中学\n李娜,上海实验学校\n张磊,外语学校\n": "gb18030",
    "姓名,學校\n陳怡君,建國中學\n林志豪,高雄女中\n黃雅婷,新竹高中\n": "big5",
    "이름,학교\n김민준,서울고등학교\n이서연,부산중학교\n": "euc_kr",
    "Nom;École\nJérôme Lefèvre;Lycée\nFrançois Dubé;Collège\n": "cp1252 mac-roman cp850 cp437",
    "Name;Schule\nJürgen Groß;Köln\nBjörn Weiß;Göttingen\n": "cp1252 mac-roman cp850 cp437",
    "NOMBRE;ESCUELA\nJOSÉ MUÑOZ;ESCUELA TÉCNICA\nPEPE PEÑA;COLEGIO\n": "cp1252 mac-roman cp850 cp437",
    "Navn;By\nSøren Møller;Århus\nJørgen Kjær;Ålborg\n": "cp1252 mac-roman cp850",
    "Nafn;Bær\nÞórður Jónsson;Höfn\nGuðrún Sigurðardóttir;Ísafjörður\n": "cp1252",
    "Name,Note\nBob,it’s “fine” – ok\nAna,costs € 5\n": "cp1252 mac-roman",
}
"""Tables, and charsets in which programs write them."""


@pytest.mark.parametrize(
    ("text", "charset"), [(text, each) for text, some in _PEOPLE.items() for each in some.split()]
)
def test_a_table_of_few_rows_tells_its_charset_by_its_letters(text: str, charset: str) -> None:
    data = text.encode(charset)
    assert charsets.decoded(data)[0] == text
    assert charsets.is_sure(data)


@pytest.mark.parametrize(("name", "sure"), [("Елена", True), ("Иван", False)])
def test_one_name_tells_its_charset_or_says_that_it_is_not_sure(name: str, sure: bool) -> None:
    data = f"Name;E-mail\n{name};elena@x.example\n".encode("koi8-r")
    assert charsets.is_sure(data) is sure
    assert charsets.decoded(data)[0].startswith(f"Name;E-mail\n{name};")


def test_letters_far_behind_the_beginning_tell_a_charset() -> None:
    data = (
        b"Name,E-mail\n" + b"Bob Ray,bob@r.example\n" * 5_000 + "Łukasz Żółw,l@z.example\n".encode("cp1250")
    )
    assert charsets.told(data) == "windows-1250"


def test_what_several_charsets_could_be_is_not_sure() -> None:
    data = "Name\nWeiß\n".encode("cp850")
    assert not charsets.is_sure(data)
    assert charsets.is_sure(data, "cp850")


def test_lines_that_say_their_charset_tell_nothing_of_others() -> None:
    told = "FN;CHARSET=windows-1251:Иван Петров\n".encode("cp1251")
    assert charsets.told(told + "FN:José Muñoz\n".encode("cp1252")) == charsets.FALLBACK
