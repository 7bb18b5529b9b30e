"""Tables below no heading of a section: each is known by its own rows, also where a program made one of them all."""

from __future__ import annotations

import re

import pytest

from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import FIGURES, TITLES, as_page, printed

#: What parts one table from the next in a page.
_BETWEEN = re.compile(r"</table>.*?<table[^>]*>", re.DOTALL)


@pytest.mark.parametrize("joined", [False, True], ids=["apart", "joined"])
def test_tables_without_headings(joined: bool) -> None:
    page = as_page(printed())
    for title in TITLES[1:4]:
        assert title in page
        page = page.replace(title, "")
    if joined:
        page = _BETWEEN.sub("", page)
        assert page.count("<table") == 1
    read = read_bytes(page.encode(), "a.html")
    found = {
        row: [str(c.value) for i, c in read.cells.items() if i.rpartition(".")[0] == row]
        for row in FIGURES
    }
    assert found == {row: [str(one) for one in figures] for row, figures in FIGURES.items()}
