"""The pages of reviewing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.law import review
from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.queries import name_on
from gongkai.office.documents.download import attachment, picture
from gongkai.office.formpage import form_page
from gongkai.office.reviews import beside, difference, margin, queries, services, sheets
from gongkai.office.reviews.forms import DecisionForm, SheetForm, TemplateForm
from gongkai.office.reviews.models import Round, SignedSheet, Template, Version
from gongkai.office.time import local_date

LISTED = 100


@desk_view(roles=queries.READERS)
def index(request: DeskRequest) -> HttpResponse:
    """What waits for me, and what is under way."""
    desk = request.desk
    mine = queries.waiting_for(desk.person, desk.agency, desk.today)
    ids = {r.pk for r in mine}
    others = [r for r in queries.under_way(desk)[:LISTED] if r.pk not in ids]
    return render(
        request,
        "reviews/index.html",
        {
            "mine": [(r, queries.as_law(r).next_level) for r in mine],
            "others": [
                (r, level, review.STATION_NAMES[level.station])
                for r in others
                if (level := queries.as_law(r).next_level)
            ],
        },
    )


def _visible(request: DeskRequest, uid: UUID) -> Round:
    found = queries.visible_rounds(request.desk).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@desk_view(roles=queries.READERS)
def round_page(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One named version: its levels, its text with the differences, the opinion."""
    desk = request.desk
    found = _visible(request, uid)
    law = queries.as_law(found, queries.contributors(found))
    level = law.next_level
    newest = queries.latest(desk.agency, found.version.subject)
    current = newest == found.version
    permission = review.may_decide(
        law,
        level or law.template.levels[-1],
        str(desk.person.uid),
        version=law.version if current else "",
        holders=queries.holders(desk.agency, desk.today),
        delegations=queries.delegations(desk.agency, desk.today),
        on=desk.today,
    )
    secrecy = level is not None and level.station is review.Station.SECRECY
    index_ = law.template.levels.index(level) if level else 0
    form = DecisionForm(
        request.POST or None,
        secrecy=secrecy,
        initial={"version": found.version.uid, "level": index_},
    )
    before = queries.before(desk, found.version)
    shown = request.GET.get("show", "")
    context: dict[str, Any] = {
        "round": found,
        "version": found.version,
        "before": before,
        "returned_before": queries.returned_with(before) if before else None,
        **_text(found.version, before, shown if before else "plain"),
        "steps": queries.steps_of(found, law, desk.today),
        "level": level,
        "complete": review.is_complete(law),
        "signed": queries.sheets_of(desk, found.version),
        "may_file": desk.has(*sheets.FILERS),
        "returned": law.returned,
        "current": current,
        "newest": newest,
        "permission": permission,
    }
    done = f"第 {found.version.number} 版已"
    return form_page(
        request,
        form,
        lambda: _decide(request, found, form),
        at={"no-opinion": "opinion"},
        done=lambda approved: done + ("通过这一级。" if approved else "退回作者。"),
        to=reverse("reviews:round", args=[uid]),
        template="reviews/round.html",
        **context,
    )


def _text(version: Version, before: Version | None, shown: str) -> dict[str, Any]:
    """The text as the page shows it: with what changed, as it is (plain), or beside the version
    before (beside); and what the checks found, marked in it."""
    said = margin.of_version(version)
    found = said.found if said else ()
    paragraphs = difference.paragraphs(
        before.body if before and shown != "plain" else None, version.body
    )
    pairs: Sequence[beside.Pair] = ()
    if before is not None and shown == "beside":
        pairs = beside.side_by_side(
            difference.compared(before.body), difference.compared(version.body)
        )
    [title] = margin.marked([[difference.Piece("same", version.title)]], found, title=True)
    return {
        "show": shown if shown in ("plain", "beside") else "",
        "remarks": said,
        "title": title,
        "title_marked": any(piece.remark for piece in title),
        "paragraphs": margin.marked(paragraphs, found),
        "pairs": pairs,
        "changes": sum(pair.changed for pair in pairs),
    }


def _decide(request: DeskRequest, found: Round, form: DecisionForm) -> bool:
    """Pass the level or return the text, as the button says. Returns whether it passed."""
    desk = request.desk
    approved = "pass" in request.POST
    seen = get_object_or_404(
        Version,
        queries.visible_to(desk),
        uid=form.cleaned_data["version"],
        subject=found.version.subject,
    )
    services.decide(
        actor=desk.person,
        now=desk.now,
        round=found,
        version=seen,
        level=form.cleaned_data["level"],
        approved=approved,
        opinion=form.cleaned_data["opinion"],
        answers=form.answers(),
    )
    return approved


