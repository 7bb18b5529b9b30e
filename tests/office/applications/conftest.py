"""An office on Wednesday 21 October 2026, and its clerk logged in."""

from datetime import datetime

import pytest
from django.test import Client

from gongkai.office import access
from tests.office.applications.lettering import TODAY
from tests.office.applications.make import noon
from tests.office.build import Office, make_office


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(access.time, "now", lambda: noon(TODAY))
    return make_office(now)


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client
