"""The gate: what is read right on the gold may only become more.

Compares today's scores with the floors of ``baseline.json``, on the five annotated seeds and on the
invented reports of ``tests/corpus``: each question, each class of unit, each kind of what is no
measure, and each family of indicators with ten annotated figures. ``test_sets.py`` does the same
for the other two sets. After a change for the better::

    python tests/gold/test_gate.py            # the scores beside the floors, all sets
    python tests/gold/test_gate.py --report   # every error with its words: build/quality/
    python tests/gold/test_gate.py --update   # raises the floors of all sets to today's scores

``--update`` never lowers a floor unless ``--allow-regression`` is given, and a lowered floor fails
against the last commit unless ``COUNTY_REPORTS_LOWER_FLOORS=1`` is set.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import gate
import pytest
from gate import ALLOW, BASELINE, SETS, SHOWN, floor_of, floors, lowered, raised, scores

from county_reports.quality import scoring

pytestmark = pytest.mark.gold


# ---- the gate


@pytest.mark.parametrize("question", floors("seeds"))
def test_no_score_falls(question: str) -> None:
    score, floor = scores()[question], floors("seeds")[question]
    if score.value >= floor - 1e-9:
        return
    shown = "\n  ".join(score.errors[:SHOWN])
    more = f"\n  … and {len(score.errors) - SHOWN} more" if len(score.errors) > SHOWN else ""
    pytest.fail(
        f"{question}: {score.value:.4f} is below the floor {floor} ({score.sample} figures)\n"
        f"  {shown}{more}",
        pytrace=False,
    )


def test_the_gold_is_what_the_floors_were_measured_on() -> None:
    known = gate.stored(BASELINE)["sha256"]
    changed = [name for name, digest in gate.hashes().items() if digest != known.get(name)]
    assert not changed, (
        f"{', '.join(changed)} changed since the floors were measured: check the change, then run "
        "python tests/gold/test_gate.py --update"
    )


@pytest.mark.parametrize("path", [BASELINE, SETS], ids=lambda path: path.stem)
def test_floors_only_rise(path: Path) -> None:
    old = gate.committed(path)
    if old is None:
        pytest.skip("not in a repository, or the floors are not committed yet")
    if os.environ.get(ALLOW) == "1":
        pytest.skip(f"{ALLOW} is set")
    new = gate.stored(path)
    names = ("floors",) if path == BASELINE else gate.OTHERS
    fallen = [each for name in names for each in lowered(old.get(name, {}), new[name])]
    assert not fallen, f"lowered floors: {'; '.join(fallen)} (set {ALLOW}=1 when this is meant)"


def test_everything_scored_has_a_floor() -> None:
    assert set(floors("seeds")) == set(scores())
    assert set(scoring.QUESTIONS) | set(gate.CORPUS_QUESTIONS) <= set(floors("seeds"))
    assert {"class.money", "nonmeasure.date", "family.registry"} <= set(floors("seeds"))
    assert all(0 <= floor <= 1 for floor in floors("seeds").values())


# ---- the gate itself


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 0.9}, {"a": 0.9}, []),
        ({"a": 0.9}, {"a": 0.95, "b": 0.1}, []),
        ({"a": 0.9}, {"a": 0.89}, ["a 0.9 -> 0.89"]),
        ({"a": 0.9, "b": 1.0}, {"a": 0.9}, ["b 1.0 -> gone"]),
        ({}, {}, []),
    ],
)
def test_lowered(old: dict[str, float], new: dict[str, float], expected: list[str]) -> None:
    assert lowered(old, new) == expected


@pytest.mark.parametrize(
    ("old", "measured", "allow", "expected"),
    [
        ({"a": 0.9}, {"a": 0.95}, False, {"a": 0.95}),
        ({"a": 0.9}, {"a": 0.85}, False, {"a": 0.9}),
        ({"a": 0.9}, {"a": 0.85}, True, {"a": 0.85}),
        ({}, {"a": 0.123456}, False, {"a": 0.1234}),
        ({"gone": 1.0}, {"a": 1.0}, False, {"a": 1.0}),
    ],
)
def test_raised(
    old: dict[str, float], measured: dict[str, float], allow: bool, expected: dict[str, float]
) -> None:
    assert raised(old, measured, allow_regression=allow) == expected


@pytest.mark.parametrize("value", [0.0, 1 / 3, 0.9999999, 0.97, 2 / 3, 1.0])
def test_a_score_passes_its_own_floor(value: float) -> None:
    assert 0 <= floor_of(value) <= value + 1e-9
    assert value - floor_of(value) < 1e-4 + 1e-9


# ---- the command


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Floors and reports in a folder of the test's own."""
    for name in ("BASELINE", "SETS"):
        path = tmp_path / getattr(gate, name).name
        shutil.copy(getattr(gate, name), path)
        monkeypatch.setattr(gate, name, path)
    monkeypatch.setattr(gate, "BUILD", tmp_path / "quality")
    return tmp_path


