"""The text of an item out of a file, whatever kind of document it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.office.publishing.importing import imported

CONVERTED = Path(__file__).parents[2] / "corpus" / "converted"


DOCX = (CONVERTED / "xinyuan-2024.docx").read_bytes()


def words(body: str) -> list[str]:
    return re.sub("<[^>]*>", "\n", body).split()


@pytest.mark.parametrize("kind", ["docx", "doc", "rtf", "odt"])
def test_the_same_document_of_another_kind_is_the_same_text(kind: str) -> None:
    content = imported((CONVERTED / f"xinyuan-2024.{kind}").read_bytes(), f"年报.{kind}")
    assert content.title == "新源县卫健委政府信息公开工作年度报告 2024 年度"
    assert content.body.count("<table>") == 3
    assert words(content.body) == words(imported(DOCX, "年报.docx").body)
