"""How well fused digits are restored in reports whose figures are known.

    python bench/restoration_stress.py [FOLDER…]      (default: the invented reports of the tests)

A unit between two adjacent figures is deleted (`2510户5639人` becomes `25105639人`), one at a time
and many at once, the report is read, and the reading counted: right (values, units, lost unit),
left (whole or ambiguous), wrong. *Planted* cases put a year before a figure first, and lose its 年.
*Decidable* are the cases that hand-given rules decide, which know the truth and look at the
untouched report: a whole beyond its limits with one split, a sum, a repetition. On the untouched
texts every split is counted that the gold does not have; it must be none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from county_reports.extraction import observe
from county_reports.extraction.numerals import arabic_number
from county_reports.model import Metadata, Observation, Report
from county_reports.reading.reader import read_file, read_text

TESTS = Path(__file__).resolve().parents[1] / "tests"
DEFAULT = (TESTS / "gold" / "second", TESTS / "gold" / "third", TESTS / "corpus")
NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?[万亿]?")
JOINTS = re.compile(r"(?:乡镇|苏木乡镇|镇|乡|街道)?[、,，的和/]?")
DATES = re.compile(r"(?<![\d.])(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})(?=日|[-—~至]\d{1,2}日)")
LIMITS = {"person": 3_000_000, "household": 3_000_000, "village": 2000, "township": 120,
          "CNY": 10**12, "percent": 2005}  # fmt: skip
CLAUSE = ",，。；;、（(\n"


@dataclass(frozen=True)
class Known:
    """A figure of the untouched text."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class Case:
    """One deletion: text[start:end] is replaced, and what must be read at the place then."""

    family: str
    start: int
    end: int
    written: str
    first: tuple[str, str]
    """Digits of the part that lost its unit, and the lost unit."""
    second: str
    """Digits of what follows."""
    values: tuple[tuple[Decimal, str] | None, tuple[Decimal, str] | None]
    """Value and unit of both parts; None for a date."""
    decidable: bool


@dataclass(frozen=True)
class KnownReport:
    """A report, its known figures, and the places that its gold calls fused."""

    report: Report
    figures: tuple[Known, ...]
    fused: frozenset[int]


def _gold_of(path: Path) -> Path | None:
    for gold in (path.with_suffix(".jsonl"), path.with_name("quantities.jsonl")):
        if gold.exists():
            return gold
    return None


def load(folder: Path) -> Iterator[KnownReport]:
    """The reports of a folder with their gold; without gold, as they are read untouched."""
    for path in sorted(folder.rglob("*.txt")):
        about = next((p for p in (path.with_suffix(".meta.json"), path.with_name("meta.json"))
                      if p.exists()), None)  # fmt: skip
        meta = json.loads(about.read_text("utf-8")) if about else {}
        report = read_file(path, Metadata(id=path.stem, file=path.name, county=meta.get("county"),
                                          year=meta.get("year")))  # fmt: skip
        gold = _gold_of(path)
        if gold:
            records = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line]
            fused = {r["start"] for r in records if r.get("fused")}
            kept = [r for r in records if r["kind"] == "measure" and r["script"] == "arabic"
                    and not r.get("fused") and r.get("high") is None]  # fmt: skip
            figures = [Known(r["start"], r["end"], r["text"], Decimal(str(r["value"])), r["unit"])
                       for r in kept if r["value"] is not None]  # fmt: skip
        else:
            found = observe(report)
            fused = {o.quantity.start for o in found if o.quantity.restoration}
            figures = [
                Known(q.start, q.end, q.text, q.value, q.unit)
                for q in (o.quantity for o in found)
                if q.kind == "measure" and q.script == "arabic" and not q.restoration
                and q.high is None and q.value is not None and q.unit
            ]  # fmt: skip
        yield KnownReport(report, tuple(sorted(figures, key=lambda f: f.start)), frozenset(fused))


def _beyond(digits: str, second: Known) -> bool:
    """Whether digits run together are beyond what the unit of the second figure allows."""
    plain = digits.replace(",", "")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return True
    scale = second.value / (arabic_number(_digits(second).rstrip("万亿")) or 1)
    whole = Decimal(plain) * scale
    return whole > LIMITS.get(second.unit, 10**30)


def _digits(figure: Known) -> str:
    match = NUMBER.match(figure.text)
    return match.group() if match else ""


