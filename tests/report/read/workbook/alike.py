"""What is asked of workbooks of every kind: their sheets as texts, and how broken ones end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document
from gongkai.report.read.blocks import Grid

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"


def grids(data: str | bytes) -> list[list[list[str]]]:
    """The texts of each sheet's rows."""
    data = data.encode() if isinstance(data, str) else data
    return [
        [[one.text for one in row] for row in block.rows]
        for block in read_document(data, "a").blocks
        if isinstance(block, Grid)
    ]


def has_fees(data: bytes, name: str, cell: tuple[State, str, str]) -> None:
    """The report in it has this state, value and text in the cell of fees, and its other figures beside."""
    found = read_bytes(data, name)
    one = found.cells["disclosure.fees.amount"]
    assert (one.state, str(one.value), one.raw) == cell
    assert found.value("disclosure.compulsory_measures.decisions") == 5
    assert (found.agency, found.year) == ("某某县教育局", 2024)


def is_refused(data: bytes, said: str, name: str) -> None:
    """It is refused for this cause, and what to do is said."""
    with pytest.raises(ReadError, match=said) as caught:
        read_document(data, name)
    assert caught.value.remedy


def is_refused_wherever_cut(data: bytes, places: range, name: str) -> None:
    """What is left of it is refused at each place."""
    for end in places:
        with pytest.raises(ReadError):
            read_bytes(data[:end], name)


def end_well(broken: Iterable[bytes], name: str) -> None:
    """Each ends in a report, or in a refusal that says why and what to do."""
    for data in broken:
        try:
            read_bytes(data, name)
        except ReadError as error:
            assert error.cause and error.remedy
