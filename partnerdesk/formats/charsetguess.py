"""In which charset a text is most likely written that is no UTF-8: by the letters that come of its bytes.

Each charset makes other words of the same bytes. Those that the languages written in it know are likely;
capitals behind small letters, marks within words, and two scripts in one word are not.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

FALLBACK: Final = "windows-1252"
"""How text that is no UTF-8 is read until the user says otherwise: what most old programs wrote."""

# Letters beyond a to z of each language, the frequent ones first.
_WESTERN: Final = (
    "éèàêçôâîûëïùœ", "üäößé", "óíáéñúü", "ãçáéíóêõúâàô", "àèéùòì", "éëïöü", "åäöé", "æøåéö", "äö",
    "íáðöóþæúéý", "àéèóòçíïúü",
)  # fmt: skip
_CENTRAL: Final = (
    "łąęóżśćńź", "áíéěřčýžšůúňťďó", "áčíéžšýúľťôňďäóĺŕ", "áéöóőüíúű", "ăâîţş", "čšžćđ", "üäöß",
)  # fmt: skip
_TURKISH: Final = ("ıüşçöğâî", "üäöß")
_BALTIC: Final = ("ėšųžąčūįę", "āīēūšņļžķčģ", "äõöüšž")
_CYRILLIC: Final = ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ", "оаиннвтресілкдумпзябгьчйхцжїшюєщфґ")
_GREEK: Final = ("αοιετσνηυρπκμλωςίάόγέδήθχύφβώξζψϊϋ",)
_HEBREW: Final = ("יוהלארתבמשנםעדחקפטגןזסךכצףץ",)
_ARABIC: Final = ("ايلنمروتبةعدسفهكقحجشطصخضذثئزىأغظؤءإآچپگ",)

# Common in the names of people, places and schools, and in the headings of tables.
_JAPANESE: Final = (
    "田中山本鈴木佐藤高橋伊渡辺村小林加吉井松斎清森池阿部石川前岡長谷後近坂遠青西福太三原金子上野大東京北海道府県市区町丁目"
    "学校生教員授師氏名電話番号住所国語学部室高等立私公館美恵幸子真由優花彩愛香里奈紀智和正明健一郎二次男夫雄介彦宏之浩史樹"
    "日時年月備考欄都郡会社勤先担当者英語数理科連絡携帯郵便件宮城神戸横浜名古屋札幌広島仙台千葉埼玉静新潟熊鹿児"
)
_CHINESE: Final = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任"
    "陆廖姚方金丘夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛"
    "明超霞平刚桂文辉玲红建国华小大学校中第一二三北京上海广州天津重庆深圳成都南武汉西安省市区县路街号室电话手机邮箱件编地址"
    "姓名单位老师教授职务备注城联系人语外实验初高级女男数物理化生历体育音乐美术"
)
_TRADITIONAL: Final = (
    "王李張劉陳楊黃趙周吳徐孫朱馬胡郭林何高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁于董余蘇葉呂魏蔣田杜丁沈姜范江傅鍾盧汪戴崔任"
    "陸廖姚方金邱夏譚偉芳娜秀英敏靜麗強磊軍洋勇艷傑娟濤明超霞平剛桂文輝玲紅建國華小大學校中第一二三臺灣台北高雄新竹市區縣路街"
    "號室電話手機郵箱件信編地址姓名單位老師教授職稱務備註城聯絡人語外香港九龍女男數物理化生歷美淑惠怡君雅婷志家豪俊宏立私"
)
_KOREAN: Final = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나지현수영준은서연미경희진선숙호재동철상"
    "학교초중고등대서울부산인천광대전울기도시군구로길번호전화메일이름주소국가기관직위선생님교사교수영어과소속연락처비고"
)
_KANA: Final = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7)))) + "ー・、。「」"


class Guess(NamedTuple):
    """A charset, and whether no other one makes words that are as likely."""

    charset: str
    sure: bool


_OF_BYTES: Final[Mapping[str, tuple[Sequence[str], float]]] = {
    FALLBACK: (_WESTERN, 0),
    "mac-roman": (_WESTERN, -3), "cp850": (_WESTERN, -3),
    "windows-1250": (_CENTRAL, -3), "iso8859-2": (_CENTRAL, -3.5),
    "windows-1254": (_TURKISH, -3), "windows-1257": (_BALTIC, -5),
    "windows-1251": (_CYRILLIC, -1), "koi8-r": (_CYRILLIC, -2), "cp866": (_CYRILLIC, -3),
    "windows-1253": (_GREEK, -2), "windows-1255": (_HEBREW, -2), "windows-1256": (_ARABIC, -2),
}  # fmt: skip
"""Charsets of a byte for a letter: the letters of their languages, and how seldom files are written so."""
_OF_PAIRS: Final = {
    "shift_jis": _KANA + _JAPANESE, "euc_jp": _KANA + _JAPANESE, "gb18030": _CHINESE,
    "big5": _TRADITIONAL, "euc_kr": _KOREAN,
}  # fmt: skip
"""Charsets of two bytes for a letter, and letters that are common in texts written so."""

_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS: Final = 400  # different ones tell enough
_BEFORE_WORDS: Final = frozenset("’‘“„«–—\xa0¡¿´")
_MARKS: Final = _BEFORE_WORDS | frozenset("”»…ºª°€")
_UNLIKELY: Final = -6.0  # what no text would have there: the logarithm of how seldom
_RARE: Final = 0.003
_CAPITAL: Final = 0.4  # names begin with one
_SMALL: Final = {"İ": "ı"}  # whose own small letter is a plain i
_FADING: Final = 9.0  # how fast letters become rarer in the order of their frequency
_SURE: Final = 4.0  # how far ahead of all others, as a logarithm
_USUAL: Final = 3.0  # the same of what most files are written in
_MANY: Final = 6  # letters of East Asia that nothing else looks like
_LEAST: Final = -4.2  # for a letter, of words that are somebody's
_COMMON: Final = 0.3  # of the letters of East Asia
_AHEAD: Final = 1.5
_RUN: Final = 2  # letters with accents that follow each other in Latin words
_WIDE: Final = "\u2e80"


def guess(lines: Iterable[bytes]) -> Guess:
    """Say in which charset lines are written, none of which is UTF-8; sure of it or not."""
    some = b"\n".join(lines)
    paired, count = _of_pairs(some)
    if paired and count >= _MANY:
        return paired
    words = [*dict.fromkeys(found[0] for found in _WORD.finditer(some))][:_MOST_WORDS]
    letters = sum(len(word) - len(word.translate(None, _HIGH)) for word in words)
    if not letters:
        return Guess(FALLBACK, sure=True)
    likely = sorted(
        ((_likely(words, charset) + prior, charset) for charset, (_, prior) in _OF_BYTES.items()),
        reverse=True,
    )
    best, charset = likely[0]
    said = _decoded(words, charset)
    rival = next((score for score, other in likely[1:] if _decoded(words, other) != said), -math.inf)
    fits = best >= _LEAST * letters + _UNLIKELY
    if paired and not fits:
        return paired
    return Guess(charset, not paired and fits and best - rival >= (_SURE if charset != FALLBACK else _USUAL))


_HIGH: Final = bytes(range(0x80, 0x100))


def _decoded(words: Sequence[bytes], charset: str) -> list[str]:
    return [word.decode(charset, "replace") for word in words]


# ---- a byte for a letter


def _likely(words: Sequence[bytes], charset: str) -> float:
    """Return how likely the words are, as a logarithm, in the language that fits them best."""
    latin = charset in _LATIN
    texts = _decoded(words, charset)
    shapes = sum(_shape(text, latin=latin) for text in texts)
    # What a byte stands for nothing in is unlikely by its shape already.
    letters = [char for text in texts for char in text if "\x7f" < char != "\ufffd" and char not in _MARKS]
    capitals = sum(map(str.isupper, letters))
    small = [_SMALL.get(char) or char.lower() for char in letters]
    return (
        shapes
        + capitals * math.log(_CAPITAL)
        + max(sum(math.log(chances.get(char, _RARE / 5)) for char in small) for chances in _chances(charset))
    )


@cache
def _chances(charset: str) -> tuple[dict[str, float], ...]:
    """Return how frequent each letter is in each language; now and then there is one of another's."""
    languages = _OF_BYTES[charset][0]
    others = dict.fromkeys("".join(languages), _RARE)
    return tuple({**others, **_of_language(letters)} for letters in languages)


