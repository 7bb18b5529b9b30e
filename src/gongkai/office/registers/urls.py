from __future__ import annotations

from django.urls import URLPattern

app_name = "registers"
urlpatterns: list[URLPattern] = []
