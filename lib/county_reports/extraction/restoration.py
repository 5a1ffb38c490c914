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
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from county_reports.arithmetic.groups import Pair, all_sums
from county_reports.arithmetic.limits import LARGEST_COUNTY, PERSONS_PER_HOUSEHOLD
from county_reports.extraction.facts import Facts, gather
from county_reports.extraction.numerals import arabic_number, arabic_precision
from county_reports.extraction.quantities import Measure
from county_reports.extraction.runs import Run, runs_among
from county_reports.extraction.splits import Split, paid_splits
from county_reports.model import Restoration

Locate = Callable[[int], int]
Decision = tuple[Split | None, Restoration]

_EACH = re.compile(r"(?P<who>每人|人均|每名|每户|户均|每个村|村均)[^,。;\d]{0,8}$")
_WHO = {
    "人": ("人", "person"), "名": ("名", "person"), "户": ("户", "household"),
    "村": ("个村", "village"),
}  # fmt: skip
_SENTENCE_REACH = 60
_FEWEST_DIGITS = 5


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
            tuple(Pair(s.parts[0].value, s.parts[1].value * run.factor, index) for s in run.widest),
        )
        for index, run in enumerate(runs)
        if run.widest and len(run.digits) >= _FEWEST_DIGITS
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
                options = proofs.setdefault(pair.run, {})
                # The least words, so that no order of sections makes a difference.
                options[pair.size] = min(options.get(pair.size, "～"), found.words())
    decided = {}
    for index, options in proofs.items():
        if len(options) == 1:
            (size, words), *_ = options.items()
            for split in runs[index].widest:
                if (split.parts[0].value, split.parts[1].value * runs[index].factor) == size:
                    decided[index] = (split, words)
    return decided


def _stands_again(run: Run, split: Split, facts: Facts, locate: Locate) -> str | None:
    """Whether the last number of a split stands elsewhere in the report with the same unit."""
    measure, last = run.measure, split.parts[-1]
    value = arabic_number(last.digits) * run.factor
    places = [
        place
        for place in facts.places.get((measure.unit or "", value), ())
        if not measure.start <= place < measure.end
    ]
    if not places or arabic_number(last.digits) < 10:
        return None
    written = f"{last.digits}{measure.classifier or ''}"
    return f"{written} stands again at {locate(places[0])}, not fused"


def _side_by_side(run: Run, facts: Facts, locate: Locate) -> tuple[Split, str] | None:
    """The split that the same figures show elsewhere: 24个乡镇331个 for 24331个."""
    measure = run.measure
    found = facts.neighbours.get((run.digits, measure.unit), [])
    digits = len(run.digits)
    enough = digits >= _FEWEST_DIGITS or (digits == 4 and measure.unit in {"person", "village"})
    whole = facts.places.get((measure.unit or "", measure.value), ())
    if not found or not enough or len(whole) > 1 or len({str(each.split) for each in found}) > 1:
        return None
    first = min(found, key=lambda each: each.place)
    return first.split, f"{first.words} stands at {locate(first.place)}, not fused"


def _paid(run: Run, text: str, measures_near: Sequence[Measure]) -> tuple[Split, str] | None:
    """The split by which money is so much each, exactly: 386人 x 3000元 = 115.8万元."""
    found: dict[str, tuple[Split, str]] = {}
    for other in measures_near:
        each = _EACH.search(text[max(0, other.start - 14) : other.start])
        if other is run.measure or other.unit != "CNY" or not each or other.high is not None:
            continue
        who = each["who"].strip("每均个")
        lost, unit = _WHO[who]
        for split in paid_splits(run.digits, lost, unit, other.value, run.factor):
            heads, money = split.parts[0].digits, split.parts[1].digits
            total = f"{money}{run.measure.classifier or ''}"
            scale = "" if run.factor == 1 else f" ({arabic_number(money) * run.factor:f}元)"
            words = f"{heads}{lost} x {other.value:f}元 = {total}{scale}"
            found[str(split)] = (split, words)
    return next(iter(found.values())) if len(found) == 1 else None


def _reason(run: Run, split: Split) -> str:
    """Why a split is the only one, in words."""
    last = run.measure.classifier or ""
    if split.family == "household":
        size = split.parts[1].value * run.factor / split.parts[0].value
        return (
            f"only split with {PERSONS_PER_HOUSEHOLD[0]}–{PERSONS_PER_HOUSEHOLD[1]} persons a "
            f"household and no leading zero: {split}{last}, {size:.2f} a household"
            f" ({run.impossible})"
        )
    if split.family == "year":
        return (
            f"{run.digits}{last} cannot be one number ({run.impossible}); "
            f"{split}{last} is the only year in front"
        )
    return (
        f"{run.digits}{last} cannot be one number ({run.impossible}); "
        f"{split}{last} is the only split within limits"
    )


