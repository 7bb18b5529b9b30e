"""The texts of the report, drafted from records. Pure.

Section one has the five themes of 国办公开办函〔2021〕30号 §一(一); section five has problems and
improvements; section six says the information-processing fee. What records cannot know is left
empty with a question to the clerk, never invented.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.office.reporting.metrics import METRICS
from gongkai.office.reporting.numbers import Binding, Value, fill, follow, numbers, shift


@dataclass(frozen=True)
class PartSpec:
    """One part of a section: `lead` is printed before its text; `question` is asked of the clerk;
    `clauses` are drafted, each left out where one of its metrics has no value."""

    key: str
    title: str
    question: str
    lead: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part as written: its words and what its numbers say."""

    key: str
    text: str
    bindings: tuple[Binding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "text": self.text,
            "bindings": [b.to_json() for b in self.bindings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Part:
        return cls(data["key"], data["text"], tuple(Binding.from_json(b) for b in data["bindings"]))


#: The sections with a text of their own. Sections two, three and four are their tables.
SECTIONS: dict[int, tuple[PartSpec, ...]] = {
    1: (
        PartSpec(
            "proactive",
            "主动公开",
            "写各平台公开的数量、政策解读和回应关切、重点领域公开的情况。",
            "（一）主动公开。",
            (
                "全年主动公开政府信息{items_published}条。",
                "其中政策解读{interpretations}条。",
                "通过政府网站发布{posts_website}条。",
                "通过微信公众号发布{posts_wechat}条，关注人数{followers_wechat}人。",
                "通过微博发布{posts_weibo}条，关注人数{followers_weibo}人。",
                "通过公开栏发布{posts_bulletin}条。",
                "作出行政许可决定{licences}件。",
                "作出行政处罚决定{penalties}件。",
                "作出行政强制决定{compulsory_measures}件。",
                "行政事业性收费{fees}万元。",
            ),
        ),
        PartSpec(
            "on_application",
            "依申请公开",
            "数字由台账写出；渠道、时限和答复质量的情况由经办人补充。",
            "（二）依申请公开。",
            (
                "全年新收政府信息公开申请{received}件，上年结转{carried_in}件。",
                "办结{concluded}件，其中予以公开{granted}件，部分公开{partly_granted}件，"
                "不予公开{refused}件，无法提供{unavailable}件，不予处理{not_processed}件，"
                "其他处理{other}件。",
                "结转下年度继续办理{carried_out}件。",
                "因政府信息公开工作发生行政复议{reconsideration}件、行政诉讼{litigation}件。",
            ),
        ),
        PartSpec(
            "management",
            "政府信息管理",
            "写发布审查、文件清理和已公开信息动态调整的情况。",
            "（三）政府信息管理。",
            (
                "全年制发规章{rules_issued}件，废止{rules_repealed}件，"
                "现行有效规章{rules_in_force}件。",
                "全年制发行政规范性文件{documents_issued}件，废止{documents_repealed}件，"
                "现行有效行政规范性文件{documents_in_force}件。",
            ),
        ),
        PartSpec(
            "platform",
            "政府信息公开平台建设",
            "写网站、政务新媒体、公开专区和公报的情况。台账里没有这些，请经办人写。",
            "（四）政府信息公开平台建设。",
        ),
        PartSpec(
            "supervision",
            "监督保障",
            "写工作考核、社会评议、责任追究结果和培训的情况。台账里没有这些，请经办人写。",
            "（五）监督保障。",
        ),
    ),
    5: (
        PartSpec(
            "problems", "存在的主要问题", "写今年的主要问题。不要与上年相同。", "（一）主要问题。"
        ),
        PartSpec(
            "improvements",
            "改进情况",
            "写上年问题改进得怎样、这些问题准备怎样改进。",
            "（二）改进情况。",
        ),
    ),
    6: (
        PartSpec(
            "fee",
            "信息处理费",
            "发出收费通知的件数、总金额和实际收取的金额。没有收取的，照实写“未收取信息处理费”。",
            clauses=(
                "本年度发出信息处理费收费通知{fee_notices}件，总金额{fee_notice_total}元，"
                "实际收取{fee_collected}元。",
            ),
        ),
        PartSpec("matters", "其他事项", "没有的，照实写“没有其他需要报告的事项”。"),
    ),
}

#: Parts a report may go without.
OPTIONAL = frozenset({(6, "matters")})


@dataclass(frozen=True)
class Drafted:
    """A drafted part and the metrics its clauses were left out for."""

    part: Part
    left_out: tuple[str, ...]


def draft(section: int, values: Mapping[str, Value | None]) -> list[Drafted]:
    """Write the parts of a section from the metrics' values. Raises KeyError for a table section."""
    drafted = []
    for spec in SECTIONS[section]:
        text, bindings, left_out = "", (), []  # type: str, tuple[Binding, ...], list[str]
        for clause in spec.clauses:
            missing = [
                code for code in METRICS if f"{{{code}}}" in clause and values.get(code) is None
            ]
            if missing:
                left_out.extend(missing)
                continue
            said, bound = fill(clause, values)
            bindings += shift(bound, len(numbers(text)))
            text += said
        drafted.append(Drafted(Part(spec.key, text, bindings), tuple(left_out)))
    return drafted


def rewrite(section: int, old: Sequence[Part], texts: Mapping[str, str]) -> list[Part]:
    """The parts of a section with new texts, each number keeping the metric it had."""
    before = {part.key: part for part in old}
    parts = []
    for spec in SECTIONS[section]:
        held = before.get(spec.key, Part(spec.key, ""))
        text = texts.get(spec.key, held.text).replace("\r\n", "\n").strip()
        parts.append(Part(spec.key, text, follow(held.text, held.bindings, text)))
    return parts


def compose(section: int, parts: Sequence[Part]) -> str:
    """The section as it is printed: every written part with its lead, one paragraph each. A lead that
    was written into the text too is printed once."""
    written = {part.key: part.text for part in parts}
    return "\n".join(
        spec.lead + text.removeprefix(spec.lead)
        for spec in SECTIONS[section]
        if (text := written.get(spec.key, ""))
    )
