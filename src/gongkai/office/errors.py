"""Pages for what went wrong before or outside a view."""

from __future__ import annotations

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from gongkai.office.portal.site import site_of


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nobody logged in: the public site's page, which leads back to it."""
    site = getattr(request, "site", None) or site_of("")
    if not request.user.is_authenticated and site is not None:
        request.site = site  # type: ignore[assignment]
        return render(request, "portal/missing.html", status=404)
    return render(
        request,
        "error.html",
        {
            "title": "没有这个页面",
            "message": "地址可能抄错了，或者这里的内容不归这个账号看。请从工作台重新进入。",
        },
        status=404,
    )


def broken(request: HttpRequest) -> HttpResponse:
    if _is_busy(sys.exception()):
        return _busy(request)
    return render(
        request,
        "error.html",
        {
            "title": "程序出错，这一步没有办成",
            "message": "刚才填写的内容没有保存，已经保存过的不受影响。请把时间和所在页面告诉系统维护人员。",
        },
        status=500,
    )


#: PostgreSQL's words for a lock that did not come, a deadlock, two that wrote the same at once.
_BUSY = frozenset({"55P03", "40P01", "40001"})


def _is_busy(error: BaseException | None) -> bool:
    """Whether the database only had no turn for us: nothing is wrong, and nothing was written."""
    return isinstance(error, OperationalError) and (
        "is locked" in str(error) or getattr(error.__cause__, "sqlstate", "") in _BUSY
    )


def _busy(request: HttpRequest) -> HttpResponse:
    answer = render(
        request,
        "error.html",
        {
            "title": "系统正忙，请稍候再试",
            "message": "刚才的内容没有登记。请等一会儿刷新本页，浏览器会再发送一次；"
            "或者退回上一页，填写的内容还在那里。",
        },
        status=503,
    )
    answer["Retry-After"] = "10"
    return answer


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What the framework would not take: too many files or fields, an address of another host."""
    return render(
        request,
        "error.html",
        {
            "title": "没有收下这次提交",
            "message": "一次发送的文件或者内容太多，或者不完整，什么也没有保存。文件多的请压缩成一个包，或者分几次。",
        },
        status=400,
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose cookie is gone; one of the public site stays there."""
    match = resolve(request.path)
    if getattr(match.func, "public", False):
        site = site_of(match.kwargs.get("code", ""))
        if site is not None:
            request.site = site  # type: ignore[assignment]
            return render(request, "portal/expired.html", status=403)
    return render(
        request,
        "error.html",
        {
            "title": "页面放置太久，这一步没有办成",
            "message": "登录状态或者浏览器的 Cookie 已经变化，为了安全没有保存。请退回上一页，刷新以后重新填写。",
        },
        status=403,
    )