def _lose_households(runs: Sequence[Run], proofs: Collection[int]) -> bool:
    """Whether the report loses 户 between households and persons elsewhere, too."""
    return bool(proofs) or any(
        run.impossible and [split.family for split in run.splits] == ["household"] for run in runs
    )


def _fewest_losses(run: Run) -> Run:
    """A run with the splits that need the fewest lost units: 2018年2140人 before 2018年21户40人."""
    least = min((len(split.parts) for split in run.splits), default=0)
    return replace(run, splits=tuple(s for s in run.splits if len(s.parts) == least))


def _decide_impossible(run: Run, facts: Facts, locate: Locate) -> Decision | None:
    """The decision on a run that cannot be one number."""
    # 惠及群众990123人 in a county of 86万: counted more than once, perhaps, but one number.
    if not run.splits and (run.factor != 1 or run.measure.value <= LARGEST_COUNTY):
        return None
    alternatives = tuple(str(split) for split in run.splits)
    repeated = [(s, words) for s in run.splits if (words := _stands_again(run, s, facts, locate))]
    if len(repeated) == 1:
        split, again = repeated[0]
        return split, Restoration("proven", "", f"{_reason(run, split)}; {again}")
    if len(run.splits) == 1:
        return run.splits[0], Restoration("unique", "", _reason(run, run.splits[0]))
    reason = "several splits are plausible" if run.splits else "no split is plausible"
    return None, Restoration("ambiguous", "", f"{run.digits} cannot be one number; {reason}",
                             alternatives)  # fmt: skip


def _decide(
    run: Run, proof: tuple[Split, str] | None, facts: Facts, locate: Locate
) -> Decision | None:
    """The split of a run and its restoration; no split when ambiguous; None when not fused."""
    proof = proof or _side_by_side(run, facts, locate)
    if proof is not None:
        split, words = proof
        others = tuple(str(s) for s in run.splits if str(s) != str(split))
        return split, Restoration("proven", "", words, others)
    if run.sure is not None:
        split, words = run.sure
        return split, Restoration("unique", "", words)
    return _decide_impossible(run, facts, locate) if run.impossible else None


def _parts(run: Run, split: Split, restoration: Restoration) -> list[Measure]:
    """The measures (and dates) that a split gives, each at its own characters."""
    found = []
    start = run.measure.start
    for part in split.parts:
        last = part is split.parts[-1]
        end = run.measure.end if last else start + len(part.digits)
        value = arabic_number(part.digits) * run.factor if last else part.value
        precision = arabic_precision(part.digits) * run.factor if last else part.precision
        found.append(
            replace(
                run.measure,
                start=start,
                end=end,
                digits_end=run.measure.digits_end if last else end,
                value=value.quantize(Decimal(1)) if value == value.to_integral_value() else value,
                unit=run.measure.unit if last else part.unit,
                classifier=run.measure.classifier if last else None,
                bound=run.measure.bound if last else "exact",
                precision=precision,
                kind="date" if part.lost == "年" else "measure",
                restoration=replace(restoration, lost=part.lost),
            )
        )
        start = end
    return found


def _near(measures: Sequence[Measure], at: int, text: str) -> list[Measure]:
    """The measures of the same sentence that stand near one."""
    here = measures[at]
    return [
        other
        for other in measures[max(0, at - 3) : at + 4]
        if abs(other.start - here.start) <= _SENTENCE_REACH
        and "。" not in text[min(other.start, here.start) : max(other.start, here.start)]
    ]


def restore(
    measures: Sequence[Measure],
    text: str,
    locate: Locate = int,
    broken: Sequence[Run] = (),
) -> list[Measure]:
    """Split the fused digits among a report's measures; all others come back as they are.

    `broken` are the runs that are no numbers as they stand. `locate` leads a folded position to the
    source, for the places that a proof names.

    `累计带动28006440名贫困人口` gives 2800 (户, lost) and 6440名, unique by household size.
    """
    facts = gather(measures, text)
    runs = [*runs_among(measures, facts, text), *broken]
    proofs = _proofs_by_sum(runs, _groups(measures, runs))
    if not _lose_households(runs, proofs):
        runs = [_fewest_losses(run) for run in runs]
    places = {id(measure): at for at, measure in enumerate(measures)}
    restored: list[Measure] = []
    decided: set[int] = set()
    for index, run in enumerate(runs):
        proof = proofs.get(index)
        at = places.get(id(run.measure))
        if proof is None and at is not None and run.measure.unit == "CNY":
            proof = _paid(run, text, _near(measures, at, text))
        decision = _decide(run, proof, facts, locate)
        if decision is None:
            continue
        decided.add(id(run.measure))
        split, restoration = decision
        if split is None:
            restored.append(replace(run.measure, restoration=restoration))
        else:
            restored.extend(_parts(run, split, restoration))
    restored += [measure for measure in measures if id(measure) not in decided]
    return sorted(restored, key=lambda measure: measure.start)
