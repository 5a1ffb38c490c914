"""Where everything of the audit's page stands: columns of families, rows, printed contradictions.

Marks shrink and fold into lines until the columns fit beside the sums; sums are printed in rounds,
the gravest of each report first, until the page is full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from county_reports.audit.families import family_words, rank
from county_reports.audit.tally import KIND_WORDS, Kind
from county_reports.charts import drawing, style
from county_reports.format import Language
from county_reports.model import Metadata

LEGEND = 3.2
TEXT = 2.9
"""Height of a line of small text, mm."""
PAD = 0.7
"""Above and below a row, mm."""
KEY = 2.6
"""From a sum's mark to its text, mm."""
MORE = 9.0
"""Room at the end of a sum's line for how many were left out, mm."""
GAP = 1.3
"""Between two families, mm."""
NARROWEST = 2.4
"""A column's least width: that of its turned title, mm."""
PITCHES = (1.9, 1.7, 1.5, 1.3, 1.15)
SHARES = (0.56, 0.64, 0.72)
"""Of a wide page for names and marks; the sums have the rest."""
BETWEEN = 3.0
"""Between two sums on one line, mm."""
LINES = 2
"""Lines of one printed sum at most."""
FOLDS = range(1, 13)
OUTCOMES = ("≠", ">", "≈", " (outside", "（超出")
"""Where the outcome of a sum begins that does not hold."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding in the picture, with the table row that it is of."""

    kind: Kind
    family: str
    start: int
    text: str
    row: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed contradiction: its lines, and where it begins in the room for sums."""

    mark: Mark
    lines: tuple[str, ...]
    x: float
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """One report: its name, figures checked of all, its marks, and the sums that are printed."""

    report: Metadata
    label: str
    share: str
    marks: tuple[Mark, ...]
    sums: tuple[Sum, ...] = ()

    @property
    def contradictions(self) -> list[Mark]:
        """Its marks that do not add up or are implausible, the gravest first."""
        order = list(KIND_WORDS)
        found = [mark for mark in self.marks if mark.kind != "confirmed"]
        return sorted(found, key=lambda mark: (order.index(mark.kind), mark.start))

    @property
    def left_out(self) -> int:
        """How many of its contradictions are not printed."""
        return len(self.contradictions) - len(self.sums)

    @property
    def text_lines(self) -> int:
        """How many lines its printed sums take."""
        return max((each.line + len(each.lines) for each in self.sums), default=0)

    @property
    def text_height(self) -> float:
        """Height of its printed sums, or of the words that there are none, mm."""
        return TEXT * max(1, self.text_lines)

    def count(self, family: str) -> int:
        """How many of its marks are of a family."""
        return sum(mark.family == family for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Column:
    """One family's stretch of the page."""

    family: str
    left: float
    width: float

    def title(self, language: Language) -> str:
        """The family's name."""
        return family_words(self.family)[0 if language == "zh" else 1]


@dataclass(frozen=True, slots=True)
class Layout:
    """The page: where the columns stand, how far marks are apart, what is printed."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    pitch: float
    width: float
    top: float
    label_width: float
    text_left: float
    notes: tuple[str, ...]

    @property
    def beside(self) -> bool:
        """Whether the sums stand beside the marks; below them on a narrow page."""
        return is_wide(self.width)

    @property
    def marks_left(self) -> float:
        """Where the first column begins."""
        return self.columns[0].left if self.columns else self.text_left

    def across(self, column: Column) -> int:
        """How many marks of a column stand on one line."""
        return max(1, int(column.width / self.pitch + 1e-6))

    def marks_height(self, row: Row) -> float:
        """Height of a row's marks, mm."""
        if not row.marks:
            return 0.0
        lines = max(ceil(row.count(each.family) / self.across(each)) for each in self.columns)
        # the first line stands level with the name beside it
        return max(TEXT, (TEXT + self.pitch) / 2 + self.pitch * (lines - 1) + 0.2)

    def height_of(self, row: Row) -> float:
        """Height of a row, mm."""
        if self.beside:
            return 2 * PAD + max(self.marks_height(row), row.text_height)
        text = PAD + row.text_height if row.contradictions or not row.marks else 0.0
        return 2 * PAD + TEXT + self.marks_height(row) + text

    @property
    def height(self) -> float:
        """Height of the page, mm."""
        rows = sum(self.height_of(row) for row in self.rows)
        return self.top + rows + drawing.notes_height(self.notes) + drawing.MARGIN


def is_wide(width: float) -> bool:
    """Whether marks and sums stand side by side."""
    return width >= 150


def with_most_contradictions(
    reports: Sequence[Metadata], marks: Mapping[str, Sequence[Mark]], most: int
) -> list[Metadata]:
    """So many reports, those with most contradictions, in the order given."""
    by_need = sorted(
        reports, key=lambda each: -sum(mark.kind != "confirmed" for mark in marks[each.id])
    )
    kept = {each.id for each in by_need[:most]}
    return [each for each in reports if each.id in kept]


