"""Rows and columns that are absent, merged, mislabelled or too many."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import as_page, printed, with_spaces, with_tabs


@case
def extra_columns() -> Case:
    doc = printed()
    for row in (*doc.three, *doc.two):
        row += ["", ""]
    return Case("extra-columns.txt", "右边多出空列", with_tabs(doc))


@case
def layout_table() -> Case:
    """The whole article inside a layout table of hundreds of cells."""
    page = as_page(printed())
    start, end = page.index("<h1>"), page.index("</body>")
    nav = "".join(f"<tr><td>栏目{i}</td><td>信息{i}</td><td>{i}</td></tr>" for i in range(90))
    page = f"{page[:start]}<table><tr><td><table>{nav}</table></td><td>{page[start:end]}</td></tr></table>{page[end:]}"
    return Case("layout-table.html", "正文套在几百个单元格的排版表格里", page)


@case
def rules_row_absent() -> Case:
    doc = printed()
    doc.two.remove(doc.row("规章"))
    return Case(
        "rules-row-absent.txt", "没有规章一行", with_tabs(doc), {"disclosure.rules": "absent"}
    )


@case
def rules_row_mislabelled() -> Case:
    """Both rows say 行政规范性文件: which figures are whose nobody can tell."""
    doc = printed()
    doc.row("规章")[0] = "行政规范性文件"
    rows = {
        "disclosure.rules": "absent",
        "disclosure.normative_documents": ["unreadable", "unreadable", "unreadable"],
    }
    return Case("rules-row-mislabelled.txt", "规章一行印成行政规范性文件", with_tabs(doc), rows)


@case
def rules_row_with_the_figures_of_the_other() -> Case:
    """What is printed is read; that a bureau makes no rules, a check says."""
    doc = printed()
    doc.put("规章", "3", "1", "14")
    rows = {"disclosure.rules": [3, 1, 14]}
    return Case(
        "rules-row-other-figures.txt", "规章一行照抄了行政规范性文件的数", with_tabs(doc), rows
    )


@case
def other_results_merged() -> Case:
    page = as_page(printed())
    old = page[page.index("<td rowspan='3'>（六）") : page.index("<tr><td colspan='2'>（七）")]
    new = (
        "<td rowspan='3'>（六）其他处理</td><td>1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请</td>"
        + "".join(f"<td rowspan='3'>{v}</td>" for v in (1, 0, 0, 0, 0, 0, 1))
        + "</tr><tr><td>2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请</td></tr>"
        "<tr><td>3.其他</td></tr>"
    )
    rows = {
        f"requests.other.{one}": "unreadable"
        for one in ("not_supplemented", "fee_not_paid", "other")
    }
    return Case("other-results-merged.html", "其他处理三行共用一格", page.replace(old, new), rows)


@case
def six_values() -> Case:
    doc = printed()
    doc.put("8.属于行政查询", "0", "0", "0", "0", "0", "0")
    rows = {"requests.refused.administrative_query": "unreadable"}
    return Case("six-values.txt", "一行只有六个数", with_spaces(doc), rows)


@case
def fee_table() -> Case:
    page = as_page(printed())
    old = "<p>全年未收取信息处理费。</p>"
    new = "<p>收取信息处理费情况如下：</p><table border='1'><tr><td>收费通知件数</td><td>总金额（元）</td><td>实际收取（元）</td></tr><tr><td>2</td><td>300</td><td>100</td></tr></table>"
    assert page.count(old) == 1
    return Case("fee-table.html", "第六部分有收费表", page.replace(old, new))
