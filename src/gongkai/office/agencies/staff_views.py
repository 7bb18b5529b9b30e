"""The administrator's pages: people, their roles and accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.office.access import DeskRequest, desk_view
from gongkai.office.agencies import credentials, queries, services, staff, visibility
from gongkai.office.agencies.models import Membership, Person, Role
from gongkai.office.agencies.staff_forms import LastDayForm, PersonForm, RoleForm
from gongkai.office.formpage import form_page

ADMINISTRATOR = [Role.ADMINISTRATOR]


@desk_view(roles=ADMINISTRATOR)
def people(request: DeskRequest) -> HttpResponse:
    """Everybody of the agency and what they hold today."""
    desk = request.desk
    return render(request, "agencies/people.html", {"staff": queries.staff_of(desk)})


@never_cache
@desk_view(roles=ADMINISTRATOR)
def new_person(request: DeskRequest) -> HttpResponse:
    """Take somebody on; the password is shown once, on the answer to the form."""
    desk = request.desk
    form = PersonForm(request.POST or None, agency=desk.agency, today=desk.today)
    return form_page(
        request,
        form,
        lambda: staff.take_on(**desk.acting, **form.cleaned_data),
        done=lambda taken: f"已登记{taken.person.display_name}。",
        to=lambda taken: _password_once(request, taken.person, taken.password),
        title="登记人员",
    )


def _password_once(request: DeskRequest, person: Person, password: str) -> HttpResponse:
    shown = {"person": person, "password": password}
    return render(request, "agencies/password_once.html", shown)


def person_of(request: DeskRequest, uid: UUID) -> Person:
    """The person of that uid; 404 for one the administrator does not see."""
    return get_object_or_404(Person, visibility.people(request.desk), uid=uid)


def above(person: Person) -> list[tuple[str, str]]:
    """The pages above a form about a person."""
    return [(reverse("agencies:person", args=[person.uid]), person.display_name)]


@never_cache
@desk_view(roles=ADMINISTRATOR)
def person(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One person: roles, delegations, account."""
    desk = request.desk
    found = person_of(request, uid)
    rows = Membership.objects.filter(visibility.memberships(desk), person=found)
    context: dict[str, Any] = {
        "person": found,
        "memberships": rows.select_related("section").order_by("-valid_from", "-id"),
        "delegations": queries.delegations_of(desk, found),
        "can_delegate": bool(queries.lendable(desk, found)),
        "has_factor": credentials.has_second_factor(found),
    }
    return render(request, "agencies/person.html", context)


@desk_view(roles=ADMINISTRATOR)
def give_role(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Give somebody a role from a day on."""
    desk, found = request.desk, person_of(request, uid)
    form = RoleForm(request.POST or None, agency=desk.agency, today=desk.today)
    return form_page(
        request,
        form,
        lambda: services.give_role(**desk.acting, person=found, **form.cleaned_data),
        done=lambda made: (
            f"{found.display_name}从 {made.valid_from} 起担任{Role(made.role).label}。"
        ),
        to=reverse("agencies:person", args=[uid]),
        title="增加角色",
        about=f"{found.display_name}，登录名 {found.login_name}",
        crumbs=above(found),
        cancel="不增加，返回",
    )


@desk_view(roles=ADMINISTRATOR)
def end_role(request: DeskRequest, uid: UUID, row: UUID) -> HttpResponse:
    """Write down the last day of a role."""
    desk, found = request.desk, person_of(request, uid)
    held = get_object_or_404(Membership, visibility.memberships(desk), uid=row, person=found)
    if held.valid_to and held.valid_to < desk.today:
        raise Http404
    form = LastDayForm(request.POST or None, initial={"last_day": held.valid_to or desk.today})
    role = Role(held.role).label
    return form_page(
        request,
        form,
        lambda: staff.end_role(**desk.acting, membership=held, **form.cleaned_data),
        at="last_day",
        done=lambda _: f"{found.display_name}担任{role}到 {form.cleaned_data['last_day']} 为止。",
        to=reverse("agencies:person", args=[uid]),
        title=f"写上{role}的截止日",
        button="写上截止日",
        about=f"{found.display_name}，{held.valid_from} 起担任{role}",
        crumbs=above(found),
        cancel="不写，返回",
    )


@never_cache
@require_POST
@desk_view(roles=ADMINISTRATOR)
def account(request: DeskRequest, uid: UUID, do: str) -> HttpResponse:
    """What an administrator does to an account by one press."""
    acting, found = request.desk.acting, person_of(request, uid)
    name = found.display_name
    if do == "reset":
        password = staff.fresh_password()
        credentials.reset_password(**acting, person=found, new=password)
        return _password_once(request, found, password)
    if do in ("off", "on"):
        staff.switch(**acting, person=found, active=do == "on")
        said = f"{name}的账号已经{'恢复' if do == 'on' else '停用'}。"
    elif do == "drop-factor":
        credentials.drop_second_factor(**acting, person=found)
        said = f"{name}的身份验证器已经停用，登录只要密码，请提醒本人重新启用。"
    else:
        raise Http404
    messages.success(request, said)
    return redirect("agencies:person", uid=uid)
