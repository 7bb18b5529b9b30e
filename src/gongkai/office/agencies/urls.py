from __future__ import annotations

from django.urls import path

from gongkai.office.agencies import (
    agency_views,
    delegation_views,
    notice_views,
    open_point_views,
    section_views,
    staff_views,
    views,
)

app_name = "agencies"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/code/", views.code, name="code"),
    path("logout/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/enter/<uuid:uid>/", views.enter, name="enter"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", views.second_factor, name="second_factor"),
    path("account/delegation/", delegation_views.own_delegations, name="own_delegation"),
    path("account/delegation/new/", delegation_views.lend_own, name="lend_own"),
    path("account/delegation/<uuid:row>/end/", delegation_views.end_own, name="end_own"),
    path("agency/", agency_views.agency, name="agency"),
    path("agency/name/", agency_views.rename, name="rename"),
    path("agency/superior/", agency_views.superior, name="superior"),
    path("agency/succession/", agency_views.succession, name="succession"),
    path("agency/working-days/", notice_views.working_days_page, name="working_days"),
    path("agency/working-days/load/", notice_views.load_notice, name="load_notice"),
    path("agency/open-points/", open_point_views.readings, name="open_points"),
    path("agency/open-points/<slug:name>/", open_point_views.choose, name="choose"),
    path("people/", staff_views.people, name="people"),
    path("people/new/", staff_views.new_person, name="new_person"),
    path("people/sections/", section_views.sections, name="sections"),
    path("people/sections/new/", section_views.new_section, name="new_section"),
    path("people/sections/<uuid:uid>/close/", section_views.close_section, name="close_section"),
    path("people/<uuid:uid>/", staff_views.person, name="person"),
    path("people/<uuid:uid>/role/", staff_views.give_role, name="give_role"),
    path("people/<uuid:uid>/role/<uuid:row>/end/", staff_views.end_role, name="end_role"),
    path("people/<uuid:uid>/delegation/", delegation_views.lend, name="lend"),
    path("people/<uuid:uid>/delegation/<uuid:row>/end/", delegation_views.end, name="end"),
    path("people/<uuid:uid>/account/<slug:do>/", staff_views.account, name="person_account"),
]
