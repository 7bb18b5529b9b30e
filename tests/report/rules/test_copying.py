"""Copied words are told from the words that every report shares."""

from __future__ import annotations

from dataclasses import replace

from gongkai.report.model import Report
from gongkai.report.rules import Context, check
from gongkai.report.rules.copying import likeness
from tests.report.generate import sound_pair

PROBLEMS = (
    "一是政策解读形式还不够丰富，二是主动公开目录更新不及时，三是基层公开人员业务能力参差不齐。"
)
MEASURES = "改进措施：制作图文和短视频解读，每季度更新公开目录，组织三期业务培训。"
OTHER = "存在的问题：一是个别科室答复超出内部时限，二是公开专区引导标识不清，三是申请人满意度回访尚未全覆盖。"


def with_five(report: Report, text: str) -> Report:
    made = tuple(replace(s, text=text) if s.number == 5 else s for s in report.sections)
    return replace(report, sections=made)


def fired(now_text: str, last_text: str) -> set[str]:
    last, now = sound_pair(1)
    context = Context(with_five(now, now_text), with_five(last, last_text))
    return {f.rule for f in check(context).findings}


def test_the_share_of_the_same_words() -> None:
    assert likeness("加强业务培训，更新公开目录。", "更新公开目录；组织考核评议").percent == 50
    assert likeness("更新公开目录，加强业务培训", "加强业务培训，更新公开目录。").percent == 100
    assert likeness("", "任何文字").percent == 0
    one = likeness("制作十二期图解，加强业务培训", "加强业务培训")
    assert (one.percent, one.characters) == (46, 13)


def test_years_and_breaks_do_not_hide_a_copy_and_a_new_number_is_no_copy() -> None:
    assert likeness("2024年度培训\n12次干部", "2023 年培训12次干部").percent == 100
    assert likeness("2024年培训12次干部", "2023年培训9次干部").percent == 0


def test_what_every_report_says_is_not_copied() -> None:
    common = "未收到政府信息公开申请，统计期限自1月1日起，收取信息处理费0元，制作短视频解读。"
    other = "未收到政府信息公开申请，统计期限自1月1日起，收取信息处理费0元，设立公开专区。"
    assert likeness(common, other).percent == 0


def test_the_same_problems_with_new_measures() -> None:
    assert fired(
        PROBLEMS + "改进措施：公开事项逐项列表上墙，责任到岗到人。", PROBLEMS + MEASURES
    ) == {"YY-PROB"}


def test_the_whole_section_again() -> None:
    assert fired(PROBLEMS + MEASURES, PROBLEMS + MEASURES) == {"YY-PROB", "YY-COPY"}


def test_a_section_of_its_own() -> None:
    assert (
        fired(OTHER + "改进措施：公开事项逐项列表上墙，专人每周核对。", PROBLEMS + MEASURES)
        == set()
    )
