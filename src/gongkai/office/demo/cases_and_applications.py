"""The demo's applications and the cases against its answers, step by step through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol

from gongkai.law.events import Channel
from gongkai.law.fees import FeeMethod
from gongkai.law.remedies import Ending

from .founding import Office
from .planned import Plan, PlannedApplication, PlannedCase, Step


class Diary(Protocol):
    """Where actions are written down; see `fill.Diary`."""

    def put(self, day: date, hour: int, action: Callable[[datetime], None]) -> None: ...


#: Which decision leads to a row, where a row has several; else the decision has the row's name.
DECISIONS = {"granted": "granted.provided", "unavailable.not_held": "unavailable.not_existing"}

REASONS = {
    "granted": "经检索，申请公开的信息属于可以公开的信息，现随本告知书一并提供。",
    "partly_granted": "申请公开的信息中含有个人隐私，能够作区分处理，现提供可以公开的部分。",
    "refused.state_secret": "申请公开的信息已经依法确定为国家秘密，不予公开。",
    "refused.prohibited_by_law": "《统计法》规定，能够识别单个统计调查对象身份的资料不得对外提供。申请公开的信息属于这类资料，不予公开。",
    "refused.endangers_security_or_stability": "申请公开的信息公开后可能危及公共安全，不予公开。",
    "refused.third_party_rights": "申请公开的信息涉及第三方的商业秘密。经书面征求意见，第三方不同意公开，理由合理，不予公开。",
    "refused.internal_affairs": "申请公开的信息是本机关人事管理方面的内部事务信息，不予公开。",
    "refused.process_information": "申请公开的信息是本机关讨论中的过程性信息，尚未形成最终意见，不予公开。",
    "refused.enforcement_file": "申请公开的信息是行政执法案卷信息，不予公开。当事人可以依照有关规定查阅案卷。",
    "refused.administrative_query": "申请公开的信息属于行政查询事项，请依照有关规定向医疗机构查询。",
    "unavailable.not_held": "经检索办公系统和档案，没有制作、获取申请公开的信息，该信息不存在。",
    "unavailable.needs_creation": "本机关没有现成的这项信息，需要另行汇总、加工，不予提供。",
    "unavailable.still_unclear": "经补正，申请内容仍然不明确，本机关无法据此查找，不能提供。",
    "not_processed.petition_or_complaint": "申请提出的是投诉事项，不作为政府信息公开申请处理。请通过 12345 热线反映。",
    "not_processed.repeated_request": "申请公开的信息，本机关此前已经答复，现不再重复处理。",
    "not_processed.published_material": "申请公开的是已经公开出版的年鉴，可以到县图书馆查阅。",
    "not_processed.excessive_requests": "申请的数量、频次明显超过合理范围，说明的理由不合理，不予处理。",
    "not_processed.confirmation_or_reissue": "申请是要求本机关确认已经获取的信息，不予处理。",
}
OTHERWISE = "申请公开的事项不再办理，可以重新提出申请。"


def plan_applications(diary: Diary, office: Office, plan: Plan) -> None:
    """Write every application's registration and steps into the diary."""
    made: dict[int, Any] = {}
    for index, one in enumerate(plan.applications):
        diary.put(one.received_on, 9, partial(_register, office, made, index, one))
        for serial, step in enumerate(one.steps):
            hour = 10 + min(serial, 6)
            diary.put(step.on, hour, partial(_step, office, made, index, step))


def _register(
    office: Office, made: dict[int, Any], index: int, one: PlannedApplication, now: datetime
) -> None:
    from gongkai.office.applications import services
    from gongkai.office.applications.models import ApplicantKind

    made[index] = services.register(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        submission=services.Submission(
            channel=Channel(one.channel),
            arrived_on=one.received_on,
            confirmed_on=one.received_on if one.channel == "online" else None,
            kind=ApplicantKind(one.applicant_kind),
            name=one.applicant_name,
            telephone=f"1390000{index:04d}",
            address="云溪县城关镇清水路",
            email=f"applicant{index:03d}@example.cn",
            subject_line=one.subject,
            request_text=f"{one.subject}。请以电子邮件方式提供。",
        ),
    )


