"""A CSV file that is sent while it is read."""

from collections.abc import Iterator

import pytest

from gongkai.office.spreadsheet import PIECE, as_csv, safe_cell


def test_a_long_list_is_written_piece_by_piece() -> None:
    read = []

    def lines() -> Iterator[tuple[object, ...]]:
        for n in range(2 * PIECE + 1):
            read.append(n)
            yield f"={n}", None, n

    pieces = as_csv(("编号", "甲", "乙"), lines())
    first = next(pieces)
    assert len(read) == PIECE  # nothing more is held than is sent
    whole = (first + b"".join(pieces)).decode("utf-8-sig").splitlines()
    assert whole == ["编号,甲,乙", *(f"'={n},,{n}" for n in range(2 * PIECE + 1))]


@pytest.mark.parametrize("begins", list("=+-@＝＋－＠\t\r\n"))
def test_no_text_runs_as_a_formula(begins: str) -> None:
    assert safe_cell(f"{begins}1+1") == f"'{begins}1+1"


@pytest.mark.parametrize("value", [-5, 0, None, "", "1+1", "甲=乙"])
def test_what_runs_nowhere_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value
