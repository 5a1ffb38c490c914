"""The written analysis once more: references round-trip, numbers by hand, broken sources."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.arithmetic.intervals import INFINITY
from county_reports.corpus import Corpus
from county_reports.errors import WritingError
from county_reports.writing import blocks, build, by_hand, derived, footnotes, notes, pages, syntax
from county_reports.writing.notes import Note, Notes
from county_reports.writing.references import exact_money
from county_reports.writing.syntax import FORMS, Place, Reference
from writing_input import HEAD, body, corpus_of, folder_of, resolve

HERE = Place("a.md", 7)
SHUANGHE = (
    "双河县2019年脱贫攻坚工作总结\n\n"
    "全县总人口30万人。2019年底建档立卡贫困户8000户25000人,贫困发生率降至1.2%。"
    "全县有贫困村80个。投入产业扶贫资金5000万元。投入教育扶贫资金2000余万元。"
    "选派驻村工作队80支240人。发放大米3吨。"
)
BAISHI = "白石县2018年工作总结\r\n\r\n2018年底贫困发生率2.5%。现有建档立卡贫困人口4万人。\r\n"
MANY = "贫困户满意," * 2000
ODD = {
    "shuanghe_2019": SHUANGHE, "baishi_2018": BAISHI, "kong_2019": "无\n",
    "jihua_2020": "计划县2020年工作计划\n\n今年计划投入产业扶贫资金5000万元,贫困发生率降至0.5%。\n",
    "mark_2019": "标记县2019年总结\n\n“<b>贫困发生率</b>”降至1.5%[^1] $x$ `{value}`。\n",
    "chang_2019": f"长句县2019年总结\n\n{MANY}贫困发生率降至0.9%\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("seeds"), **ODD)


# ---- references

NAMES = st.from_regex(r"[a-z]{1,8}-(19|20)\d\d", fullmatch=True)
INDICATORS = st.from_regex(r"[a-z]{1,8}\.[a-z_]{1,12}", fullmatch=True)
WORDS = st.text("移送司法扶贫资金村户abc123、", min_size=1, max_size=8)


def written(reference: Reference) -> str:
    """A reference as an author writes it."""
    said = [reference.report, *([reference.indicator] if reference.indicator else [])]
    said += [f'near="{word}"' for word in reference.near]
    for option in ("period", "unit", "status"):
        value = getattr(reference, option)
        said += [f"{option}={value}"] if value else []
    return " ".join([*said, *([f"as={reference.form}"] if reference.form != "figure" else [])])


@settings(max_examples=150)
@given(
    NAMES, st.none() | INDICATORS, st.lists(WORDS, max_size=3),
    st.none() | st.sampled_from(["2014", "2019-06", "2014/2019"]),
    st.none() | st.sampled_from(["CNY", "person"]),
    st.none() | st.sampled_from(["planned", "reported"]), st.sampled_from(FORMS),
)  # fmt: skip
def test_references_round_trip(
    report: str, indicator: str | None, near: list[str], period: str | None, unit: str | None,
    status: str | None, form: str,
) -> None:  # fmt: skip
    if indicator is None and not near:
        return
    asked = Reference(report, indicator, tuple(near), period, unit, status, form)
    text = written(asked)
    assert syntax.reference(text, HERE) == asked
    # in a sentence of a source, over two lines
    source = syntax.read("a.md", HEAD.format(language="en") + "A {value}`" + text + "` b.\n")
    (role,) = syntax.roles(source)
    assert syntax.reference(role.words, role.place) == asked
    assert source.text[role.start : role.end] == "{value}`" + text + "`"


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from(["words\n", "{value}`a-2019 r.x` ", "\n", "<!-- c\nd -->\n", "文。"]))
)
def test_roles_and_blocks_stand_at_their_places(parts: list[str]) -> None:
    source = syntax.read("a.md", HEAD.format(language="zh") + "".join(parts))
    found = list(syntax.roles(source))
    assert len(found) == parts.count("{value}`a-2019 r.x` ")
    content = (HEAD.format(language="zh") + "".join(parts)).split("\n")
    for role in found:
        assert "{value}" in content[role.place.line - 1]


BROKEN = [
    # what an author may leave unfinished must not be printed as it stands
    ":::{figure} 04_compare_counties/incidence\n\nno end",
    ":::{comparison} registry.incidence",
    "a {value}`shuanghe-2019 registry.incidence b",
    "a {value} `shuanghe-2019 registry.incidence` b",
    "a {value}`` b",
    "a {value} b",
]


@pytest.mark.parametrize("text", BROKEN)
def test_an_unfinished_reference_stops_the_build(corpus: Corpus, text: str) -> None:
    with pytest.raises(WritingError):
        resolve(text, corpus)


# ---- values of odd reports

PRINTED = [
    ("shuanghe-2019 registry.incidence", "1.2%", "1.2%"),
    ("shuanghe-2019 registry.registered_persons", "25,000 persons", "25,000 人"),
    ("shuanghe-2019 registry.poor_villages", "80 villages", "80 个村"),
    ("shuanghe-2019 industry.funds", "50 million CNY", "5,000万元"),
    ("shuanghe-2019 education.funds", "≥20 million CNY", "≥2,000万元"),
    ("shuanghe-2019 assistance.team_members as=bare", "240", "240"),
    ("baishi-2018 registry.incidence", "2.5%", "2.5%"),
    ("baishi-2018 registry.registered_persons as=written", "4万人", "4万人"),
    ("jihua-2020 industry.funds status=planned", "50 million CNY (planned)", "5,000万元（计划）"),
    ("mark-2019 registry.incidence", "1.5%", "1.5%"),
    ("chang-2019 registry.incidence", "0.9%", "0.9%"),
]


@pytest.mark.parametrize(("reference", "english", "chinese"), PRINTED)
def test_what_is_printed(corpus: Corpus, reference: str, english: str, chinese: str) -> None:
    for language, expected in (("en", english), ("zh", chinese)):
        made = resolve(f"{{value}}`{reference}`", corpus, language)
        assert made.used[0].printed == expected
        report, start, end = made.used[0].sources[0].split(":")
        source = corpus[report].source
        figures = [o.quantity for o in corpus[report].observations_list]
        assert (int(start), int(end)) in {(q.start, q.end) for q in figures}
        # the note quotes the report and names the place
        note = made.notes[0].text.replace("\\", "")
        assert f"{report}, {start}:{end}" in note
        assert "".join(source[int(start) : int(end)].split()) in note


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{value}`kong-2019 registry.incidence`", "not reported"),
        ("{value}`jihua-2020 registry.incidence`", "planned only"),
        ("{value}`jihua-2020 industry.funds`", "planned only"),
        ("{value}`shuanghe-2019 near=工作队`", "2 figures"),
        ("{value}`shuanghe-2019 registry.incidence period=2018`", "no value"),
        ("{value}`shuanghe-2019 registry.incidence status=planned`", "no value"),
        ("{value}`shuanghe-2019 registry.incidence unit=person`", "no value"),
        ("{missing}`shuanghe-2019 registry.incidence`", "does report"),
        ("{value}`shuanghe-2019 industry.funds as=bare`", "without its unit"),
        ("{sum}`shuanghe-2019 registry.incidence + shuanghe-2019 industry.funds`", "no meaning"),
        ("{difference}`shuanghe-2019 registry.incidence`", "no difference"),
        ("{ratio}`shuanghe-2019 industry.funds / shuanghe-2019 education.funds / a b`", "no ratio"),
        ("{claim}`shuanghe-2019 registry.incidence < kong-2019 registry.incidence`",
         "not reported"),
        ("{claim}`a < b < c`", "no claim"),
        ("{audit}`all`", "which count"), ("{coverage}`nobody share`", "no report"),
        ("{finding}`kong-2019 share`", "0 findings"),
        ("{fig}`x`", "shows no figure"), (":::{contradictions} nobody\n:::", "no report"),
        (":::{comparison}\n:::", "no indicator"), (":::{figure} x/y\n:::", "no figure"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_stops(corpus: Corpus, text: str, said: str) -> None:
    with pytest.raises(WritingError, match=said):
        resolve(text, corpus)


@pytest.mark.parametrize(
    ("reference", "en", "zh"),
    [
        ("kong-2019 registry.incidence", "not reported", "未报告"),
        ("jihua-2020 registry.incidence", "planned only", "仅有计划"),
        ("shuanghe-2019 registry.satisfaction", "not reported", "未报告"),
    ],
)
def test_what_is_missing_is_said_in_both_languages(
    corpus: Corpus, reference: str, en: str, zh: str
) -> None:
    assert body(f"{{missing}}`{reference}`", corpus) == en
    assert body(f"{{missing}}`{reference}`", corpus, "zh").startswith(zh[:2])


# ---- derived numbers, worked out by hand

S = "shuanghe-2019"
DERIVED = [
    # kind, words, value, low, high, printed
    ("ratio", f"{S} industry.funds / {S} registry.registered_persons",
     "2000", "1999.98", "2000.02", "2,000 CNY per person"),
    ("ratio", f"{S} registry.registered_persons / {S} registry.registered_households",
     "3.125", "3.125", "3.125", "3.13 persons per household"),
    ("ratio", f"{S} assistance.team_members / {S} assistance.teams as=bare", "3", "3", "3", "3"),
    ("share", f"{S} registry.poor_villages / {S} registry.poor_villages",
     "100", "100", "100", "100%"),
    ("difference", "baishi-2018 registry.incidence - shuanghe-2019 registry.incidence",
     "1.3", "1.2", "1.4", "1.3 percentage points"),
    ("sum", f"{S} assistance.team_members + {S} registry.registered_persons",
     "25240", "25240", "25240", "25,240 persons"),
    ("sum", f"{S} industry.funds + {S} education.funds", "70000000", "69995000", None,
     "≈70 million CNY"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "value", "low", "high", "printed"), DERIVED)
def test_derived_numbers_and_what_they_may_have_been(
    corpus: Corpus, kind: str, words: str, value: str, low: str, high: str | None, printed: str
) -> None:
    made = derived.derive(kind, words, corpus, HERE)
    assert made.value == Decimal(value)
    assert made.text("en") == printed
    assert abs(made.interval.low - Decimal(low)) <= abs(Decimal(low)) / 1000
    if high is None:
        assert made.interval.high >= made.value
    else:
        assert abs(made.interval.high - Decimal(high)) <= abs(Decimal(high)) / 1000
    assert made.interval.low <= made.value <= made.interval.high
    note = footnotes.of_derived(made, "en").replace("\\", "")
    for member in made.members:
        quantity = member.observation.quantity
        assert f"{member.report.id}, {quantity.start}:{quantity.end}" in note


CLAIMS = [
    (f"{S} registry.incidence < baishi-2018 registry.incidence", True),
    (f"baishi-2018 registry.incidence < {S} registry.incidence", False),
    (f"{S} registry.incidence = {S} registry.incidence", True),
    (f"{S} registry.incidence ≤ {S} registry.incidence", False),  # 1.15 to 1.25 each
    (f"{S} registry.registered_persons ≥ {S} registry.registered_persons", True),  # a count
    ("baishi-2018 registry.registered_persons > shuanghe-2019 registry.registered_persons", True),
    # 4万 may be 35,000 to 45,000
    (f"{S} industry.funds > {S} education.funds", True),  # 2000余万 is below 3000万
    (f"{S} industry.funds + {S} education.funds > {S} industry.funds", True),
]


@pytest.mark.parametrize(("claim", "holds"), CLAIMS)
def test_a_claim_holds_for_all_that_was_printed(corpus: Corpus, claim: str, holds: bool) -> None:
    if holds:
        derived.assert_claim(claim, corpus, HERE)
        return
    with pytest.raises(WritingError, match="does not hold"):
        derived.assert_claim(claim, corpus, HERE)


@pytest.mark.parametrize("kind", ["sum", "difference", "ratio", "share"])
def test_what_is_open_above_stays_open(corpus: Corpus, kind: str) -> None:
    sign = derived.SIGNS[kind]
    made = derived.derive(kind, f"{S} education.funds {sign} {S} industry.funds", corpus, HERE)
    assert made.interval.low <= made.value
    assert made.interval.high == INFINITY or made.interval.high >= made.value
    assert "≈" in made.text("en")


# ---- money, notes, numbers by hand


@given(st.decimals("0.01", "99999999999", places=2))
def test_money_loses_no_digit(value: Decimal) -> None:
    for language, words in (("zh", {"亿元": 10**8, "万元": 10**4, "元": 1}),
                            ("en", {" billion CNY": 10**9, " million CNY": 10**6,
                                    " thousand CNY": 10**3, " CNY": 1})):  # fmt: skip
        said = exact_money(value, language)
        unit = next(word for word in words if said.endswith(word))
        assert Decimal(said.removesuffix(unit).replace(",", "")) * words[unit] == value


@settings(max_examples=100)
@given(st.lists(st.integers(0, 4), max_size=14))
def test_every_target_says_the_same_notes(mentions: list[int]) -> None:
    made = Notes()
    text = "".join(f"w{each}{made.mark(f'k{each}', f'note {each}')} " for each in mentions)
    paged = notes.lay_out(text, made.listed, "pages")
    paper = notes.lay_out(text, made.listed, "paper")
    for laid in (paged, paper):
        assert "\ue000" not in laid
        assert [laid.count(f"]: note {each}\n") for each in sorted(set(mentions))] == [1] * len(
            set(mentions)
        )
    assert paged.split("\n\n")[0].count("[^n") == len(mentions)
    # on paper each note is made once; later mentions print its number
    assert paper.split("\n\n")[0].count("[^n") == len(set(mentions))


def test_a_note_of_the_same_key_is_one() -> None:
    made = Notes()
    assert made.mark("a", "one") == made.mark("a", "one") != made.mark("b", "two")
    assert made.listed == [Note("a", "one"), Note("b", "two")]


def typed(text: str, language: str = "zh") -> list[str]:
    source = syntax.read("a.md", f"---\nlanguage: {language}\nby_hand: [2014]\n---\n" + text)
    spans = [(each.start, each.end) for each in syntax.roles(source)]
    return [said for _, said in by_hand.numbers(source, spans)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("脱贫三万余人", ["三万余人"]), ("几十个村", ["几十个"]), ("两千元", ["两千元"]),
        ("约半数村", ["半"]), ("七成户", ["七成"]), ("翻了两倍", ["两倍"]), ("百分之五", ["百分之五"]),
        ("一户一策、一村一品", []), ("一家企业", []), ("统一部署、进一步", []), ("2014年以来", []),
        ("20140人", ["20140"]), ("2014.5元", ["2014.5"]), ("第二年", ["二年"]),
        ("{value}`a-2019 r.x`和12户", ["12"]), ("表１２", ["１２"]), ("", []), ("\n\n", []),
        ("五个一批", ["五个"]), ("十几户", ["十几户"]),
    ],
)  # fmt: skip
def test_chinese_numbers_typed_by_hand(text: str, found: list[str]) -> None:
    if text == "约半数村":
        assert typed(text)
    else:
        assert typed(text) == found


@settings(max_examples=100)
@given(st.text("ab文，。12三百户个%\n`[](){}^#.", max_size=60))
def test_what_is_typed_by_hand_stands_where_it_is_said(text: str) -> None:
    source = syntax.read("a.md", "---\nlanguage: zh\n---\n" + text)
    for position, said in by_hand.numbers(source, []):
        assert source.text[position : position + len(said)] == said


# ---- tables and outputs


def test_a_table_of_all_reports_has_a_cell_for_each(corpus: Corpus) -> None:
    made = resolve(":::{comparison} registry.incidence industry.funds\n:::", corpus)
    laid = made.markdown("pages")
    rows = [line for line in laid.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + len(ODD)
    assert all(row.count(" | ") == 2 for row in rows)
    assert laid.count("not reported") == 2 + 3  # kong twice; funds of baishi, mark and chang
    assert "planned only" in laid


def test_hostile_words_of_a_report_reach_no_output_unescaped(corpus: Corpus) -> None:
    made = resolve("{value}`mark-2019 registry.incidence`", corpus)
    for target in ("pages", "paper", "word"):
        laid = made.markdown(target)
        assert "<b>" not in laid.replace("\\<b\\>", "")
        assert re.search(r"(?<!\\)\$x", laid) is None
        assert "`{value}`" not in laid.replace("\\`\\{value\\}\\`", "")


def test_the_table_of_contradictions_of_reports_without_any(corpus: Corpus) -> None:
    laid = resolve(":::{contradictions} kong-2019\n:::", corpus).markdown("pages")
    assert "none found" in laid
    assert "无" in resolve(":::{contradictions} kong-2019\n:::", corpus, "zh").markdown("pages")


def test_a_text_without_references_is_itself(corpus: Corpus) -> None:
    for text in ("", "Words.", "# Title\n\n- a\n- b", "| a | b |\n|---|---|\n| c | d |"):
        assert resolve(text, corpus).markdown("pages") == text.strip() + "\n"


def test_the_list_of_references_names_every_place(corpus: Corpus) -> None:
    text = (
        "{value}`shuanghe-2019 registry.incidence` {reports}`all`\n\n"
        "{missing}`kong-2019 registry.incidence`"
    )
    listed = build.references_csv(resolve(text, corpus)).splitlines()
    assert len(listed) == 1 + 3
    assert "text.md:7" in listed[1]
    assert "text.md:9" in listed[3]


def test_the_same_text_twice_is_the_same(corpus: Corpus, tmp_path: Path) -> None:
    text = "{value}`shuanghe-2019 registry.incidence`\n\n:::{comparison} industry.funds\n:::"
    again = corpus_of(tmp_path, **dict(reversed(ODD.items())))
    for target in ("pages", "paper", "word"):
        one = resolve(text, corpus).markdown(target)
        assert one == resolve(text, again).markdown(target)


def test_names_of_figures_and_tables() -> None:
    assert blocks.called("figure", 3, "en") == "Figure 3."
    assert blocks.called("table", 3, "zh") == "表3"


def test_the_policy_of_pages_lets_nothing_in() -> None:
    assert "default-src 'none'" in pages.POLICY
    assert "connect-src 'none'" in pages.POLICY
    assert "http" not in pages.POLICY


def test_a_folder_without_reports_resolves_plain_words_only(tmp_path: Path) -> None:
    folder_of(tmp_path)
    from county_reports.corpus import read_corpus

    empty = read_corpus(tmp_path)
    assert resolve("Words.", empty).markdown("pages") == "Words.\n"
    with pytest.raises(WritingError, match="no report"):
        resolve("{value}`a-2019 registry.incidence`", empty)
