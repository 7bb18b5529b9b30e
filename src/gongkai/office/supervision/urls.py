from __future__ import annotations

from django.urls import path

from gongkai.office.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:year>/", views.board, name="board"),
    path("<int:year>/units.xlsx", views.units_xlsx, name="units-xlsx"),
    path("<int:year>/upload/", views.upload, name="upload"),
    path("<int:year>/remind/", views.remind, name="remind"),
    path("<int:year>/rollup/", views.rollup, name="rollup"),
    path("<int:year>/rollup.<slug:kind>", views.rollup_file, name="rollup-file"),
    path("<int:year>/units/<uuid:unit>/", views.unit, name="unit"),
    path("received/<uuid:uid>/", views.review, name="review"),
    path("received/<uuid:uid>/file/", views.source_file, name="file"),
    path("received/<uuid:uid>/letter/", views.letter_file, name="letter"),
    path("received/<uuid:uid>/comments/", views.comments_file, name="comments"),
    path("received/<uuid:uid>/publication/", views.publication, name="publication"),
]
