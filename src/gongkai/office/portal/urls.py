"""Every address of the public site. A route that is not here is not public, and every view here is
a `public_view`: the visibility test walks this list."""

from __future__ import annotations

from django.urls import path, register_converter

from gongkai.office.portal.views import apply, clock, data, feeds, items, reports, search, track


class IndexNumber:
    """11990000MB0000001X/2026-00318: credit code, year and number."""

    regex = r"[0-9A-Za-z]{1,18}/[0-9]{4}-[0-9]{5,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class Month:
    """2026-10"""

    regex = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(IndexNumber, "index")
register_converter(Month, "month")

app_name = "portal"
urlpatterns = [
    path("", items.home, name="home"),
    path("guide/", items.guide, name="guide"),
    path("catalogue/", items.catalogue, name="catalogue"),
    path("catalogue/<slug:slug>/", items.catalogue_of, name="catalogue_of"),
    path("institutions/", items.institutions, name="institutions"),
    path("proactive/", items.proactive, name="proactive"),
    path("column/<slug:slug>/", items.column, name="column"),
    path("items/", items.everything, name="items"),
    path("item/<index:index_number>/", items.item, name="item"),
    path("item/<index:index_number>/text.docx", items.text, name="item_file"),
    path("item/<index:index_number>/files/<int:position>/", items.attachment, name="attachment"),
    path("search/", search.search, name="search"),
    path("reports/", reports.index, name="reports"),
    path("reports/<int:year>/", reports.report, name="report"),
    path("reports/<int:year>/file.<slug:kind>", reports.file, name="report_file"),
    path("apply/", apply.start, name="apply"),
    path("apply/discard/", apply.discard, name="apply_discard"),
    path("apply/receipt/", apply.receipt, name="apply_receipt"),
    path("apply/<slug:question>/", apply.question, name="apply_question"),
    path("track/", track.track, name="track"),
    path("clock/", clock.calculate, name="clock"),
    path("accessibility/", items.accessibility, name="accessibility"),
    path("data/", data.about, name="data"),
    path("data/items.json", data.items_json, name="items_json"),
    path("data/items.csv", data.items_csv, name="items_csv"),
    path("feed.atom", feeds.atom, name="feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<month:month>.xml", feeds.sitemap_month, name="sitemap_month"),
    path("robots.txt", feeds.robots, name="robots"),
]
