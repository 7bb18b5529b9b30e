"""Every route of the portal is public on purpose, and says so."""

from gongkai.office.portal.urls import urlpatterns


def test_every_route_is_a_public_view() -> None:
    assert [p.name for p in urlpatterns if not getattr(p.callback, "public", False)] == []


def test_no_name_is_given_twice() -> None:
    names = [p.name for p in urlpatterns]
    assert len(names) == len(set(names))
