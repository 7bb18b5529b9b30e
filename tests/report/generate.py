"""Sound annual reports, made at random: every identity of the form holds and the words fit the tables.

`sound_pair` makes two years of one agency between which everything holds too.
"""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.report.cell import Source, number
from gongkai.report.form import get_form
from gongkai.report.model import Contact, Report

from .generate_words import facts, sections

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
STOCKS = ("rules", "normative_documents")

Values = dict[str, int | Decimal]


def sound_report(seed: int, form: str = "2021", *, quiet: bool = False, style: int = 0) -> Report:
    """A report of form 2021 or 2019 in which everything holds.

    `quiet` leaves all of table three 0; `style` chooses the wording of the narrative (0–7).
    """
    chance = random.Random(seed)
    year = chance.randrange(2021, 2026) if form == "2021" else chance.randrange(2019, 2021)
    return _report(chance, form, year, _agency(chance), None, quiet=quiet, style=style)


def sound_pair(seed: int, *, style: int = 0) -> tuple[Report, Report]:
    """Two reports of one agency, the earlier first, both of form 2021; the later carries on soundly."""
    chance = random.Random(seed)
    year, agency = chance.randrange(2022, 2026), _agency(chance)
    before = _report(chance, "2021", year - 1, agency, None, quiet=False, style=style)
    now = _report(chance, "2021", year, agency, before, quiet=False, style=style)
    return before, now


def sound_reports() -> st.SearchStrategy[Report]:
    """Sound reports of both forms, for property tests."""
    return st.builds(
        sound_report,
        st.integers(0, 2**32),
        st.sampled_from(["2021", "2019"]),
        quiet=st.booleans(),
        style=st.integers(0, 7),
    )


def _agency(chance: random.Random) -> tuple[str, str]:
    place = chance.choice(("云溪县", "白石市", "青岭区"))
    return place, f"{place}{chance.choice(('卫生健康委员会', '教育局', '民政局'))}"


def _report(
    chance: random.Random,
    form: str,
    year: int,
    named: tuple[str, str],
    before: Report | None,
    *,
    quiet: bool,
    style: int,
) -> Report:
    place, agency = named
    values: Values = {}
    _table_two(chance, form, values, before)
    _table_three(chance, form, values, before, quiet=quiet)
    _table_four(chance, values, before)
    cells = {
        cell_id: number(value, str(value), Source(page=1, table=1, row=i + 1, column=1))
        for i, (cell_id, value) in enumerate(values.items())
    }
    words = sections(values, year, before, style)
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
        sections=words,
        facts=facts(words, year),
        ending=f"{agency}\n{year + 1}年1月20日",
        cells=cells,
    )


def _table_two(chance: random.Random, form: str, values: Values, before: Report | None) -> None:
    for spec in get_form(form).cells.values():
        if spec.table.id != "disclosure":
            continue
        last = before.value(spec.id) if before else None
        if last is not None:  # never five times as much or as little as the year before
            values[spec.id] = last * chance.randrange(60, 190) // 100 if last else last
        elif spec.column.kind == "decimal":
            values[spec.id] = Decimal(chance.randrange(0, 10**7)) / 100
        else:
            values[spec.id] = chance.choice((0, chance.randrange(0, 5000)))
    if form == "2021":
        for row in STOCKS:
            issued, ended = chance.randrange(0, 6), chance.randrange(1, 4)
            stock = (
                before.value(f"disclosure.{row}.in_force") if before else chance.randrange(9, 60)
            )
            assert isinstance(stock, int)
            ended = min(ended, stock)
            values[f"disclosure.{row}.issued"] = issued
            values[f"disclosure.{row}.repealed"] = ended
            values[f"disclosure.{row}.in_force"] = stock + issued - ended


def _table_three(
    chance: random.Random, form: str, values: Values, before: Report | None, *, quiet: bool
) -> None:
    rows = [row.id for row in get_form(form).table("requests").rows]
    results = rows[rows.index("granted") : rows.index("concluded")]
    counts: dict[tuple[str, str], int] = {}
    for column in COLUMNS:
        for row in results:
            counts[row, column] = 0 if quiet else chance.choice((0, 0, 1, chance.randrange(0, 12)))
        carried_in = int(before.value(f"requests.carried_out.{column}") or 0) if before else 0
        counts["granted", column] += carried_in  # all that was carried in is answered
        concluded = sum(counts[row, column] for row in results)
        carried_out = 0 if quiet else chance.randrange(0, 9)
        if not before:
            carried_in = min(concluded, chance.randrange(0, 9))
        counts["concluded", column] = concluded
        counts["carried_out", column] = carried_out
        counts["carried_in", column] = carried_in
        counts["received", column] = concluded + carried_out - carried_in
    for row in rows:
        for column in COLUMNS:
            values[f"requests.{row}.{column}"] = counts[row, column]
        values[f"requests.{row}.total"] = sum(counts[row, column] for column in COLUMNS)


def _table_four(chance: random.Random, values: Values, before: Report | None) -> None:
    for kind in CASES:
        results = {r: chance.choice((0, 0, chance.randrange(0, 9))) for r in RESULTS}
        if kind == "litigation_direct":  # more suits than reviews would be worth a remark
            results = dict.fromkeys(RESULTS, 0)
        elif before:  # what was open last year is in court or decided this year
            pending = before.value(f"challenges.{kind}.pending")
            assert isinstance(pending, int)
            results["upheld"] += pending
        if kind == "reconsideration":  # a suit after a review needs a review before it
            results["upheld"] += 1
        for name, count in results.items():
            values[f"challenges.{kind}.{name}"] = count
        values[f"challenges.{kind}.total"] = sum(results.values())
