from __future__ import annotations

from django.urls import path

from gongkai.office.work import views

app_name = "work"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("work/jobs/", views.jobs, name="jobs"),
    path("work/jobs/<int:job>/retry/", views.retry, name="retry"),
    path("account/mail/", views.mail, name="mail"),
]
