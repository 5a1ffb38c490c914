"""Plain papermill, from any folder: right parameters run, wrong ones stop with one sentence."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from invented import ROOT, make_project

pytestmark = [pytest.mark.notebooks, pytest.mark.slow]

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PER_REPORT = ("01_read_one_report", "02_county_summary", "90_template")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("papermill") / "project")


def papermill(project: Path, notebook: str, *words: str) -> tuple[int, str, Path]:
    """The command as a user types it, from a folder that has nothing to do with the project."""
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    target = elsewhere / "out.ipynb"
    target.unlink(missing_ok=True)
    ran = subprocess.run(
        [
            str(Path(sys.executable).with_name("papermill")),
            str(project / "notebooks" / f"{notebook}.ipynb"),
            "out.ipynb",
            "--no-progress-bar",
            *words,
        ],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env=dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(project)},
    )
    return ran.returncode, ran.stderr, target


def outputs(path: Path) -> str:
    stored = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for cell in stored["cells"]:
        for output in cell.get("outputs", ()):
            found += ["".join(text) for text in output.get("data", {}).values()]
    return "\n".join(found)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_notebook_runs(project: Path, notebook: str):
    words = ("-p", "report", "wanghe-2019") if notebook in PER_REPORT else ()
    code, errors, target = papermill(project, notebook, *words, "-p", "language", "zh")
    assert code == 0, errors[-2000:]
    assert "未能读出" in outputs(target) or "望河县" in outputs(target)


def test_a_text_just_dropped_into_seeds_has_its_summary(project: Path):
    shutil.copy(project / "seeds" / "wanghe-2019.txt", project / "seeds" / "qinghe-2021.txt")
    try:
        code, errors, target = papermill(
            project, "02_county_summary", "-p", "report", "qinghe-2021"
        )
    finally:
        (project / "seeds" / "qinghe-2021.txt").unlink()
    assert code == 0, errors[-2000:]
    assert "found in the text" in outputs(target)


WRONG = [
    (("-p", "reprot", "wanghe-2019"), "ParameterError", "did you mean report"),
    (("-p", "report", "2019"), "ParameterError", "must be text"),
    (("-p", "report", "wanghe-2018"), "UnknownReportError", "wanghe-2019"),
    (("-p", "language", "german"), "ParameterError", "en or zh"),
]


@pytest.mark.parametrize(("words", "kind", "sentence"), WRONG)
def test_a_wrong_parameter_stops_before_any_work(project, words, kind, sentence):
    given = words if words[1] == "report" else ("-p", "report", "wanghe-2019", *words)
    code, errors, target = papermill(project, "02_county_summary", *given)
    assert code != 0
    stored = json.loads(target.read_text(encoding="utf-8"))
    (failed,) = [
        output
        for cell in stored["cells"]
        for output in cell.get("outputs", ())
        if output["output_type"] == "error"
    ]
    assert failed["ename"] == kind
    assert sentence in failed["evalue"]
    assert failed["traceback"] == [f"{kind}: {failed['evalue']}"], "one sentence, no traceback"
    assert sentence in errors
    done = [
        cell for cell in stored["cells"]
        if cell["cell_type"] == "code" and cell.get("execution_count")
    ]  # fmt: skip
    assert len(done) <= 3, "parameters, injected parameters, setup"


WRONG_LISTS = [
    (("-p", "reports", "wanghe-2019,yunlin-2018"), "yunling-2018"),
    (("-p", "indicators", "registry.incidense"), "registry.incidence"),
    (("-p", "reports", "lanping-2021"), "lanping-2020"),
    (("-p", "gold", "thrid"), "third"),
    (("-p", "least", "ten"), "must be a whole number"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG_LISTS)
def test_a_wrong_list_stops_with_the_closest_names(project, words, sentence):
    quality = words[1] in ("gold", "least")
    notebook = "07_coverage_and_quality" if quality else "04_compare_counties"
    code, errors, _ = papermill(project, notebook, *words)
    assert code != 0
    assert sentence in errors


def test_a_part_of_the_reports_can_be_compared(project: Path):
    code, errors, target = papermill(
        project, "04_compare_counties",
        "-p", "reports", "yunling-2018,lanping-2020", "-p", "indicators", "registry.incidence",
    )  # fmt: skip
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    assert "yunling-2018" in shown
    assert "wanghe-2019" not in shown


@pytest.mark.parametrize("language", ["zh"])
def test_the_audit_shows_what_adds_up_and_publishes_its_page(project: Path, language: str):
    code, errors, target = papermill(
        project,
        "03_audit",
        "-p",
        "reports",
        "yunling-2018,lanping-2020",
        "-p",
        "language",
        language,
    )
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    words = {"en": ("figures that took part", "What adds up", "all together"),
             "zh": ("参与核对的数字", "合计", "户均人口")}[language]  # fmt: skip
    for each in ("yunling-2018", "lanping-2020", "household-size", *words):
        assert each in shown or each == "What adds up", each
    assert "wanghe-2019" not in shown
    assert shown.count("<img src=") == 1
    made = {path.name for path in (project / "figures" / "03_audit").glob("*.svg")}
    assert made == {"audit_en.svg", "audit_zh.svg"}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [("all", "here"), ("yunling-2018", "no report of another county to compare the words with")],
)
def test_the_words_of_many_and_of_one(project: Path, chosen: str, said: str):
    code, errors, target = papermill(project, "06_language", "-p", "reports", chosen)
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    assert said in shown
    assert "yunling-2018" in shown
    charts = ("keyness", "set-phrases", "money-against-words", "shared-passages")
    assert shown.count("<img src=") == len(charts)
    made = {path.name for path in (project / "figures" / "06_language").glob("*.svg")}
    assert made == {f"{chart}_{language}.svg" for chart in charts for language in ("en", "zh")}


def test_a_summary_has_the_audit_of_its_report(project: Path):
    code, errors, target = papermill(project, "02_county_summary", "-p", "report", "yunling-2018")
    assert code == 0, errors[-2000:]
    assert "Figures that took part in a check" in outputs(target)


BLOCKS = {
    "en": ("Not reported: ", "Education 义务教育", "Water 饮水安全", "Stationed teams and pairing"),
    "zh": ("未报告：", "教育", "饮水安全", "驻村与结对帮扶"),
}


@pytest.mark.parametrize("language", ["zh"])
def test_a_portrait_opens_every_figure_and_names_every_gap(project: Path, language: str):
    code, errors, target = papermill(
        project, "02_county_summary", "-p", "report", "lanping-2020", "-p", "language", language
    )
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    for each in BLOCKS[language]:
        assert each in shown, each
    source = (project / "seeds" / "lanping-2020.txt").read_text(encoding="utf-8")
    opened = re.findall(r'class="figure".*?<mark>(.*?)</mark>.*?\[(\d+):(\d+)\]</small>', shown)
    assert len(opened) > 20
    assert all(source[int(start) : int(end)] == text for text, start, end in opened)


THIN = {
    "wuming": "我县召开会议，部署脱贫攻坚工作，要求压实责任，得到群众好评。\n",
    "qingshui-2019": "清水县2019年脱贫攻坚工作\n\n全县第一书记12名全部到岗。\n",
}


@pytest.mark.parametrize("name", THIN)
def test_a_report_with_hardly_a_figure_has_its_portrait(project: Path, name: str):
    dropped = project / "seeds" / f"{name}.txt"
    dropped.write_text(THIN[name], encoding="utf-8")
    try:
        code, errors, target = papermill(project, "02_county_summary", "-p", "report", name)
    finally:
        dropped.unlink()
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    assert shown.count("Not reported: ") >= 15, "each block"
    assert ("county not known · year not known" in shown) == (name == "wuming")
    assert ("12 persons" in shown) == (name != "wuming")


def test_quality_without_gold_says_so(project: Path):
    code, errors, target = papermill(project, "07_coverage_and_quality")
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    assert shown.count("no annotated reports in this project") >= 6
    assert "wanghe-2019" in shown, "coverage is of the user's own reports"
    assert not (project / "figures" / "07_coverage_and_quality").exists()


@pytest.mark.parametrize("language", ["en"])
def test_quality_with_gold_has_scores_intervals_and_figures(project: Path, language: str):
    own = project / "tests" / "gold"
    for name in ("second", "third"):
        shutil.copytree(ROOT / "tests" / "gold" / name, own / name)
    try:
        code, errors, target = papermill(
            project, "07_coverage_and_quality", "-p", "language", language
        )
    finally:
        shutil.rmtree(own)
    assert code == 0, errors[-2000:]
    shown = outputs(target)
    words = {"en": ("precision", "half that width", "blind: total only"),
             "zh": ("精确率", "宽度减半", "盲测：只计总数")}[language]  # fmt: skip
    for each in words:
        assert each in shown
    assert re.search(r"0\.\d{3}–[01]\.\d{3}", shown), "intervals"
    assert shown.count("<img src=") == 2
    made = {path.name for path in (project / "figures" / "07_coverage_and_quality").glob("*.svg")}
    assert made == {
        f"{name}_{each}.svg"
        for name in ("quality-by-family", "confused-indicators")
        for each in ("en", "zh")
    }
    for path in (ROOT / "tests" / "gold" / "third").glob("*/report.txt"):
        assert path.read_text(encoding="utf-8")[200:230] not in shown, "nobody reads the blind set"
