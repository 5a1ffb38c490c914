"""The highlighted report: every character once, every figure marked, nothing executed."""

from __future__ import annotations

import html as escaping
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from county_reports import codebook, corpus, highlight
from county_reports.extraction.coverage import Coverage, Unread
from county_reports.model import (
    Metadata,
    Observation,
    Quantity,
    Region,
    Report,
    Restoration,
    Section,
)

SEEDS = Path(__file__).parents[2] / "seeds"
NONE_UNREAD = Coverage(1, 1, 0)


class Page(HTMLParser):
    """Collects the text of the report, ids, and all tags with their attributes."""

    VOID = ("br", "hr", "img", "meta", "link", "input")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._inside = 0
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert tag not in self.VOID
        self._open.append(tag)
        if dict(attrs).get("lang") == "zh":
            self._inside = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if len(self._open) < self._inside:
            self._inside = 0

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data

    @property
    def marks(self) -> dict[str, dict[str, str | None]]:
        return {str(a["id"]): a for _, a in self.tags if "id" in a}


def measure(
    source: str, text: str, *, restoration: Restoration | None = None, **more: object
) -> Observation:
    start = source.index(text)
    quantity = Quantity(
        start,
        start + len(text),
        text,
        "measure",
        "arabic",
        value=Decimal(192),
        unit="village",
        bound="exact",
        restoration=restoration,
    )
    return Observation(quantity, **more)  # type: ignore[arg-type]


def report(source: str, **more: object) -> Report:
    return Report(Metadata("a-2019"), source, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["biyang-2016", "gucheng-2019", "jingde-2020", "longhui-2019"])
def test_seeds_whole_and_anchored(name: str) -> None:
    read = corpus.read_report(SEEDS / f"{name}.txt")
    page = Page(highlight.html(read.report, read.observations_list))
    assert page.text == read.source
    for observation in read.observations_list:
        assert f"c{observation.quantity.start}" in page.marks


def test_a_figure_says_what_was_read() -> None:
    source = "全县192个贫困村全部退出。"
    seen = measure(
        source, "192个", indicator="registry.villages_exited_total", theme="registry",
        period="2019", section="概况",
    )  # fmt: skip
    mark = Page(highlight.html(report(source), [seen], coverage=NONE_UNREAD)).marks["c2"]
    title = str(mark["title"])
    for word in ("累计退出贫困村", "Poor villages exited", "192 village", "2019", "全县", "§ 概况"):
        assert word in title
    assert mark["style"] == highlight.theme_style("registry")


def test_a_restored_figure_shows_its_proof() -> None:
    source = "63153215796人"
    split = Restoration("proven", "户", "66496 - 3343 = 63153", ("6315|3215796",))
    seen = measure(source, "63153", restoration=split)
    mark = Page(highlight.html(report(source), [seen], coverage=NONE_UNREAD)).marks["c0"]
    for word in ("proven", "失落“户”", "66496 - 3343 = 63153", "6315|3215796"):
        assert word in str(mark["title"])
    assert "dashed" in str(mark["style"])


def test_ranges_bounds_and_plans_are_said() -> None:
    source = "400~5000元"
    quantity = Quantity(0, 9, source, "measure", "arabic", value=Decimal(400), high=Decimal(5000),
                        unit="CNY", bound="over")  # fmt: skip
    title = highlight.tooltip(Observation(quantity, status="planned", scope="standard"))
    assert "400–5,000 CNY 以上" in title
    assert "planned" in title
    assert "标准" in title
    assert "no indicator" in title


def test_an_ambiguous_figure_has_no_value() -> None:
    split = Restoration("ambiguous", "", "", ("1|23", "12|3"))
    quantity = Quantity(0, 4, "123人", "measure", "arabic", restoration=split)
    title = highlight.tooltip(Observation(quantity))
    assert "1|23 | 12|3" in title
    assert "None" not in title


def test_set_aside_and_unread_look_different() -> None:
    source = "2019年底192个村,见表7"
    date = Observation(Quantity(0, 6, "2019年底", "date", "arabic"))
    unread = Coverage(3, 1, 1, (Unread(13, 14, "7", "见表[7]"),))
    marks = Page(
        highlight.html(report(source), [date, measure(source, "192个")], coverage=unread)
    ).marks
    styles = {str(marks[name]["style"]) for name in ("c0", "c6", "c13")}
    assert len(styles) == 3
    assert "日期" in str(marks["c0"]["title"])
    assert "未读" in str(marks["c13"]["title"])


