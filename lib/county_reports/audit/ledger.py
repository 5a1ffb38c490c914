"""A report's figures as the rules of the audit look at them: in order, with what stands around.

Rules never read the text by themselves: they ask the ledger for the figures of an indicator, for
those in a sentence, for the words between two figures, for households and persons side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from county_reports.arithmetic.intervals import Interval, printed, rounded
from county_reports.extraction.parts import find_totals
from county_reports.extraction.passages import Passage, find_passages, is_pair
from county_reports.extraction.quantities import Measure
from county_reports.model import Observation, Report
from county_reports.reading.matching import matching_text

COUNTED = frozenset(
    {"household", "person", "village", "township", "count", "head", "times", "year", "month"}
)
"""Units that are counted singly: printed to the last one, they stand for themselves."""

_REGISTERED = frozenset({"registry.registered_households", "registry.registered_persons"})
REACHED = re.compile(r"(?:惠及|带动|覆盖|帮助|受益|帮扶|资助|扶持|联结)[^,。;\d]{0,12}$")
_INSIDE = re.compile(r"[余多来几]")
_NEARLY = re.compile(r"(?:近|接近|将近|不足|不到|未满|不满)[^,。;]{0,2}$")
_SAME_GROUP = re.compile(
    r"[(/、,]?(?:共|计|涉及)?(?:农村|建档立卡|贫困|脱贫|监测|边缘|受灾|搬迁|低收入)*(?:户|家庭|人口|群众)?[(/、,]?(?:共|计)?"
)
"""What may stand between the households and the persons of one group."""
_OTHER_PEOPLE = re.compile(
    r"的?[^,。;\d]{0,4}(?:干部|党员|学生|教师|老师|队员|书记|劳动力|工人|员工|医生|职工|志愿者|领导|专家|代表|致富带头人)"
)
_OF_WHICH_NOW = re.compile(r"其中,?[^,。;\d]{0,10}$")
_OF_ALL = re.compile(r"(?:总人口|人口|总户数|户籍|农户|农业|农村|乡村)[^,。;\d]{0,6}$")
_OF_WHICH = re.compile(r"\s*其中")
_BARE = re.compile(
    r"\s?(?:[,。;、)]|$|正在|未|已|将|拟|计划|预计|尚|仍|还|没|需|于|在|20\d\d年|[今明去]年)"
)
_EXITED = re.compile(r"出列(?:了)?$")
_LEFT_OR_EXITED = re.compile(
    r"(?:退出|出列|摘帽|脱贫|达标|验收|剩余|剩下|余下|尚有|还有|还剩|仅剩|其余|另有|仍有|未退出|未出列|完成)"
    r"(?:的|了)?$"
)
_VISITS = re.compile(r"[人户]次|次$")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One figure of the ledger: the observation, its place in the folded text, its interval."""

    index: int
    observation: Observation
    start: int
    end: int
    passage: Passage
    interval: Interval
    counted_as: str | None = None
    """What a bare 个 counts by the sentence before it: 102个贫困村,2017年退出25个 are villages."""

    @property
    def value(self) -> Decimal:
        """The value in the canonical unit."""
        value = self.observation.quantity.value
        return Decimal(0) if value is None else value

    @property
    def unit(self) -> str:
        """The canonical unit."""
        return self.counted_as or self.observation.quantity.unit or ""

    @property
    def precision(self) -> Decimal:
        """What one step of the last printed digit is worth."""
        return self.observation.quantity.precision or Decimal(1)

    @property
    def indicator(self) -> str | None:
        """The indicator of the codebook, or None."""
        return self.observation.indicator

    @property
    def period(self) -> str | None:
        """The period that the figure is about, or None."""
        return self.observation.period

    @property
    def is_exact(self) -> bool:
        """Whether the figure is one value that is neither about, over nor under."""
        return self.observation.quantity.bound == "exact" and self.observation.quantity.high is None

    @property
    def is_reported(self) -> bool:
        """Whether it is a figure of the whole county that has come to pass."""
        return self.observation.scope == "county" and self.observation.status == "reported"

    @property
    def counts_visits(self) -> bool:
        """Whether it counts 人次 or 户次, each time anew."""
        quantity = self.observation.quantity
        return bool(_VISITS.search(quantity.classifier or "")) or quantity.unit == "times"

    @property
    def as_rounded(self) -> Interval:
        """The interval as that of a derived figure: 户均3人 was rounded, it was not counted."""
        if not self.is_exact:
            return self.interval
        return rounded(self.value, self.precision)

    @property
    def text(self) -> str:
        """The figure as printed, without the breaks of the page; a lost unit in brackets."""
        restoration = self.observation.quantity.restoration
        lost = f"〔{restoration.lost}〕" if restoration and restoration.lost else ""
        return "".join(self.observation.quantity.text.split()) + lost


