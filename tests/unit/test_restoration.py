"""Fused digits: split only with a proof, left whole when ambiguous or merely large."""

from __future__ import annotations

import itertools
import runpy
from pathlib import Path

import pytest

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, observations, plain, set_aside = (
    made["measures"], made["observations"], made["plain"], made["set_aside"],
)  # fmt: skip


def restored(text: str, year: int = 2019) -> list[tuple[str, str | None, str, str]]:
    """The parts of fused figures: (text, value, lost unit, kind of restoration)."""
    return [
        (o.quantity.text, plain(o.quantity.value), o.quantity.restoration.lost,
         o.quantity.restoration.kind)
        for o in observations(text, year)
        if o.quantity.restoration
    ]  # fmt: skip


def proofs(text: str) -> list[str]:
    return [o.quantity.restoration.proof for o in observations(text) if o.quantity.restoration]


BY_SUM = (
    "全县建档立卡贫困户7310户24152人。已累计脱贫7268户24031人。"
    "还有42121人未脱贫,将全部落实帮扶措施。"
)


def test_proven_by_a_sum_of_the_report() -> None:
    # 7310 = 7268 + 42 and 24152 = 24031 + 121: small, so that limits alone would say nothing.
    assert restored(BY_SUM) == [("42", "42", "户", "proven"), ("121人", "121", "", "proven")]
    assert all(
        words == "7310户 = 7268户 + 42户, 24152人 = 24031人 + 121人"
        or words == "7310户 = 42户 + 7268户, 24152人 = 121人 + 24031人"
        for words in proofs(BY_SUM)
    )


def test_proven_when_the_total_is_fused() -> None:
    text = "全县建档立卡贫困人口731024152人。已脱贫7268户24031人,剩余42户121人。"
    assert restored(text) == [
        ("7310", "7310", "户", "proven"),
        ("24152人", "24152", "", "proven"),
    ]


def test_two_fused_runs_prove_each_other() -> None:
    text = "全县建档立卡贫困人口731024152人。累计脱贫726824031人,剩余42户121人。"
    assert restored(text) == [
        ("7310", "7310", "户", "proven"),
        ("24152人", "24152", "", "proven"),
        ("7268", "7268", "户", "proven"),
        ("24031人", "24031", "", "proven"),
    ]


def test_units_of_restored_parts() -> None:
    assert [m for m in measures(BY_SUM) if m[0] in {"42", "121人"}] == [
        ("42", "42", "household"),
        ("121人", "121", "person"),
    ]


def test_proven_by_repetition() -> None:
    text = "全县建档立卡贫困人口620318044人。经动态调整,18044人全部录入系统。"
    assert restored(text) == [
        ("6203", "6203", "户", "proven"),
        ("18044人", "18044", "", "proven"),
    ]
    assert "18044人 stands again at 27, not fused" in proofs(text)[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # household size leaves one split
        ("累计带动31006840名贫困人口。", [("3100", "3100", "户"), ("6840名", "6840", "")]),
        ("现有建档立卡贫困人口920329941人。", [("9203", "9203", "户"), ("29941人", "29941", "")]),
        (
            "现有建档立卡贫困人口1520449870人。",
            [("15204", "15204", "户"), ("49870人", "49870", "")],
        ),
        # a year ran into the number
        ("其中201726个贫困村出列。", [("26个", "26", "")]),
        ("全县201842个贫困村退出。", [("42个", "42", "")]),
    ],
)
def test_unique_by_limits(text: str, parts: list[tuple[str, str, str]]) -> None:
    found = restored(text)
    assert [part[:3] for part in found] == parts
    assert {part[3] for part in found} == {"unique"}


def test_the_year_of_a_fused_run_is_a_date() -> None:
    text = "其中201726个贫困村出列。"
    assert ("2017", "date") in set_aside(text)
    assert measures(text) == [("26个", "26", "village")]


def test_the_words_of_a_unique_split() -> None:
    (first, second) = proofs("现有建档立卡贫困人口920329941人。")
    assert first == second
    assert "9203户29941人" in first
    assert "3.25 a household" in first
    (only,) = proofs("全县201842个贫困村退出。")
    assert "201842个" in only
    assert "2018年42" in only


# Several splits are plausible, or none is: the run stays whole and has no value.
def test_more_persons_than_the_county_has_are_one_number_when_nothing_splits_them() -> None:
    text = "全县总人口86万人。惠及贫困人口990123人。"
    figures = [o.quantity for o in observations(text) if o.quantity.kind == "measure"]
    assert [(q.text, q.value, q.restoration) for q in figures][-1] == (
        "990123人", 990123, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written", "alternatives"),
    [
        # a year in front, or households of 2.5 persons
        ("惠及贫困人口20185043人。", "20185043人", ("2018户5043", "2018年5043")),
        ("惠及贫困人口20164032人。", "20164032人", ("2016户4032", "2016年4032")),
        # no household size, no year
        ("全县发动群众11122233344人。", "11122233344人", ()),
        ("共抽查贫困人口98760123456人。", "98760123456人", ()),
        ("受益人口99999999人。", "99999999人", ()),
    ],
)
def test_ambiguous_is_left_whole(text: str, written: str, alternatives: tuple[str, ...]) -> None:
    (only,) = [o for o in observations(text) if o.quantity.restoration]
    restoration = only.quantity.restoration
    assert only.quantity.text == written
    assert only.quantity.value is None
    assert (restoration.kind, restoration.lost) == ("ambiguous", "")
    assert restoration.alternatives == alternatives
    assert ("several splits" if alternatives else "no split") in restoration.proof
    assert written[:-1] in restoration.proof


