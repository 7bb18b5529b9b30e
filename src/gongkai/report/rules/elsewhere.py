"""Whose count, and of when: words that make a number one of another year, part of the year or body."""

from __future__ import annotations

import re

from ..model import Report

#: Words that make a count one of another body, part of the year or channel.
ELSEWHERE = re.compile(
    r"本级|办公室|政府办|代表|街道|乡镇|(?<![本我])各?部门|下属|直属|上半年|下半年|季度|月份?(?!\d*日|(?<=12月)[底末])|截至(?!(?:20\d\d年|本年度?)?(?:12月31日|12月?[底末]|年?[底末]))|往年|历年|近[一二两三四五几]年"
    r"|(?<!今年)(?<!本年)(?<!年度)(?<!20\d\d年)(?<!年初)(?<!月)(?<!日)以来"
    r"|20\d\d年度?[、和与至][^，。；]{0,24}分别"
)
#: A way of applying, or one matter, in the clause of the count itself: 「线下渠道收到申请18件」.
_OF_ONE_KIND = re.compile(
    r"(?:线上|线下|网上|窗口|邮寄|当场)[^，。；、]*$|(?:围绕|涉及|聚焦)[^，。；]*$|(?<!公开)(?:领域|方面)[^，。；]*$"
)
_CHANNEL = re.compile("传真|信函|当面|网络")
#: 「（当面 6 件，信函 12 件）」, closed before the number: how the count before it is made up.
_COUNTED_ASIDE = re.compile(r"（[^（）]*\d[^（）]*）")
#: 「比2023年下降29%，答复22起」
_COMPARED = re.compile(
    r"[比较与]20\d\d年度?(?:同期)?的?(?=\d*[^\d，。；]{0,6}(?:增|减|下降|上升|相比|提高|降低))"
)
#: 「2023年结转3件，办结60件」: whence, not when.
_CARRIED_YEAR = re.compile(
    r"20\d\d年度?的?(?=结转|转结|转入)|(?<=结转|转结)(?:至|到|入)?20\d\d年度?"
)
NAMED_YEAR = re.compile(r"(20(?<!\d20)\d\d)年")


#: What an office, or a street's, calls itself, which in another's report is a part of the agency.
_OWN_WORDS = (
    (re.compile(r"办公[室厅]$"), re.compile(r"(?:人民)?政府办公?[室厅]?|办公[室厅]|政府办")),
    (re.compile(r"街道"), re.compile(r"街道")),
)
_NOTHING = re.compile(r"(?!)")


def _own_words(report: Report) -> re.Pattern[str]:
    name = report.agency or report.agency_as_printed or ""
    return next((words for kind, words in _OWN_WORDS if kind.search(name)), _NOTHING)


def speaks_of_another(report: Report, before: str, *, kind: str = "") -> bool:
    """Tell whether the words before a count are about another year, part of the year, body or channel.

    In: `before` is the tidy text from the beginning of the sentence to the number; `kind` that of a
    `Claim`, because what was carried over names another year rightly. Nothing is raised.
    """
    before = _CARRIED_YEAR.sub("", _COMPARED.sub("", _COUNTED_ASIDE.sub("", before)))
    years = NAMED_YEAR.findall(before)
    another_year = bool(years) and report.year is not None and int(years[-1]) != report.year
    if kind.startswith("carried"):
        another_year = False
    words = _own_words(report).sub("", before)
    words = words.replace(report.agency or "\0", "").replace(report.agency_as_printed or "\0", "")
    by_way = not re.search("reconsideration|litigation", kind) and (
        _CHANNEL.search(words) or _OF_ONE_KIND.search(words)
    )
    return another_year or bool(by_way) or ELSEWHERE.search(words) is not None
