"""A page that is nothing but a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.office.access import DeskRequest
from gongkai.office.refusal import Refusal

#: Does what the entered values ask; raises Refusal.
Act = Callable[[dict[str, Any]], None]


def form_page(
    request: DeskRequest, form: forms.Form, act: Act, done: str, back: str, **shown: Any
) -> HttpResponse:
    """The form; once it is sent and accepted, the sentence `done` on the page `back`. `shown`:
    title, button, intro, upload, crumbs [(address, words), …]."""
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, "registers/form.html", {"form": form, "refusal": refusal, **shown})
