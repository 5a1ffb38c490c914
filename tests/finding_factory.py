"""Findings of every kind, made by hand: what shows an audit is tested without the rules.

The report is invented; `sample()` has one finding of each kind and a figure that cannot be checked.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from county_reports.audit.engine import Audit
from county_reports.audit.finding import Finding, Unchecked
from county_reports.auditing import AuditedCorpus, AuditedReport
from county_reports.model import (
    Correction,
    Metadata,
    Observation,
    Quantity,
    Report,
    Restoration,
)
from county_reports.reading.reader import read_text

TEXT = (
    "栖云县2019年脱贫攻坚工作总结\n\n一、成效\n\n"
    "全县建档立卡贫困户1200户3600人,已脱贫1150户,未脱贫60户。\n"
    "全县投入扶贫资金1.2亿元,比上年增长20.1%,占财政支出的12.5%。\n"
    "新建项目400个,资金128亿元。惠及贫困户1500户。贫困村45个,已退出45个。\n"
)
HOSTILE = (
    "栖云县<script>alert(1)</script>\n\n一、<img src=x onerror=alert(2)>\n\n"
    '全县贫困户1200户"><b>,惠及贫困户1500户</td></table>。\n'
)


def report(text: str = TEXT, name: str = "qiyun-2019", county: str | None = "栖云县") -> Report:
    """An invented report."""
    return read_text(text, Metadata(id=name, file=f"{name}.txt", county=county, year=2019))


def figure(
    read: Report,
    written: str,
    value: str = "",
    unit: str = "household",
    *,
    nth: int = 0,
    theme: str | None = "registry",
) -> Observation:
    """The figure of a report that is written so (its nth place), with a value."""
    start = -1
    for _ in range(nth + 1):
        start = read.source.index(written, start + 1)
    digits = value or "".join(c for c in written if c.isdigit() or c == ".")
    quantity = Quantity(
        start, start + len(written), written, "measure", "arabic", Decimal(digits), None, unit,
        precision=Decimal(1), bound="exact",
    )  # fmt: skip
    return Observation(quantity, theme=theme)


def restored(observation: Observation) -> Observation:
    """The same figure as one whose digits had run together."""
    split = Restoration("proven", "户", "1200 = 1150 + 50")
    return replace(observation, quantity=replace(observation.quantity, restoration=split))


def corrected(observation: Observation) -> Observation:
    """The same figure as one that a person corrected."""
    made = Correction("value", "misprint", "Li", "2024-05-01", (("value", Decimal(1)),))
    return replace(observation, correction=made)


def finding(
    terms: tuple[Observation, ...],
    result: Observation | None,
    expression: str,
    status: str = "confirmed",
    severity: str | None = None,
    **more: object,
) -> Finding:
    """A finding on some figures; `more` are its other fields."""
    fields: dict[str, object] = {
        "report": "qiyun-2019", "rule": "register-sum", "words_zh": f"相加：{expression}。",
        "words_en": f"sum: {expression}.", "computed_low": Decimal(1210),
        "computed_high": Decimal(1210),
        "stated": result.quantity.value if result else None,
    }  # fmt: skip
    return Finding(
        status=status,  # type: ignore[arg-type]
        severity=severity,  # type: ignore[arg-type]
        expression=expression,
        terms=terms,
        result=result,
        **(fields | more),  # type: ignore[arg-type]
    )


def kinds(read: Report) -> dict[str, Finding]:
    """One finding of each kind on the sample's text."""
    whole, lifted, left = (figure(read, each) for each in ("1200户", "1150户", "60户"))
    persons = figure(read, "3600人", unit="person")
    money = figure(read, "128亿元", "12800000000", "CNY", theme="funding")
    projects = figure(read, "400个", unit="count", theme="funding")
    growth = figure(read, "20.1%", "20.1", "percent", theme="funding")
    villages, exited = figure(read, "45个", unit="village"), figure(read, "45个", nth=1)
    helped = figure(read, "1500户")
    return {
        "confirmed": finding((villages,), exited, "45个 = 45个", rule="repeat", rounding="exact"),
        "cut": finding((whole,), growth, "1200户 × 1 = 20.19% ≈ 20.1%", rounding="cut",
                       rule="register-year"),
        "plausible": finding((persons, restored(whole)), None, "3600人 ÷ 1200户 = 3 ∈ [1.5, 5]",
                             rule="household-size", computed_low=Decimal(3),
                             computed_high=Decimal(3)),
        "slip": finding((lifted,), left, "1150户 = 61户 ≠ 60户", "inconsistent", "slip",
                        rule="register-years"),
        "inconsistent": finding((lifted, left), whole, "1150户 + 60户 = 1,210 户 ≠ 1200户",
                                "inconsistent", "statement",
                                hypotheses=("register adjusted", "misprint"),
                                note="the register of today"),
        "bound": finding((whole,), corrected(helped), "1500户 > 1200户", "inconsistent",
                         "statement", rule="helped", computed_low=Decimal(0),
                         computed_high=Decimal(1200)),
        "implausible": finding((money, projects), None,
                               "128亿元 ÷ 400个 = 3,200万元 ∉ [2,000, 20,000,000]", "implausible",
                               "statement", rule="project-money", computed_high=None,
                               hypotheses=("decimal point",)),
    }  # fmt: skip


def unchecked(read: Report) -> Unchecked:
    """A share whose base the report does not give."""
    share = figure(read, "12.5%", "12.5", "percent", theme="funding")
    return Unchecked(
        read.id, "register-sum", share, "文中没有财政支出", "the base is not in the report"
    )


def audited(read: Report | None = None, *names: str, measures: int = 12) -> AuditedReport:
    """The sample's audit with the findings of these kinds, or with all."""
    one = read or report()
    made = kinds(one) if one.source == TEXT else {}
    chosen = [replace(made[name], report=one.id) for name in names or made]
    chosen.sort(key=lambda each: (each.result or each.members[0]).quantity.start)
    still = (unchecked(one),) if one.source == TEXT and not names else ()
    return AuditedReport(one, Audit(one.id, tuple(chosen), still, measures))


def silent(name: str = "baiyun-2019", measures: int = 0) -> AuditedReport:
    """A report in which nothing could be checked."""
    read = report("白云县没有数字。\n", name, "白云县")
    return AuditedReport(read, Audit(name, (), (), measures))


def hostile() -> AuditedReport:
    """A report whose text is an attack on the page it is shown on."""
    read = report(HOSTILE, "evil-2019", "<i>恶</i>县")
    whole = figure(read, "1200户")
    helped = figure(read, "1500户")
    expression = "1500户<script> > 1200户"
    one = finding(
        (whole,), helped, expression, "inconsistent", "statement",
        note="<u>note</u>", report=read.id, hypotheses=("visits",),
    )  # fmt: skip
    two = replace(one, status="confirmed", severity=None, result=None, hypotheses=())
    still = Unchecked(read.id, "helped", helped, "<s>无</s>", "<s>none</s>")
    return AuditedReport(read, Audit(read.id, (one, two), (still,), 2))


def corpus(count: int = 3) -> AuditedCorpus:
    """Some copies of the sample under other names, and one report without a check."""
    many = [audited(report(TEXT, f"qiyun{number}-2019")) for number in range(count - 1)]
    return AuditedCorpus((*many, silent()))
