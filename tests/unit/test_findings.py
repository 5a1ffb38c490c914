"""Findings as rows and records: every figure with its place, nothing lost between the two forms."""

from __future__ import annotations

import json
from decimal import Decimal

import pandas as pd
import pytest

import finding_factory as made
from county_reports import schema
from county_reports.audit import families, wording
from county_reports.audit.catalogue import RULES
from county_reports.audit.engine import Audit
from county_reports.audit.tally import KIND_WORDS, Tally, gravest_first, kind_of, tally
from county_reports.comparison import findings
from county_reports.execution import tabular
from county_reports.extraction.records import to_json

READ = made.report()
KINDS = made.kinds(READ)

KIND_OF = [
    ("confirmed", "confirmed"),
    ("cut", "confirmed"),
    ("plausible", "confirmed"),
    ("slip", "slip"),
    ("inconsistent", "inconsistent"),
    ("bound", "inconsistent"),
    ("implausible", "implausible"),
]


@pytest.mark.parametrize(("name", "kind"), KIND_OF)
def test_the_kind_of_a_finding(name: str, kind: str):
    assert kind_of(KINDS[name]) == kind


def test_the_gravest_come_first_and_keep_their_order():
    shown = [kind_of(each) for each in gravest_first(made.audited().findings_list)]
    order = list(KIND_WORDS)
    assert shown == sorted(shown, key=order.index)
    assert shown[:2] == ["inconsistent", "inconsistent"]
    places = [findings.place(e).quantity.start for e in gravest_first(KINDS.values())]
    assert len(places) == len(KINDS)


# ---- counts


def test_a_tally_counts_each_kind_once():
    counts = tally(made.audited().audit)
    assert counts == Tally(3, 1, 2, 1, 1, 12, len(made.audited().audit.checked))
    assert counts.relations == 7
    assert counts.contradictions == 4
    assert counts.share == pytest.approx(counts.checked / 12)


TALLIES = [
    (Tally(), 0, 0, None),
    (Tally(figures=3), 0, 0, 0.0),
    (Tally(confirmed=2, figures=4, checked=1), 2, 0, 0.25),
    (Tally(slips=1, inconsistent=2, implausible=3, figures=6, checked=6), 6, 6, 1.0),
]


@pytest.mark.parametrize(("counts", "relations", "contradictions", "share"), TALLIES)
def test_what_a_tally_says(counts, relations, contradictions, share):
    assert counts.relations == relations
    assert counts.contradictions == contradictions
    assert counts.share == share


def test_tallies_add_up():
    one, other = Tally(1, 2, 3, 4, 5, 60, 7), Tally(10, 20, 30, 40, 50, 600, 70)
    assert one + other == Tally(11, 22, 33, 44, 55, 660, 77)
    assert sum([one, other], Tally()) == one + other


# ---- families and words


def test_every_family_of_the_catalogue_has_a_name_in_both_languages():
    for rule in RULES:
        assert rule.family in families.FAMILIES, "name it in audit/families.py"
        assert families.family_of(rule.id) == rule.family
        assert families.relation_words(rule.id) == (rule.zh, rule.en)
        assert rule.family in families.in_order()


def test_a_family_or_rule_that_is_gone_keeps_its_id():
    assert families.family_words("new") == ("new", "new")
    assert families.family_of("gone") == ""
    assert families.relation_words("gone") == ("gone", "gone")
    assert families.rule_named("gone") is None
    assert families.rank("parts") == 0
    assert families.rank("gone") == len(families.in_order())


READABLE = [
    ("3 ∈ [1.5, 5]", "3 (within 1.5–5)", "3（在 1.5–5 之间）"),
    ("= 12.24–12.35 ∉ [0.2, 10]", "= 12.24–12.35 (outside 0.2–10)", "= 12.24–12.35（超出 0.2–10）"),
    ("x ∉ [2,000, 20,000,000]", "x (outside 2,000–20,000,000)", "x（超出 2,000–20,000,000）"),
    ("x ∉ [2,000,000, ∞]", "x (outside 2,000,000–∞)", "x（超出 2,000,000–∞）"),
    ("63153户 + 3343户 = 66496户", "63153户 + 3343户 = 66496户", "63153户 + 3343户 = 66496户"),
    ("8个 ≤ 68个", "8个 ≤ 68个", "8个 ≤ 68个"),
    ("", "", ""),
]


@pytest.mark.parametrize(("expression", "en", "zh"), READABLE)
def test_a_band_is_put_into_words(expression: str, en: str, zh: str):
    assert wording.readable(expression, "en") == en
    assert wording.readable(expression, "zh") == zh


