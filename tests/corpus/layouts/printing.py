"""One invented report (南山县教育局 2023), and the ways to print it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

#: The report's figures, a row each, columns in the form's order.
FIGURES: dict[str, list[Any]] = {
    "disclosure.rules": [0, 0, 0],
    "disclosure.normative_documents": [3, 1, 14],
    "disclosure.licences": [151],
    "disclosure.penalties": [27],
    "disclosure.compulsory_measures": [2],
    "disclosure.fees": ["471.56"],
    "requests.received": [12, 3, 0, 1, 0, 0, 16],
    "requests.carried_in": [2, 0, 0, 0, 0, 0, 2],
    "requests.granted": [5, 1, 0, 0, 0, 0, 6],
    "requests.partly_granted": [1, 0, 0, 0, 0, 0, 1],
    "requests.refused.state_secret": [0] * 7,
    "requests.refused.prohibited_by_law": [0] * 7,
    "requests.refused.endangers_security_or_stability": [0] * 7,
    "requests.refused.third_party_rights": [0, 1, 0, 0, 0, 0, 1],
    "requests.refused.internal_affairs": [0] * 7,
    "requests.refused.process_information": [0] * 7,
    "requests.refused.enforcement_file": [0] * 7,
    "requests.refused.administrative_query": [0] * 7,
    "requests.unavailable.not_held": [3, 1, 0, 1, 0, 0, 5],
    "requests.unavailable.needs_creation": [0] * 7,
    "requests.unavailable.still_unclear": [0] * 7,
    "requests.not_processed.petition_or_complaint": [2, 0, 0, 0, 0, 0, 2],
    "requests.not_processed.repeated_request": [0] * 7,
    "requests.not_processed.published_material": [0] * 7,
    "requests.not_processed.excessive_requests": [0] * 7,
    "requests.not_processed.confirmation_or_reissue": [0] * 7,
    "requests.other.not_supplemented": [1, 0, 0, 0, 0, 0, 1],
    "requests.other.fee_not_paid": [0] * 7,
    "requests.other.other": [0] * 7,
    "requests.concluded": [12, 3, 0, 1, 0, 0, 16],
    "requests.carried_out": [2, 0, 0, 0, 0, 0, 2],
    "challenges.reconsideration": [1, 0, 0, 1, 2],
    "challenges.litigation_direct": [0, 1, 0, 0, 1],
    "challenges.litigation_after_reconsideration": [2, 0, 0, 0, 2],
}

RESULTS = "三、本年度办理结果"
#: Table three: (labels from the left, row). An empty label stands in a cell merged from above.
TABLE_THREE = [
    (["一、本年新收政府信息公开申请数量"], "received"),
    (["二、上年结转政府信息公开申请数量"], "carried_in"),
    ([RESULTS, "（一）予以公开"], "granted"),
    (["", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"], "partly_granted"),
    (["", "（三）不予公开", "1.属于国家秘密"], "refused.state_secret"),
    (["", "", "2.其他法律行政法规禁止公开"], "refused.prohibited_by_law"),
    (["", "", "3.危及“三安全一稳定”"], "refused.endangers_security_or_stability"),
    (["", "", "4.保护第三方合法权益"], "refused.third_party_rights"),
    (["", "", "5.属于三类内部事务信息"], "refused.internal_affairs"),
    (["", "", "6.属于四类过程性信息"], "refused.process_information"),
    (["", "", "7.属于行政执法案卷"], "refused.enforcement_file"),
    (["", "", "8.属于行政查询事项"], "refused.administrative_query"),
    (["", "（四）无法提供", "1.本机关不掌握相关政府信息"], "unavailable.not_held"),
    (["", "", "2.没有现成信息需要另行制作"], "unavailable.needs_creation"),
    (["", "", "3.补正后申请内容仍不明确"], "unavailable.still_unclear"),
    (["", "（五）不予处理", "1.信访举报投诉类申请"], "not_processed.petition_or_complaint"),
    (["", "", "2.重复申请"], "not_processed.repeated_request"),
    (["", "", "3.要求提供公开出版物"], "not_processed.published_material"),
    (["", "", "4.无正当理由大量反复申请"], "not_processed.excessive_requests"),
    (["", "", "5.要求行政机关确认或重新出具已获取信息"], "not_processed.confirmation_or_reissue"),
    (
        ["", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
        "other.not_supplemented",
    ),
    (
        ["", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"],
        "other.fee_not_paid",
    ),
    (["", "", "3.其他"], "other.other"),
    (["", "（七）总计"], "concluded"),
    (["四、结转下年度继续办理"], "carried_out"),
]
HEAD_THREE = [
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况"],
    ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
    ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
]
HEAD_FOUR = [
    ["行政复议", "", "", "", "", "行政诉讼"],
    [
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
        "未经复议直接起诉",
        "",
        "",
        "",
        "",
        "复议后起诉",
    ],
    [""] * 5 + ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
]
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TEXTS = (
    [
        "（一）主动公开。全年公开信息120条。",
        "（二）依申请公开。本年收到政府信息公开申请16件，上年结转2件。",
    ],
    [],
    [],
    [],
    ["一是公开不够及时，二是解读形式单一。下一步将加强培训。"],
    ["全年未收取信息处理费。"],
)

Row = list[str]


@dataclass
class Printed:
    """The report as it is printed: texts and the rows of its three tables, label cells first."""

    title: str = "南山县教育局2023年政府信息公开工作年度报告"
    preamble: list[str] = field(
        default_factory=lambda: ["本报告统计期限自2023年1月1日起至2023年12月31日止。"]
    )
    titles: list[str] = field(default_factory=lambda: list(TITLES))
    texts: list[list[str]] = field(default_factory=lambda: copy.deepcopy(list(TEXTS)))
    two: list[Row] = field(default_factory=list)
    head_three: list[Row] = field(default_factory=lambda: copy.deepcopy(HEAD_THREE))
    three: list[Row] = field(default_factory=list)
    four: list[Row] = field(default_factory=list)
    ending: list[str] = field(default_factory=lambda: ["南山县教育局", "2024年1月18日"])
    order: list[int] = field(default_factory=lambda: [0, 1, 2, 3, 4, 5])

    def row(self, start: str) -> Row:
        """The row of table two or three whose label begins so."""
        return next(
            row
            for row in (*self.two, *self.three)
            if next((cell for cell in row if cell), "").startswith(start)
            or any(cell.startswith(start) for cell in row[:3])
        )

    def put(self, start: str, *values: str) -> None:
        """Other values behind a label."""
        row = self.row(start)
        labels = 3 if row in self.three else 1
        row[labels:] = list(values)


def printed() -> Printed:
    """The report with every figure printed plainly."""
    doc = Printed()
    doc.two = [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", *said("disclosure.rules")],
        ["行政规范性文件", *said("disclosure.normative_documents")],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", *said("disclosure.licences")],
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", *said("disclosure.penalties")],
        ["行政强制", *said("disclosure.compulsory_measures")],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", *said("disclosure.fees")],
    ]
    for labels, row in TABLE_THREE:
        filled = [*labels, *[""] * (3 - len(labels))]
        doc.three.append([*filled, *said(f"requests.{row}")])
    four = [one for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
            for one in said(f"challenges.{row}")]  # fmt: skip
    doc.four = [*copy.deepcopy(HEAD_FOUR), four]
    return doc


def said(row: str) -> list[str]:
    """The figures of a row as texts."""
    return [str(value) for value in FIGURES[row]]


# --- how a report is printed ---------------------------------------------------------------------


def parts(doc: Printed) -> list[tuple[str, list[str], list[Row]]]:
    """The sections in the order printed: heading, paragraphs, rows."""
    tables = {1: doc.two, 2: [*doc.head_three, *doc.three], 3: doc.four}
    return [(doc.titles[n], doc.texts[n], tables.get(n, [])) for n in doc.order]


def with_tabs(doc: Printed) -> str:
    """Text with tabs between cells, as a word processor saves a table."""
    lines = [doc.title, "", *doc.preamble, ""]
    for title, texts, rows in parts(doc):
        lines += [*([title] if title else []), *texts]
        lines += ["\t".join(row) + ("\t" if len(row) == 1 else "") for row in rows]
        lines.append("")
    return "\n".join([*lines, *doc.ending]) + "\n"


def with_spaces(doc: Printed) -> str:
    """Text with one row a line, as a PDF gives it without layout."""
    lines = [doc.title, "", *doc.preamble, ""]
    for title, texts, rows in parts(doc):
        lines += [*([title] if title else []), *texts]
        lines += [" ".join(cell for cell in row if cell) for row in rows]
        lines.append("")
    return "\n".join([*lines, *doc.ending]) + "\n"


def one_a_line(doc: Printed) -> str:
    """Text with every cell on a line of its own and an empty line behind each row."""
    lines = [doc.title, "", *doc.preamble, ""]
    for title, texts, rows in parts(doc):
        lines += [*([title] if title else []), *texts]
        for row in rows:
            lines += [*(cell for cell in row if cell), ""]
        lines.append("")
    return "\n".join([*lines, *doc.ending]) + "\n"


def with_bars(doc: Printed, how: str) -> str:
    """Text with a bar behind each cell, as programs save web pages: a row a line (`rows`), a cell and its
    bar a line (`cells`), or cells and bars on lines of their own (`between`)."""
    lines = [doc.title, "", *doc.preamble, ""]
    for title, texts, rows in parts(doc):
        lines += [*([title] if title else []), *texts]
        for row in rows:
            labels, values = (row[:3], row[3:]) if row in doc.three else (row, [])
            cells = [*(one for one in labels if one), *values]
            if how == "rows":
                lead = "| " if row[0] == "" else ""
                lines.append(lead + " | ".join(cells) + " |")
            elif how == "cells":
                lines += [f"{one} |".strip() for one in cells]
            else:
                lines += [line for one in cells for line in (*([one] if one else []), "|")]
    return "\n".join([*lines, "", *doc.ending]) + "\n"


def as_page(doc: Printed, *, before: str = "", behind: str = "") -> str:
    """A web page with the statutory tables, merged cells and all."""
    out = [f"<html><head><meta charset='utf-8'><title>{doc.title}</title></head><body>{before}"]
    out += [f"<h1>{doc.title}</h1>", *(f"<p>{one}</p>" for one in doc.preamble)]
    for n in doc.order:
        out += [f"<p><b>{doc.titles[n]}</b></p>"] if doc.titles[n] else []
        out += [f"<p>{one}</p>" for one in doc.texts[n]]
        if n == 1:
            out.append(table([plain(row, 4) for row in doc.two]))
        elif n == 2:
            own = [plain(row, 10) for row in doc.head_three]
            heads = [head_three()] if doc.head_three == HEAD_THREE else own
            out.append(table([*heads, *labelled_rows(doc.three)]))
        elif n == 3:
            usual = doc.four[:3] == HEAD_FOUR
            heads, rows = ([head_four()], doc.four[3:]) if usual else ([], doc.four)
            out.append(table([*heads, *[plain(row, 15 if usual else len(row)) for row in rows]]))
    out += [f"<p style='text-align:right'>{one}</p>" for one in doc.ending]
    return "\n".join([*out, behind, "</body></html>"])


def table(rows: list[str]) -> str:
    return "<table border='1'>" + "".join(rows) + "</table>"


def plain(row: Row, width: int) -> str:
    cells = [f"<td>{cell}</td>" for cell in row]
    if len(row) < width:
        cells[-1] = f"<td colspan='{width - len(row) + 1}'>{row[-1]}</td>"
    return f"<tr>{''.join(cells)}</tr>"


def head_three() -> str:
    return (
        f"<tr><td colspan='3' rowspan='3'>{HEAD_THREE[0][0]}</td><td colspan='7'>申请人情况</td></tr>"
        "<tr><td rowspan='2'>自然人</td><td colspan='5'>法人或其他组织</td><td rowspan='2'>总计</td></tr>"
        "<tr>" + "".join(f"<td>{one}</td>" for one in HEAD_THREE[2][4:9]) + "</tr>"
    )


def head_four() -> str:
    five = "".join(f"<td>{one}</td>" for one in HEAD_FOUR[1][:5])
    return (
        "<tr><td colspan='5'>行政复议</td><td colspan='10'>行政诉讼</td></tr>"
        "<tr>" + "".join(f"<td rowspan='2'>{one}</td>" for one in HEAD_FOUR[1][:5])
        + "<td colspan='5'>未经复议直接起诉</td><td colspan='5'>复议后起诉</td></tr>"
        f"<tr>{five}{five}</tr>"
    )  # fmt: skip


def labelled_rows(rows: list[Row]) -> list[str]:
    """Rows of table three with their labels merged to the right and downwards."""
    spans = {0: 22, 1: 1}
    out = []
    for i, row in enumerate(rows):
        labels, values = row[:3], row[3:]
        cells = []
        if labels[0] == RESULTS:
            below = next((n for n, r in enumerate(rows) if r[0].startswith("四、结转")), len(rows))
            cells.append(f"<td rowspan='{min(below - i, spans[0])}'>{labels[0]}</td>")
        elif labels[0]:
            cells.append(f"<td colspan='3'>{labels[0]}</td>")
        if labels[1] and labels[2]:
            tall = next((n for n, r in enumerate(rows[i + 1 :], 1) if r[0] or r[1]), len(rows) - i)
            cells.append(f"<td rowspan='{tall}'>{labels[1]}</td>")
        elif labels[1]:
            cells.append(f"<td colspan='2'>{labels[1]}</td>")
        if labels[2]:
            cells.append(f"<td>{labels[2]}</td>")
        cells += [f"<td>{value}</td>" for value in values]
        out.append(f"<tr>{''.join(cells)}</tr>")
    return out
