"""Imported files as witnesses: the ledger sealed what the rows of each said."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.agencies.models import Agency
from gongkai.office.audit.models import Event
from gongkai.office.proofs import Head
from gongkai.office.registers import queries
from gongkai.office.registers.models import Batch


def heads(*, agency: Agency) -> Iterator[Head]:
    yield from ()


def broken(*, agency: Agency) -> Iterator[str]:
    for batch in Batch.objects.filter(agency=agency).select_related("file").order_by("id"):
        event = Event.objects.filter(agency=agency, position=batch.position).first()
        if event is None or event.data.get("digest") != batch.digest:
            yield f"导入的文件“{batch.file.name}”与审计链第 {batch.position} 条记下的不同。"
        elif not queries.batch_holds(batch):
            yield f"导入的文件“{batch.file.name}”的记录不再是写入时的样子。"
