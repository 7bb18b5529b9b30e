"""The units of a supervising office, many at once: a list as it is copied from a sheet.

They are entered so that their reports can be collected. A unit that keeps its own office in this
installation says itself whom it is under.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.office import time
from gongkai.office.agencies import changes, queries, services
from gongkai.office.agencies.models import (
    Agency,
    AgencyKind,
    Level,
    Person,
    Role,
    Superior,
    still,
)
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

MOST = 3000
LONGEST_NAME = 120
CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_KEEPERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
_HEADINGS = ("名称", "单位名称", "单位", "机关名称")

#: What people call the kinds, beside their full names.
_KINDS = {
    **{kind.label: kind for kind in AgencyKind},
    "政府": AgencyKind.GOVERNMENT,
    "乡镇": AgencyKind.GOVERNMENT,
    "部门": AgencyKind.DEPARTMENT,
    "街道": AgencyKind.DISPATCHED,
    "授权组织": AgencyKind.INSTITUTION,
    "事业单位": AgencyKind.INSTITUTION,
    "开发区": AgencyKind.DEVELOPMENT_ZONE,
    "垂直": AgencyKind.VERTICAL,
}
#: Where the list does not say the kind, the end of the name does.
_ENDINGS = (
    (re.compile(r"人民政府$"), AgencyKind.GOVERNMENT),
    (re.compile(r"(街道办事处|行政公署|公署)$"), AgencyKind.DISPATCHED),
    (
        re.compile(r"(开发区|园区|新区|示范区|试验区|度假区|保税区).*管(理)?委(员)?会$"),
        AgencyKind.DEVELOPMENT_ZONE,
    ),
)


@dataclass(frozen=True)
class Unit:
    """One line of the list: `line` counts from 1."""

    line: int
    name: str
    kind: AgencyKind
    credit_code: str


class ListError(ValueError):
    """What is wrong with a list, one sentence a line of it; nothing of it is entered."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = tuple(problems)


def read_units(text: str) -> list[Unit]:
    """The units of a list: a line each, name, code and, where it is wanted, the kind, in any order of
    the last two, apart by tabs, commas or wide spaces. A heading line is passed over. Raises
    ListError."""
    units: list[Unit] = []
    problems: list[str] = []
    lines: dict[str, int] = {}
    named: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in re.split(r"[\t,，;；]| {2,}|　+", line) if part.strip()]
        if not parts or parts[0] in _HEADINGS:
            continue
        name, rest = parts[0], parts[1:]
        codes = [part.upper() for part in rest if CODE.fullmatch(part.upper())]
        words = [part for part in rest if not CODE.fullmatch(part.upper())]
        if len(name) > LONGEST_NAME:
            problems.append(
                f"第 {number} 行的名称“{name[:12]}……”有 {len(name)} 个字，最多 {LONGEST_NAME} 个。"
                "请核对是不是几列连在了一起。"
            )
        elif len(codes) != 1:
            problems.append(f"第 {number} 行“{name}”没有写 18 位的统一社会信用代码。")
        elif len(words) > 1 or (words and words[0] not in _KINDS):
            problems.append(
                f"第 {number} 行“{name}”的类别“{'、'.join(words)}”不认识，"
                "请写政府、部门、街道、开发区、授权组织或者垂直，也可以不写。"
            )
        elif codes[0] in lines:
            problems.append(f"第 {number} 行与第 {lines[codes[0]]} 行的代码相同。")
        elif name in named:
            problems.append(
                f"第 {number} 行与第 {named[name]} 行的名称“{name}”相同。"
                "收来的报告按名称归到单位，请写出能分清的全称。"
            )
        else:
            lines[codes[0]] = named[name] = number
            kind = _KINDS[words[0]] if words else kind_of(name)
            units.append(Unit(number, name, kind, codes[0]))
    if not units and not problems:
        problems.append("没有一行单位。请一行写一个单位：名称、统一社会信用代码。")
    if len(units) > MOST:
        problems.append(f"一次最多登记 {MOST} 个单位，请分几次。")
    if problems:
        raise ListError(problems)
    return units


def kind_of(name: str) -> AgencyKind:
    """What the end of a name says; a department where it says nothing."""
    return next((kind for ending, kind in _ENDINGS if ending.search(name)), AgencyKind.DEPARTMENT)


