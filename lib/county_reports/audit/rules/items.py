"""Things that a text names one by one and how many it says they are: 《甲》《乙》两个文件, 三本台账."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from county_reports.arithmetic.intervals import point
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

_ITEMS = claims.Relation("所列项目的个数", "how many things are listed")
_DOCUMENTS = claims.Relation("所列文件的个数", "how many documents are listed")
_PLACES = claims.Relation("所列乡镇、村的个数", "how many places are listed")

_MOST = 12
_FEW, _SHORTEST, _NAME = 12, 3, 5
_WHOLE_KINDS = re.compile(
    r"大[^,。;\d]{0,4}(?:产业|工程|行动|体系|板块|片区|类)"
    r"|个(?:片区|工作组|工作专班|专班|专项|专责|小组|方面|环节|层面|层次)"
    r"|级(?:书记|联动|组织|干部|网络)?"
)
_UNITS = frozenset({"count", "village", "township", "household"})
_ETC = re.compile(r"等$")
_LAST_AND = re.compile(r"以及|和(?!谐|睦)|与(?!会)|及(?!时|格)")
_VERB = re.compile(
    r"建成|新建|建立|实施|完成|投入|共|有(?!效|关|机|序)|为|达|的|是|了|举办|召开|开展|新增|获|在|到|各|每|第|成立|培育|打造|引进"
)
_ITEM = re.compile(r"[^\d。;、]{1,16}")
_BOOKS = re.compile(
    r"(?:《[^《》]{2,80}》(?:\([^()]{1,20}\))?[、,和及与]?(?:以及)?){2,20}(?P<etc>等)?(?:共|这)?$"
)
_BOOK = re.compile(r"《[^《》]{2,80}》")
_PAPER = re.compile(
    r"[^,。;\d]{0,8}(?:文件|方案|意见|办法|制度|政策|规划|通知|规定|细则|制度性|文)"
)
_AFTER = re.compile(r"[^,。;\d()、]{0,5}[(:](?P<names>[^()。;:\d]{4,160}?)[)。;]")
_PLACE = re.compile(r"[一-鿿]{1,6}(?:镇|乡|村|街道|社区|办事处|苏木|嘎查)")
_WIDEST = 200


def items_named(ledger: Ledger) -> Iterator[Finding]:
    """What stands in a list right before a number is as many: `项目申报、资金拨付、竣工验收三本台账`.

    Limits: three to twelve things, joined by 、 in one stretch up to the number; called wrong only
    where short names stand right before 大产业, 个片区 and the like and are one too many or too few.
    """
    for entry in ledger.entries:
        if entry.unit not in _UNITS or not entry.is_exact or not 3 <= entry.value <= _MOST:
            continue
        if ledger.text[entry.start - 1 : entry.start] == "、":
            continue
        count = _counted_before(ledger, entry)
        if count is not None and (count == entry.value or _surely_all(ledger, entry, count)):
            yield _count(_ITEMS, entry, count)


def _counted_before(ledger: Ledger, entry: Entry) -> int | None:
    previous = ledger.previous(entry)
    begin = max(entry.passage.sentence[0], entry.start - _WIDEST, previous.end if previous else 0)
    segment = _ETC.sub("", ledger.text[begin : entry.start])
    # the list begins in the clause of its first 、; what stands before a comma there is another
    # matter
    names = segment.split("、")
    if len(names) < 2:
        return None
    first, middle, last = re.split(r"[,:]", names[0])[-1], names[1:-1], names[-1]
    if not first or any(not _ITEM.fullmatch(each) or "," in each for each in (*middle, last)):
        return None
    if _VERB.search(last) or len(last) > 12:
        return None
    parted = [each for each in _LAST_AND.split(last) if each]
    return len(names) + (1 if len(parted) == 2 else 0)


def _count(relation: claims.Relation, entry: Entry, count: int) -> Finding:
    formula = f"文中列出{count}"
    return claims.equality(
        relation, entry, (), point(Decimal(count)), formula, hypotheses=("misprint",)
    )


def _surely_all(ledger: Ledger, entry: Entry, count: int) -> bool:
    """Whether a list right before its number is one too long or too short: 东、中、西五个片区."""
    if abs(count - int(entry.value)) != 1 or entry.value > _FEW or count < _SHORTEST:
        return False
    before = ledger.text[max(entry.passage.clause[0], entry.start - _WIDEST) : entry.start]
    names = before.split("、")
    if before.endswith("等") or re.search(r"等$|以及其他|其他", names[-1]):
        return False
    short = all(len(name.strip('“”"')) <= _NAME for name in names[1:])
    return (
        short
        and len(names) == count
        and bool(_WHOLE_KINDS.match(entry.text[-1:] + ledger.after(entry, 6)))
    )


def documents_named(ledger: Ledger) -> Iterator[Finding]:
    """Titles right before a number are as many: `出台《甲方案》《乙办法》两个文件`.

    Limits: after 等 the list is a choice; it is called wrong only when it is longer than the number.
    """
    for entry in ledger.entries:
        if entry.unit != "count" or not entry.is_exact or not 2 <= entry.value <= _MOST:
            continue
        if ledger.text[max(0, entry.start - 2) : entry.start].strip("等共这、")[-1:] != "》":
            continue
        if not _PAPER.match(ledger.text, entry.end, entry.end + 14):
            continue
        books = _BOOKS.search(ledger.text, max(0, entry.start - 4 * _WIDEST), entry.start)
        if books is None:
            continue
        count = len(_BOOK.findall(books.group()))
        if books["etc"] is None or count >= entry.value:
            yield _count(_DOCUMENTS, entry, count)


def places_named(ledger: Ledger) -> Iterator[Finding]:
    """Places in a bracket or after a colon are as many as said: `3个镇(甲镇、乙镇、丙镇)`.

    Limits: every name ends in 镇, 乡, 村 …, and there is no 等.
    """
    for entry in ledger.entries:
        if entry.unit not in {"township", "village"} or not entry.is_exact:
            continue
        found = _AFTER.match(ledger.text, entry.end, entry.end + _WIDEST)
        if found is None or not 2 <= entry.value <= 20 or "等" in found["names"]:
            continue
        names = re.split(r"[、,和及与]", found["names"])
        if len(names) > 1 and all(_PLACE.fullmatch(each) for each in names):
            yield _count(_PLACES, entry, len(names))


_DIGITS = "一二三四五六七八九十"
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![第之])(?P<n>[{_DIGITS}])是",
        rf"第(?P<n>[{_DIGITS}])[,、:是]",
        rf"\((?P<n>[{_DIGITS}])\)",
        r"\((?P<n>\d)\)",
        r"(?<![\d.])(?P<n>\d)[.、](?!\d)",
        rf"(?<=\n)\s*(?P<n>[{_DIGITS}])、",
    )
)
_LEADS_IN = re.compile(r"[^。;,:\d]{0,18}[:。,]\s*")
_ONE_BY_ONE = re.compile(r"(?:个)?(?:方面|大|项|条|点|类|个|种)")
_ENUMERATION = 6000
_ENUMERATED = claims.Relation("逐条列举的条数", "how many points are listed one by one")


def enumerated(ledger: Ledger) -> Iterator[Finding]:
    """Points told one by one (一是…二是…; (一)…(二)…) are as many as announced: `存在四个方面的不足:一是…`.

    Limits: the first point stands right behind the number, the points are of one kind of mark; a
    list is called wrong only where it is shorter than announced, for a longer one may be nested.
    """
    for entry in ledger.entries:
        if entry.unit != "count" or not entry.is_exact or not 2 <= entry.value <= _MOST:
            continue
        lead = _LEADS_IN.match(ledger.text, entry.end)
        if lead is None or not _ONE_BY_ONE.search(entry.text + ledger.after(entry, 3)):
            continue
        for mark in _MARKS:
            first = mark.match(ledger.text, lead.end())
            if first is not None and _order(first["n"]) == 1:
                count = _points(ledger.text, mark, first)
                if count > 1:
                    yield _count(_ENUMERATED, entry, min(count, int(entry.value)))
                break


def _order(written: str) -> int:
    return int(written) if written.isdigit() else _DIGITS.index(written) + 1


def _points(text: str, mark: re.Pattern[str], first: re.Match[str]) -> int:
    """How far the points go on: the highest number that follows its predecessor."""
    reached = 1
    for found in mark.finditer(text, first.end(), first.end() + _ENUMERATION):
        order = _order(found["n"])
        if order == reached + 1:
            reached = order
        elif order == 1 and reached > 1:
            # the next list begins
            break
    return reached


RULES = (
    Rule("points-listed", "counts", _ENUMERATED.zh, _ENUMERATED.en, enumerated),
    Rule("items-named", "counts", _ITEMS.zh, _ITEMS.en, items_named),
    Rule("documents-named", "counts", _DOCUMENTS.zh, _DOCUMENTS.en, documents_named),
    Rule("places-named", "counts", _PLACES.zh, _PLACES.en, places_named),
)
