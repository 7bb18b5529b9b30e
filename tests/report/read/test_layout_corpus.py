"""Every layout of `tests/corpus/layouts`: each cell exactly as printed, or honestly not read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.cell import prints_zero
from gongkai.report.form import cell_id, get_form
from gongkai.report.read import read_bytes, read_file

LAYOUTS = Path(__file__).parents[2] / "corpus" / "layouts"
CASES: list[dict[str, Any]] = json.loads((LAYOUTS / "cases.json").read_text("utf-8"))
FIGURES: dict[str, Any] = json.loads((LAYOUTS / "figures.json").read_text("utf-8"))


def expected(case: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    """Each cell as (state, value)."""
    form = get_form(case.get("form", "2021"))
    rows = {**(FIGURES if case.get("base") != "none" else {}), **case["rows"]}
    out: dict[str, tuple[str, Any]] = dict.fromkeys(form.cells, ("absent", None))
    for row_id, values in rows.items():
        table, row = row_id.split(".", 1)
        columns = form.table(table).row(row).columns
        if isinstance(values, str):
            values = [values] * len(columns)
        for column, value in zip(columns, values, strict=True):
            out[cell_id(table, row, column.id)] = _cell(value)
    return out


def _cell(value: Any) -> tuple[str, Any]:
    if isinstance(value, dict):
        return "annotated", Decimal(str(value["annotated"]))
    if value in ("absent", "blank", "unreadable", "not_applicable"):
        return value, None
    return "number", Decimal(str(value))


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_layout_reads_to_its_cells(case: dict[str, Any]) -> None:
    report = read_file(LAYOUTS / case["file"])
    assert report.form == case.get("form", "2021")
    assert report.year == case.get("year", 2023)
    if case.get("base") != "none" or "agency" in case:
        assert report.agency == case.get("agency", "南山县教育局")
    read = {i: (c.state.value, c.value) for i, c in report.cells.items()}
    wanted = expected(case)
    assert {i: (read[i], wanted[i]) for i in wanted if read[i] != wanted[i]} == {}
    assert all(prints_zero(c.raw) for c in report.cells.values() if c.value == 0)
    codes = [note.code for note in report.notes]
    if "note" in case:
        assert case["note"] in codes
    if "signed_by" in case:
        assert report.signed_by == case["signed_by"]
    if "signed_on" in case:
        assert str(report.signed_on) == case["signed_on"]
    labelled = [[v.label, v.cell.value] for v in report.labelled]
    for one in case.get("labelled", ()):
        assert one in labelled
    facts = [[f.metric, f.value] for f in report.facts]
    for one in case.get("facts", ()):
        assert one in facts


@pytest.mark.parametrize(
    "name",
    [
        "bars-behind-cells",
        "bars-one-a-line",
        "plain-one-a-line",
        "plain-spaces",
        "spaced-and-glued",
        "statistics-lines",
        "statistics-one-a-line",
        "table-two-of-2019",
    ],
)
def test_no_line_of_a_layout_can_be_lost_and_change_a_number(name: str) -> None:
    """Each line in turn is deleted: no cell then holds another number than before."""
    lines = (LAYOUTS / f"{name}.txt").read_text("utf-8").split("\n")
    before = read_bytes("\n".join(lines).encode(), "a.txt").cells
    for index, line in enumerate(lines):
        if line.strip():
            after = read_bytes("\n".join(lines[:index] + lines[index + 1 :]).encode(), "a.txt")
            changed = {
                i: (line, c.value)
                for i, c in after.cells.items()
                if i in before and c.value not in (None, before[i].value)
            }
            assert changed == {}


def test_every_file_of_the_folder_is_a_case_and_is_explained() -> None:
    files = {p.name for p in LAYOUTS.iterdir() if p.suffix not in (".py", ".json") and p.is_file()}
    assert files - {"README.md"} == {case["file"] for case in CASES}
