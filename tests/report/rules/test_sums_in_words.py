"""NT-SUM: totals against their parts, channels first of all, with the rounding of 万."""

from __future__ import annotations

import pytest

from gongkai.report.rules import Context, Finding, check
from tests.report.rules.test_worked_sentences import report

HOLDS = [
    "发布信息780条，其中微信502条，微博278条。",
    "共发布信息780条。其中微信502条，微博278条。",
    "通过网站、微信、微博发布信息1200条（网站600条、微信400条、微博200条）。",
    "微信公众号发布信息502条、微博发布信息278条，共780条。",
    "网站公开300条，微信公开502条，微博公开278条，合计1080条。",
    "办理卫生许可证92家，延续96家，共188家。",
    "全年发布信息1.2万条，其中网站8012条，微信4003条。",
    "全年累计访问12.3万人次，其中网站10万人次，微信2.3万人次。",
    "累计发布信息1200余条，其中网站800条，微信300条。",
    "共发布信息1200条，其中政策文件30条，解读20条。",
    "共发布信息1200条，其中门户网站500条，微信公众号200条。",
    "共发布信息780条，其中原创502条，图文解读300条等。",
    "发布信息780条，其中原创502条，图文300条。",
    "共收到申请60件，其中网上42件，自然人51件。",
    "开展培训3次，培训人员120人，共发放资料500份。",
    "发布信息300条，图解20条，累计播放5000次。",
    "共公开信息91条，其中重点领域59条、动态32条，点击量1.2万次。",
    "共答复建议提案36件，其中建议20件、提案16件，满意率100%。",
]  # fmt: skip
FIRES = [
    ("发布信息780条，其中微信502条，微博288条。", "780", "790"),
    ("共发布信息780条。其中微信502条，微博268条。", "780", "770"),
    ("通过网站、微信、微博发布信息1200条（网站300条、微信200条、微博100条）。", "1200", "600"),
    ("微信公众号发布信息502条、微博发布信息278条，共790条。", "790", "780"),
    ("网站公开300条，微信公开502条，微博公开278条，合计1180条。", "1180", "1080"),
    ("全年发布信息1.2万条，其中网站8012条，微信4903条。", "12000", "12915"),
    ("共答复建议提案36件，其中建议20件、提案18件。", "36", "38"),
]


def sums(text: str) -> list[Finding]:
    return [
        f for f in check(Context(report(text, {"received": 60}))).findings if f.rule == "NT-SUM"
    ]


@pytest.mark.parametrize("text", HOLDS)
def test_parts_that_make_their_whole_or_only_some_of_it(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(("text", "whole", "added"), FIRES)
def test_parts_that_do_not(text: str, whole: str, added: str) -> None:
    (one,) = sums(text)
    assert (one.severity.value, one.expected, one.actual) == ("warning", whole, added)
