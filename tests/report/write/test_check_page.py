"""The check page: what it says, what it marks, and that it asks nothing from anywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.cell import number
from gongkai.report.read import read_file
from gongkai.report.rules import Context, check
from gongkai.report.write.check_findings import unbroken
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


def test_no_date_in_a_sentence_of_a_finding_is_broken_over_two_lines() -> None:
    assert unbroken("落款 2025-02-01 晚于 2025年1月31日 <期限>。") == (
        '落款 <span class="nowrap">2025-02-01</span> 晚于 '
        '<span class="nowrap">2025年1月31日</span> &lt;期限&gt;。'
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
    assert marked == ["110", "11", "10", "10", "10", "25", "20", "20", "20", "20"]
    drawn = [cell.text() for cell in tree.css("#f1 .identity .cell b")]
    assert drawn == ["11", "0"]


def test_a_long_sum_is_marked_where_it_is_not_zero_and_a_cell_shows_every_finding(
    corpus: Path,
) -> None:
    path = corpus / "reports" / "xinyuan-2024.txt"
    granted = "requests.granted.total"
    report = read_file(path).with_cells({granted: number(2, "2")})
    page = render_check_page(
        report, check(Context(report)), file_name=path.name, file_size=1, checked_at=AT
    )
    tree = LexborHTMLParser(page)
    titles = [h.text() for h in tree.css(".finding h3")]
    assert titles[:3] == [
        "误 1办理结果各项之和，不等于总计（总计列）",
        "误 2各类申请人之和，不等于总计（“予以公开”行）",
        "误 3没有申请，却有办理结果",
    ]
    (cell,) = tree.css(f'td[id="c-{granted}"]')
    assert [mark.text() for mark in cell.css(".mk")] == ["1", "2", "3"]
    assert len(tree.css("table.requests td.part")) == 20 + 6  # the zeros of the column, of the row
    assert [terms.text() for terms in tree.css("#f1 .terms")] == ["予以公开 2　其余 20 格是 0"]


def test_a_missing_row_carries_its_number_once_and_a_place_leads_to_its_cell(corpus: Path) -> None:
    tree = LexborHTMLParser(page_of(corpus, "tacheng-2024"))
    assert [len(tree.css(f"table.{t} td.hit .mk")) for t in ("requests", "challenges")] == [11, 1]
    ids = {cell.attributes["id"] for cell in tree.css("table.stat td")}
    xinyuan = LexborHTMLParser(page_of(corpus, "xinyuan-2024"))
    links = [a.attributes["href"] for a in xinyuan.css(".finding .meta a")]
    assert links == ["#c-disclosure.licences.decisions"]
    assert links[0].removeprefix("#") in ids


def test_what_one_missing_thing_keeps_from_being_checked_is_said_once(corpus: Path) -> None:
    tree = LexborHTMLParser(page_of(corpus, "hotan-2021"))
    reasons = [dt.text() for dt in tree.css(".unchecked dt")]
    (previous,) = [reason for reason in reasons if reason.startswith("需要同时给出上年报告")]
    missed = check(Context(read_file(corpus / "reports" / "hotan-2021.txt"))).not_evaluated
    rules = {one.rule for one in missed if one.reason == "需要同时给出上年报告"}
    assert previous == f"需要同时给出上年报告（{len(rules)} 条）"
    assert "YY-CARRY" in rules


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
