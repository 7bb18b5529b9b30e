from __future__ import annotations

from django.urls import path

from gongkai.office.challenges import views

app_name = "challenges"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.add, name="add"),
    path("<slug:number>/", views.one, name="one"),
    path("<slug:number>/correct/<slug:dated>/", views.correct, name="correct"),
    path("<slug:number>/<slug:kind>/", views.step, name="step"),
]