def _of_language(letters: str) -> dict[str, float]:
    weights = {letter: math.exp(-rank / _FADING) for rank, letter in enumerate(dict.fromkeys(letters))}
    whole = sum(weights.values())
    return {letter: max(_RARE, weight / whole) for letter, weight in weights.items()}


_LATIN: Final = frozenset(
    charset for charset, (languages, _) in _OF_BYTES.items() if "LATIN" in unicodedata.name(languages[0][0])
)


def _shape(word: str, *, latin: bool) -> float:
    """Return how unlikely a word looks, whatever its letters are."""
    lost, run, before, above = 0.0, 0, " ", " "
    small = False
    for char in word:
        high = char > "\x7f"
        if high and not (char.isalpha() or char in _MARKS or unicodedata.combining(char)):
            lost += _UNLIKELY
        if char.isalpha() and before in _MARKS:
            within = above.isalpha() and before != "’"  # as a dash in "Sk—li"
            lost += _UNLIKELY if within or before not in _BEFORE_WORDS else 0
        elif char.isalpha() and before.isalpha():
            lost += _UNLIKELY / 2 * (char.isupper() and small)
            lost += _UNLIKELY / 2 * (not latin and high != (before > "\x7f"))
        run = run + 1 if high else 0
        if latin and run > _RUN:
            lost += _UNLIKELY / 2
        if char.isalpha():
            small = char.islower()
        above, before = before, char
    # þ and ð are at home in Icelandic: one does not begin a word there, the other does nearly always.
    return lost + _UNLIKELY / 2 * (word[1:].count("þ") + word[:1].count("ð"))


# ---- two bytes for a letter


def _of_pairs(some: bytes) -> tuple[Guess | None, int]:
    """Return the charset of East Asia that this is, and of how many letters; None where it is none."""
    found = sorted(_commonness(some), reverse=True)
    if not found or found[0][0] < _COMMON:
        return None, 0
    (best, charset, count), *others = found
    rival = others[0][0] if others else 0.0
    return Guess(charset, best >= _AHEAD * rival), count


def _commonness(some: bytes) -> Iterator[tuple[float, str, int]]:
    for charset, common in _OF_PAIRS.items():
        decoder = codecs.getincrementaldecoder(charset)()
        try:
            text = decoder.decode(some)  # the end may be cut in two
        except UnicodeDecodeError:
            continue
        wide = [(before, char) for before, char in zip(f" {text}", text, strict=False) if char >= _WIDE]
        halves = sum("\uff61" <= char <= "\uff9f" for _, char in wide)
        glued = sum(before.isascii() and before.isalpha() for before, _ in wide)
        if wide and 5 * glued < len(wide):
            known = set(common)
            yield (sum(char in known for _, char in wide) - halves) / len(wide), charset, len(wide)
