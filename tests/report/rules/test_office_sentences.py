"""Sentences of the kinds offices write, beside one sound table: which are silent, and what each says
beside another table that differs in every row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report.cell import number
from gongkai.report.facts import find_facts
from gongkai.report.rules import Context, check
from tests.report.rules.test_worked_sentences import report

RULES = (
    "NT-RECV", "NT-DONE", "NT-CARRY", "NT-RES", "NT-PCT", "NT-IDENT", "NT-CHAN", "NT-RV", "NT-LIT",
    "NT-ND", "NT-VALID", "NT-LIC", "NT-PEN", "NT-SUM", "NT-ZERO",
)  # fmt: skip
RV, LA = "challenges.reconsideration", "challenges.litigation_after_reconsideration"
ND = "disclosure.normative_documents"

#: 60 + 4 = 58 + 6 and 30 + 5 + 6 + 10 + 4 + 3 = 58.
TABLE = {
    "received": 60, "carried_in": 4, "concluded": 58, "carried_out": 6, "granted": 30, "partly_granted": 5,
    "refused.third_party_rights": 6, "unavailable.not_held": 10, "not_processed.petition_or_complaint": 4,
    "other.other": 3, f"{RV}.total": 3, f"{RV}.upheld": 3, f"{LA}.total": 1, f"{LA}.upheld": 1,
    f"{ND}.issued": 5, f"{ND}.repealed": 2, f"{ND}.in_force": 33, "disclosure.licences.decisions": 188, "disclosure.penalties.decisions": 40,
}  # fmt: skip
#: Another sound table: 71 + 8 = 70 + 9.
OTHER = {
    "received": 71, "carried_in": 8, "concluded": 70, "carried_out": 9, "granted": 41, "partly_granted": 6,
    "refused.third_party_rights": 7, "unavailable.not_held": 11, "not_processed.petition_or_complaint": 3,
    "other.other": 2, f"{RV}.total": 5, f"{RV}.upheld": 5, f"{LA}.total": 2, f"{LA}.upheld": 2,
    f"{ND}.issued": 7, f"{ND}.repealed": 3, f"{ND}.in_force": 44, "disclosure.licences.decisions": 190, "disclosure.penalties.decisions": 39,
}  # fmt: skip

#: Text, true of TABLE → what it must say beside OTHER.
SENTENCES = {
    "全县共收到政府信息公开申请60件，上年结转4件，办结58件，结转下年度继续办理6件。": "NT-RECV NT-DONE NT-CARRY NT-CARRY",
    "我县共收到依申请公开64件（含上年结转4件），已答复58件，6件结转至2025年办理。": "NT-RECV NT-DONE NT-CARRY NT-CARRY",
    "收到公众提出的政府信息公开申请60宗，上一年度结转4宗，本年度办理答复58宗，结转下一年度6宗。": "NT-RECV NT-DONE NT-CARRY NT-CARRY",
    "全年收到申请60件，同比下降5.2%，办结58件（含2023年度结转4件），按期办结率100%。": "NT-RECV NT-DONE NT-CARRY",
    "截至2024年12月31日，共收到申请60件，办结58件，尚有6件正在办理中。": "NT-RECV NT-DONE NT-CARRY",
    "截至2024年6月30日，共收到申请33件，办结20件，尚有13件正在办理中。": "",
    "共办理政府信息公开申请64件，其中上年度结转4件，本年度新收60件，已办结58件，结转下年度办理6件。": "NT-RECV NT-RECV NT-DONE NT-CARRY NT-CARRY",
    "共收到政府信息公开申请60件（当面申请6件，信函12件，网络42件），上年结转4件，答复58件，结转6件。": "NT-RECV NT-DONE NT-CARRY NT-CARRY",
    "首次予以公开28件，经复议重新答复予以公开2件。": "",
    "首次予以公开8件，经复议重新答复予以公开2件。": "",
    "本年度共答复申请58件，予以公开（含部分公开）35件，占比60.3%。": "NT-DONE NT-RES NT-PCT",
    "全年收到申请60件，2023年收到48件，同比增长25%。": "NT-RECV",
    "全年收到政府信息公开申请60件，比2023年的48件增加12件。": "NT-RECV",
    "其中县政府办公室收到申请12件，各部门收到35件，各乡镇收到13件，合计60件。": "",
    "县政府本级收到申请20件，答复19件；各部门、乡镇收到申请40件，答复39件。": "",
    "全县共受理信访件213件，12345热线213件。": "",
    "县司法局全年受理行政复议申请213件，其中涉及政府信息公开25件。": "",
    "因依申请公开引发的行政复议3件，其中维持3件，纠正0件；行政诉讼1件（复议后起诉）。": "NT-RV NT-LIT",
    "因政府信息公开引发的行政复议案件3件（其中1件为上年结转），行政诉讼案件1件。": "NT-RV NT-LIT",
    "政府信息公开领域全年无行政复议、行政诉讼败诉案件。": "",
    "新制定规范性文件5件，清理废止规范性文件2件，截至年底现行有效规范性文件33件。": "NT-ND NT-VALID NT-VALID",
    "现行有效行政规范性文件33件，其中县政府规范性文件12件，部门规范性文件21件。": "NT-VALID",
    "共办理行政许可188件，其中新办92件，延续96件。": "NT-LIC",
    "在信用中国公示行政许可636条、行政处罚120条。": "",
    "共办结行政许可事项188件、行政处罚40件，公示行政许可55条、行政处罚120条。": "NT-LIC NT-PEN",
    "作出行政处罚40宗，其中罚款的行政处罚35宗，行政执法均无被申请行政复议和提起行政诉讼。": "NT-PEN",
    "市局指导作出的行政处罚12件。": "",
    "全年收到政府信息公开申请60项，无结转下年度的申请超期。": "NT-RECV",
    "全县累计处理政府信息依申请公开64件，其中，本年度新接收60件，2023年结转办理4件，除6件转结2025年办理以外，均依法完成答复。": "NT-RECV NT-RECV NT-CARRY NT-CARRY",
    "其中县政府本级本年新收20件。": "",
    "制定发布规范性文件5件，清理废止文件2件，现行有效文件33件。": "NT-ND NT-VALID NT-VALID",
    "准予许可180件，不予许可8件，撤销许可3件。": "NT-LIC",
    "收到申请60件，其中网上申请42件，邮寄申请12件，当面申请6件，2023年结转4件，办结58件，结转2025年6件。": "NT-RECV NT-CARRY NT-DONE NT-CARRY",
    "全年制作信息112条，其中主动公开信息数7条；依申请公开信息数59条；不予公开信息数46条，占比41.07%。": "",
    "未因信息公开被起诉。县局因具体行政行为被提起行政诉讼2起。": "",
}  # fmt: skip


LD = "challenges.litigation_direct"
#: Text, a table it is true of, and what it must say when every figure of that table is one more.
OWN_TABLES = (
    ("收到依申请公开9件，上年转结1件，其中网络申请数5件，信函申请数5件，发生行政复议1件。",
     {"received": 9, "carried_in": 1, "concluded": 10, f"{RV}.total": 1}, "NT-RECV NT-CARRY NT-RV"),
    ("新受理申请17件，办结17件，上年转结政府信息公开申请0件，转下一年办理0件。",
     {"received": 17, "concluded": 17}, "NT-RECV NT-DONE"),
    ("共受理政府信息公开申请91件（另有2件结转下年度办理），办结91件。",
     {"received": 93, "concluded": 91, "carried_out": 2}, "NT-RECV NT-DONE NT-CARRY"),
    ("收到信息公开申请22起，比2023年（31起）下降29%，答复22起。",
     {"received": 22, "concluded": 22}, "NT-RECV NT-DONE"),
    ("新收到申请1182件（同比增长0.4%），办理1187件（含上年度结转申请57件，另有52件申请顺延到下年度答复）。其中，予以公开"
     "及部分公开101件；因本机关不掌握等原因无法提供850件；属于信访投诉等情形不予处理32件；其他处理204件。",
     {"received": 1182, "carried_in": 57, "concluded": 1187, "carried_out": 52, "granted": 100, "partly_granted": 1,
      "unavailable.not_held": 850, "not_processed.repeated_request": 32, "other.other": 204},
     "NT-RECV NT-RECV NT-CARRY NT-CARRY NT-RES NT-RES NT-RES NT-RES"),
    ("依申请公开办理有69件。予以公开35件；部分予以公开3件；无法提供30件；结转下年度继续办理1件。被申请行政复议有3件，"
     "其中，1件被复议机关撤销，2件正在复议机关审理中，尚未审结。",
     {"received": 69, "concluded": 68, "carried_out": 1, "granted": 35, "partly_granted": 3, "unavailable.not_held": 30,
      f"{RV}.total": 3}, "NT-CARRY NT-RES NT-RES NT-RES NT-RV"),
    ("收到申请1046件。经查，2023年收到，结转至2024年作出答复的政府信息公开申请57件。",
     {"received": 1046, "carried_in": 57, "concluded": 1100, "carried_out": 3}, "NT-RECV NT-CARRY"),
    ("受理依申请公开申请12件，答复7件，不予受理4件，补正后申请内容仍不明确1件。",
     {"received": 12, "concluded": 12}, "NT-RECV NT-DONE"),
    ("收到并答复政府信息公开申请45件。其中，予以公开43件，不予公开（属于三类内部事务信息）1件，不予公开（属于四类"
     "过程性信息）1件。", {"received": 45, "concluded": 45, "granted": 43, "refused.internal_affairs": 1,
     "refused.process_information": 1}, "NT-DONE NT-RES NT-RES NT-RES"),
    ("全年收到和处理申请5件，发生因信息公开申请行政复议情况1件。",
     {"received": 5, "concluded": 5, f"{RV}.total": 1}, "NT-RECV NT-RV"),
    ("共收到申请52件，其中办结51件，转结下年度继续办理1件，涉及行政诉讼案件2件。",
     {"received": 52, "concluded": 51, "carried_out": 1, f"{LD}.total": 2}, "NT-RECV NT-DONE NT-CARRY NT-LIT"),
    ("共收到依申请公开133件，121件均在规定时间内完成答复工作，12件结转下年度继续办理。",
     {"received": 133, "concluded": 121, "carried_out": 12}, "NT-RECV NT-DONE NT-CARRY"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "table", "rules"), OWN_TABLES)
def test_a_sentence_beside_its_own_table_and_one_that_is_off_by_one(
    text: str, table: dict[str, int], rules: str
) -> None:
    assert said(text, table) == []
    more = {cell: value + 1 for cell, value in table.items()}
    assert sorted(said(text, more)) == sorted(rules.split())


#: What an agency says of itself in its own name is of the whole; in another's report it is of a part.
OWN = (
    ("云溪县人民政府办公室", "县政府办公室共受理依申请公开事项60件，上年结转4件，办结58件，结转下年6件。"),
    ("云溪县城东街道办事处", "城东街道共收到信息公开申请60件，上年度结转4件；答复58件，结转下年6件。"),
    ("云溪县司法局", "本部门共收到信息公开申请60件，上年度结转4件；答复58件，结转下年6件。"),
)  # fmt: skip


def test_people_and_bodies_are_held_against_their_columns() -> None:
    columns = {"natural_person": 51, "enterprise": 6, "legal_services_organisation": 3}
    cells = {f"requests.received.{name}": number(n, str(n)) for name, n in columns.items()}
    cells |= {"requests.carried_in.natural_person": number(4, "4")}

    def who(text: str) -> list[str]:
        made = report(text, TABLE).with_cells(cells)
        found = check(Context(made)).findings
        return [f.message for f in found if f.rule == "NT-WHO"]

    assert who("收到申请60件，其中自然人51件，法人或其他组织9件。") == []
    assert who("受理申请64件，其中自然人申请55件，法人和其他组织申请9件。") == []
    assert who("县政府本级收到申请20件，其中自然人18件。") == []
    assert who("收到申请60件，其中自然人50件，法人或其他组织10件。") == [
        "正文写自然人申请 50 件，表三自然人本年新收是 51，加上年结转共 55。",
        "正文写法人或其他组织申请 10 件，表三法人或其他组织本年新收是 9，加上年结转共 9。",
    ]


@pytest.mark.parametrize(("agency", "text"), OWN)
def test_an_agency_speaks_of_itself(agency: str, text: str) -> None:
    own = ["NT-CARRY", "NT-CARRY", "NT-DONE", "NT-RECV"]
    assert said(text, TABLE, agency) == []
    assert sorted(said(text, OTHER, agency)) == own
    expected = own if "本部门" in text else []
    assert sorted(said(text, OTHER)) == expected


def said(text: str, table: dict[str, int], agency: str = "云溪县人民政府") -> list[str]:
    made = report(text, table, agency=agency)
    made = replace(made, facts=find_facts(f"（二）依申请公开。{text}", 2024))
    return [f.rule for f in check(Context(made)).findings if f.rule in RULES]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_true_sentence_is_silent(text: str) -> None:
    assert said(text, TABLE) == []


@pytest.mark.parametrize(("text", "rules"), SENTENCES.items())
def test_the_same_sentence_beside_another_table_says_what_is_wrong(text: str, rules: str) -> None:
    assert sorted(said(text, OTHER)) == sorted(rules.split())
