"""NT-SIX over pages that are read: headings in the words and numbers of real offices are the six of the
form; what is truly missing or in another order is still found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gongkai.report.model import SECTION_TITLES
from gongkai.report.read import read_bytes
from gongkai.report.rules import Context, check
from gongkai.report.write import write
from tests.report.generate import sound_report

NUMERALS = "一二三四五六"


@pytest.fixture(scope="module")
def page() -> str:
    """A sound report as a page, without the data this program puts into its own pages."""
    made = write(sound_report(3, style=1), "html").decode()
    return re.sub(r'<script type="application/json".*?</script>', "", made, flags=re.DOTALL)


def heading(number: int) -> str:
    return f"{NUMERALS[number - 1]}、{SECTION_TITLES[number]}"


def six(page: str) -> list[str]:
    read = read_bytes(page.encode(), "报告.html")
    return [f.message for f in check(Context(read)).findings if f.rule == "NT-SIX"]


OTHER_WORDS = [
    (1, "概述"), (1, "基本情况"), (1, "总体概况"), (1, "政府信息公开工作总体情况"), (1, "2024年总体情况"),
    (1, "主要工作情况"), (2, "主动公开政府信息的情况"), (2, "行政机关主动公开政府信息情况"),
    (3, "收到及处理政府信息公开申请情况"), (3, "政府信息依申请公开情况"), (3, "申请公开政府信息情况"),
    (4, "因政府信息公开申请行政复议、提起行政诉讼情况"), (4, "复议诉讼情况"), (4, "政府信息公开复议、诉讼情况"),
    (5, "存在的不足及下一步打算"), (5, "主要问题和改进措施"), (5, "工作中存在的短板与下步措施"),
    (6, "其它需要报告的事项"), (6, "其他事项"), (6, "需要说明的其他事项"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "words"), OTHER_WORDS)
def test_a_heading_in_other_words_is_the_section(page: str, number: int, words: str) -> None:
    assert six(page.replace(heading(number), f"{NUMERALS[number - 1]}、{words}")) == []


OTHER_NUMBERS: list[Callable[[str, str], str]] = [
    lambda n, title: f"第{n}部分 {title}",
    lambda n, title: f"第{n}部分：{title}",
    lambda n, title: f"{NUMERALS.index(n) + 1}. {title}",
    lambda n, title: f"（{n}）{title}",
    lambda n, title: f"{n} {title}",
    lambda n, title: f"{n}、{title}。",
    lambda n, title: f"{n}、{' '.join(title)}",
    lambda n, title: f"【{n}、{title}】",
    lambda n, title: f"{'壹贰叁肆伍陆'[NUMERALS.index(n)]}、{title}",
    lambda _, title: title,
]


@pytest.mark.parametrize("number", range(len(OTHER_NUMBERS)))
def test_headings_under_other_numbers_are_the_sections(page: str, number: int) -> None:
    for n, title in SECTION_TITLES.items():
        page = page.replace(heading(n), OTHER_NUMBERS[number](NUMERALS[n - 1], title))
    assert six(page) == []


def test_a_paragraph_of_section_one_is_no_section(page: str) -> None:
    one = "（一）主动公开政府信息情况"
    read = read_bytes(page.replace("（一）主动公开。", f"{one}</p><p>").encode(), "报告.html")
    first = read.section(1)
    assert first is not None and one in first.text
    assert check(Context(read)).findings == ()


@pytest.mark.parametrize("number", SECTION_TITLES)
def test_a_section_that_is_not_there_is_missed(page: str, number: int) -> None:
    (message,) = six(page.replace(heading(number), "附"))
    assert f"没有第{NUMERALS[number - 1]}部分" in message


def test_two_sections_in_the_wrong_order_are_an_error(page: str) -> None:
    five, last = (
        re.search(rf"<section>\s*<h2>{heading(n)}.*?</section>", page, re.DOTALL) for n in (5, 6)
    )
    assert five and last
    swapped = page.replace(last[0], "").replace(five[0], last[0] + five[0])
    assert six(swapped) == ["六个部分的顺序不对，文件中是：一、二、三、四、六、五。"]


def test_rows_cut_off_are_missed(page: str) -> None:
    rows = re.findall(r"<tr>(?:(?!</tr>).)*其他处理.*?</tr>", page, re.DOTALL)
    cut = page.replace(rows[0], "")
    assert any("行中缺" in one for one in six(cut))
