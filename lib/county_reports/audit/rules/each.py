"""One for each, and what each can have: teams and villages, members and teams, money and heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Ledger
from county_reports.audit.rule import Rule
from county_reports.audit.rules.products import distance

_FEWEST = 2
_ONE_EACH = claims.Relation("每村（单位）一个，两数相等", "one for each: the two numbers are equal")
_SMALL = claims.Relation("人均或户均金额的合理范围", "a plausible amount a head or household")
_TEAM_SIZE = claims.Relation("每支驻村工作队的人数", "members a team")
_ONE = re.compile(
    r"每(?:个)?(?:贫困|行政|脱贫|重点)?村(?:都|均)?(?:[^,。;\d]{0,6}?)(?:一|1)(?P<what>支|名|个|位|家)"
    r"|(?:一村一|村村有|一个村一|一村派一|一对一)(?P<which>[名支队个室站社所]?)"
)
_BIND = re.compile(
    r"帮扶|驻|任|结对|派|分包|联系|包|组成|组建|选|对口|入驻|联姻|配|设|聘|建成|覆盖"
)
_FEWEST_EACH = 10
_NOT_EACH = re.compile(r"每村[^,。;]{0,4}(?:[2-9两二三四五]|至少|不少于|\d{2})")
_MOST_HEAD = {"person": Decimal(500_000), "household": Decimal(1_500_000)}
_LEAST_HEAD = Decimal(5)
_REACHED = re.compile(r"惠及|受益|资助|补助|救助|慰问|涉及|给")
_TEAM = Interval(Decimal(1), Decimal(20))
_GIVEN = re.compile(r"(?:发放|补助|资助|慰问|救助|兑付|兑现)[^,。;\d]{0,12}$")


def one_for_each(ledger: Ledger) -> Iterator[Finding]:
    """As many teams, cadres or firms as villages, one for each.

    `68个单位组成工作队帮扶68个贫困村`, and where the text says so (每村一支, 一村一名) the numbers must be equal. Limits:
    without these words equal numbers of ten or more, side by side with a verb of sending, confirm.
    """
    for village in ledger.entries:
        if village.unit != "village" or village.value < _FEWEST_EACH or not village.is_exact:
            continue
        sentence = ledger.sentence(village)
        told = _ONE.search(sentence)
        for other in (ledger.previous(village), ledger.following(village)):
            if other is None or other.unit not in {"count", "person"} or not other.is_exact:
                continue
            if other.passage.sentence != village.passage.sentence:
                continue
            first, second = sorted((village, other), key=lambda entry: entry.start)
            between = ledger.between(first, second)
            bound = bool(_BIND.search(between)) and len(between) <= 40 and "其中" not in between
            same = other.value == village.value
            if not bound or _NOT_EACH.search(sentence):
                continue
            # 派出97支队: with 每村一支 the two must be the same
            said = told and (told["what"] or told["which"] or "") in other.text
            covers = said and told and (told["what"] or told["which"])
            if same or covers:
                yield claims.equality(
                    _ONE_EACH, other, (village,), village.interval, village.text,
                    hypotheses=("misprint",),
                )  # fmt: skip


def members_a_team(ledger: Ledger) -> Iterator[Finding]:
    """Members ÷ teams is what a village's team can have, 1 to 20: `驻村工作队128支、队员384名`.

    Limits: teams and members next to each other in one sentence.
    """
    for teams in ledger.of("assistance.teams"):
        members = ledger.following(teams)
        if members is None or members.unit != "person" or teams.unit != "count":
            continue
        own = members.indicator in {"assistance.team_members", None}
        beside = re.fullmatch(
            r"[、,(共有计选派驻村工作队员成干部约]{0,14}", ledger.between(teams, members)
        )
        if own and beside and teams.value and teams.value >= _FEWEST_EACH:
            yield claims.band(
                _TEAM_SIZE, (members, teams), members.interval.over(teams.interval), _TEAM,
                formula=f"{members.text} ÷ {teams.text}", hypotheses=("misprint",),
            )  # fmt: skip


def money_a_head(ledger: Ledger) -> Iterator[Finding]:
    """Money that was paid out, over those who got it, is what one can get: not 2元, not 80万元.

    `发放补助金1.2亿元,惠及贫困户38户` is implausible. Limits: side by side in one sentence, wide bands that
    find a lost
    decimal point or a wrong 万 and 亿; what is plausible is not told.
    """
    for money in ledger.entries:
        if (
            money.unit != "CNY"
            or not money.is_reported
            or not _GIVEN.search(ledger.before(money, 18))
        ):
            continue
        for heads in (ledger.previous(money), ledger.following(money)):
            if heads is None or heads.unit not in _MOST_HEAD or heads.value < _FEWEST:
                continue
            if heads.passage.sentence != money.passage.sentence or distance(heads, money) > 16:
                continue
            # 发放资助金3215万元,劝返学生十二名: the next figure is another matter
            if heads.index > money.index and not _REACHED.search(ledger.between(money, heads)):
                continue
            found = claims.band(
                _SMALL, (money, heads), money.interval.over(heads.interval),
                Interval(_LEAST_HEAD, _MOST_HEAD[heads.unit]),
                formula=f"{money.text} ÷ {heads.text}", unit="CNY",
                hypotheses=("decimal point", "misprint"),
            )  # fmt: skip
            if not found.holds:
                yield found
                break


RULES = (Rule("one-for-each", "products", _ONE_EACH.zh, _ONE_EACH.en, one_for_each),)
BOUNDS = (
    Rule("money-a-head", "products", _SMALL.zh, _SMALL.en, money_a_head),
    Rule("team-size", "products", _TEAM_SIZE.zh, _TEAM_SIZE.en, members_a_team),
)
