"""What stands in a cell: signs for zero, figures of every width, units, words."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import as_page, printed, with_spaces, with_tabs


@case
def signs_for_zero() -> Case:
    doc = printed()
    doc.put("规章", "/", "—", "无")
    doc.put("2.其他法律", "", "", "", "", "", "", "")
    doc.put("3.危及", "-", "-", "-", "-", "-", "-", "-")
    doc.put("5.属于三类", *["不适用"] * 7)
    doc.put("6.属于四类", *["──"] * 7)
    rows = {
        "disclosure.rules": "not_applicable",
        "requests.refused.process_information": "not_applicable",
        "requests.refused.prohibited_by_law": "blank",
        "requests.refused.endangers_security_or_stability": "not_applicable",
        "requests.refused.internal_affairs": "not_applicable",
    }
    return Case("signs-for-zero.html", "空白、/、—、-、─、无、不适用代替零", as_page(doc), rows)


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
    doc.put("行政事业", "251000元")
    rows = {
        "disclosure.licences": [{"annotated": 188}],
        "disclosure.penalties": [{"annotated": 27}],
        "disclosure.compulsory_measures": [{"annotated": 2}],
        "disclosure.fees": [{"annotated": "25.1"}],
    }
    return Case("units-and-words.html", "数字带单位、带说明，金额以元计", as_page(doc), rows)


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
