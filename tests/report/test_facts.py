"""Numbers said in the narrative, from real reports and from sentences built to mislead."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.report.asides import find_asides
from gongkai.report.facts import chinese_number, find_facts
from gongkai.report.read import read_file

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
Said = tuple[str, str | None, int, str]

SAID: dict[str, list[Said]] = {
    "tacheng-2024": [("posts", "wechat", 230, "条")],
    "hotan-2021": [
        ("hotline", None, 213, "件"),
        ("petitions", None, 213, "件"),
        ("licences", None, 36, "件"),
    ],
    "jiyuan-2024": [
        ("posts", "website", 395, "篇"),
        ("posts", "platform", 211, "篇"),
        ("applications.received", None, 2, "次"),
        ("posts", "wechat", 976, "篇"),
        ("posts", "weibo", 1086, "篇"),
    ],
    "shapotou-2024": [
        ("published", "website", 91, "条"),
        ("published.key_areas", None, 59, "条"),
        ("published.department_news", None, 13, "条"),
        ("published.notices", None, 19, "条"),
        ("licences.publicised", "platform", 6, "条"),
        ("posts", "new_media", 780, "条"),
        ("followers", "wechat", 3154, ""),
        ("posts", "wechat", 502, "条"),
        ("followers", "weibo", 100, ""),
        ("posts", "weibo", 278, "条"),
    ],
    "xinyuan-2024": [
        ("published.department_news", None, 45, "条"),
        ("published.policy_answers", None, 9, "条"),
        ("published.power_list", None, 9, "条"),
        ("published.key_information", None, 22, "条"),
        ("published.other", None, 22, "条"),
        ("power_list", None, 266, "项"),
        ("power_list.adjudication", None, 1, "项"),
        ("power_list.penalty", None, 150, "项"),
        ("power_list.payment", None, 8, "项"),
        ("power_list.inspection", None, 58, "项"),
        ("power_list.award", None, 14, "项"),
        ("power_list.compulsory_measure", None, 13, "项"),
        ("power_list.confirmation", None, 3, "项"),
        ("power_list.licence", None, 17, "项"),
        ("power_list.other", None, 2, "项"),
        ("licences", None, 92, "家"),
        ("licences.renewed", None, 96, "家"),
        ("licences", None, 188, "家"),
        ("enquiries", "telephone", 34, "件"),
        ("enquiries", "online", 34, "件"),
    ],
    "hongze-2023": [
        ("published", "website", 1136, "条"),
        ("applications.received", None, 21, "件"),
        ("processing_fee", None, 0, "元"),
    ],
    "hongze-2024": [
        ("published", "website", 2428, "条"),
        ("meetings", None, 7, "期"),
        ("interpretations", None, 7, "条"),
        ("applications.received", None, 17, "件"),
        ("processing_fee", None, 0, "元"),
    ],
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_the_facts_of_the_real_reports(name: str) -> None:
    facts = read_file(REPORTS / f"{name}.txt").facts
    assert [(f.metric, f.channel, f.value, f.unit) for f in facts] == SAID[name]


def test_a_sentence_is_kept_whole_over_broken_lines() -> None:
    (fact, *_) = read_file(REPORTS / "hongze-2023.txt").facts
    assert fact.sentence == "2023 年，我区在政府网站平台主动公开政府信息 1136 条。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("微信公众号发布信息1.2万条。", [("posts", 12000, "条")]),
        ("微信公众号发布信息1,086条。", [("posts", 1086, "条")]),
        ("微信公众号发布信息二十三条。", [("posts", 23, "条")]),
        ("举办政务公开培训班两次。", [("trainings", 2, "次")]),
        ("上年结转3件，收到政府信息公开申请60件。", [("applications.carried_in", 3, "件"), ("applications.received", 60, "件")]),
        ("结转下年度2件。", [("applications.carried_out", 2, "件")]),
        ("收取信息处理费1.5万元。", [("processing_fee", Decimal("1.5"), "万元")]),
        ("2023年，收到政府信息公开申请9件。", []),
        ("收到政府信息公开申请比上年增长5件。", []),
        ("办结率100%，收到政府信息公开申请占40%。", []),
        ("未收到政府信息公开申请。", []),
        ("国务院令第711号，第二十条第1件。", []),
        ("三审三校、六部分、一件事一次办。", []),
    ],
)  # fmt: skip
def test_what_a_sentence_counts(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert [(f.metric, f.value, f.unit) for f in find_facts(text, 2024)] == expected


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1,234.5万", 12_345_000),
        ("3千余", 3000),
        ("1百万", 1_000_000),
        ("两万三千", 23_000),
        ("一千二百余", 1200),
        ("一亿二千万", 120_000_000),
        ("三百一十八", 318),
        ("二十一", 21),
        ("一万", 10_000),
        ("1000+", 1000),
        ("1万2千", None),
        ("1万零5", None),
        ("3,1", None),
        ("数百", None),
        ("二〇二四", None),
    ],
)
def test_a_number_is_read_as_a_whole_or_not_at_all(said: str, value: int | None) -> None:
    """Before its unit, and where there is none: never a part of it."""
    for text in (
        f"2024年微信公众号关注人数{said}。",
        f"微信公众号发布信息{said}条。",
        f"网站总访问量{said}人次。",
    ):
        assert [fact.value for fact in find_facts(text, 2024)] == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("一万", 10_000),
        ("两万三千", 23_000),
        ("一亿二千万", 120_000_000),
        ("万", None),
        ("三万四万", None),
        ("二十三", 23),
        ("一百零五", 105),
        ("两千", 2000),
        ("十百", None),
        ("二三", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理政府信息公开申请16件，办结16件。", ["applications.received 16", "applications.answered 16"]),
        ("共收到依申请公开信息16条，其中网上申请12件，信函申请3件，当面申请1件。",
         ["applications.received 16", "applications.received.online 12",
          "applications.received.post 3", "applications.received.in_person 1"]),
        ("通过政府网站公开信息356条，通过微信公众号公开230条，公开栏公开20条。",
         ["posts/website 356", "posts/wechat 230", "posts/bulletin 20"]),
        ("编发政府公报12期。", ["posts/bulletin 12"]),
        ("主动公开政府信息352条，其中：政策文件12条，财政信息15条，人事信息8条。",
         ["published 352", "published.policy_documents 12", "published.finance 15", "published.personnel 8"]),
        ("网站总访问量1.05亿次。", ["visits/website 105000000"]),
        ("微信公众号推送信息502条，粉丝3.5万人。", ["posts/wechat 502", "followers/wechat 35000"]),
        ("公布权责清单266项。", ["power_list 266"]),
        ("开展业务培训3次，培训人员120人次，在线访谈5次。", ["trainings 3", "trainings.people 120", "interviews 5"]),
        ("开展业务培训3次，参训人员一百五十余人。", ["trainings 3", "trainings.people 150"]),
        ("全年发布政务微博1.5万余条、微信3200余条。", ["posts/weibo 15000", "posts/wechat 3200"]),
        ("上年结转申请3件，本年新收15件，办结16件，结转下年2件。",
         ["applications.carried_in 3", "applications.received 15", "applications.answered 16", "applications.carried_out 2"]),
        ("制发行政规范性文件5件。全年受理12345热线工单2.3万件。", ["normative_documents 5", "hotline 23000"]),
    ],
)  # fmt: skip
def test_what_offices_count(text: str, expected: list[str]) -> None:
    found = find_facts(text, 2024)
    assert [
        f"{f.metric}{f'/{f.channel}' if f.channel else ''} {f.value}" for f in found
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请16件，较上年增加4件，增长33.3%。",
         [("growth", 4, "件", None), ("growth", Decimal("33.3"), "%", None)]),
        ("比上年下降3.5个百分点，占40%。", [("growth", Decimal("-3.5"), "%", None), ("share", 40, "%", None)]),
        ("2022年收到申请1.2万件，2023年收到申请16件。",
         [("other_year", 12000, "件", 2022), ("other_year", 16, "件", 2023)]),
        ("2024年收到申请16件。", []),
        # A year that is compared with is the year of what stands beside it only.
        ("收到政府信息公开申请17起，比2023年（25起）下降32%，答复16起。",
         [("other_year", 25, "起", 2023), ("growth", -32, "%", 2023)]),
        ("2023 年收到申请 9 件。", [("other_year", 9, "件", 2023)]),
        ("公开2023年度部门决算2份。", []),
    ],
)  # fmt: skip
def test_what_is_no_count_of_this_year_is_kept_apart(
    text: str, expected: list[tuple[str, object, str, int | None]]
) -> None:
    assert [(a.kind, a.value, a.unit, a.year) for a in find_asides(text, 2024)] == expected
    counted = {f.value for f in find_facts(text, 2024)}
    assert counted.isdisjoint(value for _, value, *_ in expected)
