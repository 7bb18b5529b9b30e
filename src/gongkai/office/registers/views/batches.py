"""Bringing a file in: upload, look, write; and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role, Section
from gongkai.office.agencies.visibility import sections as seen_sections
from gongkai.office.documents import queries as documents
from gongkai.office.documents import services as files
from gongkai.office.documents.models import File
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.forms import UploadForm
from gongkai.office.registers.models import Kind
from gongkai.office.registers.services.batches import alike, existing_keys
from gongkai.office.registers.sheets import Preview, SheetError, preview, read_grid
from gongkai.office.registers.views.rows import kind_of
from gongkai.office.registers.visibility import READERS, WRITERS

#: Sentences of one sort that a page shows.
SHOWN = 50
#: Files that the list shows.
LISTED = 100


@desk_view(roles=WRITERS)
def upload(request: DeskRequest, kind: str) -> HttpResponse:
    """Take a file, keep it encrypted (a register may name people) and show what is in it."""
    desk, wanted = request.desk, kind_of(kind)
    form = UploadForm(request.POST or None, request.FILES or None)

    def keep() -> File:
        given = form.cleaned_data["file"]
        data = given.read()
        try:
            _read(request, wanted, given.name, data)
        except SheetError as error:
            raise ValidationError({"file": str(error)}) from error
        return files.store(
            **desk.acting,
            name=given.name,
            data=data,
            media_type=given.content_type or "application/octet-stream",
            personal=True,
        )

    return form_page(
        request,
        form,
        keep,
        done="",  # nothing is written yet
        to=lambda file: reverse("registers:preview", args=[kind, file.uid]),
        template="registers/upload.html",
        title=f"导入{wanted.label}",
        button="看预览",
        intro="选好文件先看预览，确认以前什么也不写入。"
        "当事人姓名、证件号码等列不进入台账，原文件加密保存备查。",
        crumbs=[(reverse("registers:register", args=[kind]), wanted.label)],
        cancel="不导入，返回",
        kind=wanted,
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def preview_file(request: DeskRequest, kind: str, file: UUID) -> HttpResponse:
    """GET shows what would be written; POST writes it, all or nothing."""
    desk, wanted = request.desk, kind_of(kind)
    held = documents.own_file(desk, file)
    if held is None:
        raise Http404
    written = queries.batch_of(desk, held)
    if written is not None:  # the button pressed twice, or the address opened again
        messages.info(request, "这个文件已经写入台账，没有再写一次。")
        return redirect("registers:batch", written.uid)
    try:
        found = _read(request, wanted, held.name, documents.content(held))
    except SheetError as error:
        raise Refusal("no-table", str(error)) from error
    refusal: Refusal | None = None
    if request.method == "POST" and found.ready:
        try:
            batch = services.import_rows(
                **desk.acting,
                kind=wanted,
                file=held,
                rows=found.rows,
            )
        except Refusal as error:
            if error.code == "imported-already" and queries.batch_of(desk, held):
                return redirect(request.path)  # the first press ended in between
            refusal = error
        else:
            messages.success(request, f"已写入 {batch.rows_count} 条。")
            return redirect("registers:batch", batch.uid)
    return render(
        request,
        "registers/preview.html",
        {
            "kind": wanted,
            "file": held,
            "found": found,
            "sample": found.rows[:10],
            "errors": found.errors[:SHOWN],
            "duplicates": found.duplicates[:SHOWN],
            "notices": found.notices[:SHOWN],
            "shown": SHOWN,
            "refusal": refusal,
        },
    )


def _read(request: DeskRequest, kind: Kind, name: str, data: bytes) -> Preview:
    desk = request.desk
    grid = read_grid(name, data)
    return preview(
        kind,
        grid,
        as_of=desk.today,
        existing=lambda numbers: existing_keys(desk.agency, kind, numbers),
        alike=lambda days: alike(desk.agency, kind, days),
        sections={
            s.name: s for s in Section.objects.filter(seen_sections(desk), closed_on__isnull=True)
        },
    )


@desk_view(roles=READERS)
def batches(request: DeskRequest) -> HttpResponse:
    """The imported files, newest first."""
    return render(
        request, "registers/batches.html", {"batches": queries.batches(request.desk)[:LISTED]}
    )


@desk_view(roles=READERS)
def batch(request: DeskRequest, uid: UUID) -> HttpResponse:
    held = get_object_or_404(queries.batches(request.desk), uid=uid)
    rows = queries.rows_in(held)
    return render(
        request,
        "registers/batch.html",
        {
            "batch": held,
            "kind": Kind(held.kind),
            "standing": rows.count(),
            "rows": rows[:50],
            "may_undo": request.desk.has(Role.CLERK),
        },
    )


@require_http_methods(["POST"])
@desk_view(roles={Role.CLERK})
def undo(request: DeskRequest, uid: UUID) -> HttpResponse:
    desk = request.desk
    held = get_object_or_404(queries.batches(desk), uid=uid)
    count = services.undo_batch(**desk.acting, batch=held)
    messages.success(request, f"已撤销这一批，{count} 条不再计入年报。")
    return redirect("registers:batch", uid)
