"""Keyness and log-odds, computed a second time from the papers' formulas and by scipy."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal, getcontext
from fractions import Fraction
from math import isclose, log, log2, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports import schema
from county_reports.comparison import tables as checked
from county_reports.errors import UsageError
from county_reports.language import counting, keyness, log_odds, tables, words
from county_reports.language.keyness import Cells
from county_reports.model import Metadata, Report
from language_input import report, reports

TOLERANCE = 1e-9
stats = pytest.importorskip("scipy.stats")  # scikit-learn brings it


@st.composite
def cells(draw: st.DrawFn) -> Cells:
    size, others = draw(st.integers(1, 20000)), draw(st.integers(1, 200000))
    count, elsewhere = draw(st.integers(0, size)), draw(st.integers(0, others))
    return Cells(count, size, elsewhere, others)


def exact_log(value: Fraction) -> Decimal:
    getcontext().prec = 50
    return (Decimal(value.numerator) / Decimal(value.denominator)).ln()


def dunning(one: Cells) -> Decimal:
    """Dunning 1993, section 5.1: 2 [log L(p1) + log L(p2) - log L(p) - log L(p)] of two binomials.

    Written as the paper does, not as the sum over cells that the library uses.
    """

    def likelihood(share: Fraction, count: int, size: int) -> Decimal:
        hits = count * exact_log(share) if count else Decimal(0)
        misses = (size - count) * exact_log(1 - share) if size > count else Decimal(0)
        return hits + misses

    k1, n1, k2, n2 = one.count, one.size, one.others_count, one.others_size
    pooled = Fraction(k1 + k2, n1 + n2)
    return 2 * (
        likelihood(Fraction(k1, n1), k1, n1) + likelihood(Fraction(k2, n2), k2, n2)
        - likelihood(pooled, k1, n1) - likelihood(pooled, k2, n2)
    )  # fmt: skip


def near(found: float, expected: float | Decimal) -> bool:
    return isclose(found, float(expected), rel_tol=TOLERANCE, abs_tol=TOLERANCE)


# ---- one word


@given(cells())
def test_g2_is_dunnings(one: Cells) -> None:
    assert near(keyness.four_cells(one), dunning(one))


@given(cells().filter(lambda one: 0 < one.count + one.others_count < one.size + one.others_size))
def test_g2_is_scipys(one: Cells) -> None:
    table = [
        [one.count, one.size - one.count],
        [one.others_count, one.others_size - one.others_count],
    ]
    expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert near(keyness.four_cells(one), expected)


def test_the_two_cells_of_rayson_and_garside() -> None:
    # E1 = 1000 * 30 / 10000 = 3, E2 = 27; 2 (12 ln 4 + 18 ln (2/3))
    one = Cells(12, 1000, 18, 9000)
    assert isclose(keyness.two_cells(one), 2 * (12 * log(4) + 18 * log(2 / 3)), rel_tol=TOLERANCE)
    # the other two cells: 988 against 997 and 8982 against 8973
    rest = 2 * (988 * log(988 / 997) + 8982 * log(8982 / 8973))
    assert isclose(keyness.four_cells(one), keyness.two_cells(one) + rest, rel_tol=TOLERANCE)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Cells(8, 1000, 10, 5000), 2.0),  # 0.8 % and 0.2 %: four times
        (Cells(2, 1000, 40, 5000), -2.0),
        (Cells(4, 1000, 0, 4000), 5.0),  # 4/1000 against 0.5/4000: 32 times
        (Cells(0, 1000, 16, 4000), -3.0),  # 0.5/1000 against 16/4000: an eighth
        (Cells(5, 1000, 20, 4000), 0.0),
    ],
)
def test_the_log_ratio_of_hardie(one: Cells, expected: float) -> None:
    assert keyness.log_ratio(one) == pytest.approx(expected, abs=TOLERANCE)


@given(cells())
def test_what_is_more_here_is_less_there(one: Cells) -> None:
    other = Cells(one.others_count, one.others_size, one.count, one.size)
    assert near(keyness.four_cells(one), keyness.four_cells(other))
    assert keyness.log_ratio(one) == pytest.approx(-keyness.log_ratio(other), abs=TOLERANCE)
    assert not (one.more and other.more)


def test_bic_takes_off_the_logarithm_of_all_words() -> None:
    assert keyness.bic(12.0, 1000) == pytest.approx(12 - log(1000), abs=TOLERANCE)


@pytest.mark.parametrize(
    ("counts", "sizes", "expected"),
    [
        # Gries: as the parts are long
        ([2, 2, 2, 2], [10, 10, 10, 10], 0.0),
        ([4, 2, 2], [20, 10, 10], 0.0),
        # all in the shortest part
        ([5, 0], [10, 30], 1.0),
        # thirds of the word in three of ten parts: DP (3 (1/3 - 1/10) + 7/10) / 2 = 0.7, over 0.9
        ([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [9] * 10, 0.7 / 0.9),
        # all in the longer of two: DP 0.25, over 1 - 0.25
        ([0, 4], [10, 30], 0.25 / 0.75),
    ],
)
def test_dispersion(counts: list[int], sizes: list[int], expected: float) -> None:
    named = {part: count for part, count in enumerate(counts) if count}
    assert keyness.dispersion(named, sizes) == pytest.approx(expected, abs=TOLERANCE)


def test_dispersion_of_nothing_is_none() -> None:
    assert keyness.dispersion({}, [1, 2]) is None
    assert keyness.dispersion({0: 3}, [5]) is None


@given(cells(), st.floats(0.01, 50), st.floats(100, 5000))
def test_the_log_odds_of_monroe_colaresi_and_quinn(
    one: Cells, prior: float, prior_size: float
) -> None:
    found = log_odds.log_odds_of(one, prior, prior_size)
    # as the paper defines it: y + a over n + a0 - y - a
    first = (one.count + prior) / (one.size + prior_size - one.count - prior)
    second = (one.others_count + prior) / (one.others_size + prior_size - one.others_count - prior)
    delta = log(first) - log(second)
    variance = 1 / (one.count + prior) + 1 / (one.others_count + prior)
    assert near(found.delta, delta)
    assert near(found.z, delta / sqrt(variance))
    back = log_odds.log_odds_of(
        Cells(one.others_count, one.others_size, one.count, one.size), prior, prior_size
    )
    assert near(back.z, -found.z)


# ---- the tables


@pytest.fixture(scope="module")
def five() -> list[Report]:
    return reports(5)


def rest_of(report_: Report, every: list[Report]) -> tuple[Report, ...]:
    return counting.others_of(report_, every)


def test_every_number_of_the_table_again(five: list[Report]) -> None:
    own, others = five[1], five[:1] + five[2:]
    table = keyness.keyness(own, others)
    checked.validate(table, tables.KEYNESS)
    tokens = [token.text for token in words(own)]
    elsewhere = [token.text for other in others for token in words(other)]
    here, there = Counter(tokens), Counter(elsewhere)
    assert len(table) > 10
    for row in table.to_dict("records"):
        word = row["word"]
        a, c, b, d = here[word], len(tokens), there[word], len(elsewhere)
        assert (row["count"], row["size"]) == (a, c)
        assert (row["others_count"], row["others_size"]) == (b, d)
        g2 = float(dunning(Cells(a, c, b, d)))
        assert near(row["g2"], g2)
        assert row["bic"] == pytest.approx(g2 - log(c + d), abs=TOLERANCE)
        assert row["log_ratio"] == pytest.approx(
            log2((a or Decimal("0.5")) / c if a else 0.5 / c) - log2((b or 0.5) / d), abs=TOLERANCE
        )


def test_the_countys_subject_is_key(five: list[Report]) -> None:
    table = keyness.keyness(five[1], rest_of(five[1], five))
    first = table.iloc[0]
    assert (first["word"], first["key"], first["others_count"]) == ("信访", True, 0)
    assert first["count"] == 30
    assert not table[table["word"] == "脱贫攻坚"]["key"].any()


def test_places_lead_to_the_words(five: list[Report]) -> None:
    own = five[1]
    table = keyness.keyness(own, rest_of(own, five))
    for row in table[table["count"] > 0].to_dict("records"):
        starts = [int(start) for start in row["starts"].split("|")]
        assert len(starts) == row["count"]
        assert starts[0] == row["start"]
        assert own.source[row["start"] : row["end"]] == row["text"] == row["word"]
        assert row["word"] in row["quote"]
        assert all(own.source.startswith(row["word"], start) for start in starts)
    absent = table[table["count"] == 0]
    assert set(absent["missing"]) == {tables.NOT_IN_REPORT}
    assert absent["start"].isna().all()


def test_the_order_of_the_reports_does_not_matter(five: list[Report]) -> None:
    own = five[1]
    others = list(rest_of(own, five))
    expected = keyness.keyness(own, others).to_csv()
    expected_odds = log_odds.log_odds(own, others).to_csv()
    for seed in range(3):
        random.Random(seed).shuffle(others)  # noqa: S311
        assert keyness.keyness(own, others).to_csv() == expected
        assert log_odds.log_odds(own, others).to_csv() == expected_odds


def test_a_word_of_one_paragraph_is_no_key_word(five: list[Report]) -> None:
    text = five[0].source + "油茶油茶油茶油茶油茶油茶油茶油茶。\n"
    own = report(0, text)
    table = keyness.keyness(own, rest_of(own, five))
    row = table[table["word"] == "油茶"].iloc[0]
    assert (row["key"], row["aside"]) == (False, tables.FEW_PARTS)
    assert row["dispersion"] == pytest.approx(1.0, abs=0.02)


def test_names_of_places_are_put_aside(five: list[Report]) -> None:
    own = report(7, five[0].source + "栖云县在湖南省。栖云经验。\n" * 5, county="栖云县")
    table = keyness.keyness(own, five[1:]).set_index("word")
    for name in ("栖云县", "栖云", "湖南省"):
        assert table.loc[name, "aside"] == tables.PLACE_NAME
    odds = log_odds.log_odds(own, five[1:])
    assert odds.iloc[-1]["aside"] == tables.PLACE_NAME
    assert odds[odds["word"] == "栖云"].iloc[0]["aside"] == tables.PLACE_NAME


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("隆回县", True),
        ("衡阳", True),
        ("湖南", True),
        ("云岭镇", True),
        ("贫困村", False),
        ("各乡镇", False),
        ("城市", False),
        ("百企帮百村", False),
        ("福利", False),
        ("新建", False),
    ],
)
def test_what_is_a_name_of_a_place(word: str, expected: bool) -> None:
    assert counting.is_place_name(word, frozenset()) is expected


def test_limits_are_parameters(five: list[Report]) -> None:
    own, others = five[1], rest_of(five[1], five)
    assert not keyness.keyness(own, others, evidence=1e6)["key"].any()
    assert len(keyness.keyness(own, others, least=1)) > len(keyness.keyness(own, others, least=31))


def test_each_report_has_its_rows(five: list[Report]) -> None:
    table = keyness.keyness_of_each(five)
    assert list(dict.fromkeys(table["report"])) == [each.id for each in five]
    assert keyness.keyness_of_each(five[:1]).empty


# ---- against whom


def test_one_report_alone_is_refused_in_words(five: list[Report]) -> None:
    for ask in (keyness.keyness, log_odds.log_odds):
        with pytest.raises(UsageError, match="no report of another county"):
            ask(five[0], [])


def test_reports_without_words_are_refused(five: list[Report]) -> None:
    empty = Report(Metadata(id="leer-2019"), "2019。")
    assert counting.refusal(empty, five) == "the report has no words"
    assert counting.refusal(five[0], [empty]) == "the other reports have no words"


def test_other_years_of_a_county_are_no_others() -> None:
    own = report(1, "全县工作。", county="栖云县")
    later = report(2, "全县工作。", county="栖云县", year=2020)
    coded = report(3, "全县工作。", county="栖县", admin_code="1")
    renamed = report(4, "全县工作。", county="栖区", admin_code="1")
    nameless = report(5, "全县工作。", county=None)
    every = [own, later, coded, renamed, nameless]
    assert [other.id for other in counting.others_of(own, every)] == [
        "county03-2019", "county04-2019", "county05-2019",
    ]  # fmt: skip
    assert renamed not in counting.others_of(coded, every)


def test_another_county_of_the_name_is_an_other() -> None:
    own = report(1, "全县工作。", county="白河县", province="陕西省")
    namesake = report(2, "全县工作。", county="白河县", province="青海省")
    # who has not stated the province may well be the same county: its words would hide these
    unplaced = report(3, "全县工作。", county="白河县", year=2020)
    others = counting.others_of(own, [own, namesake, unplaced])
    assert [other.id for other in others] == [namesake.id]


def test_words_of_several_reports_know_their_parts(five: list[Report]) -> None:
    rest = counting.together(five[1:])
    every = [counting.counted(each) for each in five[1:]]
    assert rest.reports == 4
    assert rest.size == sum(rest.part_sizes) == sum(each.size for each in every)
    for word, count in rest.counts.items():
        parts = rest.parts_of(word)
        assert sum(parts.values()) == count
        expected, before = {}, 0
        for each in every:
            expected |= {before + at: found for at, found in each.parts_of(word).items()}
            before += len(each.part_sizes)
        assert parts == expected
    assert rest.parts_of("没有这个词") == {}


def test_a_prior_of_nothing_is_refused(five: list[Report]) -> None:
    with pytest.raises(UsageError, match="prior"):
        log_odds.log_odds(five[0], five[1:], prior_words=0)


def test_log_odds_of_the_table_again(five: list[Report]) -> None:
    own, others = five[2], rest_of(five[2], five)
    table = log_odds.log_odds(own, others, prior_words=500)
    checked.validate(table, tables.LOG_ODDS)
    here = Counter(token.text for token in words(own))
    there = Counter(token.text for other in others for token in words(other))
    n, m = sum(here.values()), sum(there.values())
    for row in table.to_dict("records"):
        y, x = here[row["word"]], there[row["word"]]
        a = 500 * (y + x) / (n + m)
        delta = log((y + a) / (n + 500 - y - a)) - log((x + a) / (m + 500 - x - a))
        assert row["prior"] == pytest.approx(a, abs=TOLERANCE)
        assert row["z"] == pytest.approx(delta / sqrt(1 / (y + a) + 1 / (x + a)), abs=TOLERANCE)
    assert table.iloc[0]["word"] == "水库"


def test_a_stronger_prior_holds_words_back(five: list[Report]) -> None:
    weak = log_odds.log_odds(five[2], rest_of(five[2], five), prior_words=10).iloc[0]["z"]
    strong = log_odds.log_odds(five[2], rest_of(five[2], five), prior_words=50000).iloc[0]["z"]
    assert 0 < strong < weak


def test_a_concordance_line_stays_in_its_sentence() -> None:
    source = "前一句。" + "很长" * 20 + "产业扶贫" + "很长" * 20 + "。后一句。"
    own = Report(Metadata(id="qi-2019"), source)
    token = next(token for token in words(own) if token.text == "产业扶贫")
    line = counting.in_context(own, token)
    assert line.startswith("…")
    assert line.endswith("…")
    assert "句" not in line
    short = Report(Metadata(id="qi-2019"), "前一句。发展产业扶贫项目。后一句。")
    token = next(token for token in words(short) if token.text == "产业扶贫")
    assert counting.in_context(short, token) == "发展产业扶贫项目"


def test_columns_have_meanings() -> None:
    for columns in (tables.KEYNESS, tables.LOG_ODDS, tables.TF_IDF, tables.TOKENS):
        assert all(isinstance(column, schema.Column) and column.meaning for column in columns)
        assert len({column.name for column in columns}) == len(columns)
