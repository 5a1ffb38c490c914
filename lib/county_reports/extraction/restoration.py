"""Fused digits, split in the whole report at once and only with a proof.

`63153215796人` was `63153户215796人`. A run is looked at when it cannot be one number (more persons
than a county has, 201631 villages) or when the report's own sums hold only for a split. Then:

* proven: the report's arithmetic fixes the split (66496 = 63153 + 3343, and the same for persons);
* unique: limits (household size, years, no leading zero) leave one split;
* ambiguous: several are left, or none; the run stays whole, without a value, with its alternatives.

A number that is merely large is never split.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from county_reports.extraction.quantities import Measure
from county_reports.extraction.setaside import Claims
from county_reports.extraction.splits import (
    LARGEST_COUNTY,
    MOST_TOWNSHIPS,
    MOST_VILLAGES,
    PERSONS_PER_HOUSEHOLD,
    WIDEST_HOUSEHOLD,
    Split,
    date_splits,
    household_splits,
    township_splits,
    year_splits,
)
from county_reports.extraction.sums import Pair, all_sums
from county_reports.model import Restoration

_FEWEST_DIGITS = 5
_PART_OF_PEOPLE = re.compile(r"(?:贫困|脱贫|受益|搬迁|边缘|就业)[^,。]{0,4}人口.{0,2}$")
_VISITS = re.compile(r"(?:游客|旅客|客流|点击|访问|观看|阅读|浏览)[^,。;]{0,10}$")
_FUSED_DATE = re.compile(r"(?<![\d.])(?P<run>\d{3,9})(?P<range>[-—~至]\d{1,2})?日")


@dataclass(frozen=True, slots=True)
class Run:
    """A measure that may be fused digits, with its possible splits."""

    measure: Measure
    digits: str
    impossible: bool
    splits: tuple[Split, ...]
    widest: tuple[Split, ...]


def _population(measures: Sequence[Measure], text: str) -> Decimal:
    """The most persons that this county can have: what it says of its population, or the limit."""
    stated = [
        measure.value
        for measure in measures
        if measure.unit == "person"
        and re.search(r"(?:总人口|人口)(?:约|近|达|为|有)?$", text[max(0, measure.start - 8) : measure.start])
        and not _PART_OF_PEOPLE.search(text[max(0, measure.start - 12) : measure.start])
        and 10_000 <= measure.value <= LARGEST_COUNTY
    ]  # fmt: skip
    return max(stated, default=Decimal(LARGEST_COUNTY))


def _runs(measures: Sequence[Measure], text: str) -> list[Run]:
    population = _population(measures, text)
    found = []
    for measure in measures:
        digits = text[measure.start : measure.digits_end]
        if measure.script != "arabic" or not digits.isdigit() or len(digits) < _FEWEST_DIGITS:
            continue
        # 6100余名 and 13万人 were written by a person: a magnitude word never stands in a fused run.
        if measure.value != Decimal(digits) or measure.high is not None:
            continue
        if measure.unit == "person":
            # Visits and person-times have no upper limit in a county.
            if measure.classifier == "人次" or _VISITS.search(
                text[max(0, measure.start - 16) : measure.start]
            ):
                continue
            impossible = measure.value > population
            splits = [*household_splits(digits, PERSONS_PER_HOUSEHOLD)]
            splits += year_splits(digits) if impossible else []
            widest = household_splits(digits, WIDEST_HOUSEHOLD)
        elif measure.unit == "household":
            impossible = measure.value > population
            splits, widest = (year_splits(digits) if impossible else []), []
        elif measure.unit in {"village", "township"}:
            most = MOST_VILLAGES if measure.unit == "village" else MOST_TOWNSHIPS
            impossible = measure.value > most
            splits = [s for s in year_splits(digits) if s.parts[-1].value <= most]
            splits += township_splits(digits) if measure.unit == "village" else []
            widest = []
        else:
            continue
        if impossible or widest:
            found.append(Run(measure, digits, impossible, tuple(splits), tuple(widest)))
    return found


def _groups(measures: Sequence[Measure], runs: Sequence[Run]) -> list[tuple[Pair, ...]]:
    """The groups of a report in order: 户 and 人 side by side (2510户5639人), or a fused run."""
    placed: list[tuple[int, tuple[Pair, ...]]] = [
        (first.start, (Pair(first.value, second.value),))
        for first, second in pairwise(measures)
        if first.unit == "household"
        and second.unit == "person"
        and 0 <= second.start - first.end <= 1
        and second.bound == "exact"
    ]
    placed += [
        (
            run.measure.start,
            tuple(Pair(s.parts[0].value, s.parts[1].value, index) for s in run.widest),
        )
        for index, run in enumerate(runs)
        if run.widest
    ]
    return [pairs for _, pairs in sorted(placed, key=lambda group: group[0])]


def _proofs_by_sum(
    runs: Sequence[Run], groups: Sequence[tuple[Pair, ...]]
) -> dict[int, tuple[Split, str]]:
    """The splits that the report's own sums fix; a run with two different proofs has none."""
    proofs: dict[int, dict[tuple[Decimal, Decimal], str]] = {}
    for found in all_sums(groups):
        for pair in found.members:
            if pair.run is not None:
                proofs.setdefault(pair.run, {}).setdefault(pair.size, found.words())
    decided = {}
    for index, options in proofs.items():
        if len(options) == 1:
            (size, words), *_ = options.items()
            for split in runs[index].widest:
                if (split.parts[0].value, split.parts[1].value) == size:
                    decided[index] = (split, words)
    return decided


