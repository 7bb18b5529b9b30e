"""Reconsideration and litigation: which body, how long, and which column of table four.

How long an applicant may challenge an answer is in `limits`; here are the periods inside a case. In
行政复议法 periods of three, five, seven and ten days are working days (Art. 88).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law.basis import (
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    LawRefusal,
)
from gongkai.law.calendar import Calendar
from gongkai.law.limits import Limit, add_months, rolled
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings

#: The revised 行政复议法 is in force; before, a department's superior was competent as well.
REVISED_LAW_SINCE = date(2024, 1, 1)


class BodyKind(StrEnum):
    """What the agency complained of is, as far as it decides who is competent."""

    DEPARTMENT = "department"  # of a local government, or of a 行署
    JUSTICE_DEPARTMENT = "justice_department"  # 司法行政部门
    GOVERNMENT = "government"  # below the province, townships included
    DISPATCHED_OFFICE = "dispatched_office"  # 派出机关: 行署, 区公所, 街道办事处
    PROVINCE = "province"
    MINISTRY = "ministry"  # 国务院部门
    VERTICAL = "vertical"  # 海关、金融、外汇、税务、国家安全等
    AUTHORISED = "authorised"  # 法律、法规、规章授权的组织


@dataclass(frozen=True, slots=True)
class Body:
    """An agency and the two names that may be competent over it.

    `government` is the people's government it belongs to: of a department the one of the same
    level (a 行署 has its powers over its own departments and counties), of a 派出机关 the one that set
    it up. `superior` is the next higher government or, in a vertical system, the next higher
    department. Both may be empty where the kind does not need them.
    """

    kind: BodyKind
    name: str
    government: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True)
class Competence:
    """The bodies the applicant may choose from, the rule in Chinese, and its article."""

    bodies: tuple[str, ...]
    rule: str
    basis: str


def reconsideration_bodies(body: Body, on: date) -> Competence:
    """Return who decides a reconsideration of an answer given on a day.

    Raises LawRefusal when the name of the competent body is not known.
    """
    law = RECONSIDERATION_LAW
    if on < REVISED_LAW_SINCE and body.kind in (
        BodyKind.DEPARTMENT,
        BodyKind.JUSTICE_DEPARTMENT,
    ):
        rule = "2024年以前，由本级人民政府或者上一级主管部门管辖"
        return _competence(body, (body.government, body.superior), rule, f"{law}（2017年）第十二条")
    match body.kind:
        case BodyKind.DEPARTMENT:
            return _competence(body, (body.government,), "由本级人民政府管辖", f"{law}第二十四条")
        case BodyKind.JUSTICE_DEPARTMENT:
            rule = "由本级人民政府或者上一级司法行政部门管辖"
            return _competence(body, (body.government, body.superior), rule, f"{law}第二十八条")
        case BodyKind.GOVERNMENT:
            return _competence(body, (body.superior,), "由上一级人民政府管辖", f"{law}第二十四条")
        case BodyKind.DISPATCHED_OFFICE:
            rule = "派出机关由设立它的人民政府管辖"
            return _competence(body, (body.government,), rule, f"{law}第二十四条")
        case BodyKind.AUTHORISED:
            rule = "授权组织由管理它的人民政府，或者管理它的工作部门的本级人民政府管辖"
            return _competence(body, (body.government,), rule, f"{law}第二十四条")
        case BodyKind.PROVINCE:
            return _competence(body, (body.name,), "由省级人民政府自己管辖", f"{law}第二十四条")
        case BodyKind.MINISTRY:
            return _competence(body, (body.name,), "由国务院部门自己管辖", f"{law}第二十五条")
        case BodyKind.VERTICAL:
            rule = "实行垂直领导的行政机关、税务和国家安全机关，由上一级主管部门管辖"
            return _competence(body, (body.superior,), rule, f"{law}第二十七条")


def _competence(body: Body, bodies: tuple[str, ...], rule: str, basis: str) -> Competence:
    if not all(bodies):
        raise LawRefusal(
            "remedies.body_unknown",
            f"{body.name}的行政复议机关不明确：{rule}。请在单位资料中补填本级政府或者上级机关。",
            basis,
        )
    return Competence(bodies, rule, basis)


@dataclass(frozen=True, slots=True)
class CasePeriod:
    """A period inside a case: `ordinary` and, where there is one, `simple` procedure.

    `unit` is working_day, day or month.
    """

    id: str
    name: str
    unit: str
    ordinary: int
    simple: int | None
    basis: str


CASE_PERIODS: tuple[CasePeriod, ...] = (
    CasePeriod(
        "accept", "复议机关审查受理", "working_day", 5, None, f"{RECONSIDERATION_LAW}第三十条"
    ),
    CasePeriod(
        "ask_supplement",
        "复议机关通知补正",
        "working_day",
        5,
        None,
        f"{RECONSIDERATION_LAW}第三十一条",
    ),
    CasePeriod(
        "supplement", "复议申请人补正", "working_day", 10, None, f"{RECONSIDERATION_LAW}第三十一条"
    ),
    CasePeriod(
        "forward",
        "向被申请人发送申请书副本",
        "working_day",
        7,
        3,
        f"{RECONSIDERATION_LAW}第四十八条、第五十四条",
    ),
    CasePeriod(
        "reply",
        "被申请人书面答复并提交证据",
        "working_day",
        10,
        5,
        f"{RECONSIDERATION_LAW}第四十八条、第五十四条",
    ),
    CasePeriod("decide", "作出复议决定", "day", 60, 30, f"{RECONSIDERATION_LAW}第六十二条"),
    CasePeriod(
        "decide_extension", "延长复议期限", "day", 30, None, f"{RECONSIDERATION_LAW}第六十二条"
    ),
    CasePeriod("defence", "被告提交答辩状和证据", "day", 15, None, f"{LITIGATION_LAW}第六十七条"),
    CasePeriod("first_instance", "一审审限", "month", 6, None, f"{LITIGATION_LAW}第八十一条"),
    CasePeriod("summary", "一审简易程序审限", "day", 45, None, f"{LITIGATION_LAW}第八十三条"),
    CasePeriod("appeal_judgment", "对判决上诉", "day", 15, None, f"{LITIGATION_LAW}第八十五条"),
    CasePeriod("appeal_ruling", "对裁定上诉", "day", 10, None, f"{LITIGATION_LAW}第八十五条"),
)


def case_limit(period_id: str, start: date, calendar: Calendar, *, simple: bool = False) -> Limit:
    """Return the last day of a period of a case that starts after `start`.

    Raises KeyError for no such period, ValueError when there is no simple procedure for it.
    """
    period = {p.id: p for p in CASE_PERIODS}[period_id]
    count = period.simple if simple else period.ordinary
    if count is None:
        raise ValueError(f"“{period.name}”没有简易程序的期限。")
    if period.unit == "working_day":
        due = calendar.add_working_days(start, count)
        return Limit(period.name, due.day, due.provisional, period.basis)
    day = add_months(start, count) if period.unit == "month" else start + timedelta(days=count)
    return rolled(period.name, day, calendar, period.basis)


class Ending(StrEnum):
    """How a reconsideration or a suit ended."""

    UPHELD = "upheld"  # 维持
    CLAIM_DISMISSED = "claim_dismissed"  # 驳回复议请求、驳回诉讼请求
    CHANGED = "changed"  # 变更
    REVOKED = "revoked"  # 撤销
    UNLAWFUL = "unlawful"  # 确认违法
    VOID = "void"  # 确认无效
    ORDERED = "ordered"  # 责令履行、重新答复
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    REJECTED = "rejected"  # 驳回申请、裁定驳回起诉
    WITHDRAWN = "withdrawn"  # 撤回、准许撤诉、终止
    MEDIATED = "mediated"  # 调解、和解


_CORRECTED = frozenset(
    {Ending.CHANGED, Ending.REVOKED, Ending.UNLAWFUL, Ending.VOID, Ending.ORDERED}
)


def challenge_column(ending: Ending | None, settings: LawSettings = DEFAULT_SETTINGS) -> str:
    """Return the column of table four: upheld, corrected, other, or pending (`ending` None).

    The mapping is common practice; what no national text fixes is a setting.
    """
    if ending is None:
        return "pending"
    if ending is Ending.UPHELD:
        return "upheld"
    if ending in _CORRECTED:
        return "corrected"
    if ending is Ending.CLAIM_DISMISSED:
        return settings.dismissed_column.value
    if ending is Ending.MEDIATED:
        return settings.mediation_column.value
    if ending is Ending.WITHDRAWN:
        return settings.withdrawal_column.value
    return settings.rejection_column.value
