"""Sound annual reports, made at random: every identity of the form holds and the words fit the tables."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.report.cell import Source, number
from gongkai.report.form import get_form
from gongkai.report.model import SECTION_TITLES, Contact, Report, Section

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organisation",
    "legal_services_organisation",
    "other_organisation",
)
RESULTS = ("upheld", "corrected", "other", "pending")
CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def sound_report(seed: int, form: str = "2021", *, quiet: bool = False) -> Report:
    """A report of form 2021 or 2019 in which everything holds; `quiet` leaves all of table three 0."""
    chance = random.Random(seed)
    year = chance.randrange(2021, 2026) if form == "2021" else chance.randrange(2019, 2021)
    values: dict[str, int | Decimal] = {}
    _table_two(chance, form, values)
    _table_three(chance, form, values, quiet=quiet)
    _table_four(chance, values)
    cells = {
        cell_id: number(value, str(value), Source(page=1, table=1, row=i + 1, column=1))
        for i, (cell_id, value) in enumerate(values.items())
    }
    place = chance.choice(("云溪县", "白石市", "青岭区"))
    agency = f"{place}{chance.choice(('卫生健康委员会', '教育局', '民政局'))}"
    return Report(
        form=form,
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency_as_printed=agency,
        region=place,
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        signed_by=agency,
        signed_on=date(year + 1, 1, chance.randrange(4, 31)),
        contact=Contact("人民路1号", "848000", "0903-2023731", None),
        preamble=f"本报告统计期限自{year}年1月1日起至12月31日止。",
        sections=_sections(values, year),
        ending=f"{agency}\n{year + 1}年1月20日",
        cells=cells,
    )


def sound_reports() -> st.SearchStrategy[Report]:
    """Sound reports of both forms, for property tests."""
    return st.builds(
        sound_report,
        st.integers(0, 2**32),
        st.sampled_from(["2021", "2019"]),
        quiet=st.booleans(),
    )


def _table_two(chance: random.Random, form: str, values: dict[str, int | Decimal]) -> None:
    for spec in get_form(form).cells.values():
        if spec.table.id != "disclosure":
            continue
        if spec.column.kind == "decimal":
            values[spec.id] = Decimal(chance.randrange(0, 10**7)) / 100
        else:
            values[spec.id] = chance.choice((0, chance.randrange(0, 5000)))
    if form == "2021":
        for row in ("rules", "normative_documents"):
            issued, ended = chance.randrange(0, 6), chance.randrange(1, 4)
            values[f"disclosure.{row}.issued"] = issued
            values[f"disclosure.{row}.repealed"] = ended
            values[f"disclosure.{row}.in_force"] = issued + chance.randrange(0, 60)


def _table_three(
    chance: random.Random, form: str, values: dict[str, int | Decimal], *, quiet: bool
) -> None:
    rows = [row.id for row in get_form(form).table("requests").rows]
    results = rows[rows.index("granted") : rows.index("concluded")]
    counts: dict[tuple[str, str], int] = {}
    for column in COLUMNS:
        for row in results:
            counts[row, column] = 0 if quiet else chance.choice((0, 0, 1, chance.randrange(0, 30)))
        counts["concluded", column] = sum(counts[row, column] for row in results)
        carried_out = 0 if quiet else chance.randrange(0, 9)
        carried_in = min(counts["concluded", column], chance.randrange(0, 9))
        counts["carried_out", column] = carried_out
        counts["carried_in", column] = carried_in
        counts["received", column] = counts["concluded", column] + carried_out - carried_in
    for row in rows:
        for column in COLUMNS:
            values[f"requests.{row}.{column}"] = counts[row, column]
        values[f"requests.{row}.total"] = sum(counts[row, column] for column in COLUMNS)


def _table_four(chance: random.Random, values: dict[str, int | Decimal]) -> None:
    for kind in CASES:
        results = {r: chance.choice((0, 0, chance.randrange(0, 9))) for r in RESULTS}
        if kind == "litigation_direct":  # more suits than reviews would be worth a remark
            results = {r: min(n, 0) for r, n in results.items()}
        for name, count in results.items():
            values[f"challenges.{kind}.{name}"] = count
        values[f"challenges.{kind}.total"] = sum(results.values())


def _sections(values: dict[str, int | Decimal], year: int) -> tuple[Section, ...]:
    received, done = values["requests.received.total"], values["requests.concluded.total"]
    applied = (
        f"收到政府信息公开申请{received}件，办结{done}件" if received else "未收到政府信息公开申请"
    )
    texts = {
        1: f"（一）主动公开。{year}年通过政府网站公开信息120条。\n（二）依申请公开。{applied}。\n"
        "（三）政府信息管理。严格保密审查。\n（四）平台建设。维护网站专栏。\n（五）监督保障。开展培训2次。",
        5: "存在的问题：政策解读形式单一。\n改进措施：丰富解读形式，加强培训。",
        6: "本年度发出收费通知0件，收取信息处理费0元。",
    }
    return tuple(Section(n, title, texts.get(n, "")) for n, title in SECTION_TITLES.items())
