"""An explanation to look at: lines for a terminal, HTML for a notebook, an object for programs.

Text from reports is escaped in HTML, and its control characters are shown as such everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from unicodedata import east_asian_width

from county_reports.comparison import quotes
from county_reports.extraction.evidence import Why
from county_reports.extraction.explanation import Explanation, Match, Miss, Option
from county_reports.extraction.records import record
from county_reports.highlight import escape, theme_style, visible

WIDTH = 100
_ANSWER = 22
_SPACE = re.compile(r"\s+")
_OPENING, _CLOSING = r"「『“(《（!<>=#~", r"」』”)》】），。；、,;:.…|"
_HAN = r"\u2e80-\u9fff\uff00-\uffef"
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_HAN}][{_CLOSING}]*\s*"
    rf"|[^{_HAN}]+?(?:(?<=\|)|(?=[{_OPENING}]*[{_HAN}]))|[^{_HAN}]+"
)
_PLACES = {
    "left": "beside it, before",
    "right": "beside it, after",
    "clause-left": "before it in its clause",
    "clause-right": "after it in its clause",
    "before": "in the clause before",
    "far": "far before it",
    "after": "later in the sentence",
    "heading": "in the heading",
    "theme": "theme of the heading",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The explanation of one figure; shows itself in a notebook, prints itself on a terminal."""

    explanation: Explanation

    def __str__(self) -> str:
        return "\n".join(_lines(self.explanation))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return html(self.explanation)

    def record(self) -> dict[str, object]:
        """The explanation as a JSON object."""
        return fields(self.explanation)


def fields(why: Explanation) -> dict[str, object]:
    """The explanation as a JSON object; `observation` has the fields of ``county-reports read``."""
    report = why.report
    first, last = quotes.sentence_span(report.source, why.start, why.end)
    return {
        "report": report.id,
        "file": report.metadata.file,
        "start": why.start,
        "end": why.end,
        "text": why.text,
        "kind": why.kind,
        "sentence": report.source[first:last],
        "sentence_start": first,
        "sections": list(why.sections),
        "number": [asdict(each) for each in why.number],
        "meaning": [asdict(each) for each in why.meaning],
        "indicator": None if why.best is None else asdict(why.best),
        "confidence": why.confidence,
        "rivals": [asdict(each) for each in why.rivals],
        "near_misses": [asdict(each) for each in why.misses],
        "notes": list(why.notes),
        "observation": None if why.observation is None else record(report, why.observation),
    }


def _quote(why: Explanation) -> tuple[str, str]:
    """The sentence before and after the figure, on one line."""
    first, last = quotes.sentence_span(why.report.source, why.start, why.end)
    spare = quotes.LONGEST // 2
    before, after = why.report.source[first : why.start], why.report.source[why.end : last]
    before, after = _flat(before).lstrip(), _flat(after).rstrip()
    cut_before, cut_after = len(before) > spare, len(after) > spare
    return (
        ("…" if cut_before else "") + before[-spare:],
        after[:spare] + ("…" if cut_after else ""),
    )


def _flat(text: str) -> str:
    """A text on one line."""
    return _SPACE.sub(" ", text)


def _headline(why: Explanation) -> str:
    observation = why.observation
    if why.kind == "nothing":
        return "the report holds no figure"
    if why.kind != "measure" or observation is None:
        return "not read" if why.kind == "unread" else f"set aside: {why.kind}"
    return observation.indicator or "no indicator"


# ---- lines


def _wide(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - _wide(text), 0)


def _pieces(text: str) -> Iterator[str]:
    """Where a line may be broken: at blanks, between Chinese characters, never in the figure."""
    for word in re.findall(r"【[^】]{1,40}】\s*|[^\s【]+\s*|\s+|【", text):
        if word.startswith("【"):
            yield word
        else:
            yield from _PIECE.findall(word)


def wrapped(text: str, indent: int, hanging: int | None = None) -> list[str]:
    """A paragraph in lines of at most 100 columns, the later ones indented by `hanging`."""
    later = indent if hanging is None else hanging
    lines, line = [], " " * indent
    for piece in _pieces(visible(text)):
        if _wide(line) + _wide(piece.rstrip()) > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = " " * later
        line += piece
    return [*lines, line.rstrip()]


def _lines(why: Explanation) -> Iterator[str]:
    head = f"{why.report.id}:{why.start}  {_flat(why.text)}  {_headline(why)}"
    yield from wrapped(head, 0, 2)
    yield ""
    before, after = _quote(why)
    yield from wrapped(f"{before}【{_flat(why.text)}】{after}", 2)
    if why.sections:
        yield from wrapped("§ " + _flat(" > ".join(why.sections)), 2, 4)
    yield from _block("The number", (_reason(each) for each in why.number))
    yield from _block("The meaning", (_reason(each) for each in why.meaning))
    if why.best is not None:
        title = f"The indicator: {why.best.indicator} {why.best.zh}"
        yield from _block(title, [*_option(why.best, named=False), _ahead(why)])
    yield from _block("The rivals", (line for each in why.rivals for line in _option(each)))
    yield from _block("Near misses", (line for each in why.misses for line in _miss(each)))
    yield from _block("Notes", (wrapped(f"- {_flat(note)}", 2, 4) for note in why.notes))


