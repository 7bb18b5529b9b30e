"""`gongkai manage verify_audit`: walk every agency's ledger, against every head that was kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.office import proofs
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import queries
from gongkai.office.command import OfficeCommand


class Command(OfficeCommand):
    help = (
        "核对每个机关的审计记录有没有被改动、截断或者调换，与冻结的年报和留存的校验值对得上对不上。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="统一社会信用代码:条数:校验值",
            help="以前备份时打印的链头，可以写几次",
        )

    def handle(self, *args: Any, head: list[str], **options: Any) -> None:
        given = _given(head)
        count = 0
        for agency in Agency.objects.order_by("id"):
            kept = [*proofs.heads(agency=agency), *given.pop(agency.credit_code, [])]
            said = [
                *(p.message for p in queries.verify_audit(agency)),
                *(
                    f"{one.kept_in}留存的第 {one.position} 条校验值对不上：记录被截掉或者重写过。"
                    for one in kept
                    if not queries.held(agency, one.position, one.hash)
                ),
                *proofs.broken(agency=agency),
            ]
            count += len(said)
            for sentence in said:
                self.stderr.write(f"{agency.name}：{sentence}")
            if not said:
                position, digest = queries.head(agency)
                held = f"{len(kept)} 个留存的校验值都对得上" if kept else "没有留存的校验值可以对照"
                self.stdout.write(
                    f"{agency.name}：{position} 条记录首尾相接，{held}，现在的校验值 {digest}"
                )
        if given:
            raise CommandError(f"没有这个机关：{'、'.join(given)}。请核对统一社会信用代码。")
        if count:
            raise CommandError(f"共有 {count} 处问题。请保留数据库原样，并与备份核对。")


def _given(head: list[str]) -> dict[str, list[proofs.Head]]:
    found: dict[str, list[proofs.Head]] = {}
    for text in head:
        code, _, rest = text.partition(":")
        position, _, digest = rest.partition(":")
        if not position.isdigit() or not digest:
            raise CommandError(f"“{text}”不是“统一社会信用代码:条数:校验值”的样子。")
        found.setdefault(code, []).append(proofs.Head(int(position), digest, "给出的"))
    return found
