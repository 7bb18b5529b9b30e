"""Frozen reports as witnesses: each keeps a head of the ledger and the digest of its own content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from gongkai.office.agencies.models import Agency
from gongkai.office.proofs import Head
from gongkai.office.reporting.models import FrozenReport


def heads(*, agency: Agency) -> Iterator[Head]:
    for one in FrozenReport.objects.filter(agency=agency).defer("content").order_by("id"):
        yield Head(one.position, one.head_hash, f"{one.year}年度报告第 {one.version} 次冻结")


def broken(*, agency: Agency) -> Iterator[str]:
    for one in FrozenReport.objects.filter(agency=agency).order_by("id").iterator():
        if hashlib.sha256(one.content.encode()).hexdigest() != one.digest:
            yield f"{one.year}年度报告第 {one.version} 次冻结的内容被改动过。"