VERDICTS = [
    ("confirmed", "adds up", "相符"),
    ("cut", "adds up: when the stated figure was cut, not rounded", "相符：舍去尾数后相符"),
    ("plausible", "plausible", "在合理范围内"),
    ("slip", "does not add up: a slip in the last digit", "对不上：末位出入"),
    ("inconsistent", "does not add up: changes the statement", "对不上：影响结论"),
    ("implausible", "implausible", "不合常理"),
]


@pytest.mark.parametrize(("name", "en", "zh"), VERDICTS)
def test_verdicts_in_words(name: str, en: str, zh: str):
    assert wording.verdict(KINDS[name], "en") == en
    assert wording.verdict(KINDS[name], "zh") == zh


def test_nothing_is_called_false():
    for name in KINDS:
        for language in ("en", "zh"):
            said = wording.verdict(KINDS[name], language)
            assert not {"wrong", "false", "错", "假"} & set(said.split())


def test_guesses_are_named_as_guesses():
    assert wording.guesses(KINDS["inconsistent"], "en").startswith("Perhaps (a guess;")
    assert wording.guesses(KINDS["inconsistent"], "zh").startswith("或许（仅为推测")
    assert "misprint" in wording.guesses(KINDS["inconsistent"], "en")
    assert wording.guesses(KINDS["bound"], "en") == ""


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        (lambda one: one, ""),
        (made.restored, "†"),
        (made.corrected, "‡"),
        (lambda one: made.corrected(made.restored(one)), "†‡"),
        (lambda _: None, ""),
    ],
)
def test_marks_of_restored_and_corrected_figures(change, mark: str):
    assert wording.mark_of(change(made.figure(READ, "1200户"))) == mark


# ---- sentences


def test_the_sentences_of_a_finding_hold_its_figures():
    passages = findings.sentences(READ, KINDS["inconsistent"])
    assert [p.text for p in passages] == [
        "全县建档立卡贫困户1200户3600人,已脱贫1150户,未脱贫60户。"
    ]
    marked = [piece.text for piece in passages[0].pieces if piece.start is not None]
    assert marked == ["1200户", "1150户", "60户"]


def test_sentences_are_in_the_order_of_the_text():
    passages = findings.sentences(READ, KINDS["bound"])
    assert [passage.text for passage in passages] == [
        "全县建档立卡贫困户1200户3600人,已脱贫1150户,未脱贫60户。", "惠及贫困户1500户。",
    ]  # fmt: skip
    assert passages[0].start < passages[1].start


@pytest.mark.parametrize(
    ("name", "text"), [("inconsistent", "1200户"), ("plausible", "1200户"), ("bound", "1500户")]
)
def test_the_place_of_a_finding_is_its_outcome_or_first_figure(name: str, text: str):
    assert findings.place(KINDS[name]).quantity.text == text


# ---- records


def test_a_record_has_the_fields_of_the_contract_in_their_order():
    for each in KINDS.values():
        assert tuple(findings.record(READ, each)) == schema.FINDING_FIELDS
    assert tuple(findings.unchecked_record(READ, made.unchecked(READ))) == schema.FINDING_FIELDS
    assert schema.FINDING_FIELDS[:11] == (
        "report", "rule", "status", "severity", "expression", "stated", "computed_low",
        "computed_high", "terms", "result", "note",
    )  # fmt: skip


def test_a_record_says_where_everything_stands():
    record = findings.record(READ, KINDS["inconsistent"])
    starts = {m["start"]: m for m in record["members"]}
    assert record["terms"] == [READ.source.index("1150户"), READ.source.index("60户")]
    assert record["result"] == READ.source.index("1200户")
    assert set(starts) == {*record["terms"], record["result"]}
    for member in record["members"]:
        assert READ.source[member["start"] : member["end"]] == member["text"]
    assert [m["value"] for m in record["members"]] == [1200, 1150, 60]
    assert {m["unit"] for m in record["members"]} == {"household"}
    assert record["hypotheses"] == ["register adjusted", "misprint"]
    assert record["family"] == "register"
    assert record["file"] == "qiyun-2019.txt"
    assert record["note"] == "the register of today"


NUMBERS = [
    ("confirmed", "stated", 45),
    ("cut", "stated", 20.1),
    ("plausible", "stated", None),
    ("plausible", "computed_low", 3),
    ("implausible", "computed_high", None),
    ("bound", "computed_low", 0),
    ("bound", "computed_high", 1200),
]


