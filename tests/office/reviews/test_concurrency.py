"""A text is handed in anew at the moment when its last version is decided on."""

from datetime import datetime

import pytest

from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from gongkai.office.reviews.models import Decision, Version
from tests.office.at_once import meanwhile
from tests.office.reviews.conftest import Reviewed, decide, hand_in

pytestmark = pytest.mark.usefixtures("committed")


def test_nobody_passes_a_version_that_is_being_replaced(reviewed: Reviewed, now: datetime) -> None:
    round_ = hand_in(reviewed, now)
    told = meanwhile(
        lambda: hand_in(reviewed, now, body="全县设接种点19个。\n特此通知。"),
        lambda: decide(round_, reviewed.office.section_person, 0, now),
    )
    assert isinstance(told, Refusal) and told.code == "not-now"
    assert Decision.objects.count() == 0
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert verify_audit(reviewed.office.agency) == []