def _sums(first: Known, second: Known, known: KnownReport) -> bool:
    """Whether both numbers are a sum or difference of two other groups, or repeated."""
    pairs = {
        (a.value, b.value)
        for a, b in zip(known.figures, known.figures[1:], strict=False)
        if a.unit == "household" and b.unit == "person" and b.start - a.end <= 1 and a is not first
    }
    own = (first.value, second.value)
    return own in pairs or any(
        (own[0] + h, own[1] + p) in pairs or (own[0] - h, own[1] - p) in pairs for h, p in pairs
    )


def _repeated(first: Known, second: Known, known: KnownReport) -> bool:
    both = [
        a
        for a, b in zip(known.figures, known.figures[1:], strict=False)
        if (a.value, a.unit, b.value, b.unit)
        == (first.value, first.unit, second.value, second.unit)
    ]
    return len(both) > 1


def _decidable(first: Known, second: Known, known: KnownReport) -> bool:
    run = _digits(first) + _digits(second)
    if _repeated(first, second, known) and len(run) >= 5:
        return True
    if (first.unit, second.unit) == ("household", "person"):
        size = second.value / first.value if first.value else 0
        groups = _sums(first, second, known) and first.value >= 10
        return bool(1 < size < 8 and groups) or bool(
            Decimal("1.5") <= size <= 5 and _beyond(run, second)
        )
    if (first.unit, second.unit) == ("township", "village"):
        return _beyond(run, second) and 4 <= second.value / first.value <= 60
    return False


def natural(known: KnownReport) -> Iterator[Case]:
    """Units between two figures that stand side by side in the text."""
    source = known.report.source
    for first, second in zip(known.figures, known.figures[1:], strict=False):
        printed, following = _digits(first), _digits(second)
        gap = source[first.end : second.start]
        if not printed or not following or not JOINTS.fullmatch(gap) or len(gap) > 5:
            continue
        lost = source[first.start + len(printed) : second.start]
        named = lost.rstrip("、,，的和/")
        if (
            not named
            or named[0] in "余多"
            or (gap and gap[0] in "乡镇苏街" and first.unit != "township")
        ):
            continue
        if first.unit == second.unit == "percent":
            decidable = (
                "." in printed
                and "." in following
                and len(following.partition(".")[0]) == 1
                and len(printed.partition(".")[2]) == 1
            )
        else:
            decidable = _decidable(first, second, known)
        yield Case(
            f"{first.unit}|{second.unit}", first.start, second.start + len(following),
            printed + following, (printed, named), following,
            ((first.value, first.unit), (second.value, second.unit)), decidable,
        )  # fmt: skip


def dates(known: KnownReport) -> Iterator[Case]:
    """The 年 or the 月 of a date."""
    for match in DATES.finditer(known.report.source):
        year, month, day = match.groups()
        readings = sum(
            1 <= int(run[:at]) <= 12 and 1 <= int(run[at:]) <= 31 and run[at] != "0"
            for run in (month + day,) for at in range(1, len(run))
        )  # fmt: skip
        follows = known.report.source[match.end()] != "日"
        if not (len(month + day) == 2 and not year):
            yield Case("month|day", match.start(2), match.end(), month + day, (month, "月"), day,
                       (None, None), readings == 1 or follows)  # fmt: skip
        if year:
            yield Case("year|month", match.start(), match.end(2), year + month, (year, "年"), month,
                       (None, None), decidable=True)  # fmt: skip


def planted(known: KnownReport) -> Iterator[Case]:
    """A year put before a figure at the beginning of a clause, and its 年 lost."""
    source, year = known.report.source, known.report.metadata.year or 2018
    for at, figure in enumerate(known.figures):
        digits = _digits(figure)
        if not digits or figure.unit not in LIMITS or source[figure.start - 1] not in CLAUSE:
            continue
        named = str(year - at % 3)
        yield Case(
            f"year|{figure.unit} (planted)", figure.start, figure.start + len(digits),
            named + digits, (named, "年"), digits, (None, (figure.value, figure.unit)),
            decidable=_beyond(named + digits, figure),
        )  # fmt: skip


def _matches(
    found: Observation | None, value: tuple[Decimal, str] | None, lost: str | None
) -> bool:
    if found is None or found.quantity.restoration is None:
        return False
    quantity = found.quantity
    if lost is not None and quantity.restoration.lost != lost:
        return False
    if value is None:
        return quantity.kind == "date"
    return (quantity.value, quantity.unit) == value


def verdict(case: Case, at: int, found: Sequence[Observation]) -> str:
    """Right, left or wrong; `at` is where the run begins in the text that was read."""
    end = at + len(case.written)
    inside = {o.quantity.start: o for o in found if at <= o.quantity.start < end}
    kinds = {o.quantity.restoration.kind for o in inside.values() if o.quantity.restoration}
    first, second = inside.get(at), inside.get(at + len(case.first[0]))
    if _matches(first, case.values[0], case.first[1]) and _matches(second, case.values[1], None):
        return "right"
    return "wrong" if kinds - {"ambiguous"} else "left"


