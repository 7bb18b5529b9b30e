"""Lines in which the figures of a row stand before its label: a sheet printed without lines and saved as text.

Nothing says then whether figures belong to the label above or below them.
"""

from __future__ import annotations

import pytest

from gongkai.report.cell import State
from gongkai.report.read import read_bytes
from tests.corpus.layouts import printing
from tests.report.read.distinct import Distinct, distinct


def turned_over(text: str, labels: list[str]) -> str:
    """The text with the figures of some rows on a line of their own before their labels."""
    lines = []
    for line in text.split("\n"):
        label = next((one for one in labels if one in line), None)
        if label is None:
            lines.append(line)
        else:
            group, _, figures = line.partition(label)
            lines += [*group.split(), figures.strip(), label]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("some", [slice(None), slice(0, 8), slice(5, 9)])
def test_figures_before_their_labels_are_nobodys(seed: int, some: slice) -> None:
    one = distinct(seed, zeros=0.4)
    labels = [row[2] for row in one.doc.three if row[2]][some]
    text = turned_over(printing.with_spaces(one.doc), labels)
    assert one.wrong(text, "a.txt") == []
    cells = read_bytes(text.encode(), "a.txt").cells
    told = {i for i, cell in cells.items() if cell.state is State.NUMBER}
    assert {"requests.received.total", "requests.concluded.total"} <= told


def cut_down_the_middle(one: Distinct) -> str:
    """A sheet too wide for its page: its labels on one page, its figures on the next."""
    left, right = [], []
    for line in printing.with_spaces(one.doc).split("\n"):
        words = line.split()
        figures = [word for word in words if word.replace(".", "", 1).isdigit()]
        left.append(" ".join(words[: len(words) - len(figures)]) if len(words) > 1 else line)
        right += [" ".join(figures)] if figures and len(words) > 1 else []
    return "\n".join([*left, *right])


def test_a_row_whose_figures_are_on_the_next_page_is_not_blank() -> None:
    one = distinct(1, zeros=0.3)
    assert one.wrong(cut_down_the_middle(one), "a.txt") == []


def test_numbers_of_pages_make_no_blank_row_doubtful() -> None:
    text = printing.with_spaces(printing.printed()).replace("行政许可 151", "行政许可")
    cells = read_bytes(f"{text}\n1\n2\n3\n4".encode(), "a.txt").cells
    assert cells["disclosure.licences.decisions"].state is State.BLANK
