"""What stands beside a cell: broken, misprinted, traditional, with noise, with numbers."""

from __future__ import annotations

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import as_page, printed, with_spaces, with_tabs


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
