"""The words of a generated report: true to its tables, in eight ways offices really write."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.report.model import SECTION_TITLES, Report, Section


def sections(
    values: Mapping[str, int | Decimal], year: int, before: Report | None, style: int
) -> tuple[Section, ...]:
    """The six sections. `style` 0 says received and done only."""
    received, done = values["requests.received.total"], values["requests.concluded.total"]
    applied = (
        f"收到政府信息公开申请{received}件，办结{done}件" if received else "未收到政府信息公开申请"
    )
    number = year % 10
    texts = {
        1: f"（一）主动公开。{year}年通过政府网站公开信息120条。\n（二）依申请公开。{applied}。\n"
        "（三）政府信息管理。严格保密审查。\n（四）平台建设。维护网站专栏。\n（五）监督保障。开展培训2次。",
        5: f"存在的问题：第{number}类政策解读形式单一。\n改进措施：丰富解读形式，加强培训。",
        6: "本年度发出收费通知0件，收取信息处理费0元。",
    }
    return tuple(Section(n, title, texts.get(n, "")) for n, title in SECTION_TITLES.items())
