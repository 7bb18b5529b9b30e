"""A copy of the Word file with the findings of a check as comments, each at its cell.

A finding is one comment: at its first cell that is printed, else at its sentence, its section's
heading, or the title. The other cells of the finding are shaded, so that the terms of a broken
identity are seen together. No figure is changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import BadZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.run import Run
from lxml import etree

from ..model import Report
from ..read.word.docx import cell_elements
from ..rules.model import SEVERITY_NAMES, Finding, Severity
from ..verdicts import NONE, Verdicts, verdict_line
from .document import NUMERALS, Document, arrange
from .docx import write_docx
from .layout import places

_AUTHOR = "年度报告核对"
_INITIALS = {Severity.ERROR: "误", Severity.WARNING: "疑", Severity.INFO: "注"}
#: Shades light enough to print: an error's cells, any other finding's.
_SHADES = {Severity.ERROR: "F6DCD9", Severity.WARNING: "E6EAF2", Severity.INFO: "EFEFEF"}


def annotate_docx(
    report: Report,
    findings: Iterable[Finding],
    verdicts: Verdicts = NONE,
    *,
    original: bytes | None = None,
) -> bytes:
    """The Word file with a comment for every finding, in their order.

    `original` is the Word file that `report` was read from: its copy gets the comments, and nothing
    else in it changes. Without one, or where it cannot take comments, the report is written anew, as
    `write_docx` does.
    """
    findings = list(findings)
    if original is not None:
        try:
            return _commented(_Original(original, report), findings, verdicts)
        except (
            KeyError, ValueError, AttributeError, TypeError, BadZipFile, etree.LxmlError
        ):  # fmt: skip
            pass  # a file that Word repairs when it opens it; the written one says the same
    return _commented(_Written(report), findings, verdicts)


class _Written:
    """The report written anew: its tables stand as they are arranged."""

    def __init__(self, report: Report) -> None:
        self.document = docx.Document(io.BytesIO(write_docx(report)))
        self._arranged = arrange(report)
        self.cells = dict(_cells(self.document, self._arranged))

    def paragraph(self, finding: Finding) -> Any:
        return _paragraph(self.document, self._arranged, finding)


class _Original:
    """The file the report was read from: a cell is found where the reader found it."""

    def __init__(self, data: bytes, report: Report) -> None:
        self.document = docx.Document(io.BytesIO(data))
        body = self.document.element.body
        places = cell_elements(body)
        self.cells = {
            cell_id: places[place]
            for cell_id, cell in report.cells.items()
            if (s := cell.source) and (place := (s.table or 0, s.row or 0, s.column or 0)) in places
        }
        self._paragraphs = [one for one in body.iter(qn("w:p")) if _text(one).strip()]
        if not self._paragraphs:
            raise ValueError("a file without text has no place for a comment")

    def paragraph(self, finding: Finding) -> Any:
        """The paragraph with the sentence, else its section's heading, else the first."""
        sought = _plain(finding.sentence or "")
        number = _section_of(finding)
        heading = f"{NUMERALS[number - 1]}、" if number else ""
        for wanted, begins in ((sought, False), (heading, True)):
            for one in self._paragraphs if wanted else ():
                text = _plain(_text(one))
                if text.startswith(wanted) if begins else wanted in text:
                    return one
        return self._paragraphs[0]


def _commented(
    place: _Written | _Original, findings: Iterable[Finding], verdicts: Verdicts
) -> bytes:
    document, cells = place.document, place.cells
    for finding in findings:
        printed = [cells[one] for one in finding.cells if one in cells]
        anchor = printed[0].find(qn("w:p")) if printed else place.paragraph(finding)
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
    section = _section_of(finding)
    headings = [one for one in body if one.style == "Heading1"]
    for part, heading in zip(arranged.parts, headings, strict=True):
        if part.section == section is not None:
            return heading
    return body[0]


def _section_of(finding: Finding) -> int | None:
    if finding.section is None and finding.cells:
        table = finding.cells[0].partition(".")[0]
        return {"disclosure": 2, "requests": 3, "challenges": 4}.get(table)
    return finding.section


def _runs(paragraph: Any, document: Any) -> list[Run]:
    """The runs a comment holds on to; a blank cell gets an empty one."""
    runs = paragraph.findall(qn("w:r"))
    if not runs:
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}/>"))
        runs = paragraph.findall(qn("w:r"))
    return [Run(one, document._body) for one in runs]


#: What stands after the shade in a cell's properties, as the schema orders them.
_AFTER_SHADE = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")


def _shade(cell: Any, colour: str) -> None:
    properties = cell.get_or_add_tcPr()
    if properties.find(qn("w:shd")) is not None:  # the first finding of a cell gives its shade
        return
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    after = (properties.find(qn(f"w:{name}")) for name in _AFTER_SHADE)
    following = next((one for one in after if one is not None), None)
    if following is None:
        properties.append(shade)
    else:
        following.addprevious(shade)


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


def _plain(text: str) -> str:
    return "".join(text.split())
