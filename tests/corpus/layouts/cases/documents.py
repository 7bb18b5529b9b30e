"""The document around the tables: headings, order, names, what a web page and a program add."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import FIGURES, as_page, printed, with_tabs


@case
def text_before_table() -> Case:
    doc = printed()
    doc.texts[1] = ["2023年，本机关主动公开政府信息120条，详见下表。"]
    doc.texts[2] = ["2023年，本机关收到政府信息公开申请16件，办理情况如下："]
    doc.texts[3] = ["2023年，行政复议2件。"]
    return Case("text-before-table.txt", "标题与表之间有文字", with_tabs(doc))


@case
def crumbs_and_shares() -> Case:
    before = (
        "<div class='nav'><a href='/'>首页</a> &gt; <a href='/zwgk'>政务公开</a> &gt; 政府信息公开年报</div>"
        "<div>索 引 号：11000/2024-00012 发布机构：南山县教育局 发布日期：2024-01-18</div>"
        "<div>来源：南山县教育局 浏览次数：123 字体：[大 中 小] 分享到：微信 微博</div>"
    )
    behind = "<div>【打印】【关闭】</div><div>上一篇：2022年年报</div><div>主办单位：南山县人民政府 ICP备12345678号</div>"
    return Case(
        "crumbs-and-shares.html",
        "面包屑、分享条、页脚",
        as_page(printed(), before=before, behind=behind),
    )


@case
def headings_missing() -> Case:
    doc = printed()
    doc.titles[1] = doc.titles[2] = doc.titles[3] = ""
    return Case("headings-missing.html", "三个表前都没有标题", as_page(doc))


@case
def out_of_order() -> Case:
    doc = printed()
    doc.order = [0, 2, 1, 3, 5, 4]
    doc.ending = []
    return Case("out-of-order.txt", "部分次序颠倒", with_tabs(doc))


@case
def section_missing() -> Case:
    doc = printed()
    doc.order = [0, 1, 2, 4, 5]
    rows = {row: "absent" for row in FIGURES if row.startswith("challenges.")}
    return Case(
        "section-missing.txt", "没有第四部分", with_tabs(doc), rows, {"note": "section-missing"}
    )


@case
def tables_at_the_end() -> Case:
    """The headings with their words first, all tables behind the signature."""
    doc = printed()
    page = as_page(doc)
    start = page.index("<table")
    tables = []
    while "<table" in page:
        start, end = page.index("<table"), page.index("</table>") + 8
        tables.append(page[start:end])
        page = page[:start] + page[end:]
    page = page.replace("</body>", f"<p>附件</p>{'<p>附表</p>'.join(tables)}</body>")
    return Case("tables-at-the-end.html", "三个表都附在文后", page)


@case
def damaged_bytes() -> Case:
    data = bytearray(with_tabs(printed()).encode())
    for words in ("属于国家秘密", "属于三类内部"):
        at = data.index(words.encode())
        data[at + 1] = 0xFF  # the first character is lost
    return Case(
        "damaged-bytes.txt",
        "个别字节损坏，行名里有乱码",
        bytes(data),
        {},
        {"note": "characters-damaged"},
    )


@case
def no_name_no_year() -> Case:
    doc = printed()
    doc.title = "政府信息公开工作年度报告"
    return Case(
        "no-name-no-year.txt",
        "标题没有机关和年份",
        with_tabs(doc),
        {},
        {"year": 2023, "agency": "南山县教育局"},
    )


@case
def successor() -> Case:
    doc = printed()
    doc.title = "南山县教育和体育局（原南山县教育局）2023年政府信息公开工作年度报告"
    doc.ending = ["南山县教育和体育局", "2024年1月18日"]
    return Case(
        "successor.txt", "标题带原机关名称", with_tabs(doc), {}, {"agency": "南山县教育和体育局"}
    )


@case
def markdown() -> Case:
    doc = printed()
    text = with_tabs(doc)
    lines = []
    for line in text.split("\n"):
        if "\t" in line:
            lines.append("| " + " | ".join(line.split("\t")) + " |")
            if line.startswith(("第二十条第（一）", "（本列数据", "行政复议\t")):
                lines.append("|---|---|---|---|")
        else:
            lines.append(f"## {line}" if line[1:2] == "、" else line)
    return Case("markdown.md", "Markdown 表格", "\n".join(lines))


@case
def html_in_markdown() -> Case:
    page = as_page(printed())
    lines = [
        "# 南山县教育局2023年政府信息公开工作年度报告",
        "",
        "本报告统计期限自2023年1月1日起至2023年12月31日止。",
    ]
    doc, rest = printed(), page
    for n, title in enumerate(doc.titles):
        lines += ["", f"## {title}", *doc.texts[n]]
        if n in (1, 2, 3):
            start, end = rest.index("<table"), rest.index("</table>") + 8
            lines += ["", rest[start:end]]
            rest = rest[end:]
    return Case(
        "html-in-markdown.md", "Markdown 里的 HTML 表格", "\n".join([*lines, "", *doc.ending])
    )


@case
def office_docx() -> Case:
    return Case("office.html", "LibreOffice 存成的 Word 文件", as_page(printed()), office="docx")


@case
def office_pdf() -> Case:
    doc = printed()
    doc.texts[0] = (
        doc.texts[0] * 14
    )  # so that table three begins low on a page and goes on over the next
    return Case("office-pages.html", "LibreOffice 存成的 PDF，表三跨页", as_page(doc), office="pdf")


@case
def text_by_layout() -> Case:
    return Case(
        "text-of-pages.html",
        "pdftotext -layout 从 PDF 里取的文字，行名折在数的上下两行",
        as_page(printed()),
        office="txt",
    )


@case
def last_page_of_few_words() -> Case:
    """Only section six and the signature are left for the last page: a page so bare that the words of its line of the date
    were taken for words set downwards."""
    doc = printed()
    doc.texts[0] = doc.texts[0] * 15
    return Case(
        "last-page.html",
        "最后一页只剩第六部分、署名和日期",
        as_page(doc),
        {},
        {"signed_by": "南山县教育局", "signed_on": "2024-01-18"},
        office="pdf",
    )
