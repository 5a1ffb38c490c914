"""Words with their places: numbers never among them, the same in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.language import lexicon, tokens_of, words
from county_reports.language.tokens import own_names
from county_reports.model import Metadata, Region, Report
from county_reports.reading.reader import read_text

TEXT = (
    "栖云县脱贫攻坚工作纪实\n"
    "一、基本县情。栖云县辖12个乡镇、180个行政村,2014年识别贫困户3421户12045人。\n"
    "二、主要做法。一是聚焦两不愁三保障,落实一户一策、因村施策,发放扶贫小额信贷1.2亿元。"
    "二是组建三百余支驻村工作队,统一调度,拨打12317热线。\n"
)


def report(text: str, **parts: object) -> Report:
    return read_text(text, Metadata(id="qiyun-2019", county="栖云县", year=2019))


def texts(text: str) -> list[str]:
    return [token.text for token in tokens_of(report(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县192个贫困村全部退出。", ["全县", "贫困村", "全部", "退出"]),
        ("发放扶贫小额信贷1.2亿元。", ["发放", "扶贫小额信贷"]),
        ("落实两不愁三保障政策。", ["落实", "两不愁三保障", "政策"]),
        ("坚持因村施策。", ["坚持", "因村施策"]),
        ("打赢脱贫攻坚战。", ["打赢", "脱贫攻坚战"]),
        ("解决一超过、两不愁、三保障问题。", ["解决", "一超过", "两不愁", "三保障", "问题"]),
        ("实行一村一品。", ["实行", "一村一品"]),
        ("2019年底,贫困发生率降至0.68%。", ["贫困发生率", "降", "至"]),
        ("组建三百余支工作队。", ["组建", "工作队"]),
        ("GDP增长。", ["GDP", "增长"]),
        ("一是加强领导。", ["加强", "领导"]),
        ("……123,456!", []),
        ("", []),
    ],
)
def test_words_of_a_sentence(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_every_word_stands_at_its_place() -> None:
    read = report(TEXT)
    found = tokens_of(read)
    assert len(found) > 20
    for token in found:
        assert read.source[token.start : token.end] == token.text


def test_words_follow_one_another() -> None:
    found = tokens_of(report(TEXT))
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_no_figure_is_a_word() -> None:
    found = texts(TEXT)
    assert not [word for word in found if any(c.isdigit() for c in word)]
    assert not {"三百", "一是", "二是", "户", "亿元", "个", "年"} & set(found)


def test_a_line_break_inside_a_word_is_passed_over() -> None:
    source = "大力推进教育扶\n\n贫工作。"
    read = Report(Metadata(id="qiyun-2019"), source, breaks=((7, 9),))
    token = next(token for token in tokens_of(read) if token.text == "教育扶贫")
    assert (token.start, token.end) == (4, 10)
    assert read.source[4:10] == "教育扶\n\n贫"


def test_page_furniture_has_no_words() -> None:
    source = "首页 新闻中心\n全县产业扶贫成效明显。"
    read = Report(Metadata(id="qiyun-2019"), source, boilerplate=(Region(0, 7, "menu"),))
    assert [token.text for token in tokens_of(read)] == ["全县", "产业扶贫", "成效", "明显"]


def test_content_words_are_a_part_of_all_words() -> None:
    read = report("我们进一步落实产业扶贫政策,抓好各项工作。")
    assert [token.text for token in words(read)] == ["落实", "产业扶贫", "政策", "抓好", "工作"]
    assert set(words(read)) <= set(tokens_of(read))


# ---- the same everywhere


def fingerprint_in_a_process(seed: int, temporary: Path) -> str:
    """What a fresh process makes of the text, with its own hash seed and temporary folder."""
    code = (
        "import sys, hashlib\n"
        "from county_reports.language import tokens_of\n"
        "from county_reports.model import Metadata\n"
        "from county_reports.reading.reader import read_text\n"
        "read = read_text(sys.stdin.read(), Metadata(id='qiyun-2019', county='栖云县', year=2019))\n"
        "print(hashlib.sha256(repr(tokens_of(read)).encode()).hexdigest())\n"
    )
    environment = dict(os.environ) | {
        "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1",
        "TMPDIR": str(temporary),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], input=TEXT, env=environment, capture_output=True,
        text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()


def test_every_process_gives_the_same_words(tmp_path: Path) -> None:
    poisoned = tmp_path / "jieba.cache"
    poisoned.write_bytes(b"another version's cache")
    here = hashlib.sha256(repr(tokens_of(report(TEXT))).encode()).hexdigest()
    assert [fingerprint_in_a_process(seed, tmp_path) for seed in (1, 2)] == [here, here]
    # and nothing was left in the shared folder
    assert poisoned.read_bytes() == b"another version's cache"
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


def test_the_global_tokenizer_is_neither_used_nor_changed() -> None:
    import jieba

    lexicon.tokenizer()
    assert jieba.dt is not lexicon.tokenizer()
    assert "因村施策" not in jieba.dt.FREQ


def test_the_order_in_which_words_enter_does_not_matter() -> None:
    weighed = lexicon.tokenizer().FREQ
    again = lexicon.tokenizer.__wrapped__()
    assert weighed == again.FREQ
    assert lexicon.field_words() == tuple(sorted(set(lexicon.field_words())))


@pytest.mark.parametrize("word", ["扶贫小额信贷", "易地扶贫搬迁", "两不愁三保障", "尽锐出战"])
def test_the_words_of_the_field_are_whole(word: str) -> None:
    assert word in lexicon.field_words()
    assert list(lexicon.cut(word)) == [word]


def test_fragments_of_wordings_are_no_words() -> None:
    assert not lexicon.FRAGMENTS & set(lexicon.field_words())
    assert list(lexicon.cut("人口占")) == ["人口", "占"]


def test_stop_words_are_no_words_of_the_field() -> None:
    assert not lexicon.STOP_WORDS & set(lexicon.field_words())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("栖云县出台政策。", ["栖云县", "出台", "政策"]),
        ("栖云经验。", ["栖云", "经验"]),
        ("岚川市委支持。", ["岚川市", "委", "支持"]),
    ],
)
def test_the_countys_own_name_is_one_word(text: str, expected: list[str]) -> None:
    about = Metadata(id="qiyun-2019", county="栖云县", prefecture="岚川市", year=2019)
    assert [token.text for token in tokens_of(read_text(text, about))] == expected


@pytest.mark.parametrize(
    ("county", "expected"),
    [
        ("和县", ("和县",)),
        ("云山自治县", ("云山自治县",)),
        ("云山特区", ("云山特区",)),
        (None, ()),
    ],
)
def test_names_without_a_short_form(county: str | None, expected: tuple[str, ...]) -> None:
    assert own_names(Report(Metadata(id="x-2019", county=county), "")) == expected


PIECES = st.sampled_from(
    ["全县", "脱贫攻坚", "192个", "贫困村", "3.7亿元", "，", "。\n", "两不愁三保障", "一是", "　", "２０１９年", "A", "GDP"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_places_hold_for_any_text(pieces: list[str]) -> None:
    read = report("".join(pieces))
    last = 0
    for token in tokens_of(read):
        assert last <= token.start < token.end
        last = token.end
        spaces = "".join(read.source[token.start : token.end].split())
        assert spaces == token.text
        assert not any(character.isdigit() for character in token.text)
