"""Each model of these apps has its one filter, or is reached through the record it belongs to."""

from __future__ import annotations

import pytest
from django.apps import apps

from gongkai.office.agencies import visibility as agencies
from gongkai.office.documents import queries as documents
from gongkai.office.registers import visibility as registers
from gongkai.office.reviews import queries as reviews
from gongkai.office.work import queries as work

#: Models without a filter of their own: with whom, or by what, each is seen.
THROUGH_ANOTHER = {
    "agencies": {
        "Agency": "a name and a code, open to all; its records by their own filters",
        "Region": "a name and a code, open to all",
        "SecondFactor": "only its person, in the middle of a login",
    },
    "documents": {"NumberSeries": "never shown: a counter"},
    "registers": {"Removal": "with its row"},
    "reviews": {"Round": "with its version", "Decision": "with its version"},
    "work": {"MailAddress": "only its person", "MailSent": "never shown: a mark"},
}


@pytest.mark.parametrize(
    ("app", "visible"),
    [
        ("agencies", agencies.VISIBLE),
        ("documents", documents.VISIBLE),
        ("registers", registers.VISIBLE),
        ("reviews", reviews.VISIBLE),
        ("work", work.VISIBLE),
    ],
)
def test_every_model_has_its_filter(app: str, visible: dict[type, object]) -> None:
    models = {model.__name__ for model in apps.get_app_config(app).get_models()}
    assert {model.__name__ for model in visible} | set(THROUGH_ANOTHER[app]) == models
    assert {model.__name__ for model in visible} & set(THROUGH_ANOTHER[app]) == set()
