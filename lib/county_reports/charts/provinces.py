"""China's provinces as tiles: one square each, near its neighbours, drawn by ourselves.

The arrangement is this project's own drawing, not a map: it shows which province a county belongs
to and roughly where that lies, no border, no distance, no size. The codes are the first two digits
of GB/T 2260, the standard for administrative divisions.
"""

from __future__ import annotations

from dataclasses import dataclass

from county_reports.format import Language
from county_reports.model import Metadata


@dataclass(frozen=True, slots=True)
class Province:
    """A province-level division, e.g. 43 湖南 Hunan, in column 4 and row 5 of the tiles."""

    code: str
    zh: str
    en: str
    """With | where it may be broken on a narrow tile."""
    column: int
    row: int

    def name(self, language: Language) -> str:
        """The short name without 省, 市 or 自治区."""
        return self.zh if language == "zh" else self.en.replace("|", "")


PROVINCES = (
    Province("11", "北京", "Beijing", 4, 1), Province("12", "天津", "Tianjin", 5, 2),
    Province("13", "河北", "Hebei", 4, 2), Province("14", "山西", "Shanxi", 3, 2),
    Province("15", "内蒙古", "Inner Mongolia", 3, 1), Province("21", "辽宁", "Liao|ning", 5, 1),
    Province("22", "吉林", "Jilin", 6, 1), Province("23", "黑龙江", "Heilong|jiang", 6, 0),
    Province("31", "上海", "Shang|hai", 6, 4), Province("32", "江苏", "Jiang|su", 5, 3),
    Province("33", "浙江", "Zhe|jiang", 5, 4), Province("34", "安徽", "Anhui", 4, 4),
    Province("35", "福建", "Fujian", 5, 5), Province("36", "江西", "Jiang|xi", 4, 5),
    Province("37", "山东", "Shan|dong", 4, 3), Province("41", "河南", "Henan", 3, 3),
    Province("42", "湖北", "Hubei", 3, 4), Province("43", "湖南", "Hunan", 3, 5),
    Province("44", "广东", "Guang|dong", 3, 6), Province("45", "广西", "Guang|xi", 2, 6),
    Province("46", "海南", "Hainan", 3, 7), Province("50", "重庆", "Chong|qing", 2, 4),
    Province("51", "四川", "Si|chuan", 1, 4), Province("52", "贵州", "Gui|zhou", 2, 5),
    Province("53", "云南", "Yunnan", 1, 5), Province("54", "西藏", "Tibet", 0, 4),
    Province("61", "陕西", "Shaan|xi", 2, 3), Province("62", "甘肃", "Gansu", 1, 2),
    Province("63", "青海", "Qing|hai", 1, 3), Province("64", "宁夏", "Ning|xia", 2, 2),
    Province("65", "新疆", "Xin|jiang", 0, 2), Province("71", "台湾", "Taiwan", 6, 5),
    Province("81", "香港", "Hong Kong", 4, 6), Province("82", "澳门", "Macao", 4, 7),
)  # fmt: skip
COLUMNS = 1 + max(province.column for province in PROVINCES)
ROWS = 1 + max(province.row for province in PROVINCES)

DECLARED = "declared"
FOUND = "found in the text"
UNKNOWN = "not stated"
CONFLICT = "code and province disagree"


def province_of(report: Metadata) -> tuple[Province | None, str]:
    """A county's province, and how it is known or why it is not.

    Example: admin code 430524 or province 湖南省 give 湖南. Where both are given and disagree
    there is no province: neither is believed.
    """
    code = (report.admin_code or "").strip()[:2]
    named = (report.province or "").strip()
    by_code = next((p for p in PROVINCES if p.code == code), None)
    by_name = next((p for p in PROVINCES if named and named.startswith(p.zh)), None)
    if by_code and by_name and by_code is not by_name:
        return None, CONFLICT
    province = by_code or by_name
    if province is None:
        return None, UNKNOWN
    used = "admin_code" if by_code else "province"
    return province, FOUND if used in report.found else DECLARED
