"""The nouns of the audit: a finding, what could explain it, and a figure that cannot be checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from county_reports.model import Observation

Status = Literal["confirmed", "inconsistent", "implausible"]
Severity = Literal["slip", "statement"]
Rounding = Literal["exact", "half up", "cut", "up"]
Hypothesis = Literal[
    "visits", "register adjusted", "other base", "decimal point", "double counting",
    "incomplete list", "digits run together", "misprint", "other time", "per head or household",
    "approximate",
]  # fmt: skip

STATUS_WORDS: dict[Status, tuple[str, str]] = {
    "confirmed": ("相符", "adds up"),
    "inconsistent": ("对不上", "does not add up"),
    "implausible": ("不合常理", "outside the plausible band"),
}
"""Each status in Chinese and English; never 'false': an audit does not know which figure is
wrong."""

SEVERITY_WORDS: dict[Severity, tuple[str, str]] = {
    "slip": ("末位出入", "a slip in the last digit"),
    "statement": ("影响结论", "changes the statement"),
}

ROUNDING_WORDS: dict[Rounding, tuple[str, str]] = {
    "exact": ("精确相等", "exactly"),
    "half up": ("四舍五入后相符", "after rounding half up"),
    "cut": ("舍去尾数后相符", "when the stated figure was cut, not rounded"),
    "up": ("进位后相符", "when the stated figure was rounded up"),
}

HYPOTHESES: dict[Hypothesis, tuple[str, str]] = {
    "visits": (
        "可能按人次或户次累计，而非人数、户数",
        "it may count 人次 or 户次 (each time someone is helped), not persons or households",
    ),
    "register adjusted": (
        "可能因建档立卡动态调整（新识别、返贫、自然增减）而口径不同",
        "the register is adjusted every year (newly identified, relapsed, births and deaths)",
    ),
    "other base": ("可能以另一基数计算，文中未说明", "it may be a share of another base"),
    "decimal point": ("可能漏写或错写小数点", "a decimal point may be lost or misplaced"),
    "double counting": ("各部分之间可能有重复", "the parts may overlap"),
    "incomplete list": ("所列部分可能不全", "the list of parts may be incomplete"),
    "digits run together": ("数字可能在抓取时相连", "digits may have run together in scraping"),
    "misprint": ("可能是笔误", "it may be a misprint"),
    "other time": ("可能指不同时点", "the figures may be of different times"),
    "per head or household": (
        "可能把户均写作人均，或把人均写作户均",
        "户均 (a household) and 人均 (a head) may have been taken for each other",
    ),
    "approximate": ("所用数字为约数", "the figures it is computed from are approximate"),
}
"""What could explain a finding, in Chinese and English; always offered as a guess."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked relation: `63153户 + 3343户 = 66496户`, confirmed.

    `terms` are the figures it is computed from, `result` the one that states the outcome (None when
    the report states none, as with persons a household). `computed_low` to `computed_high` is what
    the terms allow, `stated` what the report prints.
    """

    report: str
    rule: str
    status: Status
    severity: Severity | None
    expression: str
    """The sum in numbers, as printed in the report: 63153户 + 3343户 = 66496户."""
    stated: Decimal | None
    computed_low: Decimal | None
    """None where the terms set no lower end."""
    computed_high: Decimal | None
    """None where the terms set no upper end (超过4万元)."""
    terms: tuple[Observation, ...]
    result: Observation | None
    rounding: Rounding | None = None
    """How a confirmed result was rounded, where it was."""
    hypotheses: tuple[Hypothesis, ...] = ()
    words_zh: str = ""
    words_en: str = ""
    note: str = ""
    """What a reader must know of the relation: an implied base, a restored figure."""

    @property
    def members(self) -> tuple[Observation, ...]:
        """All figures that take part, in the order of the text."""
        figures = (*self.terms, *((self.result,) if self.result else ()))
        return tuple(sorted(figures, key=lambda each: each.quantity.start))

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each term begins in the source."""
        return tuple(term.quantity.start for term in self.terms)

    @property
    def holds(self) -> bool:
        """Whether the report's figures agree with each other here."""
        return self.status == "confirmed"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A stated relation that cannot be checked, and why: a share whose base is not in the
    report.
    """

    report: str
    rule: str
    observation: Observation
    reason_zh: str
    reason_en: str
