"""A page that is a form: shown, sent, done by a service, and back with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.office.access import DeskRequest
from gongkai.office.refusal import Refusal

T = TypeVar("T")
#: (address, words) of the pages above, from the entry of the bar down.
Crumbs = Sequence[tuple[str, str]]


def form_page(
    request: DeskRequest,
    form: forms.BaseForm,
    act: Callable[[], T],
    *,
    done: str | Callable[[T], str],
    to: str | Callable[[T], str],
    template: str = "form_page.html",
    **shown: Any,
) -> HttpResponse:
    """The form until it is sent in order and `act` does it, then the sentence `done` on the page `to`;
    both may be made of what `act` returned.

    A field in error and a Refusal of `act` give the form again (200) with everything typed, and say
    what is wrong above it. `shown` is what the template takes besides: for "form_page.html" title,
    button, intro, about (the record's own line), number (its number, for the window's title),
    crumbs, cancel (the words of the way back), danger.
    """
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, done if isinstance(done, str) else done(made))
            return redirect(to if isinstance(to, str) else to(made))
    return render(request, template, {"form": form, "refusal": refusal, **shown})
