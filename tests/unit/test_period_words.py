"""Words of time, one by one, and the years that a report can be about. All texts are invented."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.dates import is_month, month_of, period_of
from county_reports.reading import years

meant = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))["meant"]
OPENING = "总体看,全县上下同心,各项情况都很好,群众满意。"


@pytest.mark.parametrize(
    ("word", "period"),
    [
        ("今年", "2019"),
        ("今年以来", "2019"),
        ("本年", "2019"),
        ("本年度", "2019"),
        ("年内", "2019"),
        ("全年", "2019"),
        ("年底", "2019"),
        ("年末", "2019"),
        ("去年", "2018"),
        ("上年", "2018"),
        ("上一年", "2018"),
        ("明年", "2020"),
        ("截至目前", "2019"),
        ("截止目前", "2019"),
        ("截至现在", "2019"),
        ("两年来", "2018/2019"),
        ("三年来", "2017/2019"),
        ("四年多来", "2016/2019"),
        ("五年间", "2015/2019"),
        ("近两年", "2018/2019"),
        ("近5年", "2015/2019"),
        ("2017年", "2017"),
        ("2017年底", "2017"),
        ("2017年6月", "2017"),
        ("2017年6月底", "2017"),
        ("截至2017年底", "2017"),
        ("截止到2017年12月", "2017"),
        ("到2017年底", "2017"),
        ("自2017年以来", "2017/2019"),
        ("从2017年起", "2017/2019"),
        ("2017年至今", "2017/2019"),
        ("2017年开始", "2017/2019"),
        ("2017年脱贫攻坚战打响以来", "2017/2019"),
        ("2016-2018年", "2016/2018"),
        ("2016—2018年", "2016/2018"),
        ("2016年至2018年", "2016/2018"),
        ("2016年到2018年", "2016/2018"),
        ("二〇一七年", "2017"),
        ("“十二五”期间", "2011/2015"),
        ("“十三五”期间", "2016/2020"),
        ("“十三五”以来", "2016/2019"),
        ("“十四五”期间", "2021/2025"),
        ("一季度", "2019"),
        ("上半年", "2019"),
        ("前三季度", "2019"),
        ("1-10月", "2019"),
        ("3月上旬", "2019"),
        # words that name no period
        ("目前", None),
        ("如今", None),
        ("近年来", None),
        ("多年来", None),
        ("历年来", None),
        ("长期以来", None),
        ("一直以来", None),
        # history dates no figure of a report
        ("1956年", None),
        ("1998年", None),
    ],
)
def test_a_word_of_time(word: str, period: str | None) -> None:
    text = f"{OPENING}{word},全县硬化公路《36公里》。去年不同,今年更好。"
    assert meant(text).period == period


@pytest.mark.parametrize(
    ("written", "period", "month", "part"),
    [
        ("2019年", "2019", None, False),
        ("2019年12月底", "2019-12", None, True),
        ("2019.12.5", "2019-12", None, False),
        ("2014-2019年", "2014/2019", None, False),
        ("2014年至2019年", "2014/2019", None, False),
        ("6月11日", None, 6, True),
        ("3月上旬", None, 3, True),
        ("一季度", None, None, True),
        ("15日", None, None, False),
        ("十三五", "2016/2020", None, False),
        ("十四五", "2021/2025", None, False),
        ("二〇一九年", "2019", None, False),
    ],
)
def test_what_a_date_names(written: str, period: str | None, month: int | None, part: bool) -> None:
    assert period_of(written) == period
    assert month_of(written) == month
    assert is_month(written) is part


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        # what is told of, not what is aimed at
        ("2018年投入资金。力争2020年全面小康。", None, 2018),
        ("2018年投入资金。确保2020年如期脱贫。", None, 2018),
        ("2018年投入资金。2020年前完成搬迁。", None, 2018),
        ("2018年投入资金。2019年将投入更多。", None, 2018),
        ("2018年投入资金。2019年拟投入更多。", None, 2018),
        ("2018年投入资金。2019年计划投入更多。", None, 2018),
        ("2018年投入资金。2019年目标任务已经下达。", None, 2018),
        ("2018年投入资金。到2020年实现小康。", None, 2018),
        ("2018年投入资金。规划2020年建成。", None, 2018),
        # a stock of the year, and what came after
        ("截至2018年底脱贫。2019年投入资金,建成基地。", None, 2019),
        ("截至2019年6月,全部脱贫。", None, 2019),
        # where the telling begins
        ("2014年以来投入资金。2017年脱贫摘帽。", None, 2017),
        ("自2016年起实施。", None, None),
        # the year of writing
        ("2016年脱贫。今年投入资金。", "2017-10-20", 2017),
        ("2016年脱贫。今年投入资金。", "2017-02-20", 2016),
        ("今年投入资金。", "2018-05-01", 2018),
        ("投入资金。", "2018-05-01", None),
        ("2018年脱贫。去年底建成。今年继续。", None, 2019),
        ("2018年脱贫。今年继续。", None, 2018),
        # nothing later than the day of publication
        ("2018年脱贫。2021年验收。", "2019-03-01", 2018),
        # laws and documents
        ("依据《2019年计划》,2018年投入资金。", None, 2018),
    ],
)
def test_the_year_of_a_text(text: str, published: str | None, year: int | None) -> None:
    assert years.find(text, None, [], published) == year
