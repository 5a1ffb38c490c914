"""``build/index.html``: every name is escaped, every link leads below the project's folder."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.execution import index, site
from county_reports.execution.index import FOLDED
from county_reports.execution.records import Record

HOSTILE = "<b>县</b>&\"'"


class Page(HTMLParser):
    """The tags, links and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def about(report: str = "yun-2019", **more: object) -> dict[str, object]:
    return {"report": report, "province": "某省", "county": "云县", "year": 2019, "numerals": 200,
            "read": 150, "set_aside": 40, "unread": 10, "relations": 12, "contradictions": 2,
            } | more  # fmt: skip


def page(root: Path, reports: list | None = None, runs: list | None = None, **more: list) -> Page:
    return Page(index.page(root, reports or [], runs or [], more.get("set_aside", []),
                           more.get("failures", [])))  # fmt: skip


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        ({}, ["某省 云县", "2019", "95.0 %", "10", "2 / 12"]),
        ({"relations": 0, "contradictions": 0}, ["nothing checked"]),
        ({"province": None}, ["云县"]),
        ({"county": None, "province": None, "year": None}, ["yun-2019", "95.0 %"]),
        ({"numerals": 0, "read": 0, "set_aside": 0, "unread": 0}, ["no numeral", "0"]),
        ({"numerals": 3, "read": 1, "set_aside": 0, "unread": 2}, ["33.3 %"]),
        ({"county": HOSTILE, "province": HOSTILE}, [f"{HOSTILE} {HOSTILE}"]),
    ],
)
def test_the_row_of_a_report(tmp_path: Path, more: dict, texts: list[str]) -> None:
    made = page(tmp_path, [about(**more)])
    assert set(texts) <= set(made.texts)
    assert "data/yun-2019.jsonl" in made.links
    assert "b" not in made.tags
    assert "None" not in made.texts


def test_pages_of_a_report_stand_in_its_row_only(tmp_path: Path) -> None:
    runs = [
        Record("04_compare", "f", title="Which county"),
        Record("02_county/yun-2019", "f"),
        Record("02_county/xiyun-2019", "f"),
        Record("05_text", "f"),
    ]
    made = page(tmp_path, [about("yun-2019"), about("xiyun-2019")], runs)
    pages = [link for link in made.links if link.startswith("html/")]
    assert pages == [
        "html/04_compare.html", "html/05_text.html", "html/02_county/yun-2019.html",
        "html/02_county/xiyun-2019.html",
    ]  # fmt: skip
    assert {"Which county", "05_text"} <= set(made.texts)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({"caption": {"zh": "图一", "en": "Figure one"}}, ("图一", "Figure one")),
        ({"caption": "一样"}, ("一样", "一样")),
        ({"caption": {"zh": HOSTILE}}, (HOSTILE, None)),
        ({}, (None, None)),
        ([], (None, None)),
        (None, (None, None)),
    ],
)
def test_captions_in_the_language_of_the_figure(
    tmp_path: Path, stored: object, said: tuple[str | None, str | None]
) -> None:
    outputs = {}
    for language in ("zh", "en"):
        for kind in ("svg", "csv", "json"):
            outputs[f"figures/04/x_{language}.{kind}"] = "0"
        target = tmp_path / "figures" / "04" / f"x_{language}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        if stored is not None:
            target.write_text(json.dumps(stored), encoding="utf-8")
    made = page(tmp_path, [], [Record("04", "f", outputs), Record("05", "f", outputs)])
    shown = [text for text in (*said,) if text]
    assert [text for text in made.texts if text in shown] == list(reversed(shown))
    links = [link for link in made.links if link.startswith("../figures/")]
    assert len(links) == len(set(links)) == 6
    assert "b" not in made.tags


def test_many_figures_of_a_notebook_are_folded(tmp_path: Path) -> None:
    few = {f"figures/04/x{number}.svg": "0" for number in range(FOLDED)}
    many = {f"figures/02/y{number}.svg": "0" for number in range(FOLDED + 1)}
    text = index.page(tmp_path, [], [Record("04", "f", few), Record("02", "f", many)], [], [])
    assert f"<details><summary>02: {FOLDED + 1} figures</summary>" in text
    assert f"<details open><summary>04: {FOLDED} figures</summary>" in text
    assert text.count(".svg") == 2 * FOLDED + 1


def test_without_reports_no_table_is_promised(tmp_path: Path) -> None:
    text = index.page(tmp_path, [], [], [], [])
    assert "there are no reports. Put text files into seeds/" in text
    assert "observations.csv" not in text


def test_without_figures_it_says_so(tmp_path: Path) -> None:
    made = page(tmp_path, [], [Record("04", "f", {"figures/04/x.csv": "0", "build/a.svg": "0"})])
    assert not any(".svg" in link for link in made.links)
    assert "None yet." in page(tmp_path).texts


@pytest.mark.parametrize(
    ("failures", "set_aside", "listed", "links"),
    [
        ([], [], 0, []),
        ([("02_x: ValueError", "build/failed/02_x.ipynb")], [], 1, ["failed/02_x.ipynb"]),
        ([("02_x: died", "")], ["yun-2019: empty"], 2, []),
        ([], [HOSTILE], 1, []),
        ([("a b", "build/failed/a b#1.ipynb")], [], 1, ["failed/a%20b%231.ipynb"]),
    ],
)
def test_what_went_wrong(
    tmp_path: Path, failures: list, set_aside: list, listed: int, links: list
) -> None:
    made = page(tmp_path, failures=failures, set_aside=set_aside)
    assert ("What went wrong" in made.texts) is bool(listed)
    assert [link for link in made.links if "failed" in link] == links
    assert "b" not in made.tags
    for line in (*(said for said, _ in failures), *set_aside):
        assert any(line in text.rstrip(" (") for text in made.texts), line


NAMES = st.text("ab县<>&\"'#?% ./{}", min_size=1, max_size=12)


@settings(derandomize=True, deadline=None, max_examples=80, database=None)
@given(NAMES, NAMES)
def test_no_name_makes_a_tag_or_leaves_its_link(name: str, title: str) -> None:
    plain = Page(index.page(Path("nowhere"), [about("a")], [Record("b", "f")], ["c"], []))
    made = Page(
        index.page(Path("nowhere"), [about(name)], [Record(name.replace("/", ""), "f",
                                                           title=title)], [title], [])
    )  # fmt: skip
    assert [t for t in made.tags if t != "a"] == [t for t in plain.tags if t != "a"]
    assert f"data/{name}.jsonl" in [unquote(link) for link in made.links]


@pytest.mark.parametrize(
    "more",
    [{"title": HOSTILE}, {"language": 'en" onload="x'}, {"body": "<p>{braces} %s</p>"},
     {"style": "p { color: red }"}, {"nav": "<a href='x'>y</a>"}],
)  # fmt: skip
def test_a_document_is_one_page_with_its_policy(more: dict) -> None:
    text = site.document(**({"title": "t", "body": "<p>b</p>"} | more))
    made = Page(text)
    assert made.tags[:2] == ["html", "head"]
    assert [made.tags.count(tag) for tag in ("html", "title", "style", "main")] == [1, 1, 1, 1]
    assert "onload" not in text or 'onload="' not in text
    assert "default-src &#x27;none&#x27;" in text
    assert more.get("body", "<p>b</p>") in text
