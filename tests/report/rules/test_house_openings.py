"""Openings, problems and fees as offices write them: right ones are silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report.model import Report, Section
from gongkai.report.rules import Context, check
from tests.report.rules.test_fooled_others import said

OF_OPENINGS = (
    "NT-YEAR",
    "NT-BASIS",
    "NT-PARTS",
    "NT-NAME",
    "NT-DRAFT",
    "NT-SIX",
    "NT-SUM",
    "NT-TWICE",
)
OF_SECTIONS = ("NT-S5", "NT-S6", "NT-FEE", "NT-TWICE", "T3-C62", "T2-FEE109")

OPENINGS = [
    "根据《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号，以下简称“《条例》”）及《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，特制定并向社会公布2024年度政府信息公开工作年度报告。",
    "按照《政府信息公开条例》第五十条规定，现将云溪县人民政府2024年政府信息公开工作年度报告予以公布。",
    "本年度报告由云溪县人民政府办公室编制，全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议、提起行政诉讼情况、政府信息公开工作存在的主要问题及改进情况、其他需要报告的事项6个部分组成。",
    "本报告所列数据统计期限为2024年1月1日至2024年12月31日，电子版可在云溪县人民政府门户网站（www.yunxi.gov.cn）查阅或下载。如有疑问，请与县政府办公室联系（地址：云溪县人民路1号；邮编：848000；电话：0903-2023731；传真：0903-2023732）。",
    "2023年年度报告公布后，我县认真整改；现公布2024年年度报告。",
    "本报告是根据国务院令第711号《中华人民共和国政府信息公开条例》、国办公开办函〔2021〕30号和《云岭省政府信息公开办法》（省政府令第213号）编制。",
    "根据新修订的《中华人民共和国政府信息公开条例》（以下称《条例》），结合我县2024年政府信息公开工作情况编写本报告。",
    "报告中使用的“政府信息”是指《条例》第二条规定的信息。",
    "云溪县人民政府2024年度政府信息公开工作年报全文如下，共六个部分，并附统计表。",
    "本报告的数据自2024年1月1日起至12月31日止，部分数据与2023年度进行了对比。",
    "根据《关于做好2024年度政府信息公开工作年度报告编制发布工作的通知》（云政公开办函〔2024〕36号）要求。",
    "根据云公开办函〔2021〕30号要求编制。",
    "按《中华人民共和国政府信息公开条例》和《医疗卫生机构信息公开管理办法》（国卫办发〔2021〕43号）要求，编制本报告。",
    "根据中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）等文件编制。",
    "根据《条例》第四十九条、第五十条规定，向社会公布本年度报告，由概述、主动公开、申请办理、复议诉讼、问题改进、其他六个部分组成。",
    "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等内容。",
    "本报告由六部分组成：一是总体情况；二是主动公开政府信息情况；三是收到和处理政府信息公开申请情况；四是行政复议和行政诉讼情况；五是主要问题及改进情况；六是其他需要报告的事项。",
    "现将2024年度信息公开工作情况报告如下：",
    "一年来，县政府围绕三大部分工作、五个方面重点，扎实推进。报告如下。",
    "本报告中涉及的规范性文件含2021年至2024年制发的现行有效文件。",
    "本报告第五部分所述问题将于2025年整改完毕，并在2025年度报告中说明。",
    "根据《中华人民共和国政府信息公开条例》（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）。",
    "根据《中华人民共和国政府信息公开条例》（国令第711号）、《政府信息公开工作年度报告格式》（国办公开办函 [2021] 30 号）。",
    "依照《国务院办公厅政府信息与政务公开办公室关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》（国办公开办函(2021)30号）。",
    "对照国办公开办函〔2019〕60号已由国办公开办函〔2021〕30号代替的要求，本报告采用新格式。",
    "县政府各部门、各乡镇2024年政府信息公开工作年度报告同步公布。2023年度报告见政府信息公开年报栏目。",
    "统计期限自2024年1月1日至2024年12月31日。2024年报告按2021年格式编制。",
]  # fmt: skip
PROBLEMS = [
    "存在问题：公开内容质量有待提升、解读形式不够多样。改进情况：针对上年问题，已开展培训，并将健全机制。",
    "一是个别单位公开意识不强，二是政策解读不够通俗。针对以上不足，我局将从以下方面着手：强化学习，压实责任。",
    "我县政府信息公开工作虽取得一定成效，但与群众期盼还有差距，如栏目更新不及时。下一阶段重点做好规范更新工作。",
    "（一）短板弱项。部分栏目更新慢。（二）改进举措。落实周检查制度，逐条销号，长效坚持。",
    "对照要求，还存在基层公开标准化水平参差不齐等问题，2025年拟通过集中轮训等方式解决。",
]  # fmt: skip
FEES = [
    "2024年度，我局发出收费通知的件数和总金额以及实际收取的总金额均为0。",
    "本年度无收取信息处理费情况。",
    "未产生信息公开信息处理费。",
    "根据《政府信息公开信息处理费管理办法》，本机关2024年未收取依申请公开信息处理费。",
    "本年度未向申请人收取任何费用。",
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定的按件、按量收费标准，本年度没有产生信息处理费。",
    "收费情况：2024年度本机关政府信息公开申请未收费。",
    "依申请公开没有收费。",
    "1.信息处理费收取情况：发出收费通知0份，总金额0元，实际收取0元。2.其他：无。",
    "本年度依申请提供政府信息收取信息处理费0.00万元。",
    "我单位严格执行信息处理费管理办法，全年收取信息处理费共计人民币零元。",
    "无信息处理费收取事项，无其他需要报告的事项。",
    "2024年无政府信息公开收费。",
    "报告年度内未发生收费行为。",
]  # fmt: skip

#: What speaks of other fees, or of none.
NO_FEES = ["无。", "无其他需要报告的事项。", "本年度未收取行政事业性收费。"]
#: Of problems only, or of nothing but success.
NO_MEASURES = [
    "存在的问题：政策解读的形式比较单一，目录更新不够及时，落实不到位，长期解决不了，人手少。"
]


def base() -> Report:
    made = said("", {})
    return replace(made, signed_by=made.agency)


def with_section(number: int, text: str) -> Report:
    made = base()
    sections = tuple(
        Section(s.number, s.title, text) if s.number == number else s for s in made.sections
    )
    return replace(made, sections=sections)


def messages(made: Report, rules: tuple[str, ...]) -> list[str]:
    found = check(Context(made, kind="government")).findings
    return [f.message for f in found if f.rule in rules]


@pytest.mark.parametrize("text", OPENINGS)
def test_a_right_opening_is_silent(text: str) -> None:
    assert messages(replace(base(), preamble=text), OF_OPENINGS) == []


@pytest.mark.parametrize("text", PROBLEMS)
def test_problems_with_measures_are_silent(text: str) -> None:
    assert messages(with_section(5, text), OF_SECTIONS) == []


@pytest.mark.parametrize("text", NO_MEASURES)
def test_problems_without_measures_are_asked(text: str) -> None:
    assert messages(with_section(5, text), ("NT-S5",)) == ["第五部分没有写改进的措施。"]


@pytest.mark.parametrize("text", FEES)
def test_no_fee_said_in_any_words_is_silent(text: str) -> None:
    assert messages(with_section(6, text), OF_SECTIONS) == []


@pytest.mark.parametrize("text", NO_FEES)
def test_a_section_six_without_the_fee_is_asked(text: str) -> None:
    assert messages(with_section(6, text), ("NT-S6",)) == ["第六部分没有写信息处理费。"]
