"""The Word file with comments: each finding at its cell, the report itself unchanged."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import docx
import pytest

from gongkai.report.model import Report
from gongkai.report.read import read_file
from gongkai.report.rules import Context, Finding, Severity, check
from gongkai.report.write.annotated import annotate_docx
from gongkai.report.write.docx import write_docx

from .examples import CORPUS, full_report


def _finding(*cells: str, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    return Finding("T3-SUM", severity, "各列之和不等于总计。", "表三", cells=cells, **more)  # type: ignore[arg-type]


def _comments(data: bytes) -> list[tuple[str, str, str]]:
    """Each comment as (initials, words, the text it holds on to)."""
    document = docx.Document(io.BytesIO(data))
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    found = []
    for one in document.comments:
        held = re.search(
            rf'<w:commentRangeStart w:id="{one.comment_id}"/>(.*?)'
            rf'<w:commentRangeEnd w:id="{one.comment_id}"/>',
            body,
            re.DOTALL,
        )
        assert held is not None
        words = re.sub(r"<[^>]+>", "", held.group(1)).strip()
        found.append((one.initials or "", one.text, words))
    return found


def test_a_comment_stands_at_the_first_cell() -> None:
    report = full_report("2021")
    cells = ("requests.received.total", "requests.carried_in.total")
    data = annotate_docx(report, [_finding(*cells, suggestion="请按台账核对。")])
    assert _comments(data) == [
        (
            "误",
            "错误 T3-SUM：各列之和不等于总计。\n请按台账核对。\n依据：表三",
            str(report.value(cells[0])),
        )
    ]
    assert zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").count(b"w:shd ") == 2


@pytest.mark.parametrize(
    ("finding", "held"),
    [
        (_finding("requests.granted.enterprise"), ""),  # a blank cell
        (_finding(section=5), "五、存在的主要问题及改进情况"),
        (_finding(sentence="全年收到 申请14件。"), "全年收到申请14件。"),
        (_finding(sentence="不在文中", section=6), "六、其他需要报告的事项"),
        (_finding(), "江州市卫生健康委员会"),
    ],
)
def test_a_finding_without_a_figure_finds_its_place(finding: Finding, held: str) -> None:
    assert [words for _, _, words in _comments(annotate_docx(full_report("2021"), [finding]))] == [
        held
    ]


def test_cells_of_a_table_that_is_not_there_are_said_at_its_heading() -> None:
    report = read_file(CORPUS / "tacheng-2024.txt")
    data = annotate_docx(report, [_finding("challenges.reconsideration.total")])
    assert [words for _, _, words in _comments(data)] == ["地区卫生健康委政府信息公开工作年度报告"]


def test_no_finding_no_comment() -> None:
    report = full_report("2019")
    assert _comments(annotate_docx(report, [])) == []


@pytest.mark.parametrize("name", ["tacheng-2024", "xinyuan-2024", "hongze-2023"])
def test_every_finding_of_a_real_report_is_a_comment_and_no_word_changes(name: str) -> None:
    report = read_file(CORPUS / f"{name}.txt")
    findings = check(Context(report)).findings
    data = annotate_docx(report, findings)
    assert [words.split("：")[0].split(" ")[1] for _, words, _ in _comments(data)] == [
        finding.rule for finding in findings
    ]
    assert _words(data) == _words(write_docx(report))


def test_the_same_report_gives_the_same_comments() -> None:
    report = full_report("2021")
    parts = [
        zipfile.ZipFile(
            io.BytesIO(annotate_docx(report, [_finding("requests.received.total")]))
        ).read("word/comments.xml")
        for _ in range(2)
    ]
    assert parts[0] == parts[1]
    assert b"w:date" not in parts[0]


def _words(data: bytes) -> str:
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body))


def test_a_decimal_is_held_as_it_is_printed() -> None:
    report: Report = full_report("2021")
    assert report.value("disclosure.fees.amount") == Decimal("471.56")
    data = annotate_docx(report, [_finding("disclosure.fees.amount", severity=Severity.WARNING)])
    assert [(i, held) for i, _, held in _comments(data)] == [("疑", "471.56")]


@pytest.mark.parametrize("name", ["xinyuan-2024", "jiyuan-2024"])
def test_the_file_that_was_read_gets_the_comments_and_keeps_every_word(name: str) -> None:
    path = CORPUS.parent / "converted" / f"{name}.docx"
    original = path.read_bytes()
    report = read_file(path)
    wrong = {"requests.received.total", "disclosure.licences.decisions"}
    findings = [
        *check(Context(report)).findings,
        *(_finding(one) for one in sorted(wrong) if report.value(one) is not None),
    ]
    data = annotate_docx(report, findings, original=original)
    assert _words(data) == _words(original)
    found = _comments(data)
    assert len(found) == len(findings)
    for finding, (_, _, held) in zip(findings, found, strict=True):
        at_cell = [c for c in finding.cells if (s := report.cells[c].source) and s.column]
        if at_cell and name.startswith("jiyuan"):  # its tables were lost to paragraphs with tabs
            assert held.startswith(("二、", "三、", "四、"))
        elif at_cell:
            printed = report.cells[at_cell[0]].raw or ""
            assert "".join(held.split()) == "".join(printed.split())
        elif finding.sentence:
            assert "".join(finding.sentence.split()) in "".join(held.split())


def test_a_file_that_takes_no_comments_is_written_anew() -> None:
    report = full_report("2021")
    findings = [_finding("requests.received.total")]
    broken = annotate_docx(report, findings, original=b"PK\\x03\\x04 not a package")
    assert _comments(broken) == _comments(annotate_docx(report, findings))
