"""The open points of `gongkai.law.settings` in Chinese: the question, the article that leaves it open,
and what each choice means. An office reads them when it chooses, and the public when it asks why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from gongkai.law.basis import (
    CIVIL_CODE,
    FEE_MEASURES,
    RECONSIDERATION_LAW,
    REGULATION,
    SERVICE_REPLY,
)
from gongkai.law.settings import DEFAULT_SETTINGS, CaseEnding, LawSettings


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One point the law leaves open.

    name     the field of `LawSettings`
    question what is to be decided
    basis    the article that leaves it open
    choices  value as written down → what it means; the first is the default
    """

    name: str
    question: str
    basis: str
    choices: tuple[tuple[str, str], ...]

    @property
    def default(self) -> str:
        return self.choices[0][0]

    def words(self, value: str) -> str:
        """What a choice means. Raises KeyError for a value that is none."""
        return dict(self.choices)[value]


_COLUMNS = {
    CaseEnding.UPHELD: "结果维持",
    CaseEnding.CORRECTED: "结果纠正",
    CaseEnding.OTHER: "其他结果",
}


def _column(name: str, of: str, default: CaseEnding) -> OpenPoint:
    order = (default, *(value for value in CaseEnding if value != default))
    return OpenPoint(
        name,
        f"{of}的案件，计入第四张表哪一列？",
        "国办公开办函〔2021〕30号，填表说明没有逐一写明",
        tuple((value.value, _COLUMNS[value]) for value in order),
    )


OPEN_POINTS: tuple[OpenPoint, ...] = (
    OpenPoint(
        "day0",
        "收到申请的当天算不算第 1 日？",
        f"{CIVIL_CODE}第二百零一条；{REGULATION}第三十一条、第三十三条没有写",
        (
            ("excluded", "不算，从下一个工作日起算"),
            ("included", "算，当天是第 1 日"),
        ),
    ),
    OpenPoint(
        "suspension",
        "征求意见的时间从哪天到哪天不计入？",
        f"{REGULATION}第三十三条第三款没有写起止日",
        (
            ("normal", "发函的下一日起，到收到答复的当天止"),
            ("strict", "发函和收到答复的当天都计入，只扣中间的工作日"),
            ("wide", "发函和收到答复的当天都不计入"),
        ),
    ),
    OpenPoint(
        "late_reply",
        "征求意见超过 15 个工作日没有答复，超过的时间计不计入？",
        f"{REGULATION}第三十二条、第三十四条",
        (
            ("capped", "计入：满 15 个工作日后由本机关自行决定"),
            ("counted", "不计入：直到对方答复"),
        ),
    ),
    OpenPoint(
        "fee_clock",
        "申请人缴费以后，答复期限怎样算？",
        FEE_MEASURES,
        (
            ("restart", "重新计算"),
            ("resume", "接着算，扣除等待缴费的时间"),
        ),
    ),
    OpenPoint(
        "after_hours",
        "下班以后、休息日在网上确认收到的申请，哪天算收到？",
        f"{REGULATION}第三十一条第三项",
        (
            ("same_day", "确认的当天"),
            ("next_working_day", "下一个工作日"),
        ),
    ),
    OpenPoint(
        "late_supplement_notice",
        "超过 7 个工作日才发的补正告知，影响答复期限吗？",
        f"{REGULATION}第三十条",
        (
            ("keep", "不影响：原来的期限不变，补正以后也不重新计算"),
            ("restart", "补正以后重新计算"),
        ),
    ),
    OpenPoint(
        "overdue_supplement",
        "申请人逾期才补正，还收不收？",
        f"{REGULATION}第三十条：无正当理由逾期不补正的，视为放弃申请",
        (
            ("accept", "收，提示经办人核对有没有正当理由"),
            ("refuse", "不收"),
        ),
    ),
    OpenPoint(
        "overdue_payment",
        "申请人逾期才缴费，还收不收？",
        FEE_MEASURES,
        (
            ("accept", "收，提示经办人核对"),
            ("refuse", "不收"),
        ),
    ),
    OpenPoint(
        "extension_after_restart",
        "补正或者缴费使期限重新计算以后，此前延长过的还能再延长吗？",
        f"{REGULATION}第三十三条第二款没有写",
        (
            ("renewed", "能，新的期限可以延长一次"),
            ("spent", "不能，只有一次"),
        ),
    ),
    OpenPoint(
        "reasons_clock",
        "要求申请人说明大量申请的理由时，答复期限停不停？",
        f"{REGULATION}第三十五条",
        (
            ("runs", "不停：需要更久的，告知延迟答复的时间"),
            ("pauses", "停到收到理由那天，最长到规定的日子"),
        ),
    ),
    OpenPoint(
        "timely_by",
        "按期答复，看哪一天？",
        SERVICE_REPLY,
        (
            ("served", "答复送达的日子"),
            ("answered", "答复作出的日子"),
        ),
    ),
    OpenPoint(
        "partly_withheld_first",
        "部分公开里没有公开的部分，要先复议才能起诉吗？",
        f"{RECONSIDERATION_LAW}第二十三条",
        (("true", "要，答复书这样告知"), ("false", "不要，可以复议，也可以直接起诉")),
    ),
    OpenPoint(
        "count_carried",
        "上年末没有审结的案件，今年再计入第四张表吗？",
        "国办公开办函〔2021〕30号没有写",
        (("true", "计入，按今年的结果或者仍未审结"), ("false", "不计入，只计今年新收的")),
    ),
    _column("dismissed_column", "驳回复议请求或者诉讼请求", CaseEnding.UPHELD),
    _column("mediation_column", "调解、和解", CaseEnding.OTHER),
    _column("withdrawal_column", "撤回、准许撤诉、终止", CaseEnding.OTHER),
    _column("rejection_column", "不予受理、驳回申请或者裁定驳回起诉", CaseEnding.OTHER),
)

_KNOWN = {point.name: point for point in OPEN_POINTS}


def point(name: str) -> OpenPoint:
    """The open point of a setting. Raises KeyError."""
    return _KNOWN[name]


def written(value: object) -> str:
    """A value of a setting as it is written down."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def settings_of(chosen: Mapping[str, str]) -> LawSettings:
    """The settings with these points chosen otherwise than the default: name → value as written.

    Raises KeyError for a point or a value that is none.
    """
    changed: dict[str, Any] = {}
    for name, value in chosen.items():
        _KNOWN[name].words(value)
        held = getattr(DEFAULT_SETTINGS, name)
        changed[name] = type(held)(value) if isinstance(held, StrEnum) else value == "true"
    return replace(DEFAULT_SETTINGS, **changed)


def chosen_in(settings: LawSettings) -> dict[str, str]:
    """What `settings_of` takes to give these settings."""
    return {
        field.name: written(value)
        for field in fields(settings)
        if (value := getattr(settings, field.name)) != getattr(DEFAULT_SETTINGS, field.name)
    }
