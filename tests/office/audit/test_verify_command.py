"""`verify_audit` looks at the chain and at what the records keep of it."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.office import guards
from gongkai.office.audit import queries
from gongkai.office.audit.models import Event, Ledger
from gongkai.office.documents import services as documents
from gongkai.office.registers import services as registers
from gongkai.office.registers.models import Batch, RegisterRow
from gongkai.office.registers.services import RowData
from gongkai.office.reporting import services as reporting
from gongkai.office.reporting.models import FrozenReport
from tests.office.build import Office
from tests.office.reporting.conftest import JANUARY, SIGNING, office, write_all

__all__ = ["office"]


@pytest.fixture
def frozen(office: Office) -> FrozenReport:
    """An office with an imported file and a frozen report, then one event more."""
    common = {"agency": office.agency, "actor": office.clerk, "now": JANUARY}
    file = documents.store(**common, name="许可.csv", data=b"a", media_type="text/csv")
    rows = [
        (n, RowData(number=f"{n}号", subject="登记", decided_on=date(2025, 3, n))) for n in (2, 3)
    ]
    registers.import_rows(**common, kind="licences", file=file, rows=rows)
    written = write_all(office, 2025, JANUARY)
    reporting.check_report(report=written, actor=office.clerk, now=JANUARY)
    made = reporting.sign(report=written, actor=office.signer, now=SIGNING)
    reporting.keep(
        agency=office.agency, from_year=2026, codes=["fees"], actor=office.clerk, now=SIGNING
    )
    guards.remove(guards.registry())  # an owner of the database does
    return made


def verified(*options: str) -> str:
    told = StringIO()
    call_command("verify_audit", *options, stdout=told, stderr=told)
    return told.getvalue()


def found(*options: str) -> str:
    told = StringIO()
    with pytest.raises(CommandError, match="共有 1 处问题"):
        call_command("verify_audit", *options, stdout=told, stderr=told)
    return told.getvalue()


def test_an_untouched_office_holds_against_every_head(frozen: FrozenReport, office: Office) -> None:
    assert "1 个留存的校验值都对得上" in verified()
    position, digest = queries.head(office.agency)
    code = office.agency.credit_code
    assert "2 个留存的校验值都对得上" in verified(f"--head={code}:{position}:{digest}")


def test_a_tail_cut_below_a_frozen_report_shows(frozen: FrozenReport, office: Office) -> None:
    """Chain and head agree with each other; the printed report does not agree with them."""
    Event.objects.filter(agency=office.agency, position__gte=frozen.position).delete()
    last = Event.objects.filter(agency=office.agency).order_by("-position").first()
    assert last is not None
    Ledger.objects.filter(agency=office.agency).update(
        head_position=last.position, head_hash=last.hash
    )
    assert queries.verify_audit(office.agency) == []
    assert f"2025年度报告第 1 次冻结留存的第 {frozen.position} 条校验值对不上" in found()


def test_a_tail_cut_above_every_report_shows_against_a_printed_head(
    frozen: FrozenReport, office: Office
) -> None:
    position, digest = queries.head(office.agency)
    Event.objects.filter(agency=office.agency, position=position).delete()
    last = Event.objects.get(agency=office.agency, position=position - 1)
    Ledger.objects.filter(agency=office.agency).update(
        head_position=last.position, head_hash=last.hash
    )
    assert "都对得上" in verified()
    head = f"--head={office.agency.credit_code}:{position}:{digest}"
    assert f"给出的留存的第 {position} 条" in found(head)


def test_a_changed_report_and_a_changed_row_show(frozen: FrozenReport, office: Office) -> None:
    FrozenReport.objects.update(content=frozen.content + " ")
    assert "2025年度报告第 1 次冻结的内容被改动过" in found()
    FrozenReport.objects.update(content=frozen.content)
    RegisterRow.objects.filter(line=2).update(decided_on=date(2024, 3, 2))
    assert "导入的文件“许可.csv”的记录不再是写入时的样子" in found()
    RegisterRow.objects.filter(line=2).update(decided_on=date(2025, 3, 2))
    Batch.objects.update(digest="0" * 64)
    assert "与审计链第" in found()


def test_a_head_that_cannot_be_read_is_said(office: Office, now: datetime) -> None:
    for wrong in ("x", "x:1", "x:a:b"):
        with pytest.raises(CommandError, match="的样子"):
            call_command("verify_audit", f"--head={wrong}", stdout=StringIO())
    with pytest.raises(CommandError, match="没有这个机关：x"):
        call_command("verify_audit", "--head=x:1:ab", stdout=StringIO())


def test_an_office_that_kept_no_head_says_so(office: Office) -> None:
    assert "条记录首尾相接，没有留存的校验值可以对照，现在的校验值 " in verified()