def register_units(
    *,
    superior: Agency,
    actor: Person,
    now: datetime,
    units: Iterable[Unit],
    level: str,
    reconsideration_body: str,
    valid_from: date,
) -> list[Agency]:
    """Enter the units under `superior` from a day on; all of them or none. `reconsideration_body`
    decides on appeals against all of them.

    Raises Refusal: not-permitted, body-missing, units (every line that cannot be, with the reason),
    meanwhile (another office entered one of them at the same moment).
    """
    services.require(actor, superior, _KEEPERS, time.today(now))
    listed = list(units)
    codes = [unit.credit_code for unit in listed]
    try:
        with transaction.atomic():
            # Nobody changes meanwhile whom those that are there are under.
            audit.hold([superior, *Agency.objects.filter(credit_code__in=codes)])
            there = {one.credit_code: one for one in Agency.objects.filter(credit_code__in=codes)}
            known = _Known.of(superior, there.values(), valid_from)
            problems = [known.conflict(unit, there.get(unit.credit_code)) for unit in listed]
            if any(problems):
                raise Refusal("units", "".join(problems) + "一个单位也没有登记。")
            audit.append(
                agency=superior,
                actor=actor,
                now=now,
                verb="agency.units_registered",
                subject=f"agencies.agency:{superior.uid}",
                data={"from": valid_from.isoformat(), "codes": codes},
            )
            made = []
            for unit in listed:
                agency = there.get(unit.credit_code) or services.found_agency(
                    actor=actor,
                    now=now,
                    name=unit.name,
                    credit_code=unit.credit_code,
                    kind=unit.kind,
                    level=Level.TOWNSHIP if _is_township(unit) else level,
                    region=superior.region,
                    calendar_region=superior.calendar_region,
                )
                changes.put_under(
                    actor=actor,
                    now=now,
                    agency=agency,
                    superior=superior,
                    reconsideration_body=reconsideration_body,
                    valid_from=valid_from,
                )
                made.append(agency)
            return made
    except IntegrityError as error:
        raise Refusal(
            "meanwhile",
            "同一时刻另有机关登记了其中的单位，一个单位也没有登记。请再登记一次。",
        ) from error


def _is_township(unit: Unit) -> bool:
    return bool(re.search(r"([乡镇]人民政府|街道办事处)$", unit.name))


@dataclass(frozen=True)
class _Known:
    """What decides whether agencies that are there can be entered under an office.

    over      the keys of the offices above it
    under     whom each of them is under, by its key
    staffed   the keys of those with people of their own here
    named     the units that the office has already, by name
    """

    superior: Agency
    over: set[int]
    under: dict[int, Superior]
    staffed: set[int]
    named: dict[str, Agency]

    @classmethod
    def of(cls, superior: Agency, there: Collection[Agency], valid_from: date) -> _Known:
        under = Superior.objects.filter(still(valid_from), agency__in=there)
        staffed = queries.working_here().filter(pk__in=[one.pk for one in there])
        return cls(
            superior,
            queries.above(superior, valid_from),
            {row.agency_id: row for row in under.select_related("superior")},
            set(staffed.values_list("pk", flat=True)),
            {one.name: one for one in queries.subordinates_of(superior, valid_from)},
        )

    def conflict(self, unit: Unit, held: Agency | None) -> str:
        """Why a line cannot be entered; empty where it can. An agency with people of its own says
        itself whom it is under."""
        where = f"第 {unit.line} 行“{unit.name}”"
        if held is None:
            same = self.named.get(unit.name)
            return f"{where}在名录里已有同名的单位，代码是 {same.credit_code}。" if same else ""
        if held.pk == self.superior.pk:
            return f"{where}是本机关自己。"
        if held.name != unit.name:
            return f"{where}的代码 {unit.credit_code} 已经是“{held.name}”的。"
        if held.closed_on is not None:
            return f"{where}已经在 {held.closed_on} 撤销。"
        if held.pk in self.over:
            return f"{where}是主管本机关的，不能由本机关主管。"
        row = self.under.get(held.pk)
        if row is not None and row.superior_id == self.superior.pk:
            return f"{where}已经在名录里。"
        if row is not None and held.pk in self.staffed:
            return f"{where}现在由{row.office_name}主管，变动由那个单位的机关管理员登记。"
        if row is not None:
            return (
                f"{where}现在由{row.office_name}主管。它在本系统里还没有机关管理员，"
                "请系统维护人员先建立一位，由他登记变动。"
            )
        if held.pk in self.staffed:
            return f"{where}在本系统里自己办公，由它的机关管理员登记主管部门。"
        return ""