def lay_out(rows: Sequence[Row], notes: Sequence[str], width: float, language: Language) -> Layout:
    """The page with the largest marks that fit, and as many sums as it then holds."""
    families = sorted({mark.family for row in rows for mark in row.marks}, key=rank)
    inner = width - 2 * drawing.MARGIN
    wide = is_wide(width)
    label = max(style.width_mm(row.label, style.SMALL, bold=True) for row in rows)
    label = min(label, 0.16 * width)
    share = max(style.width_mm(row.share, style.SMALL) for row in rows)
    left = drawing.MARGIN + (label + 2 + share + 2.5 if wide else 0.4)
    rooms = [share * inner + drawing.MARGIN - left for share in SHARES] if wide else [inner - 0.8]
    titles = [family_words(each)[0 if language == "zh" else 1] for each in families]
    head = max((style.width_mm(title, style.SMALL) for title in titles), default=0.0)
    top = drawing.MARGIN + (LEGEND if wide else 2 * LEGEND) + max(head + 1.8, 3.5)
    base = Layout(tuple(rows), (), PITCHES[0], width, top, label, 0.0, tuple(notes))
    lowest = None
    for laid in _tries(base, families, left, rooms):
        if lowest is None or laid.height < lowest.height:
            lowest = laid
        if laid.height <= style.TALLEST:
            break
    return _printed(lowest or base)


def _tries(
    base: Layout, families: Sequence[str], left: float, rooms: Sequence[float]
) -> Iterator[Layout]:
    """Layouts from large marks on few lines to small marks on many, then with less room for sums.

    The very last one is there whether it fits or not: a page has to be drawn.
    """
    wide = is_wide(base.width)
    for room in rooms:
        for pitch in PITCHES:
            for fold in FOLDS:
                widths = [_width(base.rows, each, pitch, fold) for each in families]
                used = sum(widths) + GAP * max(len(widths) - 1, 0)
                last = (room, pitch, fold) == (rooms[-1], PITCHES[-1], FOLDS[-1])
                if used > room and not last:
                    continue
                columns, x = [], left
                for family, wide_as in zip(families, widths, strict=True):
                    columns.append(Column(family, x, wide_as))
                    x += wide_as + GAP
                text_left = (x + 1.5 if families else left + 2) if wide else drawing.MARGIN
                yield replace(base, columns=tuple(columns), pitch=pitch, text_left=text_left)


def _width(rows: Sequence[Row], family: str, pitch: float, fold: int) -> float:
    most = max(row.count(family) for row in rows)
    return max(NARROWEST, pitch * ceil(most / fold))


def _printed(laid: Layout) -> Layout:
    """The page with its sums one below the other; side by side as well where not all fit so."""
    below = _in_rounds(laid, flowing=False)
    if not any(row.left_out for row in below.rows):
        return below
    return _in_rounds(laid, flowing=True)


def _in_rounds(laid: Layout, *, flowing: bool) -> Layout:
    """Sums in rounds, one of each report at a time, while the page holds them."""
    room = laid.width - drawing.MARGIN - laid.text_left - MORE
    rows = list(laid.rows)
    full: set[int] = set()
    for turn in range(max(len(row.contradictions) for row in rows)):
        for number, row in enumerate(rows):
            if number in full or turn >= len(row.contradictions):
                continue
            # a sum that only fits when it is cut is better than none
            for most in (LINES, 1):
                made = _next(row, row.contradictions[turn], room, most=most, flowing=flowing)
                longer = replace(row, sums=(*row.sums, made))
                tried = replace(laid, rows=(*rows[:number], longer, *rows[number + 1 :]))
                if longer.text_lines <= max(1, row.text_lines) or tried.height <= style.TALLEST:
                    rows[number] = longer
                    break
            else:
                full.add(number)
    return replace(laid, rows=tuple(rows))


def _next(row: Row, mark: Mark, room: float, *, most: int, flowing: bool) -> Sum:
    """The next sum of a row: behind the one before where that leaves room, else below it."""
    lines = _lines(mark.text, room - KEY, most)
    before = row.sums[-1] if row.sums else None
    if before is None:
        return Sum(mark, lines, 0.0, 0)
    if flowing and len(lines) == len(before.lines) == 1:
        x = before.x + KEY + style.width_mm(before.lines[0], style.SMALL) + BETWEEN
        if x + KEY + style.width_mm(lines[0], style.SMALL) <= room:
            return Sum(mark, lines, x, before.line)
    return Sum(mark, lines, 0.0, before.line + len(before.lines))


def _lines(text: str, room: float, most: int) -> tuple[str, ...]:
    """A sum on so many lines at most; what is too long loses its middle, not its outcome."""
    lines = style.wrap(text, room, style.SMALL)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), room)]
    return tuple(style.fit(line, room, style.SMALL) for line in lines)


def _cut(text: str, room: float) -> str:
    """A sum on one line: `130余万元 ÷ (2420户 × 1.5–5人… ≠ 500元`."""
    at = max(text.rfind(sign) for sign in OUTCOMES)
    tail = f" {text[at:]}" if at > 0 else ""
    left = room - style.width_mm(tail, style.SMALL)
    if not tail or left < room / 3:
        return style.fit(text, room, style.SMALL)
    return style.fit(text[:at].rstrip(), left, style.SMALL) + tail
