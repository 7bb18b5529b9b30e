"""Acting on a year's report: one form, one service, one redirect."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.formpage import form_page
from gongkai.office.reporting import compile, judging, queries, services
from gongkai.office.reporting.forms import (
    FiledForm,
    KeepingForm,
    PublishedForm,
    ReopenForm,
    SendBackForm,
    TextForm,
    VerdictForm,
)
from gongkai.office.reporting.models import AnnualReport
from gongkai.office.reporting.narrative import SECTIONS
from gongkai.office.reporting.show import numbered, stand_of
from gongkai.office.reporting.views import sheet_asked
from gongkai.office.templatetags.chinese import instant
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
    title = f"{NUMERALS[section - 1]}、{SECTION_TITLES[section]}"
    said = ""
    if held:
        drafted = "，由台账起草" if held.drafted else ""
        said = f"第 {held.version} 版，{held.written_by} {instant(held.written_at)}{drafted}。"
    return form_page(
        request,
        form,
        lambda: services.write_text(
            report=folder,
            section=section,
            texts=form.texts,
            base=form.cleaned_data["base"],
            actor=request.desk.person,
            now=request.desk.now,
        ),
        done=f"已保存第{NUMERALS[section - 1]}部分的文字。",
        to=_address(year, section),
        template="reporting/text.html",
        title=title,
        number=f"{year}年度报告",
        button="保存文字",
        intro=f"{said}由台账写出的数改动以后，会与台账逐个核对。",
        crumbs=[(_address(year, section), f"{year}年")],
        cancel="不保存，返回",
        findings=lambda: [  # counted only where the page is shown
            f for f in numbered(sheet_asked(request, year)) if f["one"].finding.section == section
        ],
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


@require_http_methods(["GET", "POST"])
@desk_view(roles={Role.SIGNER})
def send_back_step(request: DeskRequest, year: int) -> HttpResponse:
    """Return it to the clerk with a reason."""
    seen = stand_of(sheet_asked(request, year))
    return _act(
        request,
        year,
        SendBackForm(request.POST or None, initial={"seen": seen}),
        services.send_back,
        done="已退回经办人。",
        title=f"退回 {year} 年的报告",
        button="退回经办人",
        intro="退回以后由经办人改正、重新核对，再提交签发。",
        cancel="不退回，返回",
        danger=True,
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def reopen_step(request: DeskRequest, year: int) -> HttpResponse:
    """Begin another round; the frozen report stays."""
    return _act(
        request,
        year,
        ReopenForm(request.POST or None),
        services.reopen,
        done="已开始重新编制，冻结的一份保留。",
        title=f"重新编制 {year} 年的报告",
        intro="冻结的一份保留，重新核对、签发以后成为新的一份。",
        cancel="不重新编制，返回",
        danger=True,
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def file_step(request: DeskRequest, year: int) -> HttpResponse:
    """Record the day it was filed."""
    return _act(
        request,
        year,
        FiledForm(request.POST or None, initial={"on": request.desk.today}),
        services.file_report,
        done="已登记报送。",
        title="登记报送",
        intro=f"{year} 年的报告报给主管部门以后，在这里记下日期。",
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def publish_step(request: DeskRequest, year: int) -> HttpResponse:
    """Record the day it was published, and where."""
    return _act(
        request,
        year,
        PublishedForm(request.POST or None, initial={"on": request.desk.today}),
        services.publish_report,
        done="已登记公开。",
        title="登记公开",
        intro=f"{year} 年的报告在网站上公开以后，在这里记下日期。",
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=judging.JUDGES)
def verdict(request: DeskRequest, year: int, fingerprint: str) -> HttpResponse:
    """Record why a finding stands."""
    sheet = sheet_asked(request, year)
    one = next((f for f in sheet.findings if f.fingerprint == fingerprint), None)
    said = one.verdict if one else None
    initial = (
        {"decision": said.decision, "reason": said.reason, "publish": said.publish} if said else {}
    )
    return _act(
        request,
        year,
        VerdictForm(request.POST or None, initial=initial),
        partial(judging.judge_finding, fingerprint=fingerprint),
        done="已记下原因。数或者文字没有变，重新编制以后仍然有效。",
        title="写明原因",
        button="记下原因",
        about=f"{one.finding.rule}　{one.title}" if one else "",
        intro=one.finding.message if one else judging.GONE,
        cancel="不写，返回",
    )


@require_http_methods(["GET", "POST"])
@desk_view(roles=WRITERS)
def keeping(request: DeskRequest) -> HttpResponse:
    """Say which kinds of records are kept here."""
    desk = request.desk
    year = desk.today.year
    held = compile.kept_kinds(desk.agency, year, queries.head(desk.agency))
    form = KeepingForm(request.POST or None, initial={"from_year": year, "kinds": sorted(held)})
    return form_page(
        request,
        form,
        lambda: services.keep(
            **desk.acting,
            from_year=form.cleaned_data["from_year"],
            codes=form.cleaned_data["kinds"],
        ),
        done="已保存登记范围。重新编制后生效。",
        to="reporting:years",
        title="登记范围",
        button="保存登记范围",
        intro="勾选的事项全年没有记录时，报告里是 0。没有勾选、也没有记录和科室报数的，"
        "报告里是空白，并列为缺项。",
        cancel="不改，返回",
    )


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


def _act(
    request: DeskRequest,
    year: int,
    form: Form,
    service: Callable[..., Any],
    *,
    done: str,
    **shown: Any,
) -> HttpResponse:
    """The page of a step that asks something first."""
    folder = _folder(request, year)
    back = reverse("reporting:report", args=[year])
    acting = {"actor": request.desk.person, "now": request.desk.now}
    return form_page(
        request,
        form,
        lambda: service(report=folder, **acting, **form.cleaned_data),
        done=done,
        to=back,
        crumbs=[(back, f"{year}年")],
        **shown,
    )


def _address(year: int, section: int) -> str:
    return f"{reverse('reporting:report', args=[year])}?section={section}"
