"""The engine: rules by name, each relation once, what was checked, and findings that can be
cited."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit_input import audit, audited
from county_reports.audit.catalogue import RULES, rules
from county_reports.audit.finding import (
    HYPOTHESES,
    ROUNDING_WORDS,
    SEVERITY_WORDS,
    STATUS_WORDS,
    Finding,
)
from county_reports.errors import UsageError

TEXT = (
    "全县辖12个乡镇、120个行政村,贫困村45个。现有建档立卡贫困户1200户3500人,累计脱贫1150户3380人,"
    "未脱贫50户130人。产业扶持惠及贫困户1500户。"
)


def test_every_rule_has_a_name_of_its_own_and_words_in_both_languages() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    for rule in RULES:
        assert rule.zh, rule.id
        assert rule.en, rule.id
        assert any("一" <= character <= "鿿" for character in rule.zh), rule.id
        assert rule.en.isascii(), rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_tells_its_relation_and_an_example(rule: object) -> None:
    doc = rule.doc  # type: ignore[attr-defined]
    first = doc.splitlines()[0]
    assert len(first) > 20, doc
    assert "`" in doc, "an example in Chinese"


def test_the_rules_that_are_on() -> None:
    assert rules() == tuple(rule for rule in RULES if rule.default)


def test_rules_by_name_and_without_some() -> None:
    assert [rule.id for rule in rules(only=("helped", "repeat"))] == ["repeat", "helped"]
    assert "helped" not in [rule.id for rule in rules(without=("helped",))]


@pytest.mark.parametrize("given", [{"only": ("helpd",)}, {"without": ("helpd",)}])
def test_a_misspelt_rule_is_refused_with_the_nearest(given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(UsageError, match="no audit rule 'helpd'") as problem:
        rules(**given)
    assert "helped" in problem.value.remedy


def test_an_unknown_rule_is_refused_with_all_of_them() -> None:
    with pytest.raises(UsageError) as problem:
        rules(only=("qqqqqq",))
    assert all(rule.id in problem.value.remedy for rule in RULES)


def test_rules_can_be_switched_off_in_an_audit() -> None:
    every = {finding.rule for finding in audit(TEXT).findings}
    some = {finding.rule for finding in audit(TEXT, without=("helped",)).findings}
    assert every - some == {"helped"}


def test_every_finding_names_a_rule_of_the_catalogue() -> None:
    known = {rule.id for rule in RULES}
    assert {finding.rule for finding in audit(TEXT).findings} <= known


def test_findings_stand_in_the_order_of_the_text_and_name_their_report() -> None:
    found = audit(TEXT).findings
    places = [(f.result or f.members[0]).quantity.start for f in found]
    assert places == sorted(places)
    assert {finding.report for finding in found} == {"qiyun"}


def test_no_set_of_figures_is_related_twice() -> None:
    found = audit(TEXT).findings
    members = [frozenset(m.quantity.start for m in f.members) for f in found]
    assert len(members) == len(set(members))


def test_the_first_rule_of_the_catalogue_speaks() -> None:
    found = audit("现有建档立卡贫困户1200户3500人,累计脱贫1150户3380人,未脱贫50户120人。").findings
    sums = [f.rule for f in found if "1150户 + 50户" in f.expression]
    assert sums == ["group-sum"]


def test_contradictions_and_what_was_checked() -> None:
    found = audit(TEXT)
    bad = {(f.rule, f.expression) for f in found.contradictions}
    assert bad == {
        ("register-sum", "3380人 + 130人 = 3,510 人 ≠ 3500人"),
        ("helped", "1500户 > 1200户"),
    }
    assert found.measures == 10
    assert len(found.checked) == 9
    starts = {TEXT.index("12个乡镇")}
    assert not starts & found.checked


def test_every_member_stands_where_it_says() -> None:
    for finding in audit(TEXT).findings:
        for member in finding.members:
            quantity = member.quantity
            assert TEXT[quantity.start : quantity.end] == quantity.text


def test_a_finding_says_its_sum_in_both_languages_and_never_false() -> None:
    for finding in audit(TEXT).findings:
        assert finding.expression in finding.words_zh
        assert finding.expression in finding.words_en
        for word in ("错误", "虚假", "造假"):
            assert word not in finding.words_zh
        for word in ("false", "wrong", "fake"):
            assert word not in finding.words_en


def test_what_holds_needs_no_hypothesis_and_has_no_severity() -> None:
    for finding in audit(TEXT).findings:
        if finding.holds:
            assert finding.hypotheses == ()
            assert finding.severity is None
        else:
            assert finding.severity in SEVERITY_WORDS
            assert set(finding.hypotheses) <= set(HYPOTHESES)


def test_the_computed_interval_and_what_is_stated() -> None:
    (found,) = [f for f in audit(TEXT).contradictions if f.rule == "register-sum"]
    assert (found.computed_low, found.computed_high) == (Decimal(3510), Decimal(3510))
    assert found.stated == Decimal(3500)
    assert found.severity == "statement"
    assert [t.quantity.text for t in found.terms] == ["3380人", "130人"]
    assert found.result is not None
    assert found.result.quantity.text == "3500人"
    assert found.starts == tuple(t.quantity.start for t in found.terms)


def test_what_is_open_has_no_upper_end() -> None:
    (found,) = audit("入库项目100个,资金超过12亿元。", only=("project-money",)).findings
    assert found.computed_low == 12_000_000
    assert found.computed_high is None


@pytest.mark.parametrize("text", ["", "全县干部群众团结一心。", "\n\n", "2019年。", "第3章 12317"])
def test_a_text_without_figures_has_an_empty_audit(text: str) -> None:
    found = audit(text or " ")
    assert found.findings == ()
    assert found.unchecked == ()
    assert found.measures == 0


def test_one_report_is_audited_alike_twice() -> None:
    assert audit(TEXT) == audit(TEXT)


def test_a_restored_figure_is_marked_with_its_lost_unit() -> None:
    text = "现有建档立卡贫困户8452户29136人,已脱贫793127485人,未脱贫521户1651人。"
    found = audited(text, only=("group-sum",))
    assert "confirmed 7931〔户〕 + 521户 = 8452户" in found


def test_every_vocabulary_has_both_languages() -> None:
    for words in (STATUS_WORDS, SEVERITY_WORDS, ROUNDING_WORDS, HYPOTHESES):
        for zh, en in words.values():  # type: ignore[attr-defined]
            assert zh
            assert en
            assert zh != en


def test_a_finding_without_a_result_lists_its_terms_only() -> None:
    (found,) = audit("累计脱贫2510户5639人。", only=("household-size",)).findings
    assert isinstance(found, Finding)
    assert found.result is None
    assert found.stated is None
    assert [m.quantity.text for m in found.members] == ["2510户", "5639人"]