def _read(known: KnownReport, cases: Sequence[Case]) -> tuple[list[tuple[Case, str]], int]:
    """Each case with its verdict, in a text in which all are fused; and the splits beside them."""
    text, places, shift = known.report.source, [], 0
    for case in cases:
        begin, end = case.start + shift, case.end + shift
        text = text[:begin] + case.written + text[end:]
        places.append(begin)
        shift += len(case.written) - (case.end - case.start)
    found = observe(read_text(text, known.report.metadata))
    spans = [(at, at + len(case.written)) for at, case in zip(places, cases, strict=True)]
    restored = [o for o in found if o.quantity.restoration
                and o.quantity.restoration.kind != "ambiguous"]  # fmt: skip
    elsewhere = sum(
        not any(a <= o.quantity.start < b for a, b in spans)
        and not _known_fused(o.quantity.text, known)
        for o in restored
    )
    outcomes = [(case, verdict(case, at, found)) for case, at in zip(cases, places, strict=True)]
    return outcomes, elsewhere


def _known_fused(text: str, known: KnownReport) -> bool:
    return any(known.report.source.startswith(text, place) for place in known.fused)


def _apart(cases: Sequence[Case], step: int) -> list[Case]:
    """Every `step`th case, none over another."""
    kept: list[Case] = []
    for case in sorted(cases, key=lambda c: c.start)[::step]:
        if not kept or case.start > kept[-1].end + 1:
            kept.append(case)
    return kept


@dataclass
class Result:
    """What the stress gave: outcomes by family, and splits where none belongs."""

    families: dict[str, Counter[str]]
    reports: int = 0
    false: int = 0
    """Splits of untouched texts that are not in the gold."""
    beside: int = 0
    """Splits beside the fused places."""

    def total(self) -> Counter[str]:
        """All families together."""
        return sum(self.families.values(), Counter())

    def count(self, case: Case, outcome: str, several: str) -> None:
        """Add the outcome of one case."""
        tally = self.families[case.family + several]
        tally[outcome] += 1
        tally["decidable"] += case.decidable
        tally["decidable right"] += case.decidable and outcome == "right"


def stress(folders: Sequence[Path], *, show: bool = False) -> Result:
    """Read every report with every loss, one at a time and many at once."""
    result = Result(defaultdict(Counter))
    for known in (known for folder in folders for known in load(folder)):
        result.reports += 1
        result.false += sum(
            1 for o in observe(known.report)
            if o.quantity.restoration and o.quantity.start not in known.fused
        )  # fmt: skip
        cases = [*natural(known), *dates(known), *planted(known)]
        written = [case for case in cases if "planted" not in case.family]
        for chosen in [*([case] for case in cases), _apart(written, 1), _apart(written, 2)]:
            several = "" if len(chosen) == 1 else " (several)"
            outcomes, beside = _read(known, chosen)
            result.beside += beside
            for case, outcome in outcomes:
                result.count(case, outcome, several)
                if show and (outcome == "wrong" or case.decidable > (outcome == "right")):
                    around = known.report.source[max(0, case.start - 14) : case.start]
                    print(outcome, case.family + several, repr(around), case.written, case.first)
    return result


def main() -> None:
    """Print the rates by family, and the splits of untouched texts that no gold has."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--show", action="store_true", help="name each decidable case not right")
    arguments = parser.parse_args()
    if arguments.show and any("third" in folder.resolve().parts for folder in arguments.folders):
        parser.error("the third set is blind: only its totals may be seen")
    result = stress(arguments.folders, show=arguments.show)
    print(
        f"{'family':32}{'cases':>7}{'right':>7}{'left':>7}{'wrong':>7}{'decidable':>11}{'right':>7}"
    )
    for family, tally in sorted(result.families.items()):
        _line(family, tally)
    _line("all", result.total())
    print(f"reports {result.reports}; splits of untouched texts not in the gold: {result.false}; "
          f"splits beside the fused places: {result.beside}")  # fmt: skip


def _line(family: str, tally: Counter[str]) -> None:
    cases = tally["right"] + tally["left"] + tally["wrong"]
    rate = f"{tally['decidable right'] / tally['decidable']:.2f}" if tally["decidable"] else "–"
    print(f"{family:32}{cases:>7}{tally['right']:>7}{tally['left']:>7}{tally['wrong']:>7}"
          f"{tally['decidable']:>11}{rate:>7}")  # fmt: skip


if __name__ == "__main__":
    main()
