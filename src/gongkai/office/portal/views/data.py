"""Open data: the published items as JSON by pages, and as one CSV a year."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.portal import queries
from gongkai.office.portal.site import PublicRequest, Site, public_view
from gongkai.office.portal.views.items import chosen_filters
from gongkai.office.publishing.models import Publication
from gongkai.office.spreadsheet import safe_cell

PAGE = 200

#: The fields of an item, their Chinese heading in the CSV.
FIELDS = {
    "index_number": "索引号",
    "title": "名称",
    "document_number": "文号",
    "issuing_agencies": "发文机关",
    "written_on": "成文日期",
    "formed_on": "生成日期",
    "published_on": "公开日期",
    "column": "栏目",
    "summary": "内容概述",
    "keywords": "主题词",
    "address": "网址",
}


@require_safe
@public_view
def about(request: PublicRequest) -> HttpResponse:
    """What can be taken away, and what the fields mean."""
    site = request.site
    return render(
        request,
        "portal/data.html",
        {"here": "", "fields": FIELDS, "years": queries.years(site.agency, site.today)},
    )


@require_safe
@public_view
def items_json(request: PublicRequest) -> HttpResponse:
    """A page of items, newest first; `next` is the address of the next page or null."""
    site = request.site
    page = queries.page(
        site.agency, **chosen_filters(request), after=request.GET.get("after", ""), size=PAGE
    )
    following = None
    if page.after:
        asked = request.GET.copy()
        asked["after"] = page.after
        following = request.build_absolute_uri(f"{site.address('items_json')}?{asked.urlencode()}")
    return JsonResponse(
        {
            "agency": site.agency.name,
            "items": [_fields(row, site, request) for row in page.rows],
            "next": following,
        },
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@public_view
def items_csv(request: PublicRequest) -> StreamingHttpResponse:
    """All items of a year, or of the present one. Read page by page while it is sent, each page
    with what is public at that moment."""
    site = request.site
    year = chosen_filters(request)["year"] or site.today.year
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(FIELDS.values())
        after = ""
        while True:
            page = queries.page(site.agency, year=year, after=after, size=PAGE)
            for row in page.rows:
                yield writer.writerow(map(safe_cell, _fields(row, site, request).values()))
            after = page.after
            if not after:
                return

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="items-{year}.csv"'
    return response


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, value: str) -> str:
        return value


def _fields(row: Publication, site: Site, request: PublicRequest) -> dict[str, Any]:
    version, item = row.version, row.item
    return {
        "index_number": item.index_number,
        "title": version.title,
        "document_number": version.document_number or None,
        "issuing_agencies": version.issuing_agencies or None,
        "written_on": version.written_on.isoformat() if version.written_on else None,
        "formed_on": item.formed_on.isoformat(),
        "published_on": row.published_on.isoformat(),
        "column": item.column.name,
        "summary": version.summary or None,
        "keywords": version.keywords or None,
        "address": request.build_absolute_uri(site.address("item", item.index_number)),
    }
