"""The five real reports: what must be found, and no false error."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.read import read_file
from gongkai.report.rules import CheckResult, Context, Severity, check


def checked(corpus: Path, name: str) -> CheckResult:
    return check(Context(read_file(corpus / "reports" / f"{name}.txt")))


def said(result: CheckResult, severity: Severity) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in result.findings if f.severity is severity]


def test_tacheng_lacks_section_four_and_rows_of_table_three(corpus: Path) -> None:
    result = checked(corpus, "tacheng-2024")
    assert said(result, Severity.ERROR) == [
        ("NT-SIX", "文件中没有第四部分：“四、政府信息公开行政复议、行政诉讼情况”，也没有它的表。"),
        (
            "NT-SIX",
            "表三不完整：25 行中缺 11 行"
            "（“（四）无法提供 3.补正后申请内容仍不明确”到“四、结转下年度继续办理”）。",
        ),
    ]
    rows = [f for f in result.findings if f.message.startswith("表三")]
    assert len(rows[0].cells) == 77
    balances = [n for n in result.not_evaluated if n.rule in ("T3-ID", "T3-SUM")]
    assert len(balances) == 14, "what lost its cells is not evaluated, never passed"


def test_xinyuan_writes_words_into_the_licence_cell(corpus: Path) -> None:
    result = checked(corpus, "xinyuan-2024")
    assert said(result, Severity.ERROR) == []
    (finding,) = [f for f in result.findings if f.cells]
    assert finding.rule == "T2-NN"
    assert finding.cells == ("disclosure.licences.decisions",)
    assert finding.actual == "188（92 个新办、96 个延续）"


def test_hotan_tables_hold(corpus: Path) -> None:
    result = checked(corpus, "hotan-2021")
    assert [f for f in result.findings if f.cells] == []
    assert {rule: result.held_by_rule[rule] for rule in ("T3-ID", "T3-SUM", "T3-ROW")} == {
        "T3-ID": 7,
        "T3-SUM": 7,
        "T3-ROW": 25,
    }


def test_shapotou_blanks_are_shown_and_not_counted_as_zero(corpus: Path) -> None:
    result = checked(corpus, "shapotou-2024")
    assert said(result, Severity.ERROR) == []
    (finding,) = result.findings
    assert finding.cells == (
        "requests.carried_in.natural_person",
        "requests.granted.natural_person",
        "requests.concluded.natural_person",
    )
    assert ("T3-ID", 1) in [
        (rule, sum(n.rule == rule for n in result.not_evaluated)) for rule in ("T3-ID",)
    ]


@pytest.mark.parametrize("name", ["hotan-2021", "jiyuan-2024", "shapotou-2024", "xinyuan-2024"])
def test_no_false_error(corpus: Path, name: str) -> None:
    assert not checked(corpus, name).has_errors


def test_hongze_2023_totals_of_table_four_are_wrong(corpus: Path) -> None:
    result = checked(corpus, "hongze-2023")
    four = [f for f in result.findings if f.rule.startswith("T4")]
    assert [(f.rule, f.expected, f.actual) for f in four] == [
        ("T4-RV", "11", "0"),
        ("T4-LA", "5", "0"),
    ]


def test_three_rows_printed_in_one_are_a_warning_and_their_sums_hold(
    corpus: Path,
) -> None:
    result = checked(corpus, "hongze-2024")
    assert said(result, Severity.ERROR) == []
    assert said(result, Severity.WARNING) == [
        ("NT-SIX", "表三把“（六）其他处理”印成了一行，2021 年表式分 3 行，没有分开印数。")
    ]
    assert result.held_by_rule["T3-SUM"] == 7
