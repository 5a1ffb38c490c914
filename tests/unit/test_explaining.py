"""How an explanation looks: on a terminal of 100 columns, in a notebook, as an object."""

from __future__ import annotations

import importlib
import json
import runpy
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from county_reports import corpus
from county_reports.errors import UsageError
from county_reports.explaining import Page, fields, html, wrapped
from county_reports.extraction import records

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
explained = made["explained"]

NAMED = "一、脱贫退出\n截至2019年底,全县未脱贫人口减少到312户,贫困发生率降至《0.6%》。\n"
UNNAMED = "(三)社会扶贫\n全县近《3200人》贫困群众自愿签名申请脱贫。\n"
RIVALLED = "全县《62家》扶贫车间已复工复产60家。"
HOTLINE = "拨打《12317》热线反映。"
UNREAD = "共投入3.8亿元(见表《7》)。"
EVERY = [NAMED, UNNAMED, RIVALLED, HOTLINE, UNREAD]
HOSTILE = (
    "一、<script>alert('标题')</script>\n"
    "全县<img src=x onerror=alert(1)>\"'贫困发生率降至《0.6%》\u202e<b>。\n"
)


def columns(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


class Seen(HTMLParser):
    """What a browser would make of a page: its tags, its attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


# ---- text


@pytest.mark.parametrize("text", EVERY)
def test_no_line_is_wider_than_a_terminal(text: str) -> None:
    lines = str(Page(explained(text))).splitlines()
    assert all(columns(line) <= 100 for line in lines)
    assert all(line == line.rstrip() for line in lines)


HEADS = [
    (NAMED, "0.6%  registry.incidence"),
    (UNNAMED, "3200人  no indicator"),
    (HOTLINE, "12317  set aside: identifier"),
    (UNREAD, "7  not read"),
]


@pytest.mark.parametrize(("text", "head"), HEADS)
def test_the_first_line_names_place_figure_and_answer(text: str, head: str) -> None:
    first = str(Page(explained(text))).splitlines()[0]
    assert first == f"qiyun:{text.index('《')}  {head}"


BLOCKS = [
    (NAMED, ["The number", "The meaning", "The indicator: registry.incidence 贫困发生率"]),
    (UNNAMED, ["The number", "The meaning", "Near misses", "Notes"]),
    (RIVALLED, ["The number", "The meaning", "The indicator: employment.workshops", "The rivals"]),
    (HOTLINE, ["Notes"]),
    (UNREAD, ["Notes"]),
]


@pytest.mark.parametrize(("text", "blocks"), BLOCKS)
def test_the_blocks_come_in_order_and_only_when_they_say_something(
    text: str, blocks: list[str]
) -> None:
    lines = str(Page(explained(text))).splitlines()
    titles = [line for line in lines[1:] if line and not line.startswith(" ")]
    optional = [title for title in titles if title == "Near misses" and title not in blocks]
    shown = [title for title in titles if title not in optional]
    assert len(shown) == len(blocks)
    assert all(title.startswith(block) for title, block in zip(shown, blocks, strict=True))


def test_the_sentence_has_the_figure_marked_and_the_section() -> None:
    text = str(Page(explained(NAMED)))
    assert "贫困发生率降至【0.6%】。" in text
    assert "§ 一、脱贫退出" in text


def test_words_points_and_places_are_told() -> None:
    text = str(Page(explained(NAMED)))
    assert "「发生率」" in text
    assert "beside it, before" in text
    assert "「2019年底」" in text
    assert "for heading, time and distance" in text


def test_how_far_ahead_it_is() -> None:
    assert "no other indicator is possible" in str(Page(explained(NAMED)))
    assert "ahead of the next by" in str(Page(explained(RIVALLED)))


def test_long_lists_of_words_are_cut() -> None:
    lines = str(Page(explained(UNNAMED))).splitlines()
    missing = [line for line in lines if "missing" in line]
    assert missing
    assert all(line.count("|") <= 12 for line in missing)


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    text = "全县上下" * 60 + "投入资金《300万元》用于" + "改善群众生产生活条件" * 30 + "。"
    shown = str(Page(explained(text)))
    (quoted,) = [part for part in shown.split("\n\n") if "【300万元】" in part]
    flat = quoted.replace("\n", "").replace(" ", "")
    assert flat.startswith("…")
    assert flat.endswith("…")
    assert len(flat) < 200


WRAPS = [
    ("short", 0, ["short"]),
    ("脱" * 60, 0, ["脱" * 50, "  " + "脱" * 10]),
    ("a" * 99 + " b", 0, ["a" * 99, "  b"]),
    ("字" * 49 + "「词」", 0, ["字" * 49, "  「词」"]),
    ("字" * 49 + "。", 0, ["字" * 49 + "。"]),
    ("字" * 47 + "【16.8%】", 0, ["字" * 47, "  【16.8%】"]),
    ("字" * 49 + "【", 0, ["字" * 49 + "【"]),
    ("", 2, [""]),
]


@pytest.mark.parametrize(("text", "indent", "lines"), WRAPS)
def test_paragraphs_are_wrapped_by_columns(text: str, indent: int, lines: list[str]) -> None:
    assert wrapped(text, indent, 2) == lines


def test_a_long_pattern_is_broken_at_its_bars() -> None:
    lines = wrapped("missing ~" + "|".join(["public_services"] * 12), 4, 6)
    assert len(lines) > 1
    assert all(columns(line) <= 100 for line in lines)


def test_control_characters_do_nothing_on_a_terminal() -> None:
    shown = str(Page(explained("全县\x1b[31m贫困发生率降至《0.6%》\u202e。")))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\ufffd" in shown


# ---- HTML


@pytest.mark.parametrize("text", EVERY)
def test_the_page_is_well_formed_and_loads_nothing(text: str) -> None:
    seen = Seen(Page(explained(text))._repr_html_())
    assert seen.open == []
    assert not {"script", "img", "link", "iframe", "style"} & set(seen.tags)
    assert not {"src", "href"} & {name for name, _ in seen.attributes}
    assert seen.tags.count("mark") == 1


def test_what_the_page_shows() -> None:
    seen = Seen(html(explained(NAMED)))
    for words in ("registry.incidence", "贫困发生率降至", "§ 一、脱贫退出", "The meaning 含义",
                  "2019年底", "0.6%", "The indicator and its rivals 指标与备选"):  # fmt: skip
        assert words in seen.text


def test_rivals_and_misses_are_rows() -> None:
    rivalled, unnamed = html(explained(RIVALLED)), html(explained(UNNAMED))
    assert "employment.workshops_resumed" in rivalled
    assert "Near misses 排除的指标" in unnamed
    assert "registry.lifted_persons_total" in unnamed
    assert "The indicator and its rivals" not in unnamed


def test_hostile_text_is_only_text() -> None:
    page = Page(explained(HOSTILE))
    made_of = page._repr_html_()
    seen = Seen(made_of)
    assert seen.open == []
    assert not {"script", "img"} & set(seen.tags)
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    assert "<script>alert('标题')</script>" in seen.text
    assert "<img src=x onerror=alert(1)>" in seen.text
    assert "\u202e" not in made_of


# ---- object

FIELDS = [
    "report", "file", "start", "end", "text", "kind", "sentence", "sentence_start", "sections",
    "number", "meaning", "indicator", "confidence", "rivals", "near_misses", "notes",
    "observation",
]  # fmt: skip


@pytest.mark.parametrize("text", EVERY)
def test_the_object_has_the_same_fields_always_and_is_json(text: str) -> None:
    found = explained(text)
    record = Page(found).record()
    assert list(record) == FIELDS
    assert json.loads(records.to_json(record)) == json.loads(json.dumps(fields(found)))
    source = found.report.source
    assert source[record["start"] : record["end"]] == record["text"]
    first = record["sentence_start"]
    assert source[first : first + len(record["sentence"])] == record["sentence"]


def test_the_object_holds_the_observation_as_read_prints_it() -> None:
    found = explained(NAMED)
    assert fields(found)["observation"] == records.record(found.report, found.observation)
    assert fields(explained(UNREAD))["observation"] is None


def test_reasons_in_the_object_name_their_words() -> None:
    record = json.loads(records.to_json(fields(explained(NAMED))))
    period = next(each for each in record["meaning"] if each["about"] == "period")
    assert period["answer"] == "2019"
    assert period["words"] == "2019年底"
    assert record["indicator"]["indicator"] == "registry.incidence"
    assert {match["word"] for match in record["indicator"]["matches"]} >= {"发生率"}


# ---- in Python


@pytest.fixture
def read(tmp_path: Path) -> corpus.ReadReport:
    path = tmp_path / "qiyun-2019.txt"
    path.write_text("购置物资36袋。\n2019年,全县贫困发生率降至0.6%。\n", encoding="utf-8")
    return corpus.read_report(path)


def test_a_report_explains_the_figure_at_a_place(read: corpus.ReadReport) -> None:
    page = read.explain(read.source.index("0.6%") + 2)
    assert isinstance(page, Page)
    assert page.explanation.text == "0.6%"
    assert repr(page) == str(page)


def test_a_place_of_a_table_is_a_place(read: corpus.ReadReport) -> None:
    for start in read.observations["start"]:
        assert read.explain(start).explanation.start == start


def test_without_a_place_the_first_figure_with_an_indicator(read: corpus.ReadReport) -> None:
    assert read.explain().explanation.text == "0.6%"


def test_no_figure_there(read: corpus.ReadReport) -> None:
    with pytest.raises(UsageError, match="no figure stands at character 1"):
        read.explain(1)


def test_a_report_without_any_figure_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty-2019.txt"
    path.write_text("没有数字的报告。\n", encoding="utf-8")
    page = corpus.read_report(path).explain()
    assert "the report holds no figure" in str(page)
    assert Seen(page._repr_html_()).open == []
    assert page.record()["kind"] == "nothing"


def test_the_report_is_read_again_once_and_only_when_asked(
    read: corpus.ReadReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe = importlib.import_module("county_reports.extraction.observe")
    calls = []
    original = observe.explain

    def counted(*arguments: object, **named: object) -> object:
        calls.append(named)
        return original(*arguments, **named)

    monkeypatch.setattr(observe, "explain", counted)
    corpus.read_report(read.report.path)
    assert calls == [{}]
    fresh = corpus.read_report(read.report.path)
    fresh.explain()
    fresh.explain()
    assert calls == [{}, {}, {"recording": True}]
