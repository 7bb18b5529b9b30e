"""The statutory forms: their size, their ids, their labels."""

from __future__ import annotations

import pytest

from gongkai.report.form import (
    FORM_IDS,
    NO_FORM,
    cell_id,
    form_for_year,
    get_form,
    split_cell_id,
)


@pytest.mark.parametrize(
    ("form", "tables"),
    [
        ("2021", {"disclosure": 10, "requests": 175, "challenges": 15}),
        ("2019", {"disclosure": 22, "requests": 161, "challenges": 15}),
        ("2014", {"statistics": 58}),
        (NO_FORM, {}),
    ],
)
def test_each_form_has_its_cells(form: str, tables: dict[str, int]) -> None:
    counted: dict[str, int] = {}
    for spec in get_form(form).cells.values():
        counted[spec.table.id] = counted.get(spec.table.id, 0) + 1
    assert counted == tables


def test_the_totals_are_those_of_the_law() -> None:
    assert [len(get_form(form).cells) for form in FORM_IDS] == [200, 198, 58]


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_id_leads_to_its_row_and_column(form_id: str) -> None:
    form = get_form(form_id)
    for one, spec in form.cells.items():
        table, row, column = split_cell_id(one)
        assert spec.id == one == cell_id(table, row, column)
        found = form.table(table).row(row)
        assert found == spec.row
        assert [c for c in found.columns if c.id == column] == [spec.column]
        assert spec.label.strip(" ·")


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_no_row_has_the_same_column_twice(form_id: str) -> None:
    for table in get_form(form_id).tables:
        assert len({row.id for row in table.rows}) == len(table.rows)
        for row in table.rows:
            assert len({c.id for c in row.columns}) == len(row.columns)


@pytest.mark.parametrize(
    ("form", "cell", "label", "kind"),
    [
        (
            "2021",
            "requests.refused.state_secret.natural_person",
            "（三）不予公开 1.属于国家秘密 · 自然人",
            "integer",
        ),
        (
            "2021",
            "disclosure.fees.amount",
            "行政事业性收费 · 本年收费金额（单位：万元）",
            "decimal",
        ),
        ("2021", "requests.concluded.total", "（七）总计 · 总计", "integer"),
        (
            "2021",
            "challenges.litigation_direct.upheld",
            "行政诉讼 未经复议直接起诉 · 结果维持",
            "integer",
        ),
        ("2019", "requests.other.total", "（六）其他处理 · 总计", "integer"),
        ("2019", "disclosure.licences.change", "行政许可 · 本年增/减", "signed integer"),
    ],
)
def test_known_cells_have_their_names(form: str, cell: str, label: str, kind: str) -> None:
    spec = get_form(form).cells[cell]
    assert (spec.label, spec.column.kind) == (label, kind)


@pytest.mark.parametrize(
    ("year", "form"),
    [(2013, "none"), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")],
)  # fmt: skip
def test_the_year_decides_the_form(year: int, form: str) -> None:
    assert form_for_year(year) == form


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        get_form("2008")
    with pytest.raises(KeyError):
        get_form("2021").table("statistics")
    with pytest.raises(KeyError):
        get_form("2021").table("requests").row("refused")
    with pytest.raises(ValueError):
        split_cell_id("requests.total")
