"""The report value of a year: figures and texts put together in the official order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.report.facts import find_facts
from gongkai.report.model import SECTION_TITLES, Contact, Report, Section
from gongkai.report.read.matching.document.identity import find_basis
from gongkai.report.themes import find_themes

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.reporting.compile import Compiled


def report_value(compiled: Compiled, texts: Mapping[int, str]) -> Report:
    """The report as it stands: unsigned. `texts` are the sections' narratives by number."""
    agency, year = compiled.agency, compiled.year
    preamble = _preamble(agency, year)
    return Report(
        form=compiled.form,
        agency=agency.name,
        year=year,
        title=f"{agency.name}{year}年政府信息公开工作年度报告",
        agency_as_printed=agency.name,
        region=agency.region.name,
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        contact=Contact(
            address=agency.address or None,
            postcode=agency.postcode or None,
            telephone=agency.telephone or None,
            email=agency.email or None,
        ),
        preamble=preamble,
        sections=tuple(
            Section(number, title, texts.get(number, ""))
            for number, title in SECTION_TITLES.items()
        ),
        cells=dict(compiled.cells),
        facts=tuple(fact for text in texts.values() for fact in find_facts(text, year)),
        basis=find_basis(preamble),
        themes=find_themes(texts.get(1, "")),
    )


def explained(report: Report, said: Sequence[str]) -> Report:
    """The report with the explanations of its figures at its end."""
    return replace(report, ending="\n".join(f"说明：{one.rstrip('。')}。" for one in said))


def signed(report: Report, *, on: date, position: int, head_hash: str) -> Report:
    """The report with its signature and, at its end, the proof a reader can hold it to."""
    # In groups of eight: a line of paper can break it, and an eye can compare it.
    groups = " ".join(head_hash[at : at + 8] for at in range(0, len(head_hash), 8))
    proof = f"本报告的数据由台账统计，截至审计链第{position}条，校验值 {groups}。"
    ending = f"{report.ending}\n{proof}" if report.ending else proof
    return replace(report, signed_by=report.agency, signed_on=on, ending=ending)


def context_kind(agency: Agency) -> Any:
    """`government` or `department`, as the rules know them."""
    return "government" if agency.kind == "government" else "department"


def _preamble(agency: Agency, year: int) -> str:
    reach = []
    if agency.address:
        reach.append(f"地址：{agency.address}")
    if agency.postcode:
        reach.append(f"邮编：{agency.postcode}")
    if agency.telephone:
        reach.append(f"电话：{agency.telephone}")
    if agency.email:
        reach.append(f"电子邮箱：{agency.email}")
    contact = f"如对本报告有疑问，请与{agency.name}联系（{'；'.join(reach)}）。" if reach else ""
    return (
        "根据《中华人民共和国政府信息公开条例》第五十条和《国务院办公厅政府信息与政务公开办公室"
        "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
        "（国办公开办函〔2021〕30号）编制本报告。本报告包括总体情况、主动公开政府信息情况、"
        "收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六个部分。"
        f"统计期限为{year}年1月1日至{year}年12月31日。{contact}"
    )
