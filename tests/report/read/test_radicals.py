"""Text in which a font's radicals stand for the characters they look like."""

from __future__ import annotations

import unicodedata

import pytest

from gongkai.report.read import read_bytes
from gongkai.report.read.radicals import RADICALS
from tests.corpus.layouts.printing import as_page, printed, with_tabs

_OF = {plain: radical for radical, plain in RADICALS.items()}


def _as_radicals(text: str) -> str:
    return "".join(_OF.get(one, one) for one in text)


@pytest.mark.parametrize(
    ("text", "name"), [(with_tabs(printed()), "a.txt"), (as_page(printed()), "a.html")]
)
def test_a_report_in_radicals_is_read_as_in_characters(text: str, name: str) -> None:
    other = _as_radicals(text)
    assert "⼀、总体情况" in other
    assert "⻚" in _as_radicals("页")
    assert read_bytes(other.encode(), name) == read_bytes(text.encode(), name)


def test_every_radical_is_one_character_that_is_none() -> None:
    assert len(RADICALS) == 214 + 28
    for radical, plain in RADICALS.items():
        assert "\u2e80" <= radical <= "\u2fd5"
        assert len(plain) == 1
        assert unicodedata.name(plain).startswith("CJK UNIFIED IDEOGRAPH")
