"""The supervising office's pages: the year's board, one unit, one report with its letter, the sums."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.law.calendar import load_calendar
from gongkai.office.access import Desk, DeskRequest, desk_view
from gongkai.office.agencies.models import Agency
from gongkai.office.documents import queries as documents
from gongkai.office.documents.models import File
from gongkai.office.documents.official import WORD
from gongkai.office.refusal import Refusal
from gongkai.office.reporting.deadline import Deadline, deadline
from gongkai.office.supervision import chart, forms, letter, present, queries, reading, services
from gongkai.office.supervision import rollup as sums
from gongkai.office.supervision.models import Received, Ruling, Step
from gongkai.office.supervision.sheet import units_workbook
from gongkai.office.supervision.state import STATE_NAMES
from gongkai.report.write.annotated import annotate_docx
from gongkai.report.write.sums_xlsx import write_rollup_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A unit gets about a week to mend and file again.
DAYS_TO_MEND = 5


@require_safe
@desk_view(roles=queries.READERS)
def home(request: DeskRequest) -> HttpResponse:
    """The collection going on: of the year that ended last."""
    return redirect("supervision:board", request.desk.today.year - 1)


@require_safe
@desk_view(roles=queries.READERS)
def board(request: DeskRequest, year: int) -> HttpResponse:
    """Every unit in its state, what is wrong most, who needs action first."""
    desk = request.desk
    found = _board(desk, year)
    due = _deadline(desk, year)
    asked = {name: request.GET.get(name, "") for name in ("state", "found", "rule", "q")}
    rows = present.wanted(found.rows, **asked)
    page = _number(request.GET.get("page", "1"))
    start = (page - 1) * present.PAGE
    query = {name: value for name, value in asked.items() if value}
    first_days = [row.first_on for row in found.filed if row.first_on]
    waiting = queries.waiting(desk.agency, year)
    return render(
        request,
        "supervision/board.html",
        {
            "year": year,
            "years": queries.years(desk.agency, desk.today),
            "board": found,
            "due": due,
            "figures": present.figures(found),
            "told": present.told(found, due.legal, desk.today),
            "chart": chart.staircase(
                first_days,
                len(found.rows),
                first=date(year + 1, 1, 1),
                due_on=due.legal,
                as_of=desk.today,
            ),
            "by_rule": [
                (rule, present.RULE_TITLES.get(rule, rule), places, units)
                for rule, places, units in found.by_rule[:8]
            ],
            "lines": present.lines(rows[start : start + present.PAGE], due.legal, desk.today),
            "from": start + 1,
            "to": min(start + present.PAGE, len(rows)),
            "count": len(rows),
            "newer": urlencode({**query, "page": page - 1}) if page > 1 else "",
            "older": urlencode({**query, "page": page + 1})
            if start + present.PAGE < len(rows)
            else "",
            "asked": asked,
            "states": [(state.value, name) for state, name in STATE_NAMES.items()],
            "unfiled": sum(row.standing.latest is None for row in found.rows),
            "accepted": len(queries.accepted(desk.agency, year)),
            "waiting": waiting,
        },
    )


@require_safe
@desk_view(roles=queries.READERS)
def units_xlsx(request: DeskRequest, year: int) -> HttpResponse:
    """The list of units as a workbook."""
    desk = request.desk
    rows = present.lines(_board(desk, year).rows, _deadline(desk, year).legal, desk.today)
    return _download(units_workbook(year, rows), XLSX, f"{year}年度报告征集.xlsx")


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def upload(request: DeskRequest, year: int) -> HttpResponse:
    """Take in a unit's file."""
    desk = request.desk
    units = Agency.objects.filter(pk__in=[row.unit.pk for row in _board(desk, year).rows]).order_by(
        "name"
    )
    form = forms.UploadForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        today=desk.today,
        initial={"unit": units.filter(uid=_uid(request.GET.get("unit", ""))).first()},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = services.receive(
                agency=desk.agency,
                unit=form.cleaned_data["unit"],
                year=year,
                name=given.name,
                data=given.read(),
                media_type=given.content_type or "application/octet-stream",
                received_on=form.cleaned_data["received_on"],
                sure=form.cleaned_data["sure"],
                actor=desk.person,
                now=desk.now,
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, f"已收下{made.unit.name}的报告，第 {made.number} 稿。")
            return redirect("supervision:review", made.uid)
    return render(
        request, "supervision/upload.html", {"year": year, "form": form, "refusal": refusal}
    )


