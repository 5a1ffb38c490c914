"""Line breaks that stand inside a word or a sentence: 教育扶⏎⏎贫.

Pages that were cut into pieces (print pages, slides, fixed line width) break anywhere. Such a break
is passed over when matching. A break between a heading and its text, or after ``。`` and ``；``, is
none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from county_reports.model import Region
from county_reports.reading.headings import bare_line, labelled_line
from county_reports.reading.lines import CLOSERS, Line, body_lines, prose_bounds, split_lines

_CONTINUES = re.compile(r"[,、。;:!?)\]”’》%]")
_DIGIT_AT_END = re.compile(r"\d$")
_NUMBER_GOES_ON = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)?(?:[万亿]|[元户人个亩%名]|公里)")
_OPEN_END = re.compile(r"[,、(《“‘—]$")
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们)")
_SIGNATURE = re.compile(r"^\(?20\d\d年\d{1,2}月\d{1,2}日\)?$|^二〇")
_BEGINS_ANEW = re.compile(r"^(?:[-—·●■◆▲★□*]|本报讯|图为|附件|附[:表])")
_MIN_WIDTH, _MAX_WIDTH = 30, 160
_SLACK = 5


def find(source: str, boilerplate: Sequence[Region]) -> tuple[tuple[int, int], ...]:
    """Spans of white space to be passed over when matching, in order."""
    lines = body_lines(split_lines(source), boilerplate)
    if not lines:
        return ()
    width = fixed_width(lines)
    first, last = prose_bounds(lines)
    breaks: list[tuple[int, int]] = []
    # where all lines have one width, the first and the last may be cut as well
    begin, end = (first, last) if width is None else (0, len(lines))
    for number in range(begin, min(end, len(lines) - 1)):
        line, following = lines[number], lines[number + 1]
        goes_on = _ends_open(line, width) and _goes_on(line, following, width, breaks)
        if goes_on or _inside_number(line, following):
            breaks.append((line.end, following.start))
    return tuple(breaks)


def fixed_width(lines: Sequence[Line]) -> int | None:
    """The width (in half characters) at which all lines were cut, or None.

    Half of the lines, and at least eight, must be nearly that wide.
    """
    widths = sorted(line.width for line in lines)
    if len(widths) < 8:
        return None
    width = widths[int(0.9 * (len(widths) - 1))]
    full = sum(width - _SLACK <= each <= width + _SLACK for each in widths)
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and 2 * full >= len(widths) else None


def _is_cut(line: Line, width: int | None) -> bool:
    """Whether a line is as long as all lines are; it then says nothing about where things end."""
    return width is not None and line.width >= width - _SLACK


def _ends_open(line: Line, width: int | None) -> bool:
    """Whether the line's last sentence has no end."""
    # a bar ends the cell of a table
    if line.is_finished or line.text.rstrip(CLOSERS)[-1:] in ";:|":
        return False
    if _SALUTATION.match(line.text) or _SIGNATURE.match(line.text):
        return False
    if _is_cut(line, width):
        return True
    if _OPEN_END.search(line.text):
        return line.characters > 3
    heading = labelled_line(line)
    if heading is not None:
        return not heading.whole_line and len(line.text) > 40
    # Without any punctuation a line is a heading or a cell, unless it is the rest of a sentence.
    return "," in line.text or "。" in line.text or ";" in line.text


def _inside_number(line: Line, following: Line) -> bool:
    """Whether a break stands inside a number: 贫困人口1⏎2345人已脱贫; cells of a table do not count."""
    is_prose = line.characters >= 4 and following.characters >= 2 and "|" not in line.text
    cut = _DIGIT_AT_END.search(line.text) is not None
    return is_prose and cut and _NUMBER_GOES_ON.match(following.text) is not None


def _goes_on(
    line: Line, following: Line, width: int | None, breaks: Sequence[tuple[int, int]]
) -> bool:
    """Whether the next line goes on with the sentence."""
    if _CONTINUES.match(following.text):
        return True
    begins_anew = labelled_line(following) or _BEGINS_ANEW.match(following.text)
    is_indented = following.indent >= 2 and following.indent > line.indent
    if begins_anew or is_indented or _SIGNATURE.match(following.text):
        return False
    if _OPEN_END.search(line.text):
        return True
    if following.indent >= 2 and width is None:
        return False
    # The rest of a sentence cannot be a heading, and a line that was cut is none.
    is_rest = bool(breaks) and breaks[-1][1] == line.start
    if bare_line(line) and not (_is_cut(line, width) or is_rest):
        return False
    return bare_line(following) is None or width is not None
