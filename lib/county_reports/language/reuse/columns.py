"""The columns of the tables about shared wording, named once."""

from __future__ import annotations

from county_reports.schema import Column

RELATIONS = ("two counties", "same county", "near duplicate")
KINDS = ("word for word", "other figures", "other words")

REPORTS: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county", (), True),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("characters", "int64", "characters compared: words without punctuation, figures in "
           "digits and page furniture"),
    Column("source_characters", "int64", "length of the decoded source file"),
    Column("passages", "int64", "passages that it shares with at least one other report, "
           "overlapping ones joined"),
    Column("shared", "int64", "of its characters: stand in such a passage"),
    Column("share", "Float64", "shared of characters, 0 to 1; missing for an empty report, and "
           "for one that nothing was compared with"),
    Column("formula", "int64", "of shared: in passages that most reports have"),
    Column("duplicates", "str", "near duplicates of it, separated by |; passages with them are not "
           "counted", (), True),
)  # fmt: skip

PAIRS: tuple[Column, ...] = (
    Column("report_a", "str", "id of the report whose id comes first"),
    Column("report_b", "str", "id of the other report"),
    Column("relation", "str", "near duplicates are one text twice and no formulaic wording",
           RELATIONS),
    Column("passages", "int64", "passages that both have"),
    Column("shared", "int64", "characters alike in them, figures not counted"),
    Column("share_a", "Float64", "shared of a's characters, 0 to 1; missing for an empty report"),
    Column("share_b", "Float64", "shared of b's characters, 0 to 1; missing for an empty report"),
    Column("weighted", "float64", "shared, each passage times its weight"),
    Column("longest", "int64", "characters alike in the longest passage; 0 without one"),
    Column("jaccard", "Float64", "Broder's resemblance of the sets of eight-character shingles; "
           "missing where neither report has one", (), True),
    Column("containment_a", "Float64", "share of a's shingles that b has; missing without any",
           (), True),
    Column("containment_b", "Float64", "share of b's shingles that a has; missing without any",
           (), True),
)  # fmt: skip

PASSAGES: tuple[Column, ...] = (
    Column("report_a", "str", "id of the report whose id comes first"),
    Column("start_a", "int64", "first character in a's decoded source"),
    Column("end_a", "int64", "one past the last character"),
    Column("quote_a", "str", "the passage as a has it: source[start_a:end_a]"),
    Column("report_b", "str", "id of the other report"),
    Column("start_b", "int64", "first character in b's decoded source"),
    Column("end_b", "int64", "one past the last character"),
    Column("quote_b", "str", "the passage as b has it: source[start_b:end_b]"),
    Column("length", "int64", "characters alike, without punctuation and figures"),
    Column("kind", "str", "punctuation apart the same; the same but for figures; or with words "
           "changed, added or left out", KINDS),
    Column("relation", "str", "of the two reports; near duplicates have no passages here",
           RELATIONS[:2]),
    Column("reports", "int64", "reports that have four fifths of its shingles (near duplicates "
           "count once)"),
    Column("of", "int64", "reports compared (near duplicates count once)"),
    Column("formula", "bool", "official formula: more than half of at least four reports have it"),
    Column("weight", "float64", "1 where only two reports have it, falling to 0 where all do"),
)  # fmt: skip
