"""Proofs of split digits in both languages, as the library really words them. Invented texts."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.model import Restoration
from county_reports.writing.proofs import of_split

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report = made["report"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # no sum of the report decides, only the size of a household: 29941 / 9203 = 3.25
        ("现有建档立卡贫困人口920329941人。",
         "唯一可能的拆法：每户1.5–5人且首位不为零的拆法只有9203户29941人，户均3.25人"),
        ("全县201842个贫困村退出。",
         "唯一可能的拆法：201842个不可能是一个数，合理的拆法只有2018年42个"),
        ("全县建档立卡贫困户7310户24152人。已累计脱贫7268户24031人。还有42121人未脱贫。",
         "算式可证：7310户 = 7268户 + 42户, 24152人 = 24031人 + 121人"),
        ("活动于3月13-15日,4月2日至5日举行;疫情期间313-15日组织返岗。",
         "唯一可能的拆法：能依次排列的日期只有3月13-15日"),
    ],
)  # fmt: skip
def test_proofs_in_chinese(text: str, said: str) -> None:
    splits = [o.quantity.restoration for o in observe(report(text)) if o.quantity.restoration]
    assert splits
    written = {of_split(split, "zh") for split in splits}
    if "7310" in said:  # the order of the parts says nothing
        assert all(re.fullmatch(r"算式可证：[\d户人 =+,]+", each) for each in written)
    else:
        assert written == {said}
    assert not any(re.search("[A-Za-z]", each) for each in written)
    assert all(of_split(split, "en") == f"{split.kind}: {split.proof}" for split in splits)


@pytest.mark.parametrize(
    ("split", "zh", "en"),
    [
        (Restoration("proven", "户", ""), "算式可证", "proven"),
        # a sentence of no known form is kept as it is
        (Restoration("unique", "户", "because; of this"), "唯一可能的拆法：because；of this",
         "unique: because; of this"),
        (Restoration("proven", "户", "18044人 stands again at 27, not fused"),
         "算式可证：18044人另见于位置27，未粘连",
         "proven: 18044人 stands again at 27, not fused"),
    ],
)  # fmt: skip
def test_odd_proofs(split: Restoration, zh: str, en: str) -> None:
    assert (of_split(split, "zh"), of_split(split, "en")) == (zh, en)
