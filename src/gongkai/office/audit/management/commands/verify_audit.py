"""`gongkai manage verify_audit`: walk every agency's ledger."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.office.agencies.models import Agency
from gongkai.office.audit import queries


class Command(BaseCommand):
    help = "核对每个机关的审计记录有没有被改动、截断或者调换。"

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for agency in Agency.objects.order_by("id"):
            position, head = queries.head(agency)
            problems = queries.verify_audit(agency)
            broken += len(problems)
            for problem in problems:
                self.stderr.write(f"{agency.name}：{problem.message}")
            if not problems:
                self.stdout.write(f"{agency.name}：{position} 条记录首尾相接，校验值 {head}")
        if broken:
            raise CommandError(f"共有 {broken} 处问题。请保留数据库原样，并与备份核对。")
