"""Exact, about, over, under: words before, inside and after the figure."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.bounds import bound_of

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant, plain, measures = made["meant"], made["plain"], made["measures"]


@pytest.mark.parametrize(
    ("preceding", "inside", "following", "expected"),
    [
        ("", "", "", "exact"),
        ("共有", "", "", "exact"),
        ("达到", "", "", "exact"),
        ("达", "", "", "exact"),
        # before
        ("约", "", "", "about"),
        ("大约", "", "", "about"),
        ("大概", "", "", "about"),
        ("近", "", "", "under"),
        ("将近", "", "", "under"),
        ("接近", "", "", "under"),
        ("不足", "", "", "under"),
        ("不到", "", "", "under"),
        ("不超过", "", "", "under"),
        ("不高于", "", "", "under"),
        ("至多", "", "", "under"),
        ("最多", "", "", "under"),
        ("低于", "", "", "under"),
        ("超", "", "", "over"),
        ("超过", "", "", "over"),
        ("逾", "", "", "over"),
        ("突破", "", "", "over"),
        ("高于", "", "", "over"),
        ("不少于", "", "", "over"),
        ("不低于", "", "", "over"),
        ("至少", "", "", "over"),
        ("最低", "", "", "over"),
        ("累计超过了", "", "", "over"),
        ("投资超过人民币", "", "", "over"),
        # inside
        ("", "余", "名", "over"),
        ("", "多", "", "over"),
        ("", "来", "", "over"),
        ("近", "余", "", "over"),
        # after
        ("", "", "以上", "over"),
        ("", "", "及以上", "over"),
        ("", "", "多", "over"),
        ("", "", "余", "over"),
        ("", "", "有余", "over"),
        ("", "", "以下", "under"),
        ("", "", "以内", "under"),
        ("", "", "之内", "under"),
        ("", "", "左右", "about"),
        ("", "", "上下", "about"),
        ("稳定在", "", "以上", "over"),
        # words that only look like bounds
        ("最近", "", "", "exact"),
        ("附近", "", "", "exact"),
        ("临近", "", "", "exact"),
        ("", "", "余额", "exact"),
        ("", "", "多个", "exact"),
        ("", "", "多种", "exact"),
        ("", "", "多渠道", "exact"),
        ("", "", "多200人", "exact"),
        ("", "", "多出200人", "exact"),
        ("线上", "", "", "exact"),
    ],
)
def test_bound_of(preceding: str, inside: str, following: str, expected: str) -> None:
    assert bound_of(preceding, inside, following) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a report of the people's congress
        ("全年整合资金《3.2亿元》,同比增长两成。", "exact"),
        ("全年整合资金达《3.2亿元》。", "exact"),
        ("全年整合资金达到《3.2亿元》。", "exact"),
        ("全年整合资金约《3.2亿元》。", "about"),
        ("全年整合资金《3.2亿元》左右。", "about"),
        ("全年整合资金近《3.2亿元》。", "under"),
        ("全年整合资金超过《3.2亿元》。", "over"),
        ("全年整合资金《3.2亿多元》。", "over"),
        ("全年整合资金《3.2亿余元》。", "over"),
        ("全年整合资金《3.2亿元》以上。", "over"),
        ("全年整合资金突破《3.2亿元》。", "over"),
        ("全年整合资金不少于《3.2亿元》。", "over"),
        ("全年整合资金不足《3.2亿元》。", "under"),
        # a newspaper story
        ("山坳里住着《70多户》人家。", "over"),
        ("老人今年《80多岁》。", "over"),
        ("茶园引来《3000余名》游客。", "over"),
        ("乡亲们搬出大山快《3年》了。", "exact"),
        ("一斤能多卖《2元》。", "exact"),
        ("最近《5天》连降大雨。", "exact"),
        ("近《3年》修路36公里。", "exact"),
        ("近《三年》修路36公里。", "exact"),
        ("全村近《600口》人喝上了放心水。", "under"),
        ("每户年均增收《2000元》上下。", "about"),
        # a notice of rules
        ("报销比例不低于《90%》。", "over"),
        ("错退率控制在《2%》以内。", "under"),
        ("漏评率不得高于《2%》。", "under"),
        ("单项支出不得超过《30%》。", "under"),
        ("单笔贷款《5万元》以下免抵押。", "under"),
        ("贷款期限《3年》以内。", "under"),
        ("项目投资《400万元》及以上的须招标。", "over"),
        ("每村至少配备《2名》信息员。", "over"),
        ("每村最多配备《2名》信息员。", "under"),
        ("《60周岁》及以上老人免费体检。", "over"),
        # the noun between figure and bound
        ("吸纳《30名》贫困劳动力以上的企业可申报。", "over"),
        ("吸纳《30名》劳动力左右。", "about"),
        # an exact figure beside words of other figures
        ("《12个》村、近8000人受益。", "exact"),
        ("超过6成农户参与,种植《4000亩》。", "exact"),
        ("《35名》科级以上干部包村。", "exact"),
    ],
)
def test_bounds_in_sentences(text: str, expected: str) -> None:
    assert meant(text).quantity.bound == expected


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("慰问老党员6100余名。", "6100余名", "6100"),
        ("落实资金1.3亿余元。", "1.3亿余元", "130000000"),
        ("惠及群众2万多人。", "2万多人", "20000"),
        ("惠及群众2万余人。", "2万余人", "20000"),
        ("栽植油茶3千余亩。", "3千余亩", "3000"),
        ("发放物资20多万元。", "20多万元", "200000"),
        ("发放物资20余万元。", "20余万元", "200000"),
        ("整治河道8公里多。", "8公里", "8"),
        ("外出务工1万来人。", "1万来人", "10000"),
    ],
)
def test_a_bound_inside_belongs_to_the_span(text: str, written: str, value: str) -> None:
    assert [(m[0], m[1]) for m in measures(text)] == [(written, value)]
    marked = text.replace(written, f"《{written}》")
    assert meant(marked).quantity.bound == "over"


@pytest.mark.parametrize(
    ("text", "value", "high", "bound"),
    [
        ("每户补助《400~5000元》。", "400", "5000", "exact"),
        ("每户补助《400-5000元》。", "400", "5000", "exact"),
        ("每户补助《400—5000元》。", "400", "5000", "exact"),
        ("每户补助《400至5000元》。", "400", "5000", "exact"),
        ("每户补助《400元至5000元》。", "400", "5000", "exact"),
        ("每户补助《400元-5000元》。", "400", "5000", "exact"),
        ("贷款额度《1-3万元》。", "10000", "30000", "exact"),
        ("亩产《800~1200斤》。", "400", "600", "exact"),
        ("车程《2至3小时》。", "2", "3", "exact"),
        ("每户补助约《400至500元》。", "400", "500", "about"),
        ("海拔落差《300-450米》。", "0.3", "0.45", "exact"),
        ("报销比例《80%-95%》。", "80", "95", "exact"),
        ("报销比例《80%—95%》。", "80", "95", "exact"),
        ("报销比例《80～95％》。", "80", "95", "exact"),
        ("帮扶《3—5户》。", "3", "5", "exact"),
    ],
)
def test_ranges(text: str, value: str, high: str, bound: str) -> None:
    quantity = meant(text).quantity
    assert (plain(quantity.value), plain(quantity.high), quantity.bound) == (value, high, bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人均收入由3200元提高到9800元。", ["3200元", "9800元"]),
        ("发生率从18.2%降至0.9%。", ["18.2%", "0.9%"]),
        ("贫困户由4100户减少到36户。", ["4100户", "36户"]),
        ("茶园由300亩到1500亩。", ["300亩", "1500亩"]),
        ("从5公里到12公里。", ["5公里", "12公里"]),
        ("工期从6个月缩短至4个月。", ["6个月", "4个月"]),
        # what falls is a change and no range
        ("补助由500元至300元。", ["500元", "300元"]),
    ],
)
def test_from_and_to_are_two_figures(text: str, expected: list[str]) -> None:
    assert [m[0] for m in measures(text)] == expected


def test_no_bound_without_a_figure() -> None:
    assert measures("近年来,超额完成任务,绝大多数以上。") == []
