"""What hundreds of tests begin with is what the services make, also where it is written by its rows."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.apps import apps
from django.db import connection, transaction

from gongkai.office.agencies.models import Person
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from tests.office.build import make_office

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a transaction that is not to be kept."""


def rows() -> dict[str, list[dict[str, object]]]:
    """Every row of every model."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
    }


def test_an_office_written_again_is_the_one_that_was_founded(now: datetime) -> None:
    with pytest.raises(Undone), transaction.atomic():
        first, written = make_office(now), rows()
        raise Undone
    assert not Person.objects.exists()
    again = make_office(now)
    assert again == first and again is not first
    assert rows() == written
    assert verify_audit(again.agency) == verify_audit(again.supervising) == []


def test_where_keys_were_counted_less_far_the_next_row_gets_one_of_its_own(now: datetime) -> None:
    """As in a database that another worker, or a test before, has begun anew."""
    with pytest.raises(Undone), transaction.atomic():
        make_office(now)
        raise Undone
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('audit_event', 'id'), 1, false)")
    before = make_office(now)
    held = Event.objects.count()
    after = make_office(now, prefix="又", credit="0002")
    assert before.agency != after.agency
    assert Event.objects.count() == 2 * held