@require_safe
@desk_view(roles=queries.READERS)
def unit(request: DeskRequest, year: int, unit: UUID) -> HttpResponse:
    """One unit's year: every report that came and what was decided."""
    desk = request.desk
    row = next((r for r in _board(desk, year).rows if r.unit.uid == unit), None)
    if row is None:
        raise Http404
    due = _deadline(desk, year)
    return render(
        request,
        "supervision/unit.html",
        {
            "year": year,
            "line": present.lines([row], due.legal, desk.today)[0],
            "received": queries.all_of(desk.agency, row.unit, year),
            "due": due,
        },
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def review(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One report: its tables with the marks, the findings to judge, the letter they make.

    POST keeps the rulings and then, by the button, returns the report, accepts it or stops there.
    """
    desk, received = request.desk, _received(request, uid)
    refusal = None
    form = forms.ReturnForm(request.POST or None, initial={"due_on": _mend_by(desk)})
    if request.method == "POST":
        try:
            done = _decide(request, received, form)
        except Refusal as no:
            refusal = no
        else:
            if done:
                return redirect("supervision:review", received.uid)
    return render(request, "supervision/review.html", _review(desk, received, form, refusal))


def _decide(request: DeskRequest, received: Received, form: forms.ReturnForm) -> bool:
    desk, action = request.desk, request.POST.get("action", "")
    if action == "return" and not form.is_valid():
        return False
    assessment = queries.assess(received)
    numbers = [one.group.number for one in assessment.judged]
    services.judge(
        received=received, said=forms.said(request.POST, numbers), actor=desk.person, now=desk.now
    )
    unit = received.unit.name
    if action == "return":
        made = services.return_report(
            received=received, due_on=form.cleaned_data["due_on"], actor=desk.person, now=desk.now
        )
        messages.success(request, f"已退回{unit}的报告，退回函 {made.number} 可以下载。")
    elif action == "accept":
        services.accept(received=received, actor=desk.person, now=desk.now)
        messages.success(request, f"已接受{unit}的报告。")
    else:
        messages.success(request, "判断已经保存。")
    return True


def _review(
    desk: Desk, received: Received, form: forms.ReturnForm, refusal: Refusal | None
) -> dict[str, Any]:
    assessment = queries.assess(received)
    history = queries.all_of(received.agency, received.unit, received.year)
    decisions = {d.step: d for d in received.decisions.select_related("by", "letter")}
    # Before anybody judged, the letter that the choices on the page would make.
    chosen = [one for one in assessment.judged if one.ruling == Ruling.CONFIRMED]
    due_on = form.initial["due_on"]
    open_errors = assessment.open_errors
    why_not_accept = ""
    if open_errors:
        why_not_accept = f"还有 {len(open_errors)} 处错误没有结论。改判须写理由，理由留存并可公开。"
    others = [one for one in queries.waiting(desk.agency, received.year) if one[0] != received.uid]
    return {
        "received": received,
        "report": assessment.report,
        "states": reading.states(assessment.report),
        "assessment": assessment,
        "findings": present.shown(assessment),
        "tables": present.marked_tables(assessment),
        "decisions": decisions,
        "closed": bool(decisions) or history[0].pk != received.pk,
        "newer": history[0] if history[0].pk != received.pk else None,
        "returned": decisions.get(Step.RETURNED),
        "accepted": decisions.get(Step.ACCEPTED),
        "published": decisions.get(Step.PUBLISHED),
        "letter": letter.return_letter(
            sender=received.agency.name,
            unit=received.unit.name,
            year=received.year,
            received_on=received.received_on,
            faults=[queries.fault(one) for one in chosen],
            due_on=due_on,
            on=desk.today,
        )
        if chosen
        else None,
        "form": form,
        "refusal": refusal,
        "why_not_accept": why_not_accept,
        "next": others[0] if others else None,
        "waiting": len(others),
    }


@require_safe
@desk_view(roles=queries.READERS)
def source_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The file as the unit sent it."""
    received = _received(request, uid)
    if received.file is None:
        raise Http404
    return _stored(received.file)


@require_safe
@desk_view(roles=queries.READERS)
def letter_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The letter that returned a report."""
    decision = _received(request, uid).decisions.filter(letter__isnull=False).first()
    if decision is None or decision.letter is None:
        raise Http404
    return _stored(decision.letter)


@require_safe
@desk_view(roles=queries.READERS)
def comments_file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The report as a Word file with a comment at every finding."""
    received = _received(request, uid)
    assessment = queries.assess(received)
    content = annotate_docx(assessment.report, assessment.result.findings)
    return _download(content, WORD, f"{received.unit.name}{received.year}年度报告（批注）.docx")


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def publication(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Record when and where an accepted report was published."""
    desk, received = request.desk, _received(request, uid)
    form = forms.PublicationForm(request.POST or None, initial={"on": desk.today})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            services.record_publication(
                received=received, actor=desk.person, now=desk.now, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, f"已登记{received.unit.name}的报告公开。")
            return redirect("supervision:review", received.uid)
    return render(
        request,
        "supervision/publication.html",
        {"received": received, "form": form, "refusal": refusal},
    )


@require_POST
@desk_view(roles=queries.READERS)
def remind(request: DeskRequest, year: int) -> HttpResponse:
    """Record that every unit without a report was reminded today."""
    desk = request.desk
    rows = queries.unfiled(desk.agency, year, desk.today)
    count = services.remind(
        agency=desk.agency,
        year=year,
        units=[row.unit.uid for row in rows],
        actor=desk.person,
        now=desk.now,
    )
    said = f"已登记催办 {count} 个单位。" if count else "没有要催办的单位，或者今天已经催办过。"
    messages.success(request, said)
    return redirect("supervision:board", year)


@require_safe
@desk_view(roles=queries.READERS)
def rollup(request: DeskRequest, year: int) -> HttpResponse:
    """The sums of accepted reports, with who is missing."""
    desk = request.desk
    _board(desk, year)
    rolled = sums.of_year(desk.agency, year, desk.today)
    return render(
        request,
        "supervision/rollup.html",
        {
            "year": year,
            "rolled": rolled,
            "rows": present.sums(rolled),
            "tables": present.rolled_tables(rolled, desk.agency.name),
        },
    )


@require_safe
@desk_view(roles=queries.READERS)
def rollup_file(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """The sums as a workbook or as JSON."""
    desk = request.desk
    rolled = sums.of_year(desk.agency, year, desk.today)
    name = f"{desk.agency.name}{year}年度报告汇总"
    if kind == "xlsx":
        return _download(write_rollup_xlsx(rolled, desk.agency.name), XLSX, f"{name}.xlsx")
    if kind == "json":
        content = json.dumps(rolled.to_json(), ensure_ascii=False, indent=1)
        return _download(content.encode(), "application/json", f"{name}.json")
    raise Http404


def _board(desk: Desk, year: int) -> queries.Board:
    """The board; 404 for a year that cannot have been collected."""
    if not services.FIRST_YEAR <= year < desk.today.year:
        raise Http404
    return queries.board(desk.agency, year, desk.today)


def _deadline(desk: Desk, year: int) -> Deadline:
    calendar = load_calendar(desk.agency.calendar_region or None)
    return deadline(year, False, desk.today, calendar)


def _mend_by(desk: Desk) -> date:
    calendar = load_calendar(desk.agency.calendar_region or None)
    day, left = desk.today, DAYS_TO_MEND
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def _received(request: DeskRequest, uid: UUID) -> Received:
    try:
        return queries.one(request.desk, uid)
    except Received.DoesNotExist:
        raise Http404 from None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _stored(file: File) -> HttpResponse:
    """A stored file, always as a download: what a unit sent is never opened in the page's own place."""
    return _download(documents.content(file), "application/octet-stream", file.name)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
