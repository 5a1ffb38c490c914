"""Parts of totals, kinds of sums, members of sets, pairs: figures that are judged together."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
observations = made["observations"]


def indicators(text: str) -> list[tuple[str, str | None]]:
    return [(o.quantity.text, o.indicator) for o in observations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 其中, in the sentence and at the beginning of the next one
        (
            "全县易地扶贫搬迁1250户4370人,其中集中安置980户3420人。",
            ["relocation.households", "relocation.persons", None, None],
        ),
        (
            "全县易地扶贫搬迁1250户4370人。其中,搬迁建档立卡贫困户980户3420人。",
            ["relocation.households", "relocation.persons", None, None],
        ),
        # a part that is a figure of its own kind
        (
            "全县有建档立卡贫困户2610户8760人,其中已脱贫2480户8230人。",
            [
                "registry.registered_households", "registry.registered_persons",
                "registry.lifted_households_total", "registry.lifted_persons_total",
            ],
        ),
        # a list that adds up to what stands before it
        (
            "投入财政专项扶贫资金1135万元。中央财政专项扶贫资金700万元、省级财政专项扶贫资金435万元。",
            ["funding.special", None, None],
        ),
        # a list that does not
        (
            "发放产业奖补资金520万元,发放扶贫小额信贷3600万元。",
            ["industry.funds", "finance.loans"],
        ),
        # kinds below a sum
        (
            "查处扶贫领域腐败案件22件,共处理56人,给予党纪处分28人,移送司法2人。",
            ["supervision.discipline_cases", "supervision.persons_punished", None, None],
        ),
    ],
)  # fmt: skip
def test_parts(text: str, expected: list[str | None]) -> None:
    assert [indicator for _, indicator in indicators(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县有贫困村192个。企业定点帮扶33个贫困村。", ["registry.poor_villages", None]),
        ("全县有贫困村192个。工作队为192个贫困村送去农资。",
         ["registry.poor_villages", "registry.poor_villages"]),
        ("全县192个贫困村都派驻了工作队。", ["registry.poor_villages"]),
        ("督查组抽查了12个贫困村。", [None]),
    ],
)  # fmt: skip
def test_members_of_a_set(text: str, expected: list[str | None]) -> None:
    assert [indicator for _, indicator in indicators(text)] == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("剩余318户425人贫困人口的饮水安全全面达标。", "registry.remaining_"),
        ("全县剩余214户贫困户492人。", "registry.remaining_"),
        ("2018年又有1836户6150人脱贫。", "registry.lifted_"),
    ],
)
def test_households_and_persons_have_one_meaning(text: str, group: str) -> None:
    found = [indicator for _, indicator in indicators(text)]
    assert len(found) == 2
    assert all(indicator is not None and indicator.startswith(group) for indicator in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what money was for, when its own clause says only that it was spent
        ("投资830万元,硬化通村公路36公里。", "transport.funds"),
        ("投资463万元,解决了17个村7200人的饮水困难。", "water.funds"),
        ("投资2640万元,实施了1650户贫困户危房改造。", "housing.funds"),
        ("投资830万元,硬化公路36公里;投资481万元,解决饮水困难。", "transport.funds"),
        # the words before the next amount are that one's
        ("投资830万元,群众满意;投资481万元,解决饮水困难。", None),
    ],
)
def test_what_money_was_for(text: str, expected: str | None) -> None:
    assert indicators("全县扎实推进各项工作。" + text)[0][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县面积1860平方公里。", "profile.area"),
        ("全县山区面积1860平方公里。", None),
        ("全县人口36万人。", "profile.population"),
        ("全县通自来水人口36万人。", "water.persons"),
        ("全县系统就业人口3.6万人。", "employment.employed"),
    ],
)
def test_the_word_alone(text: str, expected: str | None) -> None:
    assert indicators(text)[0][1] == expected