def test_the_population_of_the_report_limits() -> None:
    fused = "现有建档立卡贫困人口9202990人。"
    assert [part[:2] for part in restored(fused)] == [("920", "920"), ("2990人", "2990")]
    # 920299 persons can live in a county of two million, not in one of 300 thousand
    assert restored("惠及贫困人口300900人。") == []
    assert restored("全县总人口28万人。惠及贫困人口300900人。") != []


# A number that is merely large is never split.
@pytest.mark.parametrize(
    "text",
    [
        "全县总人口862345人。",
        "全县总人口1203456人。",
        "户籍人口486512人,常住人口402118人。",
        "现有建档立卡贫困人口86420人。",
        "建档立卡贫困户26113户。",
        "累计服务群众12345678人次。",
        "累计培训123456人次。",
        "接待游客3600800人。",
        "接待国内外游客12003400人次。",
        "直播点击量30005600人。",
        "累计投入资金123456789元。",
        "累计投入资金20182019万元。",
        "发放补贴98765432.10元。",
        "栽植苗木20181200株。",
        "发放树苗1200036000株。",
        "发放图书123456册。",
        "走访贫困户100254户。",
        "硬化道路12345678平方米。",
        "养殖肉鸡20190000只。",
        "发电20183600千瓦时。",
        "全县辖326个行政村。",
        "涉及1120个自然村。",
        "累计走访20186户。",
        "参加医保人数201936人。",
        "惠及群众201936人。",
        "种植面积201931亩。",
    ],
)
def test_merely_large_is_never_split(text: str) -> None:
    assert restored(text) == []
    assert len(measures(text)) == (2 if "常住" in text else 1)


@pytest.mark.parametrize(
    "text",
    [
        "2016年12个村、2017年26个村、2018年42个村出列。",
        "2016、2017、2018年分别退出12、26、42个村。",
        "14个乡镇187个村。",
        "3100户6840名贫困人口。",
        "3100户、6840名贫困人口。",
        "3100户(6840人)。",
        "3月13-15日召开会议。",
        "2016年12月3至10日开展核查。",
        "贫困户7310户,贫困人口24152人。",
    ],
)
def test_whole_figures_are_left_alone(text: str) -> None:
    assert restored(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("313-15日,督查组进驻。", ["3", "13-15日"]),
        ("201612310日,开展核查。", ["2016", "12", "3", "10日"]),
        ("于813-20日集中排查。", ["8", "13-20日"]),
    ],
)
def test_fused_dates(text: str, parts: list[str]) -> None:
    assert measures(text) == []
    assert set_aside(text) == [(part, "date") for part in parts]


def test_an_ambiguous_date_stays_whole() -> None:
    # 118日 can be 1月18日 or 11月8日.
    assert set_aside("118日召开会议。") == [("118日", "date")]
    assert measures("118日召开会议。") == []


def test_the_fewest_lost_marks_are_thought_of_first() -> None:
    # 1112日 could be 11月1至2日 too, but then two marks would have been lost.
    assert set_aside("1112日召开会议。") == [("11", "date"), ("12日", "date")]


SECTIONS = (
    "一、基本情况\n全县建档立卡贫困人口731024152人,贫困村62个。\n",
    "二、脱贫成效\n累计脱贫7268户24031人,其中201726个贫困村出列。\n",
    "三、剩余任务\n还有42121人未脱贫。\n",
    "四、资金保障\n累计投入扶贫资金123456789元,带动31006840名贫困人口增收。\n",
)


def test_the_order_of_sections_does_not_matter() -> None:
    wanted = sorted((m[0], m[1], m[2]) for m in measures("".join(SECTIONS)))
    assert ("7310", "7310", "household") in wanted
    assert ("42", "42", "household") in wanted
    for order in itertools.permutations(SECTIONS):
        found = measures("".join(order))
        assert sorted((m[0], m[1], m[2]) for m in found) == wanted


def test_kinds_do_not_depend_on_the_order() -> None:
    wanted = sorted(restored("".join(SECTIONS)))
    for order in itertools.permutations(SECTIONS):
        assert sorted(restored("".join(order))) == wanted


def test_a_small_sum_proves_nothing() -> None:
    # 4 + 3 = 7 households holds by chance too easily: groups under twenty persons are left whole.
    text = "贫困户7户16人。其中4户9人已搬迁,3户7人。另有贫困人口12345人。"
    assert restored(text) == []


def test_a_proof_names_the_source_position() -> None:
    text = "全县建档立卡贫困人口620318044人。\n\n经核实,18044人全部录入系统。"
    at = text.index("18044人全部")
    words = proofs(text)
    assert words
    assert f"at {at}," in words[0]
