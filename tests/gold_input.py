"""Realistic input for the tests of tables and charts: the hand-made reading of the five seeds,
and any number of invented counties. Loaded by path (``runpy``): test folders are no packages.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

from county_reports.model import Metadata, Observation, Quantity, Report, Restoration

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
SEED_IDS = ("longhui-2019", "biyang-2016", "jingde-2020", "gucheng-2019", "cili-2018")


def decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def observation(
    text: str = "10户",
    *,
    start: int = 0,
    value: object = 10,
    unit: str = "household",
    indicator: str | None = None,
    kind: str = "measure",
    script: str = "arabic",
    high: object = None,
    bound: str | None = "exact",
    period: str | None = None,
    scope: str = "county",
    status: str = "reported",
    theme: str | None = None,
    object: str | None = None,  # noqa: A002  the column is called so
    restoration: str | None = None,
    proof: str = "because",
) -> Observation:
    split = (
        None
        if restoration is None
        else Restoration(restoration, "户", proof, ("1|2",) if restoration == "ambiguous" else ())
    )
    measure = kind == "measure"
    quantity = Quantity(
        start, start + len(text), text, kind, script, decimal(value) if measure else None,
        decimal(high), unit if measure else None, None, bound if measure else None, None,
        None if measure else period, split,
    )  # fmt: skip
    return Observation(
        quantity, indicator, theme or (indicator or "").split(".")[0] or None, object, period,
        scope, status,
    )  # fmt: skip


def gold_report(name: str) -> tuple[Report, tuple[Observation, ...]]:
    meta = json.loads((TESTS / "gold" / name / "meta.json").read_text(encoding="utf-8"))
    path = SEEDS / f"{name}.txt"
    data = path.read_bytes()
    metadata = Metadata(
        id=name, file=path.name, sha256=hashlib.sha256(data).hexdigest(),
        **{key: meta.get(key) for key in ("county", "prefecture", "province", "admin_code", "year",
                                          "published", "title", "author", "source", "url")},
    )  # fmt: skip
    found: list[Observation] = []
    lines = (TESTS / "gold" / name / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        row = json.loads(line)
        if row["kind"] == "boilerplate":
            continue
        fused = row.get("fused")
        found.append(
            observation(
                row["text"], start=row["start"], value=row.get("value"), unit=row.get("unit") or "",
                indicator=row.get("indicator"), kind=row["kind"], script=row["script"],
                high=row.get("high"), bound=row.get("bound"), period=row.get("period"),
                scope=row.get("scope") or "county", status=row.get("status") or "reported",
                theme=row.get("theme"), object=row.get("object"),
                restoration=None if not fused else
                "unique" if str(row.get("proof")).startswith("唯一") else "proven",
                proof=str(row.get("proof")),
            )
        )  # fmt: skip
    return Report(metadata, data.decode("utf-8"), path), tuple(found)


def gold_reports() -> list[tuple[Report, tuple[Observation, ...]]]:
    return [gold_report(name) for name in SEED_IDS]


def invented(count: int) -> list[tuple[Report, tuple[Observation, ...]]]:
    """Counties that do not exist, with plain figures; every third one reports little."""
    made = []
    for number in range(count):
        before, after = 30 - number % 17, Decimal(number % 9) / 10
        sentences = [
            (f"建档立卡贫困人口{4000 + 37 * number}人", 4000 + 37 * number, "person",
             "registry.registered_persons", "reported"),
            (f"未脱贫{100 + number}人", 100 + number, "person", "registry.remaining_persons",
             "reported"),
            (f"累计脱贫{3900 + 36 * number}人", 3900 + 36 * number, "person",
             "registry.lifted_persons_total", "reported"),
            (f"2014年贫困发生率{before}%", before, "percent", "registry.initial_incidence",
             "reported"),
            (f"贫困发生率{after}%", after, "percent", "registry.incidence",
             "planned" if number % 5 == 4 else "reported"),
            (f"投入产业资金{200 + number}万元", (200 + number) * 10000, "CNY", "industry.funds",
             "reported"),
            (f"投入水利资金{90 + number}万元", (90 + number) * 10000, "CNY", "water.funds",
             "reported"),
        ]  # fmt: skip
        source, found = "", []
        for text, value, unit, indicator, status in sentences[: 2 if number % 3 == 2 else None]:
            digits = text.index(str(value) if "万元" not in text else str(value // 10000))
            found.append(
                observation(
                    text[digits:], start=len(source) + digits, value=value, unit=unit,
                    indicator=indicator, status=status,
                    period="2014" if "2014" in text else "2019",
                )
            )  # fmt: skip
            source += text + "。"
        meta = Metadata(
            id=f"county{number:02d}-2019", file=f"county{number:02d}-2019.txt",
            county=f"第{number + 1}县", year=2019, title=f"报告{number}", source="某县政府",
            sha256=hashlib.sha256(source.encode()).hexdigest(),
        )  # fmt: skip
        made.append((Report(meta, source), tuple(found)))
    return made
