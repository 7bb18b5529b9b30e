"""Who applied, asked by name: for those who may open an applicant, and never without a trace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.applications.models import Application
from gongkai.office.applications.services import record
from gongkai.office.applications.services.materials import OPENERS
from gongkai.office.applications.services.registering import print_of_name
from gongkai.office.audit import services as audit
from gongkai.office.time import today


@transaction.atomic
def find_by_name(
    *, agency: Agency, actor: Person, now: datetime, name: str, most: int
) -> QuerySet[Application]:
    """The newest applications of whoever has exactly that name, at most `most`. It tells who applied, so
    it is for those who may open an applicant, and every hit is recorded; the name never is."""
    agencies.require(actor, agency, OPENERS, today(now))
    named = Application.objects.filter(agency=agency, applicant__name_print=print_of_name(name))
    found = named.order_by("-id")
    hits = list(found[:most])
    for application in sorted(hits, key=lambda one: one.pk):
        audit.append(
            agency=agency,
            actor=actor,
            now=now,
            verb="application.found_by_name",
            subject=record.subject_of(application),
            data={},
        )
    return found.filter(pk__in=[one.pk for one in hits])