class Ledger:
    """All measures of a report that have a value, in the order of the text.

    Example: in `已脱贫63153户215796人` the two figures are one pair, households with persons.
    """

    def __init__(self, report: Report, observations: Sequence[Observation]) -> None:
        self.report = report
        folded = matching_text(report)
        self.text = folded.text
        self._folded = folded
        usable = [o for o in observations if o.quantity.kind == "measure"]
        usable = [o for o in usable if o.quantity.value is not None and o.quantity.unit is not None]
        measures = [
            _measure(o, folded.from_source(o.quantity.start), folded.from_source(o.quantity.end))
            for o in usable
        ]
        passages = find_passages(self.text, measures)
        counted = _counted(measures, self.text)
        self.entries: tuple[Entry, ...] = tuple(
            Entry(
                index, observation, measure.start, measure.end, passage,
                _interval(measure, self.text), places,
            )
            for index, (observation, measure, passage, places)
            in enumerate(zip(usable, measures, passages, counted, strict=True))
        )  # fmt: skip
        self._measures = measures
        self._starts = [measure.start for measure in measures]
        totals = find_totals(measures, passages, self.text)
        self.parts: dict[int, tuple[Entry, ...]] = defaultdict(tuple)
        """The parts of each stated total, by the total's index (其中, lists that add up)."""
        for index, total in enumerate(totals):
            if total is not None:
                self.parts[total] += (self.entries[index],)
        self._part_indexes: frozenset[int] | None = None
        self._stated: dict[tuple[str, ...], list[Entry]] = {}
        self._by_indicator: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.indicator is not None:
                self._by_indicator[entry.indicator].append(entry)
        self.dates: tuple[Observation, ...] = tuple(
            o for o in observations if o.quantity.kind == "date"
        )

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return self.report.metadata.year

    def of(self, *indicators: str) -> list[Entry]:
        """All figures of the indicators, in the order of the text."""
        found = [entry for each in indicators for entry in self._by_indicator.get(each, ())]
        return sorted(found, key=lambda entry: entry.index)

    def reported(self, *indicators: str) -> list[Entry]:
        """Those of the whole county that have come to pass."""
        return [entry for entry in self.of(*indicators) if entry.is_reported]

    def stated(self, *indicators: str) -> list[Entry]:
        """Those, each value once, at the place where it is stated first."""
        if indicators not in self._stated:
            values: dict[Decimal, Entry] = {}
            for entry in self.reported(*indicators):
                if not self._is_some(entry) and not entry.counts_visits:
                    values.setdefault(entry.value, entry)
            self._stated[indicators] = list(values.values())
        return self._stated[indicators]

    def _is_some(self, entry: Entry) -> bool:
        """Whether a figure of the register counts some of what its sentence names before it.

        `今年住进1268户,其中建档立卡户1190户` and `改造危房4150户,建档立卡户1986户` state no register.
        """
        if entry.indicator not in _REGISTERED:
            return False
        # 四类项目惠及建档立卡贫困人口12.28万人 counts those reached, and is asked whether it can be
        if REACHED.search(self.before(entry, 16)):
            return True
        # 易地搬迁3900户。其中建档立卡贫困户3614户: the sentence before says of what
        if _OF_WHICH.match(self.text, entry.passage.sentence[0], entry.start):
            return True
        if _OF_WHICH_NOW.search(self.before(entry, 14)):
            begin = max(self.text.rfind(mark, 0, entry.start) for mark in "。\n") + 1
            wholes = [e for e in self.inside(begin, entry.start) if e.unit == entry.unit]
            # 总人口46万人,其中建档立卡贫困人口5.79万人 is the register
            if not wholes or not _OF_ALL.search(self.before(wholes[-1], 14)):
                return True
        return any(
            other.unit == entry.unit
            and other.value > entry.value
            and not (other.indicator or "").startswith(("registry.", "profile."))
            for other in self.inside(entry.passage.sentence[0], entry.start)
        )

    def stated_or_planned(self, *indicators: str) -> list[Entry]:
        """As `stated`, with targets: 拟退出的73个贫困村."""
        values: dict[Decimal, Entry] = {}
        for entry in self.of(*indicators):
            if entry.observation.scope == "county":
                values.setdefault(entry.value, entry)
        return list(values.values())

    def is_part(self, entry: Entry) -> bool:
        """Whether a figure is marked as a part of a total: 其中贫困人口720人."""
        if self._part_indexes is None:
            self._part_indexes = frozenset(e.index for each in self.parts.values() for e in each)
        return entry.index in self._part_indexes

    def pairs(self) -> Iterator[tuple[Entry, Entry]]:
        """Households and persons of one group: 2510户5639人, 204户贫困户503人, 贫困户90户、人口270人."""
        for first, second in pairwise(self.entries):
            if (first.unit, second.unit) != ("household", "person"):
                continue
            beside = is_pair(self._measures[first.index], self._measures[second.index])
            if _OTHER_PEOPLE.match(self.after(second, 8)):
                continue
            if beside or _SAME_GROUP.fullmatch(self.between(first, second)):
                yield first, second

    def place(self, observation: Observation) -> tuple[int, int]:
        """Where something that is no measure (a date) stands in the folded text."""
        start, end = observation.quantity.start, observation.quantity.end
        return self._folded.from_source(start), self._folded.from_source(end)

    def between(self, first: Entry, second: Entry) -> str:
        """The words between two figures."""
        return self.text[first.end : second.start]

    def before(self, entry: Entry, width: int) -> str:
        """The words right before a figure, within its sentence."""
        return self.text[max(entry.passage.sentence[0], entry.start - width) : entry.start]

    def after(self, entry: Entry, width: int) -> str:
        """The words right after a figure, within its sentence."""
        return self.text[entry.end : min(entry.passage.sentence[1], entry.end + width)]

    def sentence(self, entry: Entry) -> str:
        """The sentence of a figure (a clause up to ; counts as one)."""
        return self.text[slice(*entry.passage.sentence)]

    def clause(self, entry: Entry) -> str:
        """The clause of a figure, from comma to comma."""
        return self.text[slice(*entry.passage.clause)]

    def inside(self, start: int, end: int) -> tuple[Entry, ...]:
        """The figures that begin within a stretch of the folded text."""
        return self.entries[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def around(self, entry: Entry) -> tuple[Entry, ...]:
        """The figures of an entry's sentence, itself among them."""
        return self.inside(*entry.passage.sentence)

    def previous(self, entry: Entry) -> Entry | None:
        """The figure right before, or None."""
        return self.entries[entry.index - 1] if entry.index else None

    def following(self, entry: Entry) -> Entry | None:
        """The figure right after, or None."""
        return self.entries[entry.index + 1] if entry.index + 1 < len(self.entries) else None


def _counted(measures: Sequence[Measure], text: str) -> Iterator[str | None]:
    """The places that a bare 个 counts, by the last ones named in its sentence; None for others.

    Extraction leaves 25个 of 102个贫困村,2017年退出25个 a count: nothing beside it names villages. A
    noun of its own (6个专班) ends it, and so does the sentence.
    """
    places: Measure | None = None
    for measure in measures:
        if places is not None and re.search(r"[。!?\n]", text[places.end : measure.start]):
            places = None
        counted = None
        if measure.unit in {"village", "township"}:
            places = measure
        elif measure.unit == "count" and _EXITED.search(text[: measure.start][-4:]):
            # only villages leave the list (出列), whether the sentence names them or not
            counted = "village" if _BARE.match(text, measure.end) else None
        elif measure.unit == "count" and measure.classifier == "个" and places is not None:
            if _BARE.match(text, measure.end) and _LEFT_OR_EXITED.search(
                text[max(places.end, measure.start - 14) : measure.start]
            ):
                counted = places.unit
            elif not _BARE.match(text, measure.end):
                places = None
        yield counted


def _measure(observation: Observation, start: int, end: int) -> Measure:
    quantity = observation.quantity
    return Measure(
        start=start,
        end=end,
        script=quantity.script,
        value=quantity.value or Decimal(0),
        high=quantity.high,
        unit=quantity.unit,
        classifier=quantity.classifier,
        bound=quantity.bound or "exact",
        precision=quantity.precision or Decimal(1),
        digits_end=end,
        restoration=quantity.restoration,
    )


def one_step(text: str, start: int, end: int) -> bool:
    """Whether over and under reach to the next step only: 6100余, 近2万; not 超过4万, 10%以内."""
    return bool(_INSIDE.search(text, start, end)) or bool(
        _NEARLY.search(text[max(0, start - 6) : start])
    )


def _interval(measure: Measure, text: str) -> Interval:
    return printed(
        measure.value,
        measure.precision,
        measure.bound,
        high=measure.high,
        counted=measure.unit in COUNTED,
        open_ended=not one_step(text, measure.start, measure.end),
    )