@pytest.mark.parametrize(("name", "field", "expected"), NUMBERS)
def test_numbers_print_as_in_read(name: str, field: str, expected: object):
    value = findings.record(READ, KINDS[name])[field]
    assert value == expected
    assert type(value) is type(expected)


def test_a_record_is_one_line_of_json():
    line = to_json(findings.record(READ, KINDS["implausible"]))
    assert "\n" not in line
    assert json.loads(line)["result"] is None
    assert "128亿元" in line


def test_restored_and_corrected_figures_are_marked_in_the_record():
    plain, split = (
        {m["text"]: m for m in findings.record(READ, KINDS[name])["members"]}
        for name in ("bound", "plausible")
    )
    assert plain["1500户"]["correction"] == "misprint (Li, 2024-05-01)"
    assert plain["1200户"]["correction"] is None
    assert split["1200户"]["restoration"] == "proven"
    assert split["3600人"]["restoration"] is None


def test_what_cannot_be_checked_is_a_record_of_its_own_status():
    record = findings.unchecked_record(READ, made.unchecked(READ))
    assert record["status"] == "unchecked"
    assert record["expression"] == "12.5%"
    assert record["words_en"] == "the base is not in the report"
    assert record["words_zh"] == "文中没有财政支出"
    assert record["terms"] == []
    assert READ.source[record["result"] :].startswith("12.5%")
    assert record["quotes"] == ["全县投入扶贫资金1.2亿元,比上年增长20.1%,占财政支出的12.5%。"]


@pytest.mark.parametrize(("unchecked", "statuses"), [(False, 7), (True, 8)])
def test_unchecked_records_come_last_and_only_when_asked_for(unchecked: bool, statuses: int):
    audited = made.audited()
    records = audited.records(unchecked=unchecked)
    assert len(records) == statuses
    assert [r["status"] for r in records].count("unchecked") == int(unchecked)
    assert records[-1]["status"] == "unchecked" or not unchecked


# ---- tables


def test_findings_frame_has_the_columns_and_dtypes_of_the_schema():
    table = made.audited().findings
    assert list(table.columns) == [column.name for column in schema.FINDINGS]
    for column in schema.FINDINGS:
        assert str(table[column.name].dtype) == column.dtype, column.name
    assert len(table) == 7


def test_the_numbers_of_the_frame_are_decimals():
    table = made.audited().findings.set_index("rule")
    assert table.loc["helped", "computed_high"] == Decimal(1200)
    assert isinstance(table.loc["register-year", "stated"], Decimal)
    assert pd.isna(table.loc["project-money", "computed_high"])


CELLS = [
    ("register-sum", "texts", "1150户|60户"),
    ("register-sum", "result_text", "1200户"),
    ("register-sum", "text_of_place", "1200户"),
    ("register-sum", "unit", "household"),
    ("register-sum", "hypotheses", "register adjusted|misprint"),
    ("register-sum", "note", "the register of today"),
    ("register-sum", "county", "栖云县"),
    ("register-sum", "report_year", 2019),
    ("household-size", "texts", "3600人|1200户"),
    ("household-size", "text_of_place", "1200户"),
    ("household-size", "restored", str(READ.source.index("1200户"))),
    ("helped", "corrected", str(READ.source.index("1500户"))),
    ("repeat", "rounding", "exact"),
    ("register-year", "rounding", "cut"),
]


@pytest.mark.parametrize(("rule", "column", "expected"), CELLS)
def test_cells(rule: str, column: str, expected: object):
    row = made.audited().findings.set_index("rule").loc[rule]
    value = READ.source[row["start"] : row["end"]] if column == "text_of_place" else row[column]
    assert value == expected


MISSING = [
    ("household-size", "result_start"),
    ("household-size", "stated"),
    ("household-size", "unit"),
    ("repeat", "severity"),
    ("repeat", "hypotheses"),
    ("repeat", "note"),
    ("repeat", "restored"),
    ("repeat", "corrected"),
]


@pytest.mark.parametrize(("rule", "column"), MISSING)
def test_what_is_missing_is_missing(rule: str, column: str):
    assert pd.isna(made.audited().findings.set_index("rule").loc[rule, column])


def test_the_places_of_all_terms_lead_to_their_texts():
    for row in made.audited().findings.to_dict("records"):
        assert READ.source[row["start"] : row["end"]] in row["quote"]
        places = zip(row["starts"].split("|"), row["ends"].split("|"), strict=True)
        found = [READ.source[int(start) : int(end)] for start, end in places]
        assert found == row["texts"].split("|")
        assert all(text in row["quote"] for text in found)