@desk_view(roles=queries.READERS)
def sheet(request: DeskRequest, uid: UUID) -> HttpResponse:
    """信息公开审查审批表, to be printed, signed and filed."""
    found = _visible(request, uid)
    law = queries.as_law(found)
    answers: dict[str, str] = next((d.answers for d in found.decisions.all() if d.answers), {})
    return render(
        request,
        "reviews/sheet.html",
        {
            "round": found,
            "version": found.version,
            "agency_name": name_on(found.version.agency, local_date(found.version.made_at)),
            "steps": queries.steps_of(found, law, request.desk.today),
            "complete": review.is_complete(law),
            "may_file": request.desk.has(*sheets.FILERS),
            "returned": law.returned,
            "questions": [
                (question, {"yes": "是", "no": "否"}.get(answers.get(code, ""), ""))
                for code, question in review.SECRECY_QUESTIONS
            ],
        },
    )


@desk_view(roles=sheets.FILERS)
def file_sheet(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Bring in the scan of the signed sheet; the code on the paper says which version it is."""
    found = _visible(request, uid)
    version = found.version
    form = SheetForm(request.POST or None, request.FILES or None)

    def file() -> SignedSheet:
        given = form.cleaned_data["file"]
        return sheets.file_sheet(
            actor=request.desk.person,
            now=request.desk.now,
            round=found,
            code=form.cleaned_data["code"],
            name=given.name,
            data=given.read(sheets.MAX_BYTES + 1),
        )

    return form_page(
        request,
        form,
        file,
        at={"wrong-version": "code", "too-large": "file", "wrong-kind": "file"},
        done=f"签字的审批表已经存入第 {version.number} 版。",
        to=reverse("reviews:round", args=[uid]),
        template="reviews/file_sheet.html",
        title="存入签字的审批表",
        about=f"{version.title}，第 {version.number} 版",
        number=version.title,
        intro="扫描件加密保存，存入以后不能改动或者删除；扫描不清的可以另存一份。",
        crumbs=[(reverse("reviews:round", args=[uid]), version.title)],
        cancel="不存入，返回",
        version=version,
        complete=review.is_complete(queries.as_law(found)),
    )


@desk_view(roles=queries.READERS)
def signed_sheet(request: DeskRequest, uid: UUID) -> HttpResponse:
    """A filed scan: saved as a file, or with ?show=1 shown as the picture it is."""
    held = get_object_or_404(
        SignedSheet.objects.select_related("file"), queries.visible_sheets(request.desk), uid=uid
    )
    if request.GET.get("show") == "1" and held.file.media_type == "image/jpeg":
        return picture(held.file)
    return attachment(held.file)


@desk_view(roles=[Role.ADMINISTRATOR])
def new_template(request: DeskRequest) -> HttpResponse:
    """Name the levels of a review, from nothing or from those of another template."""
    like = _template(request, request.GET.get("like", ""))
    form = TemplateForm(request.POST or None, initial=TemplateForm.initial_of(like) if like else {})
    desk = request.desk
    return form_page(
        request,
        form,
        lambda: services.add_template(
            **desk.acting,
            name=form.cleaned_data["name"],
            levels=form.levels(),
            minimum_people=form.cleaned_data["minimum_people"],
        ),
        done=lambda made: f"审核模板“{made.name}”已经保存，以后送审可以选用。",
        to="reviews:templates",
        template="reviews/template_form.html",
        title=f"修改审核模板“{like.name}”" if like else "新建审核模板",
        button="保存审核模板",
        cancel="不保存，返回",
    )


def _template(request: DeskRequest, uid: str) -> Template | None:
    """The template in use that is asked for, if the person sees it."""
    seen = queries.templates_of(request.desk)
    return next((one for one in seen if str(one.uid) == uid), None)


@desk_view(roles=[Role.ADMINISTRATOR])
def templates(request: DeskRequest) -> HttpResponse:
    """The templates in use, each with its levels and what people it still lacks."""
    desk = request.desk
    holders = queries.holders(desk.agency, desk.today)
    shown = []
    for one in queries.templates_of(desk):
        law = one.as_law()
        levels = [(x.name, review.STATION_NAMES[x.station]) for x in law.levels]
        shown.append((one, levels, review.unstaffed(law, holders, "")))
    return render(request, "reviews/templates.html", {"templates": shown})


@require_POST
@desk_view(roles=[Role.ADMINISTRATOR])
def close_template(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Offer a template no more."""
    desk = request.desk
    held = _template(request, str(uid))
    if held is None:
        raise Http404
    services.close_template(actor=desk.person, now=desk.now, agency=desk.agency, template=held)
    messages.success(request, f"审核模板“{held.name}”已停用，已经开始的审核照常进行。")
    return redirect("reviews:templates")
