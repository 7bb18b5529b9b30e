"""`gongkai manage found_office`: the first agency of an installation and its administrator."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from gongkai.office import founding, time
from gongkai.office.agencies import queries, services, staff
from gongkai.office.agencies.models import Agency, AgencyKind, Level, Role
from gongkai.office.command import OfficeCommand


class Command(OfficeCommand):
    help = "建立一个机关和它的第一位机关管理员，显示一次初始密码。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="机关全称", help="例如 云溪县卫生健康委员会")
        parser.add_argument("credit_code", metavar="统一社会信用代码", help="18 位")
        for name, choices, default, called in (
            ("--kind", AgencyKind, "department", "性质"),
            ("--level", Level, "county", "层级"),
        ):
            listed = "、".join(f"{value}（{label}）" for value, label in choices.choices)
            parser.add_argument(
                name,
                choices=choices.values,
                default=default,
                metavar=called,
                help=f"{listed}，默认 {default}",
            )
        parser.add_argument("--region-code", required=True, metavar="代码", help="行政区划代码")
        parser.add_argument("--region", required=True, metavar="名称", help="行政区划名称")
        parser.add_argument("--login", required=True, metavar="登录名", help="管理员的登录名")
        parser.add_argument("--person", required=True, metavar="姓名", help="管理员的姓名")

    def _entered(self, code: str, name: str) -> Agency | None:
        """The agency that its superior entered before it had an office here."""
        held = Agency.objects.filter(credit_code=code).first()
        if held is None:
            return None
        if queries.working_here().filter(pk=held.pk).exists():
            raise CommandError(f"统一社会信用代码 {code} 的机关已经建立，没有再建。")
        if held.name != name:
            raise CommandError(
                f"统一社会信用代码 {code} 在单位名录里是“{held.name}”，不是“{name}”。请先核对名称。"
            )
        return held

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        code = options["credit_code"].upper()
        if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", code):
            raise CommandError(f"{code} 不是统一社会信用代码：应当是 18 位数字和大写字母。")
        now = time.now()
        agency = self._entered(code, options["name"]) or services.found_agency(
            actor=None,
            now=now,
            name=options["name"],
            credit_code=code,
            kind=options["kind"],
            level=options["level"],
            region=services.add_region(code=options["region_code"], name=options["region"]),
        )
        founding.furnish(agency=agency, now=now)
        password = staff.fresh_password()
        person = services.add_person(
            actor=None,
            now=now,
            agency=agency,
            login_name=options["login"],
            display_name=options["person"],
            password=password,
            must_change_password=True,
        )
        services.give_role(
            actor=None,
            now=now,
            agency=agency,
            person=person,
            role=Role.ADMINISTRATOR,
            valid_from=time.today(now),
        )
        self.stdout.write(
            f"{agency.name}已经建立。\n登录名 {person.login_name}，初始密码 {password}"
        )
