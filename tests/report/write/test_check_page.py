"""The check page: what it says, what it marks, and that it asks nothing from anywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.read import read_file
from gongkai.report.rules import Context, check
from gongkai.report.write.check_page import render_check_page
from gongkai.report.write.html import read_html_json

AT = datetime(2026, 1, 23, 2, 21, tzinfo=UTC)


def page_of(corpus: Path, name: str) -> str:
    path = corpus / "reports" / f"{name}.txt"
    report = read_file(path)
    return render_check_page(
        report,
        check(Context(report)),
        file_name=path.name,
        file_size=path.stat().st_size,
        checked_at=AT,
        source_text=path.read_text("utf-8"),
        downloads=[("Word", f"{name}.docx")],
    )


def test_every_cell_is_drawn_once_and_leads_to_its_line(corpus: Path) -> None:
    tree = LexborHTMLParser(page_of(corpus, "hotan-2021"))
    values = tree.css("table.stat td")
    assert len(values) == 200
    text = (corpus / "reports" / "hotan-2021.txt").read_text("utf-8").splitlines()
    for value in values:
        (link,) = value.css("a")
        line = int(link.attributes["href"].removeprefix("#L"))
        assert text[line - 1].strip() == link.text()


def test_the_cells_of_a_finding_carry_its_number(corpus: Path) -> None:
    tree = LexborHTMLParser(page_of(corpus, "hongze-2023"))
    marked = [td.text().strip() for td in tree.css("table.challenges td.hit")]
    assert marked == ["210", "21", "20", "20", "20", "35", "30", "30", "30", "30"]
    drawn = [cell.text() for cell in tree.css("#f2 .identity .cell b")]
    assert drawn == ["11", "0"]


def test_blank_and_absent_say_so(corpus: Path) -> None:
    shapotou = LexborHTMLParser(page_of(corpus, "shapotou-2024"))
    assert [td.text().strip("1 ") for td in shapotou.css("td.blank")] == ["空白"] * 3
    tacheng = LexborHTMLParser(page_of(corpus, "tacheng-2024"))
    assert len(tacheng.css("td.absent")) == 92


def test_the_report_inside_reads_back_equal(corpus: Path) -> None:
    page = page_of(corpus, "xinyuan-2024")
    assert read_html_json(page) == read_file(corpus / "reports" / "xinyuan-2024.txt")


@pytest.mark.parametrize("name", ["tacheng-2024", "xinyuan-2024"])
def test_nothing_runs_and_nothing_is_fetched(corpus: Path, name: str) -> None:
    page = page_of(corpus, name)
    tree = LexborHTMLParser(page)
    assert [s.attributes.get("type") for s in tree.css("script")] == ["application/json"]
    assert tree.css("link, img, iframe") == []
    assert re.findall(r"url\(", page.split("</style>")[0]) == []


def test_what_a_file_says_cannot_become_markup(corpus: Path) -> None:
    from dataclasses import replace

    report = replace(
        read_file(corpus / "reports" / "hotan-2021.txt"), agency="<script>alert(1)</script>"
    )
    page = render_check_page(
        report, check(Context(report)), file_name="<b>", file_size=1, checked_at=AT
    )
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