def _step(office: Office, made: dict[int, Any], index: int, step: Step, now: datetime) -> None:
    from gongkai.office.applications import services

    common: dict[str, Any] = {
        "application": made[index],
        "actor": office.clerk,
        "now": now,
        "on": step.on,
    }
    data: dict[str, Any] = step.data
    letter = f"云卫公征〔{step.on.year}〕{index + 1}号"
    match step.verb:
        case "request_supplement":
            services.request_supplement(
                **common, respond_by=data["respond_by"], note="请写明所申请信息的年度和文件名称。"
            )
        case "supplemented":
            services.record_supplement(**common)
        case "supplement_lapsed":
            services.lapse_supplement(**common)
        case "third_party_consulted":
            services.consult_third_party(
                **common,
                letter=letter,
                addressee="云溪县康源医药有限公司",
                concerning=made[index].subject_line,
            )
            made[-index - 1] = letter
        case "third_party_replied":
            services.record_third_party_reply(
                **common, letter=made[-index - 1], consents=data["consents"]
            )
        case "extended":
            services.extend(
                **common,
                days=data["days"],
                approved_by=office.leader.display_name,
                note="需要检索的材料年份久远、数量较大。",
            )
        case "fee_notice":
            services.charge(
                **common,
                method=FeeMethod.BY_ITEM,
                count=4,
                before=30,
                payment_way="到云溪县政务服务中心非税收入窗口缴纳，取得财政票据",
            )
        case "fee_lapsed":
            services.lapse_fee(**common)
        case "withdrawn":
            services.withdraw(**common)
        case "answered":
            row = data["result"]
            wording = services.answering.Wording(
                reasons=REASONS.get(row, OTHERWISE), document_word="云卫公复"
            )
            services.answer(**common, decision=DECISIONS.get(row, row), wording=wording)
        case "served":
            services.serve(**common)
        case other:
            raise ValueError(f"the plan has a step {other!r} that nobody knows")


ENDINGS = {"upheld": Ending.UPHELD, "corrected": Ending.REVOKED, "other": Ending.WITHDRAWN}


def plan_cases(diary: Diary, office: Office, plan: Plan) -> None:
    """Write every case's filing and decision into the diary."""
    made: dict[int, Any] = {}
    for index, one in enumerate(plan.cases):
        diary.put(one.filed_on, 14, partial(_file, office, made, index, one))
        if one.decided_on is not None:
            told_on = one.order.received_on if one.order else one.decided_on
            diary.put(told_on, 15, partial(_decide, office, made, index, one))
        if one.order is not None and one.order.answered_on is not None:
            diary.put(one.order.answered_on, 15, partial(_answer_again, office, made, index))


def _file(
    office: Office, made: dict[int, Any], index: int, one: PlannedCase, now: datetime
) -> None:
    from gongkai.office.challenges import services
    from gongkai.office.challenges.models import CaseKind

    reconsideration = one.kind == "reconsideration"
    made[index] = services.add_case(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        filing=services.Filing(
            kind=CaseKind(one.kind),
            title="不服政府信息公开答复",
            body="云溪县人民政府" if reconsideration else "云溪县人民法院",
            filed_on=one.filed_on,
            notice_on=one.filed_on,
            application=_refused(one) if one.order is not None else None,
        ),
    )


def _refused(case: PlannedCase) -> Any:
    """The application whose refusal, the last one served before, the case is about."""
    from gongkai.office.applications.models import Application

    return (
        Application.objects.filter(
            clock__state="served",
            clock__result__startswith="refused.",
            clock__served_on__lt=case.filed_on,
        )
        .order_by("clock__served_on", "pk")
        .last()
    )


def _decide(
    office: Office, made: dict[int, Any], index: int, one: PlannedCase, now: datetime
) -> None:
    from gongkai.office.challenges import services

    assert one.decided_on is not None and one.result is not None
    if one.order is not None:
        services.record_reply(case=made[index], actor=office.clerk, now=now, on=one.filed_on)
    order = (
        services.Order(received_on=one.order.received_on, until=one.order.until)
        if one.order
        else None
    )
    services.decide(
        case=made[index],
        actor=office.clerk,
        now=now,
        on=one.decided_on,
        ending=ENDINGS[one.result],
        order=order,
    )


def _answer_again(office: Office, made: dict[int, Any], index: int, now: datetime) -> None:
    from gongkai.office import time
    from gongkai.office.applications import services

    common: dict[str, Any] = {
        "application": made[index].application,
        "actor": office.clerk,
        "now": now,
        "on": time.today(now),
    }
    wording = services.answering.Wording(
        reasons="按照行政复议决定重新审查，申请公开的信息可以公开，现随本告知书一并提供。",
        document_word="云卫公复",
    )
    services.answer(**common, decision="granted.provided", wording=wording)
    services.serve(**common)
