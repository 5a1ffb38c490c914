"""Which reports share which wording: the passages, the pairs and the reports as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Literal

from county_reports.errors import UsageError
from county_reports.language.reuse import alignment, candidates, columns, frequency
from county_reports.language.reuse.alignment import MINIMUM, Shared
from county_reports.language.reuse.shingles import SHINGLE, Overlap, common, overlap, shingles
from county_reports.language.reuse.wording import Wording, wording
from county_reports.model import Report
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

Method = Literal["auto", "every pair", "candidates"]
EVERY_PAIR = 100
"""Up to so many reports each is compared with each; more are compared where fingerprints meet."""
DUPLICATE = 0.9
"""Share of the shorter report's shingles, figures as printed, that a near duplicate has."""
SMALLEST = 100
"""Shingles that a text needs to be called a duplicate: one sentence of another is a passage."""
_LIKELY = 0.6
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its place in both reports; ``source[start:end] == quote`` in each."""

    report_a: str
    start_a: int
    end_a: int
    quote_a: str
    report_b: str
    start_b: int
    end_b: int
    quote_b: str
    length: int
    kind: alignment.Kind
    relation: str
    reports: int
    of: int
    formula: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that were compared, character by character."""

    report_a: str
    report_b: str
    relation: str
    passages: int
    shared: int
    share_a: float | None
    share_b: float | None
    weighted: float
    longest: int
    jaccard: float | None
    containment_a: float | None
    containment_b: float | None


@dataclass(frozen=True)
class SharedPassages:
    """The wording that reports share. Shows its counts; the tables hold everything.

    `method` says whether each report was compared with each ("every pair") or only where
    fingerprints meet ("candidates"); then `pairs` has only pairs that share something.
    """

    reports_list: tuple[tuple[object, ...], ...] = field(repr=False)
    pairs_list: tuple[Pair, ...] = field(repr=False)
    passages_list: tuple[Passage, ...] = field(repr=False)
    method: str
    minimum: int
    compared: int
    """How many pairs were compared character by character."""

    @cached_property
    def reports(self) -> DataFrame:
        """One row a report, columns of ``columns.REPORTS``, in the order of ids."""
        return _frame(self.reports_list, columns.REPORTS)

    @cached_property
    def pairs(self) -> DataFrame:
        """One row a pair, columns of ``columns.PAIRS``, in the order of ids."""
        return _frame(_rows(self.pairs_list, columns.PAIRS), columns.PAIRS)

    @cached_property
    def passages(self) -> DataFrame:
        """One row a passage and pair, columns of ``columns.PASSAGES``, longest first."""
        return _frame(_rows(self.passages_list, columns.PASSAGES), columns.PASSAGES)

    @cached_property
    def duplicates(self) -> DataFrame:
        """The pairs that are one text twice, e.g. the same page scraped from two sites."""
        pairs = self.pairs
        return pairs[pairs["relation"] == "near duplicate"].reset_index(drop=True)

    def __repr__(self) -> str:
        twice = sum(pair.relation == "near duplicate" for pair in self.pairs_list)
        beside = f", {twice} near duplicates" if twice else ""
        return (
            f"<{len(self.passages_list)} shared passages in {len(self.reports_list)} reports"
            f"{beside}; {self.compared} pairs compared>"
        )


@dataclass(frozen=True, slots=True)
class _Compared:
    """What comparing one pair found; small, as it travels between processes."""

    a: int
    b: int
    overlap: Overlap
    duplicate: bool
    passages: tuple[Shared, ...]


def shared_passages(
    reports: Iterable[Report],
    *,
    method: Method = "auto",
    minimum: int = MINIMUM,
    executor: Executor | None = None,
) -> SharedPassages:
    """The passages that reports share, e.g. 扶贫领域腐败和作风问题专项治理 in 慈利县 and 隆回县.

    The order of the reports changes nothing: the result is in the order of their ids.

    Args:
        reports: the reports; page furniture and punctuation are not compared.
        method: "every pair", "candidates" (see ``candidates``), or "auto": every pair up to 100
            reports, candidates above.
        minimum: characters that must be alike in a passage, figures not counted; 8 or more.
        executor: any ``concurrent.futures.Executor`` for the single reports and pairs.

    Raises:
        UsageError: the minimum is shorter than a shingle, the method is unknown, or two reports
            have one id.
    """
    if minimum < SHINGLE or method not in ("auto", "every pair", "candidates"):
        raise UsageError(
            f"passages of {minimum} characters by {method!r} cannot be sought",
            remedy=f"use minimum={SHINGLE} or more and method 'auto', 'every pair', 'candidates'",
        )
    given = sorted(reports, key=lambda report: report.id)
    twice = sorted({one.id for one, other in pairwise(given) if one.id == other.id})
    if twice:
        raise UsageError(
            f"two reports have the id {', '.join(twice)}", remedy="give each report its own id"
        )
    every = method == "every pair" or (method == "auto" and len(given) <= EVERY_PAIR)
    apply = executor.map if executor is not None else map
    wordings = list(apply(wording, given))
    if every:
        pairs = list(combinations(range(len(wordings)), 2))
    else:
        lengths = [minimum] * len(wordings)
        pairs = candidates.candidates(list(apply(candidates.fingerprint, wordings, lengths)))
    parts = apply(_compare_all, _chunks(wordings, pairs, minimum))
    compared = [one for part in parts for one in part]
    return _told(wordings, compared, "every pair" if every else "candidates", minimum)


_Task = tuple[list[tuple[int, int]], dict[int, Wording], int]


def _chunks(
    wordings: Sequence[Wording], pairs: Sequence[tuple[int, int]], minimum: int
) -> Iterator[_Task]:
    """Pairs with the wordings they need, so that a process gets no more than its part."""
    for start in range(0, len(pairs), _CHUNK):
        part = list(pairs[start : start + _CHUNK])
        needed = {number: wordings[number] for pair in part for number in pair}
        yield part, needed, minimum


