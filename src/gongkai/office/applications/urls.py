from __future__ import annotations

from django.urls import path

from gongkai.office.applications import views

app_name = "applications"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.register, name="register"),
    path("batch/", views.batch, name="batch"),
    path("<slug:number>/", views.one, name="one"),
    path("<slug:number>/answer/", views.answer, name="answer"),
    path("<slug:number>/receipt/", views.receipt, name="receipt"),
    path("<slug:number>/kind/", views.kind, name="kind"),
    path("<slug:number>/details/", views.details, name="details"),
    path("<slug:number>/strike/", views.strike, name="strike"),
    path("<slug:number>/materials/new/", views.material, name="material"),
    path("<slug:number>/papers/<uuid:uid>/", views.paper, name="paper"),
    path("<slug:number>/letters/<uuid:uid>/delivery/", views.delivery, name="delivery"),
    path("<slug:number>/applicant/", views.applicant, name="applicant"),
    path("<slug:number>/section/", views.section, name="section"),
    path("<slug:number>/steps/<slug:kind>/", views.step, name="step"),
    path("<slug:number>/correct/<uuid:uid>/", views.correct, name="correct"),
]
