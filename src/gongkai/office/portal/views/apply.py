"""Applying online: one question a page, then a look at everything, then the receipt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.office.applications.models import ApplicantKind, FormWanted
from gongkai.office.asked import uid
from gongkai.office.portal import drafts, limits
from gongkai.office.portal import search as searching
from gongkai.office.portal.forms import QUESTIONS, WAYS, PapersQuestion, ProvisionQuestion, Question
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.refusal import Refusal

COOKIE = "application"
CHECK = "check"
PAPERS = "papers"
ORDER = [*QUESTIONS, CHECK]
SUGGESTED = 3


@require_safe
@never_cache
@public_view
def start(request: PublicRequest) -> HttpResponse:
    """What to know before applying, and what was already begun."""
    held = _held(request)
    return render(
        request,
        "portal/apply_start.html",
        {
            "here": "apply",
            "held": held,
            "resume": _first_open(held) if held.answers else "",
            "proof": settings.PORTAL_REQUIRES_IDENTITY_PROOF,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_view
def question(request: PublicRequest, question: str) -> HttpResponse:
    """One question; a wrong answer comes back with what was typed."""
    if question == CHECK:
        return _check(request)
    if question not in QUESTIONS:
        raise Http404
    site, held = request.site, _held(request)
    if held.receipt:
        held = drafts.EMPTY
    if ORDER.index(question) > ORDER.index(_first_open(held)):
        return redirect(site.address("apply_question", _first_open(held)))
    kind = QUESTIONS[question][2]
    given: dict[str, Any] = {}
    if kind is ProvisionQuestion:
        given["contact"] = held.answers.get("contact")
    if kind is PapersQuestion:
        return _papers(request, held)
    form = kind(request.POST or None, initial=held.answers.get(question), **given)
    if request.method == "POST" and form.is_valid():
        if not held.answers and (refusal := _too_many_drafts(request)):
            return _question_page(request, question, form, held, refusal)
        token = request.COOKIES.get(COOKIE) or drafts.new_token()
        drafts.save(site.agency, token, question, form.answer(), site.now)
        return _with_cookie(redirect(site.address("apply_question", _following(question))), token)
    return _question_page(request, question, form, held)


def _too_many_drafts(request: PublicRequest) -> Refusal | None:
    """Counts a new draft; says no where an address began very many."""
    source, now = limits.source_of(request, "draft"), request.site.now
    if not limits.spent(source, limits.DRAFTS, now):
        limits.count(source, now)
        return None
    return Refusal(
        "too-many",
        "这个网络地址在一刻钟内开始填写了很多申请，这一份没有保存。请一刻钟以后再填，"
        "也可以当面或者邮寄申请。",
    )


def _question_page(
    request: PublicRequest,
    question: str,
    form: Question,
    held: drafts.Held,
    refusal: Refusal | None = None,
) -> HttpResponse:
    site, (_, title, _) = request.site, QUESTIONS[question]
    typed = str(form["subject"].value() or "") if question == "information" else ""
    found = searching.search(site.agency, typed).hits[:SUGGESTED] if typed else ()
    at = ORDER.index(question)
    return render(
        request,
        "portal/apply_question.html",
        {
            "here": "apply",
            "form": form,
            "fields": [f for f in form if f.name != "website"],
            "question": question,
            "title": title,
            "steps": _steps(at),
            "back": ORDER[at - 1] if at else "",
            "held": held,
            "typed": typed,
            "found": found,
            "refusal": refusal,
            "proof": settings.PORTAL_REQUIRES_IDENTITY_PROOF,
        },
    )


def _papers(request: PublicRequest, held: drafts.Held) -> HttpResponse:
    """The files that go with the application: sent, taken away, and on. What could be kept is kept,
    also where another file could not."""
    site, token = request.site, request.COOKIES.get(COOKIE, "")
    here = redirect(site.address("apply_question", PAPERS))
    if request.method != "POST":
        return _question_page(request, PAPERS, PapersQuestion(held=held.papers), held)
    if removed := uid(request.POST.get("remove")):
        drafts.remove_paper(site.agency, token, removed, site.now)
        return here
    form = PapersQuestion(request.POST, request.FILES, held=held.papers)
    sound = form.is_valid()
    refusal = None
    if form.sent:
        source = limits.source_of(request, "papers")
        if limits.spent(source, limits.PAPERS, site.now):
            refusal = Refusal(
                "too-many",
                "这个网络地址在一刻钟内传了很多文件，这一次没有收。填写的内容还在，"
                "请一刻钟以后再传，材料也可以当面交或者邮寄。",
            )
        else:
            limits.count(source, site.now)
            try:
                drafts.add_papers(site.agency, token, form.sent, site.now, source)
            except Refusal as no:
                refusal = no
    if not sound or refusal is not None:
        return _question_page(request, PAPERS, form, _held(request), refusal)
    if "more" in request.POST:
        return here
    drafts.save(site.agency, token, PAPERS, {}, site.now)
    return redirect(site.address("apply_question", _following(PAPERS)))


def _check(request: PublicRequest) -> HttpResponse:
    site, held = request.site, _held(request)
    if held.receipt:
        return redirect(site.address("apply_receipt"))
    missing = _first_open(held)
    if missing != CHECK:
        return redirect(site.address("apply_question", missing))
    refusal = None
    if request.method == "POST":
        source = limits.source_of(request, "apply")
        if limits.spent(source, limits.APPLICATIONS, site.now):
            refusal = Refusal(
                "too-many",
                "这个网络地址在一刻钟内提交了很多申请，这一件没有提交，填写的内容还在。"
                "请一刻钟以后再提交，也可以当面或者邮寄申请。",
            )
        else:
            try:
                drafts.hand_in(site.agency, request.COOKIES.get(COOKIE, ""), site.now)
            except Refusal as no:
                refusal = no
            else:
                limits.count(source, site.now)
                return redirect(site.address("apply_receipt"))
    answers = held.answers
    return render(
        request,
        "portal/apply_check.html",
        {
            "here": "apply",
            "answers": answers,
            "kind": ApplicantKind(answers["applicant"]["kind"]).label,
            "way": WAYS[FormWanted(answers["provision"]["form_wanted"])],
            "steps": _steps(len(QUESTIONS)),
            "refusal": refusal,
            "held": held,
        },
    )


@require_safe
@never_cache
@public_view
def receipt(request: PublicRequest) -> HttpResponse:
    """The receipt of what was handed in: number and query code."""
    held = _held(request)
    if not held.receipt:
        return redirect(request.site.address("apply"))
    return render(
        request,
        "portal/apply_receipt.html",
        {
            "here": "apply",
            "receipt": held.receipt,
            "steps": _steps(len(ORDER)),
            "at": held.saved_at,
        },
    )


@require_POST
@never_cache
@public_view
def discard(request: PublicRequest) -> HttpResponse:
    """Forget what was filled in, for instance on somebody else's computer."""
    drafts.discard(request.site.agency, request.COOKIES.get(COOKIE, ""))
    response = redirect(request.site.address("apply"))
    response.delete_cookie(COOKIE)
    return response


