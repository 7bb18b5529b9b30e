"""The letters and forms around an application; the answers, D14 to D32, are `answers.py`.

National law fixes what a letter must say, not its form. Source: 条例 Arts. 29–35, 国办函〔2020〕109号;
the set follows published municipal sample sets.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.basis import FEE_MEASURES, REGULATION


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A letter or form: its code, title, basis and what it must hold."""

    code: str
    title: str
    basis: str
    elements: tuple[str, ...]


DOCUMENTS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "D01",
        "政府信息公开申请表",
        f"{REGULATION}第二十九条",
        (
            "申请人类型",
            "姓名或者名称",
            "身份证明",
            "联系方式",
            "政府信息的名称、文号或者其他特征性描述",
            "形式要求和获取方式",
        ),
    ),
    DocumentKind(
        "D02",
        "政府信息公开申请登记表",
        f"{REGULATION}第三十一条、第四十五条",
        ("登记号", "渠道", "各日期", "收到之日及其依据", "申请人类别", "到期日"),
    ),
    DocumentKind(
        "D03",
        "政府信息公开申请接收回执",
        f"{REGULATION}第三十一条",
        ("登记号", "收到日期", "联系方式"),
    ),
    DocumentKind(
        "D04",
        "政府信息公开申请补正告知书",
        f"{REGULATION}第三十条",
        ("需要补正的事项", "合理的补正期限", "逾期不补正的后果"),
    ),
    DocumentKind(
        "D05",
        "说明理由告知书",
        f"{REGULATION}第三十五条",
        ("申请数量、频次的情况", "说明理由的期限"),
    ),
    DocumentKind(
        "D06",
        "延期答复告知书",
        f"{REGULATION}第三十三条第二款",
        ("延期的理由", "批准人", "新的答复期限"),
    ),
    DocumentKind(
        "D07",
        "第三方意见征询书",
        f"{REGULATION}第三十二条",
        ("涉及的政府信息", "15个工作日的答复期限", "逾期未答复由行政机关决定", "答复方式"),
    ),
    DocumentKind(
        "D08", "第三方意见回复函", f"{REGULATION}第三十二条", ("是否同意公开", "不同意的理由")
    ),
    DocumentKind(
        "D09",
        "征求意见告知书",
        f"{REGULATION}第三十三条第三款",
        ("正在征求意见", "所需时间不计入答复期限"),
    ),
    DocumentKind(
        "D10",
        "决定公开告知书（致第三方）",
        f"{REGULATION}第三十二条",
        ("决定公开的政府信息内容", "理由"),
    ),
    DocumentKind(
        "D11",
        "共同制作机关意见征求函",
        f"{REGULATION}第三十四条",
        ("涉及的政府信息", "15个工作日的答复期限", "逾期未答复视为同意公开"),
    ),
    DocumentKind("D12", "协办函", f"{REGULATION}第四条", ("协办事项", "办理时限")),
    DocumentKind(
        "D13",
        "政府信息公开信息处理费收费通知书",
        FEE_MEASURES,
        ("依据", "标准", "数额", "缴纳方式"),
    ),
    DocumentKind(
        "D33",
        "更正告知书",
        f"{REGULATION}第四十五条",
        ("原来告知的内容", "更正的内容", "更正后的答复期限"),
    ),
    DocumentKind(
        "D34",
        "延迟答复告知书",
        f"{REGULATION}第三十五条",
        ("延迟答复的理由", "延迟答复的合理期限"),
    ),
)

_BY_CODE = {kind.code: kind for kind in DOCUMENTS}


def document_kind(code: str) -> DocumentKind:
    """Return the letter or form with this code. Raises KeyError."""
    return _BY_CODE[code]
