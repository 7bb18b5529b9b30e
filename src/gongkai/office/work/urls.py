from __future__ import annotations

from django.urls import path

from gongkai.office.work import views

app_name = "work"
urlpatterns = [path("", views.home, name="home")]
