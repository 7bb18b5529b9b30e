"""The desk's pages of applications. Thin: form → service → redirect, or query → template."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import clock, forms, queries, services, table, wizard
from gongkai.office.applications.models import Application, ApplicationEvent
from gongkai.office.applications.pages import STEP_PAGES
from gongkai.office.applications.present import as_todo
from gongkai.office.applications.services.answering import Wording, court_of
from gongkai.office.applications.show import Sheet
from gongkai.office.documents import queries as documents
from gongkai.office.documents import services as document_services
from gongkai.office.refusal import Refusal

SHOWN = {"open": "在办", "waiting": "等申请人", "closed": "已办结", "all": "全部"}
PROOF_SIZE = 20 * 1024 * 1024


@desk_view(roles=queries.READERS)
def index(request: DeskRequest) -> HttpResponse:
    """Applications by due date, or newest first."""
    desk = request.desk
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    number = request.GET.get("number", "").strip()
    page = queries.listed(desk, show=show, number=number, after=request.GET.get("after", ""))
    calendar = clock.calendar_of(desk.agency)
    rows = [(row, as_todo(row, as_of=desk.today, calendar=calendar)) for row in page.rows]
    return render(
        request,
        "applications/list.html",
        {
            "rows": rows,
            "after": page.after,
            "show": show,
            "shown": SHOWN.items(),
            "number": number,
            "clerk": desk.has(Role.CLERK),
        },
    )


@desk_view(roles=[Role.CLERK])
def register(request: DeskRequest) -> HttpResponse:
    """The form for one application of any channel."""
    desk = request.desk
    form = forms.RegisterForm(
        request.POST or None, agency=desk.agency, initial={"arrived_on": desk.today}
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.register(
                agency=desk.agency,
                actor=desk.person,
                now=desk.now,
                submission=form.submission(),
                section=form.cleaned_data["section"],
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request,
                f"已登记为申请 {made.number}。申请人查询码：{made.query_code}，请写在接收回执上。",
            )
            return redirect("applications:one", made.number)
    return render(request, "applications/register.html", {"form": form, "refusal": refusal})


@desk_view(roles=[Role.CLERK])
def batch(request: DeskRequest) -> HttpResponse:
    """Paste a table, look at what was read, register it whole."""
    desk = request.desk
    form = forms.BatchForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "headings": table.HEADINGS, "required": table.REQUIRED}
    if request.method == "POST" and form.is_valid():
        read = table.parse(form.cleaned_data["pasted"])
        for error in read.errors:
            form.add_error("pasted", error)
        if not read.errors and "register" in request.POST:
            try:
                made = services.register_batch(
                    agency=desk.agency,
                    actor=desk.person,
                    now=desk.now,
                    submissions=read.submissions,
                )
            except Refusal as no:
                context["refusal"] = no
            else:
                messages.success(
                    request,
                    f"已登记 {len(made)} 件：{made[0].number} 至 {made[-1].number}。",
                )
                return redirect("applications:list")
        context["preview"] = [(s, CHANNEL_NAMES[Channel(s.channel)]) for s in read.submissions]
    return render(request, "applications/batch.html", context)


def _one(request: DeskRequest, number: str) -> Application:
    try:
        return queries.one(request.desk, number)
    except Application.DoesNotExist:
        raise Http404 from None


@never_cache
@desk_view(roles=queries.READERS)
def one(request: DeskRequest, number: str) -> HttpResponse:
    """One application: its clock, what may be done, what happened."""
    application = _one(request, number)
    file = queries.case_file(application, request.desk.today)
    return render(
        request,
        "applications/one.html",
        {"sheet": Sheet(file), "file": file, "clerk": request.desk.has(Role.CLERK)},
    )


@desk_view(roles=[Role.CLERK])
def step(request: DeskRequest, number: str, kind: str) -> HttpResponse:
    """One step of the clock, with the reason where it is closed."""
    if kind not in STEP_PAGES:
        raise Http404
    page, desk = STEP_PAGES[kind], request.desk
    application = _one(request, number)
    file = queries.case_file(application, desk.today)
    letters = [
        letter
        for letter, third in queries.open_letters(file.known, desk.today)
        if third is page.asks_letter
    ]
    form = page.form(
        request.POST or None,
        request.FILES or None,
        letters=letters,
        today=desk.today,
        initial={"seen": file.seen},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            upload = given.pop("proof_file", None)
            if upload:
                given["proof"] = _proof(request, upload)
            page.service(application=application, actor=desk.person, now=desk.now, **given)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, f"{page.title}：已登记到申请 {number}。")
            return redirect("applications:one", number)
    offered = next((s for s in file.steps if s.kind == kind), None)
    return render(
        request,
        "applications/step.html",
        {
            "sheet": Sheet(file),
            "form": form,
            "page": page,
            "offered": offered,
            "refusal": refusal,
        },
    )


def _proof(request: DeskRequest, upload: Any) -> Any:
    if upload.size > PROOF_SIZE:
        raise Refusal("proof.size", "送达凭证超过 20 MB。请缩小扫描件后重新上传。")
    desk = request.desk
    return document_services.store(
        agency=desk.agency,
        actor=desk.person,
        now=desk.now,
        name=upload.name,
        data=upload.read(),
        media_type=upload.content_type or "application/octet-stream",
        personal=True,
    )


@desk_view(roles=[Role.CLERK])
def answer(request: DeskRequest, number: str) -> HttpResponse:
    """The seven questions, one at a time, then the letter."""
    desk = request.desk
    application = _one(request, number)
    file = queries.case_file(application, desk.today)
    way = wizard.walk(request.GET.get("path", ""), request.GET.get("choice", ""))
    form = refusal = None
    if way.decision is not None:
        form = forms.AnswerForm(
            request.POST or None,
            today=desk.today,
            initial={
                "seen": file.seen,
                "document_word": "依申请公开告",
                "court": court_of(application.agency),
            },
        )
        form.fields["reasons"].help_text = "写进答复书。要写明：" + "、".join(
            way.decision.elements or ("处理的理由和依据",)
        )
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                made = services.answer(
                    application=application,
                    actor=desk.person,
                    now=desk.now,
                    on=given["on"],
                    decision=way.decision.id,
                    wording=Wording(
                        reasons=given["reasons"],
                        document_word=given["document_word"],
                        court=given["court"],
                    ),
                    seen=given["seen"],
                )
            except Refusal as no:
                refusal = no
            else:
                messages.success(
                    request, f"已作出答复，{made.document_number}。下载答复书盖章以后送达。"
                )
                return redirect("applications:one", number)
    offered = next(s for s in file.steps if s.kind == "answer")
    return render(
        request,
        "applications/answer.html",
        {
            "sheet": Sheet(file),
            "file": file,
            "way": way,
            "form": form,
            "offered": offered,
            "refusal": refusal,
        },
    )


@desk_view(roles=[Role.CLERK])
def correct(request: DeskRequest, number: str, uid: str) -> HttpResponse:
    """Put a wrong date right: both clocks first, then the confirmation."""
    desk = request.desk
    application = _one(request, number)
    event = ApplicationEvent.objects.filter(application=application, uid=uid).first()
    if event is None:
        raise Http404
    file = queries.case_file(application, desk.today)
    form = forms.CorrectForm(request.POST or None, initial={"seen": file.seen})
    refusal = preview = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if "confirm" in request.POST:
                services.correct_event(
                    application=application,
                    event=event,
                    new_on=given["new_on"],
                    actor=desk.person,
                    now=desk.now,
                    note=given["note"],
                    seen=given["seen"],
                )
                messages.success(request, f"已更正申请 {number} 的一条记录，原记录保留。")
                return redirect("applications:one", number)
            preview = services.preview_correction(
                application=application, event=event, new_on=given["new_on"], now=desk.now
            )
        except Refusal as no:
            refusal = no
    sheet = Sheet(file)
    return render(
        request,
        "applications/correct.html",
        {
            "sheet": sheet,
            "line": next(line for line in sheet.timeline if line.uid == str(event.uid)),
            "form": form,
            "preview": preview,
            "refusal": refusal,
        },
    )


@never_cache
@require_POST
@desk_view(roles=[Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR])
def applicant(request: DeskRequest, number: str) -> HttpResponse:
    """The applicant's full data, after the ledger has taken down who looked."""
    application = _one(request, number)
    services.show_applicant(
        application=application, actor=request.desk.person, now=request.desk.now
    )
    return render(
        request,
        "applications/applicant.html",
        {"application": application, "applicant": application.applicant},
    )


@desk_view(roles=[Role.CLERK])
def section(request: DeskRequest, number: str) -> HttpResponse:
    """Hand the application to a section."""
    desk = request.desk
    application = _one(request, number)
    form = forms.SectionForm(
        request.POST or None, agency=desk.agency, initial={"section": application.section}
    )
    if request.method == "POST" and form.is_valid():
        services.hand_to_section(
            application=application,
            actor=desk.person,
            now=desk.now,
            section=form.cleaned_data["section"],
        )
        messages.success(request, f"申请 {number} 已交{form.cleaned_data['section'] or '公开办'}。")
        return redirect("applications:one", number)
    file = queries.case_file(application, desk.today)
    return render(request, "applications/section.html", {"sheet": Sheet(file), "form": form})


@never_cache
@desk_view(roles=queries.READERS)
def letter(request: DeskRequest, number: str) -> HttpResponse:
    """The answer as a Word file."""
    application = _one(request, number)
    held = queries.case_file(application, request.desk.today).answer
    if held is None or held.letter is None:
        raise Http404
    response = HttpResponse(documents.content(held.letter), content_type=held.letter.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(held.letter.name)}"
    return response
