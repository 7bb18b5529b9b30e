"""Tables cut by the page, joined, or broken into several."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import FIGURES, as_page, printed, with_spaces, with_tabs

ZEROS = [0] * 7


@case
def split_with_heads() -> Case:
    """Table three over three pages, its head printed again on each."""
    page = as_page(printed())
    head = page[
        page.index("<tr><td colspan='3' rowspan='3'>") : page.index(
            "<tr><td colspan='3'>一、本年新收"
        )
    ]
    page = page.replace(f" rowspan='22'>{'三、本年度办理结果'}", ">三、本年度办理结果")
    for label in ("1.本机关不掌握", "1.申请人无正当理由逾期"):
        start = page.rindex("<tr>", 0, page.index(label))
        row_end = page.index("</tr>", start)
        row = page[start:row_end]
        page = (
            page[:start]
            + f"</table><table border='1'>{head}"
            + row.replace("<tr>", "<tr><td></td>")
            + page[row_end:]
        )
    return Case("split-with-heads.html", "表三分在三页，表头重复", page)


@case
def split_without_heads() -> Case:
    page = as_page(printed()).replace(" rowspan='22'>三、本年度", ">三、本年度")
    for label in ("1.本机关不掌握", "1.申请人无正当理由逾期"):
        start = page.rindex("<tr>", 0, page.index(label))
        page = page[:start] + "</table><p>- 3 -</p><table border='1'>" + page[start:]
    return Case("split-without-heads.html", "表三分在三页，表头不重复，行向左移", page)


@case
def split_inside_a_label() -> Case:
    """A page ends inside the label of a row: its last words stand alone on the next page."""
    page = as_page(printed())
    old = "<td>5.要求行政机关确认或重新出具已获取信息</td>" + "<td>0</td>" * 7 + "</tr>"
    assert page.count(old) == 1
    new = (
        "<td>5.要求行政机关确认或重新出具</td>"
        + "<td>0</td>" * 7
        + "</tr></table><table border='1'>"
        "<tr><td></td><td></td><td>已获取信息</td>" + "<td></td>" * 7 + "</tr>"
    )
    return Case(
        "split-inside-a-label.html", "一行被分页切断，行名后半在下页", page.replace(old, new)
    )


@case
def split_inside_a_short_label() -> Case:
    """A page ends in the middle of labels: what is left of them on each page is like no label; so is what is
    left of that of the group."""
    page = as_page(printed())
    for label, end in (
        ("2.其他法律行政法规", "禁止公开"),
        ("2.没有现成信息", "需要另行制作"),
    ):
        figures = "<td>0</td>" * 7
        old = f"<td>{label}{end}</td>{figures}</tr>"
        assert page.count(old) == 1, label
        new = (
            f"<td>{label}</td>{figures}</tr></table><table border='1'>"
            f"<tr><td>果</td><td></td><td>{end}</td>" + "<td></td>" * 7 + "</tr>"
        )
        page = page.replace(old, new)
    return Case("split-inside-short-labels.html", "行名被分页切成两半，哪一半都认不出", page)


@case
def table_two_split() -> Case:
    page = as_page(printed())
    old = "<tr><td colspan='4'>第二十条第（六）项</td></tr>"
    assert page.count(old) == 1
    page = page.replace(old, f"</table><p>第 2 页</p><table border='1'>{old}")
    return Case("table-two-split.html", "表二分在两页", page)


@case
def table_four_as_three() -> Case:
    doc = printed()
    values = doc.four[3]
    head = ["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    page = as_page(doc)
    start, end = (
        page.index("<tr><td colspan='5'>行政复议"),
        page.index("</table>", page.index("<tr><td colspan='5'>行政复议")),
    )
    rows = []
    for i, name in enumerate(names):
        five = values[i * 5 : i * 5 + 5]
        rows.append(
            "".join(
                f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (head, [name, *five])
            )
        )
    page = page[:start] + "</table><table border='1'>".join(rows) + page[end:]
    return Case("table-four-as-three.html", "表四拆成三个小表", page)


@case
def table_four_as_list() -> Case:
    doc = printed()
    values = doc.four[3]
    doc.four = [["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]]
    for i, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        doc.four.append([name, *values[i * 5 : i * 5 + 5]])
    return Case(
        "table-four-as-list.txt", "表四印成三行，行名在数的前面，以空格分开", with_spaces(doc)
    )


@case
def table_four_as_sentence() -> Case:
    doc = printed()
    doc.four = []
    doc.texts[3] = ["2023年，本机关因政府信息公开被申请行政复议0件，被提起行政诉讼0件。"]
    rows = {row: "absent" for row in FIGURES if row.startswith("challenges.")}
    more = {"facts": [["reconsiderations", 0], ["litigation", 0]]}
    return Case("table-four-as-sentence.txt", "表四写成一句话", with_tabs(doc), rows, more)


@case
def heads_invented() -> Case:
    text = with_tabs(printed())
    for old, new in (
        ("结果维持\t结果纠正", "<i>6</i>†: Ⅲ\t果!其他"),
        ("本年制发件数", "木年制友件数"),
        ("商业企业\t科研机构", "商来企亚\t科所机沟"),
        ("尚未审结\t总计\t未经", "|\tl l\t未经"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case("heads-invented.txt", "表头被识别错，数字是对的", text)
