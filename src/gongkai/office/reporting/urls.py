from __future__ import annotations

from django.urls import path

from gongkai.office.reporting import actions, views

app_name = "reporting"
urlpatterns = [
    path("", views.years, name="years"),
    path("keeping/", actions.keeping, name="keeping"),
    path("<int:year>/", views.report, name="report"),
    path("<int:year>/preview/", views.preview, name="preview"),
    path("<int:year>/differences/", views.differences, name="differences"),
    path("<int:year>/records.csv", views.records, name="records"),
    path("<int:year>/file.<slug:kind>", views.download, name="download"),
    path("<int:year>/text/<int:section>/", actions.text, name="text"),
    path("<int:year>/number/", actions.number, name="number"),
    path("<int:year>/verdict/<slug:fingerprint>/", actions.verdict, name="verdict"),
    path("<int:year>/compile/", actions.compile_step, name="compile"),
    path("<int:year>/check/", actions.check_step, name="check"),
    path("<int:year>/sign/", actions.sign_step, name="sign"),
    path("<int:year>/send-back/", actions.send_back_step, name="send_back"),
    path("<int:year>/file/", actions.file_step, name="file"),
    path("<int:year>/publish/", actions.publish_step, name="publish"),
    path("<int:year>/reopen/", actions.reopen_step, name="reopen"),
]
