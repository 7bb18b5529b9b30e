"""Words of a template that were never replaced: 「公开信息23条（请根据实际情况填写）」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Context, Finding, Outcome, Rule, Severity

_BASIS = "国办公开办函〔2021〕30号（内容准确）"
_UNIT = r"(?=件|条(?!例)|[次个年月日省市县区局委办镇乡街]|网站)"
_LEFT = re.compile(
    r"(?<![申邀提敬报恳])请(?:各单位|你单位|本单位)?(?:根据|结合|按照?)(?:本单位|自身)?实际(?:情况)?(?:填写|修改|补充|调整)"
    r"|（请?(?:填写|填报|填入)(?![^（）]*[表单书》])[^（）]{0,20}）"
    r"|（此处(?:请|应|需|可)?(?:填|写|插入|补充|删|附)[^（）]{0,20}）"
    r"|（具体(?:网址|地址|电话|名称|数字|数量|日期|情况|做法|措施)）|（待(?:补充|填写|填报|填|核实|定|统计|完善)）"
    r"|（(?:数字|数量|件数|条数)）(?=[件条次个])|（(?:不少于|不超过|控制在|限)\d+字(?:以内|左右)?）"
    r"|【(?:请|此处|待|可)?(?:填写|填入|填报|补充|删除|模板)[^【】]{0,12}】"
    rf"|(?<![第某\w×])(?:20)?[×ＸXx]{{2,}}{_UNIT}|(?<=[\u4e00-\u9fff])(?<![第某张王李赵刘陈杨黄吴周])[×ＸXx]{{2,}}{_UNIT}"
    r"|(?<!\d)[＿_]{2,}(?=[件条次年月日])|(?<=[\u4e00-\u9fff])\*{2,}(?=件|条(?!例)|次)"
    r"|(?<![一二三四五六七八九十○〇])[○〇]{2,}(?=[件条次个省市县区局委办镇乡街])"
)
#: One of these stands in each of them, and is rare elsewhere: a text without any is not searched further.
_HINT = re.compile(
    r"填|具体[网地电名数日情做措]|实际(?:情况)?[修补调]|[×Ｘ＿【]|[Xx][Xx×]|__|○○|〇〇|\*\*|（待|（数|（件|（条|字(?:以内|左右)?）|（此处"
)
#: What stands in quotation marks is told of a paper: 下发“请结合实际修改”的通知, 申请公开“××村征地方案”.
_OPENED = re.compile(r"“[^”]*$")


def _evaluate(context: Context) -> Iterator[Outcome]:
    texts = context.said.texts.items()
    found = [
        (number, text, left)
        for number, text in texts
        if _HINT.search(text)
        for left in _LEFT.finditer(text)
        if not _OPENED.search(text, max(0, left.start() - 60), left.start())
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
        version=2,
        title="没有留下模板的提示语",
        broken="留有模板的提示语",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula="正文没有“请根据实际情况填写”“（具体网址）”“××件”这样的提示语",
        evaluate=_evaluate,
        forms=frozenset({"2021", "2019", "2014", "none"}),
    ),
)
