"""The file that the public saves says everything the page says."""

from __future__ import annotations

import io

from docx import Document

from gongkai.office.portal.word import word_of
from gongkai.office.publishing.cleaning import clean
from gongkai.office.publishing.models import ItemVersion


def saved(body: str) -> object:
    version = ItemVersion(title="通知", document_number="云卫〔2026〕1号", body=clean(body))
    return Document(io.BytesIO(word_of(version)))


def test_quotations_captions_and_addresses_are_in_the_file() -> None:
    document = saved(
        "<h2>一、对象</h2><blockquote>甲<br><b>乙</b>丙</blockquote><ol start=2><li>丁</li></ol>"
        "<table><caption>名单</caption><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
        "<p>见<a href='/list'>目录</a></p>"
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [  # type: ignore[attr-defined]
        "通知",
        "云卫〔2026〕1号",
        "一、对象",
        "甲",
        "乙丙",
        "2．丁",
        "名单",
        "见目录（/list）",
    ]
    (table,) = document.tables  # type: ignore[attr-defined]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["1", "2"], ["3", ""]]
