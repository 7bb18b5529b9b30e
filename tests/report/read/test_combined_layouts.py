"""Whatever faults of layout come together: no cell holds a number that was not printed for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.corpus.layouts.printing import (
    Printed,
    as_page,
    one_a_line,
    with_bars,
    with_spaces,
    with_tabs,
)
from tests.report.read.combined import combined, repeated

WAYS: dict[str, Callable[[Printed], str]] = {
    "tabs.txt": with_tabs,
    "spaces.txt": with_spaces,
    "one-a-line.txt": one_a_line,
    "bars.txt": lambda doc: with_bars(doc, "rows"),
    "bars-behind.txt": lambda doc: with_bars(doc, "cells"),
    "bars-between.txt": lambda doc: with_bars(doc, "between"),
    "page.html": as_page,
}


@pytest.mark.parametrize("name", WAYS)
def test_no_faults_together_make_a_number(name: str) -> None:
    for seed in range(60):
        made = combined(seed)
        assert made.wrong(WAYS[name](made.one.doc), name) == [], seed


@pytest.mark.parametrize("name", WAYS)
def test_a_row_that_comes_twice_is_neither(name: str) -> None:
    for seed in range(6):
        made = combined(seed)
        repeated(made)
        assert made.wrong(WAYS[name](made.one.doc), name) == [], seed
