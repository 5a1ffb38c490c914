"""``publish``: six files, the same bytes every time, and a refusal for every broken promise."""

from __future__ import annotations

import csv
import io
import json
import runpy
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from county_reports.charts import contract, render, snippets, style
from county_reports.charts import publish as module
from county_reports.charts.chart import Source, source_note
from county_reports.charts.incidence import INDICATORS, incidence
from county_reports.charts.publish import publish
from county_reports.comparison import alignment, tables
from county_reports.errors import FigureError, FontError
from county_reports.model import Metadata

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
KINDS = {"svg", "png", "pdf", "csv", "json", "md"}


def chart_of(count: int = 2, language: str = "zh", **more: object) -> object:
    reports = given.invented(count)
    metadata = [report.metadata for report, _ in reports]
    table = alignment.compare(
        tables.observations_frame(reports), metadata, INDICATORS,
        {report.id: report.source for report, _ in reports},
    )  # fmt: skip
    return incidence(table, metadata, language=language, **more)


def plain(text: str = "标题") -> Figure:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    axes.bar([1, 2], [3, 4])
    axes.set_title(text)
    return figure


def data(**more: object) -> pd.DataFrame:
    row = {"report": "jia-2019", "start": 5, "end": 8, "text": "10户", "value": Decimal(10),
           "unit": "household"}  # fmt: skip
    return pd.DataFrame([row | more])


def simple(figure: Figure | None = None, **more: object) -> dict:
    return {"chart": figure or plain(), "name": "bars", "data": data(),
            "caption": {"zh": "图注", "en": "Caption"},
            "sources": [Metadata("jia-2019", county="甲县", year=2019)]} | more  # fmt: skip


def test_six_files_with_the_language_in_their_names(tmp_path: Path) -> None:
    made = publish(chart_of(), name="incidence", notebook="04_compare", folder=tmp_path)
    assert made.name == "incidence_zh"
    assert {path.name for path in made.files} == {f"incidence_zh.{kind}" for kind in KINDS}
    assert sorted(tmp_path.rglob("*.*")) == sorted(made.files)
    assert all(path.parent == tmp_path / "04_compare" for path in made.files)


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [("incidence", "en", "incidence_en"), ("incidence_en", "en", "incidence_en"),
     ("longhui-2019_registry", "zh", "longhui-2019_registry_zh")],
)  # fmt: skip
def test_names(tmp_path: Path, name: str, language: str, expected: str) -> None:
    assert publish(chart_of(language=language), name=name, folder=tmp_path).name == expected


def test_what_the_files_are(tmp_path: Path) -> None:
    files = {p.suffix: p for p in publish(chart_of(), name="a", folder=tmp_path).files}
    assert files[".svg"].read_bytes().startswith(b"<?xml")
    assert b"<text" not in files[".svg"].read_bytes()
    assert files[".png"].read_bytes().startswith(b"\x89PNG")
    pdf = files[".pdf"].read_bytes()
    assert pdf.startswith(b"%PDF")
    assert b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf
    from PIL import Image

    with Image.open(files[".png"]) as image:
        assert image.info["dpi"][0] == pytest.approx(300, abs=1)
        assert image.width == pytest.approx(85 / 25.4 * 300, abs=1)


