"""Coming in and going out."""

from __future__ import annotations

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.office.agencies.forms import LoginForm


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
        if person is not None:
            auth.login(request, person)
            return redirect(_safe(request, target))
        form.add_error(None, "登录名或者密码不对，请核对后重新输入。忘记密码请找机关管理员重设。")
    return render(request, "agencies/login.html", {"form": form, "next": target})


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("agencies:login")


def _safe(request: HttpRequest, target: str) -> str:
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return resolve_url("work:home")
