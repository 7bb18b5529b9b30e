from __future__ import annotations

from django.urls import path

from gongkai.office.supervision.views import board, parcels, reports, returned, together, units

app_name = "supervision"
urlpatterns = [
    path("", board.home, name="home"),
    path("units/", units.register, name="units"),
    path("units/enter/", units.enter, name="enter-units"),
    path("<int:year>/", board.board, name="board"),
    path("<int:year>/units.xlsx", board.units_xlsx, name="units-xlsx"),
    path("<int:year>/upload/", reports.upload, name="upload"),
    path("<int:year>/parcels/", parcels.parcels, name="parcels"),
    path("parcels/<uuid:uid>/", parcels.parcel, name="parcel"),
    path("parcels/<uuid:uid>/<int:number>/", parcels.place, name="place"),
    path("<int:year>/accept/", together.accept, name="accept"),
    path("<int:year>/remind/", board.remind, name="remind"),
    path("<int:year>/rollup/", board.rollup, name="rollup"),
    path("<int:year>/rollup.<slug:kind>", board.rollup_file, name="rollup-file"),
    path("<int:year>/units/<uuid:unit>/", board.unit, name="unit"),
    path("returned/<uuid:uid>/", returned.returned, name="returned"),
    path("returned/<uuid:uid>/letter/", returned.letter_file, name="returned-letter"),
    path("received/<uuid:uid>/", reports.review, name="review"),
    path("received/<uuid:uid>/file/", reports.source_file, name="file"),
    path("received/<uuid:uid>/letter/", reports.letter_file, name="letter"),
    path("received/<uuid:uid>/comments/", reports.comments_file, name="comments"),
    path("received/<uuid:uid>/publication/", reports.publication, name="publication"),
]