def test_furniture_is_grey_and_headings_are_bold() -> None:
    source = "首页 > 新闻\n一、概况\n全县192个村。"
    page = highlight.html(
        report(
            source,
            boilerplate=(Region(0, 7, "breadcrumb"),),
            sections=(Section(8, 20, 12, 1, "一、", "概况"),),
        ),
        [measure(source, "192个")],
        coverage=NONE_UNREAD,
    )
    assert f'<span style="{highlight._GREY}">首页 &gt; 新闻</span>' in page
    assert f'<span style="{highlight._HEADING}">一、概况</span>' in page
    assert Page(page).text == source


def test_a_figure_inside_furniture_and_headings_breaks_nothing() -> None:
    source = "一、192个村退出工作\n图为192户"
    seen = [measure(source, "192个"), measure(source, "192户")]
    page = highlight.html(
        report(
            source,
            sections=(Section(0, 17, 11, 1, "一、", "192个村退出工作"),),
            boilerplate=(Region(12, 18, "caption"),),
        ),
        seen,
        coverage=NONE_UNREAD,
    )
    assert Page(page).text == source


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "&lt;b&gt; &amp; &#60;",
        "</div></span>",
        "<!-- ",
        "]]>",
        "javascript:alert(1)",
    ],
)
def test_text_from_reports_is_never_markup(hostile: str) -> None:
    source = f"{hostile}全县192个村{hostile}"
    split = Restoration("proven", hostile, hostile, (hostile,))
    seen = measure(source, "192个", object=hostile, section=hostile, period=hostile,
                   restoration=split)  # fmt: skip
    about = Metadata(hostile, file=hostile, county=hostile, title=hostile, source=hostile)
    read = Report(about, source)
    for page in (
        highlight.html(read, [seen], prefix=hostile),
        highlight.report_box(read, [seen], NONE_UNREAD),
        highlight.corpus_table([(about, NONE_UNREAD, 1)], [(hostile, hostile, hostile)]),
    ):
        tags = Page(page).tags
        assert {tag for tag, _ in tags} <= {
            "div", "span", "b", "table", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip
        names = {name for _, attributes in tags for name in attributes}
        assert names <= {"class", "style", "id", "title", "lang"}
    assert Page(highlight.html(read, [seen])).text == source


def test_hidden_characters_are_shown() -> None:
    source = "贫困\u202e发生率\u0007192个\u2066"
    page = Page(highlight.html(report(source), [measure(source, "192个")])).text
    assert page == "贫困\ufffd发生率\ufffd192个\ufffd"


def test_of_two_readings_of_one_place_the_first_is_shown() -> None:
    source = "192个村"
    twice = [measure(source, "192个"), measure(source, "92个")]
    page = Page(highlight.html(report(source), twice, coverage=NONE_UNREAD))
    assert page.text == source
    assert list(page.marks) == ["c0"]


def test_anchors_of_several_reports_stay_apart() -> None:
    source = "192个村"
    page = highlight.html(report(source), [measure(source, "192个")], prefix="a-2019-")
    assert 'id="a-2019-c0"' in page


def test_the_legend_names_the_themes_that_occur() -> None:
    source = "192个村"
    text = highlight.legend([measure(source, "192个", theme="water")])
    assert "饮水安全" in text
    assert "交通" not in text
    for word in ("restored", "set aside", "unread"):
        assert word in text


def test_themes_look_different_and_fit_light_and_dark() -> None:
    styles = {highlight.theme_style(theme) for theme in codebook.load().themes}
    assert len(styles) == len(codebook.load().themes)
    for style in styles:
        # translucent ground and no text colour of its own: the reader's theme decides
        assert re.search(r"background:hsla\(\d+,75%,50%,\.2\)", style)
        assert not re.search(r"(?:^|;)color:", style)
    assert highlight.theme_style(None) == highlight.theme_style("no such theme")


def test_nothing_is_loaded_from_elsewhere() -> None:
    read = corpus.read_report(SEEDS / "longhui-2019.txt")
    for tag, attributes in Page(read._repr_html_()).tags:
        assert tag not in ("script", "style", "link", "img", "a")
        assert "url(" not in str(attributes.get("style"))


def test_the_box_begins_with_who_when_and_how_much() -> None:
    read = corpus.read_report(SEEDS / "longhui-2019.txt")
    page = escaping.unescape(re.sub(r"<[^>]+>", "|", read._repr_html_()))
    order = [
        page.index(word)
        for word in ("隆回县 · 2019", "为隆回县", "隆回县人民政府", " %", "聚合邵阳新闻")
    ]
    assert order == sorted(order)


def test_unknown_things_are_said_to_be_unknown() -> None:
    page = highlight.report_box(report("192个村"), [], NONE_UNREAD)
    assert "year unknown" in page
    assert "source unknown" in page


def test_empty_text() -> None:
    assert Page(highlight.html(report(""), [])).text == ""
