"""Family names of East Asia as they are spelt in Latin letters: the frequent ones.

How Han is read is not written in it, and no table of CLDR tells it; but family names are few, and a
family's name in both scripts is reason enough to ask.
"""

from __future__ import annotations

from typing import Final

_JAPANESE: Final = """
佐藤 sato satou|鈴木 suzuki|高橋 takahashi|田中 tanaka|伊藤 ito itou itoh|渡辺 渡邊 渡邉 watanabe
山本 yamamoto|中村 nakamura|小林 kobayashi|加藤 kato katou|吉田 yoshida|山田 yamada|佐々木 sasaki
山口 yamaguchi|松本 matsumoto|井上 inoue|木村 kimura|林 hayashi lin lam|斎藤 斉藤 齋藤 saito saitou
清水 shimizu|山崎 yamazaki yamasaki|森 mori|池田 ikeda|橋本 hashimoto|阿部 abe|石川 ishikawa|山下 yamashita
中島 nakajima nakashima|石井 ishii|小川 ogawa|前田 maeda|岡田 okada|長谷川 hasegawa|藤田 fujita
後藤 goto gotou|近藤 kondo kondou|村上 murakami|遠藤 endo endou|青木 aoki|坂本 sakamoto|福田 fukuda
太田 ota oota|西村 nishimura|藤井 fujii|金子 kaneko|岡本 okamoto|藤原 fujiwara|三浦 miura|中野 nakano
中川 nakagawa|原田 harada|松田 matsuda|竹内 takeuchi|小野 ono|田村 tamura|中山 nakayama|和田 wada
石田 ishida|森田 morita|上田 ueda|原 hara|内田 uchida|柴田 shibata|酒井 sakai|宮崎 miyazaki|横山 yokoyama
高木 takagi|安藤 ando andou|宮本 miyamoto|大野 ono oono|小島 kojima|工藤 kudo kudou|谷口 taniguchi|今井 imai
"""
_CHINESE: Final = """
王 wang wong|李 li lee|张 張 zhang chang cheung|刘 劉 liu lau|陈 陳 chen chan|杨 楊 yang yeung
黄 黃 huang wong|赵 趙 zhao chao|吴 吳 wu ng|周 zhou chou chow|徐 xu hsu|孙 孫 sun|马 馬 ma|朱 zhu chu|胡 hu
郭 guo kuo kwok|何 he ho|高 gao kao|罗 羅 luo lo|郑 鄭 zheng cheng|梁 liang leung|谢 謝 xie hsieh
宋 song sung|唐 tang|许 許 xu hsu hui|韩 韓 han|冯 馮 feng fung|邓 鄧 deng teng|曹 cao tsao|彭 peng
曾 zeng tseng tsang|肖 萧 蕭 xiao hsiao|田 tian|董 dong tung|潘 pan|袁 yuan|蔡 cai tsai choi
蒋 蔣 jiang chiang|余 yu|于 yu|杜 du|叶 葉 ye yeh yip|程 cheng|魏 wei|苏 蘇 su|吕 呂 lu lv|丁 ding ting
任 ren|卢 盧 lu|姚 yao|沈 shen|钟 鍾 zhong chung|姜 jiang|崔 cui|谭 譚 tan|陆 陸 lu|范 fan|汪 wang|廖 liao
石 shi shih|金 jin|贾 賈 jia|夏 xia|傅 fu|方 fang|邹 鄒 zou|熊 xiong|白 bai|孟 meng|秦 qin|邱 qiu chiu
侯 hou|江 jiang chiang|尹 yin|薛 xue|雷 lei|龙 龍 long|史 shi|陶 tao|贺 賀 he|毛 mao|郝 hao|顾 顧 gu
龚 龔 gong|邵 shao|万 萬 wan|钱 錢 qian|严 嚴 yan|武 wu|戴 dai tai|莫 mo|孔 kong|欧阳 歐陽 ouyang
"""
_KOREAN: Final = """
김 kim gim|이 lee yi rhee|박 park bak pak|최 choi choe|정 jung jeong chung|강 kang gang|조 cho jo
윤 yoon yun|장 jang chang|임 lim im|한 han|오 oh|서 seo suh|신 shin sin|권 kwon gwon|황 hwang|안 ahn an
송 song|류 ryu yoo|유 yoo yu|홍 hong|전 jeon jun|고 ko go|문 moon mun|양 yang|손 son sohn|배 bae
백 baek paik|허 heo hur|남 nam|노 noh roh|하 ha|곽 kwak|성 sung seong|차 cha|주 joo ju|우 woo|구 koo gu
민 min|나 na
"""


def _parted(tables: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in tables.replace("\n", "|").split("|"):
        words = entry.split()
        spelt = frozenset(word for word in words if word.isascii())
        for word in words:
            if not word.isascii():
                found[word] = found.get(word, frozenset()) | spelt
    return found


_FAMILIES: Final = _parted(_JAPANESE + _CHINESE + _KOREAN)
_LONGEST: Final = max(map(len, _FAMILIES))


def family(name: str) -> tuple[str, frozenset[str]]:
    """Return the family name with which a name in Han or Hangul begins, and its spellings in Latin letters.

    Of a name of several words it is one of these. Both are empty where it is none of the frequent ones.
    """
    words = name.split()
    for word in words if len(words) > 1 else ():
        if word in _FAMILIES:
            return word, _FAMILIES[word]
    joined = "".join(words)
    for length in range(min(_LONGEST, len(joined) - 1), 0, -1):
        if joined[:length] in _FAMILIES:
            return joined[:length], _FAMILIES[joined[:length]]
    return "", frozenset()
