"""Does a report say what its format asks for: five themes, problems with measures, the fee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..themes import THEMES
from .model import Context, Finding, Outcome, Rule, Severity
from .narrative import plain

FORMAT = "年度报告格式（国办公开办函〔2021〕30号）"
_NEW = frozenset({"2021"})


def _five_themes(context: Context) -> Iterator[Outcome]:
    section = context.report.section(1)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第一部分")
        return
    text = plain(section.text)
    missing = [name for name, words in THEMES if not words.search(text)]
    if not missing:
        yield Outcome()
        return
    named = "、".join(f"“{name}”" for name in missing)
    yield warned(
        "NT-FIVE",
        f"第一部分没有写到{named}。",
        FORMAT + "第一部分",
        section=1,
        actual="没有写到" + named,
        expected="主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面",
        suggestion="请按五个方面写总体情况；没有做的，也写明。",
        judged=tuple(str(n) for n, (name, _) in enumerate(THEMES, 1) if name in missing),
    )


#: Shorter than this (characters without spaces), section five cannot hold a problem and a measure.
SHORTEST_PROBLEMS = 30
_PROBLEM = re.compile(
    r"问题|不足|不够|薄弱|有待|仍需|还需|需要?进一步|差距|不高|不强|滞后|单一|困难|短板|偏低|欠缺|尚未|未能|不清|不到位|不规范|缺乏|较少|偏少|一是"
)
_MEASURE = re.compile(
    r"改进|下一步|下一?阶段|下一?年|措施|举措|今后|整改|将|拟|加强|提高|完善|建立|推进|强化|优化|健全|深化|着力|力争"
    r"|落实(?!不)|解决(?!不)"
)


def _problems(context: Context) -> Iterator[Outcome]:
    section = context.report.section(5)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第五部分")
        return
    text = plain(section.text)
    lacking = [
        what
        for what, words in (("存在的问题", _PROBLEM), ("改进的措施", _MEASURE))
        if not words.search(text)
    ]
    if len(text) < SHORTEST_PROBLEMS:
        said = f"第五部分只有 {len(text)} 个字，没有写清问题和改进情况。"
    elif lacking:
        said = f"第五部分没有写{'和'.join(lacking)}。"
    else:
        yield Outcome()
        return
    yield warned(
        "NT-S5",
        said,
        "条例第五十条第四项；" + FORMAT + "第五部分",
        section=5,
        sentence=text[:120] or None,
        suggestion="请写明具体问题和对应的改进措施。",
        judged=(text,),
    )


_FEE = re.compile(
    r"处理费|收费通知|申请[^。；;]{0,12}(?:收取|收费|费用)"
    r"|(?:未|没有|无)[^。；;]{0,10}(?:收取[^。；;]{0,6}费|收费)(?<!事业性收费)|(?:收取|收费|费用)[^。；;]{0,12}(?:申请|信息公开)|信息公开[^。；;]{0,8}收费"
)


def _processing_fee(context: Context) -> Iterator[Outcome]:
    section = context.report.section(6)
    if section is None:
        yield Outcome(not_evaluated="文件中没有第六部分")
    elif _FEE.search(plain(section.text)):
        yield Outcome()
    else:
        yield warned(
            "NT-S6",
            "第六部分没有写信息处理费。",
            "国办函〔2020〕109号；" + FORMAT + "第六部分",
            section=6,
            sentence=plain(section.text)[:120] or None,
            suggestion="请写明发出收费通知的件数、总金额和实际收取金额；没有的写 0。",
            judged=(plain(section.text),),
        )


def warned(
    rule: str,
    message: str,
    basis: str,
    *,
    section: int | None = None,
    expected: str | None = None,
    actual: str | None = None,
    sentence: str | None = None,
    suggestion: str | None = None,
    judged: tuple[str, ...] = (),
) -> Outcome:
    """A warning on what a report says of itself, which no cell contradicts."""
    return Outcome(
        finding=Finding(
            rule=rule,
            severity=Severity.WARNING,
            message=message,
            basis=basis,
            expected=expected,
            actual=actual,
            sentence=sentence,
            section=section,
            suggestion=suggestion,
            judged=judged,
        )
    )


RULES = (
    Rule(
        id="NT-FIVE",
        version=1,
        title="第一部分写了五个方面",
        broken="第一部分没有写全五个方面",
        basis=FORMAT + "第一部分",
        severity=Severity.WARNING,
        formula="第一部分写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
        evaluate=_five_themes,
        forms=_NEW,
    ),
    Rule(
        id="NT-S5",
        version=2,
        title="第五部分写了问题，也写了改进",
        broken="第五部分没有写清问题和改进",
        basis="条例第五十条第四项；" + FORMAT + "第五部分",
        severity=Severity.WARNING,
        formula=f"第五部分既有问题又有改进措施，不少于 {SHORTEST_PROBLEMS} 个字",
        evaluate=_problems,
    ),
    Rule(
        id="NT-S6",
        version=2,
        title="第六部分写了信息处理费",
        broken="第六部分没有写信息处理费",
        basis="国办函〔2020〕109号；" + FORMAT + "第六部分",
        severity=Severity.WARNING,
        formula="第六部分写到信息处理费（收费通知件数、总金额、实际收取金额；没有的写 0 或者未收取）",
        evaluate=_processing_fee,
        forms=_NEW,
    ),
)