def _repeated(
    run: Run, split: Split, measures: Sequence[Measure], locate: Callable[[int], int]
) -> str | None:
    """Whether the last number of a split stands elsewhere in the report with the same unit."""
    value = split.parts[-1].value
    for other in measures:
        if other is not run.measure and other.value == value and other.unit == run.measure.unit:
            return (
                f"{value}{other.classifier or ''} stands again at {locate(other.start)}, not fused"
            )
    return None


def _reason(run: Run, split: Split) -> str:
    """Why a split is the only one, in words."""
    last = run.measure.classifier or ""
    if split.family == "household":
        size = split.parts[1].value / split.parts[0].value
        return (
            f"only split with {PERSONS_PER_HOUSEHOLD[0]}–{PERSONS_PER_HOUSEHOLD[1]} persons a "
            f"household and no leading zero: {split}{last}, {size:.2f} a household"
        )
    if split.family == "year":
        return f"{run.digits}{last} cannot be one number; {split}{last} is the only year in front"
    return f"{run.digits}{last} cannot be one number; {split}{last} is the only split within limits"


def _decide(
    run: Run,
    proof: tuple[Split, str] | None,
    measures: Sequence[Measure],
    locate: Callable[[int], int],
) -> tuple[Split | None, Restoration] | None:
    """The split of a run and its restoration; no split when ambiguous; None when not fused."""
    if proof is not None:
        split, words = proof
        others = tuple(str(s) for s in run.splits if s != split)
        return split, Restoration("proven", "", words, others)
    if not run.impossible:
        return None
    # 惠及群众990123人 in a county of 86万: counted more than once, perhaps, but one number.
    if not run.splits and run.measure.value <= LARGEST_COUNTY:
        return None
    repeated = [(s, r) for s in run.splits if (r := _repeated(run, s, measures, locate))]
    alternatives = tuple(str(split) for split in run.splits)
    if len(repeated) == 1 and repeated[0][0].parts[-1].value >= 10:
        split, again = repeated[0]
        return split, Restoration("proven", "", f"{_reason(run, split)}; {again}")
    if len(run.splits) == 1:
        return run.splits[0], Restoration("unique", "", _reason(run, run.splits[0]))
    reason = "several splits are plausible" if run.splits else "no split is plausible"
    return None, Restoration("ambiguous", "", f"{run.digits} cannot be one number; {reason}",
                             alternatives)  # fmt: skip


_LOST_UNIT = {"户": "household", "个乡镇": "township"}


def _parts(run: Run, split: Split, restoration: Restoration) -> list[Measure]:
    """The measures (and dates) that a split gives, each at its own characters."""
    found = []
    start = run.measure.start
    for part in split.parts:
        last = not part.lost
        end = run.measure.end if last else start + len(part.digits)
        found.append(
            replace(
                run.measure,
                start=start,
                end=end,
                value=part.value,
                unit=run.measure.unit if last else _LOST_UNIT.get(part.lost),
                classifier=run.measure.classifier if last else None,
                bound=run.measure.bound if last else "exact",
                precision=Decimal(1),
                kind="date" if part.lost == "年" else "measure",
                restoration=replace(restoration, lost=part.lost),
            )
        )
        start = end
    return found


def restore(
    measures: Sequence[Measure], text: str, locate: Callable[[int], int] = int
) -> list[Measure]:
    """Split the fused digits among a report's measures; all others come back as they are.

    `locate` leads a folded position to the source, for the places that a proof names.

    `累计带动28006440名贫困人口` gives 2800 (户, lost) and 6440名, unique by household size.
    """
    runs = _runs(measures, text)
    proofs = _proofs_by_sum(runs, _groups(measures, runs))
    decided = {
        id(run.measure): (run, decision)
        for index, run in enumerate(runs)
        if (decision := _decide(run, proofs.get(index), measures, locate)) is not None
    }
    restored: list[Measure] = []
    for measure in measures:
        if id(measure) not in decided:
            restored.append(measure)
            continue
        run, (split, restoration) = decided[id(measure)]
        if split is None:
            restored.append(replace(measure, restoration=restoration))
        else:
            restored.extend(_parts(run, split, restoration))
    return restored


def restore_dates(text: str, claims: Claims) -> list[Measure]:
    """Dates whose marks were lost: `201612310日`, `313-15日`; each part a date with its proof."""
    found = []
    for match in _FUSED_DATE.finditer(text):
        if not claims.free(*match.span()):
            continue
        digits, day_follows = match["run"], match["range"] is not None
        splits = date_splits(digits, day_follows)
        if day_follows:
            last = int(match["range"][1:])
            splits = [s for s in splits if s.parts[-1].value < last]
        if not splits:
            continue
        claims.take(*match.span())
        plain = Measure(match.start(), match.end(), "arabic", Decimal(0), None, None, "日", "exact",
                        Decimal(1), kind="date")  # fmt: skip
        if len(splits) > 1:
            words = f"{digits}日 has lost its marks; several dates are possible"
            options = tuple(f"{split}{match['range'] or ''}日" for split in splits)
            found.append(replace(plain, restoration=Restoration("ambiguous", "", words, options)))
            continue
        words = f"only split into a date that runs forwards: {splits[0]}{match['range'] or ''}日"
        start = match.start()
        for part in splits[0].parts:
            end = match.end() if not part.lost else start + len(part.digits)
            found.append(
                replace(plain, start=start, end=end, value=part.value,
                        restoration=Restoration("unique", part.lost, words))
            )  # fmt: skip
            start = end
    return found
