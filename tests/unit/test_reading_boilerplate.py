"""Page furniture: what is marked, and what never is. All lines are invented."""

from __future__ import annotations

import itertools

import pytest

from county_reports.reading import boilerplate

BODY = (
    "全县共有建档立卡贫困户3200户11350人,贫困发生率由2014年的12.6%下降到0.6%,投入资金2.3亿元。\n"
    "全县选派驻村工作队62支,结对帮扶干部2140名,实现了贫困村驻村帮扶全覆盖、贫困户结对帮扶全覆盖。\n"
)


def kind_of(line: str, *, above: bool) -> str | None:
    """How a line above or below a report is marked."""
    source = f"{line}\n{BODY}" if above else f"{BODY}{line}"
    start = 0 if above else len(BODY)
    for region in boilerplate.find(source):
        assert source[region.start : region.end].strip() == source[region.start : region.end]
        if region.start == start:
            assert region.end == start + len(line)
            return region.kind
    return None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("首页 > 新闻中心 > 扶贫动态", "breadcrumb"),
        ("当前位置：首页 > 政务公开 > 正文", "breadcrumb"),
        ("您现在的位置:首页>>扶贫信息", "breadcrumb"),
        ("某某网 » 要闻 » 正文 »", "breadcrumb"),
        ("首页 | 政务公开 | 乡镇动态 | 图片", "menu"),
        ("网站首页  新闻中心  政务公开  互动交流  办事服务", "menu"),
        ("地图 地图 地图 地图 地图", "menu"),
        ("分享到：微信 微博 QQ空间", "share"),
        ("分享到", "share"),
        ("扫一扫在手机打开当前页", "share"),
        ("微信扫一扫分享", "share"),
        ("【字体：大 中 小】 打印 关闭", "tools"),
        ("打印本页 关闭窗口", "tools"),
        ("[大 中 小]", "tools"),
        ("发布时间：2019-01-21 来源：某县扶贫办 浏览次数：318", "credit"),
        ("2020年3月6日　08:30　来源：某某日报　字号：大 中 小", "credit"),
        ("2019-07-05 10:22", "credit"),
        ("来源：某县人民政府", "credit"),
        ("作者:张三", "credit"),
        ("（责任编辑：李四）", "credit"),
        ("编辑：王五 审核：赵六 签发：钱七", "credit"),
        ("索引号：00000/2019-00012 主题分类：扶贫", "credit"),
        ("某县县长 张三", "credit"),
        ("本报记者 赵六 通讯员 钱七", "credit"),
        ("本文链接：http://example.org/2019/1.html", "link"),
        ("http://example.org/a/1.html", "link"),
        ("转载请注明出处：某某网", "notice"),
        ("版权所有：某县人民政府 ICP备案：某ICP备00000000号", "notice"),
        ("本文来自网络,不代表本站立场,如有侵权请联系删除", "notice"),
        ("未经本网书面授权,不得转载或建立镜像", "notice"),
        ("Copyright(c) 2010-2015 Some Network. All Rights Reserved", "notice"),
        ("图为干部入户走访。", "caption"),
        ("图①：青年返乡创业。王五摄", "caption"),
        ("合作社社员在采茶。张三 摄", "caption"),
        ("- 3 -", "page_number"),
        ("— 12 —", "page_number"),
        ("第3页 共12页", "page_number"),
    ],
)
def test_furniture_above(line: str, kind: str) -> None:
    assert kind_of(line, above=True) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("上一篇：县领导检查防汛工作", "link"),
        ("下一条:无", "link"),
        ("相关新闻", "link"),
        ("返回首页", "link"),
        ("详细声明请点击进入>>", "link"),
        ("联系电话:0000-1234567", "notice"),
        ("主办：某县人民政府办公室", "notice"),
        ("某某网版权与免责声明", "notice"),
        ("1、未经某某网(以下简称本网)许可,任何人不得非法使用本网自有版权作品。", "notice"),
        ("责任编辑:admin", "credit"),
    ],
)
def test_furniture_below(line: str, kind: str) -> None:
    assert kind_of(line, above=False) == kind


@pytest.mark.parametrize(
    "line",
    [
        "某县2019年脱贫攻坚工作总结",
        "关于某县脱贫攻坚工作情况的报告",
        "河滩上的答卷",
        "一、主要做法",
        "(一)产业扶贫",
        "夯实脱贫基础 压实脱贫责任 加强基础建设 推进产业脱贫",
        "某县扶贫开发领导小组",
        "2019年12月20日",
        "全县来源于产业的收入占60%,人均增收3200元。",
        "分享发展成果,全县12万人脱贫。",
        "图书捐赠3200册,惠及12所学校。",
        "打印资料3200册,发放到户。",
        "来源:县财政投入3200万元,带动贫困户1200户,覆盖贫困村35个,全部资金按时足额拨付到位。",
        "建设网站1个,上线扶贫产品57个,全年销售额1.2亿元。",
        "人均收入>4000元的有320户。",
        "贫困户 脱贫户 边缘户",
        "时间紧、任务重,脱贫攻坚一刻不能停。",
        "收入 3200元 4100元 5200元",
    ],
)
def test_the_report_is_never_marked(line: str) -> None:
    assert kind_of(line, above=True) is None
    assert kind_of(line, above=False) is None


@pytest.mark.parametrize(
    ("paragraph", "tail"),
    [
        ("全县12万人脱贫,成效显著。(本文编辑:张三)", "(本文编辑:张三)"),
        ("全县12万人脱贫,成效显著。（责任编辑：李四 王五）", "（责任编辑：李四 王五）"),
        ("全县12万人脱贫,成效显著。 责任编辑：张三", "责任编辑：张三"),
        ("全县12万人脱贫,成效显著。(通讯员 张三)", "(通讯员 张三)"),
    ],
)
def test_furniture_at_the_end_of_a_paragraph(paragraph: str, tail: str) -> None:
    regions = boilerplate.find(BODY + paragraph)
    source = BODY + paragraph
    assert [source[r.start : r.end] for r in regions] == [tail]


def test_an_abstract_that_repeats_the_text() -> None:
    abstract = "[摘要]" + BODY.splitlines()[0][:40] + "..."
    assert kind_of(abstract, above=True) == "abstract"


def test_an_abstract_of_its_own_stays() -> None:
    abstract = "[摘要]近三年来该县脱贫人口收入年均增长13%,易地搬迁4013户,饮水安全问题全部解决。"
    assert kind_of(abstract, above=True) is None


def test_a_site_slogan_above_the_title_but_not_the_title() -> None:
    source = f"聚合山城新闻 传播山城声音\n山城网欢迎您\n为某县脱贫攻坚工作点赞\n{BODY}"
    assert [(r.kind, r.end) for r in boilerplate.find(source)] == [("site", 13), ("site", 20)]


def test_headlines_under_related_news() -> None:
    source = f"{BODY}相关新闻\n全县脱贫攻坚推进会召开\n县领导走访慰问贫困户3200户\n"
    assert [r.kind for r in boilerplate.find(source)] == ["link", "link", "link"]


def test_regions_are_in_order_and_apart() -> None:
    source = f"首页 > 新闻 > 正文\n某县总结\n{BODY}来源：某网\n责任编辑：某\n分享到"
    regions = boilerplate.find(source)
    assert all(a.end <= b.start for a, b in itertools.pairwise(regions))
    assert [r.kind for r in regions] == ["breadcrumb", "credit", "credit", "share"]


@pytest.mark.parametrize("source", ["", "\n\n", "   ", "脱贫"])
def test_nothing_to_mark(source: str) -> None:
    assert boilerplate.find(source) == ()
