"""Scoring planted contradictions: found, missed, false alarms, and files that are malformed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from county_reports.errors import GoldError
from county_reports.quality.planted import read_plants, try_all, try_report

CLEAN = (
    "栖云县2019年工作总结\n\n全县辖120个行政村,共有贫困村45个。现有建档立卡贫困户1200户3500人,"
    "累计脱贫1150户3380人,未脱贫50户120人。产业扶持惠及贫困户900户。\n"
)


def make(folder: Path, *changes: tuple[str, str, tuple[str, ...]], clean: str = CLEAN) -> Path:
    """A report with plants: (what stands there, what is planted, the other figures)."""
    folder.mkdir(parents=True)
    text = clean
    for was, becomes, _ in changes:
        text = text.replace(was, becomes, 1)

    def span(written: str) -> list[int]:
        return [text.index(written), text.index(written) + len(written)]

    plants = [
        {"kind": "bound", "changed": [span(becomes)], "why": "because", "was": was,
         "involved": [span(becomes), *map(span, others)]}
        for was, becomes, others in changes
    ]  # fmt: skip
    (folder / "report.txt").write_text(text, encoding="utf-8")
    (folder / "clean.txt").write_text(clean, encoding="utf-8")
    (folder / "planted.json").write_text(json.dumps({"planted": plants}), encoding="utf-8")
    (folder / "meta.json").write_text(
        json.dumps({"county": "栖云县", "province": None, "year": 2019}), encoding="utf-8"
    )
    return folder


def test_a_plant_that_is_found(tmp_path: Path) -> None:
    folder = make(tmp_path / "qiyun-2019", ("900户", "1900户", ("1200户",)))
    found = try_report(folder)
    assert found.found == (True,)
    assert found.false_alarms == ()
    assert found.clean_alarms == ()


def test_a_plant_that_nobody_could_see_is_missed(tmp_path: Path) -> None:
    folder = make(tmp_path / "qiyun-2019", ("900户", "800户", ("1200户",)))
    assert try_report(folder).found == (False,)


def test_an_alarm_on_the_clean_text_is_false(tmp_path: Path) -> None:
    clean = CLEAN.replace("900户", "1900户")
    folder = make(tmp_path / "qiyun-2019", ("45个", "145个", ("120个",)), clean=clean)
    found = try_report(folder)
    assert found.found == (True,)
    assert [alarm.expression for alarm in found.false_alarms] == ["1900户 > 1200户"]
    assert [alarm.expression for alarm in found.clean_alarms] == ["1900户 > 1200户"]


def test_a_contradiction_of_the_changed_figure_with_another_one_is_neither(tmp_path: Path) -> None:
    # what was planted concerns the villages, what is found concerns the register
    folder = make(tmp_path / "qiyun-2019", ("900户", "1900户", ("120个",)))
    found = try_report(folder)
    assert found.found == (False,)
    assert found.false_alarms == ()


def test_all_of_a_folder(tmp_path: Path) -> None:
    make(tmp_path / "b-2019", ("900户", "1900户", ("1200户",)))
    make(tmp_path / "a-2019", ("45个", "145个", ("120个",)))
    (tmp_path / "notes").mkdir()
    (tmp_path / "README.md").write_text("invented", encoding="utf-8")
    assert [trial.report for trial in try_all(tmp_path)] == ["a-2019", "b-2019"]


@pytest.mark.parametrize(
    "written",
    [
        "{",
        "{}",
        '{"planted": [{"kind": "sum"}]}',
        '{"planted": [{"kind": "sum", "changed": [1], "involved": [], "why": ""}]}',
        '{"planted": [{"kind": "sum", "changed": [], "involved": [[5, 99999]], "why": ""}]}',
        '{"planted": [{"kind": "sum", "changed": [], "involved": [[9, 5]], "why": ""}]}',
    ],
)
def test_malformed_plants_are_named(tmp_path: Path, written: str) -> None:
    folder = make(tmp_path / "qiyun-2019", ("900户", "1900户", ("1200户",)))
    (folder / "planted.json").write_text(written, encoding="utf-8")
    with pytest.raises(GoldError) as problem:
        read_plants(folder)
    assert problem.value.where.endswith("planted.json")
