"""Which notebooks there are, which runs the reports call for, and which of them are chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from county_reports.errors import ParameterError, UnknownReportError, UsageError
from county_reports.execution import plan
from county_reports.execution.parameters import Parameter

REPORTS = ("yun-2018", "yun-2019", "mu-2020")


def notebook(name: str, *parameters: str) -> plan.Notebook:
    declared = tuple(Parameter(each, "str", "", "") for each in parameters)
    return plan.Notebook(Path(f"{name}.ipynb"), name, declared, "")


ALL = (
    notebook("01_start"),
    notebook("02_county", "report", "language"),
    notebook("04_compare", "language"),
    notebook("08_quality", "gold"),
    notebook("90_template", "report"),
)
RUNS = plan.runs_of(ALL, REPORTS)


def write(folder: Path, name: str, *cells: dict) -> Path:
    path = folder / name
    path.write_text(json.dumps({"cells": list(cells), "nbformat": 4}), encoding="utf-8")
    return path


def words(*lines: str) -> dict:
    return {"cell_type": "markdown", "source": [line + "\n" for line in lines], "metadata": {}}


def code(source: str, *tags: str, **more: object) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)},
            "outputs": [], "execution_count": None} | more  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([words("# 县情一览")], "县情一览"),
        ([words("text", "## Small", "# Large one", "# Other")], "Large one"),
        ([code("# a comment"), words("#Not a heading", "# A heading")], "A heading"),
        ([code("# a comment")], "02_x"),
        ([], "02_x"),
    ],
)
def test_titles(tmp_path: Path, cells: list, title: str) -> None:
    assert plan.read(write(tmp_path, "02_x.ipynb", *cells)).title == title


PARAMETERS = 'report: str = "yun-2019"  # id\nlanguage: str = "zh"  # of the labels\n'


def test_a_notebook_as_stored(tmp_path: Path) -> None:
    read = plan.read(write(tmp_path, "02_x.ipynb", words("# A"), code(PARAMETERS, "parameters")))
    assert (read.name, read.per_report, read.reads_gold, read.is_template) == (
        "02_x", True, False, False,
    )  # fmt: skip
    assert [(p.name, p.type, p.default) for p in read.parameters] == [
        ("report", "str", "yun-2019"), ("language", "str", "zh"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"outputs": [{"output_type": "stream", "text": "x"}]}, True),
        ({"execution_count": 7}, True),
        ({"source": "1 + 2"}, False),
        ({"source": ["1 + ", "1"]}, True),
        ({"metadata": {"tags": ["parameters"]}, "source": "a: int = 1  # x"}, False),
        ({"cell_type": "markdown"}, False),
    ],
)
def test_what_makes_a_run_stale(tmp_path: Path, change: dict, same: bool) -> None:
    first = plan.read(write(tmp_path, "a.ipynb", code("1 + 1")))
    second = plan.read(write(tmp_path, "b.ipynb", code("1 + 1") | change))
    assert (first.content == second.content) is same


def test_notebooks_are_found_in_order_and_half_saved_ones_are_not(tmp_path: Path) -> None:
    for name in ("10_b.ipynb", "02_a.ipynb"):
        write(tmp_path, name, words(f"# {name}"))
    (tmp_path / ".~02_a.ipynb").write_text('{"cells": [', encoding="utf-8")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    write(tmp_path / ".ipynb_checkpoints", "02_a-checkpoint.ipynb", words("# old"))
    (tmp_path / "notes.md").write_text("# x", encoding="utf-8")
    assert [each.name for each in plan.discover(tmp_path)] == ["02_a", "10_b"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cells": 3}', "{", "\udcff"])
def test_what_is_no_notebook(tmp_path: Path, content: str) -> None:
    path = tmp_path / "02_x.ipynb"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ParameterError, match="notebook") as caught:
        plan.discover(tmp_path)
    assert caught.value.remedy


def test_runs_that_need_all_reports_come_first_and_the_template_runs_once() -> None:
    assert [run.key for run in RUNS] == [
        "01_start", "04_compare", "08_quality", "02_county/yun-2018", "02_county/yun-2019",
        "02_county/mu-2020", "90_template/yun-2018",
    ]  # fmt: skip
    assert RUNS[3].label == "02_county · yun-2018"
    assert RUNS[3].values == (("report", "yun-2018"),)
    assert [run.key for run in plan.runs_of(ALL, ())] == ["01_start", "04_compare", "08_quality"]


@pytest.mark.parametrize(
    ("only", "keys"),
    [
        ((), [run.key for run in RUNS]),
        (("04_compare",), ["04_compare"]),
        (("04_compare.ipynb",), ["04_compare"]),
        (("02_county",), [f"02_county/{report}" for report in REPORTS]),
        (("mu-2020",), ["02_county/mu-2020"]),
        (("yun-2018",), ["02_county/yun-2018", "90_template/yun-2018"]),
        (("02_county", "mu-2020"), ["02_county/mu-2020"]),
        (("mu-2020", "02_county", "yun-2018"), ["02_county/yun-2018", "02_county/mu-2020"]),
        (("04_compare", "02_county"), ["04_compare", *(f"02_county/{r}" for r in REPORTS)]),
        (("04_compare", "02_county", "mu-2020"), ["02_county/mu-2020"]),
    ],
)
def test_only_some(only: tuple[str, ...], keys: list[str]) -> None:
    assert [run.key for run in plan.choose(RUNS, only, REPORTS)] == keys


@pytest.mark.parametrize(
    ("only", "near"),
    [("02_count", "02_county"), ("yun-2020", "yun-20"), ("4_compare", "04_compare"), ("", "")],
)
def test_an_unknown_name_is_told_the_nearest(only: str, near: str) -> None:
    with pytest.raises(UsageError, match="neither a notebook nor a report") as caught:
        plan.choose(RUNS, (only,), REPORTS)
    assert near in caught.value.remedy


@pytest.mark.parametrize("only", [("04_compare", "mu-2020"), ("90_template", "mu-2020")])
def test_a_choice_of_nothing_is_no_choice(only: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match=f"no run of {only[0]} is for mu-2020") as caught:
        plan.choose(RUNS, only, REPORTS)
    assert caught.value.remedy


@settings(derandomize=True, deadline=None, max_examples=80, database=None)
@given(st.lists(st.sampled_from([*(n.name for n in ALL), *REPORTS]), max_size=4), st.randoms())
def test_the_order_of_names_does_not_matter(only: list[str], chance: object) -> None:
    try:
        chosen = plan.choose(RUNS, only, REPORTS)
    except UsageError:
        chosen = ()
    assume(chosen)
    shuffled = list(only)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan.choose(RUNS, [*shuffled, *only], REPORTS) == chosen
    assert [run for run in RUNS if run in chosen] == list(chosen)


def test_values_are_checked_and_added_behind_the_report() -> None:
    (run,) = plan.with_values(plan.choose(RUNS, ("02_county", "mu-2020"), REPORTS),
                              {"language": "en"})  # fmt: skip
    assert run.values == (("report", "mu-2020"), ("language", "en"))
    plan.check(run, REPORTS)


@pytest.mark.parametrize(
    ("only", "values", "error", "said"),
    [
        (("02_county",), {"langauge": "en"}, ParameterError, "langauge"),
        (("02_county",), {"report": "mu-2020"}, ParameterError, "--only"),
        (("01_start",), {"language": "en"}, ParameterError, "language"),
    ],
)
def test_values_that_do_not_fit(
    only: tuple[str, ...], values: dict, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        plan.with_values(plan.choose(RUNS, only, REPORTS), values)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ((("report", "mu-1999"),), UnknownReportError),
        ((("language", "fr"),), ParameterError),
    ],
)
def test_values_that_make_no_sense(values: tuple, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan.check(plan.Run(ALL[1], "mu-2020", values), REPORTS)
