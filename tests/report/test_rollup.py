"""Many reports into one sum, with everyone who is not in it named."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from gongkai.report.cell import Cell, State, blank, not_applicable, number, unreadable
from gongkai.report.model import Report
from gongkai.report.rollup import (
    REASON_NAMES,
    Cause,
    Filed,
    LeftOut,
    Reason,
    compare_published,
    roll_up,
)
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
        aliases={"区政府办": "某区人民政府办公室"},
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
