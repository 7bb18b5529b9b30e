"""What kind of item was published, and what kind of power a list holds, by its exact words."""

from __future__ import annotations

import re

#: Kinds of items of a power list (权责清单).
POWERS = {
    "许可": "licence",
    "处罚": "penalty",
    "强制": "compulsory_measure",
    "征收": "levy",
    "征用": "requisition",
    "给付": "payment",
    "检查": "inspection",
    "监督检查": "inspection",
    "确认": "confirmation",
    "奖励": "award",
    "裁决": "adjudication",
    "权力": "other",
}

#: Kinds whose words count nothing else.
_SURE = {
    "工作动态": "department_news",
    "部门工作动态": "department_news",
    "部门动态": "department_news",
    "单位动态": "department_news",
    "政务动态": "government_news",
    "公示公告": "notices",
    "公告公示": "notices",
    "通知公告": "notices",
    "公告通知": "notices",
    "重点领域": "key_areas",
    "政策解答": "policy_answers",
    "政策类解答": "policy_answers",
    "权力清单": "power_list",
    "信息公开目录": "catalogue",
    "政府信息公开目录": "catalogue",
    "公开目录": "catalogue",
}
#: Kinds only in a list of what was published.
_LISTED = {
    "重点": "key_information",
    "概况": "overview",
    "目录": "catalogue",
    "政策文件": "policy_documents",
    "政策法规": "policy_documents",
    "财政": "finance",
    "财务": "finance",
    "财政财务": "finance",
    "财政资金": "finance",
    "预决算": "finance",
    "部门预决算": "finance",
    "财政预决算": "finance",
    "部门财政预决算": "finance",
    "政府部门财政预决算": "finance",
    "人事": "personnel",
    "人事任免": "personnel",
    "人事任免文件": "personnel",
    "规划": "plans",
    "规划计划": "plans",
    "计划规划": "plans",
    "执法": "enforcement",
    "行政执法": "enforcement",
    "处罚": "enforcement",
    "行政处罚": "enforcement",
    "机构职能": "organisation",
    "机构设置": "organisation",
    "机构介绍": "organisation",
    "机构简介": "organisation",
    "组织机构": "organisation",
    "办事指南": "service_guides",
    "服务指南": "service_guides",
    "政府采购": "procurement",
    "招标投标": "tenders",
    "招投标": "tenders",
    "其他": "other",
    "其它": "other",
    "应主动公开的其他": "other",
    "其他应主动": "other",
    "其他应主动公开": "other",
    "其他应主动公开的政府": "other",
    "其他主动公开": "other",
}
#: What may stand before the words of a kind.
_LEAD = re.compile(
    r"(?:20\d\d年度?|全年|本年度?|今年|[我本][局委办厅镇县市区]|[全本我]?[省市县区州镇乡]|各类|其中|包括|包含|含|涵盖|具体|主要|累计|共|有|和|及|以及|(?:主动)?公开的?(?:政府)?信息)*"
    r"(?P<verb>(?:主动|及时|依法|准确|全面|规范|集中|累计|共)*(?:发布|公开|更新|公布|刊登|上传)了?)?"
)
#: What else may stand before the words of a kind that count nothing else: 政府网站发布.
_ON_SITE = re.compile(
    r"(?!.*(?:微信|微博|公众号|抖音|新媒体)).*(?:网站|网|专栏|栏目)(?:发布|公开|更新)了?"
)
_QUOTES = "“”\"'‘’《》"
_KINDS = {**_LISTED, **_SURE}
_LENGTHS = tuple(sorted({len(word) for word in _KINDS}, reverse=True))
_LAST = frozenset(word[-1] for word in _KINDS)


def published_kind(words: str, *, listed: bool) -> str | None:
    """The kind of item that words name and nothing else: 概况类信息, “规划计划”, 发布政府采购信息.
    `listed`: they stand in a list of what was published."""
    words = words.strip(_QUOTES)
    if words[-2:] in ("发布", "公开", "更新"):
        words = words[:-2]
    core = words.removesuffix("类").removesuffix("信息").removesuffix("的").removesuffix("公开")
    said = core != words
    plain = core.removesuffix("类")
    sort = plain != core or words.endswith("信息类")
    core = plain.strip(_QUOTES)
    if core[-1:] not in _LAST:
        return None
    for length in _LENGTHS:
        end = core[-length:]
        kind = _KINDS.get(end)
        if kind is None or len(end) < length:
            continue
        lead = _LEAD.fullmatch(core, 0, len(core) - length)
        if lead is None and end in _SURE and _ON_SITE.fullmatch(core, 0, len(core) - length):
            return kind
        if lead is None:
            continue
        if end in _SURE:
            return kind
        if "各类" in lead[0]:  # all that an office publishes, and no kind: 各类财政信息
            return None
        if listed or (kind != "other" and sort):
            return kind
        published = kind != "other" and lead["verb"]
        return kind if published and (said or end == "政策文件") else None
    return None


def power_kind(words: str) -> str | None:
    """The kind of power that an item of a list is: 行政许可, 其他行政权力."""
    words = words.strip("(“”").removeprefix("其中").removeprefix("及").removesuffix("类")
    if words.startswith(("其他", "其它")):
        return "other" if words[2:] in ("行政权力", "权力", "类", "") else None
    return POWERS.get(words.removeprefix("行政")) if words.startswith("行政") else None
