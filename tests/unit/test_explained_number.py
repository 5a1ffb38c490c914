"""How a number was read, told in words: invented sentences, the figure in 《》."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.evidence import Why

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
explained = made["explained"]


def answers(text: str) -> dict[str, Why]:
    return {why.about: why for why in explained(text).number}


VALUES = [
    ("累计投入资金《48.83亿元》。", "4,883,000,000", "48.83 × 100,000,000 (亿)"),
    ("投入资金《5,200万元》。", "52,000,000", "5,200 × 10,000 (万)"),
    ("投入资金《5千万元》。", "50,000,000", "5 × 10,000,000 (千万)"),
    ("新建供水工程《86处》。", "86", "as printed"),
    ("退耕还林《25公顷》。", "375", "25 × 15 (公顷)"),
    ("修建水渠《360米》。", "0.36", "360 × 0.001 (米)"),
    ("养殖黑山羊,年产羊肉《3万斤》。", "15,000", "3 × 10,000 (万) × 0.5 (斤)"),
    ("三年分别投入《1》、2、3万元。", "10,000", "1 × 10,000 (as the list it stands in)"),
    ("救助《6100余名》学生。", "6,100", "as printed"),
    ("投入《12亿3456万元》。", "1,234,560,000", "12亿3456万元 is one number"),
    ("发放贷款《2-3万元》。", "20,000", "the lower end of 2-3万元"),
    ("组建《三个》督查组。", "3", "三个 is a numeral in Chinese characters"),
    ("人民币《3亿》投入建设。", "300,000,000", "3 × 100,000,000 (亿)"),
    ("占全省的《1/2》左右。", "0.5", "1/2 is one number"),
    (
        "单位:万元\n序号 项目 资金\n1 香菇大棚 《360》\n2 茶园 214\n",
        "3,600,000",
        "360 × 10,000 (the head of its column)",
    ),
    ("投入资金《５，２００万元》。", "52,000,000", "5,200 × 10,000 (万)"),
]


@pytest.mark.parametrize(("text", "value", "because"), VALUES)
def test_the_value_and_its_steps(text: str, value: str, because: str) -> None:
    # the currency before a number belongs to the figure
    text = text.replace("人民币《", "《人民币")
    why = answers(text)["value"]
    assert (why.answer, why.because) == (value, because)


UNITS = [
    ("累计投入资金《48.83亿元》。", "CNY", "元 is written after the number", ""),
    ("稳定在《98%》以上。", "percent", "% is written after the number", ""),
    ("全县《62个》贫困村全部退出。", "village", "个 takes its meaning from what is counted", "村"),
    ("全县共有贫困村《62个》。", "village", "个 takes its meaning from what is counted", "村"),
    ("引进《36户》龙头企业。", "count", "户 takes its meaning from what is counted", "龙头"),
    ("总人口《42.6万》。", "person", "no unit is written; the noun before it", "人口"),
    ("《1.4774万》贫困群众受益。", "person", "no unit is written; the noun after it", "贫困群众"),
    (
        "三年分别投入《1》、2、3万元。",
        "CNY",
        "元 is written once for the list it stands in",
        "2、3万元",
    ),
    ("占全省的《1/2》左右。", "multiple", "a fraction or a ratio is a multiple", ""),
    ("有《三分之一》的村。", "multiple", "a fraction or a ratio is a multiple", ""),
    ("《人民币3亿》投入建设。", "CNY", "the currency is written before the number", ""),
    (
        "单位:万元\n序号 项目 资金\n1 香菇大棚 《360》\n2 茶园 214\n",
        "CNY",
        "the head of its column: 资金",
        "",
    ),
    (
        "扶贫资金来源(单位:万元)\n中央财政专项扶贫资金 《8240》\n省级财政扶贫资金 1360\n",
        "CNY",
        "the unit named above its list",
        "",
    ),
    (
        "2019年底,全县脱贫人口《63153》215796人,贫困发生率0.6%。",
        "household",
        "户 was lost when digits ran together",
        "",
    ),
]


@pytest.mark.parametrize(("text", "unit", "because", "words"), UNITS)
def test_where_the_unit_comes_from(text: str, unit: str, because: str, words: str) -> None:
    why = answers(text)["unit"]
    assert (why.answer, why.because, why.words) == (unit, because, words)


BOUNDS = [
    ("新建供水工程《86处》。", "exact", "no word beside it says about, over or under", ""),
    ("惠及贫困人口近《2万人》。", "under", "the word beside it", "近"),
    ("参加人数超过《300人》。", "over", "the word beside it", "超过"),
    ("户均不少于《2000元》。", "over", "the word beside it", "不少于"),
    ("稳定在《98%》以上。", "over", "the word beside it", "以上"),
    ("补助《300元》左右。", "about", "the word beside it", "左右"),
    ("大约《300人》参加。", "about", "the word beside it", "大约"),
    ("救助《6100余名》学生。", "over", "余 inside the figure", ""),
    ("救助《6100多名》学生。", "over", "多 inside the figure", ""),
    ("近《3年》投入不断加大。", "exact", "no word beside it says about, over or under", ""),
    ("走访《两三个》村。", "about", "the form of the numeral", ""),
]


@pytest.mark.parametrize(("text", "bound", "because", "words"), BOUNDS)
def test_the_bound_and_the_word_that_gave_it(
    text: str, bound: str, because: str, words: str
) -> None:
    why = answers(text)["bound"]
    assert (why.answer, why.because) == (bound, because)
    assert why.words in words or why.words == words
    assert bool(why.words) == bool(words)


def test_a_range_has_two_ends() -> None:
    found = answers("发放贷款《2-3万元》。")
    assert found["value"].answer == "20,000"
    assert found["upper end"].answer == "30,000"
    assert "upper end" not in answers("发放贷款《2万元》。")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("投入资金《3.7亿元》。", "10,000,000"),
        ("投入资金《3.70亿元》。", "1,000,000"),
        ("贫困发生率《0.68%》。", "0.01"),
        ("新建工程《86处》。", "1"),
    ],
)
def test_the_printed_precision(text: str, precision: str) -> None:
    assert answers(text)["precision"].answer == precision


def test_restored_digits_come_with_their_proof() -> None:
    found = answers("2019年底,全县脱贫人口《63153》215796人,贫困发生率0.6%。")
    assert found["restored"].answer == "unique"
    assert "户 was lost; " in found["restored"].because
    assert "63153户215796人" in found["restored"].because


def test_an_undecided_run_has_no_value_and_all_its_splits() -> None:
    text = "全县脱贫《11111111111人》。"
    found = explained(text)
    kinds = [why.answer for why in found.number if why.about == "restored"]
    if kinds != ["ambiguous"]:
        pytest.fail(f"the invented run is {kinds}")
    value = found.number[0]
    assert (value.about, value.answer) == ("value", None)
    assert "several ways" in value.because
    assert "precision" not in {why.about for why in found.number}
    split = found.observation.quantity.restoration
    assert [w.answer for w in found.number if w.about == "or"] == list(split.alternatives)


def test_words_lead_back_to_the_source() -> None:
    found = explained("惠及贫困人口近《２万人》。")
    why = next(w for w in found.number if w.about == "bound")
    assert found.report.source[why.start : why.end] == why.words == "近"
    assert why.end <= found.start


def test_words_over_a_break_in_the_source() -> None:
    text = "全县共投入扶贫资\n\n金800万元,惠及贫困人口近《2万人》,群众十分满意,成效十分显著。"
    found = explained(text)
    assert found.text == "2万人"
    assert next(w for w in found.number if w.about == "bound").words == "近"
