"""What a report says about itself: county, year, title, author, source, date, address.

Whatever the text does not say plainly stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from county_reports.model import Metadata, Region
from county_reports.reading import county_names, years
from county_reports.reading.headings import labelled_line
from county_reports.reading.lines import CAMPAIGN, Line, body_lines, prose_bounds, split_lines
from county_reports.reading.matching import FOLDING

FIELDS = (
    "county", "prefecture", "province", "year", "published", "title", "author", "source", "url",
)  # fmt: skip

_VALUE = r"\s*(?P<value>[^\s|()\[\]。;]{2,40}"
_SOURCE = re.compile(
    rf"(?:信息来源|文章来源|稿件来源|来源|稿源|供稿单位|发布机构|发文机关){':'}{_VALUE})"
)
_AUTHOR = re.compile(
    r"(?:作者|撰稿|供稿)\s*:\s*(?P<value>[\u4e00-\u9fffA-Za-z·]{2,12}(?:[ 、][\u4e00-\u9fff]{2,4})*)"
)
_REPORTER = re.compile(
    r"(?:\(|^|\s)(?:本报|本网|特约)?(?:记者|通讯员)\s+(?P<value>[\u4e00-\u9fff]{2,4}"
    r"(?:[ 、]+(?:(?:记者|通讯员)\s+)?[\u4e00-\u9fff]{2,4})*?)(?=\)|$|\s*$)"
)
_BYLINE = re.compile(
    r"^[\u4e00-\u9fff]{0,14}(?:书记|县长|区长|市长|旗长|主任|局长|主席|部长)\s+(?P<value>[\u4e00-\u9fff]{2,4})$"
)
_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]+")
_QUOTED_TITLE = re.compile(r"^《(?P<value>[^《》]{6,60})》")
_NOT_A_TITLE = re.compile(r"^(?:[-—(\[]|本报讯|尊敬的|各位|同志们)|[:,;]$|^\d")
# 云嶂日报 2018-12-20 第03版: the line of a newspaper or a page above the text.
_MASTHEAD = re.compile(r"日报|晚报|周刊|第\s?\d+版|来源|发布|时间|日期|记者|浏览|字号|星期")
_DEDICATION = re.compile(r"^\(?20\d\d年|^\(|日\)?$")
_ORGANISATION = re.compile(r"(?:局|办公室|办|委|委员会|政府|领导小组|指挥部|中心|部|院|协会)$")
_TITLE_LENGTH = 60


def complete(
    declared: Metadata,
    source: str,
    boilerplate: Sequence[Region] = (),
    breaks: Sequence[tuple[int, int]] = (),
) -> Metadata:
    """Fill what `declared` leaves open with what the text says; `found` names those fields.

    Example: a report without a row in the manifest gets county 隆回县, year 2019.
    """
    wanted = [name for name in FIELDS if getattr(declared, name) is None]
    if not wanted:
        return declared
    said = find(source, boilerplate, breaks)
    if declared.county is not None and said.get("county") != declared.county:
        # another place's prefecture and province would be wrong here
        said = {k: v for k, v in said.items() if k not in ("prefecture", "province")}
    new = {name: said[name] for name in wanted if said.get(name) is not None}
    return replace(declared, **new, found=tuple(new))  # type: ignore[arg-type]


def find(
    source: str,
    boilerplate: Sequence[Region] = (),
    breaks: Sequence[tuple[int, int]] = (),
) -> dict[str, str | int | None]:
    """The fields that the text itself gives, by name; what it does not give is None."""
    lines = split_lines(source)
    body = body_lines(lines, boilerplate)
    folded = source.translate(FOLDING)
    furniture = [folded[region.start : region.end] for region in boilerplate]
    first, last = prose_bounds(body)
    text = "\n".join(line.text for line in body)
    cut = {start for start, _ in breaks}
    title = _title([line for line in body[:first] if line.end not in cut]) or _quoted_title(
        furniture
    )
    url = _url(source, boilerplate)
    signed = body[last:]
    mastheads = [line.text for line in body[:first] if _MASTHEAD.search(line.text)]
    published = _published([*furniture, *mastheads], signed, url)
    headings = [line.text for line in body if labelled_line(line) or len(line.text) <= 40]
    place = county_names.find(text, title)
    return {
        "county": place.county if place else None,
        "prefecture": place.prefecture if place else None,
        "province": place.province if place else None,
        "year": years.find(text, title, headings, published),
        "published": published,
        "title": title,
        "author": _author(furniture, body[: first + 1]),
        "source": _source(furniture) or _signature(signed),
        "url": url,
    }


def _title(header: Sequence[Line]) -> str | None:
    """The first line above the text that can be a title, with the subtitle below it."""
    fitting = [
        n
        for n, line in enumerate(header)
        if 5 <= len(line.text) <= _TITLE_LENGTH
        and line.characters >= 4
        and not line.is_finished
        and not _NOT_A_TITLE.search(line.text)
        and labelled_line(line) is None
    ]
    named = [n for n in fitting if CAMPAIGN.search(header[n].text) or "县" in header[n].text]
    for n in fitting[:1] if not named or _has_subtitle(header, fitting[0]) else named[:1]:
        title = header[n].text
        return title + header[n + 1].text if _has_subtitle(header, n) else title
    return None


def _has_subtitle(header: Sequence[Line], n: int) -> bool:
    return n + 1 < len(header) and header[n + 1].text.startswith(("——", "--"))


def _quoted_title(furniture: Sequence[str]) -> str | None:
    for text in furniture:
        match = _QUOTED_TITLE.match(text)
        if match:
            return match["value"]
    return None


def _url(source: str, boilerplate: Sequence[Region]) -> str | None:
    """The one address of a page in the furniture; home pages do not count."""
    found: list[str] = []
    for region in boilerplate:
        for match in _URL.finditer(source[region.start : region.end]):
            url = match.group().rstrip(".,;:")
            path = url.partition("://")[2].partition("/")[2]
            if path and url not in found:
                found.append(url)
    return found[0] if len(found) == 1 else None


def _published(furniture: Sequence[str], signed: Sequence[Line], url: str | None) -> str | None:
    printed = [text for text in furniture if len(text) <= 120 and "Copyright" not in text]
    for text in printed:
        date = years.date_in(text)
        if date:
            return date
    for line in signed:
        if _DEDICATION.search(line.text) and len(line.text) <= 20:
            date = years.date_in(line.text)
            if date:
                return date
    return years.date_in_url(url) if url else None


def _author(furniture: Sequence[str], opening: Sequence[Line]) -> str | None:
    for text in furniture:
        match = _AUTHOR.search(text) or _BYLINE.match(text)
        if match:
            return match["value"]
    for text in (*furniture, *(line.text[:60] for line in opening)):
        match = _REPORTER.search(text)
        if match:
            names = re.sub(r"(?:记者|通讯员)\s+", "", match["value"])
            return " ".join(re.split(r"[ 、]+", names))
    return None


def _source(furniture: Sequence[str]) -> str | None:
    for text in furniture:
        match = _SOURCE.search(text)
        if match and not match["value"].startswith("http"):
            return match["value"]
    return None


def _signature(signed: Sequence[Line]) -> str | None:
    """The office that signs at the end, above the date: 某县扶贫开发办公室."""
    for line in signed:
        if len(line.text) <= 24 and _ORGANISATION.search(line.text) and not line.is_finished:
            return line.text
    return None
