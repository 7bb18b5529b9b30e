"""What the fictional office publishes, as dated plain data: items by column, and its channels' months.
Always the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, load_calendar

from .planned import CLOSED_YEARS, LIVE_YEAR, SEED, TODAY, PlannedDocument, working
from .words import PLACES


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that goes its whole way. `document` names the normative document whose text it is,
    `interprets` the one it interprets, `drafts` the one on whose draft it asks the public; all by
    document number."""

    title: str
    column: str
    formed_on: date
    published_on: date
    paragraphs: tuple[str, ...]
    document: str = ""
    interprets: str = ""
    drafts: str = ""
    on_board: bool = False


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """What a platform reports of one month of a channel."""

    channel: str
    month: date
    posts: int
    followers: int
    readings: int


#: Kind → name, account. The site and the platform follow what is published; the board is logged by
#: hand; the two accounts are counted from the figures of their platforms.
CHANNELS = {
    "website": ("云溪县卫生健康委员会网站", "https://wjw.yunxi.example/"),
    "platform": ("云溪县政府信息公开平台", "https://gk.yunxi.example/wjw/"),
    "bulletin": ("委办公楼公开栏", "清水路 18 号一楼大厅"),
    "wechat": ("健康云溪", "yunxi-jiankang"),
    "weibo": ("云溪卫健", "@云溪卫健"),
}
AUTOMATIC = ("website", "platform")
FIGURED = ("wechat", "weibo")

_ASK = "具体事项可以到清水路 18 号一楼咨询，办公电话 0990-5550118，工作日 9:00 至 18:00。"

#: Column, title, how often a year, and what the text says. {n} counts within the year.
_PATTERNS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    (
        "inspections",
        "{year}年{month}月公共场所卫生监督检查情况",
        12,
        (
            "{month}月，县卫生监督所检查公共场所 {a} 户次，其中住宿场所 {b} 户次、美容美发场所 {c} 户次。",
            "检查发现的问题主要是消毒记录不完整、从业人员健康合格证明没有及时更换，已经当场下达监督意见书。",
            "对整改不到位的 {d} 户，依法立案查处，处罚决定另行公开。",
        ),
    ),
    (
        "inspections",
        "{year}年第{n}批生活饮用水水质监测结果",
        10,
        (
            "{month}月在{place}等 {d} 个监测点采集出厂水和末梢水水样 {c} 份。",
            "检测浑浊度、余氯、菌落总数、总大肠菌群等 {d} 项指标，水样全部合格。",
            "{ask}",
        ),
    ),
    (
        "livelihood",
        "{place}{year}年{month}月预防接种门诊安排",
        16,
        (
            "{place}卫生院预防接种门诊{month}月每周二、周四开诊，上午 8:30 至 11:30 接种，接种后留观 30 分钟。",
            "请儿童家长带齐预防接种证。补种和流动儿童接种不另外预约。",
            "{ask}",
        ),
    ),
    (
        "livelihood",
        "关于开展{year}年第{n}轮老年人健康体检的通知",
        6,
        (
            "各乡镇卫生院、社区卫生服务中心：",
            "{year}年第 {n} 轮体检对象为辖区内 65 岁及以上常住居民，计划体检 {a} 人，费用由基本公共卫生服务项目承担。",
            "各单位按照方便就近的原则安排到村、到社区体检，体检结果一周内告知本人。",
            "{ask}",
        ),
    ),
    (
        "livelihood",
        "{year}年{month}月独生子女家庭奖励扶助资金发放情况",
        8,
        (
            "{month}月向 {c} 户家庭发放奖励扶助资金，共计 {a}00 元，通过惠民惠农“一卡通”发放到户。",
            "对发放结果有疑问的，可以向所在乡镇的计划生育服务站查询。",
        ),
    ),
    (
        "licences",
        "{year}年{month}月医疗机构执业登记结果公告",
        12,
        (
            "{month}月办理医疗机构执业登记 {d} 件，变更登记 {n} 件，全部在承诺期限内办结。",
            "办理依据、条件、程序和需要提交的材料见办事指南，没有变化。",
        ),
    ),
    (
        "penalties",
        "卫生行政处罚决定信息公开（{year}年第{n}期）",
        8,
        (
            "本期公开 {d} 件具有一定社会影响的行政处罚决定，涉及公共场所卫生、医疗废物处置两类。",
            "公开内容包括案件名称、处罚依据、处罚种类和处罚机关，不包含个人信息。",
        ),
    ),
    (
        "statistics",
        "{year}年{month}月全县法定传染病疫情概况",
        12,
        (
            "{month}月全县报告乙类、丙类传染病 {c} 例，没有报告甲类传染病。",
            "报告数居前三位的病种是手足口病、其他感染性腹泻病、流行性感冒。",
            "提醒居民勤洗手、常通风，出现发热症状及时就诊。",
        ),
    ),
    (
        "emergencies",
        "关于{year}年{month}月高温、强降雨天气卫生应急工作的提示",
        4,
        (
            "据县气象台预报，未来几日我县有明显天气过程。",
            "各医疗卫生机构要落实值班值守，备足药品和消杀物资，发现突发公共卫生事件 2 小时内报告。",
            "{ask}",
        ),
    ),
    (
        "recruitment",
        "{year}年公开招聘乡镇卫生院工作人员第{n}号公告",
        4,
        (
            "根据工作需要，面向社会公开招聘乡镇卫生院工作人员 {d} 名，岗位、名额和报考条件见岗位表。",
            "报名时间为公告发布之日起 7 个工作日，笔试、面试成绩和录用结果在本栏目公布。",
        ),
    ),
    (
        "procurement",
        "基本公共卫生服务设备采购项目成交结果（{year}年第{n}号）",
        4,
        (
            "经公开询价，采购健康一体机 {d} 台，成交金额 {a}00 元。",
            "供应商名称、规格型号和质量保证要求见采购合同公告。",
        ),
    ),
    (
        "budget",
        "{year}年第{n}季度部门预算执行情况",
        4,
        (
            "截至{month}月上旬，部门预算执行进度为 {b}%，与序时进度基本一致。",
            "“三公”经费支出低于预算安排，没有超预算支出。",
        ),
    ),
    (
        "projects",
        "{place}卫生院改造工程进展（{year}年第{n}期）",
        4,
        (
            "{place}卫生院改造工程主体已经完工，完成投资 {a} 万元。",
            "下一步进行内部装修和设备安装，工程质量由县住房和城乡建设部门监督。",
        ),
    ),
    (
        "plans",
        "{year}年卫生健康工作要点",
        1,
        (
            "一是稳步推进县域医共体建设；二是做实家庭医生签约服务；三是加强基层卫生人才队伍建设。",
            "各项任务的责任科室和完成时限见附表。",
        ),
    ),
    (
        "fees",
        "{year}年行政事业性收费目录清单",
        1,
        ("本机关执收的行政事业性收费项目、依据和标准没有变化，具体见清单。",),
    ),
    (
        "functions",
        "{year}年领导分工和科室联系方式",
        1,
        (
            "领导班子成员分工、各科室职责和办公电话见附表。办公地址为清水路 18 号。",
            "有变化的，20 个工作日内更新。",
        ),
    ),
    (
        "other",
        "对县人大代表第{n}号建议的答复（{year}年）",
        4,
        (
            "您提出的关于改善{place}基层医疗条件的建议收悉，现答复如下。",
            "我委已经把{place}卫生院设备更新列入年度计划，投入 {a} 万元，年内完成。",
        ),
    ),
)


