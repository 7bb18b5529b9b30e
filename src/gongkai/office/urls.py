"""Every app's addresses under its own word; an app never touches this file."""

from __future__ import annotations

from django.urls import include, path

from gongkai.office import display

handler400 = "gongkai.office.errors.refused"
handler404 = "gongkai.office.errors.missing"
handler500 = "gongkai.office.errors.broken"

urlpatterns = [
    path("display/<slug:what>/", display.switch, name="display"),
    path("favicon.ico", display.no_icon, name="favicon"),
    path("desk/", include("gongkai.office.work.urls")),
    path("", include("gongkai.office.agencies.urls")),
    path("audit/", include("gongkai.office.audit.urls")),
    path("documents/", include("gongkai.office.documents.urls")),
    path("reviews/", include("gongkai.office.reviews.urls")),
    path("publishing/", include("gongkai.office.publishing.urls")),
    path("registers/", include("gongkai.office.registers.urls")),
    path("applications/", include("gongkai.office.applications.urls")),
    path("challenges/", include("gongkai.office.challenges.urls")),
    path("reporting/", include("gongkai.office.reporting.urls")),
    path("supervision/", include("gongkai.office.supervision.urls")),
    # The public site: of one agency at the root, of each other one under its code.
    path("", include("gongkai.office.portal.urls", namespace="portal")),
    path("o/<slug:code>/", include("gongkai.office.portal.urls", namespace="portal-of")),
]
