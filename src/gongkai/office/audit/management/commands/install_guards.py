"""`gongkai manage install_guards`: put missing guards back, after finding out who took them."""

from __future__ import annotations

from typing import Any

from gongkai.office import guards
from gongkai.office.command import OfficeCommand


class Command(OfficeCommand):
    help = "把数据库防护全部装回。"

    def handle(self, *args: Any, **options: Any) -> None:
        missing = guards.check()
        guards.install()
        self.stdout.write(f"装回 {len(missing)} 个防护，现在 {len(guards.registry())} 个齐全。")
