"""The report as it is matched: folded characters, no line breaks inside words, every place known.

Matching wants one form for one thing (``１２３`` and ``123``, ``，`` and ``,``, 教育扶⏎⏎贫 and
教育扶贫), citing wants the source as it is. :class:`MatchingText` holds the folded text and leads
every position back. Folding is one character to one character; only the line breaks that reading
found inside words are left out, so the map back is a short list of shifts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from county_reports.model import Report

_FOLDED = {
    **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)},
    **dict.fromkeys("\ufeff\u00a0\u2002\u2003\u2009\u202f\u3000\u2007\u2008\u2006\t\r", " "),
    **dict.fromkeys("–―—─", "—"),
    **dict.fromkeys("−－", "-"),
    **dict.fromkeys("〜～∼", "~"),
    "﹪": "%",
    "﹣": "-",
    "﹑": "、",
    "﹐": ",",
    "﹔": ";",
    "﹕": ":",
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "．": ".",
    "〇": "〇",
    "○": "〇",
    "℅": "%",
}
FOLDING = str.maketrans(_FOLDED)


@dataclass(frozen=True, slots=True)
class MatchingText:
    """Folded text with the way back to the source.

    `starts` are positions in `text` from which `shifts` (source minus folded position) hold.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def to_source(self, position: int) -> int:
        """The source index of the character at a position of the folded text."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a folded span; a span over a removed break includes the break."""
        return self.to_source(start), self.to_source(end - 1) + 1

    def from_source(self, position: int) -> int:
        """The folded position of a source index; inside a removed break, where it stood."""
        stretch = bisect_right(
            range(len(self.starts)), position, key=lambda at: self.starts[at] + self.shifts[at]
        )
        if stretch == 0:
            return 0
        folded = position - self.shifts[stretch - 1]
        # Inside the break before the next stretch.
        return min(folded, self.starts[stretch] if stretch < len(self.starts) else len(self.text))


def matching_text(report: Report) -> MatchingText:
    """Fold a report for matching: `教育扶⏎⏎贫１２３户` becomes `教育扶贫123户`."""
    folded = report.source.translate(FOLDING)
    if not report.breaks:
        return MatchingText(folded)
    parts: list[str] = []
    starts, shifts = [0], [0]
    position = length = 0
    for begin, end in report.breaks:
        parts.append(folded[position:begin])
        length += begin - position
        position = end
        if length == starts[-1]:
            shifts[-1] = end - length
        else:
            starts.append(length)
            shifts.append(end - length)
    parts.append(folded[position:])
    return MatchingText("".join(parts), tuple(starts), tuple(shifts))
