"""A page that is a form: shown, sent, done by a service, and back with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.office.refusal import Refusal

T = TypeVar("T")
#: (address, words) of the pages above, from the entry of the bar down.
Crumbs = Sequence[tuple[str, str]]
#: The button that does what another press showed first.
CONFIRM = "confirm"


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    act: Callable[[], T],
    *,
    done: str | Callable[[T], str],
    to: str | Callable[[T], str | HttpResponse],
    look: Callable[[], Mapping[str, Any]] | None = None,
    at: Mapping[str, str] | str = "",
    template: str = "form_page.html",
    **shown: Any,
) -> HttpResponse:
    """The form until it is sent in order and `act` does it, then the sentence `done` on the page `to`;
    both may be made of what `act` returned, and `to` may be a page itself. An empty `done` says nothing.

    With `look` the form is sent twice: first what `look` returns is shown with it, and the button
    CONFIRM of that page does it.

    A field in error, a Refusal of `act` or `look`, and a ValidationError of theirs give the form again
    (200) with everything typed, and say what is wrong above it. `at` says which field a Refusal is
    about, so that the summary leads there: one for all, or by its code; without it, the field that the
    sentence names. `shown` is what the template
    takes besides: for "form_page.html" title, button, intro, about (the record's own
    line), number (its number, for the window's title), crumbs, cancel (the words of the way back),
    danger.
    """
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if look is not None and CONFIRM not in request.POST:
                shown |= look()
            else:
                return _after(request, act(), done, to)
        except Refusal as no:
            field = at if isinstance(at, str) else at.get(no.code, "")
            if field := field or _meant(form, no.message):
                form.add_error(field, str(no))
            else:
                refusal = no
        except forms.ValidationError as wrong:
            form.add_error(None, wrong)
    return render(request, template, {"form": form, "refusal": refusal, **shown})


#: A shorter value stands in sentences that mean something else.
_TELLING = 4


def _meant(form: forms.BaseForm, sentence: str) -> str:
    """The name of the field a sentence is about: the one whose label it says first, else the one whose
    value it repeats; empty where it is about none."""
    named = []
    repeated = []
    for field in form.visible_fields():
        place = sentence.find(str(field.label))
        if place >= 0:
            named.append((place, -len(str(field.label)), field.name))
        value = str(form.cleaned_data.get(field.name) or "")
        if len(value) >= _TELLING and value in sentence:
            repeated.append((sentence.find(value), -len(value), field.name))
    return min(named or repeated, default=(0, 0, ""))[-1]


def _after(
    request: HttpRequest,
    made: T,
    done: str | Callable[[T], str],
    to: str | Callable[[T], str | HttpResponse],
) -> HttpResponse:
    """Say that it is done, and go where the person goes on."""
    said = done if isinstance(done, str) else done(made)
    if said:
        messages.success(request, said)
    where = to if isinstance(to, str) else to(made)
    return where if isinstance(where, HttpResponse) else redirect(where)
