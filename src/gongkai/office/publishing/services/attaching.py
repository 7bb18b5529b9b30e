"""Keeping an uploaded file as an attachment-to-be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.agencies.services import require
from gongkai.office.documents.services import store
from gongkai.office.publishing import attaching
from gongkai.office.publishing.services.items import NewAttachment
from gongkai.office.publishing.visibility import WRITERS


@transaction.atomic
def attach(
    *, agency: Agency, actor: Person, now: datetime, name: str, data: bytes, title: str = ""
) -> NewAttachment:
    """Keep a file for a version that is being written, encrypted like its text: nobody has looked yet
    whether it may become public. Raises Refusal as `attaching.accept`."""
    require(actor, agency, WRITERS, time.today(now))
    accepted = attaching.accept(data, name)
    file = store(
        agency=agency,
        actor=actor,
        now=now,
        name=accepted.name,
        data=data,
        media_type=accepted.media_type,
        personal=True,
    )
    return NewAttachment(
        file, title.strip()[:200] or accepted.name.rsplit(".", 1)[0][:200], accepted.text
    )
