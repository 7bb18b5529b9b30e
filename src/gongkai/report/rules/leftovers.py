"""Words of a template that were never replaced: 「公开信息23条（请根据实际情况填写）」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Context, Finding, Outcome, Rule, Severity

_BASIS = "国办公开办函〔2021〕30号（内容准确）"
_LEFT = re.compile(
    r"请(?:各单位|你单位)?(?:根据|结合|按照?)(?:本单位)?实际(?:情况)?(?:填写|修改|补充|调整)"
    r"|（(?:请?填写|此处)[^（）]{0,20}）|（具体(?:网址|地址|电话|名称)）|【[^【】]{0,12}(?:填写|填入|删除|模板)[^【】]{0,12}】"
    r"|[×ＸX]{2,}(?=[件条次个年月日省市县区局委办镇乡街]|网站)|(?<!\d)[＿_]{2,}(?=[件条次年月日])"
)
#: One of these stands in each of them, and is rare elsewhere: a text without any is not searched further.
_HINT = re.compile(r"填|具体[网地电名]|实际(?:情况)?[修补调]|[×Ｘ＿【]|X[X×]|__")


def _evaluate(context: Context) -> Iterator[Outcome]:
    texts = context.said.texts.items()
    found = [
        (number, text, left)
        for number, text in texts
        if _HINT.search(text)
        for left in _LEFT.finditer(text)
    ]
    if not found:
        yield Outcome()
    for number, text, left in found[:3]:
        around = text[max(0, left.start() - 30) : left.end() + 10]
        yield Outcome(
            finding=Finding(
                rule="NT-DRAFT",
                severity=Severity.WARNING,
                message=f"正文里留有模板的提示语“{left.group()}”。",
                basis=_BASIS,
                actual=left.group(),
                sentence=around,
                section=number or None,
                suggestion="请按实际情况改写，删去提示语。",
                judged=(left.group(),),
            )
        )


RULES = (
    Rule(
        id="NT-DRAFT",
        version=1,
        title="没有留下模板的提示语",
        broken="留有模板的提示语",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula="正文没有“请根据实际情况填写”“（具体网址）”“××件”这样的提示语",
        evaluate=_evaluate,
        forms=frozenset({"2021", "2019", "2014", "none"}),
    ),
)
