"""Coming in and going out; a person's own account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import qrcode
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from qrcode.image.svg import SvgPathImage

from gongkai.office import time
from gongkai.office.access import EVERYONE, SESSION_AGENCY, DeskRequest, desk_view
from gongkai.office.agencies import credentials, queries
from gongkai.office.agencies.forms import CodeForm, LoginForm, PasswordForm
from gongkai.office.agencies.models import Person, Role
from gongkai.office.formpage import form_page

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Between the password and the code: who, where to, and since when (seconds).
HALFWAY = "login-halfway"
HALFWAY_LASTS = 5 * 60


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The login form; a wrong name and a wrong password get the same sentence."""
    form = LoginForm(request.POST or None)
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        person = auth.authenticate(
            request,
            username=form.cleaned_data["login_name"],
            password=form.cleaned_data["password"],
        )
        if isinstance(person, Person):
            if credentials.has_second_factor(person):
                request.session.flush()
                request.session[HALFWAY] = [person.pk, target, time.clock().timestamp()]
                return redirect("agencies:code")
            auth.login(request, person, BACKEND)
            return redirect(_safe(request, target))
        form.add_error(None, "登录名或者密码不对，请核对后重新输入。忘记密码请找机关管理员重设。")
    shown = {"form": form, "next": target, "title": "登录"}
    return render(request, "agencies/login.html", shown)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of a login."""
    clock = time.clock()
    pk, target, since = request.session.get(HALFWAY, (None, "", 0))
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None or clock.timestamp() - since > HALFWAY_LASTS:
        return redirect("agencies:login")
    form = CodeForm(request.POST or None)

    def come_in() -> None:
        credentials.check_code(person=person, clock=clock, code=form.cleaned_data["code"])
        del request.session[HALFWAY]
        auth.login(request, person, BACKEND)

    return form_page(
        request,
        form,
        come_in,
        at="code",
        done="",
        to=_safe(request, target),
        template="agencies/code.html",
        title="输入验证码",
        button="登录",
    )


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("agencies:login")


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """After too many wrong passwords (called by django-axes)."""
    return _closed(
        request, "密码连续输错 5 次，15 分钟以后才能再试。急用时请找机关管理员重设密码。"
    )


def locked_out_address(request: HttpRequest) -> HttpResponse:
    """After too many wrong passwords from one address; no password is tried."""
    return _closed(
        request,
        "这个网络地址在一刻钟内输错了很多次密码，这一次没有核对。请一刻钟以后再试，急用时请换一个网络。",
    )


def _closed(request: HttpRequest, why: str) -> HttpResponse:
    form = LoginForm(request.POST or None)
    form.is_valid()
    form.add_error(None, why)
    shown = {"form": form, "next": "", "title": "登录"}
    return render(request, "agencies/login.html", shown, status=429)


@sensitive_post_parameters()
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """The own password; the only page for somebody who has to change it first."""
    person = request.user
    if not isinstance(person, Person):
        return redirect("agencies:login")
    form = PasswordForm(request.POST or None)

    def change() -> None:
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        credentials.change_password(actor=person, now=time.now(), old=old, new=new)
        auth.update_session_auth_hash(request, person)

    return form_page(
        request,
        form,
        change,
        at={"wrong-password": "old", "weak-password": "new"},
        done="密码已经修改，其他地方的登录已经退出。",
        to="work:home",
        template="agencies/password.html",
        title="修改密码",
        intro="现在的密码是机关管理员设的，先换成只有本人知道的密码，才能进入工作台。"
        if person.must_change_password
        else "",
    )


@desk_view(roles=EVERYONE)
def account(request: DeskRequest) -> HttpResponse:
    """Where the person works, and what keeps the account safe."""
    person, today = request.desk.person, request.desk.today
    places = [
        {"agency": p.agency, "roles": [r.label for r in Role if r in p.roles]}
        for p in queries.places_on(person, today)
    ]
    return render(
        request,
        "agencies/account.html",
        {"places": places, "second_factor": credentials.has_second_factor(person)},
    )


@require_POST
@desk_view(roles=EVERYONE)
def enter(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Go to work in another agency the person belongs to today."""
    places = queries.places_on(request.desk.person, request.desk.today)
    if uid not in {p.agency.uid for p in places}:
        raise Http404
    request.session[SESSION_AGENCY] = str(uid)
    name = next(p.agency.name for p in places if p.agency.uid == uid)
    messages.success(request, f"现在在{name}工作，看到和办理的都是它的事项。")
    return redirect("work:home")


@desk_view(roles=EVERYONE)
@never_cache
def second_factor(request: DeskRequest) -> HttpResponse:
    """Enrol an authenticator app."""
    person = request.desk.person
    factor = credentials.begin_enrolment(actor=person)
    form = CodeForm(request.POST if factor.confirmed_at is None and request.POST else None)

    def confirm() -> None:
        credentials.confirm_enrolment(
            actor=person,
            now=request.desk.now,
            clock=time.clock(),
            code=form.cleaned_data["code"],
        )

    context: dict[str, Any] = {"factor": factor}
    if factor.confirmed_at is None:
        address = credentials.enrolment_address(person, factor, "公开工作台")
        picture = qrcode.make(address, image_factory=SvgPathImage, border=2)
        # Made by us from our own secret: the only markup is the library's path.
        context["picture"] = mark_safe(picture.to_string(encoding="unicode"))  # noqa: S308
    return form_page(
        request,
        form,
        confirm,
        at="code",
        done="身份验证器已经启用，下次登录要输入验证码。",
        to="agencies:second_factor",
        template="agencies/second_factor.html",
        title="身份验证器",
        button="启用身份验证器",
        **context,
    )


def _safe(request: HttpRequest, target: str) -> str:
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return resolve_url("work:home")
