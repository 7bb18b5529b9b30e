"""`gongkai manage load_notices FILE`: later holiday notices for every agency of the installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.law.notices import load_notices
from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.working_days import load_notice
from gongkai.office.command import OfficeCommand
from gongkai.office.refusal import Refusal


class Command(OfficeCommand):
    help = "从 JSON 文件载入以后公布的放假通知，本系统里适用它的每个机关都按它计算期限。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="文件", help="格式与 gongkai/law/data/national.json 相同"
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            notices = load_notices(file)
        except OSError as wrong:
            raise CommandError(
                f"放假通知文件 {file} 读不了：没有这个文件，或者没有读它的权限。请检查路径。"
            ) from wrong
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        for agency in Agency.objects.filter(closed_on__isnull=True).order_by("id"):
            for notice in notices:
                try:
                    renewed = load_notice(agency=agency, actor=None, now=time.now(), notice=notice)
                except Refusal as refused:
                    self.stdout.write(f"{agency.name}：{refused.message}")
                else:
                    self.stdout.write(
                        f"{agency.name}：载入{notice.number or notice.title}，"
                        f"重新计算了 {renewed} 件办理中的申请。"
                    )
