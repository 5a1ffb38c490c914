"""Headings of all forms and their nesting. All texts are invented."""

from __future__ import annotations

import pytest

from county_reports.reading import breaks, headings, outline
from county_reports.reading.lines import split_lines

TEXT = "全县投入产业资金3.2亿元,建设基地35个,带动贫困户8650户,户均增收3200元,成效明显。"


def tree(source: str) -> list[tuple[int, str, str]]:
    """The outline as (level, label, title)."""
    sections = outline.find(source, (), breaks.find(source, ()))
    for section in sections:
        heading = source[section.start : section.heading_end]
        assert heading.startswith(section.label)
        assert section.start < section.heading_end <= section.end <= len(source)
    return [(s.level, s.label, s.title) for s in sections]


@pytest.mark.parametrize(
    ("text", "number"),
    [("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("三十二", 32), ("7", 7),
     ("③", 3), ("百", 0)],
)  # fmt: skip
def test_numbers(text: str, number: int) -> None:
    assert headings.number_of(text) == number


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("一、主要做法", "一、", "主要做法"),
        ("一.主要做法", "一.", "主要做法"),
        ("十二、保障措施", "十二、", "保障措施"),
        ("(一)产业扶贫", "(一)", "产业扶贫"),
        ("（二）就业扶贫。" + TEXT, "(二)", "就业扶贫"),
        ("1、交通扶贫。" + TEXT, "1、", "交通扶贫"),
        ("1.交通扶贫。" + TEXT, "1.", "交通扶贫"),
        ("（3）饮水安全：" + TEXT, "(3)", "饮水安全"),
        ("①光伏。" + TEXT, "①", "光伏"),
        ("一是强化组织领导。" + TEXT, "一是", "强化组织领导"),
        ("一要压实责任。" + TEXT, "一要", "压实责任"),
        ("第一，产业扶贫成效明显。" + TEXT, "第一,", "产业扶贫成效明显"),
        ("第二部分 主要成效", "第二部分", "主要成效"),
        ("抓整改,确保到位", None, None),
        ("在教育扶贫方面。" + TEXT, "", "在教育扶贫方面"),
        ("二、抓整改，确保“改到位”。" + TEXT, "二、", "抓整改,确保“改到位”"),
        ("三是发展产业,继续加强基础设施建设,加强资金监管。", "三是", "发展产业"),
        ("四、环境整治,投入资金9838万元。", "四、", "环境整治"),
        ("2019年底,全县脱贫。", None, None),
        ("1.5万人脱贫。", None, None),
        ("第一书记驻村帮扶。", None, None),
        ("十三五期间,全县脱贫。", None, None),
        ("一户一策精准帮扶。", None, None),
        ("三是", "三是", ""),
    ],
)
def test_labelled_lines(line: str, label: str | None, title: str | None) -> None:
    heading = headings.labelled_line(split_lines(line)[0])
    if label is None:
        assert heading is None
    else:
        assert heading is not None
        assert (heading.label, heading.title) == (label, title)


