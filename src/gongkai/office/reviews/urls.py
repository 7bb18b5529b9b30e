from __future__ import annotations

from django.urls import path

from gongkai.office.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.index, name="index"),
    path("templates/", views.templates, name="templates"),
    path("templates/new/", views.new_template, name="new_template"),
    path("templates/<uuid:uid>/close/", views.close_template, name="close-template"),
    path("<uuid:uid>/", views.round_page, name="round"),
    path("<uuid:uid>/sheet/", views.sheet, name="sheet"),
    path("<uuid:uid>/sheet/file/", views.file_sheet, name="file-sheet"),
    path("signed/<uuid:uid>/", views.signed_sheet, name="signed-sheet"),
]
