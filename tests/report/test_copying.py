"""A narrative taken over from another agency is found, with both passages."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.copying import Narrative, copies_among, find_copies
from gongkai.report.likeness import COPIED, clauses, joined, share, shared_passage
from gongkai.report.model import Report
from gongkai.report.names import make_names
from gongkai.report.rules import Context, check
from tests.report.generate import sound_report

OWN = "青岭区水库移民安置信息逐户上墙，每季核对一次，纠正差错三处，移民代表全程监督。"
TEXT = (
    "一是政策解读形式还不够丰富，多为文字说明，图表和视频偏少；二是主动公开目录更新不及时，"
    "个别栏目半年没有新内容；三是基层公开人员业务能力参差不齐，轮岗频繁。"
)


def narrative(owner: str, text: str, *masked: str) -> Narrative:
    return Narrative(owner, owner, text, masked)


def test_both_are_told_of_each_other_and_shown_the_passage() -> None:
    one, two, three = find_copies(
        [
            narrative("甲局", TEXT),
            narrative("乙局", TEXT + "四是经费不足。"),
            narrative("丙局", OWN),
        ]
    )
    assert one is not None
    assert two is not None
    assert (one.name, one.percent, one.more) == ("乙局", 100, 0)
    assert (two.name, two.percent) == ("甲局", 94)
    assert one.here.startswith("一是政策解读形式还不够丰富")
    assert one.there == one.here == TEXT.removesuffix("。")
    assert three is None


def test_names_put_for_names_do_not_hide_a_copy() -> None:
    text = "{0}把公开纳入{0}考核，{0}每季度通报一次结果，各科室轮流值守，超期答复的逐件倒查，来访群众在窗口当场得到答复，受理大厅设有自助终端，年底前全部接入。"
    one, two = find_copies(
        [
            narrative("甲", text.format("云溪县水利局"), "云溪县水利局"),
            narrative("乙", text.format("白石市民政局"), "白石市民政局"),
        ]
    )
    assert one is not None
    assert two is not None
    assert (one.percent, two.percent) == (100, 100)
    assert one.there.startswith("白石市民政局把公开纳入")


def test_the_same_agency_and_short_texts_are_not_compared() -> None:
    assert find_copies([narrative("甲", TEXT), narrative("甲", TEXT)]) == [None, None]
    assert find_copies([narrative("甲", TEXT[:40]), narrative("乙", TEXT[:40])]) == [None, None]
    assert find_copies([]) == []


def test_the_template_of_a_county_names_one_and_counts_the_rest() -> None:
    found = find_copies([narrative(f"{n}", TEXT) for n in range(300)])
    assert {(one.name, one.percent, one.more) for one in found if one} == {
        ("0", 100, 298),
        ("1", 100, 298),
    }


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_it_finds_what_comparing_every_pair_finds(seed: int) -> None:
    chance = random.Random(seed)
    pool = [f"第{n}项工作由{chance.choice('甲乙丙丁')}科负责办理" for n in range(60)]
    texts = ["，".join(chance.sample(pool, chance.randrange(6, 20))) + "。" for _ in range(25)]
    texts += ["，".join(text.split("，")[:6]) for text in chance.sample(texts, 5)]
    keys = [[c.key for c in clauses(joined(text))] for text in texts]
    best = [
        max(share(mine, set(other))[0] for b, other in enumerate(keys) if a != b)
        for a, mine in enumerate(keys)
    ]
    found = find_copies([narrative(str(n), text) for n, text in enumerate(texts)])
    said = [one.percent if one else None for one in found]
    long = [sum(map(len, mine)) >= 60 for mine in keys]
    assert said == [p if p >= COPIED and ok else None for p, ok in zip(best, long, strict=True)]


def test_the_passage_is_the_longest_run_and_empty_where_nothing_is_shared() -> None:
    here, there = shared_passage("甲事已办结，乙事已办结，丙事已办结。", "乙事已办结、丙事已办结")
    assert (here, there) == ("乙事已办结，丙事已办结", "乙事已办结、丙事已办结")
    assert shared_passage("甲事已办结。", "丁事没有办。") == ("", "")


def of(agency: str, year: int, text: str) -> Report:
    report = sound_report(3)
    made = tuple(replace(s, text=text) if s.number == 5 else s for s in report.sections)
    return replace(report, agency=agency, agency_as_printed=agency, year=year, sections=made)


def test_only_other_agencies_of_the_same_year_are_compared() -> None:
    reports = [of("甲局", 2023, TEXT), of("甲局", 2024, TEXT), of("乙局", 2024, TEXT)]
    alone, one, two = copies_among(reports)
    assert alone is None
    assert one is not None
    assert two is not None
    assert {n: c.name for n, c in one.items() if c} == {1: "乙局", 5: "乙局"}
    names = make_names([("甲局", ["乙局"])])
    assert copies_among(reports, names) == [None, None, None], "one agency under two names"


def test_the_rule_says_from_whom_and_where() -> None:
    report = of("甲局", 2024, TEXT)
    (copied, _) = copies_among([report, of("乙局", 2024, TEXT)])
    found = [f for f in check(Context(report, copied=copied)).findings if f.rule == "UN-COPY"]
    assert [(f.section, f.actual) for f in found] == [(1, "100%"), (5, "100%")]
    assert found[1].message == "第五部分与“乙局”的报告有 100% 的文字相同，80% 起提示。"
    assert found[1].beside == found[1].sentence == TEXT.removesuffix("。")
