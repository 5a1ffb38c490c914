"""The nouns: span, section, report, quantity, observation.

All are frozen: a stage never changes what an earlier stage found, it makes a new thing.
Positions are Python string indices into the report's source text as decoded (never into a
cleaned copy), so that ``report.source[q.start:q.end] == q.text`` holds for every quantity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from county_reports.errors import GroundingError

Kind = Literal["measure", "date", "ordinal", "identifier", "slogan"]
Script = Literal["arabic", "chinese"]
Bound = Literal["exact", "about", "over", "under"]
Scope = Literal["county", "part", "standard", "other"]
Status = Literal["reported", "planned"]
Accumulation = Literal["cumulative", "year"]
RestorationKind = Literal["proven", "unique", "ambiguous"]
CorrectionAction = Literal["set", "drop", "add"]
CorrectedValue = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who says it, about which place and year; `None` where nobody has said so.

    Example: 隆回县, 邵阳市, 湖南省, admin code 430524, year 2019.
    """

    id: str
    file: str = ""
    county: str | None = None
    prefecture: str | None = None
    province: str | None = None
    admin_code: str | None = None
    year: int | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    sha256: str | None = None
    rights: str | None = None
    found: tuple[str, ...] = ()
    """Names of the fields that were found in the text and not declared in a manifest."""

    @property
    def name(self) -> str:
        """The county's name for labels; the id when the county is not known."""
        return self.county or self.id

    def same_county(self, other: Metadata) -> bool:
        """Whether two reports are of one county: 隆回县 in 2018 and 2019.

        The admin codes decide where both are known. Else the names agree, and neither the
        provinces nor the prefectures speak against it: 白河县 of two provinces are two counties. A
        report whose county nobody knows is of no other's county.
        """
        if self.admin_code and other.admin_code:
            return self.admin_code == other.admin_code
        return (
            self.county is not None
            and self.county == other.county
            and _may_be_one(self.province, other.province)
            and _may_be_one(self.prefecture, other.prefecture)
        )


def _may_be_one(place: str | None, other: str | None) -> bool:
    """Whether two names of a place do not contradict each other: 云南 and 云南省; unknown ones."""
    return not place or not other or place.startswith(other) or other.startswith(place)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the page that is not the report: a menu, a share line, a photo caption."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it, e.g. label 一是, title 精准识别.

    `start` is where the heading begins, `heading_end` where it ends, `end` where the next section
    of the same or a higher level begins. `theme` is the codebook theme that the title names.
    """

    start: int
    end: int
    heading_end: int
    level: int
    label: str
    title: str
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One document of one county about one period, with its outline and its page furniture.

    `breaks` are the spans of line breaks that stand inside a word or a sentence (教育扶⏎⏎贫);
    they are passed over when matching and kept in the source.
    """

    metadata: Metadata
    source: str = field(repr=False)
    path: Path | None = None
    sections: tuple[Section, ...] = field(default=(), repr=False)
    boilerplate: tuple[Region, ...] = field(default=(), repr=False)
    breaks: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """The report's id, e.g. ``longhui-2019``."""
        return self.metadata.id

    def section_at(self, position: int) -> Section | None:
        """The innermost section that covers a position, or None outside all sections."""
        found: Section | None = None
        for section in self.sections:
            if section.start <= position < section.end and (
                found is None or section.level >= found.level
            ):
                found = section
        return found

    def heading_path(self, position: int) -> tuple[Section, ...]:
        """All sections that cover a position, outermost first (二、 / 一是 / 1、)."""
        covering = [s for s in self.sections if s.start <= position < s.end]
        return tuple(sorted(covering, key=lambda section: section.level))

    def in_boilerplate(self, position: int) -> bool:
        """Whether a position lies in page furniture and not in the report."""
        return any(region.start <= position < region.end for region in self.boilerplate)


@dataclass(frozen=True, slots=True)
class Restoration:
    """How digits that scraping ran together were split, and why.

    `63153215796人` was `63153户215796人`: lost 户, proven because 66496 - 3343 = 63153.
    """

    kind: RestorationKind
    lost: str
    proof: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts in, as read at one place of a report.

    `3.7亿元` has value 370000000, unit CNY, precision 10000000 (the last printed digit stands for
    ten million yuan). `6100余名` has value 6100, unit person, bound over.
    """

    start: int
    end: int
    text: str
    kind: Kind
    script: Script
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    classifier: str | None = None
    bound: Bound | None = None
    precision: Decimal | None = None
    period: str | None = None
    """For dates only: the period that the date itself names, e.g. 2014/2019 or 2020-06."""
    restoration: Restoration | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's declared change to what was read, as it was applied to one figure.

    `128万元` that was read as 1280000 and is 128000 yuan has before (("value", 1280000),). `before`
    names each changed field with what the program had read there; of a figure that was dropped,
    everything that it had read; of one that was added, nothing (or what had been set aside).
    """

    action: CorrectionAction
    reason: str
    who: str
    date: str
    before: tuple[tuple[str, CorrectedValue], ...] = ()

    @property
    def signed(self) -> str:
        """Why, by whom and when in one string: ``misprint, see annex (Li, 2024-05-01)``."""
        return f"{self.reason} ({self.who}, {self.date})"


@dataclass(frozen=True, slots=True)
class Observation:
    """A quantity with its meaning: what it counts, when, where, and as what."""

    quantity: Quantity
    indicator: str | None = None
    theme: str | None = None
    object: str | None = None
    period: str | None = None
    scope: Scope = "county"
    status: Status = "reported"
    section: str | None = None
    confidence: float = 1.0
    """How far the meaning is ahead of its closest rival, 0 to 1; 0 when no indicator fits."""
    accumulation: Accumulation | None = None
    """Summed over years (累计) or within one (全年); None for stocks, rates and what does not say."""
    correction: Correction | None = None


def assert_grounded(report: Report, quantity: Quantity) -> None:
    """Stop if a quantity's text is not what stands at its place in the source.

    Raises:
        GroundingError: always a fault of this library, never of the report.
    """
    found = report.source[quantity.start : quantity.end]
    if found != quantity.text or quantity.start >= quantity.end:
        raise GroundingError(
            f"the figure {quantity.text!r} does not stand at its place (there: {found!r})",
            where=f"{report.id}:{quantity.start}",
            remedy="report this as a fault of county-reports",
        )
