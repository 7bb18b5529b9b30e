"""A small grammar of the sentences offices write: every one is true of the tables it is written beside.

`rewritten` gives a sound report another narrative: another house's openings, verbs, units and order, with
what offices add of their own (last year's figures, parts of the whole, other people's business). No rule
may fire on it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gongkai.report.facts import find_facts
from gongkai.report.model import SECTION_TITLES, Report, Section

from .generate import sound_pair
from .generate_words import GROUPS

Words = dict[str, int | str]
_SIX = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
_LAW = "《中华人民共和国政府信息公开条例》"

OPENINGS = (
    "根据{law}（国务院令第711号，以下简称《条例》）和国办公开办函〔2021〕30号要求，编制本报告。本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本报告由{six}六个部分组成。统计期限为{year}年1月1日至12月31日。",
    "按照{law}（以下简称《信息公开条例》）第五十条规定，现向社会公布{year}年政府信息公开工作年度报告。全文包括{six}等6部分。",
    "依据{law}、省政府办公厅《关于做好{year}年政府信息公开工作年度报告编制工作的通知》（云政办发〔2021〕30号）编制。报告中一部分数据来自直属单位。",
    "本报告第一部分为总体情况，第二部分为主动公开政府信息情况，其余各部分依次编写。报告电子版可以在政府网站下载。",
)
WHEN = (
    "{year}年，",
    "{year}年度，",
    "全年",
    "本年度",
    "今年以来，",
    "截至{year}年12月31日，",
    "报告期内，",
    "",
)
WHO = ("", "我局", "本机关", "我单位")
RECEIVED = (
    "{when}{who}共收到政府信息公开申请{new}{unit}，上年结转{carried}{unit}，办结{done}{unit}，结转下年度继续办理{left}{unit}。",
    "{when}{who}新收政府信息公开申请{new}{unit}，{last_year}年结转{carried}{unit}；全年办理答复{done}{unit}，结转至{next_year}年{left}{unit}。",
    "{when}{who}受理政府信息公开申请{flow}{unit}（含上年结转{carried}{unit}），答复{done}{unit}，其余{left}{unit}结转下年度办理。",
    "{when}{who}共办理依申请公开事项{flow}{unit}，其中上年结转{carried}{unit}、本年新收{new}{unit}，已办结{done}{unit}，结转下年度{left}{unit}。",
    "{when}{who}收到公民、法人和其他组织提出的政府信息公开申请{new}{unit}，其中，自然人{people}{unit}，法人或其他组织{bodies}{unit}。全年办结{done}{unit}。",
    "{when}{who}收到政府信息公开申请{new}{unit}（当面{ways[0]}{unit}、信函{ways[1]}{unit}、网络{ways[2]}{unit}），均已登记。",
    "{when}{who}收到政府信息公开申请{new}{unit}。其中网上申请{ways[2]}{unit}，信函申请{ways[1]}{unit}，当面申请{ways[0]}{unit}。",
    "{when}{who}收到政府信息公开申请{new}{unit}，{last_year}年为{new_before}{unit}{growth}。答复{done}{unit}。",
    "{when}{who}收到政府信息公开申请{new}{unit}，按时办结率100%。按照申请内容分，涉及征地拆迁{ways[0]}{unit}、社会保障{ways[1]}{unit}、其他{ways[2]}{unit}。",
    "{when}{who}依法登记并受理政府信息公开申请{new}{unit}，加上{last_year}年度结转的{carried}{unit}，共计{flow}{unit}，已全部或者部分答复，其中办结{done}{unit}，结转{next_year}年{left}{unit}。",
    "政府信息公开申请{when}新收{new}{unit}，办结{done}{unit}。为方便群众，申请人可以现场申请（填写申请表），也可以在线申请。",
    "{when}{who}共收到{new}件政府信息公开申请，涉及申请人36名，办结{done}件，平均办理时长12个工作日。",
    "本年度新收政府信息公开申请数量为{new}件，上年结转政府信息公开申请数量为{carried}件，结转下年度继续办理{left}件。",
    "上半年收到政府信息公开申请{ways[0]}件，下半年收到{after_half}件，全年共收到{new}件。",
    "县政府本级收到政府信息公开申请{ways[0]}件，各乡镇、部门收到政府信息公开申请{after_half}件，合计{new}件。",
    "{when}{who}收到政府信息公开申请{new}件，{growth_in_items}。另收到咨询类来件12件，不属于政府信息公开申请，已引导至12345热线。",
    "{when}{who}收到政府信息公开申请{new}件，发出补正告知书9份，征求第三方意见3件，延期答复5件，均已依法告知。",
    "{when}{who}收到政府信息公开申请{new}件。申请量居前三位的是县自然资源局{ways[0]}件、县住建局{ways[1]}件、县公安局{ways[2]}件。",
    "{when}{who}收到政府信息公开申请{new}件，与上年（{new_before}件）基本持平，其中网上提交{ways[0]}件，占比{way_share}%。",
    "{when}{who}收到政府信息公开申请{new}件，办结{done}件，尚有{left}件正在办理中。",
    "近三年政府信息公开申请量分别为48件、52件、{new}件。{when}办结{done}件。",
    "{when}{who}收到政府信息公开申请{new}件，申请内容主要集中在征地补偿、房屋拆迁等方面，其中征地补偿类{ways[0]}件，占{way_share}%。",
    "{when}{who}收到政府信息公开申请{new}件，全部在法定期限内办理，办结率100%，未收取任何费用，无结转下年度的超期件。",
    "依申请公开工作平稳有序。{when}{who}收到申请{new}件，其中同一申请人提出申请15件；办结{done}件，其中当场答复6件、5个工作日内答复12件。",
)
RESULTS = (
    "予以公开{granted}件、部分公开{partly_granted}件，公开率85.5%，经复议重新答复2件。",
    "不予公开{refused}件，其中涉及商业秘密、个人隐私的2件；无法提供{unavailable}件，其中本机关不掌握的{not_held}件。",
    "无法提供{unavailable}件（本机关不掌握{not_held}件）。不予处理{not_processed}件，均已告知申请人救济渠道。",
    "其他处理{other}件；撤回申请2件，已终止办理。",
    "办理结果为：{results}。",
    "在已办结的申请中，{results}。",
    "从答复情况看，{results}，其余事项均依法告知。",
    "按照答复类型，予以公开{granted}件（占{granted_share}%），不予公开{refused}件（占{refused_share}%）。",
    "予以公开{granted}件，其中{granted_people}件为自然人申请；部分公开{partly_granted}件。",
    "予以公开、部分公开共{opened}件，无法提供{unavailable}件，不予处理{not_processed}件。",
    "",
)
CASES = (
    "行政复议{rv}件（维持{upheld}件），行政诉讼{suits}件，行政复议纠错率5%。",
    "县司法局全年受理行政复议案件213件，组织行政诉讼应诉培训2次。",
    "因政府信息公开引发行政复议{rv}件，与上年{rv_before}件相比有变化；引发行政诉讼{suits}件。",
    "因政府信息公开被申请行政复议{rv}件，被提起行政诉讼{suits}件。",
    "全年发生政府信息公开行政复议案件{rv}件、行政诉讼案件{suits}件，较上年行政复议{rv_before}件有所变化。",
    "政府信息公开行政复议{rv}件，其中结果维持{upheld}件；行政诉讼{suits}件。",
    "作为复议机关办理行政复议案件58件，其中涉及政府信息公开的7件。",
    "未发生因政府信息公开引起的行政诉讼败诉情况。",
    "",
)
DECISIONS = (
    "{when}作出行政处罚{penalties}件、实施行政强制{measures}件。",
    "{when}作出行政处罚决定{penalties}件，罚没款120.5万元；上年作出行政处罚{penalties_before}件。",
    "通过双公示平台公示行政许可{more}条、行政处罚{more}条。",
    "对已作出的行政处罚开展案卷评查，共评查行政处罚案件{more}件。",
    "由本机关实施的行政处罚事项{more}项，行政检查事项58项。",
    "共办结行政许可事项{licences}件。",
    "法制审核行政处罚决定{more}件，提出意见12条。",
    "",
    "{when}办理行政许可{licences}件，其中新办{licence_part}件、变更和延续{licence_rest}件。",
    "共办理行政许可{licences}件。公共场所卫生许可证办理{licence_part}件，发放健康证1200个。",
    "行政许可事项88项全部进驻大厅，受理行政许可申请{more}件，办结行政许可{licences}件。",
    "全省系统作出行政处罚{more}件，我局作出行政处罚{penalties}件。",
    "办理行政处罚案件{penalties}件、行政强制{measures}件，移送公安机关4件。",
    "不予行政处罚{more}件，作出行政处罚{penalties}件，行政处罚信息公示率100%。",
    "{last_year}年作出行政处罚{penalties_before}件，{year}年作出行政处罚{penalties}件。",
)
DOCUMENTS = (
    "现行有效的行政规范性文件{stock}件全部入库，{when}新制发{issued}件、废止{ended}件。",
    "制发行政规范性文件{issued}件（其中县政府规范性文件1件），宣布废止{ended}件。",
    "转发上级规范性文件{more}件，备案审查规范性文件36件。",
    "编发政府公报12期，刊登规范性文件36件。",
    "开展规范性文件清理，梳理规范性文件{more}件。",
    "{when}制发行政规范性文件{issued}件，废止{ended}件，现行有效{stock}件。",
    "全年新制定规范性文件{issued}件，清理失效{ended}件，截至年底现行有效行政规范性文件{stock}件。",
    "对规范性文件合法性审核{more}件，备案{more}件。",
    "公开行政规范性文件{stock}件，配发解读材料12篇。",
    "就3件规范性文件草案公开征求意见，收到意见建议26条，采纳9条。",
    "",
)
PUBLISHED = (
    "政府网站发布信息{parts[0]}条，其中图解12条、视频8条；微信公众号发布信息{parts[1]}条。",
    "网站全年发布信息{total}条。其中，概况类信息更新{parts[0]}条，政务动态更新{parts[1]}条，公开目录更新{parts[2]}条。",
    "全年政府网站发布信息{total}条。围绕稳就业，政府网站发布信息{parts[0]}条。",
    "信息公开目录发布信息{parts[0]}条，政务微博发布信息{parts[1]}条，政务微信发布信息{parts[2]}条，总计{total}条。",
    "政府网站总访问量1.2亿人次，独立用户访问总量{parts[0]}万个，发布信息{total}条。",
    "办理人大代表建议{parts[0]}件、政协提案{parts[1]}件，共{pair}件，全部公开办理结果。",
    "收到网民留言{parts[0]}条，办结留言{parts[1]}条，征集调查12期，收到意见{parts[2]}条。",
    "召开政府常务会议21次，公开会议信息21条；召开新闻发布会6场，其中县政府新闻办2场。",
    "{when}通过政府网站公开信息{total}条，其中政策文件{parts[0]}条、工作动态{parts[1]}条、通知公告{parts[2]}条。",
    "{when}主动公开政府信息{total}条，比上年增加12条，其中重点领域{parts[0]}条等。",
    "微信公众号发布信息{parts[0]}条，微博发布信息{parts[1]}条，抖音发布{parts[2]}条，共{total}条。",
    "政务新媒体全年发布信息{total}条（微信{parts[0]}条、微博{parts[1]}条、抖音{parts[2]}条），阅读量12.3万人次。",
    "上半年发布信息{parts[0]}条，下半年发布信息{rest}条，全年共发布信息{total}条。",
    "累计发布各类信息1.2万余条，答复网民留言{parts[1]}条，办理12345热线工单{parts[2]}件。",
    "{when}举办新闻发布会3场、在线访谈2期，发布解读稿件36篇，其中图解18篇、部门负责人解读18篇。",
    "围绕优化营商环境，发布信息{parts[0]}条；聚焦民生保障，发布信息{parts[1]}条。",
)
MANAGED = (
    "严格落实“三审三校”和保密审查制度，各单位结合实际情况修改完善了目录。",
    "全年清理过期栏目12个，补齐政府信息管理台账66份，下发“请结合实际情况补充目录”的提示3次。",
    "对政府信息管理情况每季度检查，第一季度整改问题5个，第二季度整改问题3个。",
)
PLATFORM = (
    "政府信息公开平台建设持续推进，专栏更新120次。",
    "优化平台检索功能，增设【政策问答】栏目，访问量12万人次。",
)
SUPERVISED = (
    "监督保障有力，组织业务培训2次，培训180人次。",
    "将公开工作纳入考核，开展监督检查4次。未发生责任追究。",
    "监督保障方面，上半年培训1次，下半年培训2次，全年开展业务培训3次。",
)
PROBLEMS = (
    "存在的问题：{which}。改进措施：{measure}，{next_year}年6月底前完成。",
    "一是{which}；二是人员流动较大。下一步，将{measure}。",
)
FEES = (
    "本年度发出收费通知{unpaid}件，收取信息处理费0元。",
    "按照国办函〔2020〕109号，{year}年收取信息处理费0元，发出收费通知{unpaid}件。",
)


def rewritten(seed: int) -> tuple[Report, Report]:
    """Two sound years of one agency, the earlier first, the later in a narrative of its own."""
    last, now = sound_pair(seed)
    chance = random.Random(f"house {seed}")
    words = _words(chance, now, last)

    def say(sentences: tuple[str, ...]) -> str:
        words["when"] = chance.choice(WHEN).format(year=now.year)
        words["who"] = chance.choice(WHO)
        words["unit"] = chance.choice("件件件宗条")
        return chance.choice(sentences).format_map(words)

    one = [
        f"（一）主动公开情况。{say(PUBLISHED)}{say(DOCUMENTS)}{say(DECISIONS)}{say(DECISIONS)}",
        f"（二）依申请公开情况。{say(RECEIVED)}{say(RESULTS)}{say(RESULTS)}{say(CASES)}",
        f"（三）政府信息管理情况。{say(MANAGED)}",
        f"（四）政府信息公开平台建设情况。{say(PLATFORM)}",
        f"（五）监督保障情况。{say(SUPERVISED)}",
    ]
    texts = {
        1: "\n".join(one),
        2: say(DOCUMENTS),
        3: say(RECEIVED),
        4: say(CASES),
        5: say(PROBLEMS),
        6: say(FEES),
    }
    texts = {n: _printed(chance, text) for n, text in texts.items()}
    sections = tuple(Section(n, title, texts.get(n, "")) for n, title in SECTION_TITLES.items())
    facts = tuple(f for s in sections for f in find_facts(s.text, now.year))
    opening = chance.choice(OPENINGS).format(law=_LAW, six=_SIX, year=now.year)
    return last, replace(now, preamble=opening, sections=sections, facts=facts)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _printed(chance: random.Random, text: str) -> str:
    """The text as files print it: as it is, digits spaced, wide or with commas, lines broken anywhere."""
    match chance.randrange(5):
        case 0:
            return re.sub(r"(\d+)", r" \1 ", text)
        case 1:
            return re.sub(r"\d{4,}(?!年)", lambda m: f"{int(m[0]):,}", text)
        case 2:
            return re.sub(r"\d+", lambda m: m[0].translate(_WIDE), text)
        case 3:
            return "\n".join("\n".join(re.findall(r".{1,36}", item)) for item in text.split("\n"))
    return text


def _words(chance: random.Random, now: Report, last: Report) -> Words:
    """What the sentences may say of the tables."""

    def at(cell_id: str, report: Report = now) -> int:
        return int(report.value(cell_id) or 0)

    year = now.year or 0
    new, carried = at("requests.received.total"), at("requests.carried_in.total")
    people, done = at("requests.received.natural_person"), at("requests.concluded.total")
    groups = {
        group: sum(
            at(c) for c in now.cells if c.endswith(".total") and c.startswith(f"requests.{group}.")
        )
        for group in GROUPS
    }
    parts = [chance.randrange(20, 400) for _ in range(3)]
    suits = at("challenges.litigation_direct.total") + at("challenges.litigation_after_reconsideration.total")  # fmt: skip
    separator = chance.choice("，、；")
    which = ("解读形式单一", "目录更新不够及时", "基层人员业务不熟")[year % 3]
    more = chance.randrange(6000, 9000)
    made: Mapping[str, object] = {
        **groups,
        "year": year, "last_year": year - 1, "next_year": year + 1,
        "new": new, "carried": carried, "flow": new + carried, "done": done,
        "left": at("requests.carried_out.total"), "people": people, "bodies": new - people,
        "ways": _split(chance, new), "new_before": at("requests.received.total", last),
        "growth": _growth(new, at("requests.received.total", last)),
        "results": separator.join(f"{name}{groups[group]}件" for group, name in GROUPS.items()),
        "granted_share": _share(groups["granted"], done), "refused_share": _share(groups["refused"], done),
        "granted_people": at("requests.granted.natural_person"),
        "opened": groups["granted"] + groups["partly_granted"],
        "rv": at("challenges.reconsideration.total"), "suits": suits, "upheld": at("challenges.reconsideration.upheld"),
        "rv_before": at("challenges.reconsideration.total", last),
        "penalties": at("disclosure.penalties.decisions"), "measures": at("disclosure.compulsory_measures.decisions"),
        "penalties_before": at("disclosure.penalties.decisions", last), "licences": at("disclosure.licences.decisions"),
        "issued": at("disclosure.normative_documents.issued"), "ended": at("disclosure.normative_documents.repealed"),
        "stock": at("disclosure.normative_documents.in_force"), "more": more, "parts": parts, "total": sum(parts),
        "rest": parts[1] + parts[2], "which": which, "measure": f"针对{which}逐项整改",
        "after_half": 0, "licence_part": at("disclosure.licences.decisions") // 3,
        "licence_rest": at("disclosure.licences.decisions") - at("disclosure.licences.decisions") // 3,
        "growth_in_items": _growth_in_items(new, at("requests.received.total", last)), "way_share": 0,
        "not_held": at("requests.unavailable.not_held.total"), "pair": parts[0] + parts[1],
        "unpaid": at("requests.other.fee_not_paid.total"),
    }  # fmt: skip
    ways = made["ways"]
    assert isinstance(ways, list)
    return {**made, "after_half": new - ways[0], "way_share": _share(ways[0], new)}  # type: ignore[dict-item]


def _split(chance: random.Random, whole: int) -> list[int]:
    """Three parts that make the whole."""
    first = chance.randint(0, whole)
    second = chance.randint(0, whole - first)
    return [first, second, whole - first - second]


def _share(part: int, whole: int) -> str:
    return str(round(Decimal(part) * 100 / whole, 1)) if whole else "0"


def _growth_in_items(now: int, before: int) -> str:
    return f"比上年{'增加' if now >= before else '减少'}{abs(now - before)}件"


def _growth(now: int, before: int) -> str:
    if not before:
        return ""
    change = round((Decimal(now) / before - 1) * 100, 1)
    return f"，同比{'增长' if change >= 0 else '下降'}{abs(change)}%"
