"""The desk home, the work behind the pages, and where reminders go."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.office import finding, nav, todo
from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies.models import Role
from gongkai.office.applications import find as applications
from gongkai.office.applications.services import find_by_name
from gongkai.office.applications.services.materials import OPENERS
from gongkai.office.formpage import form_page
from gongkai.office.work import desk as order
from gongkai.office.work import queries, runner, services, year
from gongkai.office.work.forms import MailForm
from gongkai.office.work.models import Outbox


@desk_view(roles=EVERYONE)
def home(request: DeskRequest) -> HttpResponse:
    """What is overdue, due today, this week and next, and what waits for this person."""
    desk = request.desk
    items = todo.collect(agency=desk.agency, person=desk.person, roles=desk.roles, as_of=desk.today)
    group, mine = request.GET.get("group", ""), request.GET.get("mine") == "1"
    arranged = order.arrange(
        items,
        today=desk.today,
        group=group,
        mine=mine,
        later=request.GET.get("later") == "1",
    )
    return render(
        request,
        "work/home.html",
        {
            "arranged": arranged,
            "summary": order.summary(arranged.figures),
            "actions": nav.actions(desk.roles),
            "so_far": year.so_far(desk),
            "names": desk.has(*OPENERS),
            "report": year.report_ahead(desk),
            "alarms": queries.alarms_of(desk),
            "stuck": len(queries.jobs(desk).stuck) if desk.has(Role.ADMINISTRATOR) else 0,
            "group": group,
            "only_mine": mine,
        },
    )


@desk_view(roles=EVERYONE)
def find(request: DeskRequest) -> HttpResponse:
    """The records that a number or a part of a title leads to; the only one is opened. Asked by the form
    (an address would keep a name), also those of an applicant of that name, for who may know."""
    desk = request.desk
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("q", "").strip()[: finding.LONGEST]
    found = finding.collect(desk=desk, text=text)
    if request.method == "POST" and desk.has(*OPENERS) and len(text) >= finding.SHORTEST:
        named = find_by_name(
            agency=desk.agency, actor=desk.person, now=desk.now, name=text, most=finding.MOST
        )
        there = {one.url for one in found.get(applications.KIND, ())}
        more = [one for one in applications.shown(named, desk.today) if one.url not in there]
        if more:
            found = {applications.KIND: more + found.pop(applications.KIND, []), **found}
    every = [one for ones in found.values() for one in ones]
    if len(every) == 1:
        return redirect(every[0].url)
    return render(
        request,
        "work/find.html",
        {
            "text": text,
            "found": found,
            "count": len(every),
            "short": len(text) < finding.SHORTEST,
            "names": desk.has(*OPENERS),
            "most": finding.MOST,
        },
    )


@desk_view(roles=[Role.ADMINISTRATOR])
def jobs(request: DeskRequest) -> HttpResponse:
    """What the worker could not do: which sort, how often tried, the kind of the last error."""
    found, called = queries.jobs(request.desk), runner.names()
    return render(
        request,
        "work/jobs.html",
        {"jobs": found, "stuck": [(job, called.get(job.kind, "")) for job in found.stuck]},
    )


@require_POST
@desk_view(roles=[Role.ADMINISTRATOR])
def retry(request: DeskRequest, job: int) -> HttpResponse:
    desk = request.desk
    if not Outbox.objects.filter(queries.visible_jobs(desk), pk=job).exists():
        raise Http404
    services.retry(actor=desk.person, now=desk.now, agency=desk.agency, job=job)
    messages.success(request, f"第 {job} 件会马上重试，一会儿刷新这一页看结果。")
    return redirect("work:jobs")


@desk_view(roles=EVERYONE)
def mail(request: DeskRequest) -> HttpResponse:
    """The own address for reminders."""
    person = request.desk.person
    form = MailForm(request.POST or None, initial={"address": queries.mail_address(person)})
    return form_page(
        request,
        form,
        lambda: services.set_mail_address(actor=person, **form.cleaned_data),
        done=lambda _: (
            "提醒邮箱已经保存。"
            if form.cleaned_data["address"]
            else "提醒邮箱已经清空，不再发邮件。"
        ),
        to="work:mail",
        template="work/mail.html",
        title="提醒邮件",
        button="保存提醒邮箱",
        intro="有期限到期或者超期的那一天，给公开办经办发一封邮件。",
        cancel="不改，返回",
        mail_on=settings.ENVIRONMENT.mail.on,
    )
