"""Reports of a year that nobody has to judge, accepted together: chosen, looked at once more, done."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.formpage import form_page
from gongkai.office.supervision import forms, queries, services, show
from gongkai.office.supervision.views.shared import board_of

#: What one person looks over at once, and one request accepts; the next ones are listed after these.
LISTED = 200


@require_http_methods(["GET", "POST"])
@desk_view(roles=queries.READERS)
def accept(request: DeskRequest, year: int) -> HttpResponse:
    """GET lists them, all chosen; POST shows the chosen ones, and confirmed accepts them."""
    desk = request.desk
    board = board_of(desk, year)
    offered = queries.offered(desk.agency, board)
    form = forms.TogetherForm(request.POST if request.method == "POST" else None)
    chosen = set(form.cleaned_data["chosen"] if form.is_valid() else ())
    crumbs = [(reverse("supervision:board", args=[year]), f"{year}年")]

    def look() -> dict[str, Any]:
        looked = (
            [] if "again" in request.POST else [offered[uid] for uid in offered if uid in chosen]
        )
        changed = queries.chosen(desk.agency, year, chosen - offered.keys())
        title = {"title": f"核对要接受的 {len(looked)} 份报告"} if looked else {}
        return {"looked": looked, "changed": show.changed(board, changed), **title}

    def after(made: services.Together) -> str | HttpResponse:
        if not made.left:
            return crumbs[0][0]
        shown = {"year": year, "left": made.left, "crumbs": crumbs}
        return render(request, "supervision/left.html", shown)

    return form_page(
        request,
        form,
        lambda: services.accept_together(
            agency=desk.agency, year=year, chosen=chosen, actor=desk.person, now=desk.now
        ),
        look=look,
        done=lambda made: f"已接受 {len(made.accepted)} 份报告。" if made.accepted else "",
        to=after,
        template="supervision/together.html",
        title=f"一起接受{year}年度报告",
        crumbs=crumbs,
        cancel="不接受，返回",
        year=year,
        offered=list(offered.values())[:LISTED],
        count=len(offered),
        ticked=chosen if form.is_bound else offered,
    )