def make_items(documents: tuple[PlannedDocument, ...], seed: int = SEED) -> tuple[PlannedItem, ...]:
    """Everything published from January 2024 to `TODAY`, in the order of publication."""
    chance = random.Random(seed + 1)  # noqa: S311 - invented data, nothing secret
    calendar = load_calendar()
    found = [*_standing(calendar), *_regular(chance, calendar), *_of_documents(calendar, documents)]
    return tuple(sorted(found, key=lambda item: (item.published_on, item.interprets, item.title)))


#: The standing texts of the site, published when the system came: column, title, paragraphs.
_STANDING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "guide",
        "云溪县卫生健康委员会政府信息公开指南",
        (
            "一、政府信息的分类。按条例第二十条分为十五项，见法定主动公开内容。",
            "二、编排体系。每条信息编有索引号，由统一社会信用代码、年份和顺序号组成。",
            "三、获取方式。可以在本网站检索、查阅、下载，也可以到县图书馆、县档案馆和政务服务大厅查阅。",
            "四、工作机构。县卫生健康委员会办公室（公开办），办公地址：云溪县清水路 18 号一楼，"
            "办公时间：工作日 9:00 至 13:00、15:30 至 19:00。",
            "五、联系电话 0990-5550118，传真 0990-5550119，电子邮箱 gk@wjw.yunxi.example。",
            "六、依申请公开。可以当面提交、邮寄或者在本网站填写申请表，20 个工作日内答复。",
        ),
    ),
    (
        "working-rules",
        "云溪县卫生健康委员会政府信息公开工作制度",
        (
            "一、先审查、后公开。信息由科室起草，经三审三校和保密审查以后，由公开办统一公开。",
            "二、信息形成或者变更之日起 20 个工作日内公开，法律、法规另有规定的从其规定。",
            "三、规范性文件的解读与文件同步起草、同步审批、同步发布。",
        ),
    ),
    (
        "regulation",
        "中华人民共和国政府信息公开条例",
        ("中华人民共和国国务院令第711号，2019年5月15日起施行。全文见中国政府网。",),
    ),
)


