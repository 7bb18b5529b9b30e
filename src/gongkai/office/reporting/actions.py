"""Acting on a year's report: one form, one service, one redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import compile, judging, queries, services
from gongkai.office.reporting.forms import DayForm, KeepingForm, ReasonForm, TextForm, VerdictForm
from gongkai.office.reporting.models import AnnualReport
from gongkai.office.reporting.narrative import SECTIONS
from gongkai.office.reporting.screen import numbered
from gongkai.office.reporting.views import screen_of
from gongkai.report.model import SECTION_TITLES
from gongkai.report.write.document import NUMERALS

WRITERS = frozenset({Role.CLERK})


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def text(request: DeskRequest, year: int, section: int) -> HttpResponse:
    """Write the text of a section, with what the records say beside it."""
    if section not in SECTIONS:
        raise Http404
    folder = _folder(request, year)
    held = queries.drafts_of(folder).get(section)
    form = TextForm(
        request.POST or None,
        section=section,
        parts=queries.parts_of(held),
        initial={"base": held.version if held else 0},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            services.write_text(
                report=folder,
                section=section,
                texts=form.texts,
                base=form.cleaned_data["base"],
                actor=request.desk.person,
                now=request.desk.now,
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已保存第{NUMERALS[section - 1]}部分的文字。")
            return redirect(_address(year, section))
    screen = screen_of(request, year)
    return render(
        request,
        "reporting/text.html",
        {
            "year": year,
            "section": section,
            "title": f"{NUMERALS[section - 1]}、{SECTION_TITLES[section]}",
            "form": form,
            "refusal": refusal,
            "draft": held,
            "findings": [f for f in numbered(screen) if f["one"].finding.section == section],
        },
        status=409 if refusal else 200,
    )


@require_POST
@desk_view(roles=WRITERS)
def number(request: DeskRequest, year: int) -> HttpResponse:
    """Set one number of a text to what the records say."""
    folder = _folder(request, year)
    try:
        section, ordinal = int(request.POST["section"]), int(request.POST["ordinal"])
        base, key = int(request.POST["base"]), request.POST["key"]
    except (KeyError, ValueError) as error:
        raise Http404 from error
    if section not in SECTIONS:
        raise Http404
    services.correct_number(
        report=folder,
        section=section,
        key=key,
        ordinal=ordinal,
        base=base,
        actor=request.desk.person,
        now=request.desk.now,
    )
    messages.success(request, "已按台账改正这个数。")
    return redirect(_address(year, section))


@require_POST
@desk_view(roles=WRITERS)
def compile_step(request: DeskRequest, year: int) -> HttpResponse:
    """Take the figures of the ledger as it stands."""
    services.compile_report(
        agency=request.desk.agency, year=year, actor=request.desk.person, now=request.desk.now
    )
    messages.success(request, f"已从台账编制 {year} 年的报告。")
    return redirect("reporting:report", year=year)


@require_POST
@desk_view(roles={Role.CLERK, Role.LEADER})
def check_step(request: DeskRequest, year: int) -> HttpResponse:
    """Hand it to the signer."""
    return _step(request, year, services.check_report, "已提交签发。", seen=_seen(request))


@require_POST
@desk_view(roles={Role.SIGNER})
def sign_step(request: DeskRequest, year: int) -> HttpResponse:
    """Sign and freeze."""
    done = f"{year} 年的报告已签发并冻结。"
    return _step(request, year, services.sign, done, seen=_seen(request))


@require_POST
@desk_view(roles={Role.SIGNER})
def send_back_step(request: DeskRequest, year: int) -> HttpResponse:
    """Return it to the clerk with a reason."""
    return _with_reason(request, year, services.send_back, "已退回经办人。", seen=_seen(request))


@require_POST
@desk_view(roles=WRITERS)
def reopen_step(request: DeskRequest, year: int) -> HttpResponse:
    """Begin another round; the frozen report stays."""
    return _with_reason(request, year, services.reopen, "已开始重新编制，冻结的一份保留。")


@require_POST
@desk_view(roles=WRITERS)
def file_step(request: DeskRequest, year: int) -> HttpResponse:
    """Record the day it was filed."""
    return _with_day(request, year, services.file_report, "已登记报送。")


@require_POST
@desk_view(roles=WRITERS)
def publish_step(request: DeskRequest, year: int) -> HttpResponse:
    """Record the day it was published, and where."""
    return _with_day(request, year, services.publish_report, "已登记公开。")


@require_POST
@desk_view(roles=judging.JUDGES)
def verdict(request: DeskRequest, year: int) -> HttpResponse:
    """Record why a finding stands."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            "verdict", " ".join(str(e) for errors in form.errors.values() for e in errors)
        )
    judging.judge_finding(
        report=_folder(request, year),
        **form.cleaned_data,
        actor=request.desk.person,
        now=request.desk.now,
    )
    messages.success(request, "已记下原因。数或者文字没有变，重新编制以后仍然有效。")
    return redirect("reporting:report", year=year)


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def keeping(request: DeskRequest) -> HttpResponse:
    """Say which kinds of records are kept here."""
    desk = request.desk
    year = desk.today.year
    position = queries.head(desk.agency)
    held = compile.kept_kinds(desk.agency, year, position)
    form = KeepingForm(request.POST or None, initial={"from_year": year, "kinds": sorted(held)})
    if request.method == "POST" and form.is_valid():
        services.keep(
            agency=desk.agency,
            from_year=form.cleaned_data["from_year"],
            codes=form.cleaned_data["kinds"],
            actor=desk.person,
            now=desk.now,
        )
        messages.success(request, "已保存登记范围。重新编制后生效。")
        return redirect("reporting:years")
    return render(request, "reporting/keeping.html", {"form": form})


def _folder(request: DeskRequest, year: int) -> AnnualReport:
    folder = queries.report_of(request.desk.agency, year)
    if folder is None:
        raise Http404
    return folder


def _step(
    request: DeskRequest, year: int, service: Callable[..., Any], done: str, **given: Any
) -> HttpResponse:
    folder = _folder(request, year)
    service(report=folder, actor=request.desk.person, now=request.desk.now, **given)
    messages.success(request, done)
    return redirect("reporting:report", year=year)


def _seen(request: DeskRequest) -> str:
    """What the page showed that the person decides from."""
    return request.POST.get("seen", "")


def _with_reason(
    request: DeskRequest, year: int, service: Callable[..., Any], done: str, **given: Any
) -> HttpResponse:
    form = ReasonForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return _step(request, year, service, done, note=note, **given)


def _with_day(
    request: DeskRequest, year: int, service: Callable[..., Any], done: str
) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refusal("day", " ".join(str(e) for errors in form.errors.values() for e in errors))
    given = form.cleaned_data
    return _step(request, year, service, done, on=given["on"], note=given["note"])


def _address(year: int, section: int) -> str:
    return f"{reverse('reporting:report', args=[year])}?section={section}"
