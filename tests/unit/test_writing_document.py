"""A text resolved: numbers typed by hand, notes, tables, figures, and hostile reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.corpus import Corpus
from county_reports.errors import WritingError
from county_reports.writing import by_hand, document, notes, syntax
from county_reports.writing.footnotes import escape
from county_reports.writing.notes import Note
from writing_input import HEAD, body, corpus_of, figure, resolve


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("seeds"))


def typed(text: str, *allowed: str, language: str = "en") -> list[str]:
    head = f"---\nlanguage: {language}\nby_hand: [{', '.join(allowed)}]\n---\n"
    source = syntax.read("a.md", head + text)
    spans = [(each.start, each.end) for each in syntax.roles(source)]
    return [said for _, said in by_hand.numbers(source, spans)]


# ---- typed by hand


@pytest.mark.parametrize(
    ("text", "allowed", "found"),
    [
        ("about 70 villages", (), ["70"]), ("in 2019", ("2019",), []),
        ("in 12019", ("2019",), ["12019"]),
        ("2019.5 yuan", ("2019",), ["2019.5"]), ("隆回县2014年", ("2014",), []),
        ("three of five", (), ["three", "five"]), ("Twenty percent", (), ["Twenty", "percent"]),
        ("one of these, first and often", (), []), ("two assurances", ("two assurances",), []),
        ("two\nassurances", ("two assurances",), []), ("tension and listen", (), []),
        ("共三十二户", (), ["三十二户"]), ("一个县，一份报告", (), []), ("五分之三", (), ["五分之三"]),
        ("两不愁三保障", (), []), ("６８人", (), ["６８"]), ("{value}`a-2019 r.x`", (), []),
        ("[text](http://x.org/2019)", (), []), ("1. item", (), []), ("a[^n1] b", (), []),
        ("## Part 2", (), ["2"]), ("<https://x.org/9>", (), []), ("0.68%", (), ["0.68", "%"]),
        ("| 12 |", (), ["12"]), ("half of them", (), ["half"]),
    ],
)  # fmt: skip
def test_numbers_typed_by_hand_are_found(
    text: str, allowed: tuple[str, ...], found: list[str]
) -> None:
    assert typed(text, *allowed) == found


def test_a_typed_number_stops_the_build_with_its_line(corpus: Corpus) -> None:
    with pytest.raises(WritingError, match="'1,234' was typed by hand") as stopped:
        resolve("Words.\n\nSome 1,234 people.", corpus)
    assert stopped.value.where == "text.md:9"


def test_all_that_is_wrong_is_named_at_once(corpus: Corpus) -> None:
    text = "{value}`x-1 registry.incidence` 44\n\n{value}`yunhe-2019 registry.nothing`"
    with pytest.raises(WritingError) as stopped:
        resolve(text, corpus)
    said = str(stopped.value)
    assert said.startswith("3 places cannot be built")
    for place in ("text.md:7: there is no report", "text.md:7: the number '44'", "text.md:9:"):
        assert place in said


def test_by_hand_is_a_list() -> None:
    source = syntax.read("a.md", "---\nlanguage: en\nby_hand: 2014\n---\n")
    with pytest.raises(WritingError, match="no list"):
        by_hand.declared(source)


def test_a_text_is_about_the_reports_that_its_head_names(corpus: Corpus) -> None:
    def about(named: str) -> str:
        head = HEAD.format(language="en").replace("by_hand", f"reports: {named}\nby_hand")
        source = syntax.read("text.md", head + "{reports}`all`\n")
        return document.resolve(source, corpus, Path("none")).markdown("pages").strip()

    assert about("[yunhe-2019]") == "one"
    assert about("[yunhe-2019, shimen-2020]") == "two"
    for wrong in ("[]", "yunhe-2019", "[nowhere-2019]"):
        with pytest.raises(WritingError) as stopped:
            about(wrong)
        assert stopped.value.where == "text.md:1"


# ---- notes


MARKS = "\ue000{}\ue001"


def laid(text: str, target: notes.Target, count: int = 3) -> str:
    for number in range(count):
        text = text.replace(f"<{number}>", MARKS.format(number))
    listed = [Note(f"k{number}", f"note {number}") for number in range(count)]
    return notes.lay_out(text, listed, target)


def test_pages_name_a_note_as_often_as_it_is_used() -> None:
    made = laid("a<0> b<1> c<0>", "pages", 2)
    assert made == "a[^n1] b[^n2] c[^n1]\n\n[^n1]: note 0\n\n[^n2]: note 1\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<0> b<1> c<0>", "a[^n1] b[^n2] c^1^"), ("a<1><0>", "a[^n1]^,^[^n2]"),
        ("a<0> b<0><1>", "a[^n1] b^1,^[^n2]"), ("a<0> b<1><0>", "a[^n1] b[^n2]^,1^"),
        ("a<0><1> b<1><0>", "a[^n1]^,^[^n2] b^2,1^"), ("a[^own] b<0> c<0>", "a[^own] b[^n2] c^2^"),
    ],
)  # fmt: skip
def test_paper_prints_a_note_once_and_then_its_number(text: str, expected: str) -> None:
    assert laid(text, "paper").split("\n\n")[0] == expected


def test_every_value_has_a_note_with_quote_place_and_source(corpus: Corpus) -> None:
    made = resolve("{value}`yunhe-2019 registry.incidence`", corpus)
    note = made.notes[0].text.replace("\\", "")
    read = corpus["yunhe-2019"]
    at = read.source.index("0.92%")
    assert f"(yunhe-2019, {at}:{at + 5})" in note
    assert "“到2019年底,贫困发生率降至0.92%。”" in note
    assert "Yunhe (云河县), 2019" in note
    assert "Stated for 2019" in note
    chinese = resolve("{value}`yunhe-2019 registry.incidence`", corpus, "zh").notes[0].text
    assert chinese.startswith("云河县，2019")


# ---- escaping

HOSTILE = (
    '<script>alert("x")</script> $x$ #set text \\foo {{ bar }} [a](b) `c` *d* _e_ ~f~ ^g^ @h | !'
)


def test_every_mark_of_ascii_is_escaped() -> None:
    made = escape("a\n" + HOSTILE)
    assert "\n" not in made
    left = made.replace("\\\\", "")
    for mark in "<>$#{}[]`*_~^@|!()&":
        assert left.count(mark) == left.count("\\" + mark)


@given(st.text(max_size=60))
def test_escaping_loses_no_character(text: str) -> None:
    import re

    back = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escape(text))
    plain = "".join(each for each in " ".join(text.split()) if each.isprintable() or each > "\x9f")
    assert [c for c in back if c.isalnum()] == [c for c in plain if c.isalnum()]


# ---- tables


def test_a_comparison_has_a_row_a_report_and_says_what_is_missing(corpus: Corpus) -> None:
    text = ":::{comparison} registry.initial_incidence registry.incidence\n:::"
    lines = body(text, corpus).split("\n\n[^")[0].splitlines()
    assert lines[0].startswith("**Table 1.** ")
    assert lines[2].startswith("| County | ")
    assert lines[4] == "| Shimen (石门坎县) 2020 | *not reported* | *planned only*[^n1] |"
    assert lines[5] == "| Yunhe (云河县) 2019 | 12.5%[^n2] | 0.92%[^n3] |"


def test_a_comparison_of_chosen_reports(corpus: Corpus) -> None:
    text = ":::{comparison} registry.incidence\n:reports: yunhe-2019\n:::"
    assert "石门坎县" not in body(text, corpus, "zh")
    assert "云河县 2019" in body(text, corpus, "zh")


@pytest.mark.parametrize(
    "text",
    [":::{comparison}\n:::", ":::{comparison} registry.nothing\n:::",
     ":::{comparison} registry.incidence\n:reports: nowhere\n:::",
     ":::{contradictions} nowhere\n:::"],
)  # fmt: skip
def test_a_table_of_what_does_not_exist_stops(corpus: Corpus, text: str) -> None:
    with pytest.raises(WritingError):
        resolve(text, corpus)


def test_contradictions_come_with_their_sum_and_notes(tmp_path: Path) -> None:
    text = "丹溪县2019年脱贫攻坚工作总结\n\n全县建档立卡贫困户1203户4120人,其中边远乡镇贫困户12户900人。\n"
    corpus = corpus_of(tmp_path / "s", danxi_2019=text)
    contradictions = corpus["danxi-2019"].audit.contradictions
    assert contradictions
    made = body(":::{contradictions}\n:::", corpus)
    assert contradictions[0].expression in made
    assert "none found" in body(
        ":::{contradictions}\n:::", corpus_of(tmp_path / "t", a_2019="甲县\n")
    )


# ---- figures


def test_a_figure_has_number_caption_and_alternative_text(corpus: Corpus, tmp_path: Path) -> None:
    at = corpus["yunhe-2019"].source.index("0.92%")
    row = {"report": "yunhe-2019", "start": str(at), "end": str(at + 5), "value": "0.92"}
    figure(tmp_path, "04/inc", [row])
    text = "See {fig}`04/inc`.\n\n:::{figure} 04/inc\n:::"
    made = resolve(text, corpus, figures=tmp_path)
    assert "[Figure 1](#fig-04-inc-en)" in made.markdown("pages")
    assert "```{figure} figures/04/inc_en.svg\n:name: fig-04-inc-en\n" in made.markdown("pages")
    assert "(figures/04/inc_en.png){#fig-04-inc-en width=85mm" in made.markdown("word")
    assert '**Figure 1.** 图 \\"A\\" \\& B \\#1 \\<en\\>' in made.markdown("paper")


@pytest.mark.parametrize(
    "changed",
    [{"value": "0.93"}, {"end": "1"}, {"start": "0", "end": "3"}, {"expression": "1人 + 1人 = 2人"}],
)  # fmt: skip
def test_a_figure_that_is_out_of_date_is_refused(
    corpus: Corpus, tmp_path: Path, changed: dict[str, str]
) -> None:
    at = corpus["yunhe-2019"].source.index("0.92%")
    row = {"report": "yunhe-2019", "start": str(at), "end": str(at + 5), "value": "0.92"}
    figure(tmp_path, "04/inc", [row | changed])
    with pytest.raises(WritingError, match="no longer says") as stopped:
        resolve(":::{figure} 04/inc\n:::", corpus, figures=tmp_path)
    assert "county-reports run" in stopped.value.remedy


def test_an_unknown_figure_is_refused_with_close_names(corpus: Corpus, tmp_path: Path) -> None:
    figure(tmp_path, "04_compare/incidence", [])
    with pytest.raises(WritingError) as stopped:
        resolve(":::{figure} 04_compare/incidense\n:::", corpus, figures=tmp_path)
    assert "04_compare/incidence" in stopped.value.remedy


def test_chinese_lines_are_joined_without_a_space(corpus: Corpus) -> None:
    made = resolve("甲县，\n乙县和\n丙县\n\n- 项\n- 项", corpus, "zh").markdown("pages")
    assert made.startswith("甲县，乙县和丙县\n\n- 项\n- 项")


def test_a_report_that_the_head_leaves_out_is_named_as_left_out(tmp_path: Path) -> None:
    head = "---\nlanguage: en\ntitle: T\nreports: [shimen-2020]\n---\n\n"
    source = syntax.read("text.md", head + "{missing}`yunhe-2019 registry.satisfaction`\n")
    with pytest.raises(WritingError) as stopped:
        document.resolve(source, corpus_of(tmp_path / "seeds"), tmp_path)
    assert "the text's head names other reports" in str(stopped.value)
    assert "reports: [shimen-2020, yunhe-2019]" in str(stopped.value)
