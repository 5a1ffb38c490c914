"""Invented gold: small annotated reports, written to a folder or built in memory."""

from __future__ import annotations

import json
from pathlib import Path

from county_reports.model import Metadata, Report
from county_reports.quality.gold import (
    BLIND,
    MENDED,
    TUNED,
    GoldFigure,
    GoldReport,
    GoldSet,
    parse,
)

TEXT = (
    "清源县2019年脱贫攻坚工作总结。\n\n"
    "一、基本情况。全县总面积1200平方公里，建档立卡贫困户8760户31520人。\n"
    "二、工作成效。2019年底贫困发生率降至0.68%。投入产业扶贫资金3.7亿元。落实两不愁三保障。\n"
)
"""A report of a county that does not exist."""


def record(text: str, source: str = TEXT, **more: object) -> dict[str, object]:
    """One annotated figure at the first place where its text stands."""
    start = source.index(text)
    kind = str(more.pop("kind", "measure"))
    known: dict[str, object] = {
        "start": start, "end": start + len(text), "text": text, "kind": kind, "script": "arabic",
        "period": None, "theme": None, "indicator": None, "object": None,
    }  # fmt: skip
    if kind == "measure":
        known |= {"value": 1, "unit": "count", "bound": "exact", "scope": "county",
                  "status": "reported"}  # fmt: skip
    return known | more


def records() -> list[dict[str, object]]:
    """The whole report, annotated."""
    return [
        record("2019年", kind="date", period="2019"),
        record("一、", kind="ordinal", script="chinese"),
        record("1200平方公里", value=1200, unit="km2", theme="profile", indicator="profile.area",
               period_alt="2019"),
        record("8760户", value=8760, unit="household", theme="registry",
               indicator="registry.registered_households"),
        record("31520人", value=31520, unit="person", theme="registry",
               indicator="registry.registered_persons"),
        record("0.68%", value=0.68, unit="percent", theme="registry", period="2019",
               indicator="registry.incidence"),
        record("3.7亿元", value=370000000, unit="CNY", theme="industry",
               indicator="industry.funds"),
        record("两不愁三保障", kind="slogan", script="chinese"),
    ]  # fmt: skip


def lines(figures: list[dict[str, object]]) -> str:
    """Figures as JSON Lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in figures)


def write(
    folder: Path,
    name: str = "qingyuan-2019",
    *,
    text: str | None = TEXT,
    figures: list[dict[str, object]] | None = None,
    **meta: object,
) -> Path:
    """One annotated report in a folder of gold."""
    place = folder / name
    place.mkdir(parents=True)
    about = {"county": "清源县", "year": 2019, "invented": True} | meta
    (place / "meta.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    if text is not None:
        (place / "report.txt").write_bytes(text.encode("utf-8"))
    content = lines(records() if figures is None else figures)
    (place / "quantities.jsonl").write_text(content, encoding="utf-8")
    return place


def figure(text: str, start: int = 0, **more: object) -> GoldFigure:
    """A figure in memory; a county's measure of 1 unless it is said otherwise."""
    known: dict[str, object] = {
        "report": "qingyuan-2019", "kind": "measure", "script": "arabic", "unit": "count",
        "bound": "exact", "scope": "county", "status": "reported",
    }  # fmt: skip
    return GoldFigure(start=start, end=start + len(text), text=text, **(known | more))


def report(source: str, *figures: GoldFigure, year: int | None = 2019) -> GoldReport:
    """An annotated report in memory."""
    about = Metadata("qingyuan-2019", county="清源县", year=year)
    return GoldReport(about.id, about, Report(about, source), figures, invented=True)


def three_sets() -> list[GoldSet]:
    """The same invented report three times: tuned on, read, blind."""
    made = []
    for name, role in (("seeds", TUNED), ("second", MENDED), ("third", BLIND)):
        about = Metadata(f"qing{name}-2019", county="清源县", year=2019)
        figures = parse(about.id, lines(records()), TEXT)
        found = GoldReport(about.id, about, Report(about, TEXT), figures, invented=True)
        made.append(GoldSet(name, role, (found,)))
    return made