def test_an_update_covers_all_sets_and_lowers_nothing(own_files: Path, capsys) -> None:
    before = {name: floors(name) for name in ("seeds", *gate.OTHERS)}
    baseline = gate.stored(gate.BASELINE)
    baseline["floors"]["period"] = 0.1
    baseline["floors"]["bound"] = 0.9999
    gate.BASELINE.write_text(json.dumps(baseline), encoding="utf-8")
    gate.SETS.unlink()
    assert gate.main(["--update"]) == 1, "bound is below the floor of this test"
    assert "kept the higher floor of: seeds bound" in capsys.readouterr().out
    assert floors("seeds")["period"] >= before["seeds"]["period"]
    assert floors("seeds")["bound"] == 0.9999
    for name in gate.OTHERS:
        assert lowered(before[name], floors(name)) == []
    assert gate.main(["--update", "--allow-regression"]) == 0
    assert floors("seeds")["bound"] < 0.9999


def test_the_report_lists_errors_and_keeps_the_blind_set_blind(own_files: Path, capsys) -> None:
    assert gate.main(["--report"]) == 0
    names = {path.name for path in (own_files / "quality").iterdir()}
    assert names == {"seeds.md", "seeds.csv", "second.md", "second.csv", "third.md"}
    blind = (own_files / "quality" / "third.md").read_text(encoding="utf-8")
    assert "single errors are not listed" in blind
    assert "[" not in blind, "no words of its texts"
    seen = (own_files / "quality" / "second.csv").read_text(encoding="utf-8").splitlines()
    assert seen[0] == "question,group,outcome,report,start,end,words,read,gold"
    wrong = [each for each in gate.assessed("second").verdicts if each.outcome != "right"]
    assert len(seen) - 1 == len([e for e in wrong if e.question != "indicator_three"])


def test_errors_of_one_question_are_printed_but_never_of_the_blind_set(capsys) -> None:
    assert gate.main(["--errors", "family.registry"]) == 0
    shown = capsys.readouterr().out
    assert "second: missed " in shown
    assert "third: blind, single errors are not shown" in shown
    assert "third: missed" not in shown
    assert gate.main(["--set", "seeds", "--errors", "spelling"]) == 2
    assert "there are: detection" in capsys.readouterr().err


def test_another_folder_of_gold_can_be_scored(own_files: Path, capsys) -> None:
    folder = own_files / "mine"
    shutil.copytree(gate.GOLD / "second" / "shuyuan-2019", folder / "shuyuan-2019")
    assert gate.main(["--folder", str(folder), "--report"]) == 0
    assert "mine: 1 reports; not one of the project's own sets" in capsys.readouterr().out
    assert (own_files / "quality" / "mine.md").is_file()
    assert gate.main(["--folder", str(folder), "--update"]) == 2
    shutil.copy(gate.GOLD / "third" / "README.md", folder)
    assert gate.main(["--folder", str(folder), "--errors", "indicator"]) == 0
    assert "mine: blind" in capsys.readouterr().out
    assert gate.main(["--folder", str(own_files / "nothing")]) == 2
    assert "there is no gold in this folder" in capsys.readouterr().err


if __name__ == "__main__":
    sys.exit(gate.main())
