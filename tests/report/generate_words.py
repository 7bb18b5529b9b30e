"""The words of a generated report: true to its tables, in eight ways offices really write."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.report.facts import find_facts
from gongkai.report.model import SECTION_TITLES, Fact, Report, Section

Values = Mapping[str, int | Decimal]
GROUPS = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
STYLES = 8


def sections(values: Values, year: int, before: Report | None, style: int) -> tuple[Section, ...]:
    """The six sections. Style 0 says received and done only, style 1 every count of table three and four."""
    applied = _applications(values, year, before, style)
    published = (
        f"{year}年通过政府网站公开信息120条，其中重点领域59条、工作动态42条、通知公告19条。"
        if style % 2
        else f"{year}年通过政府网站公开信息120条。"
    )
    texts = {
        1: f"（一）主动公开。{_focus(year)}{published}\n（二）依申请公开。{applied}"
        f"\n（三）政府信息管理。严格保密审查。{_documents(values, year, style)}"
        f"\n（四）平台建设。维护网站专栏。\n（五）监督保障。开展培训2次。{_cases(values, style)}",
        5: _problems(year),
        6: f"本年度发出收费通知{_unpaid(values)}件，收取信息处理费0元。",
    }
    return tuple(Section(n, title, texts.get(n, "")) for n, title in SECTION_TITLES.items())


def facts(made: tuple[Section, ...], year: int) -> tuple[Fact, ...]:
    """What the reader would find in these words."""
    return tuple(f for section in made for f in find_facts(section.text, year))


def _at(values: Values, row: str, column: str = "total") -> int:
    return int(values[f"requests.{row}.{column}"])


def _unpaid(values: Values) -> int:
    return int(values.get("requests.other.fee_not_paid.total", 0))


def _group(values: Values, group: str) -> int:
    return sum(
        int(value)
        for cell_id, value in values.items()
        if cell_id.endswith(".total") and cell_id.startswith(f"requests.{group}.")
    )


def _applications(values: Values, year: int, before: Report | None, style: int) -> str:
    new, carried = _at(values, "received"), _at(values, "carried_in")
    done, left = _at(values, "concluded"), _at(values, "carried_out")
    if not new:
        return "未收到政府信息公开申请。"
    results = "，".join(f"{name}{_group(values, group)}件" for group, name in GROUPS.items())
    first, second = new // 3, new - new // 3
    share = round(Decimal(_group(values, "granted")) * 100 / done, 1) if done else 0
    words = [
        f"收到政府信息公开申请{new}件，办结{done}件。",
        f"本年新收政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年度继续办理{left}件。"
        f"办理结果为：{results}。",
        f"共受理公民、法人和其他组织提出的政府信息公开申请{new + carried}件（含上年结转{carried}件），"
        f"答复{done}件，结转下年度{left}件。",
        f"收到依申请公开政府信息申请 {new} 件，其中网上申请{first}件、信函申请{second}件。",
        f"{year}年，全年收到政府信息公开申请{new}宗，已办结{done}宗。其中，予以公开"
        f"{_group(values, 'granted')}宗，占{share}%。",
        f"收到政府信息公开申请{new}件，答复{done}件（含上一年度结转{carried}件，另有{left}件结转到{year + 1}年度办理），"
        "均在法定期限内答复。",
        f"共办理政府信息公开申请{new + carried}件，{carried}件来自上年结转，其中{done}件已答复。",
        f"收到政府信息公开申请{new}件{_growth(new, before)}。不予公开和无法提供"
        f"{_group(values, 'refused') + _group(values, 'unavailable')}件。",
    ]
    return words[style]


def _growth(new: int, before: Report | None) -> str:
    last = int(before.value("requests.received.total") or 0) if before else 0
    if not last:
        return ""
    change = round((Decimal(new) / last - 1) * 100, 1)
    return f"，比上年{'增长' if change >= 0 else '下降'}{abs(change)}%"


def _cases(values: Values, style: int) -> str:
    reviewed = int(values["challenges.reconsideration.total"])
    suits = sum(
        int(values[f"challenges.{kind}.total"])
        for kind in ("litigation_direct", "litigation_after_reconsideration")
    )
    if style == 0:
        return ""
    said = f"因政府信息公开被申请行政复议{reviewed}件" if reviewed else "未发生政府信息公开行政复议"
    return f"{said}，{f'被提起行政诉讼{suits}件' if suits else '未发生政府信息公开行政诉讼'}。"


def _documents(values: Values, year: int, style: int) -> str:
    row = "disclosure.normative_documents"
    if style < 2 or f"{row}.in_force" not in values:
        return ""
    issued, ended, stock = (int(values[f"{row}.{c}"]) for c in ("issued", "repealed", "in_force"))
    return f"{year}年制发行政规范性文件{issued}件，废止{ended}件，现行有效{stock}件。"


def _focus(year: int) -> str:
    """What the year was about: two years in a row are never alike."""
    return (
        "围绕重大项目建设和惠企政策落实，梳理政策文件库，让企业一次看懂、一次办成。",
        "聚焦就业、教育、养老等民生事项，推进基层公开标准化，把服务指南送到群众身边。",
        "对照法定目录逐项自查，清理过期栏目和失效链接，统一各平台的检索入口。",
    )[year % 3]


def _problems(year: int) -> str:
    """Two years in a row never name the same problems."""
    problems = (
        "政策解读形式单一，图文解读少",
        "公开目录更新不够及时，栏目有空白",
        "基层公开人员业务不熟",
    )
    measures = ("丰富解读形式，制作短视频", "逐月更新公开目录，专人负责", "分批培训，以案代训")
    which = year % 3
    return f"存在的问题：{problems[which]}。\n改进措施：{measures[which]}，明年六月底前完成。"
