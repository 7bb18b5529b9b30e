"""Who may open a page of the desk: nobody, unless the view says which roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, TypedDict

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.refusal import Refusal

SESSION_AGENCY = "agency"


class Acting(TypedDict):
    """Who acts, for which agency, when: what every service takes."""

    agency: Agency
    actor: Person
    now: datetime


@dataclass(frozen=True)
class Desk:
    """Where a person works in this request: `request.desk`."""

    person: Person
    agency: Agency
    roles: frozenset[Role]
    sections: tuple[Section, ...]
    now: datetime
    today: date

    @property
    def acting(self) -> Acting:
        """The person at the desk as services take them: `services.add_row(**desk.acting, …)`."""
        return Acting(agency=self.agency, actor=self.person, now=self.now)

    @property
    def role_names(self) -> str:
        """The roles in words, for the bar."""
        return "、".join(role.label for role in Role if role in self.roles)

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


class DeskRequest(HttpRequest):
    """The request a desk view gets."""

    desk: Desk
    user: Person
    entry: str


View = Callable[..., HttpResponseBase]


def desk_view(*, roles: Iterable[Role], entry: str = "") -> Callable[[View], View]:
    """Let in people who hold one of `roles` in their current agency today.

    `entry` names the page of the bar that this one belongs to, where its address is not under it.
    Sets `request.desk`. Without login: to the login page. Without the role: a page that says who
    can. A Refusal that the view lets through is shown as a page with its sentence (409).
    """
    wanted = frozenset(roles)
    assert wanted, "a desk view names its roles; EVERYONE is every role"

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.must_change_password:
                return redirect("agencies:password")
            desk = current_desk(request)
            if desk is None:
                return refuse(
                    request, "没有可以进入的机关。请机关管理员在“人员”页面给这个账号一个角色。", 403
                )
            request.desk, request.entry = desk, entry
            if desk.roles.isdisjoint(wanted):
                names = "、".join(r.label for r in Role if r in wanted)
                return refuse(
                    request, f"这个页面由{names}使用。需要时请机关管理员给这个账号相应的角色。", 403
                )
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refuse(request, str(refusal), 409)

        guarded.desk_roles = wanted  # type: ignore[attr-defined]
        return guarded

    return decorate


EVERYONE = frozenset(Role)


def current_desk(request: Any) -> Desk | None:
    """The agency chosen in the session, else the first the person belongs to today."""
    now = time.now()
    today = time.today(now)
    places = agencies.places_on(request.user, today)
    if not places:
        return None
    chosen = request.session.get(SESSION_AGENCY)
    place = next((p for p in places if str(p.agency.uid) == chosen), places[0])
    return Desk(
        person=request.user,
        agency=place.agency,
        roles=place.roles,
        sections=place.sections,
        now=now,
        today=today,
    )


def refuse(request: Any, message: str, status: int) -> HttpResponse:
    """The page that says why not, and leads back to the page one came from, where that is ours."""
    came = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    shown = {"message": message, "back": came if ours else ""}
    return render(request, "refused.html", shown, status=status)
