"""Whatever faults of layout come together: no cell holds a number that was not printed for it."""

from __future__ import annotations

import pytest

from tests.report.read.combined import combined
from tests.report.read.distinct import WAYS
from tests.report.read.faults import FAULTS
from tests.report.read.faults.rows import repeated


@pytest.mark.parametrize("name", WAYS)
def test_no_faults_together_make_a_number(name: str) -> None:
    for seed in range(60):
        made = combined(seed, FAULTS)
        assert made.wrong(WAYS[name](made.one.doc), name) == [], seed


@pytest.mark.parametrize("name", WAYS)
def test_a_row_that_comes_twice_is_neither(name: str) -> None:
    for seed in range(6):
        made = combined(seed, FAULTS)
        repeated(made)
        assert made.wrong(WAYS[name](made.one.doc), name) == [], seed
