"""The way to a decision, as data: seven questions in the order practitioners ask them.

补不补 — 是不是 — 谁负责 — 有没有 — 给不给 — 怎么给 — 怎么答. An option leads to the next question, to a
step of the clock that must be taken first, or to a decision of `answers.py`; every decision ends in
the last question, the letter.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.answers import COMMON_ELEMENTS, Decision, decision
from gongkai.law.basis import REGULATION


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. Exactly one of the three ways is set: the `question` that follows,
    the `step` (a kind of `next_steps.NextStep`) to take first, or the `decision` reached."""

    label: str
    question: str | None = None
    step: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    stage: str
    text: str
    basis: str
    options: tuple[Option, ...]


WIZARD: tuple[Question, ...] = (
    Question(
        "clear",
        "补不补",
        "申请内容是否明确？",
        f"{REGULATION}第二十九条、第三十条",
        (
            Option("明确", question="application"),
            Option("不明确，尚未告知补正", step="request_supplement"),
            Option("补正后仍不明确", decision="unavailable.still_unclear"),
            Option("申请人无正当理由逾期不补正", decision="other.not_supplemented"),
            Option("申请人逾期未按通知缴费", decision="other.fee_not_paid"),
            Option("申请人已经撤回", decision="other.withdrawn"),
        ),
    ),
    Question(
        "application",
        "是不是",
        "是不是应当办理的政府信息公开申请？",
        f"{REGULATION}第二条、第三十五条、第三十六条第六项、第三十九条",
        (
            Option("是", question="responsible"),
            Option("以申请形式信访、投诉、举报", decision="not_processed.petition_or_complaint"),
            Option("重复申请，此前已经答复", decision="not_processed.repeated_request"),
            Option("要求提供公开出版物", decision="not_processed.published_material"),
            Option(
                "数量、频次明显超过合理范围且理由不合理",
                decision="not_processed.excessive_requests",
            ),
            Option("数量、频次明显超过合理范围，需要收费", step="charge"),
            Option(
                "要求确认或者重新出具已获取的信息",
                decision="not_processed.confirmation_or_reissue",
            ),
            Option("不属于政府信息", decision="other.not_government_information"),
            Option("以上都不是，另行处理", decision="other.other"),
        ),
    ),
    Question(
        "responsible",
        "谁负责",
        "本机关是否负责公开这项信息？",
        f"{REGULATION}第十条、第三十六条第五项",
        (
            Option("本机关负责", question="held"),
            Option("不属于本机关负责", decision="unavailable.not_responsible"),
        ),
    ),
    Question(
        "held",
        "有没有",
        "检索后，有没有这项信息？",
        f"{REGULATION}第三十六条第四项、第三十八条",
        (
            Option("有", question="disclosable"),
            Option("检索后不存在", decision="unavailable.not_existing"),
            Option("没有现成信息，需要加工、分析", decision="unavailable.needs_creation"),
        ),
    ),
    Question(
        "disclosable",
        "给不给",
        "能不能公开？",
        f"{REGULATION}第十三条至第十六条、第三十二条、第三十四条、第三十七条",
        (
            Option("可以公开", question="way"),
            Option("可能损害第三方合法权益，尚未征求意见", step="consult_third_party"),
            Option("与其他机关共同制作，需要征求意见", step="consult_co_maker"),
            Option("一部分不能公开，能够区分处理", decision="partly_granted"),
            Option("属于国家秘密", decision="refused.state_secret"),
            Option("其他法律、行政法规禁止公开", decision="refused.prohibited_by_law"),
            Option("危及“三安全一稳定”", decision="refused.endangers_security_or_stability"),
            Option("公开会损害第三方合法权益", decision="refused.third_party_rights"),
            Option("三类内部事务信息", decision="refused.internal_affairs"),
            Option("四类过程性信息", decision="refused.process_information"),
            Option("行政执法案卷信息", decision="refused.enforcement_file"),
            Option(
                "工商、不动产登记等有特别规定的查询事项",
                decision="refused.administrative_query",
            ),
        ),
    ),
    Question(
        "way",
        "怎么给",
        "这项信息以什么方式给申请人？",
        f"{REGULATION}第三十六条第一项、第二项，第四十条",
        (
            Option("已经主动公开，告知获取方式", decision="granted.already_published"),
            Option("提供信息，或者告知获取的方式、途径和时间", decision="granted.provided"),
        ),
    ),
    Question("letter", "怎么答", "答复书的要素是否齐全？", f"{REGULATION}第三十六条", ()),
)


def letter_elements(decided: Decision) -> tuple[str, ...]:
    """Return what the letter must hold, for the last question; empty where no letter is written."""
    return (*COMMON_ELEMENTS, *decided.elements) if decided.letter else ()


def reached(*choices: int) -> Decision | None:
    """Follow option numbers (from 0) from the first question; return the decision reached, if any.

    Raises ValueError when a choice is made after the end or does not exist.
    """
    questions = {question.id: question for question in WIZARD}
    current: str | None = WIZARD[0].id
    found: Decision | None = None
    for choice in choices:
        if current is None or not 0 <= choice < len(questions[current].options):
            raise ValueError(f"办理向导中没有第 {choice + 1} 个选项。请从当前问题重新选择。")
        option = questions[current].options[choice]
        current = option.question
        found = decision(option.decision) if option.decision else None
    return found