def _compare_all(task: _Task) -> list[_Compared]:
    """Compare some pairs, exactly; runs in any process."""
    pairs, wordings, minimum = task
    index = {number: alignment.indexed(one) for number, one in wordings.items()}
    found = []
    for a, b in pairs:
        both = common(index[a].distinct, index[b].distinct)
        measured = Overlap(len(both), len(index[a].distinct), len(index[b].distinct))
        duplicate = is_duplicate(wordings[a], wordings[b], measured)
        passages = tuple(alignment.align(index[a], index[b], both, minimum))
        found.append(_Compared(a, b, measured, duplicate, passages))
    return found


def is_duplicate(a: Wording, b: Wording, measured: Overlap) -> bool:
    """Whether one report is the other once more, or a part of it, figures included.

    A county that writes its next year's report over the last one's has other figures: no duplicate.
    """
    if min(measured.first, measured.second) < SMALLEST:
        return False
    if (measured.containment_shorter or 0) < _LIKELY:
        return False  # with figures as printed less is alike, not more
    exact = overlap(shingles(a.with_figures), shingles(b.with_figures))
    return (exact.containment_shorter or 0) >= DUPLICATE


def _told(
    wordings: Sequence[Wording], compared: Sequence[_Compared], method: str, minimum: int
) -> SharedPassages:
    """The tables of what was found."""
    copies = [(one.a, one.b) for one in compared if one.duplicate]
    groups = frequency.grouped(len(wordings), copies)
    index = frequency.postings(wordings, groups)
    pairs: list[Pair] = []
    passages: list[Passage] = []
    places: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for one in compared:
        a, b = wordings[one.a], wordings[one.b]
        relation = _relation(a, b, duplicate=one.duplicate)
        told = [
            _passage(a, b, each, relation=relation, index=index,
                     known=(groups[one.a], groups[one.b]))
            for each in one.passages
        ]  # fmt: skip
        if method == "every pair" or told:
            pairs.append(_pair(a, b, relation, one.overlap, told))
        if not one.duplicate:
            passages += told
            for each, passage in zip(one.passages, told, strict=True):
                places[one.a].append((each.start_a, each.end_a, passage.formula))
                places[one.b].append((each.start_b, each.end_b, passage.formula))
    passages.sort(key=lambda p: (-p.length, p.report_a, p.report_b, p.start_a, p.start_b))
    rows = [
        _report_row(one, places[number], _twins(number, wordings, copies), alone=len(wordings) < 2)
        for number, one in enumerate(wordings)
    ]
    return SharedPassages(
        tuple(rows), tuple(pairs), tuple(passages), method, minimum, len(compared)
    )


def _relation(a: Wording, b: Wording, *, duplicate: bool) -> str:
    if duplicate:
        return "near duplicate"
    return "same county" if a.metadata.same_county(b.metadata) else "two counties"


def _passage(
    a: Wording,
    b: Wording,
    one: Shared,
    *,
    relation: str,
    index: frequency.Postings,
    known: tuple[int, int],
) -> Passage:
    start_a, end_a = a.span(one.start_a, one.end_a)
    start_b, end_b = b.span(one.start_b, one.end_b)
    count = index.having(a.text[one.start_a : one.end_a], known)
    return Passage(
        a.report, start_a, end_a, a.source[start_a:end_a],
        b.report, start_b, end_b, b.source[start_b:end_b],
        one.alike, one.kind, relation, count, index.total,
        frequency.is_formula(count, index.total), frequency.weight(count, index.total),
    )  # fmt: skip


def _pair(
    a: Wording, b: Wording, relation: str, measured: Overlap, passages: Sequence[Passage]
) -> Pair:
    shared = sum(one.length for one in passages)
    return Pair(
        a.report, b.report, relation, len(passages), shared,
        shared / a.size if a.size else None, shared / b.size if b.size else None,
        sum(one.length * one.weight for one in passages),
        max((one.length for one in passages), default=0),
        measured.jaccard, measured.containment_first, measured.containment_second,
    )  # fmt: skip


def _twins(
    number: int, wordings: Sequence[Wording], copies: Sequence[tuple[int, int]]
) -> str | None:
    others = {b if a == number else a for a, b in copies if number in (a, b)}
    return "|".join(wordings[other].report for other in sorted(others)) or None


def _report_row(
    one: Wording, places: Sequence[tuple[int, int, bool]], twins: str | None, *, alone: bool
) -> tuple[object, ...]:
    """A report's row: what of it stands in any passage, each character counted once."""
    covered, official = bytearray(len(one.text)), bytearray(len(one.text))
    for start, end, formula in places:
        covered[start:end] = b"\x01" * (end - start)
        if formula:
            official[start:end] = b"\x01" * (end - start)
    stretches = covered.split(b"\x00")
    for at in one.printed:  # figures are not counted
        covered[at] = official[at] = 0
    shared = sum(covered)
    return (
        one.report, one.metadata.county, one.metadata.year, one.size, len(one.source),
        sum(bool(stretch) for stretch in stretches), shared,
        shared / one.size if one.size and not alone else None, sum(official), twins,
    )  # fmt: skip


def _rows(found: Iterable[object], named: Sequence[Column]) -> list[tuple[object, ...]]:
    return [tuple(getattr(one, column.name) for column in named) for one in found]


def _frame(rows: Sequence[tuple[Any, ...]], named: Sequence[Column]) -> DataFrame:
    import pandas as pd

    types = {column.name: column.dtype for column in named}
    return pd.DataFrame(list(rows), columns=list(types)).astype(types)
