"""This year against last year: what may be compared, what is shown, which slip is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report.cell import blank, number
from gongkai.report.model import Report
from gongkai.report.rules import Context, Finding, Severity, check
from tests.report.generate import sound_pair, sound_report


def with_numbers(report: Report, **values: int) -> Report:
    changes = {k.replace("__", "."): number(v, str(v)) for k, v in values.items()}
    return report.with_cells(changes)


def found(context: Context, rule: str) -> list[Finding]:
    return [f for f in check(context).findings if f.rule == rule]


def reasons(context: Context, rule: str) -> list[str]:
    return [n.reason for n in check(context).not_evaluated if n.rule == rule]


def test_the_stock_shows_its_arithmetic_and_the_slip() -> None:
    """470 + 62 - 33 is 499; the real report printed 440."""
    last, now = sound_pair(1)
    last = with_numbers(last, disclosure__normative_documents__in_force=470)
    now = with_numbers(
        now,
        disclosure__normative_documents__issued=62,
        disclosure__normative_documents__repealed=33,
        disclosure__normative_documents__in_force=440,
    )
    (one,) = found(Context(now, last), "YY-ND")
    assert one.message == (
        "行政规范性文件：上年底有效 470 + 本年制发 62 - 本年废止 33 = 499，表二现行有效是 440，差 59。"
    )
    assert (one.severity, one.expected, one.actual) == (Severity.WARNING, "499", "440")


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        (532, "没有减去本年废止。"),
        (437, "没有加上本年制发。"),
        (470, "照抄了上年的数。"),
        (62, "只填了本年制发，没有计入往年的。"),
        (949, "两数的数字相同、次序不同，可能抄写时颠倒。"),
    ],
)
def test_usual_slips_of_a_stock_are_named(printed: int, slip: str) -> None:
    last, now = sound_pair(1)
    last = with_numbers(last, disclosure__rules__in_force=470)
    now = with_numbers(
        now,
        disclosure__rules__issued=62,
        disclosure__rules__repealed=33,
        disclosure__rules__in_force=printed,
    )
    (one,) = found(Context(now, last), "YY-REG")
    assert (one.suggestion or "").startswith(slip)


def test_a_carried_number_in_the_wrong_column_is_named() -> None:
    last, now = sound_pair(2)
    last = with_numbers(last, requests__carried_out__natural_person=37)
    now = with_numbers(
        now, requests__carried_in__natural_person=0, requests__carried_in__enterprise=37
    )
    one = found(Context(now, last), "YY-CARRY")[0]
    assert one.message.startswith("上年报告结转到今年 37 件，今年“上年结转”是 0 件（自然人列）")
    assert one.severity is Severity.ERROR


def test_a_blank_is_not_evaluated() -> None:
    last, now = sound_pair(3)
    emptied = now.with_cells({"requests.carried_in.total": blank()})
    assert found(Context(emptied, last), "YY-CARRY") == []
    assert reasons(Context(emptied, last), "YY-CARRY") == [
        "“二、上年结转政府信息公开申请数量 · 总计”空白，不能核对"
    ]
    before = last.with_cells({"requests.carried_out.total": blank()})
    assert reasons(Context(now, before), "YY-CARRY") == [
        "上年报告：“四、结转下年度继续办理 · 总计”空白，不能核对"
    ]


def test_only_successive_years_of_one_agency_and_one_form_are_compared() -> None:
    last, now = sound_pair(4)
    rules = ("YY-CARRY", "YY-REG", "YY-ND", "YY-PEND", "YY-SPIKE", "YY-PROB", "YY-COPY")
    assert now.year is not None
    for changed, said in (
        (None, "需要同时给出上年报告"),
        (replace(last, year=now.year), f"给出的是 {now.year}年度的报告"),
        (replace(last, year=None), "两份报告中有一份看不出年度"),
        (replace(last, agency="另一个局"), "给出的是“另一个局”的报告"),
    ):
        for rule in rules:
            told = reasons(Context(now, changed), rule)
            assert told and all(reason.startswith(said) for reason in told), rule
    unnamed = replace(last, agency=None)
    assert reasons(Context(now, unnamed), "YY-CARRY") == []


def test_across_the_change_of_the_form_only_the_carry_over_is_compared() -> None:
    last = replace(sound_report(5, "2019"), year=2020)
    now = replace(sound_report(6), year=2021, agency=last.agency)
    # All seven columns of a report that is not its own last year's.
    assert len(found(Context(now, last), "YY-CARRY")) == 7
    assert reasons(Context(now, last), "YY-ND") == [
        "上年用 2019 年表式，今年用 2021 年表式，指标含义不同"
    ]


@pytest.mark.parametrize(("recur", "severity"), [(True, Severity.WARNING), (False, Severity.INFO)])
def test_pending_cases_recur_is_a_setting(recur: bool, severity: Severity) -> None:
    last, now = sound_pair(5)
    last = with_numbers(last, challenges__reconsideration__pending=99)
    context = Context(now, last, pending_cases_recur=recur)
    (one,) = found(context, "YY-PEND")
    assert one.severity is severity


def test_a_jump_is_only_a_remark() -> None:
    last, now = sound_pair(6)
    last = with_numbers(last, disclosure__licences__decisions=550)
    now = with_numbers(now, disclosure__licences__decisions=9487)
    (one,) = found(Context(now, last), "YY-SPIKE")
    assert one.severity is Severity.INFO
    assert one.message == ("“行政许可 · 本年处理决定数量”上年 550，今年 9487，是上年的 17.2 倍。")
