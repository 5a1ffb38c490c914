"""The words that jieba is to know: its own dictionary, the codebook's words, the set phrases.

The same text gives the same words in every process and on every machine: the tokenizer is our own
(never jieba's global one, which any other code may change), it is made anew from the packaged
dictionary (jieba's cache file in the temporary folder may be another version's), the words of the
field are weighed against that dictionary before any of them enters it (so their order is of no
account), and the guessing of unknown words is off (its state is global to the process as well).

Method of segmentation: the most probable path through all words of the dictionary (jieba 0.42.1,
``cut(HMM=False)``).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from county_reports import codebook
from county_reports.extraction.setaside import listed_phrases

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{HAN}]{{2,}}")
_PIECES = re.compile(rf"[{HAN}]+")

NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿半几数")
"""A word of nothing but these is a number, and a number is no word."""

CLASSIFIERS = frozenset("户人名个位件项次年月日天亩元村家所处座条批级")
"""With one of these behind them as well: 一户, 三级."""

FRAGMENTS = frozenset(
    {
        "人口占", "全县有", "企业帮", "贫困人口总", "百企", "千企", "处理人", "已消除", "各学段",
        "各类问题", "慰问困难", "综合文化", "因灾", "灾后", "不符合扶贫", "社会消费品", "少数民族发展",
    }
)  # fmt: skip
"""Wordings of the codebook cut within a word or a sentence: they find, but are no words."""

POLICY_WORDS = (
    "施策", "因村施策", "因户施策", "因人施策", "精准施策", "奖补", "以奖代补", "先建后补", "涉贫",
    "扶志", "扶智", "志智双扶", "尽锐出战", "挪穷窝", "换穷业", "拔穷根", "稳得住", "能致富", "搬得出",
    "应保尽保", "应纳尽纳", "应扶尽扶", "应兜尽兜", "应改尽改", "应搬尽搬", "应贷尽贷", "乡风文明",
    "乡村振兴", "内生动力", "脱贫攻坚战", "脱贫奔小康", "攻坚战", "总攻战", "村支两委", "村支书", "贫困县", "贫困村",
    "贫困户", "非贫困村", "非贫困户", "包保", "遍访", "大起底", "问题整改", "压茬推进", "对标对表",
    "提档升级", "落细落实", "筑牢", "打牢", "自评", "县直", "镇村", "一户一策", "一村一策", "一人一策",
    "一户一档", "一人一岗", "一户一法", "一户一方案", "一人一措施", "点赞", "发力",
)  # fmt: skip
"""Words that county reports of the campaign share and that jieba's general dictionary lacks."""

STOP_WORDS = frozenset(
    {
        # particles, prepositions, conjunctions, pronouns
        "以及", "及其", "并且", "而且", "或者", "还是", "但是", "因此", "因为", "由于", "所以", "从而",
        "同时", "此外", "其中", "其他", "其它", "其余", "对于", "关于", "按照", "根据", "依据", "通过",
        "经过", "围绕", "随着", "为了", "为此", "以来", "以上", "以下", "以内", "之间", "之中", "之后",
        "之前", "之一", "方面", "等等", "我们", "他们", "它们", "自己", "这些", "那些", "这个", "那个",
        "这样", "如何", "什么", "不仅", "不但", "只有", "只要", "无论", "不论", "如果", "即使", "特别",
        "特别是", "尤其", "尤其是", "包括", "例如", "比如", "以便", "与其", "然后", "于是", "除了",
        # how a report calls its own county: it says who speaks, not what of
        "全县", "我县", "该县", "本县", "全市", "我市", "该市", "本市", "全区", "我区", "该区", "本区",
        "全旗", "我旗", "该旗", "本旗",
        # when it was
        "去年", "今年", "明年", "近年", "近年来", "年底", "年初", "日前", "近日",
        # adverbs and auxiliaries of degree, time and manner
        "已经", "正在", "曾经", "一直", "始终", "仍然", "仍有", "目前", "现在", "当前", "当时", "今后",
        "然而", "非常", "比较", "更加", "更好", "进一步", "不断", "逐步", "逐一", "逐渐", "陆续", "先后",
        "再次", "均已", "基本", "基本上", "大约", "左右", "约占", "达到", "达到了", "能够", "可以",
        "可能", "应当", "应该", "必须", "需要", "不能", "不再", "没有", "还有", "共有", "均有", "进行",
        "予以", "加以", "给予", "作出", "有关", "相关", "各类", "各种", "各个", "各项", "每个", "所有",
        "全部", "分别", "共计", "合计", "总计", "累计", "平均", "超过", "占比", "一个", "一些", "一定",
        "一批", "一种", "多个", "几个",
    }
)  # fmt: skip
"""Words that say how and when, not what; every report needs them, so they tell none apart.

Only function words and the words beside numbers (累计, 共有) are here. Words of the field that all
reports share (脱贫, 工作) stay: that a county uses them more or less is what keyness is to show.
"""


def field_words() -> tuple[str, ...]:
    """The words of the field, sorted: those of the codebook's themes, the set phrases, the policy.

    Stop words among them (合计, 逐一) are words all the same, of jieba's own dictionary.

    Example: 扶贫小额信贷, 两不愁三保障, 因村施策. Of a phrase with a mark in it (一超过、两不愁) each
    part is a word.
    """
    found: set[str] = set(POLICY_WORDS)
    for theme in codebook.load().themes.values():
        found.update(theme.words, theme.said, theme.faint)
    found.update(part for phrase in listed_phrases() for part in _PIECES.findall(phrase))
    return tuple(sorted(word for word in found - FRAGMENTS - STOP_WORDS if _WORD.fullmatch(word)))


@cache
def tokenizer() -> Any:
    """A ``jieba.Tokenizer`` of our own, ready; made once a process, in less than a second."""
    with warnings.catch_warnings():
        # jieba 0.42 still asks for pkg_resources where that is installed
        warnings.simplefilter("ignore")
        import jieba

    made = jieba.Tokenizer()
    # its initialize() would read and write the shared cache file
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    weighed = [(word, made.suggest_freq(word, tune=False)) for word in field_words()]
    for word, frequency in weighed:
        made.add_word(word, frequency)
    return made


@cache
def place_names() -> frozenset[str]:
    """The names of places in jieba's dictionary (its tag ns), e.g. 隆回, 湖南."""
    with tokenizer().get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        return frozenset(entry[0] for entry in entries if entry[2:] == ["ns"])


@cache
def idioms() -> frozenset[str]:
    """The idioms of four characters in jieba's dictionary (its tag i), e.g. 三心二意, 一举两得."""
    with tokenizer().get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        return frozenset(entry[0] for entry in entries if entry[2:] == ["i"] and len(entry[0]) == 4)


def cut(text: str) -> Iterable[str]:
    """The words of a run of Chinese characters; put together they are the run."""
    return list(tokenizer().cut(text, HMM=False))


def is_number(word: str) -> bool:
    """Whether a word that jieba cut is a number or a counted thing: 三百, 一户; not 一线, 百姓."""
    rest = word.lstrip("".join(NUMERALS))
    return not rest or (rest != word and rest in CLASSIFIERS)


def is_known(word: str) -> bool:
    """Whether a word is in the dictionary, jieba's own or that of the field (贫困村, 老百姓)."""
    return bool(tokenizer().FREQ.get(word))
