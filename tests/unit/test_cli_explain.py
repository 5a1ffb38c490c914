"""The verb explain: places, forms, exit codes; on the invented corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from county_reports import cli


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


@pytest.fixture
def source(project: Path) -> str:
    return (project / "seeds" / "wanghe-2019.txt").read_text(encoding="utf-8")


def place(source: str, figure: str) -> int:
    assert source.count(figure) == 1, figure
    return source.index(figure)


FIGURES = [
    ("0.24%", "registry.incidence"),
    ("16.8%", "registry.initial_incidence"),
    ("86个", "registry.villages_exited_total"),
    ("6318人次", "education."),
    ("750万元", "education.funds"),
    ("2013年底", "set aside: date"),
]


@pytest.mark.parametrize(("figure", "answer"), FIGURES)
def test_it_prints_the_figure_and_its_answer(command, source, figure, answer):
    at = place(source, figure)
    code, out, err = command("explain", f"wanghe-2019:{at}")
    assert (code, err) == (0, "")
    first = out.splitlines()[0]
    assert first.startswith(f"wanghe-2019:{at}  {figure}")
    assert answer in first
    assert f"【{figure}】" in out


def test_any_character_of_the_figure_will_do(command, source):
    at = place(source, "16.8%")
    shown = {command("explain", f"wanghe-2019:{at + offset}")[1] for offset in range(5)}
    assert len(shown) == 1


def test_an_id_and_a_file_name_the_same_report(command, source, project):
    at = place(source, "0.24%")
    _, by_id, _ = command("explain", f"wanghe-2019:{at}")
    _, by_file, _ = command("explain", f"{project}/seeds/wanghe-2019.txt:{at}")
    assert by_id == by_file


def test_a_file_outside_the_seeds(command, tmp_path):
    path = tmp_path / "my:county.txt"
    path.write_text("2019年,全县贫困发生率降至0.6%。\n", encoding="utf-8")
    code, out, _ = command("explain", f"{path}:15")
    assert code == 0
    assert "registry.incidence" in out
    assert "【0.6%】" in out


def test_several_figures_one_after_another(command, source):
    places = [f"wanghe-2019:{place(source, figure)}" for figure in ("0.24%", "16.8%")]
    code, out, _ = command("explain", *places)
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("wanghe-2019:")] == [
        next(line for line in out.splitlines() if line.startswith(f"{each}  ")) for each in places
    ]


def test_json_lines_one_a_figure(command, source):
    figures = ("0.24%", "16.8%", "2013年底")
    places = [f"wanghe-2019:{place(source, figure)}" for figure in figures]
    code, out, _ = command("explain", *places, "--format", "jsonl")
    assert code == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["text"] for record in records] == list(figures)
    assert [record["kind"] for record in records] == ["measure", "measure", "date"]
    for record in records:
        assert record["report"] == "wanghe-2019"
        assert source[record["start"] : record["end"]] == record["text"]
        assert record["text"] in record["sentence"]
    assert records[0]["indicator"]["indicator"] == "registry.incidence"
    assert {each["about"] for each in records[0]["meaning"]} == {
        "period", "scope", "status", "theme", "object", "adds up",
    }  # fmt: skip
    assert set(records[0]["number"][0]) == {"about", "answer", "because", "words", "start", "end"}
    assert records[0]["observation"]["indicator"] == "registry.incidence"
    assert records[2]["indicator"] is None


def test_json_agrees_with_what_read_prints(command, source):
    at = place(source, "0.24%")
    _, explained, _ = command("explain", f"wanghe-2019:{at}", "--format", "jsonl")
    _, read, _ = command("read", "wanghe-2019", "--format", "jsonl")
    rows = [json.loads(line) for line in read.splitlines()]
    assert json.loads(explained)["observation"] in rows


def test_every_figure_that_read_names_can_be_explained(command, project):
    _, read, _ = command("read", "wanghe-2019", "--format", "jsonl", "--all")
    rows = [json.loads(line) for line in read.splitlines()]
    places = [f"wanghe-2019:{row['start']}" for row in rows]
    code, out, _ = command("explain", *places, "--format", "jsonl")
    assert code == 0
    told = [json.loads(line) for line in out.splitlines()]
    assert [each["observation"] for each in told] == rows


def test_a_file_that_is_no_text_ends_with_2(command, tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes("贫困户10户".encode("gb18030"))
    code, out, err = command("explain", f"{path}:3")
    assert (code, out) == (2, "")
    assert "bad.txt" in err


def test_a_folder_is_no_report(command, project):
    code, _, err = command("explain", f"{project}/seeds:3")
    assert code == 2
    assert "names no figure" in err
