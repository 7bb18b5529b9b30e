"""Wordings of real offices that six rules must leave alone, and those that they must not: one table, true
sentences of every house style, and sentences that are wrong beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report.cell import number
from gongkai.report.model import Report
from gongkai.report.rules import Context, check
from tests.report.rules.test_fooled_others import said

PENALTIES, MEASURES = (
    "disclosure.penalties.decisions",
    "disclosure.compulsory_measures.decisions",
)
#: 自然人 51 + 4 = 50 + 5, 商业企业 6 = 5 + 1, 法律服务机构 3 = 3: 60 + 4 = 58 + 6.
COLUMNS = {
    "received": {"natural_person": 51, "enterprise": 6, "legal_services_organisation": 3, "total": 60},
    "carried_in": {"natural_person": 4, "total": 4},
    "granted": {"natural_person": 28, "enterprise": 2, "total": 30},
    "concluded": {"natural_person": 50, "enterprise": 5, "legal_services_organisation": 3, "total": 58},
    "carried_out": {"natural_person": 5, "enterprise": 1, "total": 6},
}  # fmt: skip


def made(text: str, agency: str | None = None) -> Report:
    cells = {
        f"requests.{row}.{column}": number(n, str(n))
        for row, columns in COLUMNS.items()
        for column, n in columns.items()
    }
    report = said(text, {PENALTIES: 40, MEASURES: 12, "challenges.reconsideration.total": 3})
    if agency:
        report = replace(report, agency=agency, agency_as_printed=agency, signed_by=agency)
    return report.with_cells(cells)


def fired(report: Report, rule: str) -> int:
    return sum(f.rule == rule for f in check(Context(report)).findings)


WHO = [
    "收到申请60件，其中自然人51件，法人或其他组织9件。",
    "收到申请60件，其中，自然人申请51件，商业企业申请6件，法律服务机构申请3件。",
    "收到申请60件。按申请人分，自然人51件、法人和其他组织9件。",
    "收到申请60件，其中自然人提出51件，占85%，法人及其他组织提出9件，占15%。",
    "共受理申请64件（含上年结转4件），其中自然人申请55件，法人和其他组织申请9件。",
    "收到申请60件，其中网上申请42件（自然人36件，法人或其他组织6件），信函申请18件。",
    "收到申请60件，办结58件，其中自然人50件，法人或其他组织8件。",
    "收到申请60件，较上年增加12件，其中自然人10件，法人或其他组织2件。",
    "收到申请60件，结转下年度6件，其中自然人5件，法人或其他组织1件。",
    "收到申请60件，上年结转4件，其中自然人4件。",
    "收到申请60件，予以公开30件，其中自然人28件，法人或其他组织2件。",
    "收到申请60件，其中自然人51件，比2023年自然人45件增加6件。",
    "收到申请60件（2023年48件，其中自然人40件）。",
    "收到申请60件，被申请行政复议3件，其中自然人3件。",
    "收到申请60件，其中同一自然人提出申请23件。",
    "收到申请60件，其中1名自然人申请20件，3名自然人申请15件。",
    "收到申请60件，其中上半年自然人30件。",
    "收到申请60件，其中县政府办公室收到自然人申请12件。",
    "收到申请60件，全部为书面申请，其中自然人51件次、法人或其他组织9件次。",
    "收到申请60件，其中涉及征地的35件，自然人33件，法人或其他组织2件。",
    "收到申请60件；答复自然人申请50件，答复法人或其他组织申请8件。",
    "收到申请60件，均在法定期限内答复。",
    "收到申请60件，其中网上提交的均为自然人申请。",
]  # fmt: skip
NOT_WHO = [
    "收到申请60件，其中自然人50件，法人或其他组织9件。",
    "收到申请60件，其中自然人申请52件。",
    "新收申请60件，其中自然人提出51件、法人和其他组织提出8件。",
    "共受理申请64件，其中自然人申请60件，法人和其他组织申请9件。",
    "收到申请60件，其中法人或其他组织申请10件，自然人申请51件。",
    "收到申请60件，均为自然人申请。",
    "收到政府信息公开申请60件，全部是自然人提出的。",
]

PEN = [
    "全年作出行政处罚40件，行政强制12件。",
    "作出行政处罚决定40件，罚没金额120万元。",
    "实施行政处罚35件。",
    "在信用中国公示行政处罚120条。",
    "办理行政处罚案件45件，作出行政处罚决定40件。",
    "作出行政处罚40件，去年作出行政处罚55件。",
    "作出行政处罚40件，比上年作出的行政处罚55件减少15件。",
    "自2019年以来累计作出行政处罚320件。",
    "近三年作出行政处罚120件。",
    "由本机关实施的行政处罚事项150个，行政强制事项20个。",
    "作出不予行政处罚决定55件。",
    "依法免予行政处罚66件。",
    "下达行政处罚事先告知书66份。",
    "作出简易程序行政处罚30件、普通程序行政处罚10件。",
    "实施行政强制措施7件，行政强制执行5件。",
    "对各单位作出的行政处罚开展案卷评查，共评查行政处罚案件55件。",
    "重大执法决定作出前，法制审核行政处罚决定66件。",
    "依法公开作出的行政处罚决定66件。",
    "指导乡镇、街道作出行政处罚55件。",
    "配合公安机关实施行政处罚55件。",
    "全省市场监管系统作出行政处罚4000件。",
    "作出行政处罚40件，移送行政处罚案件60件。",
    "及时更新实施行政处罚的流程图，上网行政处罚文书60件。",
    "作出行政处罚1.2万元以上的案件3件。",
    "作出行政处罚的裁量基准，编印行政处罚案例66个。",
    "作出的行政处罚均已公开，归集行政处罚信息99条。",
    "作出行政处罚决定后7个工作日内公示，全年公示行政处罚99件。",
    "受委托实施行政处罚90件。",
]  # fmt: skip
NOT_PEN = [
    "全年作出行政处罚决定55件。",
    "全年实施行政处罚41宗。",
    "共下达行政处罚决定书55份。",
    "全年共作出55件行政处罚决定。",
    "实施行政强制措施13起。",
    "共办结行政处罚案件52件。",
    "全年办理行政处罚41件、行政强制12件。",
    "2024年，全局行政处罚55件，行政强制12件。",
]

DRAFT = [
    "申请人可以当面申请（填写申请表）、邮寄申请。",
    "在线申请（请填写《政府信息公开申请表》）的，三个工作日内确认。",
    "对公开申请根据实际情况补充材料的，一次性告知。",
    "依申请按照实际情况调整答复方式。",
    "予以公开30件（此处含部分公开5件）。",
    "具体网址见公开指南（具体地址见附件）。",
    "申请人张××申请公开“××镇××村征地补偿安置方案”。",
    "收到李XX、王XX等人的申请12件。",
    "开设【政策解读】【办事指南】专栏。",
    "向各单位下发“请结合实际修改完善本单位目录”的通知。",
    "开展“互联网+”行动，查处XXL级货车超限3起。",
    "二〇〇八年以来的文件全部上网；二○○九年的目录已经重做。",
    "指导企业根据实际情况填写信用修复申请。",
    "邀请各单位结合实际情况补充完善目录。",
    "（请扫描二维码关注）（此处下载）",
    "优化网上填写功能，让群众少填一件、少跑一次。",
    "为方便群众，在窗口摆放填写模板，模板共3份。",
    "第××条、第X项的表述已统一。",
]  # fmt: skip
NOT_DRAFT = [
    "主动公开政府信息23条（请根据实际情况填写）。",
    "全年公开信息××条。",
    "全年公开信息xx条，收到申请x件。",
    "XX县人民政府2024年开展培训。",
    "公开信息___条。",
    "公开网址（具体网址）。",
    "开展培训（待补充）。",
    "【此处填写本单位情况】",
    "（不少于300字）",
    "收到申请（数字）件。",
    "全年公开信息**条。",
    "○○县○○局全年公开信息30条。",
]


@pytest.mark.parametrize("text", WHO)
def test_who_applied_is_left_alone(text: str) -> None:
    assert fired(made(text), "NT-WHO") == 0


@pytest.mark.parametrize("text", NOT_WHO)
def test_who_applied_is_asked(text: str) -> None:
    assert fired(made(text), "NT-WHO") == 1


@pytest.mark.parametrize("text", PEN)
def test_penalties_are_left_alone(text: str) -> None:
    assert fired(made(text, "云溪县市场监督管理局"), "NT-PEN") == 0


@pytest.mark.parametrize("text", NOT_PEN)
def test_penalties_are_asked(text: str) -> None:
    assert fired(made(text, "云溪县市场监督管理局"), "NT-PEN") == 1


@pytest.mark.parametrize("text", DRAFT)
def test_words_of_no_template_are_left_alone(text: str) -> None:
    assert fired(made(text), "NT-DRAFT") == 0


@pytest.mark.parametrize("text", NOT_DRAFT)
def test_words_of_a_template_are_asked(text: str) -> None:
    assert fired(made(text), "NT-DRAFT") >= 1


SIX = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
PARTS = [
    f"本报告由{SIX}六个部分组成。",
    f"报告全文包括{SIX}等6部分。",
    f"本报告由{SIX}组成。",
    f"本报告由{SIX}和附表七部分组成。",
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。",
    "本报告第一部分为总体情况，第二部分为主动公开政府信息情况，第三部分为收到和处理申请情况。",
    "报告中一部分数据来自各乡镇，大部分数据来自本机关。",
    f"本报告由正文和附件两部分组成，正文包括{SIX}。",
    "报告由概述、主动公开情况、依申请公开办理情况、复议诉讼情况、存在的不足及改进措施、其它事项六部分组成。",
    "本报告包括总体概况，主动公开情况，政府信息公开申请的收到及处理情况，行政争议情况，存在的困难与改进，其他事项六大部分。",
    "本报告包括：一、总体情况，二、主动公开政府信息情况，三、收到和处理申请情况；四、行政复议、行政诉讼情况，五、存在的问题及改进情况，六、其他需要报告的事项六个部分。",
    "本报告包括六部分内容：总体情况；主动公开政府信息情况；收到和处理政府信息公开申请情况；行政复议、诉讼情况；主要问题及改进；其他事项。",
    "本报告按照格式规定的六个方面编制。",
    "本报告综合全县42个部门和12个乡镇的数据。",
    "本报告内容包括主动公开、依申请公开、复议诉讼、问题等。",
    "本报告的统计口径分三部分计算：县政府、部门和乡镇。",
]  # fmt: skip
NOT_PARTS = [
    "本报告共四个部分。",
    "本报告分为完成情况及成效、困难和问题、2026年工作思路三个部分。",
    "全文由总体情况、主动公开情况、依申请公开情况、存在的问题及改进措施四大部分组成。",
    "报告由五部分组成。",
    "本报告由总体情况、主动公开政府信息情况、依申请公开情况、存在的问题组成。",
    "本报告由总体情况、主动公开情况、依申请公开情况、存在问题、下一步打算、附表六部分组成。",
]

FORMAT = "国办公开办函〔2021〕30号"
FULL = "《中华人民共和国政府信息公开条例》"
BASIS = [
    f"根据{FULL}（国务院令第711号）和{FORMAT}编制。",
    f"根据{FULL}（以下简称《信息公开条例》）编制。",
    f"根据{FULL}（国务院令第492号公布，国务院令第711号修订）编制。",
    f"根据{FULL}、《云岭省政务公开实施意见》（云政办发〔2021〕30号）和{FORMAT}编制。",
    f"根据{FULL}和云政办发〔2021〕30号文件编制。",
    f"根据{FULL}和市政务公开办公室〔2019〕60号文件编制。",
    f"根据{FULL}和《省政府办公厅关于政府信息公开工作年度报告有关事项的通知》（云政办发〔2024〕12号）编制。",
    f"根据{FULL}和《关于做好2024年政府信息公开工作年度报告有关事项的通知》编制。",
    f"根据{FULL}和国办公开办函〔2021〕第30号编制。",
    f"根据{FULL}和国办公开办函【2021】30 号编制。",
    "根据国令第711号编制。",
    "根据《政府信息公开条例》编制。",
    f"根据国务院办公厅政府信息与政务公开办公室{FORMAT}编制。",
    f"落实{FULL}和国办发〔2021〕30号、国办函〔2020〕109号要求。",
    "根据《云岭市政府信息公开条例实施办法》和《医疗卫生机构信息公开管理办法》编制。",
    f"根据{FULL}、国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。",
    f"根据{FULL}和国办公开办函〔2019〕61号关于平台规范的要求编制。",
]  # fmt: skip
NOT_BASIS = [
    "根据《信息公开条例》编制。",
    f"根据{FULL}和国办公开办函〔2019〕60号编制。",
    f"根据{FULL}和国办政务公开办函〔2021〕30号编制。",
    f"根据{FULL}和过半公开办函﹝2021﹞30号编制。",
    f"根据{FULL}（国务院令第711条）编制。",
    f"根据{FULL}（国务院令第492号）编制。",
    f"根据{FULL}和《关于印发〈政府信息公开工作年度报告格式〉的通知》（国办函〔2021〕30号）编制。",
    "根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》编制。",
]


@pytest.mark.parametrize("text", PARTS)
def test_the_parts_of_a_report_are_left_alone(text: str) -> None:
    assert fired(replace(made(""), preamble=text), "NT-PARTS") == 0


@pytest.mark.parametrize("text", NOT_PARTS)
def test_other_parts_are_asked(text: str) -> None:
    assert fired(replace(made(""), preamble=text), "NT-PARTS") == 1


@pytest.mark.parametrize("text", BASIS)
def test_a_basis_by_its_right_or_local_name_is_left_alone(text: str) -> None:
    assert fired(replace(made(""), preamble=text), "NT-BASIS") == 0


@pytest.mark.parametrize("text", NOT_BASIS)
def test_a_wrong_basis_is_asked(text: str) -> None:
    assert fired(replace(made(""), preamble=text), "NT-BASIS") == 1