def test_the_csv_is_exactly_what_is_plotted(tmp_path: Path) -> None:
    chart = chart_of(3)
    made = publish(chart, name="a", folder=tmp_path)
    path = next(p for p in made.files if p.suffix == ".csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert len(rows) == len(chart.data) == 6
    assert [row["value"] for row in rows[:4]] == ["30", "0", "29", "0.1"]
    assert all(row["report"] and ((row["start"] and row["end"]) or row["missing"]) for row in rows)


def test_the_json_holds_words_sources_and_versions(tmp_path: Path) -> None:
    made = publish(chart_of(), name="a", folder=tmp_path, parameters={"per": "person"})
    content = json.loads(next(p for p in made.files if p.suffix == ".json").read_text("utf-8"))
    assert set(content["caption"]) == set(content["alt"]) == {"zh", "en"}
    assert [s["report"] for s in content["sources"]] == ["county00-2019", "county01-2019"]
    assert all(len(s["sha256"]) == 64 and s["title"] for s in content["sources"])
    assert content["parameters"]["per"] == "person"
    assert set(content["versions"]) == {"county-reports", "matplotlib", "justmytype-intl-cjk"}


def test_nothing_of_this_machine_is_written(tmp_path: Path) -> None:
    made = publish(chart_of(), name="a", folder=tmp_path)
    traces = [str(tmp_path), str(Path.home()), sys.version.split()[0], "Date", "hostname"]
    for path in made.files:
        content = path.read_bytes()
        for trace in traces:
            assert trace.encode() not in content, (path.name, trace)


def test_the_markdown_has_a_block_for_every_tool(tmp_path: Path) -> None:
    made = publish(chart_of(), name="a", notebook="nb", folder=tmp_path)
    text = next(p for p in made.files if p.suffix == ".md").read_text(encoding="utf-8")
    for piece in (
        "](figures/nb/a_zh.svg)", r"\includegraphics[width=85mm]{figures/nb/a_zh.pdf}",
        "{#fig-a-zh", ":::{figure} figures/nb/a_zh.svg", "`figures/nb/a_zh.png`", "资料来源",
        "fig-alt=", ":alt:", r"\label{fig:a-zh}", "ctex",
    ):  # fmt: skip
        assert piece in text, piece


def test_same_input_same_bytes_in_two_processes(tmp_path: Path) -> None:
    code = f"""
import runpy, sys
from pathlib import Path
made = runpy.run_path({str(Path(__file__))!r})
for language in ("zh", "en"):
    made["publish"](made["chart_of"](5, language), name="a", folder=Path(sys.argv[1]))
"""
    for folder in ("one", "two"):
        subprocess.run([sys.executable, "-c", code, str(tmp_path / folder)], check=True)
    first = {p.name: p.read_bytes() for p in (tmp_path / "one").rglob("*.*")}
    second = {p.name: p.read_bytes() for p in (tmp_path / "two").rglob("*.*")}
    assert len(first) == 12
    assert first == second


def test_the_same_bytes_after_a_user_changed_the_settings(tmp_path: Path) -> None:
    import matplotlib as mpl

    one = publish(chart_of(), name="a", folder=tmp_path / "one")
    with mpl.rc_context({"svg.hashsalt": "x", "font.size": 30, "savefig.dpi": 50}):
        two = publish(chart_of(), name="a", folder=tmp_path / "two")
    for left, right in zip(one.files, two.files, strict=True):
        assert left.read_bytes() == right.read_bytes()


def test_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    alone = publish(chart_of(), name="a", folder=tmp_path / "alone")
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            publish(chart_of(), name="a", folder=tmp_path / str(number))
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for path in alone.files:
        for number in range(3):
            assert (tmp_path / str(number) / "own" / path.name).read_bytes() == path.read_bytes()


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    made = publish(chart_of(), name="a", folder=tmp_path)
    before = [path.stat().st_mtime_ns for path in made.files]
    publish(chart_of(), name="a", folder=tmp_path)
    assert [path.stat().st_mtime_ns for path in made.files] == before


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        module._write(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_a_plain_figure_with_everything_is_published(tmp_path: Path) -> None:
    made = publish(**simple(), folder=tmp_path)
    assert made.name == "bars"
    content = json.loads((tmp_path / "own" / "bars.json").read_text(encoding="utf-8"))
    assert content["caption"] == {"zh": "图注", "en": "Caption"}
    assert content["alt"] == content["caption"]
    # set in the figure font, although it was made without it
    assert b"CountyReportsSansSC" in (tmp_path / "own" / "bars.pdf").read_bytes()


def test_a_plain_figure_in_one_language_has_its_suffix(tmp_path: Path) -> None:
    assert publish(**simple(language="en"), folder=tmp_path).name == "bars_en"


def test_sources_may_be_ids(tmp_path: Path) -> None:
    publish(**simple(sources=["jia-2019"]), folder=tmp_path)
    content = json.loads((tmp_path / "own" / "bars.json").read_text(encoding="utf-8"))
    assert content["sources"][0]["report"] == "jia-2019"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"sources": None}, "without sources"),
        ({"sources": []}, "without sources"),
        ({"data": None}, "without data"),
        ({"caption": None}, "without caption"),
        ({"caption": ""}, "no zh caption"),
        ({"caption": {"zh": "图注"}}, "no en caption"),
        ({"sources": [Metadata("yi-2019")]}, "plots jia-2019"),
        ({"data": data().drop(columns="start")}, "lack the column start"),
        ({"data": data().drop(columns=["report", "end"])}, "lack the column report, end"),
        ({"data": data().iloc[:0]}, "no plotted data"),
        ({"data": data(start=None)}, "row 0 has no place"),
        ({"data": data(report=None)}, "row 0 has no place"),
        ({"data": data(unit=None)}, "value without a unit"),
        ({"data": data().drop(columns="unit")}, "value without a unit"),
        ({"language": "fr"}, "fr"),
        ({"parameters": {"where": Path("/x")}}, "is a path"),
        ({"notebook": "../x"}, "notebook name"),
    ],
)
def test_refusals(tmp_path: Path, more: dict, named: str) -> None:
    with pytest.raises(FigureError, match=named) as caught:
        publish(**simple(**more), folder=tmp_path)
    assert caught.value.remedy
    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.parametrize(
    "name",
    ["", "图", "a b", "../a", "a/b", "a\\b", "/a", ".a", "-a", "a.svg", "con", "LPT1", "x" * 81,
     "a\n", "a\0"],
)  # fmt: skip
def test_unsafe_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FigureError, match="not safe as a file name"):
        publish(**simple(name=name), folder=tmp_path)
    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.parametrize("text", ["县😀", "\ue123"])
