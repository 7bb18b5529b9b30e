"""What machines come for: the feed, the site map, robots.txt."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from gongkai.office.portal import queries
from gongkai.office.portal.site import PublicRequest, public_view
from gongkai.office.publishing import queries as publishing
from gongkai.office.publishing.plain import printable

NEWEST = 50
#: Pages without an item in them that a reader may want to find.
STANDING = (
    "home",
    "guide",
    "catalogue",
    "institutions",
    "proactive",
    "items",
    "reports",
    "apply",
    "track",
)
#: Limit of the site map protocol; a month with more shows its newest.
MOST_ADDRESSES = 50_000
#: The desk's words: nothing there is for a crawler, and a login page is no result.
DESK = [
    "desk",
    "login",
    "logout",
    "account",
    "people",
    "audit",
    "documents",
    "reviews",
    "publishing",
    "registers",
    "applications",
    "challenges",
    "reporting",
    "supervision",
    "display",
    "apply",
    "track",
]


@require_safe
@public_view
def atom(request: PublicRequest) -> HttpResponse:
    """The newest items."""
    site = request.site
    feed = Atom1Feed(
        title=f"{site.agency.name}政府信息公开",
        link=request.build_absolute_uri(site.address("home")),
        description="",
        language="zh-CN",
        feed_url=request.build_absolute_uri(site.address("feed")),
        author_name=site.agency.name,
    )
    for row in queries.listed(site.agency)[:NEWEST]:
        address = request.build_absolute_uri(site.address("item", row.item.index_number))
        feed.add_item(
            title=printable(row.version.title),
            link=address,
            description=printable(row.version.summary),
            unique_id=f"urn:uuid:{row.uid}",
            pubdate=row.published_at,
            updateddate=row.published_at,
            categories=(printable(row.item.column.name),),
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@require_safe
@public_view
def sitemap(request: PublicRequest) -> HttpResponse:
    """One map a month."""
    site = request.site
    months = (
        publishing.published(site.agency)
        .order_by()
        .annotate(month=TruncMonth("published_on"))
        .values_list("month", flat=True)
        .distinct()
        .order_by("-month")
    )
    lines = [
        request.build_absolute_uri(site.address("sitemap_month", f"{m:%Y-%m}")) for m in months
    ]
    body = "".join(f"<sitemap><loc>{escape(line)}</loc></sitemap>" for line in lines)
    return _xml(f'<sitemapindex xmlns="{_NAMESPACE}">{body}</sitemapindex>')


@require_safe
@public_view
def sitemap_month(request: PublicRequest, month: str) -> HttpResponse:
    """The items of a month; the standing pages are in every map of the current month."""
    site = request.site
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    rows = (
        publishing.published(site.agency)
        .filter(published_on__gte=first, published_on__lt=after)
        .values_list("item__index_number", "published_on")[:MOST_ADDRESSES]
    )
    pages = [(site.address("item", number), day) for number, day in rows]
    if not pages:
        raise Http404
    if (first.year, first.month) == (site.today.year, site.today.month):
        pages += [(site.address(name), site.today) for name in STANDING]
    body = "".join(
        f"<url><loc>{escape(request.build_absolute_uri(path))}</loc>"
        f"<lastmod>{day.isoformat()}</lastmod></url>"
        for path, day in pages
    )
    return _xml(f'<urlset xmlns="{_NAMESPACE}">{body}</urlset>')


@require_safe
@public_view
def robots(request: PublicRequest) -> HttpResponse:
    """Everything public may be found; forms and the desk are nothing to find."""
    lines = ["User-agent: *", *(f"Disallow: /{word}/" for word in DESK)]
    lines.append(f"Sitemap: {request.build_absolute_uri(request.site.address('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _xml(body: str) -> HttpResponse:
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n' + body, content_type="application/xml"
    )
