"""Reports every writer is tried on: one with a different figure in every cell, one in every state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from gongkai.report.cell import annotated, blank, not_applicable, number, unreadable
from gongkai.report.form import get_form
from gongkai.report.model import SECTION_TITLES, Report, Section

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"

_WORDS = {
    1: "（一）主动公开情况。通过门户网站公开政府信息1234条。\n（二）依申请公开\n全年收到申请14件。",
    2: "",
    3: "",
    4: "",
    5: "一是解读形式单一；二是更新不及时。今后将逐项改进。",
    6: "本年度未收取信息处理费。",
}


def full_report(form: str) -> Report:
    """Every cell another figure, so that no two can be exchanged unseen; some in the other states."""
    cells = {one: number(at, str(at)) for at, one in enumerate(get_form(form).cells)}
    if form == "2021":
        cells |= {
            "disclosure.licences.decisions": annotated(188, "188（92个新办、96个延续）"),
            "disclosure.fees.amount": number(Decimal("471.56"), "471.56"),
            "requests.carried_in.natural_person": unreadable("3□"),
            "requests.granted.enterprise": blank(),
            "requests.other.other.total": number(12345, "12,345"),
            "challenges.reconsideration.upheld": not_applicable("/"),
        }
    statutory = form != "2014"
    return Report(
        form=form,
        agency="江州市卫生健康委员会",
        year=2024,
        title="江州市卫生健康委员会2024年政府信息公开工作年度报告",
        signed_by="江州市卫生健康委员会",
        signed_on=date(2025, 1, 20),
        preamble="根据《中华人民共和国政府信息公开条例》规定，编制本报告。",
        sections=tuple(
            Section(number, title, _WORDS[number]) for number, title in SECTION_TITLES.items()
        )
        if statutory
        else (),
        cells=cells,
    )
