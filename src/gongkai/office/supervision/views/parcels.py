"""Many reports at once: sending them, how far reading is, and placing what could not be placed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Agency
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import forms, queries, services
from gongkai.office.supervision.models import Parcel, ParcelFile
from gongkai.office.supervision.views.shared import board_of
from gongkai.office.uploads import waits_on_disk


@waits_on_disk
@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def parcels(request: DeskRequest, year: int) -> HttpResponse:
    """The parcels of a year, and sending another."""
    desk = request.desk
    none = not board_of(desk, year).rows
    form = forms.ParcelForm(
        request.POST or None, request.FILES or None, initial={"received_on": desk.today}
    )
    return form_page(
        request,
        form,
        lambda: services.send_parcel(
            agency=desk.agency,
            actor=desk.person,
            now=desk.now,
            year=year,
            received_on=form.cleaned_data["received_on"],
            files=(services.Sent(one.name, one.file) for one in form.cleaned_data["files"]),
        ),
        done="文件已经收到，后台正在逐份读。",
        to=lambda made: reverse("supervision:parcel", args=[made.uid]),
        template="supervision/parcels.html",
        title=f"一次上传多份{year}年度报告",
        intro="文件原样保存，后台逐份读出、核对，按文件里写的机关名称归到单位。认不出单位的列在下一页，"
        "由人选定。",
        button="上传",
        cancel="不上传，返回",
        crumbs=[(reverse("supervision:board", args=[year]), f"{year}年")],
        year=year,
        no_units=none,
        parcels=queries.parcels(desk, year),
    )


@require_safe
@desk_view(roles=queries.READERS)
def parcel(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What became of every file."""
    held = _parcel(request, uid)
    return render(request, "supervision/parcel.html", _shown(request, held))


@require_http_methods(["POST"])
@desk_view(roles=queries.READERS)
def place(request: DeskRequest, uid: UUID, number: int) -> HttpResponse:
    """Say of which unit a file is."""
    desk, held = request.desk, _parcel(request, uid)
    row = get_object_or_404(held.files, number=number)
    form = forms.PlaceForm(request.POST, units=_units(request, held))
    wrong = "".join(str(error) for error in form.errors.get("unit", ()))
    if form.is_valid():
        try:
            received = services.place(
                file=row.uid, unit=form.cleaned_data["unit"], actor=desk.person, now=desk.now
            )
        except Refusal as refused:
            wrong = str(refused)
        else:
            messages.success(
                request, f"已收下{received.unit.name}的报告，第 {received.number} 稿。"
            )
            return redirect("supervision:parcel", held.uid)
    said = {"wrong": wrong, "wrong_row": number, "typed": request.POST.get("unit", "")}
    return render(request, "supervision/parcel.html", _shown(request, held) | said)


def _parcel(request: DeskRequest, uid: UUID) -> Parcel:
    try:
        return queries.parcel(request.desk, uid)
    except Parcel.DoesNotExist:
        raise Http404 from None


def _units(request: DeskRequest, held: Parcel) -> list[Agency]:
    return queries.units_of(held.agency, held.year, request.desk.today)


def _shown(request: DeskRequest, held: Parcel) -> dict[str, Any]:
    files = list(
        held.files.select_related("received__unit", "received__reading")
        .defer("received__content")
        .order_by("number")
    )
    taken = [one for one in files if one.received]
    stopped = [one for one in files if one.problem and not one.received]
    units = _units(request, held) if any(one.is_placeable for one in stopped) else []
    return {
        "parcel": held,
        "files": files,
        "taken": taken,
        "stopped": [(one, _likely(one, units)) for one in stopped],
        "waiting": len(files) - len(taken) - len(stopped),
        "read": len(taken) + len(stopped),
        "units": units,
    }


def _likely(row: ParcelFile, units: list[Agency]) -> str:
    """The unit that a person may mean, because the file is called after it; empty where none or
    several are."""
    called = [unit.name for unit in units if unit.name in row.name]
    longest = max(called, key=len, default="")
    return longest if all(name in longest for name in called) else ""