@pytest.mark.parametrize("audited", [made.silent(), made.silent(measures=5)])
def test_no_finding_is_an_empty_table_of_the_same_columns(audited):
    assert list(audited.findings.columns) == [column.name for column in schema.FINDINGS]
    assert list(audited.unchecked.columns) == [column.name for column in schema.UNCHECKED]
    assert len(audited.findings) == len(audited.unchecked) == 0
    assert audited.records(unchecked=True) == []


def test_a_finding_without_terms_stands_at_its_outcome():
    """Years of a span or things of a list are counted: 2014年至2019年六年间 has one figure."""
    one = made.finding((), made.figure(READ, "60户"), "2014–2019 = 60户", rule="years-of-span")
    row = findings.finding_row(READ, one)
    assert READ.source[row["start"] : row["end"]] == row["result_text"] == "60户"
    assert row["starts"] is row["ends"] is row["texts"] is None
    record = findings.record(READ, one)
    assert record["terms"] == []
    assert [member["text"] for member in record["members"]] == ["60户"]
    flat = tabular.flatten_finding(record, "栖云县", 2019)
    assert (flat["start"], flat["starts"]) == (row["start"], "")
    audited = made.AuditedReport(READ, Audit(READ.id, (one,), (), 1))
    assert "60户</mark>" in audited.html()
    assert "【60户】" in str(audited)
    assert pd.isna(audited.findings.loc[0, "starts"])


def test_unchecked_frame():
    table = made.audited().unchecked
    assert list(table.columns) == [column.name for column in schema.UNCHECKED]
    (row,) = table.to_dict("records")
    assert READ.source[row["start"] : row["end"]] == row["text"] == "12.5%"
    assert row["reason_en"] == "the base is not in the report"
    assert row["text"] in row["quote"]


def test_overview_frame():
    table = made.corpus(3).overview
    assert list(table.columns) == [column.name for column in schema.AUDITS]
    assert list(table["relations"]) == [7, 7, 0]
    assert list(table["inconsistent"]) == [2, 2, 0]
    assert pd.isna(table["share"].iloc[2])
    for column in schema.AUDITS:
        assert str(table[column.name].dtype) == column.dtype, column.name


# ---- the two forms agree


@pytest.mark.parametrize("name", list(KINDS))
def test_a_flattened_record_is_the_row_of_the_frame(name: str):
    flat = tabular.flatten_finding(findings.record(READ, KINDS[name]), "栖云县", 2019)
    row = findings.finding_row(READ, KINDS[name])
    assert list(flat) == [column.name for column in schema.FINDINGS] == list(row)
    for column, value in row.items():
        expected = "" if value is None else value
        given = "" if flat[column] is None else flat[column]
        if isinstance(value, Decimal):
            assert Decimal(str(given)) == value, column
        else:
            assert given == expected, column


def test_a_flattened_unchecked_record_has_its_place_and_reason():
    record = findings.unchecked_record(READ, made.unchecked(READ))
    flat = tabular.flatten_finding(record, "栖云县", 2019)
    assert flat["status"] == "unchecked"
    assert flat["result_text"] == "12.5%"
    assert flat["start"] == flat["result_start"] == READ.source.index("12.5%")
    assert flat["starts"] == ""
    assert flat["words_en"] == "the base is not in the report"


NOTES = [
    ("confirmed", ""),
    ("cut", "rounded cut"),
    ("plausible", "restored"),
    ("slip", "slip in the last digit"),
    ("inconsistent", ""),
    ("bound", "corrected"),
]


@pytest.mark.parametrize(("name", "note"), NOTES)
def test_the_short_row_of_a_terminal(name: str, note: str):
    row = tabular.finding_row(findings.record(READ, KINDS[name]))
    assert row["note"] == note
    assert row["start"] == findings.place(KINDS[name]).quantity.start


def test_the_short_row_of_what_cannot_be_checked_says_why():
    row = tabular.finding_row(findings.unchecked_record(READ, made.unchecked(READ)))
    assert row["note"] == "the base is not in the report"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_cells_of_a_csv_are_defused(start: str):
    record = findings.record(READ, KINDS["bound"]) | {"expression": f"{start}cmd()"}
    text = tabular.to_csv(
        [tabular.flatten_finding(record, f"{start}县", 2019)], tabular.FINDING_COLUMNS
    )
    assert f"'{start}cmd()" in text
    assert f"'{start}县" in text
