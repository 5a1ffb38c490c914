"""County, year, title, author, source, date: found, or left open. All texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from county_reports.model import Metadata
from county_reports.reading import county_names, manifest, reader, years

CORPUS = Path(__file__).parents[1] / "corpus"
BODY = "全县投入资金2.1亿元,建成基地35个,带动贫困户3200户稳定增收,群众满意度大幅度提高。"


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("白沙县位于省境西部,辖14个乡镇。", "白沙县"),
        ("根据会议安排,我就白沙县脱贫攻坚工作情况作以汇报。", "白沙县"),
        ("近年来,白沙县委、县政府坚持精准方略。白沙县贫困村全部退出。", "白沙县"),
        ("中共白沙县委白沙县人民政府关于打赢脱贫攻坚战的意见。白沙县共有", "白沙县"),
        ("某省白山市白沙县,全县脱贫。对白沙县的帮扶", "白沙县"),
        ("和林格尔县位于北部。和林格尔县脱贫。", "和林格尔县"),
        ("于都县有贫困村300个。在于都县,全县", "于都县"),
        ("镇远县地处黔东", "镇远县"),
        ("万年县2020年", "万年县"),
        ("安徽省马鞍山市和县,全县", "和县"),
        ("三江侗族自治县坚持脱贫攻坚", "三江侗族自治县"),
        ("积石山保安族东乡族撒拉族自治县位于甘肃省", "积石山保安族东乡族撒拉族自治县"),
        ("科尔沁右翼前旗全旗脱贫。科尔沁右翼前旗", "科尔沁右翼前旗"),
        ("2018年,我区脱贫。昆明市东川区地处北部,全区", "东川区"),
        ("云岭市2017年率先脱贫,全市脱贫8.6万户,我市", "云岭市"),
        ("甲山市乙水区对口帮扶丙岭县,丙岭县全县脱贫", "丙岭县"),
    ],
)
def test_counties(text: str, county: str) -> None:
    place = county_names.find(text)
    assert place is not None
    assert place.county == county


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我县有贫困户3000户,县委县政府高度重视,全县上下齐心,县直单位结对帮扶。",
        "该县是国家级贫困县、深度贫困县、革命老区县,各县都来学习。",
        "全区脱贫,社区、园区、山区、景区、示范区都有变化。",
        "召开县委常委会,成立县领导小组,抽调县直机关,明确1名副县长,3名县领导。",
        "定点帮扶县,对口支援县,国家乡村振兴重点帮扶县,实现整县摘帽。",
        "甲山县与乙水县结对。",
        "受县人民政府委托,向县人大常委会汇报。",
        "全市城市、超市、门市、集市都卖扶贫产品。",
        "湖南省委、省政府",
        "地处西南边陲,是某某山片区重点县。今年来,县委、县政府成立了领导小组。",
        "地处边陲,是某某山片区的重点,属于限制开发区、生态保护区。",
    ],
)
def test_no_county(text: str) -> None:
    assert county_names.find(text) is None


@pytest.mark.parametrize(
    ("text", "prefecture", "province"),
    [
        ("湖南省邵阳市隆回县全县脱贫", "邵阳市", "湖南省"),
        ("四川省凉山彝族自治州昭觉县脱贫", "凉山彝族自治州", "四川省"),
        ("新疆维吾尔自治区和田地区和田县有", "和田地区", "新疆维吾尔自治区"),
        ("重庆市奉节县实现脱贫", None, "重庆市"),
        ("隆回县全县脱贫", None, None),
    ],
)
def test_prefecture_and_province(text: str, prefecture: str | None, province: str | None) -> None:
    place = county_names.find(text)
    assert place is not None
    assert (place.prefecture, place.province) == (prefecture, province)


@pytest.mark.parametrize(
    ("title", "headings", "text", "published", "year"),
    [
        ("某县2019年脱贫攻坚工作总结", [], "2020年计划", None, 2019),
        ("某县脱贫攻坚工作总结(2020年)", [], "2014年以来", None, 2020),
        ("2019年工作总结暨2020年工作计划", [], "", None, 2019),
        ("某县2014-2018年脱贫攻坚工作情况", [], "", None, 2018),
        (None, ["一、2020年工作开展情况"], "2019年共带动", None, 2020),
        (None, ["二、2021年工作安排"], "", None, 2020),
        (None, [], "截至2019年底,脱贫。2020年拟投入,2014年以来", None, 2019),
        (None, [], "截止2018年10月底,已脱贫。2019年拟投入", None, 2018),
        (None, [], "截至2020年底,全部脱贫。2021年,县委、县政府巩固成果", None, 2021),
        (None, [], "2020年是收官之年。2019年,全县脱贫", None, 2019),
        (None, [], "至2016年底,已脱贫1024户。今年计划脱贫500户", None, 2017),
        (None, [], "2018年,整合资金。去年摘帽31个村,今年是摘帽年", None, 2019),
        (None, [], "2018年,整合资金,今年摘帽31个村", None, 2018),
        (None, [], "2014年以来,共投入资金。", None, None),
        (None, [], "贫困发生率由2014年的19.4%降低。", None, None),
        (None, [], "2016年至2018年投入资金。至2020年,计划全县脱贫", None, 2018),
        (None, [], "2016年脱贫。今年以来,投入资金。", "2018-12-05", 2018),
        (None, [], "2018年脱贫。今年,投入资金。", "2019-01-25", 2018),
        (None, [], "到2020年底实现全面小康。2017年投入,2017年脱贫,2016年", None, 2017),
        (None, [], "完成了201631个村的任务,于201612310日引入", None, 2016),
        (None, [], "今年以来,投入资金。", "2019-07-05", 2019),
        (None, [], "投入资金2000万元。", "2019-07-05", None),
        (None, [], "2021年,2018年底", "2019-01-10", 2018),
        (None, [], "建于1947年,编号20190001。", None, None),
        (None, [], "", None, None),
        (None, [], "2018年脱贫,2019年脱贫", None, 2019),
    ],
)
def test_years(
    title: str | None, headings: list[str], text: str, published: str | None, year: int | None
) -> None:
    assert years.find(text, title, headings, published) == year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("发布时间:2019-01-21 来源", "2019-01-21"),
        ("2020年3月6日 08:30", "2020-03-06"),
        ("2018/11/8", "2018-11-08"),
        ("2018.11.28", "2018-11-28"),
        ("2018-13-28", None),
        ("12018-11-28", None),
        ("2018年11月", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert years.date_in(text) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("http://example.org/content/2018/11/28/6419832.html", "2018-11-28"),
        ("http://example.org/201912/t20191206_12345.html", "2019-12-06"),
        ("http://example.org/2019-07-05/1.html", "2019-07-05"),
        ("http://example.org/news/68017.html", None),
    ],
)
def test_dates_in_addresses(url: str, date: str | None) -> None:
    assert years.date_in_url(url) == date


@pytest.mark.parametrize(
    ("source", "field", "value"),
    [
        (f"某县脱贫攻坚工作总结\n{BODY}", "title", "某县脱贫攻坚工作总结"),
        (f"河滩上的答卷\n——某县脱贫见闻\n{BODY}", "title", "河滩上的答卷——某县脱贫见闻"),
        (f"首页 > 新闻 > 正文\n脱贫攻坚路上\n{BODY}", "title", "脱贫攻坚路上"),
        (f"一、主要做法\n{BODY}", "title", None),
        (f"{BODY}\n{BODY}", "title", None),
        (f"尊敬的各位领导:\n{BODY}", "title", None),
        (f"总结\n{BODY}\n来源:某县人民政府", "source", "某县人民政府"),
        (f"{BODY}\n转载请注明来源:http://example.org/a/1.html", "source", None),
        (f"{BODY}\n某县扶贫开发办公室\n2019年12月20日", "source", "某县扶贫开发办公室"),
        (f"{BODY}\n某县扶贫开发办公室\n2019年12月20日", "published", "2019-12-20"),
        (f"{BODY}\n发布时间：2019-01-21 来源：某办 浏览次数：3", "published", "2019-01-21"),
        (f"{BODY}\n作者:张三\n", "author", "张三"),
        (f"总结一年\n某县县长 张三\n{BODY}", "author", "张三"),
        (f"本报讯 (通讯员 王小二){BODY}", "author", "王小二"),
        (f"本报讯（记者 白舟 通讯员 许一苇）{BODY}", "author", "白舟 许一苇"),
        (f"{BODY}\n本文链接：http://example.org/a/1.html", "url", "http://example.org/a/1.html"),
        (f"{BODY}\n版权所有 http://example.org/", "url", None),
        (BODY, "author", None),
    ],
)
def test_origin(source: str, field: str, value: str | None) -> None:
    assert getattr(reader.read_text(source, Metadata("a")).metadata, field) == value


def test_another_countys_prefecture_is_not_taken_over() -> None:
    source = f"湖南省邵阳市隆回县2019年总结\n隆回县{BODY}"
    found = reader.read_text(source, Metadata("a", county="别县")).metadata
    assert (found.county, found.prefecture, found.province) == ("别县", None, None)
    assert "county" not in found.found


@pytest.mark.parametrize("name", ["yunling-2018", "wanghe-2019", "lanping-2020"])
def test_the_invented_corpus(name: str) -> None:
    declared = manifest.read_manifest(CORPUS)[name]
    found = reader.read_file(CORPUS / declared.file).metadata
    for field in ("county", "year", "published", "title", "source"):
        assert getattr(found, field) == getattr(declared, field), field
    assert (found.author or None) == declared.author


def test_the_invented_corpus_holds_what_is_expected_of_it() -> None:
    assert set(json.loads((CORPUS / "expected.json").read_text("utf-8"))) == set(
        manifest.read_manifest(CORPUS)
    )
