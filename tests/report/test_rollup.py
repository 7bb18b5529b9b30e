"""Many reports into one sum, with everyone who is not in it named."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from gongkai.report.cell import Cell, State, blank, not_applicable, number, unreadable
from gongkai.report.model import Report
from gongkai.report.names import make_names
from gongkai.report.published import Cause, compare_published
from gongkai.report.read import read_bytes
from gongkai.report.rollup import REASON_NAMES, Filed, Late, LeftOut, Reason, roll_up
from gongkai.report.rules import Context, Severity, check
from gongkai.report.rules.model import Sums
from gongkai.report.rules.sums import RULES as SUM_RULES
from gongkai.report.write import write

from .generate import sound_report

TOTAL = "requests.received.total"
FEES = "disclosure.fees.amount"


def _filed(agency: str | None, value: int | Cell | None = None, **more: object) -> Filed:
    cell = number(value, str(value)) if isinstance(value, int) else value
    cells = {} if cell is None else {TOTAL: cell}
    fields = {"form": "2021", "year": 2024, **more}
    return Filed(f"{agency}.txt", Report(agency=agency, cells=cells, **fields))  # type: ignore[arg-type]


def test_a_total_names_who_has_no_number() -> None:
    rolled = roll_up(
        [
            _filed("甲局", 3),
            _filed("乙局", 0),
            _filed("丙局", blank()),
            _filed("丁局", not_applicable("/")),
            _filed("戊局", unreadable("3□", candidates=(3, 30))),
            _filed("己局"),
        ],
        2024,
        expected=["甲局", "庚局"],
    )
    total = rolled.totals[TOTAL]
    assert (total.value, total.included) == (3, 2)
    assert total.without == {
        "丙局": State.BLANK,
        "丁局": State.NOT_APPLICABLE,
        "戊局": State.UNREADABLE,
        "己局": State.ABSENT,
    }
    assert rolled.missing == ("庚局",)
    assert not rolled.is_complete


def test_no_number_at_all_is_no_zero() -> None:
    rolled = roll_up([_filed("甲局", blank()), _filed("乙局")], 2024)
    assert (rolled.totals[TOTAL].value, rolled.totals[TOTAL].included) == (None, 0)
    assert rolled.as_report("某区").cells[TOTAL] == blank()
    assert roll_up([], 2024).totals[TOTAL].value is None


def test_what_is_filed_twice_counts_once_or_not_at_all() -> None:
    rolled = roll_up(
        [
            Filed("甲1.txt", _filed("甲局", 3).report),
            Filed("甲2.docx", _filed(" 甲 局", number(3, "３")).report),
            Filed("乙1.txt", _filed("乙局", 5).report),
            Filed("乙2.txt", _filed("乙局", 6).report),
        ],
        2024,
        expected=["甲局", "乙局"],
    )
    assert rolled.units == ("甲局",)
    assert rolled.totals[TOTAL].value == 3
    assert rolled.left_out == (
        LeftOut("甲2.docx", "甲局", Reason.SAME_AGAIN),
        LeftOut("乙1.txt", "乙局", Reason.CONFLICTING),
        LeftOut("乙2.txt", "乙局", Reason.CONFLICTING),
    )
    assert rolled.missing == ("乙局",)  # two reports, and none that counts


def test_an_office_of_two_names_counts_once_and_the_area_never() -> None:
    rolled = roll_up(
        [
            _filed("某区人民政府办公室", 2),
            _filed("区政府办", 2),
            _filed("某区教育局", 1),
            _filed("某区人民政府", 3),
        ],
        2024,
        area="某区人民政府",
        names=make_names([("某区人民政府办公室", ["区政府办"])]),
    )
    assert rolled.totals[TOTAL].value == 3
    assert [(one.agency, one.reason) for one in rolled.left_out] == [
        ("某区人民政府", Reason.AREA),
        ("某区人民政府办公室", Reason.SAME_AGAIN),
    ]


@pytest.mark.parametrize(
    ("filed", "reason"),
    [
        (_filed("甲局", 1, year=2023), Reason.OTHER_YEAR),
        (_filed("甲局", 1, year=None), Reason.OTHER_YEAR),
        (_filed("甲局", 1, form="2019"), Reason.OTHER_FORM),
        (Filed("甲局.txt", Report(agency="甲局", year=2024)), Reason.OTHER_FORM),
        (_filed(None, 1), Reason.NO_AGENCY),
    ],
)
def test_a_file_that_does_not_belong_is_named_with_the_reason(filed: Filed, reason: Reason) -> None:
    rolled = roll_up([filed, _filed("乙局", 4)], 2024, expected=["甲局"])
    assert [(one.file, one.reason) for one in rolled.left_out] == [(filed.file, reason)]
    assert rolled.totals[TOTAL].value == 4
    assert rolled.missing == ("甲局",)
    assert set(REASON_NAMES) == set(Reason)


def test_a_disputed_number_counts_and_is_named() -> None:
    one = Filed("甲.txt", _filed("甲局", 3).report, frozenset({TOTAL, FEES}))
    rolled = roll_up([one, _filed("乙局", 4)], 2024)
    assert (rolled.totals[TOTAL].value, rolled.totals[TOTAL].disputed) == (7, ("甲局",))
    assert rolled.totals[FEES].disputed == ()  # blank: nothing to dispute


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_sound_reports_add_up_to_their_cells(form: str) -> None:
    year = 2024 if form == "2021" else 2020
    reports = [sound_report(seed, form) for seed in range(12)]
    filed = [
        Filed(f"{n}.txt", Report(**{**vars(r), "agency": f"第{n}局", "year": year}))
        for n, r in enumerate(reports)
    ]
    rolled = roll_up(filed, year)
    assert rolled.is_complete
    for cell_id, total in rolled.totals.items():
        assert total.value == sum(r.value(cell_id) or 0 for r in reports)
        assert total.included == 12
    area = rolled.as_report("某区人民政府")
    assert write(area, "xlsx").startswith(b"PK")
    json.dumps(rolled.to_json())


@pytest.mark.parametrize(
    ("addends", "published", "cause", "unit"),
    [
        (("4166.214619", "0.00"), "4166.241619", Cause.DIGITS_EXCHANGED, None),
        (("1.24", "2.13"), "3.4", Cause.ROUNDING, None),
        (("18000.06", "651.004104"), "18651.06", Cause.ROUNDING, None),
        (("18000.06", "651.004104"), "18651", Cause.ROUNDING, None),
        (("18000.06", "651.004104"), "18653", Cause.UNKNOWN, None),
        (("12", "30"), "12", Cause.ONE_UNIT, "第1局"),
        (("12", "30"), "7", Cause.UNKNOWN, None),
    ],
)
def test_a_published_total_that_differs_names_the_likely_cause(
    addends: tuple[str, ...], published: str, cause: Cause, unit: str | None
) -> None:
    values = {f"第{n}局": Decimal(text) for n, text in enumerate(addends)}
    filed = [
        Filed(
            f"{name}.txt",
            Report(form="2021", year=2024, agency=name, cells={FEES: number(value, str(value))}),
        )
        for name, value in values.items()
    ]
    table = Report(form="2021", cells={FEES: number(Decimal(published), published)})
    (found,) = compare_published(roll_up(filed, 2024), table, lambda name, _: values[name])
    assert (found.cell_id, found.cause, found.unit) == (FEES, cause, unit)


def test_a_published_total_that_agrees_is_no_mismatch() -> None:
    rolled = roll_up([_filed("甲局", 3)], 2024)
    table = Report(form="2021", cells={TOTAL: number(3, "3"), FEES: blank()})
    assert compare_published(rolled, table, lambda *_: None) == ()
    with pytest.raises(ValueError, match="of form 2019, not 2021"):
        compare_published(rolled, Report(form="2019"), lambda *_: None)


def of_units() -> tuple[list[Filed], dict[str, Report]]:
    """Six sound reports of one year."""
    reports = {
        f"第{n}局": Report(**{**vars(sound_report(n)), "agency": f"第{n}局", "year": 2024})
        for n in range(1, 7)
    }
    return [Filed(f"{name}.docx", one) for name, one in reports.items()], reports


def causes(published: Report) -> dict[str, tuple[Cause, str | None]]:
    filed, reports = of_units()
    rolled = roll_up(filed, 2024)
    found = compare_published(rolled, published, lambda u, c: reports[u].value(c))
    return {one.cell_id: (one.cause, one.unit) for one in found}


def area_report(**changes: int) -> Report:
    filed, _ = of_units()
    area = roll_up(filed, 2024).as_report("某区人民政府")
    return area.with_cells({k.replace("__", "."): number(v, str(v)) for k, v in changes.items()})


def test_the_area_report_of_its_units_differs_nowhere() -> None:
    assert causes(area_report()) == {}


def test_a_total_column_left_at_zero_is_told_from_single_wrong_numbers() -> None:
    area = area_report()
    left = {
        i: number(0, "0") for i in area.cells if i.startswith("requests.") and i.endswith(".total")
    }
    found = causes(area.with_cells(left))
    assert found
    assert {cause for cause, _ in found.values()} == {Cause.LEFT_ZERO}
    assert all(i in left for i in found)
    row = {i: number(0, "0") for i in area.cells if i.startswith("requests.concluded.")}
    assert {c for c, _ in causes(area.with_cells(row)).values()} == {Cause.LEFT_ZERO}
    one = area_report(requests__received__total=0)
    assert {c for c, _ in causes(one).values()} == {Cause.UNKNOWN}


def test_a_total_printed_one_row_lower() -> None:
    sums = area_report()
    received = int(sums.value("requests.received.total") or 0)
    found = causes(area_report(requests__carried_in__total=received))
    assert found == {"requests.carried_in.total": (Cause.LOWER_ROW, None)}


def test_a_total_that_stands_in_the_row_below() -> None:
    sums = area_report()
    own, other = (
        int(sums.value(f"requests.{r}.total") or 0) for r in ("granted", "partly_granted")
    )
    found = causes(area_report(requests__granted__total=0, requests__partly_granted__total=own))
    assert own != other
    assert found == {
        "requests.granted.total": (Cause.PRINTED_BELOW, None),
        "requests.partly_granted.total": (Cause.LOWER_ROW, None),
    }


def test_a_column_of_applicants_left_at_zero() -> None:
    area = area_report()
    column = [i for i in area.cells if i.startswith("requests.") and i.endswith(".enterprise")]
    found = causes(area.with_cells({i: number(0, "0") for i in column}))
    assert {cause for cause, _ in found.values()} == {Cause.LEFT_ZERO}
    assert set(found) == {i for i in column if area.value(i)}


def test_the_differences_are_warnings_with_the_arithmetic_and_who_is_missing() -> None:
    filed, reports = of_units()
    rolled = roll_up(filed[1:], 2024, expected=reports)
    area = area_report()
    mismatches = compare_published(rolled, area, lambda u, c: reports[u].value(c))
    result = check(Context(area, sums=Sums(rolled, mismatches)), SUM_RULES)
    number_of_units, *cells = result.findings
    assert {f.severity for f in result.findings} == {Severity.WARNING}
    assert number_of_units.message == "计入 5 个机关；1 个机关没有能计入的报告：第1局。"
    lacking = {i for i, c in reports["第1局"].cells.items() if c.value}
    assert {f.cells[0] for f in cells} == lacking
    first = next(f for f in cells if f.cells == (TOTAL,))
    own, whole = reports["第1局"].value(TOTAL), area.value(TOTAL)
    assert first.message == (
        f"“一、本年新收政府信息公开申请数量 · 总计”：公布 {whole}，5 个机关之和 "
        f"{int(whole or 0) - int(own or 0)}，差 {own}。"
    )
    assert "没有报告的 1 个机关不在和里：第1局。" in (first.suggestion or "")
    complete = roll_up(filed, 2024, expected=reports)
    sound = check(Context(area, sums=Sums(complete, ())), SUM_RULES)
    assert sound.findings == ()
    assert sound.held_by_rule == {"AGG-N": 1, "AGG": 200}


def test_a_late_report_counts_and_is_named() -> None:
    late = _filed("甲局", 3, signed_on=date(2025, 2, 1))
    rolled = roll_up(
        [late, _filed("乙局", 4, signed_on=date(2025, 1, 31)), _filed("丙局", 1)],
        2024,
        due=date(2025, 1, 31),
    )
    assert rolled.totals[TOTAL].value == 8
    assert rolled.late == (Late("甲局", date(2025, 2, 1)),)
    assert rolled.to_json()["late"] == [{"agency": "甲局", "signed_on": "2025-02-01"}]


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_the_areas_tables_in_the_official_form_read_back(kind: str) -> None:
    area = area_report()
    read = read_bytes(write(area, kind), f"汇总.{kind}")
    assert {i: c.value for i, c in read.cells.items()} == {
        i: c.value for i, c in area.cells.items()
    }
    assert (read.agency, read.year) == ("某区人民政府", 2024)


def test_a_report_that_says_what_was_published_is_the_areas_unless_it_is_expected() -> None:
    area, unit = _filed("某区人民政府", 7), _filed("甲局", 3)
    again = Filed("又.txt", _filed("某区政务中心", 7).report)
    rolled = roll_up([area, again, unit], 2024, published=area.report)
    assert rolled.units == ("甲局",)
    assert {one.file: one.reason for one in rolled.left_out} == {
        "某区人民政府.txt": Reason.AREA,
        "又.txt": Reason.AREA,
    }
    named = roll_up([area, again], 2024, published=area.report, expected=["某区政务中心"])
    assert named.units == ("某区政务中心",)


def test_the_areas_own_report_and_sums_of_nothing_explain_no_difference() -> None:
    area, unit = _filed("某区人民政府", 7), _filed("甲局", 0)
    wrong = [_filed("乙局", 7), Filed("乙.txt", _filed("乙局", 8).report)]
    rolled = roll_up([area, unit, *wrong], 2024, area="某区")
    reports = {one.report.agency: one.report for one in (area, unit, *wrong)}
    (one,) = compare_published(rolled, area.report, lambda u, c: reports[u].value(c))
    assert (one.total.value, one.cause, one.unit) == (0, Cause.UNKNOWN, None)


def test_a_file_that_nobody_could_read_leaves_the_sum_incomplete() -> None:
    cells = {i: number(1, "1") for i in sound_report(1).cells}
    whole = Filed("甲.txt", Report(form="2021", year=2024, agency="甲局", cells=cells))
    assert roll_up([whole], 2024).is_complete
    rolled = roll_up([whole], 2024, unread={"坏.docx": "读不了：文件坏了。"})
    assert not rolled.is_complete
    assert rolled.left_out == (LeftOut("坏.docx", None, Reason.UNREADABLE, "读不了：文件坏了。"),)
