"""corrections.yaml: what an entry says, every way in which it can be wrong, and nothing lost."""

from __future__ import annotations

import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports import schema
from county_reports.errors import CorrectionError
from county_reports.extraction import correction_file as file

ROOT = Path(__file__).resolve().parents[2]

FIELDS = {
    "report": "qiyun-2019",
    "text": "投入资金128万元",
    "figure": "128万元",
    "action": "set",
    "set": "{value: 12.8}",
    "guard": "{value: 1280000, unit: CNY}",
    "reason": "a point was lost",
    "who": "Li Ming",
    "date": "2024-05-01",
}


def entry(**changes: str | None) -> str:
    """An entry as YAML; None leaves a field out, any other value stands as it is written."""
    fields = {**FIELDS, **changes}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def only(text: str) -> file.Entry:
    (found,) = file.parse(text)
    return found


def test_an_entry_is_what_it_says() -> None:
    assert only(entry()) == file.Entry(
        report="qiyun-2019",
        text="投入资金128万元",
        figure="128万元",
        action="set",
        changes=(("value", Decimal("12.8")),),
        guard=(("value", Decimal(1280000)), ("unit", "CNY")),
        reason="a point was lost",
        who="Li Ming",
        date="2024-05-01",
        line=1,
    )


def test_a_text_that_is_the_figure_needs_no_figure() -> None:
    assert only(entry(text="128万元", figure=None)).figure == "128万元"


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]\n", "---\n", "null\n", "~", "\n\n"])
def test_no_entries(text: str) -> None:
    assert file.parse(text) == ()


NUMBERS = [
    ("12.8", "12.8"),
    ('"12.8"', "12.8"),
    ("'12.80'", "12.80"),
    ("12.80", "12.80"),
    ("0.1", "0.1"),
    ("1280000", "1280000"),
    ("0012", "12"),
    ("-3.5", "-3.5"),
    ("123456789012345678901.123456789", "123456789012345678901.123456789"),
    ("0.30000000000000004", "0.30000000000000004"),
    ("1.10", "1.10"),
]


@pytest.mark.parametrize(("written", "exact"), NUMBERS)
@pytest.mark.parametrize("place", ["set", "guard"])
def test_numbers_keep_every_digit(written: str, exact: str, place: str) -> None:
    found = only(entry(**{place: f"{{value: {written}}}"}))
    pairs = found.changes if place == "set" else found.guard
    (value,) = dict(pairs).values()
    assert isinstance(value, Decimal)
    assert str(value) == exact or value == Decimal(exact)
    assert value.as_tuple().exponent == Decimal(exact).as_tuple().exponent


def test_a_guard_may_be_a_block_and_words_may_look_like_other_things() -> None:
    found = only(
        entry(guard="\n    value: 1280000\n    object: yes\n    period: 2019-06", who="007",
              reason="no", text='"128"', figure=None)
    )  # fmt: skip
    assert dict(found.guard) == {"value": Decimal(1280000), "object": "yes", "period": "2019-06"}
    assert (found.who, found.reason, found.figure) == ("007", "no", "128")


SETTABLE = [
    ("value", "5", Decimal(5)),
    ("high", "'7.25'", Decimal("7.25")),
    ("unit", "household", "household"),
    ("bound", "about", "about"),
    ("indicator", "registry.incidence", "registry.incidence"),
    ("theme", "funding", "funding"),
    ("object", "贫困户", "贫困户"),
    ("period", "2014/2019", "2014/2019"),
    ("period", "2019", "2019"),
    ("period", "2019-06", "2019-06"),
    ("period", "2019-06-30", "2019-06-30"),
    ("scope", "part", "part"),
    ("status", "planned", "planned"),
    ("value", "null", None),
    ("high", "~", None),
    ("unit", "", None),
    ("bound", "null", None),
    ("indicator", "null", None),
    ("theme", "null", None),
    ("object", "null", None),
    ("period", "null", None),
]


@pytest.mark.parametrize(("name", "written", "value"), SETTABLE)
def test_every_field_can_be_set_and_most_be_cleared(name: str, written: str, value: object) -> None:
    assert only(entry(set=f"{{{name}: {written}}}")).changes == ((name, value),)


def test_the_fields_are_those_of_the_tables() -> None:
    columns = {column.name: column for column in schema.OBSERVATIONS}
    assert set(file.FIELDS) <= set(columns)
    assert set(file.ACTIONS) == {"set", "drop", "add"}


def test_drop_and_add() -> None:
    assert only(entry(action="drop", set=None)).changes == ()
    added = only(entry(action="add", set="{value: 5, unit: CNY}", guard="absent"))
    assert added.guard == ()
    assert dict(added.changes) == {"value": Decimal(5), "unit": "CNY"}


def test_order_lines_and_several_entries() -> None:
    text = "# head\n" + entry() + "\n# between\n" + entry(report="other-2020")
    first, second = file.parse(text)
    assert (first.line, second.line) == (2, 13)
    assert second.where == "corrections.yaml line 13"
    assert [e.report for e in file.of_report((first, second), "other-2020")] == ["other-2020"]


