"""The one page a form of the desk stands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai.office.formfields import PlainForm
from gongkai.office.formpage import form_page
from gongkai.office.refusal import Refusal

pytestmark = pytest.mark.django_db
OFFICE = Path("src/gongkai/office")


class Sample(PlainForm):
    name = forms.CharField(label="姓名")
    channels = forms.MultipleChoiceField(
        label="渠道", choices=[("a", "甲"), ("b", "乙")], widget=forms.CheckboxSelectMultiple
    )


def send(
    act: Callable[[], Any], *, given: dict[str, Any] | None = None, **options: Any
) -> tuple[HttpResponse, list[str]]:
    """What the page answers, and the sentences it leaves."""
    make = RequestFactory()
    request: Any = make.post("/a/?b=1", given) if given is not None else make.get("/a/?b=1")
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    form = Sample(request.POST or None)
    answer = form_page(
        request, form, act, **{"done": "办好了。", "to": "/c/", "title": "样子", **options}
    )
    return answer, [str(one) for one in get_messages(request)]


GOOD = {"name": "林知夏", "channels": ["a"]}


def never() -> None:
    raise AssertionError("not to be done")


def test_it_is_done_said_and_gone_on_from() -> None:
    answer, said = send(lambda: "甲", given=GOOD, to=lambda made: f"/{made}/")
    assert (answer.status_code, answer["Location"], said) == (302, "/%E7%94%B2/", ["办好了。"])
    answer, said = send(lambda: "甲", given=GOOD, done="", to=lambda made: HttpResponse(made))
    assert (answer.content.decode(), said) == ("甲", [])


def test_what_is_looked_at_first_is_done_by_the_second_press() -> None:
    looked, _ = send(never, given=GOOD, look=lambda: {"intro": "先看一遍。"})
    assert "先看一遍。" in looked.content.decode()
    answer, _ = send(lambda: None, given=GOOD | {"confirm": "1"}, look=never)
    assert answer["Location"] == "/c/"


def test_a_wrong_entry_is_named_above_with_a_way_to_each_field() -> None:
    page = send(never, given={"name": ""})[0].content.decode()
    assert 'href="#id_name"' in page and 'href="#id_channels"' in page
    assert '<fieldset class="field invalid" id="id_channels" tabindex="-1">' in page
    # Without the field that a link of the summary put into the address, or the next summary would not
    # be focused.
    assert 'action="/a/?b=1"' in page and "autofocus" in page


@pytest.mark.parametrize("where", ["act", "look"])
def test_a_refusal_keeps_what_was_typed(where: str) -> None:
    def no() -> Any:
        raise Refusal("no", "这一步现在不能办。")

    look = {"look": no} if where == "look" else {}
    answer, said = send(no, given=GOOD, **look)
    page = answer.content.decode()
    assert "<li>这一步现在不能办。</li>" in page and 'value="林知夏"' in page and said == []


def test_a_refusal_is_said_at_the_field_it_is_about() -> None:
    def no() -> None:
        raise Refusal("taken", "这个姓名已经有了。")

    for at, field in (
        ("channels", "channels"),
        ({"taken": "channels"}, "channels"),
        ({"other": "channels"}, "name"),  # the sentence names it
    ):
        page = send(no, given=GOOD, at=at)[0].content.decode()
        assert f'<a href="#id_{field}">' in page and "这个姓名已经有了。" in page
        assert 'value="林知夏"' in page


@pytest.mark.parametrize(
    ("sentence", "summary"),
    [
        ("甲渠道已经有姓名了。", '<a href="#id_channels">甲渠道已经有姓名了。</a>'),
        ("林知夏一已经登记过。", '<a href="#id_name">姓名：林知夏一已经登记过。</a>'),
        ("申请已经办结。", '<li>申请已经办结。　<a href="/x/">看：2026-0041</a></li>'),
    ],
)
def test_the_summary_leads_to_the_field_the_sentence_is_about_or_to_the_record(
    sentence: str, summary: str
) -> None:
    def no() -> None:
        raise Refusal("no", sentence)

    given = GOOD | {"name": "林知夏一"}
    page = send(no, given=given, crumbs=[("/", "申请"), ("/x/", "2026-0041")])[0].content.decode()
    assert summary in page


#: Frames that are not a page with one form: the import's preview, which has nothing to fill in, and
#: pages that hold several forms.
SEVERAL = {
    "form_page.html",
    "error_summary.html",
    "preview.html",
    *("item.html", "channel.html", "figures.html", "words.html", "column.html"),  # publishing
    *(
        "review.html",
        "parcels.html",
        "parcel.html",
        "upload.html",
        "units_form.html",
    ),  # supervision
    "errors.html",  # the portal's own
}


def test_there_is_one_frame() -> None:
    """A form that can be filled in wrong stands in form_page.html and nowhere else."""
    own = {
        page.name
        for page in OFFICE.rglob("templates/**/*.html")
        if "error_summary.html" in (words := page.read_text("utf-8")) or "error-summary" in words
    }
    assert own - SEVERAL == set()
