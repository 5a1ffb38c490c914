"""Gold is checked when it is loaded: every figure stands at its place and says what can be said."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports import paths
from county_reports.display import quality as display
from county_reports.errors import CountyReportsError, GoldError
from county_reports.quality import gold
from county_reports.quality.assess import assess_sets
from invented import ROOT
from invented_gold import TEXT, figure, lines, record, records, write


def parsed(*figures: dict[str, object]) -> tuple[gold.GoldFigure, ...]:
    return gold.parse("qingyuan-2019", lines(list(figures)), TEXT)


def test_a_figure_is_read_with_its_type() -> None:
    (found,) = parsed(record("0.68%", value=0.68, unit="percent", period="2019"))
    assert found.value == Decimal("0.68")
    assert found.span == (found.start, found.end)
    assert TEXT[found.start : found.end] == "0.68%"
    assert found.is_measure
    assert (found.fused, found.undecidable, found.lost) == (False, False, None)


def test_a_long_decimal_keeps_every_digit() -> None:
    line = '{"start": 0, "end": 1, "text": "清", "kind": "measure", "script": "arabic", '
    line += '"value": 0.33333333333333333333, "unit": "multiple", "bound": "exact"}'
    (found,) = gold.parse("a", line, TEXT)
    assert found.value == Decimal("0.33333333333333333333")


def test_a_whole_report_is_parsed() -> None:
    found = parsed(*records())
    assert len(found) == 8
    assert [each.kind for each in found].count("measure") == 5
    assert gold.parse("a", "\n\n", TEXT) == ()


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("period", "2019", True),
        ("period", None, True),
        ("period", "2018", False),
        ("unit", "household", True),
        ("unit", None, False),
        ("bound", "over", True),
        ("bound", "about", False),
        ("indicator", "registry.incidence", True),
        ("indicator", None, True),
        ("indicator", "registry.registered_persons", False),
        ("value", Decimal("8760.0"), True),
        ("value", Decimal(8761), True),
        ("value", Decimal(1), False),
        ("high", None, True),
    ],
)
def test_either_reading_is_right(name: str, value: object, right: bool) -> None:
    (found,) = parsed(
        record("8760户", value=8760, value_alt=8761, unit="household", bound="exact",
               bound_alt="over", period="2019", period_alt=None, indicator="registry.incidence",
               indicator_alt=None)
    )  # fmt: skip
    assert found.accepts(name, value) is right


WRONG: list[tuple[dict[str, object], str]] = [
    ({"text": "8761户"}, "does not stand at its place"),
    ({"end": 3000}, "does not stand at its place"),
    ({"start": -4, "end": -1}, "no span"),
    ({"start": 40, "end": 40}, "no span"),
    ({"start": "40"}, "no span"),
    ({"kind": "number"}, "kind 'number' is unknown"),
    ({"script": "roman"}, "script 'roman' is unknown"),
    ({"unit": "people"}, "unit 'people' is unknown"),
    ({"unit_alt": "people"}, "unit 'people' is unknown"),
    ({"unit": 3}, "unit is no text"),
    ({"unit": None}, "a measure without unit"),
    ({"value": None}, "a measure without value"),
    ({"value": "8760"}, "value is no number"),
    ({"value": True}, "value is no number"),
    ({"high": "9000"}, "high is no number"),
    ({"value": 5000, "high": 400}, "high is lower than value"),
    ({"bound": None, "value": None}, "a measure without value, bound"),
    ({"bound": "most"}, "bound 'most' is unknown"),
    ({"scope": "country"}, "scope 'country' is unknown"),
    ({"status": "done"}, "status 'done' is unknown"),
    ({"theme": "weather"}, "theme 'weather' is unknown"),
    ({"indicator": "registry.nothing"}, "indicator 'registry.nothing' is unknown"),
    ({"indicator_alt": "nothing"}, "indicator 'nothing' is unknown"),
    ({"period": "今年"}, "period '今年' is unknown"),
    ({"period": "2019-6"}, "period '2019-6' is unknown"),
    ({"fused": True}, "does not say what was lost"),
    ({"indicator_atl": None}, "an unknown field: indicator_atl"),
]


@pytest.mark.parametrize(("more", "sentence"), WRONG)
def test_a_figure_that_contradicts_itself_is_refused(
    more: dict[str, object], sentence: str
) -> None:
    whole = record("8760户", unit="household", value=8760) | more
    with pytest.raises(GoldError) as caught:
        parsed(whole)
    assert sentence in str(caught.value)
    assert "qingyuan-2019, line 1 of quantities.jsonl" in str(caught.value)
    assert "8760户" not in str(caught.value), "a blind set's words are not shown"
    assert isinstance(caught.value, CountyReportsError)


@pytest.mark.parametrize("lacking", ["start", "end", "text", "kind", "script"])
def test_a_lacking_field_is_named(lacking: str) -> None:
    whole = record("8760户")
    del whole[lacking]
    with pytest.raises(GoldError, match=f"no field: {lacking}"):
        parsed(whole)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("{", "no JSON"), ("[1]", "no object"), ("3", "no object"), ("文", "no JSON")],
)
def test_a_broken_line_is_named(line: str, sentence: str) -> None:
    with pytest.raises(GoldError, match=sentence):
        gold.parse("a", f"\n{line}\n", TEXT)


def test_the_same_span_twice_is_refused() -> None:
    with pytest.raises(GoldError, match=r"line 2 .* annotated twice"):
        parsed(record("8760户"), record("8760户", unit="household"))


@pytest.mark.parametrize(
    "period", ["2019", "2019-06", "2019-06-30", "2014/2019", "2019-01/2019-06", None]
)
def test_periods_that_can_be_said(period: str | None) -> None:
    assert parsed(record("8760户", period=period))[0].period == period


# ---- folders


def test_a_folder_of_gold(tmp_path: Path) -> None:
    write(tmp_path / "mine")
    write(tmp_path / "mine", "baishi-2020", year=2020)
    found = gold.load_folder(tmp_path / "mine")
    assert (found.name, found.role) == ("mine", gold.OTHER)
    assert [each.id for each in found.reports] == ["baishi-2020", "qingyuan-2019"]
    assert [each.year for each in found.metadata] == [2020, 2019]
    assert found.is_invented
    assert not found.is_blind
    assert all(len(each.figures) == 8 for each in found.reports)
    assert found.reports[0].report.source == TEXT


@pytest.mark.parametrize(
    ("words", "blind"),
    [
        ("# Mine\n\n**Blind: scored, but never read while tuning.** Do not open.\n", True),
        ("Blind set.\n", True),
        ("# Blindly written\n", False),
        ("This set is not blind.\n", False),
        ("", False),
    ],
)
def test_a_folder_says_itself_that_it_is_blind(tmp_path: Path, words: str, blind: bool) -> None:
    write(tmp_path)
    (tmp_path / "README.md").write_text(words, encoding="utf-8")
    assert gold.load_folder(tmp_path, role=gold.MENDED).is_blind is blind


def test_a_text_may_stand_in_a_folder_of_reports(tmp_path: Path, project: Path) -> None:
    write(tmp_path, "wanghe-2019", text=None, figures=[], invented=False)
    found = gold.load_folder(tmp_path, texts=project / "seeds")
    assert "望河县" in found.reports[0].report.source
    assert not found.is_invented
    assert gold.load_folder(tmp_path).reports == found.reports, "the seeds are looked at anyway"


def test_a_text_that_is_nowhere_is_named(tmp_path: Path, project: Path) -> None:
    write(tmp_path, "nowhere-2019", text=None)
    with pytest.raises(GoldError, match="nowhere-2019: the annotated text is neither"):
        gold.load_folder(tmp_path, texts=project / "seeds")


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no gold in this folder"):
        gold.load_folder(tmp_path)


@pytest.mark.parametrize("content", ["{", ""])
def test_a_broken_meta_is_named(tmp_path: Path, content: str) -> None:
    (write(tmp_path) / "meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"qingyuan-2019: meta\.json cannot be read"):
        gold.load_folder(tmp_path)


def test_meta_without_a_year(tmp_path: Path) -> None:
    write(tmp_path, year=None, county=None)
    (about,) = gold.load_folder(tmp_path).metadata
    assert about.year is None
    assert about.name == "qingyuan-2019"


# ---- the project's own


def test_a_project_without_gold_has_no_set(project: Path) -> None:
    assert gold.folder_of_sets() == project / "tests" / "gold"
    assert gold.available() == ()


def test_only_sets_that_are_there(project: Path) -> None:
    write(project / "tests" / "gold" / "second")
    assert gold.available() == ("second",)
    assert gold.load("second").role == gold.MENDED
    assert gold.load("second").name == "second"


def test_gold_without_its_texts_is_not_scored(project: Path) -> None:
    top = project / "tests" / "gold"
    write(top / "second")
    (write(top) / "report.txt").unlink()
    lost = gold.reports_in(top)
    assert gold.lacking_texts("seeds") == lost
    assert gold.lacking_texts("second") == ()
    # others were put into seeds/ in their place: what is left is scored, and it is said
    scored = assess_sets()
    assert [each.name for each in scored] == ["second"]
    said = display.sets(scored, "en").html
    assert f"the texts of {', '.join(lost)} are not in this project" in said
    assert "未计分" in display.sets(scored, "zh").html
    with pytest.raises(GoldError, match="nor in the manifest"):
        gold.load("seeds")


def test_the_projects_own_sets() -> None:
    folder = ROOT / "tests" / "gold"
    assert gold.available(folder) == ("seeds", "second", "third")
    roles = {name: gold.load(name, folder, ROOT / "seeds").role for name in gold.SETS}
    assert roles == {"seeds": "tuned", "second": "mended", "third": "blind"}
    assert set(roles.values()) <= set(gold.ROLES)


def test_the_files_that_scores_follow_from(tmp_path: Path) -> None:
    place = write(tmp_path)
    (tmp_path / "README.md").write_text("words", encoding="utf-8")
    names = [path.name for path in gold.files_of(tmp_path)]
    assert names == ["meta.json", "quantities.jsonl", "report.txt"]
    (place / "report.txt").unlink()
    assert len(gold.files_of(tmp_path)) == 2


def test_a_figure_cannot_be_changed_and_can_be_a_key() -> None:
    one = figure("8760户")
    with pytest.raises(AttributeError):
        one.start = 3  # type: ignore[misc]
    assert {one: 1}[figure("8760户")] == 1


def test_the_folder_of_the_project_is_found_from_anywhere(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "tests" / "gold" / "second", project / "tests" / "gold" / "second")
    monkeypatch.chdir(tmp_path)
    assert gold.folder_of("second") == paths.project_root() / "tests" / "gold" / "second"
    assert len(gold.load("second").reports) == 5
