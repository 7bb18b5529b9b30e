"""The administrator's pages: people, roles, sections, delegations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from gongkai.office import asked
from gongkai.office.access import EVERYONE, Acting, DeskRequest, desk_view
from gongkai.office.agencies import credentials, queries, services, staff, visibility
from gongkai.office.agencies.models import Delegation, Membership, Person, Role, Section, valid_on
from gongkai.office.agencies.staff_forms import (
    DelegationForm,
    EndForm,
    PersonForm,
    RoleForm,
    SectionForm,
)
from gongkai.office.refusal import Refusal

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
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            taken = staff.take_on(
                actor=desk.person,
                now=desk.now,
                agency=desk.agency,
                login_name=data["login_name"],
                display_name=data["display_name"],
                role=Role(data["role"]),
                section=data["section"],
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
            )
        except Refusal as refused:
            refusal = refused
        else:
            return render(
                request,
                "agencies/password_once.html",
                {"person": taken.person, "password": taken.password},
            )
    return render(request, "agencies/person_form.html", {"form": form, "refusal": refusal})


def _person(request: DeskRequest, uid: UUID) -> Person:
    return get_object_or_404(Person, visibility.people(request.desk), uid=uid)


@never_cache
@desk_view(roles=ADMINISTRATOR)
def person(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One person: roles, delegations, account. Each form on the page names its act in `do`."""
    desk = request.desk
    found = _person(request, uid)
    held = [
        Role(m.role)
        for m in Membership.objects.filter(
            valid_on(desk.today), visibility.memberships(desk), person=found
        )
    ]
    act = request.POST.get("do", "")
    role_form = RoleForm(
        request.POST if act == "give" else None,
        agency=desk.agency,
        today=desk.today,
        prefix="give",
    )
    delegation_form = DelegationForm(
        request.POST if act == "delegate" else None,
        agency=desk.agency,
        giver=found,
        roles=held,
        prefix="delegate",
    )
    end_form = EndForm(request.POST if act in ("end", "end-delegation") else None)
    refusal = None
    if request.method == "POST":
        try:
            done = _act(request, found, act, role_form, delegation_form, end_form)
        except Refusal as refused:
            refusal = refused
        else:
            if isinstance(done, HttpResponse):
                return done
            if done:
                messages.success(request, done)
                return redirect("agencies:person", uid=uid)
    rows = Membership.objects.filter(visibility.memberships(desk), person=found)
    context: dict[str, Any] = {
        "person": found,
        "memberships": rows.select_related("section").order_by("-valid_from", "-id"),
        "delegations": queries.delegations_of(desk, found),
        "role_form": role_form,
        "delegation_form": delegation_form,
        "can_delegate": bool(held),
        "end_form": end_form,
        "has_factor": credentials.has_second_factor(found),
        "refusal": refusal,
    }
    return render(request, "agencies/person.html", context)


def _act(
    request: DeskRequest,
    found: Person,
    act: str,
    role_form: RoleForm,
    delegation_form: DelegationForm,
    end_form: EndForm,
) -> HttpResponse | str:
    """Do what one form of the page asks. Returns the sentence for the person, a page, or "" when
    the form has errors. Raises Refusal."""
    desk = request.desk
    name = found.display_name
    simple: dict[str, Callable[[], str]] = {
        "off": lambda: _switch(desk.acting, found, False),
        "on": lambda: _switch(desk.acting, found, True),
        "drop-factor": lambda: _drop_factor(desk.acting, found),
    }
    if act in simple:
        return simple[act]()
    if act == "reset":
        password = staff.fresh_password()
        credentials.reset_password(**desk.acting, person=found, new=password)
        return render(
            request, "agencies/password_once.html", {"person": found, "password": password}
        )
    if act == "give" and role_form.is_valid():
        data = role_form.cleaned_data
        services.give_role(
            **desk.acting,
            person=found,
            role=Role(data["role"]),
            section=data["section"],
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
        )
        return f"{name}从 {data['valid_from']} 起担任{Role(data['role']).label}。"
    if act == "delegate" and delegation_form.is_valid():
        return _delegate(desk.acting, found, delegation_form)
    if act == "end" and end_form.is_valid():
        row = get_object_or_404(
            Membership,
            visibility.memberships(desk),
            uid=end_form.cleaned_data["row"],
            person=found,
        )
        last_day = end_form.cleaned_data["last_day"]
        staff.end_role(**desk.acting, membership=row, last_day=last_day)
        return f"{name}担任{Role(row.role).label}到 {last_day} 为止。"
    if act == "end-delegation" and end_form.is_valid():
        lent = get_object_or_404(
            Delegation,
            visibility.delegations(desk),
            uid=end_form.cleaned_data["row"],
            giver=found,
        )
        last_day = end_form.cleaned_data["last_day"]
        staff.end_delegation(**desk.acting, delegation=lent, last_day=last_day)
        return f"代行到 {last_day} 为止。"
    return ""


