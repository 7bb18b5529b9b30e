"""The office that answers for disclosure (公开工作机构): what the guide must say of it (条例 Art. 12)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.office.agencies.models import Agency, Row


class DisclosureOffice(Row):
    """What a person needs to reach the office, as it is now; what it was is in the ledger.

    name    of the working office, e.g. 办公室（公开办）
    hours   in words, e.g. 工作日 9:00—13:00，15:30—19:00
    fax     empty where there is none, which the guide then says
    """

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="disclosure_office")
    name = models.CharField("工作机构名称", max_length=120)
    address = models.CharField("办公地址", max_length=200)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    hours = models.CharField("办公时间", max_length=120)
    telephone = models.CharField("联系电话", max_length=40)
    fax = models.CharField("传真号码", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_on = models.DateField()

    def __str__(self) -> str:
        return self.name
