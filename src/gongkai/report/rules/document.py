"""Write `docs/rules.md` from the rule list: `python -m gongkai.report.rules.document`."""

from __future__ import annotations

from pathlib import Path

from .listing import RULES, VERSION
from .model import SEVERITY_NAMES

_NEEDS = {
    "previous": "上年报告",
    "registry": "机关登记",
    "records": "办理台账",
    "units": "其他机关的报告",
}


def page() -> str:
    """The page as Markdown."""
    lines = [
        "# 勾稽规则",
        "",
        "<!-- made by `python -m gongkai.report.rules.document`; change the rules, not this page -->",
        "",
        f"规则 {VERSION} 版，{len(RULES)} 条。“错误”必须成立；“提示”应当成立，不成立的请说明；“说明”只供参考。",
        "不能核对的（格子空白、读不清、文件中没有，或者缺少所需的材料）列为没有检查，绝不当作成立。",
        "机关之间的雷同，由 `UN-COPY` 核对。",
        "",
        "| 规则 | 版 | 轻重 | 名称 | 应当成立的 | 容许 | 依据 | 还需要 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for rule in RULES:
        needs = "、".join(_NEEDS[n] for n in sorted(rule.needs)) or "—"
        lines.append(
            f"| `{rule.id}` | {rule.version} | {SEVERITY_NAMES[rule.severity]} | {rule.title} "
            f"| {rule.formula} | {rule.tolerance or '—'} | {rule.basis} | {needs} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path("docs/rules.md").write_text(page(), "utf-8")
