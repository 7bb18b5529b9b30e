"""`gongkai manage rebuild_search`: the search index and the tallies from the publications."""

from __future__ import annotations

from typing import Any

from gongkai.office.command import OfficeCommand
from gongkai.office.portal.search import index


class Command(OfficeCommand):
    help = "重建门户的检索索引和栏目条数。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"检索索引已重建，共 {index.rebuild()} 条。")
