"""The decisions an office can take on an application: row of the report, letter, remedy.

Several decisions may feed one row of table three (36(4) and 36(5) are both 不掌握); no decision feeds
two. The row ids are those of the annual report's cells.

Basis: 条例 Arts. 14–16, 30, 35–39; 行政复议法 Art. 23; 国办公开办函〔2021〕30号 (the rows). Where a
row has no article of its own, or the national text was not read, the basis says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import (
    FEE_MEASURES,
    REGULATION,
    REVIEW_GUIDANCE,
)
from gongkai.law.results import RESULT_ROWS
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings

#: From this day a refusal under 条例 Arts. 14–16 goes to reconsideration first.
RECONSIDERATION_FIRST_SINCE = date(2024, 1, 1)


class Remedy(StrEnum):
    """Which remedy paragraph a letter carries."""

    RECONSIDERATION_FIRST = "R1"
    EITHER = "R2"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """One kind of decision: its `row` in table three, the letter it needs and what that must hold.

    `elements` are the points of this letter beyond `COMMON_ELEMENTS`. `grounds` says the decision
    rests on 条例 Arts. 14–16 wholly ("all"), for a withheld part ("part") or not at all ("").
    """

    id: str
    row: str
    name: str
    basis: str
    document: str
    title: str
    elements: tuple[str, ...]
    grounds: str = ""
    letter: bool = True

    @property
    def row_name(self) -> str:
        return RESULT_ROWS[self.row]


#: What every answer holds, in the order of the letter.
COMMON_ELEMENTS = (
    "标题",
    "文号",
    "申请人姓名或者名称",
    "收到申请的日期",
    "申请的内容",
    "办理意见和法律依据",
    "救济途径和期限",
    "行政机关名称、印章和日期",
)


def _refusal(row: str, name: str, article: str, *elements: str) -> Decision:
    return Decision(
        f"refused.{row}",
        f"refused.{row}",
        name,
        f"{REGULATION}{article}、第三十六条第三项",
        "D17",
        "政府信息不予公开告知书",
        ("不予公开的理由", *elements),
        grounds="all",
    )


_REG = REGULATION

DECISIONS: tuple[Decision, ...] = (
    Decision(
        "granted.already_published",
        "granted",
        "已主动公开",
        f"{_REG}第三十六条第一项",
        "D14",
        "政府信息已主动公开告知书",
        ("获取该政府信息的方式、途径",),
    ),
    Decision(
        "granted.provided",
        "granted",
        "予以公开",
        f"{_REG}第三十六条第二项、第四十条",
        "D15",
        "政府信息公开告知书",
        ("提供的政府信息，或者获取的方式、途径和时间",),
    ),
    Decision(
        "partly_granted",
        "partly_granted",
        "部分公开",
        f"{_REG}第三十七条",
        "D16",
        "政府信息部分公开告知书",
        ("公开的部分和提供方式", "不予公开的部分和理由"),
        grounds="part",
    ),
    _refusal("state_secret", "属于国家秘密", "第十四条", "定密依据"),
    _refusal(
        "prohibited_by_law", "法律、行政法规禁止公开", "第十四条", "禁止公开的法律、行政法规条款"
    ),
    _refusal(
        "endangers_security_or_stability",
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        "第十四条",
    ),
    _refusal(
        "third_party_rights",
        "公开会对第三方合法权益造成损害",
        "第十五条、第三十二条",
        "征求第三方意见的情况",
    ),
    _refusal("internal_affairs", "内部事务信息", "第十六条第一款"),
    _refusal("process_information", "过程性信息", "第十六条第二款"),
    _refusal("enforcement_file", "行政执法案卷信息", "第十六条第二款"),
    Decision(
        "refused.administrative_query",
        "refused.administrative_query",
        "有特别规定的查询事项",
        f"{_REG}第三十六条第七项",
        "D21",
        "政府信息公开申请告知书（按特别规定办理）",
        ("有关法律、行政法规的名称和查询途径",),
    ),
    Decision(
        "unavailable.not_existing",
        "unavailable.not_held",
        "信息不存在",
        f"{_REG}第三十六条第四项",
        "D18",
        "政府信息不存在告知书",
        ("检索的情况", "该政府信息不存在"),
    ),
    Decision(
        "unavailable.not_responsible",
        "unavailable.not_held",
        "不属于本机关负责公开",
        f"{_REG}第三十六条第五项",
        "D19",
        "非本机关负责公开告知书",
        ("不属于本机关负责公开的理由", "能够确定的负责机关的名称、联系方式"),
    ),
    Decision(
        "unavailable.needs_creation",
        "unavailable.needs_creation",
        "需要另行制作",
        f"{_REG}第三十八条",
        "D22",
        "政府信息公开申请答复书（需加工、分析）",
        ("需要加工、分析的理由",),
    ),
    Decision(
        "unavailable.still_unclear",
        "unavailable.still_unclear",
        "补正后申请内容仍不明确",
        f"{_REG}第三十条",
        "D26",
        "政府信息公开申请答复书（补正后仍不明确）",
        ("告知补正和收到补正的日期", "仍不明确之处"),
    ),
    Decision(
        "not_processed.petition_or_complaint",
        "not_processed.petition_or_complaint",
        "信访、投诉、举报类申请",
        f"{_REG}第三十九条第一款",
        "D23",
        "政府信息公开申请不予处理告知书",
        ("不作为政府信息公开申请处理", "可以告知的相应渠道"),
    ),
    Decision(
        "not_processed.repeated_request",
        "not_processed.repeated_request",
        "重复申请",
        f"{_REG}第三十六条第六项",
        "D20",
        "政府信息公开申请不予重复处理告知书",
        ("此前答复的文号和日期",),
    ),
    Decision(
        "not_processed.published_material",
        "not_processed.published_material",
        "要求提供公开出版物",
        f"{_REG}第三十九条第二款",
        "D24",
        "政府信息公开申请不予处理告知书",
        ("公开出版物的获取途径",),
    ),
    Decision(
        "not_processed.excessive_requests",
        "not_processed.excessive_requests",
        "无正当理由大量反复申请",
        f"{_REG}第三十五条",
        "D25",
        "政府信息公开申请不予处理告知书",
        ("要求说明理由的情况", "申请理由不合理之处"),
    ),
    Decision(
        "not_processed.confirmation_or_reissue",
        "not_processed.confirmation_or_reissue",
        "要求确认或者重新出具已获取信息",
        "年度报告格式表三（条例无专条）",
        "D29",
        "政府信息公开申请不予处理告知书",
        ("申请人已经获取该信息的情况",),
    ),
    Decision(
        "other.not_supplemented",
        "other.not_supplemented",
        "逾期不补正，不再处理",
        f"{_REG}第三十条",
        "D27",
        "政府信息公开申请不再处理告知书（逾期不补正）",
        ("告知补正的日期和补正期限",),
    ),
    Decision(
        "other.fee_not_paid",
        "other.fee_not_paid",
        "逾期未缴费，不再处理",
        f"{_REG}第四十二条，{FEE_MEASURES}",
        "D28",
        "政府信息公开申请不再处理告知书（逾期未缴费）",
        ("收费通知的送达日期、数额和缴费期限",),
    ),
    Decision(
        "other.not_government_information",
        "other.other",
        "不属于政府信息",
        f"{_REG}第二条（表三归入“其他”为填报惯例）",
        "D31",
        "政府信息公开申请告知书（不属于政府信息）",
        ("不属于政府信息的理由",),
    ),
    Decision(
        "other.withdrawn",
        "other.other",
        "申请人撤回",
        "填报惯例（条例无专条）",
        "",
        "",
        (),
        letter=False,
    ),
    Decision(
        "other.other",
        "other.other",
        "其他处理",
        "年度报告格式表三",
        "D32",
        "政府信息公开申请告知书",
        ("处理的理由和依据",),
    ),
)

_BY_ID = {decision.id: decision for decision in DECISIONS}


def decision(decision_id: str) -> Decision:
    """Return the decision with this id. Raises KeyError."""
    return _BY_ID[decision_id]


def remedy(decided: Decision, decided_on: date, settings: LawSettings = DEFAULT_SETTINGS) -> Remedy:
    """Say which remedy paragraph the letter carries (行政复议法第二十三条, 法释〔2025〕8号).

    Reconsideration comes first only for answers from 2024-01-01 that withhold under 条例 Arts.
    14–16; whether that covers the withheld part of a partly granted answer is a setting.
    """
    if not decided.letter:
        return Remedy.NONE
    withheld = decided.grounds == "all" or (
        decided.grounds == "part" and settings.partly_withheld_first
    )
    if withheld and decided_on >= RECONSIDERATION_FIRST_SINCE:
        return Remedy.RECONSIDERATION_FIRST
    return Remedy.EITHER


def remedy_paragraph(
    decided: Decision,
    *,
    decided_on: date,
    reconsideration_bodies: tuple[str, ...],
    court: str,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> str:
    """Return the paragraph the letter ends with; empty where there is no letter.

    `reconsideration_bodies` are the names from `remedies.reconsideration_bodies`, `court` the name
    of the competent court. Raises ValueError, in Chinese, when a name is missing.
    """
    kind = remedy(decided, decided_on, settings)
    if kind is Remedy.NONE:
        return ""
    if not reconsideration_bodies or not all(reconsideration_bodies) or not court:
        raise ValueError("救济告知中缺少行政复议机关或者人民法院的名称，请在单位资料中补全。")
    bodies = "或者".join(reconsideration_bodies)
    if kind is Remedy.RECONSIDERATION_FIRST:
        return (
            f"如对本答复不服，应当自收到本答复之日起60日内，先向{bodies}申请行政复议；"
            f"对行政复议决定不服的，可以自收到行政复议决定书之日起15日内，"
            f"向{court}提起行政诉讼。"
        )
    return (
        f"如对本答复不服，可以自收到本答复之日起60日内，向{bodies}申请行政复议，"
        f"或者自收到本答复之日起6个月内，向{court}提起行政诉讼。"
    )


#: Letters that cannot be challenged on their own, and so carry no remedy paragraph → why.
NOT_REVIEWABLE: dict[str, str] = {
    "D04": f"补正告知书是办理中的程序性告知，不单独复议（{REVIEW_GUIDANCE}第三条）",
    "D06": f"延期答复告知书是办理中的程序性告知，不单独复议（{REVIEW_GUIDANCE}第三条）",
    "D13": f"收费决定不单独复议、诉讼，缴费期满后可就不再处理的决定寻求救济（{FEE_MEASURES}）",
}
