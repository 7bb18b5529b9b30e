"""Two sentences that count one thing: different numbers are a contradiction, different things are not."""

from __future__ import annotations

import pytest

from gongkai.report.cell import ABSENT
from gongkai.report.rules import Context, check
from tests.report.rules.test_worked_sentences import report

TABLE = {
    "received": 60, "carried_in": 4, "concluded": 58, "carried_out": 6, "disclosure.penalties.decisions": 40,
}  # fmt: skip

ALIKE = [
    "全年政府网站发布信息120条。政府网站共发布信息120条。",
    "政府网站发布信息120条。微信公众号发布信息98条。",
    "政府网站发布信息1.2万条。县政府门户网站共发布信息12034条。",
    "政府网站发布信息120余条。政府网站发布信息123条。",
    "全年发布信息120条。其中政策类信息98条。",
    "2023年政府网站发布信息98条。2024年政府网站发布信息120条。",
    "上半年组织业务培训2次。全年组织业务培训5次。",
    "围绕优化营商环境，政府网站发布信息30条。全年政府网站发布信息120条。",
    "县教育局组织培训2次。县民政局组织培训3次。",
    "公众号关注量3154，发布信息502条，微博关注量100，发布信息278条。",
    "组织业务培训2次。组织业务培训120人次。",
    "办理人大代表建议20件。办理政协委员提案16件。",
    "每月发布信息10条。全年发布信息120条。",
    "新增政务新媒体发布信息20条。政务新媒体发布信息120条。",
    "办理群众热线问题213件。办结网上信访213件。",
    "“云溪发布”微信公众号发布信息654条。“健康云溪”微信公众号发布信息120条。",
    "政府网站公开信息1286条。政府网站发布信息2360条。",
    "累计发布政策解读360篇。全年发布政策解读126篇。",
    "县委组织部发布信息30条。县委宣传部发布信息86条。",
    "公开教育领域信息120条。公开医疗领域信息98条。",
    "近五年作出行政处罚320件。全年作出行政处罚40件。",
    "接待群众咨询320人次，办理咨询事项36件。电话受理群众咨询120人次。",
    "收到申请60件，办结58件。全年共收到申请64件（含上年结转4件）。",
    "全年收到申请60件。县公安局收到申请30件，县教育局收到申请20件。",
    "收到申请60件。当场答复申请12件，书面答复申请46件。",
    "收到申请60件，其中网上申请42件。网上收到申请42件。",
]
DIFFERENT = {
    "2024年，我局主动公开政府信息1286条。全年共主动公开政府信息1268条。": "NT-TWICE",
    "全年作出行政处罚40件。2024年我局作出行政处罚35件。": "NT-TWICE",
    "微信公众号发布信息502条。全年微信公众号共推送信息520条。": "NT-TWICE",
    "办理群众热线问题213件。全年共办理群众热线问题231件。": "NT-TWICE",
    "发布政策解读126篇。本年度共发布政策解读162篇。": "NT-TWICE",
    "政府网站总访问量86.3万次。全年政府网站总访问量68.3万次。": "NT-TWICE",
    "全年政府网站发布信息120条。县政府门户网站共发布各类信息210条。": "NT-TWICE",
    "政府网站发布信息1.2万条。政府网站共发布信息13034条。": "NT-TWICE",
    "微信公众号发布信息502条，微博发布信息278条。微博全年累计发布信息287条。": "NT-TWICE",
    "全年举办新闻发布会3场。本年度召开新闻发布会2场。": "NT-TWICE",
    "开展业务培训5次。全年共组织培训班6次。": "NT-TWICE",
    "全年收到申请60件，办结58件。2024年，我县共收到政府信息公开申请55件。": "NT-RECV",
    "收到申请60件，办结58件。全年共办结政府信息公开申请48件。": "NT-DONE",
    "收到申请60件，上年结转4件。政府信息公开申请上年结转3件。": "NT-CARRY",
}
RULES = ("NT-TWICE", "NT-RECV", "NT-DONE", "NT-CARRY", "NT-SUM", "NT-CHAN")


@pytest.mark.parametrize("text", ALIKE)
def test_different_things_may_differ(text: str) -> None:
    found = check(Context(report(text, TABLE))).findings
    assert [f.rule for f in found if f.rule in RULES] == []


@pytest.mark.parametrize(("text", "rule"), DIFFERENT.items())
def test_one_thing_with_two_numbers_is_found(text: str, rule: str) -> None:
    found = check(Context(report(text, TABLE))).findings
    assert [f.rule for f in found if f.rule in RULES] == [rule]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("收到政府信息公开申请60件。2024年共收到政府信息公开申请55件。", 1),
        ("收到政府信息公开申请60件，上年结转4件。共受理政府信息公开申请64件。", 0),
        ("收到政府信息公开申请60件。全年共收到政府信息公开申请60件。", 0),
    ],
)
def test_without_a_table_the_words_are_held_against_each_other(text: str, count: int) -> None:
    made = report(text, TABLE)
    without = made.with_cells({c: ABSENT for c in made.cells if c.startswith("requests.")})
    found = check(Context(without)).findings
    assert sum(f.rule == "NT-TWICE" for f in found) == count
