from __future__ import annotations

from django.urls import path

from gongkai.office.agencies import views

app_name = "agencies"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/code/", views.code, name="code"),
    path("logout/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/enter/<uuid:uid>/", views.enter, name="enter"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", views.second_factor, name="second_factor"),
]
