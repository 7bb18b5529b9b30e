"""No rule fires on a true narrative, whatever the house style; and the same words beside other numbers are
noticed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from gongkai.report.cell import number
from gongkai.report.facts import find_facts
from gongkai.report.model import Report
from gongkai.report.rules import Context, check
from tests.report.house_styles import rewritten
from tests.report.rules.test_office_sentences import TABLE
from tests.report.rules.test_worked_sentences import report

SEEDS = range(60)


def with_words(made: Report, text: str) -> Report:
    """The report with another section one, its facts read again."""
    one = replace(made.sections[0], text=text)
    sections = (one, *made.sections[1:])
    facts = tuple(f for s in sections for f in find_facts(s.text, made.year))
    return replace(made, sections=sections, facts=facts)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_true_narrative_is_silent(seed: int) -> None:
    last, now = rewritten(seed)
    assert check(Context(now, last, kind="government")).findings == ()


def test_the_grammar_is_really_judged() -> None:
    held: Counter[str] = Counter()
    for seed in SEEDS:
        last, now = rewritten(seed)
        held.update(check(Context(now, last, kind="government")).held_by_rule)
    rules = (
        "NT-RECV", "NT-DONE", "NT-CARRY", "NT-RES", "NT-WHO", "NT-CHAN", "NT-IDENT", "NT-PCT", "NT-GROWTH",
        "NT-RV", "NT-LIT", "NT-ND", "NT-VALID", "NT-LIC", "NT-PEN", "NT-SUM", "NT-BASIS", "NT-PARTS",
    )  # fmt: skip
    assert [rule for rule in rules if not held[rule]] == []


#: What is counted of the whole: 「收到政府信息公开申请12件」, 「办结12件」, 「上年结转12件」.
COUNT = re.compile(
    r"(?:新收政府信息公开申请|[共局关位]收到政府信息公开申请|，办结|上年结转|结转下年度(?:继续办理)?)(\d+)[件宗条]"
)


def test_a_wrong_count_of_applications_is_noticed_in_every_style() -> None:
    tried, missed = 0, []
    for seed in SEEDS:
        _, now = rewritten(seed)
        text = now.sections[0].text
        for found in COUNT.finditer(text):
            wrong = f"{text[: found.start(1)]}{int(found[1]) + 7}{text[found.end(1) :]}"
            findings = check(Context(with_words(now, wrong), kind="government")).findings
            tried += 1
            if not any(f.rule.startswith("NT-") for f in findings):
                missed.append(found.group())
    assert tried > 50
    assert missed == []


#: True beside `TABLE` of `test_office_sentences`, or about something that no table counts.
TRUE = [
    "全年共收到政府信息公开申请60件，同比增长25%，其中通过网络平台提交42件，占70%；通过信函提交12件，占20%；当面提交6件，占10%。",
    "2024年，全县共新收政府信息公开申请60件，较2023年增加12件，办结58件，答复率96.7%。",
    "2024年度本机关共受理依申请公开信息60件，其中：公民个人申请50件，法人或其他组织申请10件。",
    "截至2024年底，我局共收到依申请公开60件，均已按期答复或正在办理。",
    "本年度受理申请60件，上年结转4件，共计64件，已办结58件，剩余6件在法定办理期限内。",
    "本年度共处理政府信息公开申请64件，办结58件，办结率90.6%。",
    "全年办理依申请公开64件，其中2023年结转4件，2024年受理60件，结转2025年6件。",
    "全年收到依申请公开60件，其中1件由申请人主动撤回，2件因逾期未补正视为放弃，办结58件。",
    "全年收到申请60件，经与申请人沟通撤回3件，办结58件。",
    "办理政府信息公开申请58件，其中予以公开30件，占51.7%；部分公开5件，占8.6%；不予公开6件，占10.3%；无法提供10件，占17.2%；不予处理4件，占6.9%；其他处理3件，占5.2%。",
    "予以公开30件，部分公开5件，不予公开6件（其中保护第三方合法权益6件），无法提供10件（其中本机关不掌握10件），不予处理4件（信访举报投诉类4件），其他处理3件。",
    "在答复的58件依申请公开中，同意公开30件，同意部分公开5件，不同意公开6件。",
    "全年政府信息公开申请办结58件，其中30件予以公开，5件部分公开，6件不予公开，10件无法提供，4件不予处理，3件作其他处理。",
    "依申请公开答复书规范制作，抽查答复书20份，合格率100%。",
    "全年依申请公开平台收到申请42件，线下渠道收到申请18件，共计60件。",
    "2024年我县依申请公开办理量为64件，居全市第3位。",
    "申请受理后，1个工作日内登记、3个工作日内分办，12个工作日内答复，共60件。",
    "围绕征地拆迁领域收到依申请公开35件，围绕教育领域收到依申请公开10件。",
    "组织依申请公开业务培训3次，培训120人次，编发典型案例12件。",
    "指导各部门办理依申请公开疑难件15件。",
    "对60件依申请公开答复进行合法性审核。",
    "依申请公开件中，涉及县自然资源局20件、县住建局15件、县农业农村局12件。",
    "2022年、2023年、2024年分别收到政府信息公开申请40件、48件、60件。",
    "自2020年以来累计收到政府信息公开申请312件。",
    "“十四五”以来，全县累计办理政府信息公开申请256件。",
    "因依申请公开答复引发行政复议3件，全部维持；引发行政诉讼1件，法院维持。",
    "2024年政府信息公开类行政复议案件3件，较2023年下降40%；行政诉讼案件1件，与2023年持平。",
    "2024年全县政府信息公开行政复议3件，行政诉讼1件，未发生败诉案件。",
    "政府信息公开行政复议结果维持3件、纠正0件、其他0件、尚未审结0件。",
    "复议后起诉1件，结果维持。",
    "未经复议直接起诉0件，复议后起诉1件。",
    "全年未发生因政府信息公开被纠错的行政复议案件，未发生直接起诉的行政诉讼案件。",
    "县政府作为复议机关审理政府信息公开行政复议案件12件。",
    "县政府办公室作为被申请人的政府信息公开行政复议2件。",
    "全年行政复议案件213件，其中政府信息公开类25件。",
    "全年行政机关负责人出庭应诉率100%，行政诉讼案件98件。",
    "制定出台规范性文件5件，同步解读5件，解读率100%。",
    "全年公开规范性文件5件，其中县政府文件3件、县政府办公室文件2件。",
    "清理规范性文件66件，其中继续有效33件、废止2件、修改1件。",
    "截至2024年底，全县现行有效行政规范性文件33件，全部在规范性文件库公开。",
    "新出台规范性文件5件，均按程序开展合法性审查和公平竞争审查。",
    "废止规范性文件2件，宣布失效0件。",
    "印发《云溪县行政规范性文件管理办法》等规范性文件5件。",
    "备案规范性文件20件，备案率100%。",
    "在规章库公开规章12件，链接上级规章。",
    "县司法局公开规范性文件12件。",
    "公布县级重大行政决策事项目录5项，公开征求意见12次，收到意见36条。",
    "办理行政许可188件，按时办结率100%，提前办结率95%。",
    "本年度作出行政许可决定188件，其中不予许可8件。",
    "网上办理行政许可120件，窗口办理行政许可68件。",
    "受理行政许可申请200件，作出许可决定188件。",
    "公开行政许可信息188条、行政处罚信息40条。",
    "行政处罚40件，罚没款56.8万元，其中万元以上案件3件。",
    "一般程序行政处罚32件，简易程序行政处罚8件。",
    "全年立案查处违法案件66件，作出行政处罚40件，移送司法机关2件。",
    "全年共实施行政处罚40起，同比下降12%，涉及金额120万元。",
    "公布行政执法数据：行政检查3200次，行政处罚40件，行政强制0件。",
    "全县各级执法部门共作出行政处罚1286件。",
    "行政处罚案件公示率100%，公示案件286件。",
    "收取行政事业性收费120.5万元，免征12项。",
    "通过政府网站主动公开信息1286条，同比增长12%；其中机构职能类36条，政策文件类120条，工作动态类860条，其他270条。",
    "全年政府网站公开信息1286条，政务新媒体公开信息2360条，政府公报刊登文件36件。",
    "县政府门户网站发布信息1286条，部门网站发布信息3200条，乡镇专栏发布信息820条。",
    "政府网站独立访问用户12.6万个，网站总访问量86.3万次，信息发布总数1286条，专栏专题维护数量5个，新开设数量2个。",
    "收到留言数量312条，办结留言数量312条，平均办理时间3天，公开答复数量280条。",
    "“云溪发布”微信公众号推送信息860条，阅读量120万次，关注人数3.6万人；“云溪发布”微博推送信息420条。",
    "抖音号发布短视频120条，微信视频号发布短视频98条。",
    "发布政策解读126篇，其中文字解读60篇、图文解读40篇、视频解读26篇。",
    "组织政府开放日活动6场，邀请代表120人，收集建议36条，采纳28条。",
    "举办新闻发布会12场，其中县政府新闻发布会4场，部门新闻发布会8场。",
    "12345热线受理诉求3600件，办结3580件，满意率98%。",
    "办理人大建议68件、政协提案96件，共164件，办复率100%。",
    "公开财政预算决算信息136条，其中预算68条、决算68条。",
    "召开全县政务公开培训会2次，参训260人次；组织业务培训2次。",
    "县政务公开办开展季度检查4次，通报问题36个，整改36个。",
    "第三方评估2次，发现问题56个，已全部整改。",
]  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_is_silent(text: str) -> None:
    people = {"requests.received.natural_person": 50, "requests.received.enterprise": 10}
    made = report(text, TABLE).with_cells({c: number(n, str(n)) for c, n in people.items()})
    made = replace(made, facts=find_facts(f"（二）依申请公开。{text}", 2024))
    of_words = ("NT-YEAR", "NT-NAME", "NT-FIVE")  # the frame of the table is of another report
    found = [f for f in check(Context(made)).findings if f.rule.startswith("NT")]
    assert [f.message for f in found if f.rule not in of_words] == []
