"""Reading a year's report: the list, the page, the preview, the differences, the files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.asked import whole_number
from gongkai.office.documents.download import sent, sent_while_read
from gongkai.office.reporting import queries, tables
from gongkai.office.reporting.difference import difference
from gongkai.office.reporting.evidence import all_evidence, evidence, headings
from gongkai.office.reporting.queries import READERS
from gongkai.office.reporting.show import Sheet, facts_of, sheet_of
from gongkai.office.spreadsheet import as_csv
from gongkai.report import write
from gongkai.report.form import get_form
from gongkai.report.write.document import NUMERALS


@require_safe
@desk_view(roles=READERS)
def years(request: DeskRequest) -> HttpResponse:
    """The years of the agency, newest first, each with its state."""
    desk = request.desk
    rows = queries.years(desk.agency, desk.today)
    return render(request, "reporting/years.html", {"rows": rows, "may_keep": desk.has(Role.CLERK)})


@require_safe
@desk_view(roles=READERS)
def report(request: DeskRequest, year: int) -> HttpResponse:
    """One section of a year's report with its table; `?cell=` opens the records beneath a cell,
    `?beside=1` puts last year's figures beside."""
    sheet = sheet_asked(request, year)
    section, cell_id = _place(request, sheet)
    context = facts_of(sheet, section, request.desk)
    beside = sheet.assessment.previous if request.GET.get("beside") == "1" else None
    context["drawings"] = tables.draw(sheet.report, section, sheet.findings, cell_id, beside)
    context["beside"] = beside
    context["keep"] = "&beside=1" if beside else ""
    if cell_id:
        context["open"] = _open(request, sheet, cell_id)
    return render(request, "reporting/report.html", context)


@require_safe
@desk_view(roles=READERS)
def preview(request: DeskRequest, year: int) -> HttpResponse:
    """The whole report as it will be printed."""
    sheet = sheet_asked(request, year)
    name, when, what = (sheet.report.title or "").partition(f"{year}年")
    sections = [
        {
            "heading": f"{NUMERALS[one.number - 1]}、{one.title}",
            "paragraphs": [line for line in one.text.splitlines() if line.strip()],
            "drawings": tables.draw(sheet.report, one.number, [], ""),
        }
        for one in sheet.report.sections
    ]
    return render(
        request,
        "reporting/preview.html",
        {
            "sheet": sheet,
            "year": year,
            "title": [name, when + what],  # a long title turns its line after the name
            "sections": sections,
            "ending": sheet.report.ending.splitlines(),
        },
    )


@require_safe
@desk_view(roles=READERS)
def differences(request: DeskRequest, year: int) -> HttpResponse:
    """What the ledger says now and the frozen report does not."""
    frozen = queries.last_frozen(request.desk.agency, year)
    if frozen is None:
        raise Http404
    context = {"year": year, "frozen": frozen, "difference": difference(frozen)}
    return render(request, "reporting/differences.html", context)


@require_safe
@desk_view(roles=READERS)
def records(request: DeskRequest, year: int) -> StreamingHttpResponse:
    """The records beneath a cell as a CSV file that a spreadsheet opens, sent while it is read."""
    sheet = sheet_asked(request, year)
    cell_id = _known_cell(request, sheet)
    found = all_evidence(request.desk.agency, year, sheet.position, cell_id)
    lines = (
        (one.number, one.title, one.first or "", one.last or "", one.note, one.weight)
        for one in found
    )
    label = get_form(sheet.report.form).cells[cell_id].label
    return sent_while_read(
        as_csv(("编号", "内容", *headings(year, cell_id), "计入"), lines),
        name=f"{year}年 {label} 清单.csv",
        media_type="text/csv; charset=utf-8",
    )


@require_safe
@desk_view(roles=READERS)
def download(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """The report as a Word, PDF, spreadsheet or JSON file."""
    if kind not in ("docx", "pdf", "xlsx", "json"):
        raise Http404
    sheet = sheet_asked(request, year)
    spec = write.KINDS[kind]
    content = write.write(sheet.report, kind)
    draft = "" if sheet.frozen else "（未签发）"
    return sent(
        content, name=f"{sheet.report.title}{draft}{spec.suffix}", media_type=spec.media_type
    )


def sheet_asked(request: DeskRequest, year: int) -> Sheet:
    """The year's report of the current agency; 404 for a year this office cannot have."""
    if not 2021 <= year <= request.desk.today.year:
        raise Http404
    return sheet_of(request.desk.agency, year)


def _place(request: DeskRequest, sheet: Sheet) -> tuple[int, str]:
    if "cell" in request.GET:
        cell_id = _known_cell(request, sheet)
        return tables.section_of(sheet.report.form, cell_id), cell_id
    asked = request.GET.get("section", "3")
    return (int(asked) if asked in {"1", "2", "3", "4", "5", "6"} else 3), ""


def _known_cell(request: DeskRequest, sheet: Sheet) -> str:
    cell_id = request.GET.get("cell", "")
    if cell_id not in get_form(sheet.report.form).cells:
        raise Http404
    return cell_id


def _open(request: DeskRequest, sheet: Sheet, cell_id: str) -> dict[str, Any]:
    number = whole_number(request.GET.get("page"), 999_999) or 1
    found = evidence(request.desk.agency, sheet.year, sheet.position, cell_id, page=number)
    here = reverse("reporting:report", args=[sheet.year])
    return {
        "cell_id": cell_id,
        "label": get_form(sheet.report.form).cells[cell_id].label,
        "cell": sheet.report.cells[cell_id],
        "basis": tables.how_counted(sheet.report.form, cell_id, sheet.year),
        "page": found,
        "before": sheet.assessment.previous.cells.get(cell_id)
        if sheet.assessment.previous
        else None,
        "previous": f"{here}?{urlencode({'cell': cell_id, 'page': number - 1})}#open"
        if number > 1
        else "",
        "next": f"{here}?{urlencode({'cell': cell_id, 'page': number + 1})}#open"
        if found.has_next
        else "",
    }