def test_a_missing_glyph_is_refused_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    with pytest.raises(FontError, match="cannot draw"):
        publish(**simple(plain(text)), folder=tmp_path)
    assert list(tmp_path.rglob("*.*")) == []


def test_a_gap_with_its_reason_is_accepted(tmp_path: Path) -> None:
    gap = data(start=None, end=None, value=None, missing="not reported")
    assert publish(**simple(data=gap), folder=tmp_path).files


def test_many_faults_are_counted() -> None:
    table = pd.concat([data(start=None)] * 9)
    with pytest.raises(FigureError, match="and 4 more"):
        contract.assert_traceable(table)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("=1+1", "'=1+1"), ("+86", "'+86"), ("-隆回", "'-隆回"), ("@sum", "'@sum"), ("\tx", "'\tx"),
     ("隆回县", "隆回县"), (Decimal("-2.50"), "-2.50"), (Decimal("1E+9"), "1000000000"), (-3, "-3"),
     (None, ""), (float("nan"), ""), (pd.NA, ""), (True, "True"), ("", "")],
)  # fmt: skip
def test_csv_cells(value: object, expected: str) -> None:
    assert render.cell(value) == expected


def test_csv_defuses_headers_and_quotes_commas() -> None:
    table = pd.DataFrame({"=a": ["x,y"], "b": ['say "hi"\nagain']})
    assert render.table(table) == b'\'=a,b\n"x,y","say ""hi""\nagain"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.68%", r"0.68\%"), ("a_b & $5 #1", r"a\_b \& \$5 \#1"), ("{x}", r"\{x\}"),
     ("\\input{x}", r"\textbackslash{}input\{x\}"), ("~^", r"\textasciitilde{}\textasciicircum{}"),
     ("隆回县", "隆回县")],
)  # fmt: skip
def test_latex_is_escaped(text: str, expected: str) -> None:
    assert snippets.latex(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a*b", r"a\*b"), ("[x](y)", r"\[x\](y)"), ("<script>", r"\<script\>"), ("a\n# b", "a # b"),
     ("`x`|", r"\`x\`\|")],
)  # fmt: skip
def test_markdown_is_escaped(text: str, expected: str) -> None:
    assert snippets.markdown(text) == expected


def test_report_titles_cannot_break_the_snippets(tmp_path: Path) -> None:
    hostile = Metadata("jia-2019", county="甲县", year=2019, title='"}<script>\n# \\end{figure}')
    publish(**simple(sources=[hostile], language="zh"), folder=tmp_path)
    text = (tmp_path / "own" / "bars_zh.md").read_text(encoding="utf-8")
    assert "\\end{figure}" not in text.split("\\caption")[1].split("\\label")[0]
    latex = text.split("```latex")[1].split("```")[0]
    assert latex.count("\\end{figure}") == 1
    word_block_free = text.split("## Word")[0]
    assert "\n# \\" not in word_block_free


@pytest.mark.parametrize(
    ("sources", "language", "expected"),
    [
        ([Source("jia-2019", "甲县", 2019, "题目")], "zh", "资料来源：甲县2019年《题目》。"),
        ([Source("jia-2019", "甲县", 2019, None, "某报")], "zh", "资料来源：甲县2019年（题名未录，某报）。"),
        ([Source("jia", "甲县")], "zh", "资料来源：甲县（题名未录，jia）。"),
        ([Source("jia-2019", "甲县", 2019, None, "某报")], "en",
         "Source: Jia county 2019, title not recorded (某报)."),
        ([Source("jia-2019", "甲县", 2019)], "en",
         "Source: Jia county 2019, title not recorded (jia-2019)."),
        ([Source("jia-2019", "甲县", 2019, "题目")], "en", "Source: Jia county 2019, 《题目》."),
        ([Source(f"c{n}", "县", 2018 + n % 2) for n in range(9)], "zh",
         "资料来源：9 份县级报告（2018–2019），清单见随附数据。"),
        ([Source(f"c{n}", "县") for n in range(9)], "en",
         "Source: 9 county reports (years unknown), listed in the data file."),
    ],
)  # fmt: skip
def test_source_notes(sources: list, language: str, expected: str) -> None:
    assert source_note(sources, language) == expected


def test_a_published_figure_shows_itself(tmp_path: Path) -> None:
    made = publish(chart_of(), name="a", folder=tmp_path)
    picture, size = made._repr_png_()
    assert picture.startswith(b"\x89PNG")
    assert size["width"] == pytest.approx(85 / 25.4 * 120, abs=2)
    assert chart_of()._repr_png_().startswith(b"\x89PNG")


def test_a_dollar_is_a_dollar() -> None:
    with style.drawing():
        figure = style.canvas(85, 40)
        text = figure.text(0.5, 0.5, "$5 和 $6")
        figure.draw_without_rendering()
    assert text.get_parse_math() is False
