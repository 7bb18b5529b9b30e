"""The layouts, one case each: how the report is printed, and what it must then be read to."""

from __future__ import annotations

import re

from make import (
    FIGURES,
    Case,
    Printed,
    as_page,
    case,
    one_a_line,
    printed,
    with_bars,
    with_spaces,
    with_tabs,
)

ZEROS = [0] * 7


@case
def plain_tabs() -> Case:
    return Case("plain-tabs.txt", "单元格以制表符分开", with_tabs(printed()))


@case
def plain_spaces() -> Case:
    return Case("plain-spaces.txt", "一行表格一行文字，以空格分开", with_spaces(printed()))


@case
def plain_one_a_line() -> Case:
    return Case("plain-one-a-line.txt", "一个单元格一行", one_a_line(printed()))


@case
def plain_page() -> Case:
    return Case("plain-page.html", "网页，合并单元格", as_page(printed()))


BLANKS = {
    "requests.carried_in": [2, *["blank"] * 5, 2],
    "requests.granted": [5, 1, *["blank"] * 4, 6],
    "requests.refused.prohibited_by_law": "blank",
    "requests.not_processed.repeated_request": [*["blank"] * 6, 0],
}


def _with_blanks() -> Printed:
    doc = printed()
    doc.put("二、上年结转", "2", "", "", "", "", "", "2")
    doc.put("（一）予以公开", "5", "1", "", "", "", "", "6")
    doc.put("2.其他法律", *[""] * 7)
    doc.put("2.重复申请", *[""] * 6, "0")
    return doc


@case
def bars_behind_cells() -> Case:
    text = with_bars(_with_blanks(), "rows")
    return Case("bars-behind-cells.txt", "网页另存的文字，每格后面一条竖线", text, BLANKS)


@case
def bars_one_a_line() -> Case:
    text = with_bars(_with_blanks(), "cells")
    return Case("bars-one-a-line.txt", "一格连同竖线占一行", text, BLANKS)


@case
def bars_between_lines() -> Case:
    text = with_bars(_with_blanks(), "between")
    return Case("bars-between-lines.txt", "格和竖线各占一行", text, BLANKS)


@case
def labels_of_details_lost() -> Case:
    """Merged labels lost on the way: the figures of a group stand below its name, one row like the other."""
    text = re.sub(r"[1-8]\.[^\n|]*\| ", "", with_bars(printed(), "rows"))
    groups = (
        "requests.refused.",
        "requests.unavailable.",
        "requests.not_processed.",
        "requests.other.",
    )
    rows = {row: "unreadable" for row in FIGURES if row.startswith(groups)}
    return Case("bars-labels-lost.txt", "各项的行名丢失，只剩各组的名称", text, rows)


@case
def signs_for_zero() -> Case:
    doc = printed()
    doc.put("规章", "/", "—", "无")
    doc.put("2.其他法律", "", "", "", "", "", "", "")
    doc.put("3.危及", "-", "-", "-", "-", "-", "-", "-")
    doc.put("5.属于三类", *["不适用"] * 7)
    rows = {
        "disclosure.rules": "not_applicable",
        "requests.refused.prohibited_by_law": "blank",
        "requests.refused.endangers_security_or_stability": "not_applicable",
        "requests.refused.internal_affairs": "not_applicable",
    }
    return Case("signs-for-zero.html", "空白、/、—、-、无、不适用代替零", as_page(doc), rows)


@case
def signs_for_zero_in_lines() -> Case:
    doc = printed()
    doc.put("规章", "/", "—", "无")
    doc.put("3.危及", "-", "-", "-", "-", "-", "-", "-")
    doc.put("5.属于三类", *["不适用"] * 7)
    rows = {
        "disclosure.rules": "not_applicable",
        "requests.refused.endangers_security_or_stability": "not_applicable",
        "requests.refused.internal_affairs": "not_applicable",
    }
    return Case("signs-for-zero.txt", "文字行里的 /、—、-、无、不适用", with_spaces(doc), rows)