def _block(title: str, paragraphs: Iterable[list[str]]) -> Iterator[str]:
    shown = list(paragraphs)
    if shown:
        yield ""
        yield title
        for lines in shown:
            yield from lines


def _because(why: Why) -> str:
    return f"{why.because}: 「{_SPACE.sub('', why.words)}」" if why.words else why.because


def _reason(why: Why) -> list[str]:
    columns = [(why.about, 11), (_flat(why.answer or "-") + " ", _ANSWER)]
    return wrapped_columns(columns, _flat(_because(why)), 2)


def wrapped_columns(columns: Sequence[tuple[str, int]], last: str, indent: int) -> list[str]:
    """One row of columns with their widths; the last column takes what is left."""
    front = "".join(_padded(text, width) for text, width in columns)
    return wrapped(front + last, indent, indent + sum(width for _, width in columns))


def _option(option: Option, *, named: bool = True) -> Iterator[list[str]]:
    score = f"{option.score:.2f}"
    if named:
        yield wrapped_columns([(score, 6)], f"{option.indicator} {option.zh}", 2)
    wording = (
        f"wording {option.wording}" if named else f"score {score} by the wording {option.wording}"
    )
    yield wrapped(wording, 8 if named else 2, 10)
    for match in option.matches:
        yield _match(match)
    if abs(option.rest) >= 0.01:
        yield wrapped_columns(
            [(f"{option.rest:+.2f}", 7)], "for heading, time and distance", 8
        )  # fmt: skip


def _match(match: Match) -> list[str]:
    said = "" if match.term == match.word else f" for {_short(match.term)}"
    return wrapped_columns(
        [(f"{match.points:+.2f}", 7), (f"「{match.word}」", 16)],
        f"{_PLACES.get(match.place, match.place)}{said}", 8,
    )  # fmt: skip


def _short(term: str) -> str:
    words = term.split("|")
    return term if len(words) <= 4 else "|".join(words[:4]) + "|…"


def _ahead(why: Explanation) -> list[str]:
    if not why.rivals:
        return wrapped("no other indicator is possible (confidence 1)", 2)
    return wrapped(f"ahead of the next by {100 * why.confidence:.0f} % of its score", 2)


def _miss(miss: Miss) -> Iterator[list[str]]:
    yield wrapped(f"{miss.indicator} {miss.zh}", 2, 4)
    yield wrapped("ruled out: " + "; ".join(_fault(fault) for fault in miss.faults), 8, 10)
    words = ", ".join(f"「{m.word}」 {_PLACES.get(m.place, m.place)}" for m in miss.matches)
    yield wrapped(f"although {words}", 8, 10)


def _fault(fault: str) -> str:
    """A fault with a long list of missing words cut short."""
    start, mark, words = fault.partition("missing ")
    return start + mark + _short(words) if mark else fault


# ---- HTML


def html(why: Explanation) -> str:
    """The explanation as HTML that loads nothing; everything from the report is escaped."""
    before, after = _quote(why)
    theme = why.observation.theme if why.observation else None
    place = f"{escape(why.report.id)}:{why.start}"
    mark = f'<mark style="{theme_style(theme)}">{escape(why.text)}</mark>'
    parts = [
        f"<div><b>{escape(why.text)}</b> · {escape(_headline(why))} · {place}</div>",
        f'<blockquote lang="zh">{escape(before)}{mark}{escape(after)}</blockquote>',
    ]
    if why.sections:
        parts.append(f"<div>§ {escape(' > '.join(why.sections))}</div>")
    parts.append(_reasons("The number 数值", why.number))
    parts.append(_reasons("The meaning 含义", why.meaning))
    options = [option for option in (why.best, *why.rivals) if option is not None]
    parts.append(
        _table(
            "The indicator and its rivals 指标与备选",
            ("score", "indicator", "wording", "words found"),
            [_option_row(option) for option in options],
        )
    )
    rows = [
        (f"{miss.indicator} {miss.zh}", "; ".join(_fault(f) for f in miss.faults),
         _found(miss.matches))
        for miss in why.misses
    ]  # fmt: skip
    head = ("indicator", "ruled out because", "although")
    parts.append(_table("Near misses 排除的指标", head, rows))
    if why.notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in why.notes)
        parts.append(f"<ul>{items}</ul>")
    return f'<div class="county-reports-explanation">{"".join(parts)}</div>'


def _found(matches: Iterable[Match]) -> str:
    return ", ".join(
        f"{m.word} ({_PLACES.get(m.place, m.place)}, {m.points:+.2f})" for m in matches
    )


def _option_row(option: Option) -> tuple[str, str, str, str]:
    rest = (
        f", {option.rest:+.2f} for heading, time and distance" if abs(option.rest) >= 0.01 else ""
    )
    return (
        f"{option.score:.2f}",
        f"{option.indicator} {option.zh}",
        option.wording,
        _found(option.matches) + rest,
    )


def _reasons(title: str, reasons: Sequence[Why]) -> str:
    rows = [(why.about, why.answer or "-", _because(why)) for why in reasons]
    return _table(title, ("", "read as", "because"), rows)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    cells = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in head)
    lines = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(c)}</td>' for c in row) + "</tr>"
        for row in rows
    )
    caption = f'<caption style="text-align:left;font-weight:600">{escape(title)}</caption>'
    return f"<table>{caption}<thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