CASES = {
    "three fixed levels": (
        f"一、做法\n(一)产业\n1、种植。{TEXT}\n2、养殖。{TEXT}\n(二)就业\n{TEXT}\n二、打算\n{TEXT}",
        [(1, "一、", "做法"), (2, "(一)", "产业"), (3, "1、", "种植"), (3, "2、", "养殖"),
         (2, "(二)", "就业"), (1, "二、", "打算")],
    ),
    "free labels in paragraphs": (
        f"(一)抓基层。{TEXT}一是强化领导。{TEXT}二是强化培训。{TEXT}\n(二)抓整改。{TEXT}",
        [(1, "(一)", "抓基层"), (2, "一是", "强化领导"), (2, "二是", "强化培训"), (1, "(二)", "抓整改")],
    ),
    "numbers below free labels": (
        f"二、成效\n一是聚焦保障\n{TEXT}\n二是补齐短板\n1、交通。{TEXT}\n2、水利。{TEXT}\n三、亮点\n(一)作风。{TEXT}",
        [(1, "二、", "成效"), (2, "一是", "聚焦保障"), (2, "二是", "补齐短板"), (3, "1、", "交通"),
         (3, "2、", "水利"), (1, "三、", "亮点"), (2, "(一)", "作风")],
    ),
    "run-in titles": (
        f"{TEXT}\n夯实脱贫基础。一是健全机构。{TEXT}二是精准识别。{TEXT}\n压实脱贫责任。{TEXT}",
        [(1, "", "夯实脱贫基础"), (2, "一是", "健全机构"), (2, "二是", "精准识别"),
         (1, "", "压实脱贫责任")],
    ),
    "unnumbered lines with run-in titles": (
        (f"某县巩固脱贫成果\n\n{TEXT}\n\n聚焦落实 压实责任\n\n全面落实政策。{TEXT}\n\n全面落实工作。{TEXT}"
        f"\n\n聚焦保障 提升成效\n\n巩固教育水平。{TEXT}"),
        [(1, "", "聚焦落实 压实责任"), (2, "", "全面落实政策"), (2, "", "全面落实工作"),
         (1, "", "聚焦保障 提升成效"), (2, "", "巩固教育水平")],
    ),
    "fields": (
        f"(三)抓指标。{TEXT}在教育扶贫方面。{TEXT[:-1]};\n慰问13人。在基本医疗方面。{TEXT}\n(四)抓战贫。{TEXT}",
        [(1, "(三)", "抓指标"), (2, "", "在教育扶贫方面"), (2, "", "在基本医疗方面"),
         (1, "(四)", "抓战贫")],
    ),
    "all in one line": (
        f"汇报如下。一、基本情况。{TEXT}二、主要工作。(一)产业。{TEXT}(二)搬迁。{TEXT}",
        [(1, "一、", "基本情况"), (1, "二、", "主要工作"), (2, "(一)", "产业"), (2, "(二)", "搬迁")],
    ),
    "full-width indent": (
        f"　　一、强化领导\n　　{TEXT}\n　　二、狠抓项目\n　　1.种植。{TEXT}\n　　2.养殖。{TEXT}",
        [(1, "一、", "强化领导"), (1, "二、", "狠抓项目"), (2, "1.", "种植"), (2, "2.", "养殖")],
    ),
    "a heading cut in two": (
        f"{TEXT}\n\n聚焦落实 压实责任\n\n{TEXT}\n\n确保精准\n\n夯实基础\n\n{TEXT}",
        [(1, "", "聚焦落实 压实责任"), (1, "", "确保精准 夯实基础")],
    ),
    "no headings": (f"某县脱贫攻坚总结\n{TEXT}\n{TEXT}\n某县扶贫办\n2019年12月1日", []),
    "one short sentence is no title": (f"{TEXT}\n摘帽不是终点。{TEXT}\n{TEXT}", []),
    "a lone label is no list": (f"{TEXT}三是补短板。{TEXT}\n{TEXT}一是。{TEXT}", []),
    "empty": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_trees(name: str) -> None:
    source, wanted = CASES[name]
    assert tree(source) == wanted


def test_where_sections_end() -> None:
    source = f"一、做法\n{TEXT}一是甲项。{TEXT}二是乙项。{TEXT}\n后面一段。{TEXT}\n二、打算\n{TEXT}"
    first, one, two, last = outline.find(source)
    assert source[first.start : first.end].endswith(f"后面一段。{TEXT}")
    assert one.end == two.start
    assert source[two.start : two.end] == f"二是乙项。{TEXT}"  # the paragraph, not the next one
    assert last.end == len(source)


def test_a_conclusion_is_not_part_of_the_last_item() -> None:
    items = "\n".join(f"({n})第{n}项工作。{TEXT}" for n in "一二三")
    source = f"一、做法\n{items}\n总之,{TEXT}"
    sections = outline.find(source)
    assert source[sections[-1].start : sections[-1].end] == f"(三)第三项工作。{TEXT}"


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("交通扶贫", "transport"),
        ("水利扶贫", "water"),
        ("在光伏扶贫方面", "energy"),
        ("抓问题整改,确保“改到位”", "supervision"),
        ("扎实开展驻村帮扶", "assistance"),
        ("易地扶贫搬迁", "relocation"),
        ("住房安全保障", "housing"),
        ("就业扶贫", "employment"),
        ("主要亮点和经验", None),
        ("", None),
    ],
)
def test_themes(title: str, theme: str | None) -> None:
    assert outline.theme_of(title) == theme