@case
def figures_of_every_width() -> Case:
    doc = printed()
    doc.put("行政许可", "１５１")
    doc.put("行政处罚", "1,027")
    doc.put("行政事业", "１２，３４５．５")
    doc.put("一、本年新收", "１２", "３", "０", "１", "０", "０", "１６")
    rows = {"disclosure.penalties": [1027], "disclosure.fees": ["12345.5"]}
    return Case("figures-of-every-width.txt", "全角数字、千位分隔符", with_tabs(doc), rows)


@case
def figures_torn_apart() -> Case:
    doc = printed()
    doc.put("行政许可", "1 5 1")
    doc.put("行政处罚", "1 0<br>2 7")
    doc.put("一、本年新收", "1 2", "3", "0", "1", "0", "0", "1<br>6")
    return Case(
        "figures-torn-apart.html", "一格之内的数字被空格或换行拆开", as_page(doc),
        {"disclosure.penalties": [1027]},
    )  # fmt: skip


@case
def units_and_words() -> Case:
    doc = printed()
    doc.put("行政许可", "188（92 个新办、96 个延续）")
    doc.put("行政处罚", "27件")
    doc.put("行政强制", "2 件")
    doc.put("行政事业", "4715600元")
    rows = {
        "disclosure.licences": [{"annotated": 188}],
        "disclosure.penalties": [{"annotated": 27}],
        "disclosure.compulsory_measures": [{"annotated": 2}],
        "disclosure.fees": [{"annotated": "471.56"}],
    }
    return Case("units-and-words.html", "数字带单位、带说明，金额以元计", as_page(doc), rows)


@case
def brackets_and_quotes() -> Case:
    page = as_page(printed())
    for old, new in (
        ("（一）予以公开", "(一)予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二) 部分公开(区分处理的,只计这一情形,不计其他情形）"),
        ("3.危及“三安全一稳定”", '3．危及 "三安全一稳定"'),
        ("4.保护第三方", "4、保护第三方"),
        ("7.属于行政执法案卷", "7 ．属于行政 执法案卷"),
        ("（七）总计", "（七） 总 计"),
        ("1.属于国家秘密", "１.属于国家秘密"),
    ):  # fmt: skip
        assert old in page, old
        page = page.replace(old, new, 1)
    return Case("brackets-and-quotes.html", "半角全角混用的括号、引号、空格", page)


@case
def labels_broken() -> Case:
    text = with_spaces(printed())
    for old, new in (
        ("2.其他法律行政法规禁止公开 0", "2.其他法律行政法规禁止\n公开 0"),
        ("5.要求行政机关确认或重新出具已获取信息 0", "5.要求行政机关确认或重新出具\n已获取信息 0"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1", "（二）部分公开（区分处理的，\n只计这一情形，不计其他情形） 1"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 1", "1.申请人无正当理由逾期不补正、行\n政机关不再处理其政府信息公\n开申请 1"),
        ("行政规范性文件 3", "行政规范性\n文件 3"),
        ("行政事业性收费 4", "行政事业性收\n费 4"),
    ):  # fmt: skip
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case("labels-broken.txt", "行名断成两三行", text)


@case
def values_between_label_pieces() -> Case:
    """The values of a tall row stand beside the middle of its label: 公开申请 comes after them."""
    text = with_spaces(printed())
    old = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 1 0 0 0 0 0 1"
    assert text.count(old) == 1
    new = "1.申请人无正当理由逾期不补正、行\n政机关不再处理其政府信息 1 0 0 0 0 0 1\n公开申请"
    return Case("values-between-label-pieces.txt", "数印在断开的行名中间", text.replace(old, new))


@case
def old_label_of_normative_documents() -> Case:
    text = with_tabs(printed()).replace("行政规范性文件", "规范性文件")
    return Case("old-label.txt", "规范性文件（旧行名）", text)


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