def _switch(acting: Acting, found: Person, active: bool) -> str:
    staff.switch(**acting, person=found, active=active)
    return f"{found.display_name}的账号已经{'恢复' if active else '停用'}。"


def _drop_factor(acting: Acting, found: Person) -> str:
    credentials.drop_second_factor(**acting, person=found)
    return f"{found.display_name}的身份验证器已经停用，登录只要密码，请提醒本人重新启用。"


def _delegate(acting: Acting, giver: Person, form: DelegationForm) -> str:
    data = form.cleaned_data
    services.delegate(
        **acting,
        giver=giver,
        receiver=data["receiver"],
        role=Role(data["role"]),
        valid_from=data["valid_from"],
        valid_to=data["valid_to"],
    )
    return (
        f"{data['valid_from']} 到 {data['valid_to']}，由{data['receiver']}代行"
        f"{giver.display_name}的{Role(data['role']).label}。"
    )


@desk_view(roles=EVERYONE)
def own_delegation(request: DeskRequest) -> HttpResponse:
    """Lend an own role for a stated time, or take it back."""
    desk = request.desk
    held = [
        Role(m.role)
        for m in Membership.objects.filter(
            valid_on(desk.today), visibility.memberships(desk), person=desk.person
        )
    ]
    ending = request.POST.get("do") == "end-delegation"
    form = DelegationForm(
        request.POST if request.method == "POST" and not ending else None,
        agency=desk.agency,
        giver=desk.person,
        roles=held,
        prefix="delegate",
    )
    end_form = EndForm(request.POST if ending else None)
    refusal = None
    try:
        if ending and end_form.is_valid():
            lent = get_object_or_404(
                Delegation,
                visibility.delegations(desk),
                uid=end_form.cleaned_data["row"],
                giver=desk.person,
            )
            last_day = end_form.cleaned_data["last_day"]
            staff.end_delegation(**desk.acting, delegation=lent, last_day=last_day)
            messages.success(request, f"代行到 {last_day} 为止。")
            return redirect("agencies:own_delegation")
        if form.is_bound and form.is_valid():
            messages.success(request, _delegate(desk.acting, desk.person, form))
            return redirect("agencies:own_delegation")
    except Refusal as refused:
        refusal = refused
    return render(
        request,
        "agencies/delegation.html",
        {
            "form": form,
            "delegations": queries.delegations_of(desk, desk.person),
            "can_delegate": bool(held),
            "refusal": refusal,
        },
    )


@desk_view(roles=ADMINISTRATOR)
def sections(request: DeskRequest) -> HttpResponse:
    """The 科室 of the agency: add one, dissolve one."""
    desk = request.desk
    closing = request.POST.get("close")
    form = SectionForm(request.POST if request.method == "POST" and not closing else None)
    refusal = None
    try:
        if closing:
            uid = asked.uid(closing)
            found = get_object_or_404(Section, visibility.sections(desk), uid=uid)
            staff.close_section(**desk.acting, section=found)
            messages.success(request, f"科室“{found.name}”已经撤销，以前的记录不变。")
            return redirect("agencies:sections")
        if form.is_bound and form.is_valid():
            made = services.add_section(**desk.acting, name=form.cleaned_data["name"])
            messages.success(request, f"科室“{made.name}”已经设立。")
            return redirect("agencies:sections")
    except Refusal as refused:
        refusal = refused
    rows = Section.objects.filter(visibility.sections(desk)).order_by("closed_on", "name")
    return render(
        request, "agencies/sections.html", {"sections": rows, "form": form, "refusal": refusal}
    )
