"""Sentences of a portrait: they say each figure once, its period, its rivals, and no more."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

import factories as given
from county_reports import codebook
from county_reports.comparison import portrait as made
from county_reports.comparison import sentences as said
from county_reports.comparison import tables
from county_reports.comparison.alignment import Figure
from county_reports.comparison.portrait_plan import plans
from county_reports.extraction import observe

LANGUAGES = ("zh", "en")
CLAUSES = [
    (plan.id, clause)
    for plan in plans().values()
    for sentence in plan.sentences
    for clause in sentence
]


def of(text: str, block: str, language: str = "en") -> list[str]:
    report = given.report(text)
    table = tables.observations_frame([(report, observe(report))])
    portrait = made.portrait(table, report.metadata, report.source)
    return [said.text(each) for each in said.sentences(portrait[block], language)]


def entry(indicator: str, *figures: Figure) -> made.Entry:
    known = codebook.load().indicators[indicator]
    items = [
        made.Item(indicator, known.theme, known.zh, known.en, figure, None, "原句")
        for figure in figures
    ]
    first = items[0] if items else None
    missing = None if items else "not reported"
    return made.Entry(indicator, known.zh, known.en, first, missing, None, tuple(items[1:]))


def figure(value: int | str, unit: str, start: int = 0, **more: object) -> Figure:
    cells = {"high": None, "bound": "exact", "period": "2019", "scope": "county",
             "status": "reported", "restoration": None, "end": start + 3, "text": "三个字",
             "object": None} | more  # fmt: skip
    return Figure(value=Decimal(value), unit=unit, start=start, **cells)  # type: ignore[arg-type]


def sentences(block: str, *entries: made.Entry, language: str = "en") -> list[str]:
    plan = plans()[block]
    named = {each.indicator: each for each in entries}
    every = [
        named.get(name) or entry(name)
        for name, known in codebook.load().indicators.items()
        if known.theme in plan.themes
    ]
    return [said.text(x) for x in said.sentences(made.Block(plan, tuple(every)), language)]


# ---- the templates


@pytest.mark.parametrize(("block", "clause"), CLAUSES)
def test_a_clause_names_the_same_figures_in_both_languages(block, clause) -> None:
    names = said.slots(clause)
    assert names
    assert sorted(names) == sorted(found.group(1) for found in said.SLOT.finditer(clause.en))
    for name in names:
        assert codebook.load().indicators[name].theme in plans()[block].themes
    bare = said.SLOT.sub("", clause.zh + clause.en)
    assert not re.search(r"[{}|\d]", bare), "no figure and no broken slot among the words"


CLAIMS = re.compile(
    r"降至|降到|下降|提高|增加|因此|由于|使得|从而|促进|有效|显著|全部|"
    r"\b(reduced|fell|rose|increased|decreased|because|thanks|therefore|led to|so that|only|"
    r"successful|effective|achieved|improved)\b"
)


@pytest.mark.parametrize(("block", "clause"), CLAUSES)
def test_a_clause_claims_no_change_cause_or_success(block, clause) -> None:
    assert not CLAIMS.search(clause.zh + " " + clause.en), block


def test_clauses_of_two_come_before_those_of_each() -> None:
    for plan in plans().values():
        for sentence in plan.sentences:
            single: set[str] = set()
            for clause in sentence:
                names = said.slots(clause)
                if len(names) > 1:
                    assert not single.intersection(names), (plan.id, clause.zh)
                single.update(names if len(names) == 1 else ())


# ---- what is said


SAID = [
    ("解决了1830户6020人的饮水问题。", "water",
     ["Given safe water: 1,830 households with 6,020 persons (no year stated)."],
     ["解决饮水问题1,830 户、6,020 人（未注明时间）。"]),
    ("2014年,建档立卡贫困户5120户17340人,贫困发生率18.6%。", "registry",
     [("When the registry was made it held 5,120 households with 17,340 persons; incidence at that "
      "baseline: 18.6% (all 2014).")],
     ["建档之初有贫困户5,120 户、贫困人口17,340 人；建档之初贫困发生率18.6%（均为2014年）。"]),
    ("今天天气好。", "water", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "block", "en", "zh"), SAID)
def test_sentences_of_a_text(text, block, en, zh) -> None:
    assert of(text, block) == en
    assert of(text, block, "zh") == zh


def test_households_and_persons_of_different_times_are_said_apart() -> None:
    shown = sentences(
        "water",
        entry("water.households", figure(100, "household", 10)),
        entry("water.persons", figure(300, "person", 14, period="2018")),
    )
    assert shown == [("Households given safe water: 100 households (2019); persons given safe "
                     "water: 300 persons (2018).")]  # fmt: skip


def test_households_and_persons_far_from_each_other_are_said_apart() -> None:
    shown = sentences(
        "water",
        entry("water.households", figure(100, "household", 10)),
        entry("water.persons", figure(300, "person", 90)),
    )
    assert " with " not in shown[0]
    assert shown[0].endswith("(all 2019).")


def test_persons_before_households_are_beside_each_other_too() -> None:
    shown = sentences(
        "water",
        entry("water.households", figure(100, "household", 20)),
        entry("water.persons", figure(300, "person", 10)),
    )
    assert shown == ["Given safe water: 100 households with 300 persons (2019)."]


def test_a_rival_is_named_beside_the_figure() -> None:
    rates = entry("water.coverage", figure(100, "percent"), figure(98, "percent", 9, bound="over"),
                  figure(84, "percent", 20))  # fmt: skip
    assert sentences("water", rates) == [
        "Coverage or supply guarantee: 100% (also given: ≥98%, 84%) (2019)."
    ]
    assert sentences("water", rates, language="zh") == [
        "普及率或保障率100%（文中另有≥98%、84%）（2019年）。"
    ]


def test_many_rivals_are_counted() -> None:
    many = entry("water.coverage", *(figure(90 + n, "percent", 10 * n) for n in range(6)))
    assert "(also given: 91%, 92%, 93% and 2 more)" in sentences("water", many)[0]
    assert "（文中另有91%、92%、93%，还有 2 个）" in sentences("water", many, language="zh")[0]


NO_RIVALS = [
    {"period": "2018"},
    {"scope": "part"},
    {"status": "planned"},
    {"restoration": "ambiguous"},
]


@pytest.mark.parametrize("other", NO_RIVALS)
def test_what_is_of_another_time_scope_or_status_is_no_rival(other) -> None:
    rates = entry("water.coverage", figure(100, "percent"), figure(84, "percent", 20, **other))
    assert sentences("water", rates) == ["Coverage or supply guarantee: 100% (2019)."]


NOUNS = [
    (figure(1, "count"), "1 poverty-alleviation workshop (2019)."),
    (figure(74, "count"), "74 poverty-alleviation workshops (2019)."),
    (figure(74, "count", bound="over"), "≥74 poverty-alleviation workshops (2019)."),
    (figure(74, "count", restoration="unique"), "74 poverty-alleviation workshops† (2019)."),
    (figure(74, "count", correction="misprint (Li, 2024-05-01)"),
     "74 poverty-alleviation workshops‡ (2019)."),
    (figure(1, "count", high=Decimal(3)), "1–3 poverty-alleviation workshops (2019)."),
    (figure(74, "count", scope="part"), "74 poverty-alleviation workshops (2019, a part only)."),
    (figure(74, "count", period=None), "74 poverty-alleviation workshops (no year stated)."),
    (figure(74, "count", period="2014/2019"), "74 poverty-alleviation workshops (2014–2019)."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "expected"), NOUNS)
def test_marks_bounds_and_numbers_of_things(one: Figure, expected: str) -> None:
    assert sentences("employment", entry("employment.workshops", one)) == [expected]


def test_villages_are_not_named_twice_in_chinese() -> None:
    villages = entry("registry.poor_villages", figure(192, "village"))
    assert sentences("registry", villages, language="zh") == ["贫困村192 个（2019年）。"]
    assert sentences("registry", villages) == ["192 poor villages on the list (2019)."]


def test_a_target_is_not_said_in_a_sentence() -> None:
    known = codebook.load().indicators["employment.workshops"]
    target = made.Item(known.id, known.theme, known.zh, known.en,
                       figure(20, "count", status="planned"), None, "")  # fmt: skip
    only = made.Entry(known.id, known.zh, known.en, None, "planned only", target)
    assert sentences("employment", only) == []


# ---- always


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, list[made.Entry]]:
    """A block with some of its indicators reported at places and times drawn at random."""
    name = draw(st.sampled_from(sorted(plans())))
    entries = []
    for indicator, known in codebook.load().indicators.items():
        if known.theme not in plans()[name].themes or not draw(st.booleans()):
            continue
        figures = [
            figure(
                draw(st.integers(0, 10**7)), known.unit, draw(st.integers(0, 60)),
                period=draw(st.sampled_from([None, "2018", "2019", "2014/2019"])),
                bound=draw(st.sampled_from(["exact", "over", "under", "about"])),
                restoration=draw(st.sampled_from([None, "proven", "unique"])),
            )
            for _ in range(draw(st.integers(1, 3)))
        ]  # fmt: skip
        entries.append(entry(indicator, *figures))
    return name, entries


@examples(filled(), st.sampled_from(LANGUAGES))
def test_every_number_in_a_sentence_is_a_figure_or_a_period(block, language) -> None:
    name, entries = block
    plan = plans()[name]
    named = {each.indicator: each for each in entries}
    made_block = made.Block(plan, tuple(
        named.get(indicator) or entry(indicator)
        for indicator, known in codebook.load().indicators.items() if known.theme in plan.themes
    ))  # fmt: skip
    shown = said.sentences(made_block, language)
    first = [piece.item for sentence in shown for piece in sentence if piece.item is not None]
    chosen = [item for item in first if any(item is each.item for each in entries)]
    assert len({id(item) for item in chosen}) == len(chosen), "no figure is said twice"
    in_templates = {n for s in plan.sentences for clause in s for n in said.slots(clause)}
    assert {item.indicator for item in chosen} == in_templates & set(named), "none is dropped"
    for sentence in shown:
        words = "".join(piece.text for piece in sentence if piece.item is None)
        bare = re.sub(r"(?:2018|2019|2014–2019)年?", "", words)
        assert not re.search(r"\d", bare), words
        assert said.text(sentence).endswith("。" if language == "zh" else ".")
        assert not any(not piece.text for piece in sentence)
        whole = said.text(sentence)
        assert whole[0] == whole[0].upper()
