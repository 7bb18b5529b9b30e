"""The twenty-one outcomes an application can have: the result rows of table three.

The ids are those of the annual report's cells; `answers.py` says for each what the letter must hold.
"""

from __future__ import annotations

#: Row id → the words of the row, in the order of the form.
RESULT_ROWS: dict[str, str] = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused.state_secret": "不予公开：属于国家秘密",
    "refused.prohibited_by_law": "不予公开：其他法律行政法规禁止公开",
    "refused.endangers_security_or_stability": "不予公开：危及“三安全一稳定”",
    "refused.third_party_rights": "不予公开：保护第三方合法权益",
    "refused.internal_affairs": "不予公开：属于三类内部事务信息",
    "refused.process_information": "不予公开：属于四类过程性信息",
    "refused.enforcement_file": "不予公开：属于行政执法案卷",
    "refused.administrative_query": "不予公开：属于行政查询事项",
    "unavailable.not_held": "无法提供：本机关不掌握相关政府信息",
    "unavailable.needs_creation": "无法提供：没有现成信息需要另行制作",
    "unavailable.still_unclear": "无法提供：补正后申请内容仍不明确",
    "not_processed.petition_or_complaint": "不予处理：信访举报投诉类申请",
    "not_processed.repeated_request": "不予处理：重复申请",
    "not_processed.published_material": "不予处理：要求提供公开出版物",
    "not_processed.excessive_requests": "不予处理：无正当理由大量反复申请",
    "not_processed.confirmation_or_reissue": "不予处理：要求行政机关确认或重新出具已获取信息",
    "other.not_supplemented": "其他处理：申请人无正当理由逾期不补正，不再处理",
    "other.fee_not_paid": "其他处理：申请人逾期未按收费通知要求缴纳费用，不再处理",
    "other.other": "其他处理：其他",
}

#: The two rows that close a case without an answer.
LAPSE_RESULTS = {"supplement": "other.not_supplemented", "fee": "other.fee_not_paid"}