def test_what_an_entry_says_does_not_depend_on_its_line() -> None:
    here, there = only(entry()), only("# a comment above\n" + entry())
    assert here != there
    assert here.content == there.content
    assert here.content != only(entry(reason="another")).content


def test_an_entry_travels_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(only(entry()))) == only(entry())  # noqa: S301


MALFORMED = [
    (entry(figur="x"), "no field 'figur'", "figure"),
    (entry(colour="red"), "no field 'colour'", "use report"),
    (entry(set="{valu: 1}"), "set has no field 'valu'", "value"),
    (entry(guard="{kind: measure}"), "guard has no field 'kind'", "use value"),
    (entry(report=None), "lacks report", "why"),
    (entry(text=None), "lacks text", "why"),
    (entry(action=None), "lacks action", "why"),
    (entry(guard=None), "lacks guard", "why"),
    (entry(reason=None), "lacks reason", "why"),
    (entry(who=None), "lacks who", "why"),
    (entry(date=None), "lacks date", "why"),
    (entry(reason='" "'), "lacks reason", "why"),
    (entry(who=""), "lacks who", "why"),
    (entry(who=None, date=None), "lacks who, date", "why"),
    (entry(report="隆回"), "no id of a report", "longhui-2019"),
    (entry(report="../x"), "no id of a report", "longhui-2019"),
    (entry(action="change"), "action 'change' is unknown", "set, drop, add"),
    (entry(action="Set"), "action 'Set' is unknown", "set, drop, add"),
    (entry(figure="129万元"), "does not stand exactly once", "passage"),
    (entry(text="128万元和128万元"), "does not stand exactly once", "passage"),
    (entry(text="1281281", figure="1281"), "does not stand exactly once", "passage"),
    (entry(figure='""'), "does not stand exactly once", "passage"),
    (entry(date="1 May 2024"), "is no date", "2024-05-01"),
    (entry(date="2024-02-30"), "is no date", "2024-05-01"),
    (entry(date="20240501"), "is no date", "2024-05-01"),
    (entry(date="2024-5-1"), "is no date", "2024-05-01"),
    (entry(set=None), "sets nothing", "under set"),
    (entry(set="{}"), "sets nothing", "under set"),
    (entry(set="5"), "set is no mapping", "field: value"),
    (entry(set="[value, 5]"), "set is no mapping", "field: value"),
    (entry(action="drop"), "nothing to set", "remove set"),
    (entry(guard="{}"), "guard names no field", "value: 128"),
    (entry(guard="absent"), "guard names no field", "value: 128"),
    (entry(guard="null"), "guard names no field", "value: 128"),
    (entry(guard="[value]"), "guard is no mapping", "field: value"),
    (entry(action="add", set="{value: 1, unit: CNY}"), "else than absent", "guard: absent"),
    (entry(action="add", set="{value: 1}", guard="absent"), "lacks unit", "both"),
    (entry(action="add", set="{unit: CNY}", guard="absent"), "lacks value", "both"),
    (entry(action="add", set="{value: null, unit: ~}", guard="absent"), "value and unit", "both"),
    (entry(action="add", set=None, guard="absent"), "sets nothing", "under set"),
    (entry(set="{value: 1_000}"), "is no number", "digits and a point"),
    (entry(set="{value: '1,000'}"), "is no number", "digits and a point"),
    (entry(set="{value: 1e3}"), "is no number", "digits and a point"),
    (entry(set="{value: 0x1F}"), "is no number", "digits and a point"),
    (entry(set="{value: 1:30}"), "is no number", "digits and a point"),
    (entry(set="{value: .inf}"), "is no number", "digits and a point"),
    (entry(set="{value: .5}"), "is no number", "digits and a point"),
    (entry(set="{value: １２}"), "is no number", "digits and a point"),
    (entry(set="{value: 12.8万}"), "is no number", "digits and a point"),
    (entry(guard="{value: many}"), "is no number", "digits and a point"),
    (entry(set="{value: [1]}"), "no plain text or number", "one value"),
    (entry(set="{unit: yuan}"), "unit 'yuan' is unknown", "use one of CNY"),
    (entry(set="{unit: houshold}"), "unit 'houshold' is unknown", "household"),
    (entry(set="{bound: circa}"), "bound 'circa' is unknown", "exact"),
    (entry(set="{scope: village}"), "scope 'village' is unknown", "county"),
    (entry(set="{status: real}"), "status 'real' is unknown", "reported"),
    (entry(set="{indicator: registry.incidenc}"), "is unknown", "registry.incidence"),
    (entry(set="{theme: fundings}"), "theme 'fundings' is unknown", "funding"),
    (entry(guard="{indicator: no.such}"), "indicator 'no.such' is unknown", ""),
    (entry(guard="{unit: yuan}"), "unit 'yuan' is unknown", ""),
    (entry(set="{scope: null}"), "scope cannot be cleared", "county"),
    (entry(set="{status: ~}"), "status cannot be cleared", "reported"),
    (entry(set="{period: last year}"), "is no period", "2014/2019"),
    (entry(set="{period: 2019-13}"), "is no period", "2014/2019"),
    (entry(set="{period: 19}"), "is no period", "2014/2019"),
    (entry(set='{object: " "}'), "object is empty", "null"),
    (entry(set="{indicator: registry.incidence, unit: CNY}"), "counts percent, not CNY", "unit"),
    (entry(set="{indicator: registry.incidence, unit: null}"), "counts percent", "unit"),
    (entry(set="{indicator: registry.incidence, theme: funding}"), "theme registry", "leave"),
    (entry() + "  who: Wang\n", "'who' stands twice", "keep one"),
    (entry(set="{value: 1, value: 2}"), "'value' stands twice", "keep one"),
    ("- just words\n", "entry is no mapping", "field: value"),
    ("- [1, 2]\n", "entry is no mapping", "field: value"),
    ("- null\n", "entry is no mapping", "field: value"),
    (entry(reason="[a, b]"), "no plain text", "one value"),
    (entry(reason="!!python/object/apply:os.system [x]"), "no plain text", "one value"),
    (entry(reason="!!python/name:os.system x"), "no plain text", "one value"),
    (entry(reason="!!binary aGk="), "no plain text", "one value"),
]


