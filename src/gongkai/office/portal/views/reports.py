"""Annual reports that were signed and published: the page, and the files to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.documents.download import sent
from gongkai.office.portal import queries
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.publishing.models import Block
from gongkai.office.reporting import queries as reporting
from gongkai.office.reporting import tables as drawing
from gongkai.report import write
from gongkai.report.write.document import NUMERALS

#: What can be taken away, and what each is for.
FILES = {
    "docx": "可编辑文本（Word）",
    "pdf": "版式文件（PDF）",
    "xlsx": "表格数据（XLSX）",
    "json": "结构化数据（JSON）",
}


@require_safe
@public_view
def index(request: PublicRequest) -> HttpResponse:
    """All years, newest first; older ones that were published as items stand below."""
    agency = request.site.agency
    return render(
        request,
        "portal/reports.html",
        {
            "here": "reports",
            "reports": reporting.published_reports(agency),
            "files": FILES,
            "older": queries.listed(agency, block=Block.ANNUAL_REPORTS)[:60],
        },
    )


@require_safe
@public_view
def report(request: PublicRequest, year: int) -> HttpResponse:
    """One report as it was signed."""
    held = reporting.published_report(request.site.agency, year)
    if held is None:
        raise Http404
    sections = [
        {
            "anchor": f"s{one.number}",
            "heading": f"{NUMERALS[one.number - 1]}、{one.title}",
            "paragraphs": [line for line in one.text.splitlines() if line.strip()],
            "drawings": drawing.draw(held, one.number, [], ""),
        }
        for one in held.sections
    ]
    return render(
        request,
        "portal/report.html",
        {
            "here": "reports",
            "report": held,
            "year": year,
            "sections": sections,
            "ending": held.ending.splitlines(),
            "files": FILES,
        },
    )


@require_safe
@public_view
def file(request: PublicRequest, year: int, kind: str) -> HttpResponse:
    """The same report as a file."""
    held = reporting.published_report(request.site.agency, year)
    if held is None or kind not in FILES:
        raise Http404
    spec = write.KINDS[kind]
    return sent(
        write.write(held, kind), name=f"{held.title}{spec.suffix}", media_type=spec.media_type
    )
