"""The words that name what a figure counts."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.objects import Named
from county_reports.extraction.observe import explain

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


def named(text: str) -> Named:
    """The object of the one figure in 《》, with its reason."""
    source, _ = made["marked"](text)
    at = text.index("《")
    for item in explain(made["report"](source)):
        if item.reasons is not None and item.observation.quantity.start == at:
            return item.reasons.object
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the noun after a classifier
        ("全县组建《57支》驻村工作队。", "驻村工作队"),
        ("《57个》贫困村全部退出。", "贫困村"),
        ("新增《36名》护林员参加培训。", "护林员"),
        ("发生率高的《52个》以上的贫困村。", "贫困村"),
        # the words before
        ("累计投入产业扶贫资金《520万元》。", "累计投入产业扶贫资金"),
        ("贫困发生率为《0.6%》。", "贫困发生率"),
        ("硬化通组路《36公里》。", "硬化通组路"),
        ("贫困户共《8760户》。", "贫困户"),
        ("已脱贫63户《215人》。", "已脱贫"),
        # without place and time
        ("●全县有省定贫困村《57个》。", "省定贫困村"),
        ("全县山区面积《527平方公里》。", "山区面积"),
        ("2017年底脱贫户《2752户》。", "脱贫户"),
        ("其中农村贫困人口《5.2万人》。", "农村贫困人口"),
        ("全市共有合作社《36家》。", "合作社"),
        # without what happens to the noun
        ("贫困发生率由《10%》降至1%。", "贫困发生率"),
        ("贫困发生率从2014年的《17%》下降。", "贫困发生率"),
        ("自来水普及率提高到《97%》。", "自来水普及率"),
        ("转移性收入占《27.5%》。", "转移性收入"),
        ("人均住房面积不超过《27平方米》。", "人均住房面积"),
        # the noun at the beginning of the clause
        ("贫困发生率由10%降至《1%》。", "贫困发生率"),
        ("社会消费品零售总额36亿元,增长《11%》。", None),
        ("共《36万元》。", None),
    ],
)
def test_object(text: str, expected: str | None) -> None:
    assert meant(text).object == expected


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("全县组建《57支》驻村工作队。", "the noun after the classifier"),
        ("贫困发生率为《0.6%》。", "the words before it"),
        ("共《36万元》。", "no words of its own"),
    ],
)
def test_reasons(text: str, because: str) -> None:
    found = named(text)
    assert found.because == because
    source, _ = made["marked"](text)
    assert source[found.start : found.end] == (found.object or "")


def test_a_cell_is_named_by_its_row_and_column() -> None:
    text = "序号 项目 地点 资金(万元)\n1 香菇大棚 柳林镇 360\n2 茶园 白石乡 48\n"
    assert made["figure"](text, "360").object == "香菇大棚 柳林镇 资金(万元)"
    item = next(i for i in explain(made["report"](text)) if i.reasons is not None)
    assert item.reasons is not None
    assert item.reasons.object.because == "its row and the head of its column"


@pytest.mark.parametrize("length", [18, 20, 30])
def test_no_object_is_longer_than_a_noun_phrase(length: int) -> None:
    found = meant("甲" * length + "《36万元》。").object
    assert found == "甲" * min(length, 20)
