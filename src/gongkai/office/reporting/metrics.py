"""What a number in the text may say: each metric names the cells it sums. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.results import RESULT_ROWS
from gongkai.office.reporting.numbers import Value
from gongkai.report.cell import Cell


@dataclass(frozen=True)
class Metric:
    """`cells` are summed, so a reader can open them; empty where the number is counted from other
    records and handed in by its code."""

    code: str
    name: str
    unit: str
    cells: tuple[str, ...] = ()


def _rows(code: str, name: str, *rows: str) -> Metric:
    return Metric(code, name, "件", tuple(f"requests.{row}.total" for row in rows))


def _group(group: str, name: str) -> Metric:
    """All outcomes of a group of table three, whose rows are `group` or begin with it."""
    return _rows(group, name, *(row for row in RESULT_ROWS if row.partition(".")[0] == group))


def _cell(code: str, name: str, cell_id: str, unit: str = "件") -> Metric:
    return Metric(code, name, unit, (cell_id,))


METRICS = {
    metric.code: metric
    for metric in (
        _rows("received", "本年新收申请", "received"),
        _rows("carried_in", "上年结转申请", "carried_in"),
        _rows("concluded", "本年办结申请", "concluded"),
        _rows("carried_out", "结转下年度申请", "carried_out"),
        _group("granted", "予以公开"),
        _group("partly_granted", "部分公开"),
        _group("refused", "不予公开"),
        _group("unavailable", "无法提供"),
        _group("not_processed", "不予处理"),
        _group("other", "其他处理"),
        _cell("rules_issued", "规章制发", "disclosure.rules.issued"),
        _cell("rules_repealed", "规章废止", "disclosure.rules.repealed"),
        _cell("rules_in_force", "现行有效规章", "disclosure.rules.in_force"),
        _cell("documents_issued", "行政规范性文件制发", "disclosure.normative_documents.issued"),
        _cell(
            "documents_repealed", "行政规范性文件废止", "disclosure.normative_documents.repealed"
        ),
        _cell(
            "documents_in_force",
            "现行有效行政规范性文件",
            "disclosure.normative_documents.in_force",
        ),
        _cell("licences", "行政许可决定", "disclosure.licences.decisions"),
        _cell("penalties", "行政处罚决定", "disclosure.penalties.decisions"),
        _cell("compulsory_measures", "行政强制决定", "disclosure.compulsory_measures.decisions"),
        _cell("fees", "行政事业性收费", "disclosure.fees.amount", "万元"),
        _cell("reconsideration", "行政复议", "challenges.reconsideration.total"),
        Metric(
            "litigation",
            "行政诉讼",
            "件",
            (
                "challenges.litigation_direct.total",
                "challenges.litigation_after_reconsideration.total",
            ),
        ),
        Metric("items_published", "主动公开信息", "条"),
        Metric("interpretations", "政策解读", "条"),
        Metric("posts_website", "政府网站发布", "条"),
        Metric("posts_platform", "公开平台发布", "条"),
        Metric("posts_bulletin", "公开栏和公报发布", "条"),
        Metric("posts_wechat", "微信公众号发布", "条"),
        Metric("posts_weibo", "微博发布", "条"),
        Metric("followers_wechat", "微信公众号关注", "人"),
        Metric("followers_weibo", "微博关注", "人"),
        Metric("fee_notices", "信息处理费收费通知", "件"),
        Metric("fee_notice_total", "信息处理费通知金额", "元"),
        Metric("fee_collected", "实际收取信息处理费", "元"),
    )
}


def values(
    cells: Mapping[str, Cell], counted: Mapping[str, Value | None]
) -> dict[str, Value | None]:
    """Every metric's value, None where a cell holds no number or nothing was counted.

    `counted` gives the metrics that are no cells.
    """
    found: dict[str, Value | None] = {}
    for metric in METRICS.values():
        if not metric.cells:
            found[metric.code] = counted.get(metric.code)
            continue
        held = [cells[cell_id].value for cell_id in metric.cells]
        known = [value for value in held if value is not None]
        found[metric.code] = sum(known[1:], known[0]) if len(known) == len(held) else None
    return found