def _standing(calendar: Calendar) -> Iterator[PlannedItem]:
    began = date(CLOSED_YEARS[0], 1, 2)
    for column, title, paragraphs in _STANDING:
        published = calendar.add_working_days(began, 2).day
        yield PlannedItem(title, column, began, published, paragraphs)


def _regular(chance: random.Random, calendar: Calendar) -> Iterator[PlannedItem]:
    for year in (*CLOSED_YEARS, LIVE_YEAR):
        for column, title, times, paragraphs in _PATTERNS:
            for n in range(1, times + 1):
                month = 1 + (n - 1) * 12 // times
                formed = working(calendar, date(year, month, 5 + chance.randrange(12)))
                published = calendar.add_working_days(formed, 1 + chance.randrange(8)).day
                if published >= TODAY:
                    continue
                said = {
                    "year": year,
                    "month": month,
                    "n": n,
                    "place": PLACES[(n + month) % len(PLACES)],
                    "ask": _ASK,
                    "a": chance.randrange(110, 990),
                    "b": chance.randrange(41, 99),
                    "c": chance.randrange(21, 89),
                    "d": chance.randrange(3, 19),
                }
                yield PlannedItem(
                    title.format(**said),
                    column,
                    formed,
                    published,
                    tuple(p.format(**said) for p in paragraphs),
                    on_board=chance.random() < 0.2,
                )


def _of_documents(
    calendar: Calendar, documents: tuple[PlannedDocument, ...]
) -> Iterator[PlannedItem]:
    """The text of every document, and with those made since the system came its interpretation."""
    began = date(CLOSED_YEARS[0], 1, 2)
    for n, one in enumerate(documents):
        older = one.issued_on < began
        formed = began if older else one.issued_on
        published = calendar.add_working_days(formed, 3 + n % 5 if older else 2).day
        name = one.title
        yield PlannedItem(
            f"关于印发《{name}》的通知",
            "normative-documents",
            formed,
            published,
            (
                "各乡镇卫生院，县直各医疗卫生单位：",
                f"《{name}》已经委务会议通过，现印发给你们，请遵照执行。",
                "第一条　为了规范相关工作，保障群众健康权益，根据有关法律、法规，结合本县实际，制定本办法。",
                "第二条　本县行政区域内的相关单位和个人适用本办法。",
                "第三条　县卫生健康委员会负责组织实施和监督管理，乡镇卫生院协助做好相关工作。",
            ),
            document=one.number,
        )
        if one.issued_on.year == LIVE_YEAR:
            asked = one.issued_on - timedelta(days=40)
            while not calendar.is_working(asked):
                asked += timedelta(days=1)
            yield PlannedItem(
                f"关于公开征求《{name}（征求意见稿）》意见的公告",
                "normative-documents",
                asked,
                asked,
                (
                    f"《{name}（征求意见稿）》现在向社会公开征求意见。",
                    "有意见和建议的，请在公告发布之日起 30 日内写信寄到清水路 18 号，或者拨打 0990-5550118。",
                    "意见采纳情况在文件公布时一并说明。",
                ),
                drafts=one.number,
            )
        if not older:
            yield PlannedItem(
                f"《{name}》政策解读",
                "normative-documents",
                formed,
                published,
                (
                    f"一、为什么制定。{name}针对基层反映集中的问题，明确各方责任。",
                    "二、主要内容。包括适用范围、职责分工、工作程序和监督措施。",
                    "三、群众怎样办理。" + _ASK,
                ),
                interprets=one.number,
            )


def make_months() -> tuple[PlannedMonth, ...]:
    """Every month of the two accounts that is over on `TODAY`."""
    chance = random.Random(SEED + 2)  # noqa: S311
    found = []
    followers = {"wechat": 18_420, "weibo": 6_310}
    month = date(CLOSED_YEARS[0], 1, 1)
    while (following := (month + timedelta(days=32)).replace(day=1)) <= TODAY:
        for channel, usual in (("wechat", 24), ("weibo", 15)):
            followers[channel] += chance.randrange(20, 260)
            posts = usual + chance.randrange(-6, 9)
            readings = posts * chance.randrange(120, 480)
            found.append(PlannedMonth(channel, month, posts, followers[channel], readings))
        month = following
    return tuple(found)
