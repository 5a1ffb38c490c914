"""A misspelt name, a wrong type or an unknown report stops a notebook with one sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from county_reports.errors import CountyReportsError, ParameterError, UnknownReportError
from county_reports.execution import parameters, plan, session

REPORTS = ("cili-2018", "longhui-2019", "longhui-2020")


# ---- the parameters cell

GOOD_CELLS = [
    ('report: str = "cili-2018"  # id of a report', ("report", "str", "cili-2018")),
    ("year: int = 2019  # a year", ("year", "int", 2019)),
    ("share: float = 0.5  # a share", ("share", "float", 0.5)),
    ("quick: bool = True  # leave out the slow part", ("quick", "bool", True)),
    ('place: str = "#1"  # a text with a hash in it', ("place", "str", "#1")),
]


@pytest.mark.parametrize(("text", "expected"), GOOD_CELLS)
def test_a_line_declares_name_type_default_and_help(text, expected):
    (found,) = parameters.parse(text, "02")
    assert (found.name, found.type, found.default) == expected
    assert found.help in text


def test_a_cell_may_have_many_lines():
    text = 'report: str = "a"  # one\n\nlanguage: str = "en"  # two\n'
    assert [each.name for each in parameters.parse(text, "02")] == ["report", "language"]


BAD_CELLS = [
    'report = "cili-2018"  # no type',
    'report: str = "cili-2018"',
    "report: str = None  # nothing",
    "report: str | None = None  # papermill does not see unions",
    'report: str = "cili" + "-2018"  # computed',
    "year: int = 2019.0  # a float",
    "year: float = 2019  # an int",
    "quick: bool = 1  # a number",
    "import os  # work",
    'reports: list = ["a"]  # a list',
    'a: str = "1"; b: str = c  # one of them computed',
    "report: str  # no default",
    "report: str = (",
]


@pytest.mark.parametrize("text", BAD_CELLS)
def test_anything_but_a_commented_literal_is_refused(text):
    with pytest.raises(ParameterError) as caught:
        parameters.parse(text, "02_county_summary.ipynb")
    assert caught.value.where == "02_county_summary.ipynb"


def test_two_parameters_cells_are_refused():
    cell = {"metadata": {"tags": ["parameters"]}, "source": 'a: str = "b"  # c'}
    with pytest.raises(ParameterError, match="two cells"):
        parameters.parameters_of({"cells": [cell, cell]}, "x")


def test_a_notebook_without_a_parameters_cell_has_none():
    assert parameters.parameters_of({"cells": [{"metadata": {}, "source": "x = 1"}]}, "x") == ()


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"cells": 1}', "\udcff"])
def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path, content: str):
    path = tmp_path / "x.ipynb"
    path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(ParameterError, match="notebook"):
        parameters.read_notebook(path)


# ---- names, types, values

DECLARED = {"report": "str", "language": "str", "top": "int", "share": "float", "quick": "bool"}

WRONG = [
    ({"reprot": "cili-2018"}, "no parameter 'reprot'", "did you mean report"),
    ({"Report": "cili-2018"}, "no parameter 'Report'", "report"),
    ({"zzz": 1}, "no parameter 'zzz'", "use one of: report, language"),
    ({"report": 2018}, "must be text, not 2018", "-r instead of -p"),
    ({"report": None}, "must be text", "give report"),
    ({"top": "3"}, "must be a whole number", "give top"),
    ({"top": 3.0}, "must be a whole number", "give top"),
    ({"top": True}, "must be a whole number", "give top"),
    ({"share": "half"}, "must be a number", "give share"),
    ({"share": True}, "must be a number", "give share"),
    ({"quick": 1}, "must be True or False", "give quick"),
    ({"report": "ok", "langauge": "zh"}, "no parameter 'langauge'", "did you mean language"),
]


@pytest.mark.parametrize(("given", "what", "remedy"), WRONG)
def test_wrong_names_and_types_are_told_in_one_sentence(given, what, remedy):
    with pytest.raises(ParameterError) as caught:
        parameters.check_names(DECLARED, given, "02_county_summary")
    assert what in str(caught.value)
    assert remedy in str(caught.value)
    assert "\n" not in str(caught.value)


def test_right_values_pass():
    parameters.check_names(
        DECLARED, {"report": "2018", "top": 3, "share": 1, "quick": False}, "02_county_summary"
    )


VALUES = [
    ({"report": "longhui-2091"}, UnknownReportError, "longhui-2019"),
    ({"report": "隆回"}, UnknownReportError, "use one of: cili-2018"),
    ({"reports": "cili-2018,longhi-2019"}, UnknownReportError, "longhui-2019"),
    ({"reports": " , "}, UnknownReportError, "all"),
    ({"indicators": "registry.incidense"}, ParameterError, "registry.incidence"),
    ({"indicators": ""}, ParameterError, "all"),
    ({"language": "de"}, ParameterError, "en or zh"),
]


@pytest.mark.parametrize(("values", "kind", "advice"), VALUES)
def test_values_that_make_no_sense_are_told(values, kind, advice):
    with pytest.raises(kind) as caught:
        parameters.check_values(values, lambda: REPORTS)
    assert advice in str(caught.value)


def test_lists_keep_their_order_and_lose_repetitions():
    chosen = parameters.select_reports("longhui-2020, cili-2018,longhui-2020", REPORTS)
    assert chosen == ("longhui-2020", "cili-2018")
    assert parameters.select_reports("all", REPORTS) == REPORTS
    assert parameters.select_indicators("registry.incidence,funding.total") == (
        "registry.incidence",
        "funding.total",
    )
    assert "registry.incidence" in parameters.select_indicators("all")


LITERALS = [
    ("2018", "str", "2018"),
    ("012", "str", "012"),
    ("True", "str", "True"),
    ("2018", "int", 2018),
    ("two", "int", "two"),
    ("0.5", "float", 0.5),
    ("true", "bool", True),
    ("False", "bool", False),
    ("1", "bool", "1"),
]


@pytest.mark.parametrize(("text", "wanted", "expected"), LITERALS)
def test_words_of_the_command_line_take_the_declared_type(text, wanted, expected):
    found = parameters.literal(text, wanted)
    assert found == expected
    assert type(found) is type(expected)


# ---- use(globals()) inside a notebook


def _names(injected: str | None = None, **values: object) -> dict[str, object]:
    history = ["", 'report: str = "cili-2018"  # id']
    if injected is not None:
        history.append(f"# Parameters\n{injected}")
    return {
        "In": history,
        "__annotations__": {"report": str, "language": "str"},
        "report": "cili-2018",
        "language": "en",
    } | values


@pytest.fixture
def _known(monkeypatch):
    monkeypatch.setattr(session, "_report_ids", lambda: REPORTS)


INJECTED = [
    ('reprot = "longhui-2019"', {}, "did you mean report"),
    ("report = 2018", {"report": 2018}, "must be text"),
    ('report = "longhui-2018"', {"report": "longhui-2018"}, "no report 'longhui-2018'"),
    ('language = "fr"', {"language": "fr"}, "en or zh"),
    ('report = float("nan")', {}, "no plain value"),
]


@pytest.mark.usefixtures("_known")
class TestUse:
    def test_defaults_pass(self):
        session.use(_names())

    def test_injected_declared_names_pass(self):
        session.use(_names('report = "longhui-2019"', report="longhui-2019"))

    def test_names_that_a_reader_defines_in_jupyterlab_pass(self):
        session.use(_names(mine=3, other="x"))

    @pytest.mark.parametrize(("injected", "values", "sentence"), INJECTED)
    def test_wrong_ones_stop(self, injected, values, sentence):
        with pytest.raises(CountyReportsError, match=re.escape(sentence)):
            session.use(_names(injected, **values))

    def test_a_reader_who_edits_the_default_wrongly_is_told(self):
        with pytest.raises(UnknownReportError):
            session.use(_names(report="longhui-1919"))

    def test_the_notebook_shows_the_sentence_and_no_traceback(self):
        with pytest.raises(ParameterError) as caught:
            session.use(_names('reprot = "x"'))
        (line,) = vars(caught.value)["_render_traceback_"]()
        assert line == f"ParameterError: {caught.value}"

    def test_outside_a_notebook_nothing_is_asked(self):
        session.use({})


# ---- which runs there are


def _notebook(folder: Path, name: str, cell: str | None, title: str = "# A question") -> None:
    cells = [{"cell_type": "markdown", "id": "t", "metadata": {}, "source": title}]
    if cell is not None:
        cells.append(
            {"cell_type": "code", "id": "p", "metadata": {"tags": ["parameters"]},
             "source": cell, "outputs": [], "execution_count": None}
        )  # fmt: skip
    stored = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / f"{name}.ipynb").write_text(json.dumps(stored), encoding="utf-8")


@pytest.fixture
def notebooks(tmp_path: Path):
    _notebook(tmp_path, "02_summary", 'report: str = "x"  # id')
    _notebook(tmp_path, "04_compare", 'reports: str = "all"  # ids\ntop: int = 3  # rows')
    _notebook(tmp_path, "90_template", 'report: str = "x"  # id')
    _notebook(tmp_path, "00_start", None, title="no heading")
    return plan.discover(tmp_path)


def test_runs_follow_from_the_parameters(notebooks):
    assert [each.key for each in plan.runs_of(notebooks, REPORTS)] == [
        "00_start",
        "04_compare",
        "02_summary/cili-2018",
        "02_summary/longhui-2019",
        "02_summary/longhui-2020",
        "90_template/cili-2018",
    ]
    assert [each.title for each in notebooks][:2] == ["00_start", "A question"]


ONLY = [
    (("04_compare",), 1),
    (("04_compare.ipynb",), 1),
    (("02_summary",), 3),
    (("longhui-2019",), 1),
    (("02_summary", "longhui-2019"), 1),
    (("02_summary", "longhui-2019", "cili-2018"), 2),
    ((), 6),
]


@pytest.mark.parametrize(("only", "count"), ONLY)
def test_only_narrows_notebooks_and_reports(notebooks, only, count):
    assert len(plan.choose(plan.runs_of(notebooks, REPORTS), only, REPORTS)) == count


def test_an_unknown_name_is_told_with_the_closest(notebooks):
    with pytest.raises(CountyReportsError, match="02_summary"):
        plan.choose(plan.runs_of(notebooks, REPORTS), ("02_sumary",), REPORTS)


def test_values_are_checked_for_every_chosen_notebook(notebooks):
    runs = plan.runs_of(notebooks, REPORTS)
    (compare,) = plan.choose(runs, ("04_compare",), REPORTS)
    (changed,) = plan.with_values([compare], {"top": "5"})
    assert dict(changed.values) == {"top": 5}
    for bad in ({"top": "many"}, {"tpo": "5"}):
        with pytest.raises(ParameterError):
            plan.with_values([compare], bad)
    with pytest.raises(ParameterError, match="--only"):
        plan.with_values(plan.choose(runs, ("02_summary",), REPORTS), {"report": "cili-2018"})
    with pytest.raises(UnknownReportError):
        plan.check(plan.with_values([compare], {"reports": "nowhere-1999"})[0], REPORTS)


def test_outputs_and_counts_do_not_change_what_a_notebook_says(tmp_path: Path):
    _notebook(tmp_path, "a", 'report: str = "x"  # id')
    before = plan.read(tmp_path / "a.ipynb").content
    stored = json.loads((tmp_path / "a.ipynb").read_text(encoding="utf-8"))
    stored["cells"][1] |= {"execution_count": 7, "outputs": [{"output_type": "stream"}]}
    stored["cells"][1]["source"] = [stored["cells"][1]["source"]]
    (tmp_path / "a.ipynb").write_text(json.dumps(stored), encoding="utf-8")
    assert plan.read(tmp_path / "a.ipynb").content == before


# ---- sets of gold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all", ("seeds", "second", "third")),
        (" all ", ("seeds", "second", "third")),
        ("third", ("third",)),
        ("second, seeds, second", ("second", "seeds")),
    ],
)
def test_sets_of_gold_are_selected_by_name(text: str, expected: tuple[str, ...]):
    assert parameters.select_gold(text) == expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [("fourth", "seeds, second, third"), ("secnd", "did you mean second"), ("", "all")],
)
def test_an_unknown_set_of_gold_is_told(text: str, advice: str):
    with pytest.raises(ParameterError) as caught:
        parameters.check_values({"gold": text}, lambda: REPORTS)
    assert advice in str(caught.value)


@pytest.mark.parametrize(("line", "reads"), [("gold", True), ("goal", False)])
def test_a_notebook_with_the_parameter_gold_depends_on_it(tmp_path: Path, line: str, reads: bool):
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]},
            "source": f'{line}: str = "all"  # which sets'}  # fmt: skip
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert plan.read(path).reads_gold is reads


# ---- what figures are divided by, which one is ranked


@pytest.mark.parametrize(
    ("text", "name"),
    [("poor person", "poor person"), ("贫困人口", "poor person"), ("人均", "head")],
)
def test_denominators_are_selected_by_name(text: str, name: str):
    assert parameters.select_per(text) == name
    parameters.check_values({"per": text}, lambda: REPORTS)


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({"per": "poor persn"}, "poor person"),
        ({"per": ""}, "head"),
        ({"ranked": "registry.incidenc"}, "registry.incidence"),
        ({"ranked": "registry.incidence,funding.total"}, "name one of them"),
        ({"ranked": "all"}, "name one of them"),
    ],
)
def test_a_wrong_denominator_or_rank_is_told(values: dict[str, str], advice: str):
    with pytest.raises(ParameterError, match=advice):
        parameters.check_values(values, lambda: REPORTS)