@pytest.mark.parametrize(("text", "said", "advice"), MALFORMED)
def test_what_is_refused_and_where(text: str, said: str, advice: str) -> None:
    with pytest.raises(CorrectionError, match=re.escape(said)) as caught:
        file.parse("# head\n" + text)
    assert "corrections.yaml line 2" in caught.value.where
    assert advice in caught.value.remedy
    assert caught.value.remedy


def test_the_entry_at_fault_is_named_by_its_report() -> None:
    with pytest.raises(CorrectionError) as caught:
        file.parse(entry() + entry(report="other-2020", set="{unit: yuan}"))
    assert caught.value.where == "corrections.yaml line 10 (other-2020)"


NO_LIST = [
    ("report: x\n", "no list"),
    ("words\n", "no list"),
    ("- a: [\n", "no YAML"),
    ("- {a: 1\n", "no YAML"),
    ("\t- a\n", "no YAML"),
    ("- a\n---\n- b\n", "no YAML"),
    ("- \x07\n", "no YAML"),
    ("- *nowhere\n", "no YAML"),
    ("[" * 100_000, "no YAML"),
]


@pytest.mark.parametrize(("text", "said"), NO_LIST)
def test_what_is_no_list_of_entries(text: str, said: str) -> None:
    with pytest.raises(CorrectionError, match=said) as caught:
        file.parse(text)
    assert caught.value.where.startswith("corrections.yaml")
    assert "\n" not in str(caught.value)


# ---- the file in its folder


def test_a_folder_without_the_file_has_no_corrections(tmp_path: Path) -> None:
    assert file.read(tmp_path) == ()
    assert file.read(tmp_path / "no such folder") == ()


def test_the_file_is_read_with_a_byte_order_mark_and_any_line_ends(tmp_path: Path) -> None:
    data = ("\ufeff" + entry()).replace("\n", "\r\n").encode()
    (tmp_path / file.NAME).write_bytes(data)
    assert file.read(tmp_path) == file.parse(entry())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (file.NAME, "县".encode("gb18030"), "not UTF-8"),
        (file.NAME, b"#" * (file.MOST_BYTES + 1), "more than corrections take"),
        ("corrections.yml", b"[]", "corrections.yaml only"),
    ],
)
def test_a_file_that_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CorrectionError, match=said) as caught:
        file.read(tmp_path)
    assert caught.value.remedy


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / file.NAME).mkdir()
    with pytest.raises(CorrectionError, match="cannot be read"):
        file.read(tmp_path)


def test_a_report_that_is_not_there_is_named_with_the_close_ones() -> None:
    entries = file.parse(entry())
    file.assert_reports(entries, ["qiyun-2019"])
    file.assert_reports((), [])
    with pytest.raises(CorrectionError, match="not in the folder") as caught:
        file.assert_reports(entries, ["qiyun-2018", "other-2020"])
    assert "qiyun-2018" in caught.value.remedy
    assert caught.value.where == "corrections.yaml line 1"


def test_the_project_declares_none_and_explains_how() -> None:
    assert file.read(ROOT / "seeds") == ()
    text = (ROOT / "seeds" / file.NAME).read_text(encoding="utf-8")
    start = text.index("# - report")
    commented = text[start : text.index("\n[]")].splitlines()
    examples = file.parse("\n".join(line.removeprefix("#").removeprefix(" ") for line in commented))
    assert [each.action for each in examples] == ["set", "drop", "add"]
