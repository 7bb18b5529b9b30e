"""Asking a section of the office to look for the information (条例第四条)."""

from __future__ import annotations

from datetime import date

from gongkai.office.applications.letters.draft import About, Draft, draft
from gongkai.report.write.document import print_date


def assistance_letter(about: About, section: str, until: date, words: str) -> Draft:
    """D12: what to do and until when. It does not say who applied."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return draft(
        "D12",
        section,
        f"本机关收到政府信息公开申请（编号{about.number}），申请公开：{about.request}。",
        *lines,
        f"请于{print_date(until)}前将检索情况、有关材料和是否可以公开的意见送公开办。"
        "没有检索到的，请写明检索的范围和方法。",
    )
