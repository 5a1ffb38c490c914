"""Every figure of the five seeds, from reports to files, in both languages and both widths."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import codebook
from county_reports.audit import audit_report
from county_reports.auditing import AuditedCorpus, AuditedReport
from county_reports.charts import (
    audit,
    exits,
    funds,
    incidence,
    locator,
    matrix,
    rectification,
    registry,
    workforce,
)
from county_reports.charts.publish import publish
from county_reports.comparison import alignment, coverage_matrix, tables
from county_reports.comparison import funds as funds_table

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


@pytest.fixture(scope="module")
def read() -> SimpleNamespace:
    """The five reports as the library reads them, not as a person did."""
    from county_reports.extraction import observe
    from county_reports.reading.manifest import read_manifest
    from county_reports.reading.reader import read_file

    folder = TESTS.parent / "seeds"
    pairs = []
    for metadata in read_manifest(folder).values():
        report = read_file(folder / metadata.file, metadata)
        pairs.append((report, observe(report)))
    reports = [report.metadata for report, _ in pairs]
    sources = {report.id: report.source for report, _ in pairs}
    seen = tables.observations_frame(pairs)
    audited = AuditedCorpus(
        tuple(AuditedReport(report, audit_report(report, found)) for report, found in pairs)
    )
    return SimpleNamespace(
        reports=reports,
        sources=sources,
        seen=seen,
        audited=audited,
        compared=alignment.compare(seen, reports, list(codebook.load().indicators), sources),
    )


def charts(read: SimpleNamespace, language: str, width: float) -> dict[str, object]:
    money = funds_table.by_theme(read.seen, read.reports, read.sources)
    cells = coverage_matrix.matrix(read.compared)
    more = {"language": language, "width": width}
    made = {
        "incidence": incidence.incidence(read.compared, read.reports, **more),
        "funds": funds.funds(money, read.reports, **more),
        "matrix": matrix.matrix(cells, read.reports, **more),
        "exits": exits.exits(read.compared, read.reports, **more),
        "workforce": workforce.workforce(read.compared, read.reports, **more),
        "rectification": rectification.rectification(read.compared, read.reports, **more),
        "locator": locator.locator(None, read.reports, **more),
    }
    made["audit"] = audit.audit(read.audited.findings, read.audited.overview, read.reports, **more)
    for report in read.reports:
        made[f"{report.id}_registry"] = registry.registry(read.compared, report, **more)
    return made


# each width and each language once: all four together would take three minutes
@pytest.mark.parametrize(("width", "language"), [(85, "zh"), (180, "en")])
def test_every_figure_of_the_seeds(
    read: SimpleNamespace, language: str, width: float, tmp_path: Path
) -> None:
    for name, chart in charts(read, language, width).items():
        assert look.overlapping(chart.figure) == [], name
        assert look.outside(chart.figure) == [], name
        made = publish(chart, name=name, notebook="test", folder=tmp_path)
        assert len(made.files) == 6
        assert all(path.stat().st_size > 100 for path in made.files)


def test_every_plotted_number_stands_at_its_place(read: SimpleNamespace) -> None:
    for name, chart in charts(read, "zh", 180).items():
        for row in chart.data.to_dict("records"):
            if tables.given(row.get("start")):
                at = read.sources[row["report"]][row["start"] : row["end"]]
                if name == "audit":
                    assert at in row["quote"].replace("\n", ""), row["quote"]
                    continue
                text = str(row["text"]).split("+")[0]
                assert read.sources[row["report"]][row["start"] : row["end"]] == text, name


def test_the_pictures_say_what_the_json_says(read: SimpleNamespace, tmp_path: Path) -> None:
    chart = charts(read, "en", 180)["incidence"]
    publish(chart, name="incidence", notebook="test", folder=tmp_path)
    content = json.loads((tmp_path / "test" / "incidence_en.json").read_text(encoding="utf-8"))
    assert [source["report"] for source in content["sources"]] == [r.id for r in read.reports]
    assert content["data"]["rows"] == 2 * len(read.reports)
    assert content["size_mm"]["width"] == 180


def test_one_unknown_county_more_takes_its_place(read: SimpleNamespace) -> None:
    from county_reports.extraction import observe
    from county_reports.model import Metadata
    from county_reports.reading.reader import read_text

    text = "栖云县2019年脱贫攻坚。2014年贫困发生率12.5%。2019年底贫困发生率降至0.3%。"
    report = read_text(text, Metadata("qiyun-2019", "qiyun-2019.txt", "栖云县", year=2019))
    seen = tables.observations_frame([(report, observe(report))])
    compared = alignment.compare(
        seen, [report.metadata], incidence.INDICATORS, {report.id: report.source}
    )
    chart = incidence.incidence(compared, [report.metadata])
    assert "0.3%" in chart.alt_zh
    assert look.overlapping(chart.figure) == []
