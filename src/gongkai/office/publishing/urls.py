from __future__ import annotations

from django.urls import path

from gongkai.office.publishing import views

app_name = "publishing"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/add/", views.add, name="add-document"),
    path("documents/<uuid:record>/", views.document, name="document"),
    path("documents/<uuid:record>/end/", views.end, name="end-document"),
    path("documents/<uuid:record>/amend/", views.amend, name="amend-document"),
    path("documents/<uuid:record>/correct/", views.correct, name="correct-document"),
]