@case
def item_numbers() -> Case:
    """The number of each item in a cell of its own, beside the values."""
    page = as_page(printed())
    for n, words in (
        (1, "属于国家秘密"),
        (2, "其他法律行政法规禁止公开"),
        (3, "危及“三安全一稳定”"),
        (4, "保护第三方合法权益"),
    ):
        old = f"<td>{n}.{words}</td>"
        assert page.count(old) == 1, old
        page = page.replace(old, f"<td>{words}（{n}）</td>")
    return Case("item-numbers.html", "项目序号印在行名后面", page)


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
def two_numberings() -> Case:
    """The sections numbered twice: by the site and by the office."""
    text = with_tabs(printed())
    for n, title in enumerate(
        (
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理",
            "政府信息公开行政复议",
            "存在的主要问题",
            "其他需要报告",
        ),
        1,
    ):
        text = text.replace(
            f"{'一二三四五六'[n - 1]}、{title}", f"{n}. {'一二三四五六'[n - 1]}、{title}", 1
        )
    return Case("two-numberings.txt", "两套编号并存", text)


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
def table_two_of_2019() -> Case:
    doc = printed()
    doc.two = [
        ["第二十条第（一）项"],
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "0", "0", "0"],
        ["规范性文件", "3", "3", "1036"],
        ["第二十条第（五）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "40", "减4", "151"],
        ["其他对外管理服务事项", "3", "+1", "0"],
        ["第二十条第（六）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "120", "0", "27"],
        ["行政强制", "8", "-1", "2"],
        ["第二十条第（八）项"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["行政事业性收费", "2", "0"],
        ["第二十条第（九）项"],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", "12", "471.56万元"],
    ]
    rows = {
        "disclosure.rules": "absent",
        "disclosure.normative_documents": "absent",
        "disclosure.fees": "absent",
    }
    more = {
        "form": "2021",
        "labelled": [["规范性文件 · 对外公开总数量", 1036], ["政府集中采购 · 采购项目数量", 12]],
        "note": "table-of-other-form",
    }
    return Case(
        "table-two-of-2019.txt", "2021 年格式的报告里用了 2019 年的表二", with_tabs(doc), rows, more
    )


@case
def fee_table() -> Case:
    page = as_page(printed())
    old = "<p>全年未收取信息处理费。</p>"
    new = "<p>收取信息处理费情况如下：</p><table border='1'><tr><td>收费通知件数</td><td>总金额（元）</td><td>实际收取（元）</td></tr><tr><td>2</td><td>300</td><td>100</td></tr></table>"
    assert page.count(old) == 1
    return Case("fee-table.html", "第六部分有收费表", page.replace(old, new))


@case
def text_before_table() -> Case:
    doc = printed()
    doc.texts[1] = ["2023年，本机关主动公开政府信息120条，详见下表。"]
    doc.texts[2] = ["2023年，本机关收到政府信息公开申请16件，办理情况如下："]
    doc.texts[3] = ["2023年，行政复议2件。"]
    return Case("text-before-table.txt", "标题与表之间有文字", with_tabs(doc))


@case
def misprints() -> Case:
    text = with_tabs(printed())
    for old, new in (
        ("勾稽关系", "钩稽关系"),
        ("本年废止件数", "本年废纸件数"),
        ("四、政府信息公开行政复议、", "四、政府信息公开行政法复议、"),
        ("行政复议\t\t\t\t\t行政诉讼", "行政法复议\t\t\t\t\t行政诉讼"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case("misprints.txt", "标题和表头印错字", text)


@case
def spaced_and_glued() -> Case:
    text = with_spaces(printed())
    for old, new in (
        ("1.属于国家秘密 0 0 0 0 0 0 0", "1.属于国家秘密 0 0 0 0 0 00"),
        ("2.重复申请 0 0 0 0 0 0 0", "2.重复申请 0000000"),
        ("4.保护第三方合法权益 0 1 0 0 0 0 1", "4.保护第三方合法权益 0100001"),
        (
            "一、本年新收政府信息公开申请数量 12 3 0 1 0 0 16",
            "一、本年新收政府信息公开申请数量 1230 1 0 0 16",
        ),
        ("（七）总计 12 3 0 1 0 0 16", "（七）总计 1 2 3 0 1 0 0 1 6"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case("spaced-and-glued.txt", "同一张表里数字有的连、有的散", text)


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


TRADITIONAL = str.maketrans(
    "国务办公开关于报总体况动发规现废处决数罚费额费收请业构会织计结续办与复议讼诉维纠审尚问题项标单种类个这属秘密稳护权务过执卷询无没补举访诉复机确认获",
    "國務辦公開關於報總體況動發規現廢處決數罰費額費收請業構會織計結續辦與復議訟訴維糾審尚問題項標單種類個這屬秘密穩護權務過執卷詢無沒補舉訪訴復機確認獲",
)


@case
def traditional() -> Case:
    return Case("traditional.txt", "繁体字", with_tabs(printed()).translate(TRADITIONAL))


@case
def pinyin_noise() -> Case:
    text = with_tabs(printed())
    for old, new in (
        ("规章\t", "规章（guī zhāng）\t"),
        ("2.重复申请", "2.重（chóng）复申请"),
        ("（七）总计", "（七）总计(zǒng jì)"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case("pinyin-noise.txt", "行名带括号拼音", text)


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


STATISTICS = {
    "published.total": 352, "published.normative_documents": 5, "published.normative_documents_issued": 6,
    "published_by.gazette": "blank", "published_by.website": 1352, "published_by.weibo": 0,
    "published_by.wechat": 96, "published_by.other": 0,
    "response.total": 4, "response.press_conferences": 2, "response.press_conferences_by_leader": 1,
    "response.online_interviews": 1, "response.online_interviews_by_leader": 0,
    "response.interpretations": 7, "response.social_media": 3, "response.other": 0,
    "received.total": 12, "received.in_person": 2, "received.fax": 0, "received.online": 9, "received.post": 1,
    "concluded.total": 12, "concluded.on_time": 11, "concluded.extended": 1,
    "answered.total": 12, "answered.already_public": 4, "answered.granted": 3, "answered.partly_granted": 1,
    "answered.refused.total": 2, "answered.refused.state_secret": 0, "answered.refused.trade_secret": 1,
    "answered.refused.privacy": 1, "answered.refused.endangers_security_or_stability": 0,
    "answered.refused.not_government_information": 0, "answered.refused.other_law": 0,
    "answered.not_this_agency": 1, "answered.does_not_exist": 1,
    "answered.asked_to_change_or_supplement": 0, "answered.other_way": 0,
    "reconsideration.total": 3, "reconsideration.upheld": 1, "reconsideration.corrected": 2, "reconsideration.other": 0,
    "litigation.total": 4, "litigation.upheld": 1, "litigation.corrected": 0, "litigation.other": 3,
    "complaints.total": "not_applicable", "fees.amount": "0.35",
    "staff.offices": 1, "staff.reading_places": 2, "staff.total": 5, "staff.full_time": 1, "staff.part_time": 4,
    "staff.budget": "2.5", "training.meetings": 2, "training.courses": 3, "training.people": 120,
}  # fmt: skip
HEADINGS = {
    "published.total": ("一、主动公开情况", "（一）", "（不同渠道和方式公开相同信息计1条）"),
    "published_by.gazette": ("（二）通过不同渠道和方式公开政府信息的情况", "1．", ""),
    "response.total": ("二、回应解读情况", "（一）", "（不同方式回应同一热点或舆情计1次）"),
    "response.press_conferences": ("（二）通过不同渠道和方式回应解读的情况", "1．", ""),
    "received.total": ("三、依申请公开情况", "（一）", ""),
    "reconsideration.total": ("", "四、", ""), "litigation.total": ("", "五、", ""),
    "complaints.total": ("", "六、", ""), "fees.amount": ("", "七、", ""),
    "staff.offices": ("八、机构建设和保障经费情况", "（一）", ""),
    "staff.full_time": ("", "1．", "（不包括政府公报及政府网站工作人员数）"),
    "staff.budget": ("", "（四）", "（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）"),
    "training.meetings": ("九、政府信息公开会议和培训情况", "（一）", ""),
}  # fmt: skip


def statistics(separator: str, *, numbered: bool = False) -> str:
    """A report of 2016 with its statistics table behind the signature."""
    import json
    from pathlib import Path

    form = Path(__file__).parents[3] / "src/gongkai/report/data/form-2014.json"
    rows = json.loads(form.read_text("utf-8"))["tables"]["statistics"]["rows"]
    lines = [
        "南山县卫生和计划生育委员会2016年政府信息公开工作年度报告", "",
        "根据《中华人民共和国政府信息公开条例》（国务院令第492号），编制本报告。统计期限自2016年1月1日起至2016年12月31日止。",
        "一、概述", "2016年，主动公开政府信息352条。", "二、主动公开政府信息的情况", "通过网站公开。",
        "三、依申请公开政府信息的情况", "收到申请12件，均已答复。", "四、存在的主要问题及改进措施", "公开不够及时。",
        "南山县卫生和计划生育委员会", "2017年3月10日", "", "政府信息公开情况统计表（2016年度）",
        separator.join(["序号", "统计指标", "单位", "统计数"][0 if numbered else 1 :]),
    ]  # fmt: skip
    for count, row in enumerate(rows, 1):
        heading, lead, tail = HEADINGS.get(row["id"], ("", "", ""))
        if heading:
            lines.append(
                separator.join([*([""] if numbered else []), heading, "——", "——"])
                if separator == "\t"
                else heading
            )
        value = STATISTICS[row["id"]]
        text = {"blank": "", "not_applicable": "/"}.get(str(value), str(value))
        cells = [*([str(count)] if numbered else []), lead + row["label"] + tail, row["unit"], text]
        lines.append(separator.join(cells).rstrip(" "))
    return "\n".join(lines) + "\n"


def statistics_rows() -> dict[str, list[object]]:
    return {f"statistics.{row}": [value] for row, value in STATISTICS.items()}


MORE_2014 = {
    "form": "2014",
    "year": 2016,
    "agency": "南山县卫生和计划生育委员会",
    "base": "none",
    "signed_on": "2017-03-10",
}


@case
def statistics_tabs() -> Case:
    return Case(
        "statistics-tabs.txt",
        "2014—2018 年的统计表",
        statistics("\t"),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_lines() -> Case:
    return Case(
        "statistics-lines.txt",
        "统计表，以空格分开",
        statistics(" "),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_one_a_line() -> Case:
    return Case(
        "statistics-one-a-line.txt",
        "统计表，一个单元格一行",
        statistics("\n"),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_numbered() -> Case:
    return Case(
        "statistics-numbered.txt",
        "统计表，前面加一列序号",
        statistics("\t", numbered=True),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def local_table() -> Case:
    text = (
        "南山市卫生局2009年政府信息公开工作年度报告\n一、概述\n2009年公开信息340条。\n二、附表\n"
        "指 标 名 称\t计量单位\t代码\t本期实际\t本年累计\n甲\t乙\t丙\t1\t2\n"
        "主动公开信息数\t条\t01\t12\t340\n其中：全文电子化的主动公开信息数\t条\t02\t12\t300\n"
        "网站专栏页面访问量\t人次\t03\t\t1200\n申请总数\t条\t04\t0\t3\n"
    )
    labelled = [
        ["主动公开信息数 · 本期实际", 12], ["主动公开信息数 · 本年累计", 340],
        ["其中：全文电子化的主动公开信息数 · 本期实际", 12], ["其中：全文电子化的主动公开信息数 · 本年累计", 300],
        ["网站专栏页面访问量 · 本期实际", None], ["网站专栏页面访问量 · 本年累计", 1200],
        ["申请总数 · 本期实际", 0], ["申请总数 · 本年累计", 3],
    ]  # fmt: skip
    return Case(
        "local-table.txt",
        "2009 年的地方统计表",
        text,
        {},
        {"form": "none", "base": "none", "year": 2009, "labelled": labelled},
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


TABLE_TWO_2019 = [
    ["第二十条第（一）项"],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章", "0", "0", "0"],
    ["规范性文件", "3", "2", "1036"],
    ["第二十条第（五）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可", "40", "减4", "151件"],
    ["其他对外管理服务事项", "3", "+1", "0"],
    ["第二十条第（六）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政处罚", "120", "0", "27"],
    ["行政强制", "8", "-1", "2"],
    ["第二十条第（八）项"],
    ["信息内容", "上一年项目数量", "本年增/减"],
    ["行政事业性收费", "2", "+1036"],
    ["第二十条第（九）项"],
    ["信息内容", "采购项目数量", "采购总金额"],
    ["政府集中采购", "12", "471.56万元"],
]
FIGURES_2019 = {
    "disclosure.rules": [0, 0, 0],
    "disclosure.normative_documents": [3, 2, 1036],
    "disclosure.licences": [40, {"annotated": -4}, {"annotated": 151}],
    "disclosure.other_services": [3, 1, 0],
    "disclosure.penalties": [120, 0, 27],
    "disclosure.compulsory_measures": [8, -1, 2],
    "disclosure.fees": [2, 1036],
    "disclosure.procurement": [12, {"annotated": "471.56"}],
    **{row: values for row, values in FIGURES.items() if row.startswith("challenges.")},
    **{
        row: values
        for row, values in FIGURES.items()
        if row.startswith("requests.") and not row.startswith("requests.other.")
    },
    "requests.other": [1, 0, 0, 0, 0, 0, 1],
}


def form_of_2019(year: int) -> Printed:
    doc = printed()
    doc.title = f"南山县教育局{year}年政府信息公开工作年度报告"
    doc.preamble = [f"本报告统计期限自{year}年1月1日起至{year}年12月31日止。"]
    doc.two = [list(row) for row in TABLE_TWO_2019]
    start = next(i for i, row in enumerate(doc.three) if row[1].startswith("（六）"))
    doc.three[start : start + 3] = [["", "（六）其他处理", "", "1", "0", "0", "0", "0", "0", "1"]]
    return doc


@case
def form_2019_tabs() -> Case:
    more = {"form": "2019", "base": "none", "year": 2020, "agency": "南山县教育局"}
    return Case("form-2019.txt", "2019 年格式", with_tabs(form_of_2019(2020)), FIGURES_2019, more)


@case
def form_2019_lines() -> Case:
    more = {"form": "2019", "base": "none", "year": 2020, "agency": "南山县教育局"}
    return Case(
        "form-2019-lines.txt",
        "2019 年格式，以空格分开",
        with_spaces(form_of_2019(2020)),
        FIGURES_2019,
        more,
    )


@case
def form_2019_too_late() -> Case:
    more = {
        "form": "2019",
        "base": "none",
        "year": 2023,
        "agency": "南山县教育局",
        "note": "form-differs",
    }
    return Case(
        "form-2019-in-2023.txt",
        "2023 年的报告用了 2019 年格式",
        with_tabs(form_of_2019(2023)),
        FIGURES_2019,
        more,
    )


@case
def borders_lost() -> Case:
    """All cell borders lost: every table is one paragraph of words and figures."""
    doc = printed()
    lines = [doc.title, *doc.preamble]
    for n, title in enumerate(doc.titles):
        lines += [title, *doc.texts[n]]
        rows = {1: doc.two, 2: [*doc.head_three, *doc.three], 3: doc.four}.get(n, [])
        if rows:
            lines.append(" ".join(cell for row in rows for cell in row if cell))
    return Case(
        "borders-lost.txt", "表格边框全部丢失，一张表连成一段", "\n".join([*lines, *doc.ending])
    )
