"""Invented reports of invented counties for the tests of words; loaded by name."""

from __future__ import annotations

from county_reports.model import Metadata, Report
from county_reports.reading.reader import read_text

COMMON = "全县扎实推进脱贫攻坚工作,产业扶贫、教育扶贫、健康扶贫政策全面落实,贫困户收入稳定增长。"
OWN = (
    "发展茶叶产业,新建茶叶基地,带动贫困户种植茶叶。",
    "信访干部接待来信来访,信访答复及时,信访满意。",
    "修建水库,水库蓄水灌溉,群众用上水库的水。",
    "培训护林员,护林员巡山护林,护林员增收。",
    "光伏电站并网发电,光伏电站收益归村集体。",
)


def report(number: int, text: str | None = None, **about: object) -> Report:
    """The report of an invented county: common wording, and one subject again and again."""
    if text is None:
        own = OWN[number % len(OWN)]
        text = "".join(f"{COMMON}{own if part % 2 else ''}\n" for part in range(20))
    known = {"county": f"栖{number}县", "year": 2019, "title": f"报告{number}"} | about
    return read_text(text, Metadata(id=f"county{number:02d}-2019", **known))


def reports(count: int) -> list[Report]:
    return [report(number) for number in range(count)]
