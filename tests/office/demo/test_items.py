"""The plan of what the demo publishes. That it is played and counted is in `test_demo.py`."""

from __future__ import annotations

from gongkai.office.demo.items_plan import CHANNELS, make_items
from gongkai.office.demo.plan import make_plan
from gongkai.office.demo.planned import TODAY


def test_the_plan_of_items_is_always_the_same() -> None:
    documents = make_plan().documents
    items = make_items(documents)
    assert items == make_items(documents)
    assert (len(documents), len(CHANNELS)) == (20, 5)
    assert len(items) == len({item.title for item in items}) == 351
    assert all(item.formed_on <= item.published_on < TODAY for item in items)
