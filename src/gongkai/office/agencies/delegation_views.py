"""授权代行: lending a role for a stated time, one's own or, for the administrator, anybody's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office.access import EVERYONE, DeskRequest, desk_view
from gongkai.office.agencies import queries, services, staff, visibility
from gongkai.office.agencies.models import Delegation, Person, Role
from gongkai.office.agencies.staff_forms import DelegationForm
from gongkai.office.agencies.staff_views import ADMINISTRATOR, above, person_of
from gongkai.office.formpage import Crumbs, form_page
from gongkai.office.refusal import Refusal


@desk_view(roles=EVERYONE)
def own_delegations(request: DeskRequest) -> HttpResponse:
    """The own roles that were lent, and those of others held."""
    desk = request.desk
    return render(
        request,
        "agencies/delegation.html",
        {
            "delegations": queries.delegations_of(desk, desk.person),
            "can_delegate": bool(queries.lendable(desk, desk.person)),
        },
    )


@desk_view(roles=EVERYONE)
def lend_own(request: DeskRequest) -> HttpResponse:
    """Lend an own role."""
    back = reverse("agencies:own_delegation")
    crumbs = [(reverse("agencies:account"), "账号"), (back, "授权代行")]
    return _lend(request, request.desk.person, to=back, crumbs=crumbs)


@desk_view(roles=ADMINISTRATOR)
def lend(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Lend somebody's role, for one who is away."""
    giver = person_of(request, uid)
    return _lend(request, giver, to=reverse("agencies:person", args=[uid]), crumbs=above(giver))


def _lend(request: DeskRequest, giver: Person, *, to: str, crumbs: Crumbs) -> HttpResponse:
    desk = request.desk
    held = queries.lendable(desk, giver)
    if not held:
        raise Refusal(
            "no-role",
            f"{giver.display_name}在{desk.agency.name}没有自己的角色，代行来的角色不能再授权别人。",
        )
    form = DelegationForm(request.POST or None, agency=desk.agency, giver=giver, roles=held)
    return form_page(
        request,
        form,
        lambda: services.delegate(**desk.acting, giver=giver, **form.cleaned_data),
        at={"days-reversed": "valid_to", "one-person": "receiver", "not-held": "role"},
        done=lambda made: (
            f"{made.valid_from} 到 {made.valid_to}，由{made.receiver}代行"
            f"{giver.display_name}的{Role(made.role).label}。"
        ),
        to=to,
        title="新的授权",
        button="授权代行",
        intro="代行的每一步都同时记下两个人的姓名，到截止日自动停止。",
        about=f"授权人：{giver.display_name}",
        crumbs=crumbs,
        cancel="不授权，返回",
    )


@require_POST
@desk_view(roles=EVERYONE)
def end_own(request: DeskRequest, row: UUID) -> HttpResponse:
    """Take an own role back."""
    _end(request, request.desk.person, row)
    return redirect("agencies:own_delegation")


@require_POST
@desk_view(roles=ADMINISTRATOR)
def end(request: DeskRequest, uid: UUID, row: UUID) -> HttpResponse:
    """Take somebody's role back for them."""
    _end(request, person_of(request, uid), row)
    return redirect("agencies:person", uid=uid)


def _end(request: DeskRequest, giver: Person, row: UUID) -> None:
    """End it today; one that has not begun ends with its first day."""
    desk = request.desk
    lent = get_object_or_404(Delegation, visibility.delegations(desk), uid=row, giver=giver)
    last_day = max(desk.today, lent.valid_from)
    staff.end_delegation(**desk.acting, delegation=lent, last_day=last_day)
    messages.success(request, f"代行到 {last_day} 为止。")
