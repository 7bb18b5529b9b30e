"""A CSV file that is sent while it is read."""

from collections.abc import Iterator

from gongkai.office.spreadsheet import PIECE, as_csv


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
