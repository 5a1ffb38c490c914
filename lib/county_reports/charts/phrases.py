"""Set-phrase matrix: which county uses which formula, how often, and how early in its report.

Up to six counties: a line for each phrase that several use, a track for each county; the dot stands
where the first use stands in the report (left: beginning, right: end), its area is in proportion to
the uses. Phrases of one county alone compare nothing and are listed under its name. More counties:
a line for each county, a column for each phrase, the number of uses in the cell. What is left out
for want of room is said under the picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.attention.choice import Choice, choose
from county_reports.attention.phrases import PHRASES
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.comparison.tables import frame, given
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.schema import Column

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FEW = 6
"""Up to so many counties have a track each."""
LINES = 40
"""Phrases of one report on a page, a line each."""
LISTED = 60
"""Phrases of several reports on a page: those of one county alone are listed below the lines."""
ROW, HEAD, GROUP = 4.0, 6.0, 4.6
SMALLEST, LARGEST = 0.75, 1.7
"""Radius of a dot, mm."""
MANY = 9
"""Uses at which the dot is largest."""
IN_WORDS = 5
NOT_USED = "not used"

_KEPT = ("report", "county", "report_year", "phrase", "kind", "found", "en", "origin", "uses",
         "position", "start", "end", "text", "places", "quote")  # fmt: skip
_MAY_MISS = {"int64": "Int64", "float64": "Float64"}
PLOTTED: tuple[Column, ...] = (
    *(
        Column(c.name, _MAY_MISS.get(c.dtype, c.dtype), c.meaning, c.allowed,
               c.name not in ("report", "county", "phrase"))
        for c in PHRASES if c.name in _KEPT
    ),
    Column("missing", "str", "why there is no use", (), True),
)  # fmt: skip
"""Columns of the plotted data: one row a phrase shown and county."""

Cells = Mapping[tuple[str, str], Mapping[str, object]]
GROUPS: Mapping[str, tuple[str, str]] = {
    "shared": ("部分县使用", "used by some counties"),
    "coined": ("仅一县使用，按形式找出", "one county's own, found by form"),
    "single": ("仅一县使用的常见提法", "known phrases of one county"),
    "common": ("各县都使用", "used by every county"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: the chosen phrases by group, the cells, the reports."""

    choice: Choice
    cells: Cells
    reports: Sequence[Metadata]
    language: Language
    width: float

    @property
    def names(self) -> list[str]:
        """Labels of the counties."""
        return [chart.county_label(r, self.reports, self.language) for r in self.reports]

    @property
    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """The groups that are drawn: all of one report, else those that several counties use."""
        alone = len(self.reports) == 1
        return [each for each in self.groups if alone or each[0] in ("shared", "common")]

    @property
    def lists(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The groups that are listed: for each the counties' names with their own phrases."""
        made = []
        for group, phrases in self.groups:
            if (group, phrases) in self.lines:
                continue
            told = []
            for report, name in zip(self.reports, self.names, strict=True):
                own = [self.told(p, report.id) for p in phrases if (p, report.id) in self.cells]
                if own:
                    told.append((name, "、".join(own)))
            made.append((group, told))
        return made

    def told(self, phrase: str, report: str) -> str:
        """A phrase of one county in a list, with its uses when more than one: 百日冲刺 ×3."""
        uses = int(str(self.cells[phrase, report]["uses"]))
        return f"{phrase} ×{uses}" if uses > 1 else phrase

    @property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """The groups with a phrase, each with its phrases; one report has them in one."""
        parts: dict[str, tuple[str, ...]] = {
            "shared": self.choice.shared, "coined": self.choice.coined,
            "single": self.choice.single, "common": self.choice.common,
        }  # fmt: skip
        return [(name, phrases) for name, phrases in parts.items() if phrases]

    def title(self, group: str) -> str:
        """A group's label; with one county no phrase is shared."""
        if len(self.reports) == 1:
            alone = {"coined": ("按形式找出的提法", "found by form"),
                     "single": ("常见提法", "known phrases")}  # fmt: skip
            return alone[group][self.language == "en"]
        return GROUPS[group][self.language == "en"]

    def gloss(self, phrase: str) -> str:
        """What a phrase says, in English; nothing in Chinese and for phrases found by form."""
        if self.language == "zh":
            return ""
        found = (row["en"] for (name, _), row in self.cells.items() if name == phrase)
        return next((str(text) for text in found if given(text)), "")


def phrases(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of set phrases, e.g. 五个一批 in two of five reports, early in one of them.

    Args:
        table: a table of ``attention.phrases.phrases_frame`` (columns of ``PHRASES``).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    ids = [report.id for report in reports]
    cells: dict[tuple[str, str], Mapping[str, object]] = {
        (str(row["phrase"]), str(row["report"])): {str(k): v for k, v in row.items()}
        for row in table.to_dict("records") if row["report"] in ids
    }  # fmt: skip
    many = len(reports) > FEW
    with style.drawing():
        few = LINES if len(reports) == 1 else LISTED
        choice = choose(cells, ids, columns(reports, language, width) if many else few)
        plan = Plan(choice, cells, reports, language, width)
        figure = _grid(plan) if many else _tracks(plan)
    count = len(reports)
    silent = [report for report in reports if not any(owner == report.id for _, owner in cells)]
    return Chart(
        figure=figure,
        data=_plotted(plan),
        language=language,
        caption_zh=f"{count} 份县级报告中的提法：图示 {len(choice.shown)} 条"
        + (f"（另有 {choice.left_out} 条未画出）" if choice.left_out else "")
        + "，各县使用与否、次数"
        + ("。" if many else "及首次出现的位置。"),
        caption_en=f"Set phrases in {_reports(count)}: {len(choice.shown)} are shown"
        + (f" ({choice.left_out} more are not)" if choice.left_out else "")
        + ", with who uses them, how often"
        + ("." if many else ", and where in the report first."),
        alt_zh=_alt(plan, "zh"),
        alt_en=_alt(plan, "en"),
        missing_zh=tuple(f"{chart.county_label(r, reports, 'zh')}：未找到提法" for r in silent),
        missing_en=tuple(
            f"{chart.county_label(r, reports, 'en')}: no set phrase found" for r in silent
        ),
        sources=chart.sources_of(reports),
        parameters={"chart": "phrases", "reports": ids, "phrases": list(choice.shown),
                    "left_out": choice.left_out, "language": language, "width_mm": width},
    )  # fmt: skip


def _reports(count: int) -> str:
    return "one county report" if count == 1 else f"{count} county reports"


def _plotted(plan: Plan) -> DataFrame:
    """One row a phrase shown and county; a county without any shown phrase has rows too."""
    rows: list[dict[str, object]] = []
    shown = plan.choice.shown or ("",)
    for phrase in shown:
        for report in plan.reports:
            cell = plan.cells.get((phrase, report.id))
            if cell is None:
                rows.append({"report": report.id, "county": report.name, "phrase": phrase,
                             "report_year": report.year, "missing": NOT_USED})  # fmt: skip
            else:
                rows.append({name: cell[name] if given(cell[name]) else None for name in _KEPT})
    return frame(rows, PLOTTED)


def _uses(plan: Plan, phrase: str, report: str) -> int:
    cell = plan.cells.get((phrase, report))
    return int(str(cell["uses"])) if cell else 0


def _radius(uses: int) -> float:
    share = min(uses, MANY) / MANY
    return max(SMALLEST, LARGEST * math.sqrt(share))


def _tracks(plan: Plan) -> Figure:
    """A line for each phrase, a track for each county, from the report's beginning to its end."""
    width, reports = plan.width, plan.reports
    wide = width >= 150
    shown = [phrase for _, listed in plan.lines for phrase in listed]
    own = max([style.width_mm(phrase) for phrase in shown] + [12.0])
    label = min(own, 0.36 * width)
    glosses = {phrase: plan.gloss(phrase) for phrase in shown}
    gloss = 0.34 * width if wide and any(glosses.values()) else 0.0
    left = drawing.MARGIN + label + gloss + 4
    step = (width - left - drawing.MARGIN) / len(reports)
    track = step - 5.2
    notes = drawing.note_lines(_track_notes(plan), width)
    head = HEAD if all(style.width_mm(n, bold=True) < step - 1 for n in plan.names) else (
        max(style.width_mm(n, bold=True) for n in plan.names) + 2)  # fmt: skip
    lists = _lists(plan)
    drawn = sum(GROUP + ROW * len(listed) for _, listed in plan.lines) or ROW
    body = drawn + sum(GROUP + LINE * len(listed) + 1 for _, listed in lists)
    height = 2 * drawing.MARGIN + head + body + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + head
    for place, name in enumerate(plan.names):
        x = left + place * step
        if head > HEAD:
            page.text(x + step / 2 - 2, top - 1.2, name, bold=True, turned=True)
        else:
            page.text(x, top - 3.2, name, bold=True)
    if not shown:
        said = "未找到提法" if plan.language == "zh" else "no set phrase found"
        page.text(left, top + ROW / 2, said, colour=style.QUIET)
    y = top
    for group, listed in plan.lines:
        y = _group(page, plan, group, y)
        for phrase in listed:
            middle = y + ROW / 2
            page.text(drawing.MARGIN, middle, style.fit(phrase, label))
            if gloss and glosses[phrase]:
                page.text(drawing.MARGIN + label + 2, middle,
                          style.fit(glosses[phrase], gloss - 1, style.SMALL - 0.5),
                          size=style.SMALL - 0.5, colour=style.QUIET)  # fmt: skip
            for place, report in enumerate(reports):
                _track(page, plan, (phrase, report.id), (left + place * step, middle), track)
            y += ROW
    y = max(y, top + drawn)
    for group, written in lists:
        y = _group(page, plan, group, y)
        for name, text in written:
            page.text(drawing.MARGIN, y + LINE / 2, name, size=style.SMALL, bold=True)
            page.text(drawing.MARGIN + _named(plan), y + LINE / 2, text, size=style.SMALL)
            y += LINE
        y += 1
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


LINE = 3.1
"""Height of a line of listed phrases, mm."""


def _group(page: drawing.Sheet, plan: Plan, group: str, y: float) -> float:
    """The heading of a group; where its first line begins."""
    width = plan.width
    page.text(drawing.MARGIN, y + GROUP / 2, plan.title(group), size=style.SMALL,
              colour=style.QUIET)  # fmt: skip
    page.line((drawing.MARGIN, y + GROUP - 0.3), (width - drawing.MARGIN, y + GROUP - 0.3))
    return y + GROUP


def _named(plan: Plan) -> float:
    """Width of the counties' names before their lists, mm."""
    return max(style.width_mm(name, style.SMALL, bold=True) for name in plan.names) + 2.5


def _lists(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each listed group as lines: the county's name on its first line, then its phrases."""
    room = plan.width - 2 * drawing.MARGIN - _named(plan)
    made = []
    for group, told in plan.lists:
        lines: list[tuple[str, str]] = []
        for name, text in told:
            wrapped = style.wrap(text, room, style.SMALL)
            lines += [(name if not number else "", line) for number, line in enumerate(wrapped)]
        made.append((group, lines))
    return made


def _track(
    page: drawing.Sheet, plan: Plan, key: tuple[str, str], place: tuple[float, float], length: float
) -> None:
    x, y = place
    page.line((x, y), (x + length, y), colour="#dddddd")
    uses = _uses(plan, *key)
    if not uses:
        return
    at = x + length * float(str(plan.cells[key]["position"]))
    own = plan.cells[key]["found"] == "pattern"
    face, edge = ("white", style.DARK) if own else (style.DARK, "none")
    page.dot(at, y, _radius(uses), face=face, edge=edge)
    if uses > 1:
        # beside the dot itself: at the end of the line it would read as the next county's
        away = _radius(uses) + 0.6
        inside = at + away + style.width_mm(str(uses), style.SMALL) <= x + length + 4
        page.text(at + away if inside else at - away, y, str(uses), size=style.SMALL,
                  side="left" if inside else "right")  # fmt: skip


def _track_notes(plan: Plan) -> list[str]:
    zh = plan.language == "zh"
    parts = [
        "横线自左至右为报告的开头到结尾，圆点为首次使用之处；旁边数字为使用次数（多于一次时）；"
        "空心点为按形式找出的提法。" if zh else
        "Each line runs from the beginning of the report to its end; the dot is the first use, "
        "the number beside it how often (when more than once). Hollow: found by form."
    ]  # fmt: skip
    return [*parts, *_common(plan), *_left_out(plan), _source(plan)]


def _left_out(plan: Plan) -> list[str]:
    count = plan.choice.left_out
    if not count:
        return []
    if plan.language == "zh":
        return [f"另有 {count} 条提法因篇幅未画出，均在提法表中。"]
    more = "one more phrase is" if count == 1 else f"{count} more phrases are"
    return [f"{more[0].upper()}{more[1:]} left out for want of room; the table has them."]


def _source(plan: Plan) -> str:
    return chart.source_note(chart.sources_of(plan.reports), plan.language)


COLUMN = 3.3
"""Width of a phrase's column in the grid, mm."""


def columns(reports: Sequence[Metadata], language: Language, width: float) -> int:
    """How many phrases have room beside the counties' names."""
    names = [chart.county_label(r, reports, language) for r in reports]
    label = min(max(style.width_mm(name, style.SMALL) for name in names), 0.25 * width)
    return int((width - 2 * drawing.MARGIN - label - 4) // COLUMN)


def _grid(plan: Plan) -> Figure:
    """A line for each county, a column for each phrase, the uses in the cell."""
    width, names, shown = plan.width, plan.names, plan.choice.shown
    label = min(max(style.width_mm(name, style.SMALL) for name in names), 0.25 * width)
    left = drawing.MARGIN + label + 2
    between = 0.8
    head = max([style.width_mm(phrase, style.SMALL) for phrase in shown] + [8.0]) + 6.5
    row = 3.7 if len(names) <= 45 else max(2.4, 166 / len(names))
    notes = drawing.note_lines(_grid_notes(plan), width)
    height = 2 * drawing.MARGIN + head + row * len(names) + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + head
    for index, name in enumerate(names):
        page.text(left - 1.5, top + (index + 0.5) * row, style.fit_name(name, label, style.SMALL),
                  size=style.SMALL, side="right")  # fmt: skip
    x = left
    step = min((width - left - drawing.MARGIN - between * (len(plan.groups) - 1))
               / max(len(shown), 1), 6.0)  # fmt: skip
    for number, (_, listed) in enumerate(plan.groups, start=1):
        page.line((x, drawing.MARGIN + 4), (x + len(listed) * step - 0.4, drawing.MARGIN + 4),
                  colour=style.QUIET)  # fmt: skip
        page.text(x, drawing.MARGIN + 1.6, str(number), size=style.SMALL, bold=True)
        for phrase in listed:
            page.text(x + step / 2, top - 0.8, phrase, size=style.SMALL, turned=True)
            for index, report in enumerate(plan.reports):
                uses = _uses(plan, phrase, report.id)
                y = top + index * row
                page.box(x + 0.15, y + 0.15, step - 0.3, row - 0.3, face=tint(uses))
                if uses > 1 and row > 3:
                    page.text(x + step / 2, y + row / 2, str(uses), size=style.SMALL - 0.5,
                              side="center")  # fmt: skip
            x += step
        x += between
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def tint(uses: int) -> str:
    """A blue, deeper for more uses, on which black text is readable; near white for none."""
    if not uses:
        return "#f3f4f6"
    depth = 0.35 + 0.65 * min(uses, MANY) / MANY
    channels = [round(255 - depth * (255 - full)) for full in (0x7C, 0xA9, 0xCE)]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _grid_notes(plan: Plan) -> list[str]:
    zh = plan.language == "zh"
    said = "格内数字为使用次数（多于一次时），颜色越深次数越多。" if zh else (
        "In the cells: how often (when more than once); the deeper, the more.")  # fmt: skip
    groups = [f"{n} {plan.title(group)}" for n, (group, _) in enumerate(plan.groups, start=1)]
    listed = f"{said} {drawing.joined(groups, plan.language)}{'。' if zh else '.'}"
    return [listed, *_common(plan), *_left_out(plan), _source(plan)]


def _common(plan: Plan) -> list[str]:
    """What every county uses and the page has no room for, in words."""
    everyone = [p for p in _everywhere(plan) if p not in plan.choice.shown]
    if not everyone or len(plan.reports) == 1:
        return []
    listed = drawing.joined(everyone[:IN_WORDS], plan.language)
    return [
        f"各县都使用：{listed}。" if plan.language == "zh" else f"Used by every county: {listed}."
    ]


def _everywhere(plan: Plan) -> list[str]:
    names = dict.fromkeys(phrase for phrase, _ in plan.cells)
    return [p for p in names if all((p, report.id) in plan.cells for report in plan.reports)]


def _alt(plan: Plan, language: Language) -> str:
    zh = language == "zh"
    told = []
    for report in plan.reports[:IN_WORDS]:
        own = [p for p in plan.choice.shown if (p, report.id) in plan.cells]
        name = chart.county_label(report, plan.reports, language)
        body = "、".join(own[:IN_WORDS]) if own else ("无" if zh else "none")
        more = len(own) - IN_WORDS
        tail = "" if more <= 0 else f"等 {len(own)} 条" if zh else f" and {more} more"
        told.append(f"{name}：{body}{tail}" if zh else f"{name}: {body}{tail}")
    rest = len(plan.reports) - len(told)
    if zh:
        return f"提法矩阵。{'；'.join(told)}{f'；另有 {rest} 个县' if rest > 0 else ''}。"
    more_counties = f"; and {rest} more counties" if rest > 0 else ""
    return f"Matrix of set phrases. {'; '.join(told)}{more_counties}."
