"""Tables that a web page lost its lines of: the cells are there, their units stand in the header.

A disclosure notice prints `序号 | 乡镇 | 贫困户数 | 资金(万元)` and below it bare numbers, one cell a
line, one row a line, or between bars. A number in such a cell takes unit and magnitude from the
head of its column, or from `单位:万元` above the table; a cell that nothing gives a unit stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.extraction.numerals import MAGNITUDES
from county_reports.extraction.units import unit_table

_SERIAL_HEADS = ("序号", "编号", "序 号")
_MOST_COLUMNS = 14
_NOT_A_HEAD = re.compile(r"[,。;:!?]|\d")
_DECLARED = re.compile(r"\(?(?:金额)?单位[:为]\s?(?P<unit>[^\d\s()|,。;:、]{1,8})\)?")
_HEAD_UNIT = re.compile(r"[((](?:单位[:为]?)?\s?(?P<unit>[^\d\s()、,]{1,6})\)")
_WRITTEN = re.compile(r"(?P<magnitude>[十百千万亿]*)(?P<unit>.*)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=$|\s*\()")
_TOTAL = re.compile(r"^(?:以上)?(?:小\s?计|合\s?计|总\s?计|共\s?计|总\s?数|总\s?和)")
_MAY_HOLD_ONE = re.compile(
    r"单位[:为]|序\s?号|编号|\([十百千万亿]*(?:元|户|人|个|亩|公里|%|名|村)\)"
)
_LABEL = re.compile(
    r"^(?:\d{1,2}[.、]\s?|\(\d{1,2}\)\s?)?(?P<label>[^\d|]{2,40}?)(?:\s+|\s?:\s?|\s?\|\s?)"
)
_MONEY_HEAD = re.compile(r"资金|金额|投资|经费|补助|补贴|预算|款|元")
_NOUNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"户数$|(?:贫困|脱贫|受益|搬迁|监测|农)户$"), "household"),
    (re.compile(r"人数$|人口数?$|(?:学生|干部|党员)数$"), "person"),
    (re.compile(r"村数$"), "village"),
    (re.compile(r"乡镇数$"), "township"),
    (re.compile(r"(?:率|占比|比例|比重)$"), "percent"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: its words, and the unit and factor of the bare numbers below it."""

    title: str
    unit: str | None = None
    classifier: str | None = None
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A bare number in a cell, with the head of its column and the words of its row."""

    start: int
    end: int
    column: Column
    row: str
    total: bool
    """Whether the row sums up the others: 合计, 小计."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a text hold: cells with units, and the numbers that only count rows."""

    cells: tuple[Cell, ...]
    serials: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """One cell as it stands in the text, without the blanks around it."""

    start: int
    end: int
    text: str


def unit_of(written: str) -> Column | None:
    """The unit that a header writes: 万元 is CNY with factor 10000; None for anything else."""
    match = _WRITTEN.fullmatch(written.strip())
    unit = unit_table().get(match["unit"]) if match else None
    if match is None or unit is None:
        return None
    factor = unit.factor
    for word in match["magnitude"]:
        factor *= MAGNITUDES[word]
    return Column("", unit.canonical, unit.written, factor)


def column(title: str, declared: Column | None = None) -> Column:
    """The head of a column: 资金(万元), 贫困户数, or 资金金额 under 单位:万元."""
    bracket = _HEAD_UNIT.search(title)
    found = unit_of(bracket["unit"]) if bracket else None
    if found is None:
        name = re.sub(r"\(.*?\)", "", title).strip()
        for pattern, unit in _NOUNS:
            if pattern.search(name):
                return Column(title, unit)
        is_money = _MONEY_HEAD.search(name) is not None
        if declared is None or (declared.unit == "CNY") != is_money:
            return Column(title)
        found = declared
    return Column(title, found.unit, found.classifier, found.factor)


def find_tables(text: str) -> Tables:
    """All cells of a folded text whose unit stands in a header.

    `单位:万元⏎序号 项目 资金⏎1 香菇大棚 360` gives 360 with CNY, factor 10000, row 香菇大棚.
    """
    if not _MAY_HOLD_ONE.search(text):
        return Tables((), ())
    cells: list[Cell] = []
    serials: list[tuple[int, int]] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        found = _table_at(text, lines, at) or _list_at(lines, at)
        if found is None:
            at += 1
            continue
        block, after = found
        cells += block.cells
        serials += block.serials
        at = max(after, at + 1)
    return Tables(tuple(cells), tuple(serials))


def _lines(text: str) -> list[_Token]:
    """The lines that are not blank, bars and blanks at their ends taken off."""
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip(" |")
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            lines.append(_Token(start, start + len(stripped), stripped))
    return lines


def _tokens(line: _Token) -> list[_Token]:
    """The cells of one line: between bars, or between blanks."""
    pattern = r"[^|]+" if "|" in line.text else r"\S+"
    found = []
    for match in re.finditer(pattern, line.text):
        word = match.group().strip()
        if word:
            start = line.start + match.start() + match.group().index(word[0])
            found.append(_Token(start, start + len(word), word))
    return found


def _declared_before(text: str, position: int) -> Column | None:
    """What 单位:万元 shortly before a table says."""
    matches = list(_DECLARED.finditer(text, max(0, position - 60), position))
    return unit_of(matches[-1]["unit"]) if matches else None