def _held(request: PublicRequest) -> drafts.Held:
    token = request.COOKIES.get(COOKIE, "")
    return drafts.read(request.site.agency, token, request.site.now) if token else drafts.EMPTY


def _first_open(held: drafts.Held) -> str:
    """The first question without an answer that still stands."""
    for name, (_, _, kind) in QUESTIONS.items():
        if name not in held.answers:
            return name
        if kind is ProvisionQuestion:
            asked: Question = kind(held.answers[name], contact=held.answers["contact"])
            if not asked.is_valid():
                return name
        if kind is PapersQuestion and not kind({}, held=held.papers).is_valid():
            return name
    return CHECK


def _following(question: str) -> str:
    return ORDER[ORDER.index(question) + 1]


def _steps(at: int) -> list[tuple[int, str, str]]:
    """(number, name, "done" | "here" | "") of all steps."""
    names = [short for short, _, _ in QUESTIONS.values()] + ["核对", "回执"]
    return [
        (n + 1, name, "here" if n == at else "done" if n < at else "")
        for n, name in enumerate(names)
    ]


def _with_cookie(response: HttpResponse, token: str) -> HttpResponse:
    """The key to the draft, until the browser is closed."""
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="Lax", secure=settings.ENVIRONMENT.https
    )
    return response
