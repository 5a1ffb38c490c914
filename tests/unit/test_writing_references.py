"""References against invented reports: what is printed, what is refused and with which advice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.corpus import Corpus, read_corpus
from county_reports.errors import WritingError
from county_reports.model import Restoration
from county_reports.one_report import ReadReport
from county_reports.writing.references import exact_money
from writing_input import YUNHE, body, corpus_of, folder_of, resolve


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize(
    ("reference", "english", "chinese"),
    [
        ("yunhe-2019 registry.incidence", "0.92%", "0.92%"),
        ("yunhe-2019 registry.initial_incidence", "12.5%", "12.5%"),
        ("yunhe-2019 registry.initial_households", "2,150 households", "2,150 户"),
        ("yunhe-2019 registry.initial_persons as=bare", "7,300", "7,300"),
        ("yunhe-2019 registry.initial_persons as=written", "7300人", "7300人"),
        # every printed digit, not three
        ("yunhe-2019 funding.total", "123.45 million CNY", "1.2345亿元"),
        # bounds and ranges
        ("yunhe-2019 social_help.donations", "≥6.5 million CNY", "≥650万元"),
        ("yunhe-2019 near=资助贫困学生", "300–500 CNY", "300–500元"),
        # words of its own clause, and of its own side of the clause
        ('yunhe-2019 supervision.persons_punished near="移送"', "4 persons", "4 人"),
        ("yunhe-2019 near=大病补充 unit=CNY", "80 CNY", "80元"),
        # a target is marked as one
        ("shimen-2020 registry.incidence status=planned", "0.5% (planned)", "0.5%（计划）"),
        ("shimen-2020 registry.planned_persons", "1,650 persons (planned)", "1,650 人（计划）"),
        # split digits
        ("shimen-2020 registry.registered_persons", "29,136 persons†", "29,136 人†"),
        ("shimen-2020 registry.registered_households as=written", "8452†", "8452†"),
    ],
)  # fmt: skip
def test_what_is_printed(corpus: Corpus, reference: str, english: str, chinese: str) -> None:
    assert body(f"{{value}}`{reference}`", corpus).split("[^")[0] == english
    assert body(f"{{value}}`{reference}`", corpus, "zh").split("[^")[0] == chinese


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("{value}`yunhe-2091 registry.incidence`", "no report 'yunhe-2091'", "yunhe-2019"),
        ("{value}`yunhe-2019 registry.incidense`", "no indicator", "registry.incidence"),
        ("{value}`yunhe-2019 registry.satisfaction`", "not reported", "{missing}`yunhe-2019"),
        ("{value}`shimen-2020 registry.incidence`", "planned only", "status=planned"),
        ("{value}`yunhe-2019 near=每人`", "2 figures of yunhe-2019 fit", "near="),
        ("{value}`yunhe-2019 near=火星`", "no figure of yunhe-2019", "county-reports read"),
        ("{value}`yunhe-2019 registry.incidence period=1999`", "no value", "0.92%"),
        ("{value}`yunhe-2019 registry.incidence as=bare`", "without its unit", "as=bare"),
        ("{missing}`yunhe-2019 registry.incidence`", "does report", "{value}"),
        ("{fig}`04/none`", "shows no figure", ":::{figure} 04/none"),
        ("{reports}`registry.nothing`", "no indicator", ""),
        ("{audit}`yunhe-2019 happiness`", "which count", "relations"),
        ("{finding}`yunhe-2019 parts`", "0 findings", "county-reports audit"),
        ("{sum}`yunhe-2019 registry.incidence / yunhe-2019 registry.incidence`", "no sum", "+"),
        ("{share}`yunhe-2019 registry.initial_persons / yunhe-2019 funding.total`",
         "no meaning", "ratio"),
        ("{claim}`yunhe-2019 registry.incidence > yunhe-2019 registry.initial_incidence`",
         "does not hold", "anew"),
        ("{claim}`yunhe-2019 registry.incidence`", "no claim", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_up_stops_the_build(
    corpus: Corpus, text: str, said: str, advice: str
) -> None:
    with pytest.raises(WritingError) as stopped:
        resolve(f"First.\n\nThen {text}.", corpus)
    assert said in str(stopped.value)
    assert advice in stopped.value.remedy
    assert stopped.value.where == "text.md:9"


def test_a_report_that_was_set_aside_is_named_with_its_reason(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "s", yunhe_2019=YUNHE, empty_2019="")
    with pytest.raises(WritingError, match="empty-2019 was set aside"):
        resolve("{value}`empty-2019 registry.incidence`", corpus)


def test_a_changed_number_changes_the_text(tmp_path: Path) -> None:
    before = corpus_of(tmp_path / "a", yunhe_2019=YUNHE)
    after = corpus_of(tmp_path / "b", yunhe_2019=YUNHE.replace("0.92%", "0.87%"))
    text = "{value}`yunhe-2019 registry.incidence`"
    assert body(text, before).startswith("0.92%")
    assert body(text, after).startswith("0.87%")


def test_a_number_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    after = corpus_of(tmp_path / "b", yunhe_2019=YUNHE.replace("贫困发生率降至0.92%", "成效明显"))
    with pytest.raises(WritingError, match="has no value for registry"):
        resolve("{value}`yunhe-2019 registry.incidence`", after)


def test_a_correction_is_marked_and_signed(tmp_path: Path) -> None:
    place = folder_of(tmp_path / "seeds", yunhe_2019=YUNHE)
    (place / "corrections.yaml").write_text(
        "- report: yunhe-2019\n  text: 贫困发生率降至0.92%\n  figure: 0.92%\n  action: set\n"
        "  set: {value: 0.29}\n  guard: {value: 0.92}\n  reason: misprint\n  who: Li\n"
        "  date: 2024-05-01\n",
        encoding="utf-8",
    )
    made = resolve("{value}`yunhe-2019 registry.incidence`", read_corpus(place))
    assert "0\\.29\\%‡" in made.markdown("pages")
    assert "‡ Corrected" in made.notes[0].text
    assert "misprint \\(Li\\, 2024\\-05\\-01\\)" in made.notes[0].text


def with_split(corpus: Corpus, kind: str) -> Corpus:
    """The corpus with the incidence of yunhe-2019 as digits that were split."""
    read = corpus["yunhe-2019"]
    split = Restoration(kind, "", "", ("0.9|2", "0|92"))  # type: ignore[arg-type]
    seen = tuple(
        replace(each, quantity=replace(each.quantity, restoration=split))
        if each.indicator == "registry.incidence" else each
        for each in read.observations_list
    )  # fmt: skip
    return Corpus((ReadReport(read.report, seen, read.coverage),))


def test_digits_that_could_be_split_in_several_ways_are_refused(corpus: Corpus) -> None:
    for text in ("{value}`yunhe-2019 registry.incidence`", "{value}`yunhe-2019 near=降至`"):
        with pytest.raises(WritingError, match=r"ambiguous|several ways") as stopped:
            resolve(text, with_split(corpus, "ambiguous"))
        assert "corrections.yaml" in stopped.value.remedy
        assert body(text, with_split(corpus, "unique")).startswith("0.92%†")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{ratio}`yunhe-2019 funding.total / yunhe-2019 registry.initial_persons`",
         "16,911 CNY per person"),
        ("{ratio}`yunhe-2019 registry.initial_persons / yunhe-2019 registry.initial_households`",
         "3.4 persons per household"),
        ("{ratio}`yunhe-2019 assistance.team_members / yunhe-2019 assistance.teams as=bare`", "3"),
        ("{share}`yunhe-2019 supervision.persons_punished near=移送 / yunhe-2019 near=党纪`", "12.9%"),
        ("{sum}`yunhe-2019 near=大病补充 + yunhe-2019 near=县财政补助`", "240 CNY"),
        ("{difference}`yunhe-2019 registry.initial_incidence - yunhe-2019 registry.incidence`",
         "11.58 percentage points"),
        ("{ratio}`shimen-2020 near=现有 unit=person / shimen-2020 near=现有 unit=household`",
         "3.45 persons per household†"),
    ],
)  # fmt: skip
def test_derived_numbers(corpus: Corpus, text: str, printed: str) -> None:
    made = resolve(text, corpus)
    assert made.used[0].printed == printed
    assert made.notes[0].text.startswith("Our computation: ")
    assert len(made.used[0].sources) == 2


def test_the_interval_of_a_derived_number_is_in_its_note(corpus: Corpus) -> None:
    text = "{ratio}`yunhe-2019 funding.total / yunhe-2019 registry.initial_persons`"
    # 1.2345亿 was rounded from 1.23445 to 1.23455: 123445000 / 7300 and 123455000 / 7300
    note = resolve(text, corpus).notes[0].text.replace("\\", "")
    assert "between 16,910 CNY per person and 16,912 CNY per person" in note
    assert "1.2345亿元 ÷ 7300人" in note


def test_claims_print_nothing_and_hold_for_all_that_was_printed(corpus: Corpus) -> None:
    low, high = "yunhe-2019 registry.incidence", "yunhe-2019 registry.initial_incidence"
    for claim in (f"{low} < {high}", f"{high} > {low}", f"{low} ≤ {high}", f"{low} = {low}"):
        assert body(f"So{{claim}}`{claim}`.", corpus) == "So."


def test_counts_of_reports_audit_and_coverage(corpus: Corpus) -> None:
    made = resolve(
        "{reports}`all` {reports}`registry.incidence` {reports}`registry.satisfaction` "
        "{audit}`all relations` {audit}`shimen-2020 contradictions` {coverage}`all unread`",
        corpus,
    )
    relations = corpus.audit.tally.relations
    unread = sum(len(each.coverage.unread) for each in corpus)
    assert [each.printed for each in made.used] == [
        "two", "one", "none", str(relations), "0", str(unread),
    ]  # fmt: skip
    assert "not reported" in made.notes[1].text
    assert "planned only" in made.notes[0].text


def test_findings_are_cited_by_rule(corpus: Corpus) -> None:
    made = resolve("{finding}`shimen-2020 group-sum unit=person`", corpus)
    assert made.used[0].printed == "27485人 + 1651人 = 29136人†"
    assert len(made.used[0].sources) == 3


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [("20950000", "20.95 million CNY", "2,095万元"), ("150", "150 CNY", "150元"),
     ("1309230000", "1.30923 billion CNY", "13.0923亿元"), ("0", "0 CNY", "0元"),
     ("0.5", "0.5 CNY", "0.5元")],
)  # fmt: skip
def test_money_keeps_every_digit(value: str, english: str, chinese: str) -> None:
    assert exact_money(Decimal(value), "en") == english
    assert exact_money(Decimal(value), "zh") == chinese


def test_the_note_names_the_other_values(corpus: Corpus) -> None:
    note = resolve("{value}`yunhe-2019 supervision.persons_punished`", corpus).notes[0].text
    place = YUNHE.index("4人")
    assert f"4人 \\({place}\\)" in note
