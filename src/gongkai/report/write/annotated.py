"""A copy of the Word file with the findings of a check as comments, each at its cell.

A finding is one comment: at its first cell that is printed, else at its sentence, its section's
heading, or the title. The other cells of the finding are shaded, so that the terms of a broken
identity are seen together. No figure is changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.run import Run

from ..model import Report
from ..rules.model import SEVERITY_NAMES, Finding, Severity
from ..verdicts import NONE, Verdicts, verdict_line
from .document import Document, arrange
from .docx import write_docx
from .layout import places

_AUTHOR = "年度报告核对"
_INITIALS = {Severity.ERROR: "误", Severity.WARNING: "疑", Severity.INFO: "注"}
#: Shades light enough to print: an error's cells, any other finding's.
_SHADES = {Severity.ERROR: "F6DCD9", Severity.WARNING: "E6EAF2", Severity.INFO: "EFEFEF"}


def annotate_docx(report: Report, findings: Iterable[Finding], verdicts: Verdicts = NONE) -> bytes:
    """The report as `write_docx` writes it, with a comment for every finding, in their order."""
    document = docx.Document(io.BytesIO(write_docx(report)))
    arranged = arrange(report)
    cells = dict(_cells(document, arranged))
    for finding in findings:
        printed = [cells[one] for one in finding.cells if one in cells]
        if printed:
            anchor = printed[0].find(qn("w:p"))
        else:
            anchor = _paragraph(document, arranged, finding)
        for cell in printed:
            _shade(cell, _SHADES[finding.severity])
        comment = document.add_comment(
            _runs(anchor, document), "", author=_AUTHOR, initials=_INITIALS[finding.severity]
        )
        first, *rest = _words(finding, verdicts)
        comment.paragraphs[0].add_run(first)
        for line in rest:
            comment.add_paragraph(line)
        # Never the clock: the library dates a comment by itself, a report has its own date.
        del comment._comment_elm.attrib[qn("w:date")]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _words(finding: Finding, verdicts: Verdicts) -> list[str]:
    lines = [f"{SEVERITY_NAMES[finding.severity]} {finding.rule}：{finding.message}"]
    if finding.sentence:
        lines.append(f"正文：“{finding.sentence}”")
    if finding.beside:
        lines.append(f"对照：“{finding.beside}”")
    if finding.suggestion:
        lines.append(finding.suggestion)
    lines.append(f"依据：{finding.basis}")
    held = verdicts.get(finding.fingerprint())
    return [*lines, f"结论：{verdict_line(held)}"] if held else lines


def _cells(document: Any, arranged: Document) -> Iterator[tuple[str, Any]]:
    """Each printed cell's id and its element. Tables stand in the file as they are arranged."""
    tables = [table for part in arranged.parts for table in part.tables]
    for table, element in zip(tables, document.element.body.findall(qn("w:tbl")), strict=True):
        for row, tr in zip(places(table), element.findall(qn("w:tr")), strict=True):
            column, at = 0, {}
            for tc in tr.findall(qn("w:tc")):
                at[column] = tc
                column += tc.grid_span
            yield from ((one.cell_id, at[place]) for place, one in row if one.cell_id is not None)


def _paragraph(document: Any, arranged: Document, finding: Finding) -> Any:
    """The paragraph of a finding without a printed cell."""
    body = document.element.body.findall(qn("w:p"))
    if finding.sentence:
        sought = _plain(finding.sentence)
        for one in body:
            if sought in _plain(_text(one)):
                return one
    section = finding.section
    if section is None and finding.cells:
        section = {"disclosure": 2, "requests": 3, "challenges": 4}.get(
            finding.cells[0].partition(".")[0]
        )
    headings = [one for one in body if one.style == "Heading1"]
    for part, heading in zip(arranged.parts, headings, strict=True):
        if part.section == section is not None:
            return heading
    return body[0]


def _runs(paragraph: Any, document: Any) -> list[Run]:
    """The runs a comment holds on to; a blank cell gets an empty one."""
    runs = paragraph.findall(qn("w:r"))
    if not runs:
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}/>"))
        runs = paragraph.findall(qn("w:r"))
    return [Run(one, document._body) for one in runs]


def _shade(cell: Any, colour: str) -> None:
    properties = cell.tcPr
    if properties.find(qn("w:shd")) is None:  # the first finding of a cell gives its shade
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
        properties.find(qn("w:vAlign")).addprevious(shade)


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


def _plain(text: str) -> str:
    return "".join(text.split())