def _table_at(text: str, lines: Sequence[_Token], at: int) -> tuple[Tables, int] | None:
    """The table whose header begins at a line, with the number of the line after it."""
    head = _tokens(lines[at])
    declared = _declared_before(text, lines[at].start)
    if len(head) > 1:
        columns = [column(token.text, declared) for token in head]
        known = any(entry.unit is not None for entry in columns)
        if not known or any(_NOT_A_HEAD.search(token.text) for token in head):
            return None
        return _rows_of_lines(lines, at + 1, columns)
    # one cell a line: the header ends where the first row is counted
    if head and head[0].text.startswith(_SERIAL_HEADS):
        first = at + 1
        while first < len(lines) and first - at <= _MOST_COLUMNS and lines[first].text != "1":
            first += 1
        if first < len(lines) and lines[first].text == "1" and first - at >= 2:
            columns = [column(lines[number].text, declared) for number in range(at, first)]
            return _rows_of_cells(lines, first, columns)
    return None


def _rows_of_lines(
    lines: Sequence[_Token], at: int, columns: Sequence[Column]
) -> tuple[Tables, int] | None:
    """A table with one row a line: `1 香菇大棚 柳林镇 120座 360 214`."""
    cells: list[Cell] = []
    serials: list[tuple[int, int]] = []
    numbered = columns[0].title.startswith(_SERIAL_HEADS)
    while at < len(lines):
        tokens = _tokens(lines[at])
        counted = numbered and tokens[0].text.isdigit()
        bare = any(_NUMBER.match(token.text) for token in tokens)
        fits = counted or _TOTAL.match(tokens[0].text) or (not numbered and bare)
        if not fits or not 2 <= len(tokens) <= len(columns) + 2:
            break
        if counted:
            serials.append((tokens[0].start, tokens[0].end))
        cells += _row(tokens[counted:], columns[numbered:])
        at += 1
    return (Tables(tuple(cells), tuple(serials)), at) if cells else None


def _rows_of_cells(
    lines: Sequence[_Token], at: int, columns: Sequence[Column]
) -> tuple[Tables, int] | None:
    """A table with one cell a line: a row begins with the next number in order, or with 合计."""
    cells: list[Cell] = []
    serials: list[tuple[int, int]] = []
    wanted = sum(entry.unit is not None for entry in columns)
    number, row, begun = 1, list[_Token](), False
    while at < len(lines) and len(row) <= len(columns) + 1:
        token = lines[at]
        # 1 … 13: a cell can hold the next number by chance, so a row must be long enough
        numbers = sum(_NUMBER.match(entry.text) is not None for entry in row)
        full = not begun or numbers >= wanted or len(row) >= len(columns) - 1
        if token.text == str(number) and full:
            cells += _row(row, columns[1:])
            serials.append((token.start, token.end))
            number, row, begun = number + 1, [], True
        elif _TOTAL.match(token.text):
            cells += _row(row, columns[1:])
            row = [token]
        elif len(token.text) > _LONGEST_CELL:
            break
        else:
            row.append(token)
        at += 1
    cells += _row(row[: len(columns)], columns[1:])
    return (Tables(tuple(cells), tuple(serials)), at) if cells else None


_LONGEST_CELL = 60


def _row(tokens: Sequence[_Token], columns: Sequence[Column]) -> Iterator[Cell]:
    """The bare numbers of one row, each under its column."""
    if not tokens:
        return
    total = _TOTAL.match(tokens[0].text) is not None
    words = " ".join(token.text for token in tokens if not _NUMBER.match(token.text))
    numbers = [
        (index, token, match)
        for index, token in enumerate(tokens)
        if (match := _NUMBER.match(token.text))
    ]
    with_unit = [entry for entry in columns if entry.unit is not None]
    for order, (index, token, match) in enumerate(numbers):
        if len(tokens) == len(columns):
            chosen = columns[index]
        elif len(numbers) == len(with_unit):
            # 合计 and rows with merged cells: as many numbers as columns that can hold them
            chosen = with_unit[order]
        else:
            continue
        if chosen.unit is not None:
            yield Cell(token.start, token.start + match.end(), chosen, words[:40], total)


def _list_at(lines: Sequence[_Token], at: int) -> tuple[Tables, int] | None:
    """A list below 单位:万元: names and numbers, `中央财政专项扶贫资金 8240`."""
    match = _DECLARED.search(lines[at].text)
    declared = unit_of(match["unit"]) if match else None
    if declared is None or not match or lines[at].text[match.end() :].strip(" )"):
        return None
    head = Column("", declared.unit, declared.classifier, declared.factor)
    cells: list[Cell] = []
    following = at + 1
    while following < len(lines):
        line = lines[following]
        label = _LABEL.match(line.text)
        number = _NUMBER.match(line.text, label.end()) if label else None
        if label is None or number is None or line.text[number.end() :].strip(" |"):
            break
        name = label["label"].strip()
        start = line.start + number.start()
        total = _TOTAL.match(name) is not None
        cells.append(Cell(start, start + len(number["number"]), head, name, total))
        following += 1
    return (Tables(tuple(cells), ()), following) if cells else None
