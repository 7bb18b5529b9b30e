"""PDFs whose text `pdftotext` took out, with the places of its pieces and without: as read by eye, or not read. Two are
real reports, one a report of our own (`distinct(11, zeros=0.4)`) that LibreOffice printed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.cell import State
from gongkai.report.form import get_form
from gongkai.report.read import read_bytes, read_file
from tests.report.read.distinct import distinct

CORPUS = Path(__file__).parents[2] / "corpus"


def answers() -> dict[str, Any]:
    said = json.loads((CORPUS / "reports" / "huaian-2024.answers.json").read_text("utf-8"))
    return {cell_id: Decimal(str(value)) for cell_id, value in said["cells"].items()}


def test_the_layout_of_pages_reads_to_every_answer() -> None:
    cells = read_file(CORPUS / "texts" / "huaian-2024-layout.txt").cells
    assert {i: cell.value for i, cell in cells.items()} == answers()


def test_pieces_in_the_order_drawn_read_to_the_answers_of_tables_two_and_three() -> None:
    """Table four stands figure by figure downwards, two columns in turn: nobody can tell them."""
    cells = read_file(CORPUS / "texts" / "huaian-2024.txt").cells
    said = answers()
    four = {i for i in said if i.startswith("challenges.")}
    assert {i: c.value for i, c in cells.items() if i not in four} == {
        i: value for i, value in said.items() if i not in four
    }
    assert {cells[i].state for i in four} == {State.UNREADABLE}


def test_tables_of_zeros_are_read_in_whatever_order_they_were_drawn() -> None:
    """`converted/xinyuan-2024.pdf`: the labels of nine rows of table three stand behind all figures, 行政诉讼 before
    行政复议."""
    read = read_file(CORPUS / "texts" / "xinyuan-2024.txt").cells
    by_eye = read_file(CORPUS / "reports" / "xinyuan-2024.txt").cells
    assert {i: c.value for i, c in read.items()} == {i: c.value for i, c in by_eye.items()}
    assert {c.value for i, c in read.items() if i.startswith(("requests.", "challenges."))} == {0}


@pytest.mark.parametrize(
    ("old", "new"), [("\n—5—", "\n3\n—5—"), ("\n2.重复申请\n", "\n"), ("\n（七）总计\n\n0\n", "\n（七）总计\n\n")]
)  # fmt: skip
def test_but_not_where_figures_or_a_label_are_not_all_there(old: str, new: str) -> None:
    text = (CORPUS / "texts" / "xinyuan-2024.txt").read_text("utf-8")
    assert text.count(old) == 1
    cells = read_bytes(text.replace(old, new).encode(), "a.txt").cells
    assert cells["requests.unavailable.not_held.total"].state is State.UNREADABLE


def own() -> dict[str, Any]:
    found = {}
    for row_id, values in distinct(11, zeros=0.4).figures.items():
        table, row = row_id.split(".", 1)
        found |= dict(zip(get_form("2021").table(table).row(row).cell_ids, values, strict=True))
    return found


def test_a_report_of_our_own_printed_reads_to_its_figures_by_its_layout() -> None:
    cells = read_file(CORPUS / "texts" / "own-report-layout.txt").cells
    assert {i: cell.value for i, cell in cells.items()} == own()


def test_and_in_the_order_drawn_to_those_of_tables_two_and_three() -> None:
    """行政诉讼 stands before 行政复议 there, and no place tells which is further left."""
    cells = read_file(CORPUS / "texts" / "own-report.txt").cells
    said = own()
    four = {i for i in said if i.startswith("challenges.")}
    assert {i: c.value for i, c in cells.items() if i not in four} == {
        i: value for i, value in said.items() if i not in four
    }
    assert {cells[i].state for i in four} == {State.UNREADABLE}
