from __future__ import annotations

from django.urls import path

from gongkai.office.agencies import views

app_name = "agencies"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
]
