"""Saying how the office that answers for disclosure is reached."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.publishing.models import DisclosureOffice
from gongkai.office.publishing.visibility import KEEPERS
from gongkai.office.refusal import Refusal

#: What Art. 12 asks the guide to say, in words for a refusal.
_NEEDED = {
    "name": "工作机构名称",
    "address": "办公地址",
    "hours": "办公时间",
    "telephone": "联系电话",
}


@transaction.atomic
def describe_office(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    name: str,
    address: str,
    hours: str,
    telephone: str,
    postcode: str = "",
    fax: str = "",
    email: str = "",
) -> DisclosureOffice:
    """What the guide and the foot of every public page say from now on. Raises Refusal:
    office-incomplete, with what is missing."""
    today = time.today(now)
    require(actor, agency, KEEPERS, today)
    said = {
        "name": name.strip(),
        "address": address.strip(),
        "hours": hours.strip(),
        "telephone": telephone.strip(),
        "postcode": postcode.strip(),
        "fax": fax.strip(),
        "email": email.strip(),
    }
    missing = [words for field, words in _NEEDED.items() if not said[field]]
    if missing:
        raise Refusal(
            "office-incomplete",
            f"公开指南要写明{'、'.join(missing)}，请填写。",
            "条例第十二条",
        )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.office_described",
        subject=f"agencies.agency:{agency.uid}",
        data=said,
    )
    made, _ = DisclosureOffice.objects.update_or_create(
        agency=agency, defaults={**said, "changed_by": actor, "changed_on": today}
    )
    return made
